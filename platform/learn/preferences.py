"""A reader's language and theme, kept for the person and for the browser."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.models import User

THEME_COOKIE = "theme"
THEMES = tuple(User.Theme.values)
_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """``system``, ``light`` or ``dark``: the person's own choice, else this browser's."""
    user = getattr(request, "user", None)  # absent where an error came before the session
    chosen = user.theme if user is not None and user.is_authenticated else request.COOKIES.get(THEME_COOKIE)
    return chosen if chosen in THEMES else "system"


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the posted ``theme`` and go back to ``next``. An unknown theme changes nothing."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(theme=chosen)
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Django's ``set_language``, which keeps a cookie; a person's choice is kept with the account too."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    return set_language(request)

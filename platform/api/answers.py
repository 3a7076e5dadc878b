"""What every address of the API has in common: JSON, one language, one shape of error.

An error is ``{"error": {"code": "too-large", "message": "…"}}`` with a status that fits; ``code`` is stable,
``message`` is for people and in their language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as csrf_failure_page

from quests.rejected import Rejected

View = Callable[..., HttpResponseBase]

STATUS = {
    "log-in": 401,
    "not-yours": 404,
    "not-open": 403,
    "not-published": 404,
    "too-large": 413,
    "too-many-waiting": 429,
    "no-attempts-left": 409,
    "not-stored": 503,
}
"""HTTP status of a rejection by its code; 422 for all that is wrong with the file itself."""


class Refusal(Exception):
    """An error of the API itself."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status, self.code, self.message = status, code, message
        super().__init__(f"{code}: {message}")


def endpoint(*methods: str) -> Callable[[View], View]:
    """Make a view an address of the API, for people who are logged in, by these HTTP methods alone."""

    def made(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with translation.override(language_of(request)):
                try:
                    check_language(request)
                    check_method(request, methods)
                    if not request.user.is_authenticated:
                        raise not_logged_in()
                    response = view(request, *args, **kwargs)
                except Refusal as refusal:
                    response = error(refusal.status, refusal.code, refusal.message)
                    if refusal.status == 405:
                        response["Allow"] = ", ".join(methods)
                except Rejected as rejected:
                    status = STATUS.get(rejected.code, 422)
                    response = error(status, rejected.code, rejected.message[language_of(request)])
                response.headers.setdefault("Cache-Control", "no-store")
                patch_vary_headers(response, ["Accept-Language", "Cookie"])
                return response

        return enter

    return made


def language_of(request: HttpRequest) -> str:
    """``en`` or ``ko``: ``?language=`` first, else what the browser or the person prefers."""
    asked = request.GET.get("language", "")
    spoken = dict(settings.LANGUAGES)
    return asked if asked in spoken else (translation.get_language() or "en")[:2]


def check_language(request: HttpRequest) -> None:
    """Refuse a ``?language=`` that is not spoken here."""
    asked = request.GET.get("language")
    if asked is not None and asked not in dict(settings.LANGUAGES):
        raise Refusal(400, "unknown-language", _("There is no such language here; ask for en or ko."))


def check_method(request: HttpRequest, methods: tuple[str, ...]) -> None:
    """Refuse other HTTP methods."""
    if request.method not in methods:
        raise Refusal(405, "method", _("This address takes %(methods)s.") % {"methods": ", ".join(methods)})


def not_logged_in() -> Refusal:
    """For people who are not logged in."""
    return Refusal(401, "log-in", _("Log in first."))


def not_found() -> Refusal:
    """For what is not there and for what is not theirs, alike."""
    return Refusal(404, "not-found", _("There is nothing here for you. Check the address, or log in as somebody else."))


def error(status: int, code: str, message: str) -> HttpResponse:
    """The JSON of an error."""
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form or a request without its CSRF token: JSON for the API, Django's page for the rest."""
    if request.path.startswith("/api/"):
        return error(403, "csrf", _("The request lacks its CSRF token. Load the page again and repeat."))
    return csrf_failure_page(request, reason=reason)

"""How allauth makes accounts here."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User

LONGEST_USERNAME = 150
"""Django's column."""
YEAR = 365 * 24 * 60 * 60


class AccountAdapter(DefaultAccountAdapter):
    """People are known by their e-mail address; the user name that Django wants mirrors it."""

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Give the user name; an address longer than the column by its hash."""
        address = user.email.lower()
        fits = len(address) <= LONGEST_USERNAME
        user.username = address if fits else hashlib.sha256(address.encode()).hexdigest()

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Let this browser speak the language the person chose on another one."""
        response: HttpResponse = super().post_login(request, user, **details)
        if user.language in dict(settings.LANGUAGES):
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, user.language, max_age=YEAR, samesite="Lax", secure=secure
            )
        return response

"""How allauth makes accounts here."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

LONGEST_USERNAME = 150
"""Django's column."""


class AccountAdapter(DefaultAccountAdapter):
    """People are known by their e-mail address; the user name that Django wants mirrors it."""

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Give the user name; an address longer than the column by its hash."""
        address = user.email.lower()
        fits = len(address) <= LONGEST_USERNAME
        user.username = address if fits else hashlib.sha256(address.encode()).hexdigest()

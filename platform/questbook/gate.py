"""Who may enter a view at all; ``quests.access`` decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRefresh

from quests.people import Person

View = Callable[..., HttpResponseBase]


def only(allowed: Callable[[Person], bool]) -> Callable[[View], View]:
    """Let in those whom ``allowed`` names. Anonymous people are asked to log in; for others nothing is here (404).

    A page that asks for a part of itself, after its reader has been logged out, is loaded anew: else the login page
    would appear within it.
    """

    def gated(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated and "HX-Request" in request.headers:
                return HttpResponseClientRefresh()
            return insiders(request, *args, **kwargs)

        @login_required
        def insiders(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(request.user):
                raise Http404("not for this person")
            return view(request, *args, **kwargs)

        return enter

    return gated


with_account = only(lambda person: True)
"""Everybody who is logged in."""

"""The first page: today's quest and the calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learn.calendar import calendars_for
from learn.views.feed import address_of
from quests import access


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Welcome for who is not logged in; else today's quests and every cohort's calendar."""
    if not request.user.is_authenticated:
        return render(request, "learn/welcome.html")
    user = request.user
    return render(
        request,
        "learn/today.html",
        {"calendars": calendars_for(user), "is_staff": access.is_staff(user), "feed": address_of(request)},
    )

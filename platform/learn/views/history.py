"""All that the reader handed in."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from learn.record import activity_of, record_of
from learn.zone import zone_of


@login_required
@never_cache
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The reader's submissions by quest, and a heatmap of their days."""
    user = cast("User", request.user)
    quests = record_of(user)
    return render(
        request,
        "learn/history.html",
        {
            "zone": zone_of(user),
            "quests": quests,
            "activity": activity_of(user),
            "total": sum(len(q.submissions) for q in quests),
            "stars_won": sum(q.stars for q in quests),
        },
    )

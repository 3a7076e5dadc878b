"""A person's days for their own calendar program: a secret address, which can be made anew and taken away."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import CalendarFeed, User, new_feed_key
from learn.calendar import calendars_for
from learn.feed import as_ics
from learn.http import see_other
from questbook.gate import with_account
from quests.people import role_of


@never_cache
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of whoever made this address. The key is all that a calendar program can show."""
    feed = CalendarFeed.objects.select_related("user").filter(key=key).first()
    if feed is None or role_of(feed.user) is None:
        raise Http404("no such calendar")
    user = feed.user
    with translation.override(user.language or settings.LANGUAGE_CODE):
        content = as_ics(calendars_for(user), request.build_absolute_uri("/"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="questbook.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


@with_account
@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make an address, make another in its place, or take it away (``off``)."""
    user = cast("User", request.user)
    if "off" in request.POST:
        CalendarFeed.objects.filter(user=user).delete()
        messages.success(request, _("The address of your calendar leads nowhere any more."))
    else:
        CalendarFeed.objects.update_or_create(user=user, defaults={"key": new_feed_key()})
        messages.success(request, _("Here is the address of your calendar. Whoever knows it can read your days."))
    return see_other("/#feed")


def address_of(request: HttpRequest) -> str:
    """The whole address of the reader's calendar; empty without one."""
    feed = CalendarFeed.objects.filter(user=cast("User", request.user)).first()
    return request.build_absolute_uri(reverse("learn:calendar", args=[feed.key])) if feed else ""

"""``/api/submissions/ID/events/``: a run as it goes on, by server-sent events.

Each event's data is the JSON of ``quests.progress``; its id is its position, by which a browser that lost the
connection goes on (``Last-Event-ID``). The stream ends after the final status. When Redis is away, it says
``event: fallback`` and ends: the page then asks ``/api/submissions/ID/`` instead.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import aget_user
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from api.answers import Refusal, check_language, check_method, error, language_of, not_found, not_logged_in
from quests import access, progress
from quests.models import Submission
from quests.people import Person

FINAL = {Submission.Status.GRADED.value, Submission.Status.ENDED.value}


async def events(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Stored events after ``Last-Event-ID``, then live ones."""
    with translation.override(language_of(request)):
        try:
            check_language(request)
            check_method(request, ("GET",))
            user = await aget_user(request)
            if not user.is_authenticated:
                raise not_logged_in()
            after = _position(request)
            if await _status(user, pk) is None:
                raise not_found()
        except Refusal as refusal:
            return error(refusal.status, refusal.code, refusal.message)
    response = StreamingHttpResponse(_stream(user, pk, after), content_type="text/event-stream")
    response["Cache-Control"] = "no-cache, no-transform"
    response["X-Accel-Buffering"] = "no"  # nginx would collect the events and send them late
    return response


def _position(request: HttpRequest) -> str:
    """Where the browser's copy of the stream ends."""
    position = request.headers.get("Last-Event-ID") or progress.START
    if not progress.is_position(position):
        raise Refusal(400, "bad-position", _("Last-Event-ID is not the id of an event of this stream."))
    return position


async def _stream(user: Person, pk: UUID, after: str) -> AsyncIterator[bytes]:
    """The stream itself. The database has the last word: a final event may have been lost with Redis."""
    yield f"retry: {settings.EVENTS_RETRY_MILLISECONDS}\n\n".encode()
    try:
        if await _status(user, pk) in FINAL:
            # Everything is stored; what is not will never come.
            for position, event in await sync_to_async(progress.read)(pk, after):
                yield _frame(position, event)
                if _is_final(event):
                    return
            yield _frame(None, await _final(user, pk))
            return
        async for found in progress.follow(pk, after, settings.EVENTS_KEEP_ALIVE_SECONDS):
            if found is not None:
                yield _frame(*found)
                if _is_final(found[1]):
                    return
            elif await _status(user, pk) in (FINAL | {None}):
                yield _frame(None, await _final(user, pk))
                return
            else:
                yield b": still here\n\n"
    except progress.ProgressUnavailable:
        yield b"event: fallback\ndata: {}\n\n"


def _frame(position: str | None, event: progress.Event) -> bytes:
    # JSON without line breaks: a line break would end the event.
    head = f"id: {position}\n" if position else ""
    return f"{head}data: {json.dumps(event)}\n\n".encode()


def _is_final(event: progress.Event) -> bool:
    return event.get("type") == "status" and event.get("status") in FINAL


async def _final(user: Person, pk: UUID) -> progress.Event:
    return {"type": "status", "status": await _status(user, pk) or Submission.Status.ENDED.value}


@sync_to_async
def _status(user: Person, pk: UUID) -> str | None:
    """The submission's status, None when it is not there for this person (any more)."""
    try:
        return access.visible_submissions(user).filter(pk=pk).values_list("status", flat=True).first()
    finally:
        close_old_connections()  # a stream lasts minutes, and readers would hold a connection each all the while

"""A submission and its events over HTTP."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
import redis
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.test import AsyncClient, Client

from quests import progress
from quests.models import Submission
from quests.services import attempts
from tests.api.test_quests import client_of, error
from tests.people import School
from tests.services.test_attempts import graded


@pytest.fixture
def finished(school: School) -> Submission:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    attempts.record(submission.pk, 1, "worker-a", graded(5, 0))
    return submission


def test_the_report_comes_in_one_language(school: School, finished: Submission) -> None:
    client = client_of(school.learner)

    answer = client.get(f"/api/submissions/{finished.pk}/?language=ko").json()

    assert (answer["status"], answer["score"], answer["max_score"]) == ("graded", 5.0, 10.0)
    assert answer["report"]["findings"][0]["title"] == "값"
    english = client.get(f"/api/submissions/{finished.pk}/", headers={"accept-language": "en"}).json()
    assert english["report"]["findings"][0]["title"] == "A value"


@pytest.mark.parametrize("address", ["/api/submissions/{}/", "/api/submissions/{}/events/"])
@pytest.mark.parametrize(
    ("person", "status"),
    [
        *[(person, 200) for person in ("learner", "instructor", "admin")],
        *[(person, 404) for person in ("classmate", "other_instructor", "other_learner", "stranger")],
        ("anonymous", 401),
    ],
)
def test_who_may_look(school: School, finished: Submission, address: str, person: str, status: int) -> None:
    client = Client() if person == "anonymous" else client_of(getattr(school, person))

    response = client.get(address.format(finished.pk))

    assert response.status_code == status
    if status != 200:
        assert error(response)["code"] == ("log-in" if status == 401 else "not-found")


def test_an_unknown_submission_and_a_foreign_one_look_alike(school: School, finished: Submission) -> None:
    client = client_of(school.classmate)

    assert (
        client.get(f"/api/submissions/{uuid.uuid4()}/").content
        == client.get(f"/api/submissions/{finished.pk}/").content
    )


# Events


class Reader:
    """Reads an event stream as a browser does."""

    def __init__(self, content: AsyncIterator[bytes]) -> None:
        self._content, self._rest = content, ""

    async def next(self) -> dict[str, Any]:
        """The next event: ``id``, ``event`` and ``data``, or the comment."""
        while "\n\n" not in self._rest:
            self._rest += (await asyncio.wait_for(anext(self._content), 20)).decode()
        block, _, self._rest = self._rest.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        return {**fields, "data": json.loads(fields["data"])} if "data" in fields else fields

    async def rest(self) -> list[dict[str, Any]]:
        """All events until the stream ends."""
        found = []
        while True:
            try:
                found.append(await self.next())
            except StopAsyncIteration:
                return found


async def open_stream(user: Any, submission: Submission, **headers: str) -> Reader:
    client = AsyncClient()
    await client.aforce_login(user)
    response: Any = await client.get(f"/api/submissions/{submission.pk}/events/", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/event-stream"
    assert response["X-Accel-Buffering"] == "no"
    assert "no-cache" in response["Cache-Control"]
    reader = Reader(aiter(response.streaming_content))
    assert await reader.next() == {"retry": "3000"}
    return reader


def cell(index: int) -> dict[str, Any]:
    return {"type": "cell", "index": index, "total": 2, "name": f"c{index}", "state": "ok", "seconds": 0.1}


@pytest.fixture
def waiting(school: School) -> Submission:
    return school.submission()


@pytest.mark.django_db(transaction=True)
def test_stored_events_come_first_then_live_ones_until_the_end(school: School, waiting: Submission) -> None:
    async def watch() -> None:
        await sync_to_async(attempts.claim)(waiting.pk, 1, "worker-a")
        progress.publish(waiting.pk, cell(0))
        reader = await open_stream(school.learner, waiting)
        assert (await reader.next())["data"]["status"] == "running"
        assert (await reader.next())["data"] == cell(0)
        progress.publish(waiting.pk, cell(1))
        assert (await reader.next())["data"] == cell(1)
        await sync_to_async(attempts.record)(waiting.pk, 1, "worker-a", graded(5))
        (last,) = await reader.rest()
        assert (last["data"]["type"], last["data"]["status"]) == ("status", "graded")

    async_to_sync(watch)()


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_lost_the_connection_goes_on_where_it_was(school: School, waiting: Submission) -> None:
    async def watch() -> None:
        progress.publish(waiting.pk, cell(0))
        progress.publish(waiting.pk, cell(1))
        reader = await open_stream(school.learner, waiting)
        first = await reader.next()
        again = await open_stream(school.learner, waiting, **{"Last-Event-ID": first["id"]})
        assert (await again.next())["data"] == cell(1)

    async_to_sync(watch)()


@pytest.mark.django_db(transaction=True)
def test_a_finished_run_is_replayed_and_ends_though_its_events_are_gone(school: School, finished: Submission) -> None:
    async def watch() -> None:
        reader = await open_stream(school.learner, finished)
        assert [event["data"]["status"] for event in await reader.rest()] == ["running", "graded"]
        with redis.Redis.from_url(settings.REDIS_URL) as client:
            client.flushall()
        reader = await open_stream(school.learner, finished)
        assert [event["data"] for event in await reader.rest()] == [{"type": "status", "status": "graded"}]

    async_to_sync(watch)()


@pytest.mark.django_db(transaction=True)
def test_a_silent_stream_says_it_is_there_and_ends_when_the_last_event_was_lost(
    school: School, waiting: Submission, settings: Any
) -> None:
    settings.EVENTS_KEEP_ALIVE_SECONDS = 0.2

    async def watch() -> None:
        reader = await open_stream(school.learner, waiting)
        assert await reader.next() == {"": "still here"}
        await Submission.objects.filter(pk=waiting.pk).aupdate(status="ended", fault="platform")
        events = [event for event in await reader.rest() if "data" in event]
        assert [event["data"]["status"] for event in events] == ["ended"]

    async_to_sync(watch)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", ["waiting", "finished"])
def test_without_redis_the_page_is_told_to_ask_instead(
    school: School, request: pytest.FixtureRequest, settings: Any, which: str
) -> None:
    submission = request.getfixturevalue(which)
    settings.REDIS_URL = "unix:///nonexistent/redis.sock"

    async def watch() -> None:
        reader = await open_stream(school.learner, submission)
        assert await reader.rest() == [{"event": "fallback", "data": {}}]

    async_to_sync(watch)()


@pytest.mark.parametrize("position", ["nonsense", "-1", "1-", "1-1; FLUSHALL", "9" * 40 + "-0", "$", "+"])
def test_a_position_that_is_none_is_refused(school: School, waiting: Submission, position: str) -> None:
    response = client_of(school.learner).get(
        f"/api/submissions/{waiting.pk}/events/", headers={"Last-Event-ID": position}
    )

    assert (response.status_code, error(response)["code"]) == (400, "bad-position")


def test_an_event_that_is_none_does_not_break_the_stream(school: School, waiting: Submission) -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        for raw in (b"{", b"[1]", b"\xff", b"[" * 100_000, b'{"type": "status", "status": "queued"}'):
            client.xadd(f"questbook:progress:{waiting.pk}", {"event": raw})
        client.xadd(f"questbook:progress:{waiting.pk}", {"other": b"{}"})

    assert [event["type"] for _, event in progress.read(waiting.pk)] == ["status"]

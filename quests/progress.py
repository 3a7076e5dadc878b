"""What a run is doing, live: events in a Redis stream for each submission, and workers' signs of life.

The database alone says what is true; this is for watching. So nothing here may fail a run or a page:
publishing swallows the loss of Redis with a log line, reading raises :class:`ProgressUnavailable`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import redis
import redis.asyncio
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)

MAX_EVENTS = 2000
"""About as many events of one submission are kept."""
KEEP_SECONDS = 24 * 3600
MAX_EVENT_BYTES = 16_000
WAIT_SECONDS = 2.0
"""How long one Redis command may take before Redis counts as away."""
PAUSE_SECONDS = 5.0
"""How long publishing rests after a failure, so that a hanging Redis does not slow a run at every event."""
WORKER_SECONDS = 20
"""A worker that gave no sign for so long is not shown as alive."""

START = "0-0"
"""The position before the first event."""
_POSITION = re.compile(r"[0-9]{1,20}-[0-9]{1,20}")
_WORKER_KEY = "questbook:worker:"

Event = dict[str, Any]


class ProgressUnavailable(Exception):
    """Redis is away. Pages ask the database again and again instead."""


class GpuSign(BaseModel):
    """A GPU that a worker serves."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(max_length=100)
    memory_mb: int = Field(default=0, ge=0, le=10_000_000)


class WorkerSign(BaseModel):
    """A worker's sign of life, as it lies in Redis under ``questbook:worker:NAME``."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(min_length=1, max_length=200)
    lanes: list[str] = Field(default_factory=list, max_length=20)
    slots: int = Field(default=1, ge=0, le=10_000)
    """How many submissions it runs at once."""
    cores: int = Field(default=0, ge=0, le=10_000)
    """Of each slot; 0 from a worker that does not say."""
    memory_mb: int = Field(default=0, ge=0, le=100_000_000)
    """Of each slot; 0 where a run may take what its quest allows."""
    gpus: list[GpuSign] = Field(default_factory=list, max_length=256)
    """Those whose slots it hands out; none outside the lane ``gpu``."""
    withheld: int = Field(default=0, ge=0, le=10_000)
    """Slots of GPUs not handed out, for an earlier run's memory was not given back."""
    running: int = Field(default=0, ge=0, le=10_000)
    started_at: float = Field(default=0, ge=0, allow_inf_nan=False)
    """Seconds since 1970, by the worker's clock."""
    version: str = Field(default="", max_length=100)
    sandbox: str = Field(default="", max_length=100)
    """How its sandbox is walled (``root``, ``rootless``), as it found by building one; empty when none can be built."""


@dataclass
class _Rest:
    until: float = 0.0
    """By the monotonic clock."""


_rest = _Rest()


def publish(submission: uuid.UUID | str, event: Event) -> None:
    """Append an event to the submission's stream; with Redis away it is lost, with a log line."""
    if time.monotonic() < _rest.until:
        return
    content = json.dumps(event, ensure_ascii=False)
    if len(content.encode(errors="replace")) > MAX_EVENT_BYTES:
        log.warning("progress of %s: an event of more than %d bytes was dropped", submission, MAX_EVENT_BYTES)
        return
    key = _key(submission)
    try:
        with _client().pipeline(transaction=False) as pipe:
            pipe.xadd(key, {"event": content.encode(errors="replace")}, maxlen=MAX_EVENTS, approximate=True)
            pipe.expire(key, KEEP_SECONDS)
            pipe.execute()
    except (redis.RedisError, OSError) as error:
        _rest.until = time.monotonic() + PAUSE_SECONDS
        log.warning("progress of %s is not shown for now: %s", submission, error)


def read(submission: uuid.UUID | str, after: str = START) -> list[tuple[str, Event]]:
    """The stored events after a position, each with its own position; does not wait.

    Raises:
        ProgressUnavailable: Redis is away.
    """
    _check_position(after)
    try:
        answer = _client().xread({_key(submission): after}, count=MAX_EVENTS)
    except (redis.RedisError, OSError) as error:
        raise ProgressUnavailable(str(error)) from error
    return list(_events(answer))


async def follow(
    submission: uuid.UUID | str, after: str = START, wait_seconds: float = 15.0
) -> AsyncIterator[tuple[str, Event] | None]:
    """Stored events after a position, then live ones as they come; None whenever ``wait_seconds`` pass without one.

    It goes on for ever: the reader leaves after a final status event.

    Raises:
        ProgressUnavailable: Redis is away.
    """
    _check_position(after)
    client = redis.asyncio.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=wait_seconds + WAIT_SECONDS,
        socket_connect_timeout=WAIT_SECONDS,
        retry=redis.asyncio.retry.Retry(NoBackoff(), 0),
    )
    try:
        while True:
            answer = await client.xread({_key(submission): after}, count=200, block=int(wait_seconds * 1000))
            found = False
            for after, event in _events(answer):
                found = True
                yield after, event
            if not found:
                yield None
    except (redis.RedisError, OSError) as error:
        raise ProgressUnavailable(str(error)) from error
    finally:
        with contextlib.suppress(redis.RedisError, OSError):
            await client.aclose()


def is_position(value: str) -> bool:
    """Whether a string (``Last-Event-ID`` as a browser sends it) is a position in a stream."""
    return bool(_POSITION.fullmatch(value))


def announce_worker(sign: WorkerSign) -> None:
    """Say that a worker lives; repeat at least every ``WORKER_SECONDS / 2``."""
    try:
        _client().set(_WORKER_KEY + sign.name, sign.model_dump_json(), ex=WORKER_SECONDS)
    except (redis.RedisError, OSError) as error:
        log.warning("worker %s is not shown as alive for now: %s", sign.name, error)


def retire_worker(name: str) -> None:
    """Say that a worker went away by itself."""
    with contextlib.suppress(redis.RedisError, OSError):
        _client().delete(_WORKER_KEY + name)


def workers_alive() -> list[WorkerSign]:
    """Workers that gave a sign of life lately, by name.

    Raises:
        ProgressUnavailable: Redis is away.
    """
    try:
        keys = list(_client().scan_iter(match=_WORKER_KEY + "*", count=500))
        values = _client().mget(keys) if keys else []
    except (redis.RedisError, OSError) as error:
        raise ProgressUnavailable(str(error)) from error
    signs = []
    for key, value in zip(keys, values, strict=True):
        if value is None:  # went away meanwhile
            continue
        try:
            signs.append(WorkerSign.model_validate_json(value))
        except ValidationError as error:
            log.warning("%r is no worker's sign of life: %s", key, error)
    return sorted(signs, key=lambda sign: sign.name)


def is_served(lane: str) -> bool:
    """Whether a living worker takes work of this lane; True also while nobody can tell, for Redis is away."""
    try:
        return any(lane in sign.lanes for sign in workers_alive())
    except ProgressUnavailable:
        return True


def _client() -> redis.Redis:
    return _client_of(settings.REDIS_URL)


@cache
def _client_of(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=WAIT_SECONDS,
        socket_connect_timeout=WAIT_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )


def _key(submission: uuid.UUID | str) -> str:
    return f"questbook:progress:{uuid.UUID(str(submission))}"


def _check_position(position: str) -> None:
    if not is_position(position):
        raise ValueError(f"{position!r} is no position in a stream")


def _events(answer: Any) -> Iterator[tuple[str, Event]]:
    """The events of an XREAD answer; what is no event is left out."""
    streams = answer.values() if isinstance(answer, dict) else [entries for _, entries in answer or []]
    for entries in streams:
        for chunk in entries:
            # The protocol's version 3 answers a list of lists of entries, version 2 a list of entries.
            for position, fields in [chunk] if isinstance(chunk, tuple) else chunk:
                try:
                    event = json.loads(fields[b"event"])
                except (KeyError, ValueError, RecursionError):
                    continue
                if isinstance(event, dict):
                    yield position.decode(), event

"""Sending tasks to the workers. The database says what is to be done; a message only says "look there now"."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import redis
from celery import current_app
from kombu.exceptions import KombuError, OperationalError

log = logging.getLogger(__name__)

FIRST_RESEND = timedelta(seconds=60)
LAST_RESEND = timedelta(minutes=10)
UNSENT = timedelta(seconds=10)
"""What was written this long ago and never sent is sent by the sweeper: whoever should have sent it is gone."""


def send(task: str, args: list[object], lane: str) -> bool:
    """Send a task to the queue of a lane, once and without waiting long. False when the queue is away."""
    try:
        current_app.send_task(task, args=args, queue=lane, retry=False, ignore_result=True)
    except (KombuError, OperationalError, redis.RedisError, OSError) as error:
        log.warning("%s%r waits for the queue to come back: %s", task, tuple(args), error)
        return False
    return True


def due_again(now: datetime, written: datetime, sent: datetime | None) -> bool:
    """Whether something still waiting is to be sent (again).

    A message may be lost with Redis or with the worker that took it, so it is repeated; each time after as long
    as it had waited until then, so that a long queue is not flooded with repetitions.
    """
    if sent is None:
        return now - written >= UNSENT
    if sent > now + FIRST_RESEND:  # the clock was set back
        return True
    return now - sent >= min(max(sent - written, FIRST_RESEND), LAST_RESEND)

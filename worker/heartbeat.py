"""What a worker's main process does besides: it says that it lives, and looks for what others left behind."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from celery import signals
from celery.worker import state
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from quests import progress
from quests.services import attempts, drafts
from worker.faults import PlatformFault
from worker.sandbox import described

log = logging.getLogger(__name__)

SIGN_SECONDS = 5.0
SWEEP_SECONDS = 5.0


class Rounds(threading.Thread):
    """Does something again and again until told to stop; a database that is away is tried again."""

    def __init__(self, name: str, seconds: float, work: Callable[[], object]) -> None:
        super().__init__(name=name, daemon=True)
        self._seconds = seconds
        self._work = work
        self._done = threading.Event()

    def run(self) -> None:
        """Work, wait, work."""
        while True:
            try:
                self._work()
            except (DatabaseError, InterfaceError) as error:
                log.warning("%s: %s", self.name, error)
                connection.close()
            except Exception:
                log.exception("%s", self.name)
            if self._done.wait(self._seconds):
                connection.close()
                return

    def stop(self) -> None:
        """Work no more."""
        self._done.set()
        self.join(SIGN_SECONDS)


def sweep() -> None:
    """Have everything run again that a dead worker held."""
    lost = attempts.requeue_expired() + drafts.requeue_expired()
    if lost:
        log.warning("%d run(s) of workers that died are queued again", lost)


_rounds: list[Rounds] = []


@signals.worker_init.connect
def _refuse_without_a_wall(**_: Any) -> None:
    """A worker that cannot wall notebooks off does not start: it would only turn them away."""
    try:
        log.info("sandbox: %s", described())
    except PlatformFault as fault:
        raise SystemExit(fault.reason.en) from fault


@signals.worker_ready.connect
def _start(sender: Any, **_: Any) -> None:
    """The pool is up: begin the rounds."""
    sign = progress.WorkerSign(
        name=str(sender.hostname)[:200],
        lanes=sorted(str(queue) for queue in sender.app.amqp.queues.consume_from),
        slots=int(sender.controller.concurrency or os.cpu_count() or 1),
        started_at=time.time(),
        sandbox=described()[:100],
    )

    def announce() -> None:
        sign.running = len(state.active_requests)
        progress.announce_worker(sign)

    _rounds[:] = [Rounds("sign-of-life", SIGN_SECONDS, announce), Rounds("sweeper", _sweep_seconds(), sweep)]
    for rounds in _rounds:
        rounds.start()


@signals.worker_shutdown.connect
def _stop(sender: Any, **_: Any) -> None:
    """The worker goes away by itself."""
    for rounds in _rounds:
        rounds.stop()
    _rounds.clear()
    progress.retire_worker(str(sender.hostname)[:200])


def _sweep_seconds() -> float:
    """Often enough that a short lease, as in tests, is noticed soon after its end."""
    return min(SWEEP_SECONDS, settings.LEASE_SECONDS / 2)

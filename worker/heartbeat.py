"""What a worker does besides: it says what it offers and that it lives, and looks for what others left behind."""

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
from quests.services import attempts, drafts, regrades
from worker import gpu, lanes, warm
from worker.faults import PlatformFault
from worker.sandbox import described

log = logging.getLogger(__name__)

SIGN_SECONDS = 5.0
SWEEP_SECONDS = 5.0
NURSERY_SECONDS = 1.0


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
    lost = attempts.requeue_expired() + drafts.requeue_expired() + regrades.requeue_expired()
    if lost:
        log.warning("%d run(s) of workers that died are queued again", lost)


_rounds: list[Rounds] = []
_offers: list[lanes.Offer] = []
"""The one offer of this worker's node, found before the pool forks; none outside a worker."""


@signals.worker_init.connect
def _refuse_without_a_wall(**_: Any) -> None:
    """A worker that cannot wall notebooks off does not start: it would only turn them away."""
    try:
        log.info("sandbox: %s", described())
    except PlatformFault as fault:
        raise SystemExit(fault.reason.en) from fault


@signals.worker_init.connect
def _refuse_what_this_node_lacks(sender: Any, **_: Any) -> None:
    """A worker that takes work which cannot be done here would only turn it away."""
    offered = lanes.offer()
    try:
        lanes.check_queues(_queues(sender), int(sender.concurrency or os.cpu_count() or 1), offered)
    except lanes.LanesInvalid as error:
        raise SystemExit(str(error)) from error
    for objection in offered.objections():
        log.warning("%s", objection)
    _offers[:] = [offered]


@signals.worker_process_init.connect
def _settle(**_: Any) -> None:
    """A process of the pool is a slot."""
    for offered in _offers:
        log.info("this slot's cores: %s", sorted(lanes.settle(offered.cores)))


@signals.worker_ready.connect
def _start(sender: Any, **_: Any) -> None:
    """The pool is up: begin the rounds."""
    queues = _queues(sender)
    [offered] = _offers
    gpus = offered.gpus if "gpu" in queues else ()
    sign = progress.WorkerSign(
        name=str(sender.hostname)[:200],
        lanes=sorted(queues),
        slots=int(sender.controller.concurrency or os.cpu_count() or 1),
        cores=offered.cores,
        memory_mb=settings.SLOT_MEMORY_MB,
        gpus=[progress.GpuSign(name=found.name[:100], memory_mb=found.memory // lanes.MB) for found in gpus],
        started_at=time.time(),
        sandbox=described()[:100],
    )

    def announce() -> None:
        sign.running = len(state.active_requests)
        sign.withheld = len(gpu.withheld()) if gpus else 0
        progress.announce_worker(sign)

    _rounds[:] = [
        Rounds("sign-of-life", SIGN_SECONDS, announce),
        Rounds("sweeper", _sweep_seconds(), sweep),
        Rounds("nursery", NURSERY_SECONDS, warm.watch),
    ]
    for rounds in _rounds:
        rounds.start()


@signals.worker_shutdown.connect
def _stop(sender: Any, **_: Any) -> None:
    """The worker goes away by itself."""
    for rounds in _rounds:
        rounds.stop()
    _rounds.clear()
    progress.retire_worker(str(sender.hostname)[:200])


def _queues(sender: Any) -> set[str]:
    """The queues that this worker takes work from."""
    return {str(queue) for queue in sender.app.amqp.queues.consume_from}


def _sweep_seconds() -> float:
    """Often enough that a short lease, as in tests, is noticed soon after its end."""
    return min(SWEEP_SECONDS, settings.LEASE_SECONDS / 2)

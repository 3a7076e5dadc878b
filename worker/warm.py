"""The nursery of this Celery worker: started before its pool forks, watched by its main process, used by every slot."""

from __future__ import annotations

import logging
from typing import Any

from celery import signals
from django.conf import settings

from quests.datasets.store import Store
from worker import lanes, nursery

log = logging.getLogger(__name__)

_kept: list[nursery.Keeping] = []
"""The worker's one nursery; none outside a worker, and none where the settings want none."""


def current() -> nursery.Nursery | None:
    """Where this process may have kernels and judges forked; None where they start cold."""
    return _kept[0].nursery if _kept else None


def watch() -> None:
    """Start the nursery again if it has ended."""
    for kept in _kept:
        kept.start()


@signals.worker_init.connect
def _start(sender: Any, **_: Any) -> None:
    """Before the pool forks, so that every slot knows of it."""
    if not settings.NURSERY:
        log.info("no nursery: every notebook starts cold")
        return
    kept = nursery.keeping(
        Store(settings.HOME),
        memory=settings.NURSERY_MEMORY_MB * lanes.MB or None,
        cores=lanes.offer().cores,
        # A quest for a GPU has a parent of that GPU, which is started when it is first wanted.
        backends=() if "gpu" in map(str, sender.app.amqp.queues.consume_from) else ("tensorflow",),
    )
    kept.start()
    _kept[:] = [kept]


@signals.worker_shutdown.connect
def _stop(**_: Any) -> None:
    for kept in _kept:
        kept.stop()
    _kept.clear()

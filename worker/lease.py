"""Holding what a worker has claimed, for as long as it works on it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from worker.shutdown import told_to_stop

log = logging.getLogger(__name__)

TICK = 0.2


@contextmanager
def held(renew: Callable[[], bool]) -> Iterator[threading.Event]:
    """Renew a lease in the background while the block runs.

    Args:
        renew: extends the lease; False when it is no longer ours.

    Yields:
        An event that is set when the block is to stop: the lease is lost, and whatever the block does from then on
        counts for nothing; or the worker is going down, and the lease is still held, to be given back.
    """
    stop, done = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(renew, stop, done), name="lease", daemon=True)
    keeper.start()
    try:
        yield stop
    finally:
        done.set()
        keeper.join()


def _keep(renew: Callable[[], bool], stop: threading.Event, done: threading.Event) -> None:
    """Renew four times a lease, so that a database that is away for a moment costs nothing."""
    often = settings.LEASE_SECONDS / 4
    tried = renewed = time.monotonic()
    try:
        while not done.wait(min(TICK, often)):
            if told_to_stop():
                stop.set()
            now = time.monotonic()
            if now - tried < often:
                continue
            tried = now
            try:
                if not renew():
                    log.warning("the lease was lost; the run is given up")
                    stop.set()
                    return
                renewed = now
            except (DatabaseError, InterfaceError) as error:
                log.warning("the lease could not be renewed: %s", error)
                connection.close()
                if now - renewed > settings.LEASE_SECONDS:
                    stop.set()
                    return
    finally:
        connection.close()

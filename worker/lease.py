"""Holding what a worker has claimed, for as long as it works on it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

log = logging.getLogger(__name__)


@contextmanager
def held(renew: Callable[[], bool]) -> Iterator[threading.Event]:
    """Renew a lease in the background while the block runs.

    Args:
        renew: extends the lease; False when it is no longer ours.

    Yields:
        An event that is set as soon as the lease is lost: whatever the block does from then on counts for nothing.
    """
    lost, done = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(renew, lost, done), name="lease", daemon=True)
    keeper.start()
    try:
        yield lost
    finally:
        done.set()
        keeper.join()


def _keep(renew: Callable[[], bool], lost: threading.Event, done: threading.Event) -> None:
    """Renew four times a lease, so that a database that is away for a moment costs nothing."""
    last = time.monotonic()
    try:
        while not done.wait(settings.LEASE_SECONDS / 4):
            try:
                if not renew():
                    log.warning("the lease was lost; the run is given up")
                    lost.set()
                    return
                last = time.monotonic()
            except (DatabaseError, InterfaceError) as error:
                log.warning("the lease could not be renewed: %s", error)
                connection.close()
                if time.monotonic() - last > settings.LEASE_SECONDS:
                    lost.set()
                    return
    finally:
        connection.close()

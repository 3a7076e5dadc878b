"""The word that this worker is to stop, from its main process to the runs in its children.

Celery waits for running tasks when it is told to stop, which may take longer than whoever told it has patience.
A run that hears of it stops by itself and gives its attempt back, so that the next worker takes it at once.
"""

from __future__ import annotations

import os
import select
from typing import Any

from celery import signals


class Bell:
    """Rung once, heard for ever, in this process and in every child forked from it.

    A byte in a pipe that nobody takes out: ringing needs no lock that a killed child could have held, and so is
    safe where it happens, in a signal's handler.
    """

    def __init__(self) -> None:
        self._hears, self._rings = os.pipe()
        os.set_blocking(self._rings, False)

    def ring(self) -> None:
        """Say it. Once more changes nothing."""
        if not self.rung():
            os.write(self._rings, b"\0")

    def rung(self) -> bool:
        """Whether it was said."""
        poll = select.poll()
        poll.register(self._hears, select.POLLIN)
        return bool(poll.poll(0))


_bells: list[Bell] = []
"""The worker's one bell; none outside a worker."""


def told_to_stop() -> bool:
    """Whether this worker is going down."""
    return any(bell.rung() for bell in _bells)


@signals.worker_init.connect
def _hang_up(**_: Any) -> None:
    """Before the pool forks."""
    _bells[:] = [Bell()]


@signals.worker_shutting_down.connect
def _ring(**_: Any) -> None:
    for bell in _bells:
        bell.ring()

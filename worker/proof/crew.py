"""Runs beside each other, each on cores of its own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from worker.lanes import USUAL_MEMORY, machine_memory

Item = TypeVar("Item")
Result = TypeVar("Result")


class Crew(Protocol):
    """Whoever does the work of a proof."""

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results, in the order of the items."""


class Alone:
    """One after another, by who asks, and not before a result is asked for."""

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """See :class:`Crew`."""
        return map(work, items)


class Threads:
    """Several at a time. A run is done by processes that inherit the cores of the thread that ordered it."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """See :class:`Crew`. All are begun at once, as threads are free."""
        return self._pool.map(work, items)


@contextmanager
def threads(jobs: int) -> Iterator[Crew]:
    """A crew of so many threads, which share out the cores of this process; leaving the block waits for what runs."""
    cores = sorted(os.sched_getaffinity(0))
    shares = iter([set(cores[place::jobs]) or set(cores) for place in range(jobs)])
    lock = threading.Lock()

    def settle() -> None:
        with lock:
            mine = next(shares)
        os.sched_setaffinity(0, mine)  # of this thread alone: zero is the caller, not its process

    with ThreadPoolExecutor(jobs, thread_name_prefix="proof", initializer=settle) as pool:
        try:
            yield Threads(pool)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def most_jobs() -> int:
    """How many runs this machine has cores and memory for."""
    return max(1, min(len(os.sched_getaffinity(0)), machine_memory() // USUAL_MEMORY))

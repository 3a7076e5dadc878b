"""What process trees take: processor time, and memory in which shared pages count once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

TICK = 0.01
LOOK = 5
"""Ticks between two looks at which processes there are and at what they hold."""
PER_SECOND = os.sysconf("SC_CLK_TCK")
GONE = (psutil.NoSuchProcess, psutil.AccessDenied, OSError, ValueError)


class Watch(threading.Thread):
    """Looks at process trees while the block runs.

    Looking costs time, so what is watched is not timed. It has to be by looking: a process that is killed with its
    namespace is waited for by nobody, and its time is in nobody's sum.
    """

    def __init__(self, roots: Callable[[], Iterable[int]]) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        """Most bytes held at once: the sum of the processes' PSS, so that pages they share count once."""
        self.processor_seconds = 0.0
        """User and system time of all processes; what one spent within a hundredth of its end may be missing."""
        self._roots = roots
        self._done = threading.Event()
        self._known: set[int] = set()
        self._spent: dict[tuple[int, int], tuple[int, int]] = {}
        """By process id and start: clock ticks at the first look and at the last."""

    def __enter__(self) -> Self:
        self._look(new=False)
        self._waited = _waited_for()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self.join()
        seen = sum(last - first for first, last in self._spent.values()) / PER_SECOND
        # Whoever ended in order was waited for, with all they had spent, too late for the last look.
        self.processor_seconds = max(seen, _waited_for() - self._waited)

    def run(self) -> None:
        """Look until the block ends."""
        ticks = 0
        while not self._done.wait(TICK):
            ticks += 1
            if ticks % LOOK == 0:
                self._look(new=True)
            else:
                self._read(new=True)
        self._look(new=True)

    def _look(self, *, new: bool) -> None:
        self._known = set(_trees(self._roots()))
        self._read(new=new)
        self.peak = max(self.peak, sum(_proportional(pid) for pid in self._known))

    def _read(self, *, new: bool) -> None:
        """Note what each process has spent; one that is new spent all of it here."""
        for pid in self._known:
            try:
                # The name, in brackets, may hold anything; what follows it does not.
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            spent, key = int(fields[11]) + int(fields[12]), (pid, int(fields[19]))
            first, last = self._spent.get(key, (0 if new else spent, spent))
            self._spent[key] = first, max(last, spent)


def _trees(roots: Iterable[int]) -> Iterator[int]:
    for root in roots:
        try:
            process = psutil.Process(root)
            yield root
            yield from (child.pid for child in process.children(recursive=True))
        except GONE:
            continue


def _waited_for() -> float:
    """What this process's children spent that have ended and were waited for, and what those had waited for."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _proportional(pid: int) -> int:
    """Bytes that a process holds, each page divided by the number of those that share it; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)

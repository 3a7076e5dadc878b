"""One maker at a time for each data set: its lock, how far it is, and its workshop."""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from graders.text import Text

Progress = Callable[[str, float], None]
"""Told what is being done (an English word or two) and the share of the whole that is done, from 0 to 1.

It may raise whatever ends the work: that is how making a data set, or waiting for one, is stopped.
"""
WAITING = "waiting"
ASK_AGAIN_SECONDS = 0.3


class CannotBeMade(OSError):
    """A data set cannot be made until an operator has seen to what ``reason`` says: it names files, for no learner."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)

    def __reduce__(self) -> tuple[type[CannotBeMade], tuple[Text]]:
        """Made again from its reason where it comes out of a process of its own."""
        return type(self), (self.reason,)


class Doing(NamedTuple):
    """How far the maker of a data set is."""

    doing: str
    share: float


def silent(doing: str, share: float) -> None:
    """A :data:`Progress` that nobody hears."""


@contextmanager
def alone(path: Path, progress: Progress) -> Iterator[Progress]:
    """Hold the lock at ``path``; the kernel drops it when this process dies.

    While another process holds it, ``progress`` hears how far that one is.

    Yields:
        What to tell progress to from here on: it is heard by those who wait as well.
    """
    with path.open("a+") as lock:
        while not _taken(lock, fcntl.LOCK_EX):
            progress(*_read(lock))
            time.sleep(ASK_AGAIN_SECONDS)
        yield _telling(lock, progress)
        _write(lock, Doing(WAITING, 0.0))


def how_far(path: Path) -> Doing | None:
    """How far the process is that holds the lock at ``path``; None when none holds it."""
    try:
        with path.open() as lock:
            return None if _taken(lock, fcntl.LOCK_SH) else _read(lock)
    except FileNotFoundError:
        return None


@contextmanager
def workshop(parent: Path, name: str) -> Iterator[Path]:
    """A private folder on the same file system, gone afterwards. Call while holding the lock of what it is for."""
    prefix = f".making-{name}."  # names have no dots: another's folder is not taken for ours
    for left in parent.glob(f"{prefix}*"):  # by a process that was killed: nobody else holds the lock
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _taken(lock: IO[str], how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _telling(lock: IO[str], progress: Progress) -> Progress:
    """``progress``, and a line in the lock's own file whenever another per cent is done."""
    last = Doing("", -1.0)

    def tell(doing: str, share: float) -> None:
        nonlocal last
        now = Doing(doing, round(min(max(share, 0.0), 1.0), 2))
        if now != last:
            last = now
            _write(lock, now)
        progress(doing, share)

    return tell


def _write(lock: IO[str], doing: Doing) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(json.dumps(doing))
    lock.flush()


def _read(lock: IO[str]) -> Doing:
    """What the holder of the lock last wrote; it may be about to write again, so nothing is certain."""
    lock.seek(0)
    try:
        doing, share = json.loads(lock.read(200))
        return Doing(str(doing)[:40], min(max(float(share), 0.0), 1.0))
    except (ValueError, TypeError):
        return Doing(WAITING, 0.0)

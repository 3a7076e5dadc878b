"""One Questbook to a folder of data."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process runs Questbook on the same folder."""

    def __init__(self, address: str, process: int | None) -> None:
        self.address = address
        """Where it answers; empty while it is still starting."""
        self.process = process
        super().__init__(address)


@contextmanager
def only_one(home: Path, address: str) -> Iterator[None]:
    """Hold ``home`` for this process, or raise :class:`AlreadyRunning`.

    The kernel drops the lock with its process, so nothing is stale after ``kill -9``.
    """
    descriptor = os.open(home / "up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(*_holder(file.read())) from None
        file.truncate(0)
        json.dump({"process": os.getpid(), "address": address}, file)
        file.flush()
        yield
        file.truncate(0)


def _holder(text: str) -> tuple[str, int | None]:
    """Address and process id of the holder; it may be just about to write them."""
    try:
        found = json.loads(text)
    except ValueError:
        return "", None
    return str(found.get("address", "")), found.get("process")

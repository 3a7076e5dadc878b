"""A slot: the number, and so the uid, that one walled process has for itself while it runs.

The operating system counts processes and keys by uid, so two runs must not share one.
A slot is a locked file; the lock goes with its holder, however that dies.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graders.text import text
from worker.faults import PlatformFault

SLOTS = 900


@contextmanager
def take() -> Iterator[int]:
    """The lowest free slot of this machine, held until the block ends."""
    for slot in range(SLOTS):
        descriptor = lock(str(slot))
        if descriptor is None:
            continue
        try:
            yield slot
        finally:
            os.close(descriptor)
        return
    raise PlatformFault(
        text("Every sandbox slot of this machine is taken.", "이 서버의 샌드박스 자리가 모두 사용 중입니다.")
    )


def lock(name: str) -> int | None:
    """Take the one thing of this machine that is called ``name``; None while another process has it.

    Returns:
        A descriptor that holds it until it is closed, or until this process ends, however it does.

    Raises:
        PlatformFault: the locks' folder is not ours.
    """
    descriptor = os.open(folder() / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def folder() -> Path:
    """Where the locks lie, for every worker of this user on this machine.

    Raises:
        PlatformFault: somebody else made it.
    """
    place = Path(tempfile.gettempdir(), f"questbook-slots-{os.geteuid()}")
    place.mkdir(mode=0o700, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != os.geteuid():
        raise PlatformFault(text(f"{place} belongs to somebody else.", f"{place} 폴더의 소유자가 다른 사용자입니다."))
    return place

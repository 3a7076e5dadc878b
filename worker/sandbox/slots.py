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
    folder = Path(tempfile.gettempdir(), f"questbook-slots-{os.geteuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PlatformFault(text(f"{folder} belongs to somebody else.", f"{folder} 폴더의 소유자가 다른 사용자입니다."))
    for slot in range(SLOTS):
        descriptor = os.open(folder / str(slot), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        try:
            yield slot
        finally:
            os.close(descriptor)
        return
    raise PlatformFault(
        text("Every sandbox slot of this machine is taken.", "이 서버의 샌드박스 자리가 모두 사용 중입니다.")
    )

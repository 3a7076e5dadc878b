"""The private folder of one run on the host, removed when it ends and swept up when its worker died."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)

PREFIX = "questbook-run-"
MAX_SOCKET_PATH = 107
PARENTS_GID = 64_900
"""The group, as the host sees it, of warm parents where the worker is root; see ``worker/sandbox/wall.py``."""
OLD_SECONDS = 10
"""From then on a folder without a lock is one whose worker was killed before it could hold it."""
LOCK = "lock"


@contextmanager
def run_folder(within: Path | None = None) -> Iterator[Path]:
    """A new folder that only this user can enter. Its path is short, for it will hold sockets.

    Args:
        within: the folder of a nursery's runs; where this user is root, its parents may then pass through the new one.
    """
    place = str(within or tempfile.gettempdir())
    if len(place) > MAX_SOCKET_PATH - 50:
        place = "/tmp"
    sweep(Path(place), PREFIX)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    if within and os.geteuid() == 0:
        os.chown(folder, -1, PARENTS_GID)
        folder.chmod(0o710)
    lock = hold(folder)
    try:
        yield folder
    finally:
        remove(folder)
        os.close(lock)


def hold(folder: Path) -> int:
    """A descriptor that keeps a folder from being swept up, until it is closed or its last holder dies."""
    unnamed = folder / f"{LOCK}.part"
    lock = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    # Nobody sees a lock that is not yet held.
    unnamed.rename(folder / LOCK)
    return lock


def stage(source: Path, target: Path) -> Path:
    """A copy of a file or folder that every uid can read; the original's modes may be for its owner alone.

    Links are not followed and not copied. Returns ``target``.
    """
    if source.is_symlink() or not source.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(0o644)
        return target
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o755)
    for entry in source.iterdir():
        mode = entry.lstat().st_mode
        if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
            stage(entry, target / entry.name)
    return target


def readable(source: Path, spare: Path) -> Path:
    """``source`` itself when every uid can read it, else a copy at ``spare``."""
    return source if source.stat().st_mode & 0o004 else stage(source, spare)


def remove(folder: Path) -> None:
    """Remove a folder with all that a sandbox left in it: shut folders, and folders nested thousands deep."""
    try:
        moved = 0
        # What lies in an inner folder is moved up before that is removed: no path grows long, nothing recurs.
        while inner := next((Path(e.path) for e in os.scandir(folder) if e.is_dir(follow_symlinks=False)), None):
            inner.chmod(0o700)
            for entry in list(os.scandir(inner)):
                if entry.is_dir(follow_symlinks=False):
                    moved += 1
                    Path(entry.path).chmod(0o700)
                    Path(entry.path).rename(folder / f"moved-{moved}")
                else:
                    Path(entry.path).unlink()
            inner.rmdir()
        shutil.rmtree(folder)
    except OSError as error:
        log.error("%s could not be removed: %s", folder, error)


def sweep(place: Path, prefix: str) -> None:
    """Remove the folders of workers that were killed: nobody holds their lock."""
    for folder in place.glob(f"{prefix}*"):
        try:
            status = folder.lstat()
            young = time.time() - status.st_mtime < OLD_SECONDS
            if status.st_uid != os.geteuid() or (young and not (folder / LOCK).exists()):
                continue
            lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(folder)
        except BlockingIOError:
            continue
        finally:
            os.close(lock)

"""Control groups: the kernel's own hold on a run's memory and processes, where this machine lets us make them.

The watcher looks twenty times a second and sees what belongs to a process. A control group is asked
for every single page, and for those too that belong to no process: what lies unread in pipes and
sockets. Both versions occur: v2 (``cgroup2``) and v1, where memory and pids are two hierarchies.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import re
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

log = logging.getLogger(__name__)

NAME = re.compile(r"questbook-[0-9a-f]{16}")
"""Of a run's group. A fork can read it, so it says nothing of the worker."""
LEAF = "questbook"
"""Where the processes of a delegated v2 group move, for a v2 group that has children may hold no processes itself."""
CONTROLLERS = ("memory", "pids")
REMOVE_SECONDS = 2.0
NEARLY = 2**20
"""How far below its limit a v1 group may be when the kernel refuses it a page, for it counts in batches."""
SOCKET_BYTES = 64 * 2**20
"""v1 counts the buffers of network sockets apart from all other memory, and only under a limit of their own."""


@dataclass(frozen=True)
class Place:
    """Where this worker can make groups: a folder for each controller, one and the same in v2."""

    version: Literal["v1", "v2"]
    memory: Path
    pids: Path

    @property
    def folders(self) -> tuple[Path, ...]:
        """Each folder once."""
        return tuple(dict.fromkeys((self.memory, self.pids)))


class Cgroup:
    """One run's group. Whoever holds it removes it; :func:`sweep` removes those whose worker was killed.

    A living worker holds a lock on its groups: the kernel lets go of it however the worker dies, and unlike
    a process id it means the same in every process namespace.
    """

    def __init__(self, place: Place, *, memory: int, processes: int) -> None:
        """Make it; see :meth:`create`.

        Raises:
            OSError: the kernel refused.
        """
        name = f"questbook-{secrets.token_hex(8)}"
        self.version = place.version
        self.folders = tuple(folder / name for folder in place.folders)
        self._memory, self._pids = place.memory / name, place.pids / name
        self._limit = memory
        self._locks: list[int] = []
        try:
            for folder in self.folders:
                self._locks.append(_made(folder))
            self._limit_memory(memory)
            (self._pids / "pids.max").write_text(str(processes))
        except OSError:
            self.remove()
            raise

    @staticmethod
    def create(*, memory: int, processes: int) -> Cgroup | None:
        """A new group below the worker's own; None where this machine allows none, and the watcher is all there is.

        Args:
            memory: bytes that the kernel charges to the group, beyond which it ends what is inside: of processes,
                of memory-backed folders, of pipes and sockets. What it can take back (file caches) it takes first.
                Nothing is swapped.
            processes: processes and threads.
        """
        place = find()
        if place is None:
            return None
        try:
            sweep(place)
            return Cgroup(place, memory=memory, processes=processes)
        except OSError as error:
            log.warning("No control group could be made, so the watcher alone holds this run: %s", error)
            return None

    @property
    def doors(self) -> tuple[Path, ...]:
        """The files by which a process enters: it writes its process id, or 0 for itself, into each."""
        return tuple(folder / "cgroup.procs" for folder in self.folders)

    def add(self, pid: int) -> None:
        """Take a process in, with all that it starts from now on; what it already holds stays charged elsewhere.

        Raises:
            OSError: it is gone, or may not be moved.
        """
        for door in self.doors:
            door.write_text(str(pid))

    def peak(self) -> int | None:
        """The most bytes that were ever charged at once; None where the kernel does not tell (v2 before Linux 5.19)."""
        return self._number("memory.peak" if self.version == "v2" else "memory.max_usage_in_bytes") or None

    def hit(self) -> Literal["memory", "processes"] | None:
        """The limit of this group that was hit, however short the moment; None when neither, or it is removed."""
        if self._out_of_memory():
            return "memory"
        return "processes" if _counts(self._pids / "pids.events").get("max") else None

    def kill(self) -> None:
        """End everything in it."""
        for folder in self.folders:
            _kill(folder)

    def remove(self) -> None:
        """Remove it, once everything in it has ended; nothing is raised, for the next :func:`sweep` tries again."""
        for folder in self.folders:
            _remove(folder)
        while self._locks:
            os.close(self._locks.pop())

    def _limit_memory(self, memory: int) -> None:
        if self.version == "v2":
            (self._memory / "memory.max").write_text(str(memory))
            # A run that lost one of its processes is no run: all of it goes at once.
            (self._memory / "memory.oom.group").write_text("1")
            swap = self._memory / "memory.swap.max"
            if swap.exists():
                swap.write_text("0")
            return
        (self._memory / "memory.limit_in_bytes").write_text(str(memory))
        with_swap = self._memory / "memory.memsw.limit_in_bytes"
        if with_swap.exists():
            with_swap.write_text(str(memory))
        sockets = self._memory / "memory.kmem.tcp.limit_in_bytes"
        if sockets.exists():
            sockets.write_text(str(SOCKET_BYTES))

    def _out_of_memory(self) -> bool:
        """Whether the kernel killed for this group's own limit.

        Kills alone do not say so: they count those for the whole machine's sake too, and a run goes first there.
        """
        if self.version == "v2":
            events = _counts(self._memory / "memory.events")
            return bool(events.get("oom_kill") and events.get("oom"))
        # v1 counts refusals too, but Linux 6.18 was seen to leave that count at 0 when it had killed.
        killed = _counts(self._memory / "memory.oom_control").get("oom_kill")
        if killed and self._number("memory.max_usage_in_bytes") > self._limit - NEARLY:
            return True
        # Here it kills for nobody: it slows sockets down, yet leaves each the little it needs, however many they are.
        return self._number("memory.kmem.tcp.max_usage_in_bytes") > SOCKET_BYTES

    def _number(self, name: str) -> int:
        words = _read(self._memory / name)
        return int(words) if words else 0


@cache
def find() -> Place | None:
    """Where this worker can make groups, found out by making one; None where it cannot."""
    try:
        own = dict(_own())
        if unified := own.get("cgroup2"):
            folder = _that_gives(unified)
            if folder is not None and _works(place := Place("v2", folder, folder)):
                return place
        if "memory" in own and "pids" in own and _works(place := Place("v1", own["memory"], own["pids"])):
            return place
    except OSError as error:
        log.debug("no control groups: %s", error)
    return None


def described() -> str:
    """What holds a run's memory on this machine, in a few words."""
    place = find()
    return f"memory held by cgroup {place.version}" if place else "memory held by the watcher alone"


def charges(folder: Path) -> bool:
    """Whether files in ``folder`` lie in memory, and so count as their writer's."""
    device = folder.stat().st_dev
    return any(
        mount.device == f"{os.major(device)}:{os.minor(device)}" and mount.kind in ("tmpfs", "ramfs")
        for mount in _mounts()
    )


def sweep(place: Place) -> None:
    """End and remove the groups of workers that were killed; never one of a living worker, which holds its lock."""
    for parent in place.folders:
        for folder in parent.iterdir():
            if NAME.fullmatch(folder.name):
                _sweep(folder)


def _sweep(folder: Path) -> None:
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _kill(folder)
        _remove(folder)
    except BlockingIOError:
        return
    finally:
        os.close(lock)


def _made(folder: Path) -> int:
    """Make a group's folder and lock it; another worker's sweep may come between, and then it is made again."""
    while True:
        folder.mkdir(exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists() and folder.stat().st_ino == os.fstat(lock).st_ino:
            return lock
        os.close(lock)


def _works(place: Place) -> bool:
    """Make a group and remove it again."""
    try:
        Cgroup(place, memory=2**30, processes=64).remove()
    except OSError as error:
        log.debug("no groups of cgroup %s: %s", place.version, error)
        return False
    return True


class _Mount(NamedTuple):
    device: str
    root: str
    """What of the file system is shown."""
    place: Path
    kind: str
    options: set[str]


def _mounts() -> Iterator[_Mount]:
    """All that is mounted here, see proc_pid_mountinfo(5)."""
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        device, root, place = before.split()[2:5]
        kind, *_, options = after.split()
        yield _Mount(device, root, Path(place), kind, set(options.split(",")))


def _own() -> Iterator[tuple[str, Path]]:
    """The folder of this process's own group in each hierarchy, by controller; that of v2 as ``cgroup2``."""
    groups: dict[str, str] = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        groups |= dict.fromkeys(controllers.split(",") if controllers else ["cgroup2"], path)
    for mount in _mounts():
        names = {"cgroup": mount.options, "cgroup2": {"cgroup2"}}.get(mount.kind, set())
        for name in names & groups.keys():
            # A container may show a part of the hierarchy, its own group as the root.
            group = Path(groups[name])
            if group.is_relative_to(mount.root):
                yield name, mount.place / group.relative_to(mount.root)


def _that_gives(own: Path) -> Path | None:
    """The v2 group that gives its children the controllers of memory and processes; None where none does.

    Either this one's parent, when it was set up so (by systemd's ``DelegateSubgroup=``, or here by an earlier
    worker), or this one itself, after its processes have moved to a child: v2 wants processes at the leaves.
    """
    for folder in (own, own.parent):
        if _delegated(folder) and _has(folder / "cgroup.subtree_control"):
            return folder
    if not (_delegated(own) and _has(own / "cgroup.controllers")):
        return None
    for _ in range(10):
        try:
            (own / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in CONTROLLERS))
        except OSError as error:
            if error.errno != errno.EBUSY:
                return None
            _move_to_leaf(own)
        else:
            return own
    return None


def _has(file: Path) -> bool:
    return set(CONTROLLERS) <= set(_read(file).split())


def _delegated(folder: Path) -> bool:
    """Whether what lies below is ours to order. Where systemd runs, all is its own that it has not delegated."""
    if not (folder / "cgroup.procs").exists():
        return False
    if not Path("/run/systemd/system").is_dir():
        return True
    for name in ("user.delegate", "trusted.delegate"):
        with suppress(OSError):
            if os.getxattr(folder, name) == b"1":
                return True
    return False


def _move_to_leaf(folder: Path) -> None:
    """Move all processes of a group to a child of it; those that start meanwhile are for the next try."""
    leaf = folder / LEAF
    leaf.mkdir(exist_ok=True)
    for pid in _read(folder / "cgroup.procs").split():
        with suppress(ProcessLookupError):
            (leaf / "cgroup.procs").write_text(pid)


def _kill(folder: Path) -> None:
    """End all processes of a group."""
    if (folder / "cgroup.kill").exists():
        with suppress(OSError):
            (folder / "cgroup.kill").write_text("1")
        return
    deadline = time.monotonic() + REMOVE_SECONDS
    while (pids := _read(folder / "cgroup.procs").split()) and time.monotonic() < deadline:
        for pid in pids:
            with suppress(OSError), os.fdopen(os.pidfd_open(int(pid))) as handle:
                # Still in the group, now that the handle is taken: so it is no newcomer under an old number.
                if pid in _read(folder / "cgroup.procs").split():
                    signal.pidfd_send_signal(handle.fileno(), signal.SIGKILL)
        time.sleep(0.005)


def _remove(folder: Path) -> None:
    """Remove a group's folder; a process leaves its group a moment after it has ended."""
    deadline = time.monotonic() + REMOVE_SECONDS
    while True:
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > deadline:
                log.error("The control group %s could not be removed: %s", folder, error)
                return
            time.sleep(0.005)
        else:
            return


def _read(file: Path) -> str:
    """The words of a group's file; none once it is gone."""
    try:
        return file.read_text().strip()
    except OSError:
        return ""


def _counts(file: Path) -> dict[str, int]:
    """The numbers of a file that gives a name and a number a line."""
    return {name: int(number) for name, number in (line.split() for line in _read(file).splitlines())}

"""The watcher of a walled process: memory, processes and disk of everything inside, many times a second."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from worker.sandbox.cgroup import Cgroup

INTERVAL = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")
MAX_INODES = 100_000
"""Files of all scratch folders together; each costs the host memory that no size limit counts."""
MAX_MAPS_BYTES = 16 * 2**20
"""Enough for as many mappings as Linux allows a process."""


@dataclass(frozen=True)
class Hit:
    """The limit that ended a run: bytes for memory and disk, a count for processes."""

    limit: Literal["memory", "processes", "disk"]
    amount: float


@dataclass(frozen=True)
class Quota:
    """A folder of the host that the sandbox may write to, and how much."""

    folder: Path
    max_bytes: int
    max_entries: int

    def exceeded(self) -> bool:
        """Whether it holds more than allowed, or hides what it holds. Links are counted, never followed."""
        total = entries = 0
        folders = [self.folder]
        while folders:
            try:
                with os.scandir(folders.pop()) as listing:
                    for entry in listing:
                        entries += 1
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(Path(entry.path))
                        else:
                            total += _allocated(entry)
                        if entries > self.max_entries or total > self.max_bytes:
                            return True
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                # A folder shut to its owner, or nested deeper than a path is long: no notebook's need.
                return True
        return False


def _allocated(entry: os.DirEntry[str]) -> int:
    """Bytes that a file takes; 0 once it is gone."""
    try:
        return entry.stat(follow_symlinks=False).st_blocks * 512
    except FileNotFoundError:
        return 0


class Inside:
    """What the sandbox's own /proc shows: its processes and no others, with no race against forks.

    Raises:
        OSError: the sandbox is gone.
    """

    def __init__(self, init: int) -> None:
        self._root = f"/proc/{init}/root"
        self._proc = os.open(f"{self._root}/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def close(self) -> None:
        """Let go of the sandbox's /proc."""
        os.close(self._proc)

    def processes(self) -> Iterator[str]:
        """Process ids, as numbered inside."""
        return filter(str.isdigit, os.listdir(self._proc))  # noqa: PTH208 - a Path cannot list a descriptor

    def threads(self, pid: str) -> int:
        """Threads of a process; 0 once it is gone."""
        for line in self._read(f"{pid}/status").splitlines():
            if line.startswith("Threads:"):
                return int(line.split()[1])
        return 0

    def resident(self, pid: str) -> int:
        """Resident bytes, shared pages included."""
        fields = self._read(f"{pid}/statm").split()
        return int(fields[1]) * PAGE if len(fields) > 1 else 0

    def proportional(self, pid: str) -> int:
        """Resident bytes, each shared page divided among its users; the plain figure where it is hidden."""
        for line in self._read(f"{pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
        return self.resident(pid)

    def shared(self, pids: list[str]) -> int:
        """Bytes of memory that processes map to share it, of no file.

        It goes on existing when ``madvise`` takes it out of what is resident, so all of it counts.
        """
        sizes: dict[tuple[str, str], int] = {}
        for pid in pids:
            for line in self._read(f"{pid}/maps", MAX_MAPS_BYTES).splitlines():
                fields = line.split(maxsplit=5)
                if (
                    len(fields) == 6
                    and fields[1].endswith("s")
                    and fields[5].startswith(("/dev/zero", "/memfd:", "/SYSV"))
                ):
                    start, _, end = fields[0].partition("-")
                    piece = fields[3], fields[4]
                    sizes[piece] = max(sizes.get(piece, 0), int(fields[2], 16) + int(end, 16) - int(start, 16))
        return sum(sizes.values())

    def inodes(self, folder: str) -> int:
        """Files in the memory file system at ``folder``."""
        try:
            state = os.statvfs(self._root + folder)
        except OSError:
            return 0
        return state.f_files - state.f_ffree

    def _read(self, name: str, limit: int = 16_384) -> str:
        try:
            descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        except OSError:
            return ""
        with os.fdopen(descriptor, "rb") as file:
            try:
                return file.read(limit).decode(errors="replace")
            except OSError:
                return ""


class Guard(threading.Thread):
    """Kills the sandbox at the first limit it goes over, and remembers which.

    Two figures of memory are held apart on purpose. What is resident in the processes is the quest's limit: it is
    the same whether a run started cold, or as a fork whose parent's pages are charged elsewhere. What the kernel
    charges to the control group is more and less than that: files in memory, which have a limit of their own;
    caches of files and names, which it takes back when there is need, as only it can tell; buffers that belong to
    no process. Its limit lies higher (:func:`worker.sandbox.launch.hold`) and ends what the watcher is too slow for,
    or cannot see.

    Args:
        init: the process id of the sandbox's first process, as the host numbers it.
        memory: bytes that all processes inside may have resident together.
        processes: processes and threads inside.
        quotas: folders of the host that it may write to.
        scratch: its folders in memory.
        cgroup: the group that holds the sandbox, where there is one; the kernel's verdicts are asked of it.
    """

    def __init__(
        self,
        init: int,
        *,
        memory: int,
        processes: int,
        quotas: tuple[Quota, ...],
        scratch: tuple[str, ...],
        cgroup: Cgroup | None = None,
    ) -> None:
        super().__init__(name="sandbox-guard", daemon=True)
        self._hit: Hit | None = None
        self._cgroup = cgroup
        self.peak_memory = 0
        self._limits = (memory, processes, quotas, scratch)
        self._kill: Callable[[], None] | None = None
        self._done = threading.Event()
        self._inside = Inside(init)

    @property
    def hit(self) -> Hit | None:
        """The limit that was hit. What the kernel ended is known from the moment of that, before the next look."""
        return self._hit or self._struck()

    def watch(self, kill: Callable[[], None]) -> None:
        """Begin; ``kill`` is what ends the sandbox."""
        self._kill = kill
        self.start()

    def stop(self) -> None:
        """Watch no longer. The verdict stands, also when the control group is removed."""
        self._done.set()
        if self.is_alive():
            self.join()
        self._hit = self.hit

    def run(self) -> None:
        """Look until told to stop or a limit is hit."""
        try:
            rounds = 0
            while not self._done.wait(INTERVAL):
                self._hit = self._struck() or self._look(thorough=rounds % 10 == 0)
                rounds += 1
                if self._hit:
                    return
        except OSError:
            # Its /proc is gone, and with it every process in it.
            return
        finally:
            if self._kill and not self._done.is_set():
                # Whatever ended the watch: nothing runs unwatched.
                self._kill()
            self._inside.close()

    def _struck(self) -> Hit | None:
        """The limit that the kernel held. Of memory too the quest's is named, for the group's own is above it."""
        struck = self._cgroup.hit() if self._cgroup else None
        if struck is None:
            return None
        memory, processes, _, _ = self._limits
        return Hit(struck, memory if struck == "memory" else processes)

    def _look(self, *, thorough: bool) -> Hit | None:
        memory, processes, quotas, scratch = self._limits
        pids = list(self._inside.processes())
        if len(pids) > processes or sum(map(self._inside.threads, pids)) > processes:
            return Hit("processes", processes)
        resident = sum(map(self._inside.resident, pids))
        if resident > memory:
            # Forked processes share pages: only this slower figure counts each once.
            resident = sum(map(self._inside.proportional, pids))
        self.peak_memory = max(self.peak_memory, resident)
        if resident > memory or (thorough and self._inside.shared(pids) > memory):
            return Hit("memory", memory)
        for quota in quotas:
            if quota.exceeded():
                return Hit("disk", quota.max_bytes)
        if thorough and sum(map(self._inside.inodes, scratch)) > MAX_INODES:
            return Hit("disk", MAX_INODES)
        return None

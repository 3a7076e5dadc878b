"""The watcher of a walled process: memory, processes and disk of everything inside, many times a second."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

INTERVAL = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")
MAX_INODES = 100_000
"""Files of all scratch folders together; each costs the host memory that no size limit counts."""


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
        """Whether it holds more than allowed. Links are counted, never followed."""
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
                            total += entry.stat(follow_symlinks=False).st_blocks * 512
                        if entries > self.max_entries or total > self.max_bytes:
                            return True
            except FileNotFoundError:
                continue
        return False


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

    def inodes(self, folder: str) -> int:
        """Files in the memory file system at ``folder``."""
        try:
            state = os.statvfs(self._root + folder)
        except OSError:
            return 0
        return state.f_files - state.f_ffree

    def _read(self, name: str) -> str:
        try:
            descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        except OSError:
            return ""
        with os.fdopen(descriptor, "rb") as file:
            try:
                return file.read(16_384).decode(errors="replace")
            except OSError:
                return ""


class Guard(threading.Thread):
    """Kills the sandbox at the first limit it goes over, and remembers which.

    Args:
        init: the process id of the sandbox's first process, as the host numbers it.
        memory: bytes that all processes inside may have resident together.
        processes: processes and threads inside.
        quotas: folders of the host that it may write to.
        scratch: its folders in memory.
    """

    def __init__(
        self,
        init: int,
        *,
        memory: int,
        processes: int,
        quotas: tuple[Quota, ...],
        scratch: tuple[str, ...],
    ) -> None:
        super().__init__(name="sandbox-guard", daemon=True)
        self.hit: Hit | None = None
        self.peak_memory = 0
        self._limits = (memory, processes, quotas, scratch)
        self._kill: Callable[[], None] | None = None
        self._done = threading.Event()
        self._inside = Inside(init)

    def watch(self, kill: Callable[[], None]) -> None:
        """Begin; ``kill`` is what ends the sandbox."""
        self._kill = kill
        self.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._done.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """Look until told to stop or a limit is hit."""
        try:
            rounds = 0
            while not self._done.wait(INTERVAL):
                self.hit = self._look(thorough=rounds % 10 == 0)
                rounds += 1
                if self.hit:
                    if self._kill:
                        self._kill()
                    return
        except OSError:
            # Its /proc is gone, and with it every process in it.
            return
        finally:
            self._inside.close()

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
        if resident > memory:
            return Hit("memory", memory)
        for quota in quotas:
            if quota.exceeded():
                return Hit("disk", quota.max_bytes)
        if thorough and sum(map(self._inside.inodes, scratch)) > MAX_INODES:
            return Hit("disk", MAX_INODES)
        return None

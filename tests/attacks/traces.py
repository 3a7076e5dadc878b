"""What runs may leave on a machine, as seen from outside every wall."""

from __future__ import annotations

import fcntl
import os
import re
import stat
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import reduce
from itertools import chain
from operator import or_
from pathlib import Path

from worker.sandbox import cgroup
from worker.sandbox.slots import SLOTS
from worker.sandbox.wall import FIRST_UID

MARK = "questbook-attack"
"""Begins the names of all that attacks leave in places that everybody shares."""
SETTLE_SECONDS = 5
SHARED_PLACES = ("/tmp", "/dev/shm", "/var/tmp", "/run/lock", "/dev/mqueue")
NURSERY_PARENT = "/questbook/inside/parent.py"
QUEST_RUNS = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True)
class Traces:
    """Everything countable that belongs to a player, by name. What runs leave is what is new in a later look."""

    processes: Counter[str]
    """By their words, the nursery's parents left out."""
    mounts: Counter[str]
    """Of the player, and of the nursery's parents."""
    sockets: Counter[str]
    """With a name: in the player's folders, or an abstract one of an attack's."""
    files: Counter[str]
    """Below the player's folders, and of the sandbox's users in the places that all share."""
    memory_files: Counter[str]
    """System V memory, semaphores and queues of the sandbox's users."""
    cgroups: Counter[str]
    """Of nobody, though a worker's next run would have removed them."""
    descriptors: Counter[str]
    """Open in the player, by kind."""
    threads: Counter[str]
    """Of the player."""

    def new_in(self, later: Traces) -> list[str]:
        """What is there later and was not before."""
        return [
            f"{field.name}: {name} (+{count})"
            for field in fields(self)
            for name, count in (getattr(later, field.name) - getattr(self, field.name)).items()
        ]


def look(adopter: int, player: int, places: Sequence[Path]) -> Traces:
    """The traces of a player now.

    Args:
        adopter: the process above the player; what lost its parent is a child of this one.
        places: the folders that are the player's alone.
    """
    proc = Path("/proc", str(player))
    family = _family(adopter)
    standing = set(_parents(family))
    runs = [process for process in family.values() if process.pid not in standing | {player}]
    return Traces(
        processes=Counter(process.command for process in runs),
        # Nurseries start and end parents as they need them; none may see more than another one did.
        mounts=reduce(or_, (_mounts(pid) for pid in standing), _mounts(player)),
        sockets=Counter(_named_sockets(proc, places)),
        files=Counter(_files(places)),
        memory_files=Counter(_memory_files(proc)),
        cgroups=Counter(_cgroups_of_nobody()),
        descriptors=Counter(_descriptors(proc)),
        threads=Counter({"threads": len(list((proc / "task").iterdir()))}),
    )


def left_since(before: Traces, adopter: int, player: int, places: Sequence[Path]) -> list[str]:
    """What is left since ``before`` and does not go by itself: what is ended takes a moment to be gone."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while (left := before.new_in(look(adopter, player, places))) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def resident(pid: int) -> int:
    """Bytes of a process that are in memory."""
    return int(Path("/proc", str(pid), "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Process:
    """One process below the adopter."""

    pid: int
    parent: int
    begun: int
    command: str


def _family(ancestor: int) -> dict[int, Process]:
    """All processes below one."""
    everybody: dict[int, Process] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                everybody[int(place.name)] = Process(int(place.name), int(fields[1]), int(fields[19]), _command(place))
            except OSError:
                continue
    found: dict[int, Process] = {}
    level = {ancestor}
    while level := {process.pid for process in everybody.values() if process.parent in level}:
        found.update((pid, everybody[pid]) for pid in level)
    return found


def _parents(family: dict[int, Process]) -> Iterator[int]:
    """The nursery's parents, each with the two processes of its wall. Whatever else is in that wall is none."""
    for first in family.values():
        within = [process for process in family.values() if process.parent == first.pid]
        if NURSERY_PARENT in first.command and within and "bwrap" in first.command:
            yield first.pid
            oldest = min(within, key=lambda process: process.begun)
            if NURSERY_PARENT in oldest.command and "bwrap" not in oldest.command:
                yield oldest.pid


def _command(process: Path) -> str:
    words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    return words[:200] or f"{(process / 'comm').read_text().strip()}, ended"


def _mounts(pid: int) -> Counter[str]:
    """Mount points, with what lies above them."""
    try:
        return Counter(line.split()[4] for line in Path(f"/proc/{pid}/mountinfo").read_text().splitlines())
    except OSError:
        return Counter()


def _named_sockets(proc: Path, places: Sequence[Path]) -> Iterator[str]:
    for line in (proc / "net/unix").read_text(errors="replace").splitlines()[1:]:
        name = "".join(line.split(maxsplit=7)[7:])
        if name.startswith(tuple(map(str, places))) or MARK in name:
            yield name


def _files(places: Sequence[Path]) -> Iterator[str]:
    for folder, folders, files in chain.from_iterable(map(os.walk, places)):
        # Slots are files that stay, as many as were ever taken at once.
        folders[:] = [name for name in folders if not name.startswith("questbook-slots-")]
        # In a nursery each quest has a folder for its runs, which stays; nothing in it may.
        new = [name for name in folders if not (folder.endswith("/runs") and QUEST_RUNS.fullmatch(name))]
        yield from (f"{folder}/{name}" for name in (*new, *files))
    for shared in filter(os.path.isdir, SHARED_PLACES):
        for entry in os.scandir(shared):
            try:
                owner = entry.stat(follow_symlinks=False).st_uid
            except FileNotFoundError:
                continue
            if entry.name.startswith(MARK) or FIRST_UID <= owner < FIRST_UID + SLOTS:
                yield entry.path


def _memory_files(proc: Path) -> Iterator[str]:
    owners = {str(uid) for uid in range(FIRST_UID, FIRST_UID + SLOTS)} | {str(proc.stat().st_uid)}
    for kind in ("shm", "sem", "msg"):
        table = Path("/proc/sysvipc", kind)
        if table.exists():
            head, *lines = table.read_text().splitlines()
            column = head.split().index("cuid")
            yield from (f"{kind} {line.split()[1]}" for line in lines if line.split()[column] in owners)


def _cgroups_of_nobody() -> Iterator[str]:
    """Those that no living worker holds by its lock. A player's lock that is left is one of its descriptors."""
    if not (place := cgroup.find()):
        return
    cgroup.sweep(place)
    for group in chain.from_iterable(folder.glob("questbook-*") for folder in place.folders):
        with suppress(OSError):
            lock = os.open(group, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield str(group)
            finally:
                os.close(lock)


def _descriptors(proc: Path) -> Iterator[str]:
    for entry in (proc / "fd").iterdir():
        try:
            target, mode = str(entry.readlink()), entry.stat().st_mode
        except OSError:
            continue
        yield target if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else target.partition(":")[0]

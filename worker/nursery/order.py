"""What a worker asks of the nursery: a fork of which parent, and the wall around it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from worker.folder import readable, stage
from worker.sandbox.launch import SPARE_PROCESSES
from worker.sandbox.wall import Wall

RUNS = "/questbook/runs"
DATA = "/questbook/data"
PLAIN_PROC = "/questbook/proc"
"""Only in a parent of a worker that is root; see ``worker/inside/parent.py``."""
COVERED = (RUNS, DATA, PLAIN_PROC)
"""What a parent sees and none of its forks may: runs beside its own, all data sets, the processes of all runs."""

Kind = Literal["kernel", "judge"]
THREADS = "_THREADS"
"""How the names end by which an environment says how many threads a library may start."""


@dataclass(frozen=True)
class Prelude:
    """A quest's first locked cells, for a parent to run once for all submissions."""

    quest: str
    """Its slug: a parent of an older release of the same quest is of no use any more."""
    digest: str
    cells: tuple[str, ...]
    data: tuple[tuple[str, str], ...]
    """Files of the host, each with the name by which Keras asks for it."""
    as_of: tuple[int, ...]
    """When each of these was written: a parent that has read others is of no use any more."""
    memory: int
    """Bytes that the cells may take."""
    seconds: float
    seed: int
    """Of random numbers: what the cells draw, they draw from it."""

    @property
    def folder(self) -> str:
        """The name of the folder, among the runs, of all runs of this quest."""
        return hashlib.sha256(f"{self.quest} {self.digest}".encode()).hexdigest()[:12]

    def first(self, count: int) -> Prelude:
        """The same with its first ``count`` cells only."""
        return replace(self, cells=self.cells[:count])


@dataclass(frozen=True)
class Parentage:
    """Which parent a fork is to have: two orders with the same are served by the same one."""

    kind: Kind
    backend: str
    env: tuple[tuple[str, str], ...]
    """The environment in which its libraries are imported; a fork's own is set besides."""
    devices: tuple[str, ...] = ()
    """Device files of the GPU's slot that its forks use."""
    prelude: Prelude | None = None

    @classmethod
    def of(cls, kind: Kind, backend: str, env: Mapping[str, str], devices: Iterable[Path] = ()) -> Parentage:
        """That of a fork with this environment. Threads are started in forks only, each with a number of its own."""
        imported = tuple(sorted((name, value) for name, value in env.items() if not name.endswith(THREADS)))
        return cls(kind, "tensorflow" if backend == "none" else backend, imported, tuple(map(str, devices)))

    @property
    def name(self) -> str:
        """Short, and another for every other parentage."""
        told = hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]
        return "-".join(filter(None, (self.kind, self.backend, self.prelude.quest if self.prelude else "", told)))

    def without_prelude(self) -> Parentage:
        """The parent that any quest of this backend can have."""
        return replace(self, prelude=None)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Parentage:
        """The inverse of ``asdict``."""
        prelude = told["prelude"]
        if prelude is not None:
            prelude = Prelude(
                **{
                    **prelude,
                    "cells": tuple(prelude["cells"]),
                    "data": tuple((path, name) for path, name in prelude["data"]),
                    "as_of": tuple(prelude["as_of"]),
                }
            )
        env = tuple((name, value) for name, value in told["env"])
        return cls(told["kind"], told["backend"], env, tuple(told["devices"]), prelude)


@dataclass(frozen=True)
class Order:
    """One fork: its wall within its parent's, and its program's arguments."""

    arguments: tuple[str, ...]
    env: dict[str, str]
    binds: tuple[tuple[str, str, bool], ...]
    """Source as the parent sees it, target, whether it may be written to."""
    scratch: tuple[tuple[str, int], ...]
    covered: tuple[str, ...]
    uid: int | None
    """The uid to become; None where a user namespace of its own takes all rights away."""
    processes: int
    file_bytes: int
    cpu_seconds: int
    cwd: str


def order(
    wall: Wall, arguments: Sequence[str], *, uid: int | None, folder: Path, runs: Path, data: Path, given: Sequence[str]
) -> Order:
    """The wall that :func:`worker.sandbox.launch` would build, as one within a parent's.

    Args:
        folder: the run's, below ``runs``. What the parent cannot see is copied there.
        runs: the folder that the parent sees as RUNS, all of it or what of it may be its forks'.
        data: the folder that it sees as DATA.
        given: targets that are there in the parent's own wall already.
    """
    binds = []
    for number, bind in enumerate(wall.binds):
        if bind.target in given:
            continue
        source = bind.source
        if not source.is_relative_to(runs) and not source.is_relative_to(data):
            source = stage(source, folder / "copied" / str(number))
        elif source.is_relative_to(data):
            source = readable(source, folder / "copied" / str(number))
        inside = f"{DATA}/{source.relative_to(data)}" if source.is_relative_to(data) else None
        binds.append((inside or f"{RUNS}/{source.relative_to(runs)}", bind.target, bind.writable))
    return Order(
        arguments=tuple(arguments),
        env=dict(wall.env),
        binds=tuple(binds),
        scratch=tuple((scratch.target, scratch.size) for scratch in wall.scratch),
        covered=COVERED if uid is not None else COVERED[:2],
        uid=uid,
        processes=wall.processes + SPARE_PROCESSES,
        file_bytes=wall.file_bytes,
        cpu_seconds=wall.cpu_seconds,
        cwd=wall.cwd,
    )

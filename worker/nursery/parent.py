"""A warm parent, as the nursery's keeper holds it: started behind its wall, given orders, ended."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import socket
import stat
import sys
import time
from array import array
from collections import deque
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import graders
from worker import fonts
from worker.folder import PARENTS_GID, readable
from worker.nursery.order import DATA, PLAIN_PROC, RUNS, Order, Parentage
from worker.sandbox import Bind, Privilege, Scratch, Wall, seccomp
from worker.sandbox.launch import spawn, uid_of, write_names
from worker.sandbox.slots import SLOTS
from worker.sandbox.wall import FIRST_UID, INSIDE, WORK

MAX_MESSAGE = 128 * 1024
MAX_RECORD_BYTES = 8 * 2**20
COMMON = ("numpy", "IPython", "ipykernel.kernelapp", "matplotlib_inline.backend_inline", "matplotlib.pyplot")
JUDGE = ("graders.judge", "h5py")
BACKENDS = {"tensorflow": ("tensorflow", "keras"), "jax": ("jax", "keras"), "torch": ("torch", "keras")}
GIVEN = {"kernel": ("/run/kernel", "/questbook/ask", "/questbook/answers"), "judge": ("/quest", "/evidence", "/out")}
"""Empty folders for the forks' binds. The judge's held-out sets have names of their own, in a folder in memory."""
GRADERS = "/questbook/graders"
PIECES = 16
"""Of what a parent wrote to standard error, to read at once and to keep."""
MAX_COUNT = 2**60
ROOM = 64 * 2**20
"""Bytes of each of the parent's own folders in memory."""


class Parent:
    """One parent and what is known of it. Takes orders from the moment it has said that it is ready."""

    def __init__(
        self, parentage: Parentage, *, privilege: Privilege, slot: int, cores: int, place: Path, data: Path
    ) -> None:
        """Start it.

        Args:
            slot: gives it a uid of its own where the worker is root.
            cores: how many threads a library that starts them when it is imported may start.
            place: the nursery's folder; the runs lie in ``runs`` there.
            data: the folder of the public data sets.

        Raises:
            PlatformFault: bubblewrap is missing or refused.
        """
        self.parentage = parentage
        self.ready = False
        self.retired = False
        self.forks = 0
        self.living = 0
        self.on_their_way = 0
        """Orders that it has not taken yet, as far as it has told."""
        self.heard = time.monotonic()
        """When it last told something, or there was nothing to tell."""
        self.resident = 0
        self.resident_at_first = 0
        self.used = time.monotonic()
        self.record: bytes = b"[]"
        """The outputs of its prelude, as JSON."""
        self.ran = 0
        """How many cells of its prelude it ran and may keep."""
        self.why = ""
        """Why not all, if so."""
        self.started = time.monotonic()
        self._complaints: deque[bytes] = deque(maxlen=PIECES)
        folder = place / f"parent-{slot}"
        folder.mkdir(exist_ok=True)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control = ours
        wall = _wall(parentage, cores, place / "runs", data, folder)
        options = wall.options(privilege, write_names(folder, uid_of(privilege, slot)))
        # Not isolated: the environment of its wall, with its PYTHONHASHSEED, is to hold as in a cold start.
        command = [sys.executable, f"{INSIDE}/parent.py", str(theirs.fileno())]
        with theirs:
            self._process, self.init = spawn(options, command, filtered=False, keep=[theirs.fileno()])
        root = privilege is Privilege.ROOT
        uids = {"first": FIRST_UID, "count": SLOTS + 1, "uid": FIRST_UID + slot, "gid": PARENTS_GID}
        os.set_blocking(self.stderr, False)
        self._send(
            {
                "kind": parentage.kind,
                "imports": [name for name in _imports(parentage) if _importable(name)],
                "path": ["/questbook"] if parentage.kind == "judge" else [],
                "prelude": list(parentage.prelude.cells) if parentage.prelude else [],
                "memory": parentage.prelude.memory if parentage.prelude else 0,
                "seed": parentage.prelude.seed if parentage.prelude else 0,
                "seccomp": base64.b64encode(seccomp.program() or b"").decode(),
                "uids": uids if root else None,
            }
        )

    @property
    def stderr(self) -> int:
        """The descriptor of its standard error; a full pipe would stop it, so it is to be read."""
        assert self._process.stderr is not None
        return self._process.stderr.fileno()

    @property
    def complaints(self) -> str:
        """The end of what it wrote to standard error."""
        self.listen()
        return b"".join(self._complaints).decode(errors="replace").strip()[-2000:]

    def listen(self) -> None:
        """Read some of what it wrote to standard error: it may never stop writing."""
        with suppress(BlockingIOError):
            for _ in range(PIECES):
                if piece := os.read(self.stderr, 4096):
                    self._complaints.append(piece)

    def hear(self) -> dict[str, Any] | None:
        """Its next message; None when it has ended, or says what only an instructor's cells in it can have made up."""
        descriptors: list[int] = []
        try:
            message, descriptors, _, _ = socket.recv_fds(self.control, MAX_MESSAGE, 1)
            told: dict[str, Any] = json.loads(message)
            living, resident = _count(told["living"]), _count(told["resident"])
            if "ready" in told:
                self._get_ready(told["ready"], descriptors[0])
                self.resident_at_first = resident
            # What is on its way to it is to live as well.
            self.on_their_way = _count(self.forks - _count(told["taken"]))
            self.heard = time.monotonic()
            self.living = living + self.on_their_way
            self.resident = resident
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return None
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return told

    def _get_ready(self, told: Any, record: int) -> None:
        if self.ready:
            raise ValueError("it was ready already")
        self.record = _read(record)
        if self.parentage.prelude:
            self.ran, self.why = _count(told["prelude"]["ran"]), str(told["prelude"]["why"])
        self.ready = True

    def order(self, order: Order, descriptors: list[int]) -> None:
        """Have it fork.

        Raises:
            OSError: it has ended, or takes nothing any more; nobody waits for that.
        """
        given = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", descriptors))]
        self.control.sendmsg([json.dumps(asdict(order)).encode()], given, socket.MSG_DONTWAIT)
        self.used = time.monotonic()
        if not self.on_their_way:
            self.heard = self.used
        self.forks += 1
        self.living += 1
        self.on_their_way += 1

    def close(self) -> None:
        """End it, and every fork of it that lives."""
        self.control.close()
        self._process.kill()
        self._process.wait()
        assert self._process.stderr is not None
        self._process.stderr.close()

    def _send(self, message: dict[str, Any]) -> None:
        with suppress(OSError):  # That it has ended is heard at the socket.
            self.control.send(json.dumps(message).encode())


def _wall(parentage: Parentage, cores: int, runs: Path, data: Path, folder: Path) -> Wall:
    """The wall around a parent and all its forks."""
    # A quest's first cells are its author's: of all runs they may see those of that quest alone.
    own = parentage.prelude.folder if parentage.prelude else ""
    binds = [Bind(runs / own, f"{RUNS}/{own}".rstrip("/"), writable=True), Bind(data, DATA), *fonts.binds()]
    # Each of these has to be covered in every fork: what siblings could write to, they could speak by.
    scratch = [Scratch(WORK, ROOM), Scratch("/tmp", ROOM), Scratch("/dev/shm", ROOM)]
    if parentage.kind == "judge":
        binds.append(Bind(Path(graders.__file__).resolve().parent, GRADERS))
        scratch.append(Scratch("/heldout", 2**20))
    elif parentage.prelude:
        keras_home = dict(parentage.env)["KERAS_HOME"]
        binds += [
            Bind(readable(Path(path), folder / "data" / name), f"{keras_home}/datasets/{name}")
            for path, name in parentage.prelude.data
        ]
    return Wall(
        binds=tuple(binds),
        scratch=tuple(scratch),
        env={**dict(parentage.env), "OMP_NUM_THREADS": str(cores)},
        devices=tuple(map(Path, parentage.devices)),
        folders=(*GIVEN[parentage.kind], PLAIN_PROC),
        forks=True,
    )


def _count(told: Any) -> int:
    """What a parent told of bytes or of forks.

    Raises:
        ValueError: it is no number of either.
    """
    if not isinstance(told, int) or not 0 <= told < MAX_COUNT:
        raise ValueError("that cannot be counted")
    return told


def _read(descriptor: int) -> bytes:
    """The record of a prelude. What is no plain file could keep its reader waiting for ever.

    Raises:
        ValueError: it is none.
    """
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise ValueError("the record is no file")
    return os.pread(descriptor, MAX_RECORD_BYTES + 1, 0)


def _imports(parentage: Parentage) -> tuple[str, ...]:
    if parentage.kind == "judge":
        return (*BACKENDS["tensorflow"], *JUDGE)
    return (*BACKENDS[parentage.backend], *COMMON)


def _importable(name: str) -> bool:
    return importlib.util.find_spec(name.partition(".")[0]) is not None

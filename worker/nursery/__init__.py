"""The nursery: parents that have imported what everybody imports, and forks of them for kernels and judges.

One keeper process stands for as long as its worker does, and every process of the worker may order forks of it.
Where it is away, or has no parent to give, a kernel starts cold: slower, and otherwise the same.
"""

from __future__ import annotations

import json
import logging
import math
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from graders.evidence import StartKind
from quests.datasets.store import Store
from worker.faults import Stopped
from worker.folder import hold, remove, sweep
from worker.nursery.forked import Forked, ParentDied, introduced
from worker.nursery.order import Parentage, Prelude, order
from worker.nursery.parent import GRADERS, MAX_MESSAGE, MAX_RECORD_BYTES
from worker.nursery.setup import Setup
from worker.sandbox import Bind, Privilege, Wall, check
from worker.sandbox.guard import Quota
from worker.sandbox.launch import uid_of, write_names

__all__ = ["Cold", "Forked", "Nursery", "ParentDied", "Parentage", "Prelude", "Start", "running"]

log = logging.getLogger(__name__)

PREFIX = "questbook-nursery-"
TICK = 0.05
ANSWER_SECONDS = 90.0
"""How long a parent that is just being started is waited for."""
WARM_SECONDS = 180.0
STAND_SECONDS = 20.0
END_SECONDS = 5.0
PASSABLE = 0o711
"""Of folders that the parents of a worker that is root pass through without being able to look around."""
MEMORY_SHARE = 0.25
"""Of the machine's memory, for all parents with a quest's prelude together, unless said otherwise."""


class Cold(Exception):
    """No warm parent is to be had now."""


@dataclass(frozen=True)
class Start:
    """How a fork started: with how much already done."""

    kind: StartKind
    cells: tuple[dict[str, Any], ...] = ()
    """What the parent recorded of the quest's first cells: of each its seconds and outputs."""


@dataclass(frozen=True)
class Nursery:
    """A running nursery, as the processes of its worker see it."""

    place: Path
    data: Path

    @property
    def runs(self) -> Path:
        """Where the folders of runs must lie, for the parents to see them."""
        return self.place / "runs"

    def runs_of(self, prelude: Prelude | None) -> Path:
        """Where they must lie that a quest's own parent may serve.

        Such a parent has run an author's cells, and sees no other quest's runs.
        """
        if prelude is None:
            return self.runs
        folder = self.runs / prelude.folder
        with suppress(FileExistsError):
            folder.mkdir()
            folder.chmod(PASSABLE if os.geteuid() == 0 else 0o700)
        return folder

    def fork(
        self,
        parentage: Parentage,
        wall: Wall,
        arguments: Sequence[str],
        *,
        privilege: Privilege,
        slot: int,
        folder: Path,
        memory: int,
        quotas: tuple[Quota, ...] = (),
        stop: threading.Event | None = None,
    ) -> tuple[Forked, Start]:
        """A fork behind ``wall``; see :func:`worker.sandbox.launch` for what is like there. It waits for ``go``.

        Args:
            folder: the run's, below ``runs``.
            stop: when set, a parent that is still to come is waited for no longer.

        Raises:
            Cold: there is no parent.
            ParentDied: there was one, and it ended over this.
            Stopped: ``stop`` was set.
        """
        given = (GRADERS,) if parentage.kind == "judge" else ()
        if privilege is Privilege.ROOT:
            # The parent's own name one uid, and it is not the slot's.
            etc = write_names(folder, uid_of(privilege, slot))
            wall = replace(
                wall, binds=(*wall.binds, *(Bind(etc / name, f"/etc/{name}") for name in ("passwd", "group")))
            )
        uid = uid_of(privilege, slot) if privilege is Privilege.ROOT else None
        ordered = order(wall, arguments, uid=uid, folder=folder, runs=self.runs, data=self.data, given=given)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        complaints, complain = os.pipe()
        try:
            with theirs:
                request = {"parentage": asdict(parentage), "order": asdict(ordered)}
                answer = self._ask(request, [theirs.fileno(), complain], stop)
            handle = introduced(ours)
        except BaseException:
            ours.close()
            os.close(complaints)
            raise
        finally:
            os.close(complain)
        try:
            start = Start(answer["start"], tuple(_recorded(answer.get("prelude"), parentage.prelude)))
            forked = Forked(handle, ours, complaints, wall, memory=memory, quotas=quotas)
        except BaseException:
            for descriptor in (handle, complaints):
                os.close(descriptor)
            ours.close()
            raise
        return forked, start

    def warm(self, parentage: Parentage, seconds: float = WARM_SECONDS) -> int | None:
        """Wait until a parent of this parentage stands.

        Returns:
            How many cells of its prelude it has run (0 where it has none); None where it cannot be had.
        """
        self.runs_of(parentage.prelude)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self._ask({"parentage": asdict(parentage), "order": None}, [])
            if answer["ready"]:
                return int(answer["cells"] or 0)
            if not answer["coming"]:
                return None
            time.sleep(0.05)
        return None

    def _ask(
        self, request: dict[str, Any], descriptors: list[int], stop: threading.Event | None = None
    ) -> dict[str, Any]:
        """The keeper's answer.

        Raises:
            Cold: there is none.
            Stopped: ``stop`` was set before there was one.
        """
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
            client.settimeout(ANSWER_SECONDS)
            try:
                client.connect(str(self.place / "nursery.sock"))
                socket.send_fds(client, [json.dumps(request).encode()], descriptors)
                deadline = time.monotonic() + ANSWER_SECONDS
                while not select.select([client], [], [], TICK)[0]:
                    if stop and stop.is_set():
                        raise Stopped
                    if time.monotonic() > deadline:
                        raise TimeoutError(f"not within {ANSWER_SECONDS:.0f} s")
                answer = client.recv(MAX_MESSAGE)
            except OSError as error:
                raise Cold(f"the nursery does not answer: {error}") from error
        if not answer:
            raise Cold("the nursery ended")
        told: dict[str, Any] = json.loads(answer)
        if told.get("start") == "cold":
            raise Cold("the nursery has no parent for this")
        return told


class Keeping:
    """The keeper's process, and its folder, as whoever started it holds them."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._over = False
        self._hold = hold(Path(setup.place))

    @property
    def nursery(self) -> Nursery:
        """For ordering forks; stays good when the keeper is started again."""
        return Nursery(Path(self.setup.place), Path(self.setup.data))

    def start(self) -> None:
        """Start the keeper, or start it again where it has ended.

        Whoever calls this should live as long as the nursery is to: it ends with the calling thread.
        """
        with self._lock:
            if self._over or (self._process and self._process.poll() is None):
                return
            if self._process:
                log.warning("the nursery ended with status %s; it is started again", self._process.returncode)
            setup = json.dumps({**asdict(self.setup), "worker": os.getpid()})
            self._process = subprocess.Popen(
                [sys.executable, "-m", "worker.nursery.keeper", setup],
                stdin=subprocess.DEVNULL,
                # Ctrl-C is for the worker to hear: runs that it lets end still need their parents.
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )

    def stop(self) -> None:
        """End the keeper, its parents and their forks, and leave nothing of them."""
        with self._lock:
            self._over = True
            if self._process:
                self._process.terminate()
                try:
                    self._process.wait(END_SECONDS)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
            remove(Path(self.setup.place))
            if self._hold >= 0:
                os.close(self._hold)
                self._hold = -1


def keeping(store: Store, *, quest_warm: bool = True, memory: int | None = None, **setup: Any) -> Keeping:
    """A nursery that is not yet running, in a folder of its own.

    Args:
        store: whose public data sets the runs may be given.
        quest_warm: whether quests get parents that have run their first cells.
        memory: bytes for such parents together.
    """
    sweep(Path("/tmp"), PREFIX)
    place = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    (place / "runs").mkdir()
    store.data.mkdir(parents=True, exist_ok=True)
    for folder in (place, place / "runs"):
        folder.chmod(PASSABLE if os.geteuid() == 0 else 0o700)
    if memory is None:
        memory = int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * MEMORY_SHARE)
    return Keeping(Setup(str(place), str(store.data), memory, check(), quest_warm, **setup))


@contextmanager
def running(store: Store, *, quest_warm: bool = True, memory: int | None = None, **setup: Any) -> Iterator[Nursery]:
    """A nursery for as long as the block runs; see :func:`keeping`."""
    kept = keeping(store, quest_warm=quest_warm, memory=memory, **setup)
    try:
        kept.start()
        deadline = time.monotonic() + STAND_SECONDS
        while not (kept.nursery.place / "nursery.sock").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        yield kept.nursery
    finally:
        kept.stop()


def _recorded(path: str | None, prelude: Prelude | None) -> list[dict[str, Any]]:
    """What a parent recorded of its prelude. The cells are an instructor's: what they showed is looked at first.

    Raises:
        Cold: it cannot be read.
    """
    if path is None or prelude is None:
        return []
    try:
        with Path(path).open("rb") as file:
            told = json.loads(file.read(MAX_RECORD_BYTES))
        return [
            {"seconds": _seconds(cell["seconds"]), "outputs": list(map(dict, cell["outputs"]))}
            for cell in told[: len(prelude.cells)]
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Cold(f"the record of the first cells cannot be read: {error}") from error


def _seconds(told: Any) -> float:
    seconds = float(told)
    if not 0 <= seconds < math.inf:
        raise ValueError(f"a cell cannot have taken {seconds} s")
    return seconds

"""Starting a walled process, and ending it with everything it has started."""

from __future__ import annotations

import json
import os
import select
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from graders.text import text
from worker.faults import PlatformFault
from worker.sandbox import cgroup, seccomp
from worker.sandbox.cgroup import Cgroup
from worker.sandbox.guard import Guard, Quota
from worker.sandbox.wall import FIRST_UID, INSIDE, NAMES, Privilege, Wall

START_SECONDS = 20
FIRST_PROCESS_HIDDEN = ("--tmpfs", "/proc/1", "--remount-ro", "/proc/1")
"""Its memory tells how the wall was built, paths of the host among that, and rootless it has the learner's own uid."""
END_SECONDS = 30
TOLD_SECONDS = 2
"""How long the exit status of an ended process may be on its way."""
TICK = 0.002
SPARE_PROCESSES = 32
"""The kernel's own limit lies this much above the watched one, so that the watcher sees the excess."""
OUTSIDE = 1
"""Bubblewrap itself, which waits outside the wall but within the control group."""
KERNEL_BYTES = 128 * 2**20
"""What the kernel may hold for an honest run: page tables, stacks, names and inodes of MAX_INODES files, pipes."""
FIRST_TO_GO = "echo 1000 >/proc/self/oom_score_adj"
NEXT_TO_GO = "echo 500 >/proc/self/oom_score_adj"
"""Put itself first in line for the kernel's out-of-memory killer; a warm parent, after its forks.

Done outside the wall: what a worker with CAP_SYS_RESOURCE has set, nobody without it can lower.
"""


class Walled(ABC):
    """A process behind a wall, with everything it starts. Use as a context manager: leaving it ends them all."""

    def __init__(self, first: int, init: int, complaints: int, guard: Guard, group: Cgroup | None) -> None:
        """Watch over it from now on.

        Args:
            first: the first process in its namespace, as the host numbers it.
            init: a handle of that process; closed with this.
            complaints: a descriptor of what it writes to standard error; closed when that ends.
        """
        self.guard = guard
        self._init = first
        self._init_handle = init
        self._program_handle: int | None = None
        self.cgroup = group
        self._complaints: deque[bytes] = deque(maxlen=64)
        self._reader = threading.Thread(
            target=self._read_complaints, args=(complaints,), name="sandbox-stderr", daemon=True
        )
        self._reader.start()
        guard.watch(self.kill)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def complaints(self) -> str:
        """The end of what it wrote to standard error."""
        return b"".join(self._complaints).decode(errors="replace")[-8000:]

    @abstractmethod
    def poll(self) -> int | None:
        """Its exit status, None while it runs."""

    def find_program(self) -> None:
        """Take hold of the program for signals; call before it has run any code that is not ours.

        Later its pid could be another's; a handle taken now never is.
        """
        for program in children(self._init):
            self._program_handle = os.pidfd_open(program)
            return

    def interrupt(self) -> None:
        """Ask the program to stop what it does, as Ctrl-C would."""
        if self._program_handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._program_handle, signal.SIGINT)

    def wait(self, seconds: float) -> int | None:
        """Its exit status, None when it still runs after ``seconds``."""
        select.select([self._init_handle], [], [], seconds)
        deadline = time.monotonic() + TOLD_SECONDS
        while (status := self.poll()) is None and self._ended() and time.monotonic() < deadline:
            time.sleep(TICK)
        return status

    def kill(self) -> None:
        """End it and everything it has started: with its first process the kernel ends the whole namespace."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._init_handle, signal.SIGKILL)

    def close(self) -> None:
        """Kill, wait until nothing is left, and let go of all handles.

        Raises:
            PlatformFault: something survived SIGKILL for half a minute (a stuck disk or driver).
        """
        if self._init_handle < 0:
            return
        self.kill()
        # The first process of a namespace ends only when all others in it have.
        gone = bool(select.select([self._init_handle], [], [], END_SECONDS)[0])
        self._let_go()
        self.guard.stop()
        if self.cgroup:
            self.cgroup.remove()
        self._reader.join(1)
        for handle in (self._init_handle, self._program_handle):
            if handle is not None:
                os.close(handle)
        self._init_handle, self._program_handle = -1, None
        if not gone:
            raise PlatformFault(text("The sandbox could not be ended.", "샌드박스를 끝내지 못했습니다."))

    @abstractmethod
    def _let_go(self) -> None:
        """Let go of what this kind of process is held by, once it has been killed."""

    def _ended(self) -> bool:
        return bool(select.select([self._init_handle], [], [], 0)[0])

    def _read_complaints(self, descriptor: int) -> None:
        """Drain standard error for ever, keep its end: a full pipe would stop the program."""
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            while piece := stream.read(4096):
                self._complaints.append(piece)


class Launched(Walled):
    """A process that bubblewrap started for us."""

    def __init__(self, bubblewrap: subprocess.Popen[bytes], init: int, guard: Guard, group: Cgroup | None) -> None:
        assert bubblewrap.stderr is not None
        self._bubblewrap = bubblewrap
        super().__init__(init, os.pidfd_open(init), os.dup(bubblewrap.stderr.fileno()), guard, group)
        bubblewrap.stderr.close()

    @property
    def pid(self) -> int:
        """Of bubblewrap, as the host numbers it."""
        return self._bubblewrap.pid

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._bubblewrap.poll()

    def _let_go(self) -> None:
        self._bubblewrap.kill()
        self._bubblewrap.wait()


def launch(
    wall: Wall,
    program: Sequence[str],
    *,
    privilege: Privilege,
    slot: int,
    folder: Path,
    memory: int,
    quotas: tuple[Quota, ...] = (),
) -> Launched:
    """Start ``program`` behind ``wall``.

    Args:
        program: absolute path inside, and arguments.
        slot: see :mod:`worker.sandbox.slots`.
        folder: an existing private folder of the host for the few files that the wall itself needs.
        memory: bytes, see :class:`Guard`.

    Raises:
        PlatformFault: bubblewrap is missing or refused.
    """
    enter = [sys.executable, "-I", f"{INSIDE}/enter.py"]
    enter += ["--processes", str(wall.processes + SPARE_PROCESSES), "--file-bytes", str(wall.file_bytes)]
    enter += ["--cpu-seconds", str(wall.cpu_seconds)]
    if privilege is Privilege.ROOT:
        enter += ["--uid", str(uid_of(privilege, slot))]
    options = [*wall.options(privilege, write_names(folder, uid_of(privilege, slot))), *FIRST_PROCESS_HIDDEN]
    group = hold(wall, memory, quotas)
    try:
        process, init = spawn(options, [*enter, "--", *program], group)
        if init is not None and _built(init):
            scratch = tuple(place.target for place in wall.scratch)
            with suppress(OSError):  # It has ended meanwhile.
                guard = Guard(
                    init, memory=memory, processes=wall.processes, quotas=quotas, scratch=scratch, cgroup=group
                )
                walled = Launched(process, init, guard, group)
                group = None
                return walled
        process.kill()
        _, complaint = process.communicate()
    finally:
        if group:
            group.remove()
    words = complaint.decode(errors="replace").strip()[-1000:] or "bubblewrap ended without a word"
    raise PlatformFault(text(f"The sandbox could not be started: {words}", f"샌드박스를 시작하지 못했습니다: {words}"))


def hold(wall: Wall, memory: int, quotas: tuple[Quota, ...] = ()) -> Cgroup | None:
    """A control group for what will run behind ``wall``; None where this machine allows none.

    Its limit of memory is above the watched one: files in memory are charged to it as well, and what the kernel
    holds for the run. So it is never in an honest run's way, and bounds by how much any other can overshoot.
    """
    in_memory = sum(place.size for place in wall.scratch)
    in_memory += sum(quota.max_bytes for quota in quotas if cgroup.charges(quota.folder))
    return Cgroup.create(memory=memory + in_memory + KERNEL_BYTES, processes=wall.processes + OUTSIDE)


def write_names(folder: Path, uid: int) -> Path:
    """The files of the sandbox's /etc, in a folder of their own."""
    etc = folder / "etc"
    etc.mkdir(exist_ok=True)
    for name, content in NAMES.items():
        (etc / name).write_text(content.format(uid=uid))
        (etc / name).chmod(0o644)
    return etc


def spawn(
    options: list[str],
    command: list[str],
    group: Cgroup | None = None,
    *,
    filtered: bool = True,
    keep: Sequence[int] = (),
) -> tuple[subprocess.Popen[bytes], int | None]:
    """Start bubblewrap; returns it and the pid of the sandbox's first process (None when it failed before that).

    Args:
        options: bubblewrap's.
        command: absolute path inside, and arguments.
        group: holds all of it from its first moment.
        filtered: whether system calls are; only a warm parent, which builds walls itself, goes without.
        keep: descriptors that the command inherits.

    Raises:
        PlatformFault: bubblewrap is missing, or no process could be made.
    """
    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        raise PlatformFault(
            text(
                "bubblewrap is not installed, so no notebook can be run safely. Install it: apt-get install bubblewrap",
                "bubblewrap이 설치되어 있지 않아 노트북을 안전하게 실행할 수 없습니다. "
                "설치: apt-get install bubblewrap",
            )
        )
    # A shell that becomes bubblewrap: so nothing of the sandbox was ever outside the group, and no trace of this
    # is left in the command line or environment that can be read inside.
    entering = [f"echo 0 >{shlex.quote(str(door))} || exit" for door in (group.doors if group else ())]
    script = "; ".join([FIRST_TO_GO if filtered else NEXT_TO_GO, *entering, 'exec "$0" "$@"'])
    answer, tell = os.pipe()
    given = [tell]
    try:
        options = [*options, "--info-fd", str(tell)]
        if filtered and (filter_ := seccomp.program()):
            given.append(_in_memory("seccomp", filter_))
            options += ["--seccomp", str(given[-1])]
        # By a descriptor, for the command line of the first process can be read inside.
        given.append(_in_memory("options", b"".join(option.encode() + b"\0" for option in options)))
        process = subprocess.Popen(
            ["/bin/sh", "-c", script, bubblewrap, "--args", str(given[-1]), "--", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin"},
            pass_fds=[*given, *keep],
        )
    except OSError as error:
        os.close(answer)
        words = error.strerror
        raise PlatformFault(
            text(f"The sandbox could not be started: {words}", f"샌드박스를 시작하지 못했습니다: {words}")
        ) from error
    finally:
        for descriptor in given:
            os.close(descriptor)
    return process, _first_process(answer)


def children(pid: int) -> list[int]:
    """The processes that this one has started and not yet waited for."""
    found = []
    for process in (path for path in Path("/proc").iterdir() if path.name.isdigit()):
        try:
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            found.append(int(process.name))
    return found


def uid_of(privilege: Privilege, slot: int) -> int:
    """The uid, as the host sees it, of the code in ``slot``."""
    return FIRST_UID + slot if privilege is Privilege.ROOT else os.geteuid()


def _in_memory(name: str, content: bytes) -> int:
    """A descriptor from which ``content`` can be read."""
    descriptor = os.memfd_create(name)
    os.write(descriptor, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _first_process(answer: int) -> int | None:
    """The pid that bubblewrap reports for the sandbox's first process; None when it failed before."""
    said = b""
    with os.fdopen(answer, "rb", buffering=0) as stream:
        while select.select([stream], [], [], START_SECONDS)[0]:
            piece = stream.read(4096)
            if not piece:
                break
            said += piece
    try:
        return int(json.loads(said)["child-pid"])
    except (ValueError, KeyError):
        return None


def _built(init: int) -> bool:
    """Wait until the wall stands: before that, what the first process sees is still the host.

    False when it ended first.
    """
    deadline = time.monotonic() + START_SECONDS
    while not Path(f"/proc/{init}/root{INSIDE}").is_dir():
        if not Path(f"/proc/{init}").exists() or time.monotonic() > deadline:
            return False
        time.sleep(0.002)
    return True

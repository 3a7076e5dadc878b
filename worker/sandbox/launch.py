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
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from graders.text import text
from worker.faults import PlatformFault
from worker.sandbox import cgroup, seccomp
from worker.sandbox.cgroup import Cgroup
from worker.sandbox.guard import Guard, Quota
from worker.sandbox.wall import FIRST_UID, INSIDE, NAMES, Privilege, Wall

START_SECONDS = 20
END_SECONDS = 10
SPARE_PROCESSES = 32
"""The kernel's own limit lies this much above the watched one, so that the watcher sees the excess."""
OUTSIDE = 1
"""Bubblewrap itself, which waits outside the wall but within the control group."""
KERNEL_BYTES = 128 * 2**20
"""What the kernel may hold for an honest run: page tables, stacks, names and inodes of MAX_INODES files, pipes."""
FIRST_TO_GO = "echo 1000 >/proc/self/oom_score_adj"
"""Puts itself first in line for the kernel's out-of-memory killer.

Done outside the wall: what a worker with CAP_SYS_RESOURCE has set, nobody without it can lower.
"""


class Walled:
    """A process behind a wall, with everything it starts. Use as a context manager: leaving it ends them all."""

    def __init__(
        self, bubblewrap: subprocess.Popen[bytes], init: int, guard: Guard, group: Cgroup | None = None
    ) -> None:
        self.cgroup = group
        self._bubblewrap = bubblewrap
        self._init = init
        self._init_handle = os.pidfd_open(init)
        self._program_handle: int | None = None
        self._complaints: deque[bytes] = deque(maxlen=64)
        self._reader = threading.Thread(target=self._read_complaints, name="sandbox-stderr", daemon=True)
        self._reader.start()
        self.guard = guard
        guard.watch(self.kill)

    def __enter__(self) -> Walled:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Of bubblewrap, as the host numbers it."""
        return self._bubblewrap.pid

    @property
    def complaints(self) -> str:
        """The end of what it wrote to standard error."""
        return b"".join(self._complaints).decode(errors="replace")[-8000:]

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._bubblewrap.poll()

    def wait(self, seconds: float) -> int | None:
        """Its exit status, None when it still runs after ``seconds``."""
        try:
            return self._bubblewrap.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def find_program(self) -> None:
        """Take hold of the program for signals; call before it has run any code that is not ours.

        Later its pid could be another's; a handle taken now never is.
        """
        for process in (path for path in Path("/proc").iterdir() if path.name.isdigit()):
            try:
                parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if parent == self._init:
                self._program_handle = os.pidfd_open(int(process.name))
                return

    def interrupt(self) -> None:
        """Ask the program to stop what it does, as Ctrl-C would."""
        if self._program_handle is not None:
            try:
                signal.pidfd_send_signal(self._program_handle, signal.SIGINT)
            except ProcessLookupError:
                return

    def kill(self) -> None:
        """End it and everything it has started: with its first process the kernel ends the whole namespace."""
        try:
            signal.pidfd_send_signal(self._init_handle, signal.SIGKILL)
        except ProcessLookupError:
            return

    def close(self) -> None:
        """Kill, wait until nothing is left, and let go of all handles.

        Raises:
            PlatformFault: something survived SIGKILL for ten seconds (a stuck disk or driver).
        """
        if self._init_handle < 0:
            return
        self.kill()
        # The first process of a namespace ends only when all others in it have.
        gone = bool(select.select([self._init_handle], [], [], END_SECONDS)[0])
        self._bubblewrap.kill()
        self._bubblewrap.wait()
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

    def _read_complaints(self) -> None:
        """Drain standard error for ever, keep its end: a full pipe would stop the program."""
        stream = self._bubblewrap.stderr
        assert stream is not None
        while piece := os.read(stream.fileno(), 4096):
            self._complaints.append(piece)
        stream.close()


def launch(
    wall: Wall,
    program: Sequence[str],
    *,
    privilege: Privilege,
    slot: int,
    folder: Path,
    memory: int,
    quotas: tuple[Quota, ...] = (),
) -> Walled:
    """Start ``program`` behind ``wall``.

    Args:
        program: absolute path inside, and arguments.
        slot: see :mod:`worker.sandbox.slots`.
        folder: an existing private folder of the host for the few files that the wall itself needs.
        memory: bytes, see :class:`Guard`.

    Raises:
        PlatformFault: bubblewrap is missing or refused.
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
    enter = [sys.executable, "-I", f"{INSIDE}/enter.py"]
    enter += ["--processes", str(wall.processes + SPARE_PROCESSES), "--file-bytes", str(wall.file_bytes)]
    if privilege is Privilege.ROOT:
        enter += ["--uid", str(uid_of(privilege, slot))]
    options = wall.options(privilege, _write_names(folder, uid_of(privilege, slot)))
    group = hold(wall, memory, quotas)
    try:
        process, init = _spawn(bubblewrap, options, [*enter, "--", *program], group)
        if init is not None and _built(init):
            scratch = tuple(place.target for place in wall.scratch)
            with suppress(OSError):  # It has ended meanwhile.
                guard = Guard(
                    init, memory=memory, processes=wall.processes, quotas=quotas, scratch=scratch, cgroup=group
                )
                walled = Walled(process, init, guard, group)
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


def _write_names(folder: Path, uid: int) -> Path:
    """The files of the sandbox's /etc, in a folder of their own."""
    etc = folder / "etc"
    etc.mkdir(exist_ok=True)
    for name, content in NAMES.items():
        (etc / name).write_text(content.format(uid=uid))
        (etc / name).chmod(0o644)
    return etc


def _spawn(
    bubblewrap: str, options: list[str], command: list[str], group: Cgroup | None
) -> tuple[subprocess.Popen[bytes], int | None]:
    """Start bubblewrap; returns it and the pid of the sandbox's first process (None when it failed before that)."""
    # A shell that becomes bubblewrap: so nothing of the sandbox was ever outside the group, and no trace of this
    # is left in the command line or environment that can be read inside.
    entering = [f"echo 0 >{shlex.quote(str(door))} || exit" for door in (group.doors if group else ())]
    script = "; ".join([FIRST_TO_GO, *entering, 'exec "$0" "$@"'])
    answer, tell = os.pipe()
    given = [tell]
    try:
        options = [*options, "--info-fd", str(tell)]
        if filter_ := seccomp.program():
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
            pass_fds=given,
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

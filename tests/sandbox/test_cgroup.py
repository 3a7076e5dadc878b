"""What the kernel holds by itself: control groups, where this machine lets this user make them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sandbox import scenes
from worker.folder import run_folder, stage
from worker.sandbox import Hit, Scratch, Wall, cgroup, check
from worker.sandbox.cgroup import Cgroup
from worker.sandbox.guard import Guard
from worker.sandbox.launch import Walled, launch
from worker.sandbox.slots import take

MB = 2**20
MEMORY = 200 * MB
WALL = Wall(scratch=(Scratch("/home/learner", 128 * MB),))

held_by_the_kernel = pytest.mark.skipif(cgroup.find() is None, reason="this user can make no control groups here")

AS_FAST_AS_IT_CAN = """
import os
for _ in range(3): os.fork()
kept = []
while True: kept.append(b"x" * 2**24)
"""
SOCKETS_BETWEEN_PROCESSES = """
import socket
kept = []
while True:
    one, other = socket.socketpair()
    kept += [one, other]
    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**24)
    one.setblocking(False)
    try:
        while True: one.send(bytes(100_000))
    except BlockingIOError: pass
"""
PIPES = """
import os, time
for _ in range(50):
    if os.fork() == 0: break
kept = []
try:
    while True:
        kept.append(os.pipe())
        os.set_blocking(kept[-1][1], False)
        try:
            while True: os.write(kept[-1][1], bytes(4096))
        except BlockingIOError: pass
except OSError: time.sleep(60)
"""
CONNECTIONS = """
import os, socket, time
for _ in range(50):
    if os.fork() == 0: break
listening, kept = socket.create_server(("127.0.0.1", 0)), []
try:
    while True:
        kept += [socket.create_connection(listening.getsockname()), listening.accept()[0]]
        kept[-1].setblocking(False)
        try:
            while True: kept[-1].send(bytes(100_000))
        except BlockingIOError: pass
except OSError: time.sleep(60)
"""
A_BURST_OF_PROCESSES = """
import os
for _ in range(200):
    if os.fork() == 0: os._exit(0)
"""
LOOKS_FOR_ITS_GROUP = """
import sys
for process in ("1", "self"):
    for file in ("cmdline", "environ", "cgroup"):
        try: print(open(f"/proc/{process}/{file}").read(), file=sys.stderr)
        except OSError: pass
print("the end", file=sys.stderr)
"""
FILLS_ITS_FOLDERS = """
for number in range(7):
    with open(f"/home/learner/{number}", "wb") as file: file.write(bytes(2**24))
"""


@contextmanager
def walled(source: str, *, wall: Wall = WALL) -> Iterator[Walled]:
    """A Python program behind a wall of this user's kind."""
    with run_folder() as folder, take() as slot:
        program = [sys.executable, "-I", "-c", source]
        with launch(wall, program, privilege=check(), slot=slot, folder=folder, memory=MEMORY) as running:
            yield running


def groups_of(pid: int) -> list[Path]:
    """The groups that a living worker holds."""
    held = {descriptor.readlink() for descriptor in Path(f"/proc/{pid}/fd").iterdir() if descriptor.is_symlink()}
    return sorted(path for path in held if cgroup.NAME.fullmatch(path.name))


def wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def limit_of(group: Cgroup) -> int:
    """The bytes that the kernel allows it."""
    return int((group.folders[0] / ("memory.max" if group.version == "v2" else "memory.limit_in_bytes")).read_text())


@held_by_the_kernel
def test_nobody_overshoots_the_group_however_fast() -> None:
    with walled(AS_FAST_AS_IT_CAN) as run:
        assert run.wait(60) is not None
        assert run.guard.hit == Hit("memory", MEMORY)
        assert run.cgroup is not None
        assert MEMORY < limit_of(run.cgroup) <= MEMORY + 256 * MB
        # Kernels before Linux 5.19 do not tell what the most was.
        assert (run.cgroup.peak() or 0) <= limit_of(run.cgroup)


@held_by_the_kernel
@pytest.mark.parametrize("source", [SOCKETS_BETWEEN_PROCESSES, PIPES, CONNECTIONS])
def test_memory_that_belongs_to_no_process_is_held(source: str) -> None:
    with walled(source) as run:
        assert run.wait(60) is not None
        assert run.guard.hit == Hit("memory", MEMORY)
        # The watcher could not see it.
        assert run.guard.peak_memory < MEMORY


@held_by_the_kernel
def test_a_burst_of_processes_is_seen_though_it_is_over_before_the_next_look() -> None:
    with walled(A_BURST_OF_PROCESSES, wall=replace(WALL, processes=64)) as run:
        run.wait(60)
        assert run.guard.hit == Hit("processes", 64)
    # The verdict outlives the group.
    assert run.guard.hit == Hit("processes", 64)


@held_by_the_kernel
def test_full_folders_are_in_nobodys_way() -> None:
    with walled(FILLS_ITS_FOLDERS) as run:
        assert run.wait(60) == 0, run.complaints
        assert run.guard.hit is None
        assert run.cgroup is not None
        # The files were charged: so room had to be left for them.
        assert (run.cgroup.peak() or MEMORY) > 100 * MB


def test_a_folder_of_the_host_in_memory_adds_to_what_may_be_charged() -> None:
    assert cgroup.charges(Path("/dev/shm"))
    with run_folder() as folder:
        on_disk = subprocess.run(["stat", "-f", "-c", "%T", folder], capture_output=True, text=True, check=True).stdout
        assert cgroup.charges(folder) == (on_disk.strip() in ("tmpfs", "ramfs"))


@held_by_the_kernel
def test_everything_is_in_the_group_and_none_of_it_outside() -> None:
    with walled("import subprocess; subprocess.run(['sleep', '60'])") as run:
        assert run.cgroup is not None
        door = run.cgroup.doors[0]
        # Bubblewrap outside, its first process inside, Python and sleep.
        wait_until(lambda: len(door.read_text().split()) == 4)


@held_by_the_kernel
def test_a_program_learns_nothing_of_its_group() -> None:
    with walled(LOOKS_FOR_ITS_GROUP) as run:
        run.wait(60)
        wait_until(lambda: "the end" in run.complaints)
        assert run.cgroup is not None
        assert run.cgroup.folders[0].name not in run.complaints
        assert ":/\n" in run.complaints


@held_by_the_kernel
def test_no_group_is_left_after_a_run() -> None:
    with walled("import time; time.sleep(60)") as run:
        assert run.cgroup is not None
        folders = run.cgroup.folders
        assert all(folder in groups_of(os.getpid()) for folder in folders)
    assert not any(folder.exists() for folder in folders)
    assert scenes.play(["print(1)"]).states == ["ok"]
    assert groups_of(os.getpid()) == []


WORKER = """
import sys
from tests.sandbox.test_cgroup import walled
with walled("import time; time.sleep(600)") as run:
    print("running", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[str]]:
    """Another worker, with a run behind a wall."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(scenes.ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "running\n"
        yield process
        with suppress(BrokenPipeError):
            process.stdin.close()


@held_by_the_kernel
def test_the_group_of_a_killed_worker_is_swept(worker: subprocess.Popen[str]) -> None:
    there = groups_of(worker.pid)
    assert there
    worker.kill()
    worker.wait()
    mine = Cgroup.create(memory=MEMORY, processes=8)
    assert mine is not None
    assert not any(folder.exists() for folder in there)
    mine.remove()


@held_by_the_kernel
def test_the_group_of_a_living_worker_is_left_alone(worker: subprocess.Popen[str]) -> None:
    place = cgroup.find()
    assert place is not None
    there = groups_of(worker.pid)
    cgroup.sweep(place)
    assert groups_of(worker.pid) == there != []
    assert worker.poll() is None


@held_by_the_kernel
def test_a_process_that_was_started_otherwise_can_be_held() -> None:
    source = "import sys; sys.stdin.readline(); kept = []\nwhile True: kept.append(b'x' * 2**24)"
    group = Cgroup.create(memory=MEMORY + 64 * MB, processes=8)
    assert group is not None
    alone = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child", sys.executable, "-c", source]
    with subprocess.Popen(alone, stdin=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        wait_until(children.read_text)
        init = int(children.read_text())
        wait_until(lambda: b"-c" in Path(f"/proc/{init}/cmdline").read_bytes())
        group.add(init)
        guard = Guard(init, memory=MEMORY, processes=8, quotas=(), scratch=(), cgroup=group)
        guard.watch(lambda: os.kill(init, signal.SIGKILL))
        process.communicate(b"\n", timeout=60)
        guard.stop()
    peak = group.peak()
    group.remove()
    assert guard.hit == Hit("memory", MEMORY)
    assert peak is None or peak <= MEMORY + 64 * MB


@held_by_the_kernel
def test_a_group_is_told_apart_from_what_it_did_not_cause() -> None:
    group = Cgroup.create(memory=MEMORY, processes=8)
    assert group is not None
    with subprocess.Popen(["sleep", "60"]) as process:
        group.add(process.pid)
        assert group.hit() is None
        group.kill()
    assert process.returncode == -signal.SIGKILL
    assert group.hit() is None
    group.remove()
    assert not any(folder.exists() for folder in group.folders)


ASKS = """
import sys
sys.path.insert(0, sys.argv[1])
from worker.sandbox import cgroup
print(cgroup.Cgroup.create(memory=2**30, processes=8), cgroup.described(), sep=", ")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_a_user_to_whom_nothing_is_delegated_has_the_watcher_alone() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        for package in ("graders", "worker"):
            stage(scenes.ROOT / package, place / package)
        (place / "asks.py").write_text(ASKS)
        said = subprocess.run(
            [*scenes.OWN_MOUNTS, "sh", "-euc", scenes.become_nobody("$1/asks.py $1"), "asks", place],
            capture_output=True,
            text=True,
            check=True,
            cwd=place,
        )
    assert said.stdout == "None, memory held by the watcher alone\n"

"""What is around a fork: in no point less than around a kernel that starts cold."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil
import pytest

from graders.quest import Runtime
from tests.nursery import quests
from tests.nursery.hosting import Graded, Host, until
from worker.environment import environment
from worker.nursery import Parentage
from worker.nursery.forked import introduced
from worker.nursery.order import Order
from worker.sandbox import cgroup

LOOK = """
import ctypes, json, os, resource, signal, socket, stat, sys

def read(path):
    try:
        return open(path).read()
    except OSError as error:
        return type(error).__name__

def attempt(action):
    try:
        action()
    except BaseException as error:
        return type(error).__name__
    return "allowed"

def writable(top):
    found = []
    for folder, folders, files in os.walk(top):
        if folder.count("/") > 3 or folder.startswith(("/proc", "/usr", "/home/learner/", "/tmp/", "/dev/shm/")):
            folders[:] = []
            continue
        mine = os.path.join(folder, f"mine-{os.getpid()}")
        try:
            os.mkdir(mine)
        except OSError:
            continue
        os.rmdir(mine)
        found.append(folder)
    return sorted(found)

status = dict(line.split(":\\t") for line in read("/proc/self/status").splitlines())
mounts = [line.split() for line in read("/proc/self/mountinfo").splitlines()]
seen = {
    "uids": os.getresuid(), "gids": os.getresgid(), "groups": os.getgroups(),
    "capabilities": {name: status[name].strip() for name in status if name.startswith("Cap")},
    "no_new_privs": status["NoNewPrivs"].strip(), "seccomp": status["Seccomp"].strip(),
    "limits": {n: resource.getrlimit(getattr(resource, n)) for n in dir(resource) if n.startswith("RLIMIT_")},
    "processes": [p for p in os.listdir("/proc") if p.isdigit()],
    "group": [os.getpgrp() == os.getpid() or os.getpgrp() == 0, os.getsid(0) in (0, os.getpgrp(), 1, 2)],
    "namespaces": {name: os.readlink(f"/proc/self/ns/{name}") for name in os.listdir("/proc/self/ns")},
    "questbook": {place: sorted(os.listdir(os.path.join("/questbook", place))) for place in os.listdir("/questbook")},
    "root": sorted(os.listdir("/")),
    "dev": sorted(os.listdir("/dev")), "pts": sorted(os.listdir("/dev/pts")),
    "targets": sorted({mount[4] for mount in mounts}),
    "writable": writable("/"),
    "interfaces": sorted(line.split(":")[0].strip() for line in read("/proc/net/dev").splitlines() if ":" in line),
    "sockets": len(read("/proc/net/unix").splitlines()) > 0 and [
        line.split()[-1] for line in read("/proc/net/unix").splitlines() if line.split()[-1].startswith("@")],
    "hostname": socket.gethostname(),
    "oom": read("/proc/self/oom_score_adj").strip(),
    "oom lower": attempt(lambda: open("/proc/self/oom_score_adj", "w").write("0")),
    "scheduling": os.sched_getscheduler(0),
    "umask": os.umask(0o022), "cwd": os.getcwd(), "own root": os.readlink("/proc/self/root"),
    "descriptors": sorted({os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in (0, 1, 2)}),
    "shared": sorted({line.split()[-1] for line in read("/proc/self/maps").splitlines() if line.split()[1][3] == "s"}),
    "setuid": attempt(lambda: os.setuid(0)),
    "chroot": attempt(lambda: os.chroot("/tmp")),
    "unshare": ctypes.CDLL(None).unshare(0x10000000),
    "umount": ctypes.CDLL(None).umount2(b"/questbook", 2),
    "terminal": attempt(lambda: os.openpty()),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "parent's memory": attempt(lambda: open(f"/proc/{os.getppid()}/mem", "rb")),
}
print(json.dumps(seen))

def add(a, b):
    return a + b
"""
SAME = (
    "groups", "no_new_privs", "seccomp", "limits", "root", "dev", "pts", "writable", "interfaces", "sockets",
    "hostname", "oom", "oom lower", "scheduling", "umask", "cwd", "own root", "descriptors", "shared",
    "chroot", "unshare", "umount", "terminal", "dumpable",
)  # fmt: skip
SLOW = "import time\ntime.sleep(5)\n" + quests.RIGHT


@pytest.fixture(scope="module")
def quest(host: Host) -> Path:
    """A quest whose own parent stands."""
    made = quests.small(host.place / "quests" / "wall", "x = 1", slug="dlp-02-wall")
    host.grade(made, quests.answered(quests.RIGHT, "x = 1"))
    assert host.warm(made) == 1
    return made


@pytest.fixture(scope="module")
def seen(host: Host, quest: Path) -> dict[str, dict[str, Any]]:
    """What is seen from behind both walls, by start."""
    looks: dict[str, dict[str, Any]] = {}
    for cold in (True, False):
        graded = host.grade(quest, quests.answered(LOOK, "x = 1"), cold=cold)
        assert "add" in graded.outputs["id-add"] or graded.outputs["id-add"].startswith("{"), graded.outputs
        looks[graded.start] = json.loads(graded.outputs["id-add"].splitlines()[0])
    assert set(looks) == {"cold", "quest-warm"}
    return looks


@pytest.mark.parametrize("what", SAME)
def test_it_is_the_same_as_around_a_cold_start(seen: dict[str, dict[str, Any]], what: str) -> None:
    assert seen["quest-warm"][what] == seen["cold"][what]


def test_it_is_nobody_without_any_right(seen: dict[str, dict[str, Any]]) -> None:
    for look in seen.values():
        assert 0 not in [*look["uids"], *look["gids"]]
        assert {int(value, 16) for name, value in look["capabilities"].items() if name != "CapBnd"} == {0}
        assert (look["no_new_privs"], look["seccomp"]) == ("1", "2")
        assert look["setuid"] != "allowed"
    assert int(seen["quest-warm"]["capabilities"]["CapBnd"], 16) == 0
    assert seen["quest-warm"]["parent's memory"] == "FileNotFoundError", "there is no process above it"


def test_it_is_batch_work_so_that_fit_waits_for_nobody_on_one_core(seen: dict[str, dict[str, Any]]) -> None:
    assert {look["scheduling"] for look in seen.values()} == {os.SCHED_BATCH}


def test_it_sees_itself_alone(seen: dict[str, dict[str, Any]]) -> None:
    assert seen["quest-warm"]["processes"] == ["1", "2"]
    assert seen["quest-warm"]["group"] == [True, True]


def test_of_other_runs_and_of_data_sets_there_is_nothing(seen: dict[str, dict[str, Any]], host: Host) -> None:
    look = seen["quest-warm"]
    covered = {place: files for place, files in look["questbook"].items() if place not in ("inside", "ask", "answers")}
    assert all(files == [] for files in covered.values()), covered
    assert "/heldout" not in look["writable"]


def test_forks_and_their_parents_share_no_namespace_but_the_users(host: Host, quest: Path) -> None:
    kinds = ["pid", "mnt", "ipc", "net", "uts", *(["user"] if host.kind == "rootless" else [])]
    found: list[list[str]] = []

    def look() -> None:
        until(
            lambda: sum(time.time() - fork.create_time() > 2 for fork in host.forks()) >= 2, 60, "a kernel and a judge"
        )
        processes = (*host.parents(), *host.forks(), psutil.Process())
        found.extend([str(Path(f"/proc/{p.pid}/ns/{kind}").readlink()) for kind in kinds] for p in processes)

    assert host.grade(quest, quests.answered(SLOW, "x = 1"), meanwhile=look).start == "quest-warm"
    for kind, namespaces in zip(kinds, zip(*found, strict=True), strict=True):
        assert len(set(namespaces)) == len(namespaces), kind


def test_all_of_a_fork_is_held_by_its_control_group_and_on_the_cores_of_its_slot(host: Host, quest: Path) -> None:
    cores = os.sched_getaffinity(0)
    mine = {max(cores)}
    held: list[str] = []
    allowed: list[set[int]] = []

    def look() -> None:
        until(lambda: any(time.time() - fork.create_time() > 2 for fork in host.forks()), 60, "a kernel")
        processes = [process for first in host.forks() for process in (first, *first.children(recursive=True))]
        assert len(processes) >= 2, "its first process, and the program"
        held.extend(Path(f"/proc/{process.pid}/cgroup").read_text() for process in processes)
        allowed.extend(set(process.cpu_affinity()) for process in processes)

    host.settle(mine)
    try:
        host.warm()
        assert host.grade(quest, quests.answered(SLOW, "x = 1"), meanwhile=look).start != "cold"
    finally:
        host.settle(cores)
    assert [cores for cores in allowed if cores != mine] == []
    if host.kind == "root" and cgroup.find():
        assert [groups for groups in held if not cgroup.NAME.search(groups)] == []


def test_who_watches_over_a_fork_finds_no_siblings_in_its_proc_at_any_time(host: Host) -> None:
    """The memory and the processes of siblings would be held against it."""
    order = Order((), {}, (), (("/tmp", 2**20),), (), 64_898 if host.kind == "root" else None, 64, 2**20, 60, "/tmp")
    parentage = Parentage.of("kernel", "tensorflow", environment(Runtime(backend="tensorflow")))
    told = json.dumps({"parentage": asdict(parentage), "order": asdict(order)}).encode()
    for _ in range(40):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client, ours:
            client.connect(str(host.nursery / "nursery.sock"))
            with theirs, Path(os.devnull).open("wb") as complaints:
                socket.send_fds(client, [told], [theirs.fileno(), complaints.fileno()])
            handle = introduced(ours)
            [line] = [at for at in Path(f"/proc/self/fdinfo/{handle}").read_text().splitlines() if at.startswith("Pid")]
            found = Path(f"/proc/{line.split()[1]}/root/proc").iterdir()
            processes = [process.name for process in found if process.name.isdigit()]
            os.close(handle)
            assert processes == ["1", "2"]


def survivors(host: Host, quest: Path, source: str) -> Graded:
    """Grade what should end nobody but itself."""
    before = {process.pid for process in host.parents()}
    graded = host.grade(quest, quests.answered(source + quests.RIGHT, "x = 1"))
    assert {process.pid for process in host.parents()} == before
    return graded


@pytest.mark.parametrize("group", ["os.kill(0, 9)", "os.kill(-1, 9)", "os.killpg(0, 9)", "os.kill(1, 9)"])
def test_a_signal_to_all_that_it_can_reach_reaches_no_parent(host: Host, quest: Path, group: str) -> None:
    graded = survivors(host, quest, f"import os\ntry:\n    {group}\nexcept OSError:\n    pass\n")
    assert graded.start == "quest-warm"
    assert "run again" not in host.log

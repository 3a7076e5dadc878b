"""Whatever of a nursery is killed, whenever: the attempt under way is graded, once, and so is the next."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.nursery import quests
from tests.nursery.hosting import Host, until

SLOW = "import time\nprint('begun', flush=True)\ntime.sleep(4)\n" + quests.RIGHT
BEGUN = '"name": "add", "state": "running"'


@pytest.fixture(scope="module")
def quest(host: Host) -> Path:
    """A small quest."""
    return quests.small(host.place / "quests" / "deaths", "x = 1", slug="dlp-02-deaths")


@pytest.fixture(autouse=True)
def _everything_stands(host: Host, quest: Path) -> None:
    """Before each test there is a parent of each kind, the quest's own among them."""
    host.again()
    # One that was killed before it stood is not started again at once.
    until(lambda: host.warm() == 0 and host.warm(kind="judge") == 0 and host.warm(quest) == 1, 90, "parents")


def kernels(host: Host) -> list[psutil.Process]:
    """The kernel's parents: that of any quest, and the quest's own. The judge's is the one with graders."""
    return [p for p in host.parents() if "/questbook/graders" not in Path(f"/proc/{p.pid}/mountinfo").read_text()]


def judges(host: Host) -> list[psutil.Process]:
    """The judge's parent."""
    return [p for p in host.parents() if p not in kernels(host)]


def walls(host: Host) -> list[psutil.Process]:
    """The bubblewraps around the kernel's parents, as the host knows them."""
    return [outer for p in kernels(host) for outer in p.parents() if outer.name() == "bwrap"]


def begun(host: Host) -> Callable[[], bool]:
    """Whether a cell of the learner's runs that did not when this was asked for."""
    before = host.log.count(BEGUN)
    return lambda: host.log.count(BEGUN) > before


def kill(*processes: psutil.Process) -> None:
    for process in processes:
        os.kill(process.pid, signal.SIGKILL)


def test_between_attempts_its_parent_is_killed(host: Host, quest: Path) -> None:
    kill(*host.parents())
    graded = host.grade(quest, quests.answered(quests.RIGHT, "x = 1"))
    assert graded.report["score"] == 10


@pytest.mark.parametrize("victims", [kernels, walls, judges], ids=["parent", "bubblewrap", "the judge's parent"])
def test_during_an_attempt(host: Host, quest: Path, victims: Callable[[Host], list[psutil.Process]]) -> None:
    is_begun = begun(host)

    def strike() -> None:
        until(is_begun, 60, "the learner's cell runs")
        kill(*victims(host))

    graded = host.grade(quest, quests.answered(SLOW, "x = 1"), meanwhile=strike)
    assert graded.report["score"] == 10
    assert graded.start == ("quest-warm" if victims is judges else "cold")


def test_the_keeper_is_killed_during_an_attempt_and_comes_back(host: Host, quest: Path) -> None:
    is_begun = begun(host)
    keeper = host.keeper

    def strike() -> None:
        until(is_begun, 60, "the learner's cell runs")
        kill(keeper)

    graded = host.grade(quest, quests.answered(SLOW, "x = 1"), meanwhile=strike)
    assert (graded.report["score"], graded.start) == (10, "cold")
    until(lambda: not host.parents(), 10, "parents go with their keeper")

    assert host.grade(quest, quests.answered(quests.RIGHT, "x = 1")).start == "cold"
    host.again()
    assert host.warm() == 0
    assert host.grade(quest, quests.answered(quests.RIGHT, "x = 1")).start == "warm"


def test_a_parent_that_hangs_costs_an_attempt_its_patience_and_is_replaced(host: Host, quest: Path) -> None:
    hung = kernels(host)
    for process in hung:
        process.suspend()
    assert host.grade(quest, quests.answered(quests.RIGHT, "x = 1")).report["score"] == 10
    # Two stand there, and one of them had an order that it did not take.
    until(lambda: sum(p.is_running() for p in hung) < len(hung), 60, "the one that was asked is gone")
    for process in hung:
        with suppress(psutil.NoSuchProcess):
            process.resume()


def test_a_killed_kernel_is_judged_by_what_is_there_and_its_parent_lives_on(host: Host, quest: Path) -> None:
    is_begun = begun(host)
    parents = {p.pid for p in host.parents()}

    def strike() -> None:
        until(is_begun, 60, "the learner's cell runs")
        among = {p.pid for p in kernels(host)}
        kill(*(fork for fork in host.forks() if fork.ppid() in among))

    graded = host.grade(quest, quests.answered(SLOW, "x = 1"), meanwhile=strike)
    assert graded.report["score"] == 0
    assert '"ended_by": "kernel_died"' in (graded.evidence / "run.json").read_text()
    assert {p.pid for p in host.parents()} == parents


def test_a_client_killed_at_any_moment_leaves_no_fork(host: Host, quest: Path) -> None:
    """A client that is gone is one whose sockets are closed: here, right after its order, or before its word to go."""
    import json
    import socket
    from dataclasses import asdict

    from graders.quest import Runtime
    from worker.environment import environment
    from worker.nursery import Parentage
    from worker.nursery.order import Order

    if os.geteuid() != 0 and host.kind == "root":
        pytest.skip("only root may speak with root's nursery")
    parents = {p.pid for p in host.parents()}
    order = Order((), {}, (), (("/tmp", 2**20),), (), 64_899 if host.kind == "root" else None, 64, 2**20, 60, "/tmp")
    parentage = Parentage.of("kernel", "tensorflow", environment(Runtime(backend="tensorflow")))
    for listens, says in ((False, b""), (True, b""), (True, b"go"), (True, b"nonsense")):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        reads, writes = os.pipe()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client, ours, theirs:
            client.connect(str(host.nursery / "nursery.sock"))
            told = json.dumps({"parentage": asdict(parentage), "order": asdict(order)}).encode()
            socket.send_fds(client, [told], [theirs.fileno(), writes])
            if listens:
                client.settimeout(30)
                assert json.loads(client.recv(4096))["start"] == "warm"
            if says:
                ours.send(says)
        os.close(reads)
        os.close(writes)
    for rubbish in (b"", b"{", b"[]", b'{"parentage": {}}', b"\xff" * 1000):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
            client.connect(str(host.nursery / "nursery.sock"))
            client.send(rubbish)
    until(lambda: not host.forks(), 15, "forks that nobody waits for are ended")
    assert {p.pid for p in host.parents()} == parents
    assert host.grade(quest, quests.answered(quests.RIGHT, "x = 1")).start == "quest-warm"


def test_nothing_is_left_when_the_nursery_ends(host: Host, quest: Path) -> None:
    place, folder = host.nursery, host.place
    family = [*host.parents(), *walls(host), host.keeper]
    host.end()
    until(lambda: not any(p.is_running() for p in family), 10, "all processes are gone")
    assert not place.exists()
    host.keep()
    assert host.nursery != place
    assert folder.exists()


def test_the_folder_of_a_worker_that_was_killed_a_moment_ago_is_swept_up_by_the_next(host: Host) -> None:
    left, coming = (Path(f"/tmp/questbook-nursery-{name}-{os.getpid()}-{host.kind}") for name in ("left", "coming"))
    for folder in (left, coming):
        (folder / "runs").mkdir(parents=True)
    (left / "lock").touch()
    for path in (left, left / "lock", left / "runs", coming, coming / "runs"):
        os.chown(path, host.nursery.stat().st_uid, -1)
    host.keep()
    assert not left.exists()
    assert coming.exists(), "its worker has not come to hold it yet"
    assert host.nursery.exists()
    long_ago = time.time() - 100
    os.utime(coming, (long_ago, long_ago))
    host.keep()
    assert not coming.exists()

"""What a quest's own parent makes up, for its author's cells have run there: it costs that quest's warm start alone."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.quest import Runtime
from tests.nursery import quests
from tests.nursery.hosting import Host, hosting, until
from worker import nursery
from worker.environment import environment
from worker.sandbox import Privilege, Wall

ONLY_IN_A_PARENT = "if getattr(get_ipython(), 'kernel', None) is None:\n    "
SAYS = ONLY_IN_A_PARENT + (
    "import gc, os, socket\n"
    "    [control] = [found for found in gc.get_objects() if isinstance(found, socket.socket)]\n"
    "    record = os.memfd_create('record')\n"
    "    os.write(record, b'[]')\n"
    "    socket.send_fds(control, [MESSAGE], [record])"
)
STATE = b'"taken": 0, "living": 0, "resident": 1'
GOOD = b'{"ready": {"prelude": {"ran": 1, "why": ""}}, ' + STATE + b"}"
TWICE = SAYS.replace("MESSAGE", repr(GOOD)) + f"\n    socket.send_fds(control, [{GOOD!r}], [record])"
FLOODS = ONLY_IN_A_PARENT + "import os\n    while True:\n        os.write(2, b'x' * 65536)"
HANDS_OVER_ITS_WORKER = ONLY_IN_A_PARENT + (
    "import socket, sys\n"
    "    frame = sys._getframe()\n"
    "    while 'Attempt' not in frame.f_globals:\n"
    "        frame = frame.f_back\n"
    "    def introduce(attempt):\n"
    "        worker = attempt.socket.getsockopt(socket.SOL_SOCKET, 77)\n"
    "        socket.send_fds(attempt.socket, [b'{}'], [worker])\n"
    "    frame.f_globals['Attempt'].introduce = introduce"
)
"""77 is SO_PEERPIDFD, of Linux 6.5 and later."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """One kind is enough here: how walls are built is no part of this."""
    with hosting("rootless") as made:
        made.keep()
        assert made.warm() == 0
        assert made.warm(kind="judge") == 0
        yield made


@pytest.mark.parametrize(
    "cell",
    [
        SAYS.replace("MESSAGE", "b'[' * 100_000"),
        SAYS.replace("MESSAGE", repr(b'{"taken": 0, "living": Infinity, "resident": 1}')),
        SAYS.replace("MESSAGE", "b'{\"taken\": 0, \"living\": 0, \"resident\": -1' + b'0' * 400 + b'}'"),
        SAYS.replace("MESSAGE", repr(b'{"ready": 1, ' + STATE + b"}")),
        SAYS.replace("MESSAGE", repr(b'{"ready": {"prelude": {"ran": "all", "why": "so"}}, ' + STATE + b"}")),
        TWICE,
    ],
    ids=["deep", "endless", "huge", "no prelude", "no count", "twice"],
)
def test_a_message_ends_the_parent_and_not_the_keeper(host: Host, tmp_path: Path, cell: str) -> None:
    keeper = host.keeper.pid
    slug = f"dlp-02-says-{len(cell)}"
    quest = quests.small(host.place / "quests" / slug, cell, slug=slug)
    assert host.grade(quest, quests.answered(quests.RIGHT, cell)).report["score"] == 10
    until(
        lambda: f"kernel-tensorflow-{slug}" in host.log and "ended" in host.log.rpartition(slug)[2], 60, "it is ended"
    )
    graded = host.grade(quest, quests.answered(quests.RIGHT, cell))
    assert (graded.report["score"], graded.start, host.keeper.pid) == (10, "warm", keeper)


def test_a_parent_that_never_stops_writing_keeps_its_keeper_from_nothing(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "floods", FLOODS, slug="dlp-02-floods")
    before = len(host.parents())
    upload = quests.answered(quests.RIGHT, "x = 1")
    host.grade(quest, quests.answered(quests.RIGHT, FLOODS))
    until(lambda: len(host.parents()) > before, 30, "the quest's own parent is started")
    another = quests.small(host.place / "quests" / "beside", "x = 1", slug="dlp-02-beside")
    for _ in range(3):
        assert host.grade(another, upload).start != "cold"
    host.keep()


def test_a_worker_that_is_handed_over_as_a_fork_of_its_own_lives_on(host: Host) -> None:
    host.warm(), host.warm(kind="judge")
    cell = HANDS_OVER_ITS_WORKER
    quest = quests.small(host.place / "quests" / "hands", cell, slug="dlp-02-hands")
    assert host.warm(quest) == 1
    graded = host.grade(quest, quests.answered(quests.RIGHT, cell))
    assert (graded.report["score"], graded.start) == (10, "cold")


def test_a_keeper_that_does_not_answer_is_waited_for_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nursery, "ANSWER_SECONDS", 0.2)
    parentage = nursery.Parentage.of("kernel", "tensorflow", environment(Runtime(backend="tensorflow")))
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as keeper:
        keeper.bind(str(tmp_path / "nursery.sock"))
        keeper.listen()
        with pytest.raises(nursery.Cold):
            nursery.Nursery(tmp_path, tmp_path).fork(
                parentage,
                Wall(),
                (),
                privilege=Privilege.ROOTLESS,
                slot=0,
                folder=tmp_path,
                memory=2**30,
                stop=threading.Event(),
            )

"""Each process of the chain is killed in mid-run, one at a time: the submission is graded once, and nothing is left."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests import processes
from tests.faults.test_worker_killed import until
from worker.sandbox import cgroup

QUEST = "dlp-02-tensors"
CATALOG = processes.ROOT / "quests" / "catalog" / "dlp"
SLOW = "import time\ntime.sleep(6)\n"
BEGUN_SECONDS = 2.5
"""So long after its fork a kernel runs the learner's cells, and does for some seconds more."""
PARENT = "/questbook/inside/parent.py"
HAND_IN = """
import django; django.setup()
import sys
from accounts.models import User
from quests.models import Quest
from quests.services import submissions
learner = User.objects.get(email="learner@questbook.test")
quest = Quest.objects.get(slug="dlp-02-tensors")
print("SUBMISSION", submissions.submit(learner, quest, "answer.ipynb", open(sys.argv[1], "rb").read()).pk.hex)
"""


@dataclass
class Stack:
    """All of Questbook, and every process, folder and control group of it that was ever seen."""

    questbook: processes.Questbook
    answer: Path
    seen: set[psutil.Process] = field(default_factory=set)
    places: set[Path] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def family(self) -> list[psutil.Process]:
        """Everything that it runs now."""
        assert self.questbook.process is not None
        found = psutil.Process(self.questbook.process.pid).children(recursive=True)
        self.seen.update(found)
        for process in found:
            self.groups.update(cgroup.NAME.findall(read(process, "cgroup")))
            with suppress(psutil.NoSuchProcess):
                if "worker.nursery.keeper" in words(process):
                    self.places.add(Path(json.loads(process.cmdline()[-1])["place"]))
        return found

    def named(self, *parts: str) -> list[psutil.Process]:
        """Processes with all these words in their command."""
        return [process for process in self.family() if all(part in words(process) for part in parts)]

    def parents(self, kind: str) -> list[psutil.Process]:
        """Warm parents: of kernels or of judges."""
        within = [p for p in self.named(PARENT) if name(p) != "bwrap" and name(above(p)) == "bwrap"]
        return [p for p in within if ("/questbook/graders" in read(p, "mountinfo")) is (kind == "judge")]

    def forks(self, kind: str) -> list[psutil.Process]:
        """Their forks."""
        parents = self.parents(kind)
        return [p for p in self.family() if above(p) in parents]

    def hand_in(self) -> str:
        """Hand the answer in; the submission's key."""
        done = processes.run(["-c", HAND_IN, self.answer], self.questbook.home)
        told = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("SUBMISSION")]
        assert told, done.stderr[-2000:]
        return told[0]

    def ask(self, query: str, key: str) -> list[tuple]:
        """Of the database, without a part in what happens there."""
        with closing(sqlite3.connect(f"file:{self.questbook.home}/questbook.sqlite3?mode=ro", uri=True)) as database:
            return database.execute(query, [key]).fetchall()

    def attempts(self, key: str) -> list[tuple[int, str]]:
        """Number and state of each."""
        return self.ask("SELECT number, state FROM quests_attempt WHERE submission_id = ? ORDER BY number", key)

    def status(self, key: str) -> str:
        """The submission's."""
        [(status,)] = self.ask("SELECT status FROM quests_submission WHERE id = ?", key)
        return str(status)


def words(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def name(process: psutil.Process | None) -> str:
    with suppress(psutil.Error):
        return process.name() if process else ""
    return ""


def above(process: psutil.Process) -> psutil.Process | None:
    """Its parent; none, where it has ended since it was seen."""
    with suppress(psutil.Error):
        return process.parent()
    return None


def read(process: psutil.Process, file: str) -> str:
    """What the kernel tells of it; nothing, where it has ended since it was seen."""
    with suppress(OSError):
        return Path("/proc", str(process.pid), file).read_text()
    return ""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Questbook with short leases. When it is stopped, nothing of all that it ever was may be left."""
    home = tmp_path_factory.mktemp("home")
    notebook = json.loads((CATALOG / QUEST / "solution.ipynb").read_text())
    [cell] = [cell for cell in notebook["cells"] if cell["id"] == "relu"]
    cell["source"] = SLOW + "".join(cell["source"])
    answer = home.parent / "answer.ipynb"
    answer.write_text(json.dumps(notebook))
    made = Stack(processes.Questbook(home, extra={"LEASE_SECONDS": "5", "WORKER_SLOTS": "1"}), answer)
    made.questbook.start()
    try:
        made.questbook.wait_for(r"Questbook is ready: ")
        yield made
        made.family()
    finally:
        made.questbook.stop()
    until(lambda: not [p for p in made.seen if lives(p)], 15, "no process is left")
    assert not [place for place in made.places if place.exists()]
    if where := cgroup.find():
        assert made.groups
        # As the next worker does: one that was killed could not remove its own.
        cgroup.sweep(where)
        groups = [folder / name for folder in where.folders for name in made.groups]
        until(lambda: not any(group.exists() for group in groups), 15, "no control group is left")


def lives(process: psutil.Process) -> bool:
    """Whether it runs; one that nobody has waited for yet does not."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def bubblewrap(stack: Stack) -> list[psutil.Process]:
    [kernel] = stack.forks("kernel")
    return [p for p in kernel.parents() if p.name() == "bwrap"][-1:]


def pool(stack: Stack) -> list[psutil.Process]:
    celery = stack.named("celery", "worker")
    return [p for p in celery if p.ppid() in {other.pid for other in celery}]


def main_process(stack: Stack) -> list[psutil.Process]:
    celery = stack.named("celery", "worker")
    return [p for p in celery if p.ppid() not in {other.pid for other in celery}]


def parent(stack: Stack) -> list[psutil.Process]:
    return [psutil.Process(kernel.ppid()) for kernel in stack.forks("kernel")]


DONE = [[(1, "done")]]
AGAIN = [[(1, "lost"), (2, "done")]]
VICTIMS: dict[str, tuple[Callable[[Stack], list[psutil.Process]], list[list[tuple[int, str]]]]] = {
    "the kernel": (lambda stack: stack.forks("kernel"), DONE),
    "its parent": (parent, DONE),
    "the parent's bubblewrap": (bubblewrap, DONE),
    "the judge": (lambda stack: stack.forks("judge"), DONE),
    "the judge's parent": (lambda stack: stack.parents("judge"), DONE),
    "the keeper": (lambda stack: stack.named("worker.nursery.keeper"), DONE),
    "the worker's slot": (pool, AGAIN),
    "the worker's main process": (main_process, [*DONE, *AGAIN]),
    "the web": (lambda stack: stack.named("uvicorn"), DONE),
    "Redis": (lambda stack: stack.named("redis-server"), [*DONE, *AGAIN]),
}
"""Whom to kill, and what may become of the attempts."""


def stands(stack: Stack) -> bool:
    """Whether all is there that a warm run needs."""
    return bool(stack.parents("kernel") and stack.parents("judge") and pool(stack) and stack.named("uvicorn"))


@pytest.mark.stack
@pytest.mark.xdist_group("each_process_killed")
@pytest.mark.parametrize("victim", VICTIMS)
def test_the_submission_is_graded_once(stack: Stack, victim: str) -> None:
    find, allowed = VICTIMS[victim]
    until(lambda: stands(stack), 90, "what was killed before is back")
    key = stack.hand_in()

    def is_begun() -> bool:
        born = [p.create_time() for p in stack.forks("kernel") if lives(p)]
        return bool(born) and time.time() - min(born) > BEGUN_SECONDS and stack.status(key) == "running"

    until(is_begun, 60, "the learner's cells run")
    killed = find(stack)
    assert killed, "there is nobody to kill"
    for process in killed:
        os.kill(process.pid, signal.SIGKILL)

    until(lambda: stack.status(key) in ("graded", "ended"), 90, "the submission ends")
    assert stack.status(key) == "graded"
    assert stack.attempts(key) in allowed
    [(outcomes, criteria)] = stack.ask(
        "SELECT count(*), count(DISTINCT criterion) FROM quests_criterionoutcome WHERE submission_id = ?", key
    )
    assert outcomes == criteria > 0
    [(score, maximum)] = stack.ask("SELECT score, max_score FROM quests_submission WHERE id = ?", key)
    assert (score == maximum) is (victim != "the kernel"), f"{score} of {maximum}"

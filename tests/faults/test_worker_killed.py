"""A worker is killed in mid-run: the next one runs the submission again, and it is graded once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from tests import processes
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser

PARENT, FIRST_OF_A_FORK = "/questbook/inside/parent.py", "/questbook/inside/init.py"
SLOW = "import time\ntime.sleep(20)\ndef naive_relu(x):\n    return x\n"


def workers(questbook: processes.Questbook) -> list[psutil.Process]:
    """The worker's processes: Celery's main one and its children, not what runs behind the wall."""
    assert questbook.process is not None
    found = []
    for process in psutil.Process(questbook.process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if "celery" in " ".join(process.cmdline()):
                found.append(process)
    return found


def walled(questbook: processes.Questbook) -> list[psutil.Process]:
    """Whatever runs behind a wall: started cold, or forked from a warm parent. The parents themselves stay."""
    assert questbook.process is not None
    found = []
    for process in psutil.Process(questbook.process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            words = process.cmdline()
            if FIRST_OF_A_FORK in words or (process.name() == "bwrap" and PARENT not in words):
                found.append(process)
    return found


def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.1)


def test_a_submission_whose_worker_is_killed_is_run_again_and_graded_once(
    live_questbook: processes.Questbook,
    visitor: Visitor,
    answered: Callable[..., Path],
) -> None:
    visitor.logs_in("learner")
    visitor.hands_in("dlp-02-tensors", answered("dlp-02-tensors", relu=SLOW))
    submission = visitor.page.url.rstrip("/").rpartition("/")[2]
    expect(visitor.page.locator("[data-cell=relu][data-state=running]")).to_be_visible(timeout=60_000)
    behind_the_wall = walled(live_questbook)
    assert behind_the_wall

    for process in workers(live_questbook):
        process.kill()

    until(lambda: not any(p.is_running() for p in behind_the_wall), 10, "the sandbox goes with its worker")
    visitor.waits_for_report()
    with sqlite3.connect(f"file:{live_questbook.home}/questbook.sqlite3?mode=ro", uri=True) as database:
        key = submission.replace("-", "")
        attempts = database.execute(
            "SELECT number, state FROM quests_attempt WHERE submission_id = ? ORDER BY number", [key]
        ).fetchall()
        outcomes = database.execute(
            "SELECT count(*), count(DISTINCT criterion) FROM quests_criterionoutcome WHERE submission_id = ?", [key]
        ).fetchone()
        status = database.execute("SELECT status, attempt FROM quests_submission WHERE id = ?", [key]).fetchone()
    assert attempts == [(1, "lost"), (2, "done")]
    assert status == ("graded", 2)
    assert outcomes[0] == outcomes[1] > 0
    until(lambda: not walled(live_questbook), 10, "nothing is left behind the wall")

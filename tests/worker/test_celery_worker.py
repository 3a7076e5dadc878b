"""A real Celery worker: it shows that it lives, runs what is queued, and runs again what a dead worker held."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from graders.loading import load
from questbook.launch.child import STOP_SECONDS
from quests import files, progress
from quests.models import Attempt, QuestDraft, Regrade, Submission
from quests.services import attempts, drafts, regrades
from tests import processes
from tests.graders.folders import sums, write_quest
from tests.people import School
from worker import tasks

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker(tmp_path: Path, queues: str = "cpu") -> Iterator[subprocess.Popen[bytes]]:
    """A worker of one slot on this test's database and Redis."""
    database = settings.DATABASES["default"]
    engine = database["ENGINE"].rpartition(".")[2]
    name = connection.settings_dict["NAME"]
    url = (
        f"sqlite:///{name}"
        if engine == "sqlite3"
        else f"postgres://{database['USER']}@{quote(database['HOST'], safe='')}/{name}"  # the host is a socket's folder
    )
    environment = processes.environment(
        settings.HOME, DATABASE_URL=url, REDIS_URL=settings.REDIS_URL, LEASE_SECONDS="4"
    )
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "questbook", "worker", "-Q", queues, "-c", "1", "-n", "test@%h"],
            cwd=processes.ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(true: Callable[[], bool], tmp_path: Path, seconds: float = 90) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, (tmp_path / "worker.log").read_text()[-5000:]
        time.sleep(0.2)


def is_graded(submission: Submission) -> bool:
    submission.refresh_from_db()
    return submission.status == "graded"


def test_it_announces_itself_runs_what_is_queued_and_leaves_when_told(submission: Submission, tmp_path: Path) -> None:
    with worker(tmp_path) as process:
        until(lambda: bool(progress.workers_alive()), tmp_path)
        [sign] = progress.workers_alive()
        assert sign.lanes == ["cpu"]
        assert sign.slots == 1
        assert sign.sandbox.split(",")[0] in ("root", "rootless")

        attempts.send(Attempt.objects.select_related("submission__version").get(submission=submission))
        until(lambda: is_graded(submission), tmp_path)
        assert submission.score == 10

        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert progress.workers_alive() == []


def test_what_a_dead_worker_held_is_run_again(submission: Submission, tmp_path: Path) -> None:
    assert attempts.claim(submission.pk, 1, "a worker that died")
    Attempt.objects.filter(submission=submission).update(lease_until=timezone.now() - timedelta(seconds=1))
    with worker(tmp_path):
        until(lambda: is_graded(submission), tmp_path)
    assert submission.attempt == 2
    assert [a.state for a in submission.attempts.order_by("number")] == ["lost", "done"]


def test_a_worker_killed_in_mid_run_loses_nothing_and_leaves_no_process(submission: Submission, tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(6)\ndef add(a, b):\n    return a + b"
    Submission.objects.filter(pk=submission.pk).update(digest=files.keep(sums(slow)))
    attempts.send(Attempt.objects.select_related("submission__version").get(submission=submission))

    def is_running() -> bool:
        return any(event.get("phase") == "running" for _, event in progress.read(submission.pk))

    with worker(tmp_path) as process:
        until(is_running, tmp_path)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with worker(tmp_path):
        until(lambda: is_graded(submission), tmp_path)
    assert submission.attempt == 2
    assert submission.score == 10


def test_a_worker_told_to_stop_in_mid_run_gives_it_back_at_once_for_the_next_to_run(
    submission: Submission, tmp_path: Path
) -> None:
    # It has no end that the worker could have waited for.
    Submission.objects.filter(pk=submission.pk).update(digest=files.keep(sums("while True: pass")))
    attempts.send(Attempt.objects.select_related("submission__version").get(submission=submission))

    def is_running() -> bool:
        return any(event.get("phase") == "running" for _, event in progress.read(submission.pk))

    with worker(tmp_path) as process:
        until(is_running, tmp_path)
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_SECONDS) == 0
    submission.refresh_from_db()
    [attempt] = submission.attempts.all()
    assert (submission.status, submission.report) == ("queued", None)
    assert (attempt.number, attempt.state, attempt.worker, attempt.lease_until) == (1, "waiting", "", None)

    Submission.objects.filter(pk=submission.pk).update(digest=files.keep(sums("def add(a, b):\n    return a + b")))
    with worker(tmp_path):
        until(lambda: is_graded(submission), tmp_path)
    [attempt] = submission.attempts.all()
    assert (submission.score, attempt.number, attempt.state) == (10, 1, "done")


def test_a_worker_told_to_stop_in_mid_proof_gives_it_back(school: School, tmp_path: Path) -> None:
    quest = load(write_quest(tmp_path / "quest", solution_ipynb=sums("while True: pass")))
    files.keep_quest_folder(quest.folder, quest.digest)
    draft = QuestDraft.objects.create(
        author=school.instructor,
        file_name="quest.zip",
        digest=quest.digest,
        slug=quest.slug,
        lane="cpu",
        state="queued",
    )
    drafts.send(draft)

    def is_proving() -> bool:
        draft.refresh_from_db()
        return draft.state == "proving"

    with worker(tmp_path) as process:
        until(is_proving, tmp_path)
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_SECONDS) == 0
    draft.refresh_from_db()
    assert (draft.state, draft.holder, draft.tries) == ("queued", "", 0)


def test_what_is_asked_for_again_is_judged_by_the_worker_of_the_lane_regrade(
    submission: Submission, tmp_path: Path
) -> None:
    tasks.grade(str(submission.pk), 1)
    Submission.objects.filter(pk=submission.pk).update(score=0)
    submission.refresh_from_db()
    regrades.request(None, submission)

    def is_judged_again() -> bool:
        submission.refresh_from_db()
        return submission.score == 10

    with worker(tmp_path, "cpu,regrade"):
        until(is_judged_again, tmp_path)
        [sign] = progress.workers_alive()
    assert (sign.lanes, sign.slots, sign.gpus, sign.withheld) == (["cpu", "regrade"], 1, [], 0)
    assert sign.cores >= 1
    assert Regrade.objects.get(submission=submission).state == "done"

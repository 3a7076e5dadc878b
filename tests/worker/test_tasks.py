"""A task takes an attempt, runs it under its lease and stores its outcome, once."""

from __future__ import annotations

import threading
import time

import pytest
from django.conf import settings
from django.utils import timezone

from quests import files, progress
from quests.models import Attempt, QuestVersion, Submission
from quests.services import regrades
from tests.graders.folders import sums
from worker import lease, tasks

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_submission_is_run_judged_and_recorded(submission: Submission) -> None:
    tasks.grade(str(submission.pk), 1)
    submission.refresh_from_db()
    assert (submission.status, submission.score, submission.max_score) == ("graded", 10, 10)
    assert (settings.HOME / "evidence" / str(submission.pk) / "1" / "run.json").is_file()
    kinds = {event["type"] for _, event in progress.read(submission.pk)}
    assert {"status", "phase", "plan", "cell"} <= kinds


def test_a_doubled_message_changes_nothing(submission: Submission) -> None:
    tasks.grade(str(submission.pk), 1)
    before = Attempt.objects.get(submission=submission).finished_at
    tasks.grade(str(submission.pk), 1)
    assert Attempt.objects.get(submission=submission).finished_at == before


@pytest.mark.parametrize("message", [("x", 1), (None, 1), ("", True), (7, 7)])
def test_a_message_that_is_none_is_refused(message: tuple[object, object]) -> None:
    tasks.grade(*message)


def test_a_lost_upload_ends_the_submission_as_the_platforms_fault(submission: Submission) -> None:
    Submission.objects.filter(pk=submission.pk).update(digest="e" * 64)
    tasks.grade(str(submission.pk), 1)
    submission.refresh_from_db()
    assert (submission.status, submission.fault) == ("ended", "platform")


def test_a_quest_folder_that_is_gone_ends_the_submission_as_the_quests_fault(submission: Submission) -> None:
    QuestVersion.objects.filter(pk=submission.version_id).update(digest="d" * 64)
    tasks.grade(str(submission.pk), 1)
    submission.refresh_from_db()
    assert submission.status == "ended"
    assert submission.fault in ("quest", "platform")


def test_an_attempt_that_was_given_to_another_is_stopped_and_not_recorded(
    submission: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LEASE_SECONDS", 2.0)
    Submission.objects.filter(pk=submission.pk).update(digest=files.keep(sums("while True: pass")))

    def give_to_another() -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if Attempt.objects.filter(submission=submission, state="running").update(state="lost"):
                return
            time.sleep(0.1)

    thief = threading.Thread(target=give_to_another)
    thief.start()
    tasks.grade(str(submission.pk), 1)
    thief.join()
    submission.refresh_from_db()
    assert submission.report is None


def test_a_lease_is_renewed_while_the_work_goes_on(submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    from quests.services import attempts

    monkeypatch.setattr(settings, "LEASE_SECONDS", 1.0)
    attempts.claim(submission.pk, 1, "me")
    with lease.held(lambda: attempts.renew(submission.pk, 1, "me")) as lost:
        time.sleep(2.5)
        assert not lost.is_set()
        until = Attempt.objects.get(submission=submission).lease_until
        assert until is not None
        assert until > timezone.now()


def test_a_graded_submission_is_judged_again_without_being_run(submission: Submission) -> None:
    tasks.grade(str(submission.pk), 1)
    evidence = files.evidence_folder(submission.pk, 1)
    before = {path: path.stat().st_mtime_ns for path in evidence.rglob("*")}
    Submission.objects.filter(pk=submission.pk).update(score=0, report={"score": 0})
    submission.refresh_from_db()

    regrade = regrades.request(None, submission)
    tasks.regrade(str(regrade.pk))

    submission.refresh_from_db()
    regrade.refresh_from_db()
    assert (submission.score, regrade.state, regrade.replaced) == (10, "done", {"score": 0})
    assert {path: path.stat().st_mtime_ns for path in evidence.rglob("*")} == before, "nothing was run"


def test_evidence_that_is_broken_leaves_the_grade_as_it_was(submission: Submission) -> None:
    tasks.grade(str(submission.pk), 1)
    (files.evidence_folder(submission.pk, 1) / "run.json").write_text("broken")
    submission.refresh_from_db()
    regrade = regrades.request(None, submission)
    tasks.regrade(str(regrade.pk))
    submission.refresh_from_db()
    regrade.refresh_from_db()
    assert (submission.status, submission.score) == ("graded", 10)
    assert regrade.state == "ended"
    assert regrade.reason


@pytest.mark.parametrize("message", ["x", "", None, 7])
def test_a_message_about_no_regrade_is_refused(message: object) -> None:
    tasks.regrade(message)

"""Judging again: who may ask, one at a time, the old grade until the new one is there, and an end in any case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from graders.report import Fault, Report
from graders.text import text
from quests import files
from quests.models import CriterionOutcome, Regrade, Submission
from quests.rejected import Rejected
from quests.services import attempts, regrades
from tests.people import School
from tests.services.test_attempts import graded


@pytest.fixture
def submission(school: School) -> Submission:
    """A learner's submission, graded with 5 of 10 points, with evidence."""
    submission = school.submission()
    assert attempts.claim(submission.pk, 1, "worker-a")
    assert attempts.record(submission.pk, 1, "worker-a", graded(5, 0))
    with_evidence(submission)
    submission.refresh_from_db()
    return submission


def with_evidence(submission: Submission) -> None:
    """Leave what a run leaves."""
    evidence = files.evidence_folder(submission.pk, 1)
    evidence.mkdir(parents=True)
    (evidence / "run.json").write_text("{}")


@pytest.fixture
def regrade(submission: Submission) -> Regrade:
    """A regrade that waits."""
    return regrades.request(None, submission)


def score_of(submission: Submission) -> float | None:
    submission.refresh_from_db()
    return submission.score


def outcomes(submission: Submission) -> list[float]:
    found = CriterionOutcome.objects.filter(submission=submission).order_by("criterion")
    return list(found.values_list("points", flat=True))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("admin", True),
        ("instructor", True),
        ("other_instructor", False),
        ("learner", False),
        ("classmate", False),
        ("stranger", False),
        ("closed_account", False),
    ],
)
def test_who_may_ask(school: School, submission: Submission, who: str, *, may: bool) -> None:
    person = getattr(school, who)
    if may:
        assert regrades.request(person, submission).requested_by_id == person.pk
    else:
        with pytest.raises(Rejected, match="not-yours"):
            regrades.request(person, submission)
        assert not Regrade.objects.exists()


def test_a_better_report_replaces_the_old_one_which_is_kept(submission: Submission, regrade: Regrade) -> None:
    finished = submission.finished_at
    claimed = regrades.claim(str(regrade.pk), "worker-b")
    assert claimed is not None
    assert claimed.evidence_folder == files.evidence_folder(submission.pk, 1)
    assert claimed.quest_digest == submission.version.digest
    assert score_of(submission) == 5, "the old grade stands meanwhile"

    assert regrades.record(regrade.pk, "worker-b", graded(5, 5))

    assert score_of(submission) == 10
    assert (submission.status, submission.finished_at) == ("graded", finished)
    assert outcomes(submission) == [5, 5]
    regrade.refresh_from_db()
    assert regrade.state == "done"
    assert regrade.replaced is not None
    assert regrade.replaced["score"] == 5


def test_judging_that_came_to_nothing_changes_no_grade(submission: Submission, regrade: Regrade) -> None:
    assert regrades.claim(regrade.pk, "worker-b")
    why = text("The judge broke.", "채점기가 고장 났습니다.")
    assert regrades.record(regrade.pk, "worker-b", Report.ended("open-quest", Fault.PLATFORM, why))
    assert score_of(submission) == 5
    assert outcomes(submission) == [5, 0]
    regrade.refresh_from_db()
    assert (regrade.state, regrade.replaced, regrade.reason) == ("ended", None, why.model_dump())


def test_only_one_holder_has_it_and_only_its_report_counts(submission: Submission, regrade: Regrade) -> None:
    assert regrades.claim(regrade.pk, "worker-b")
    assert regrades.claim(regrade.pk, "worker-c") is None
    assert not regrades.record(regrade.pk, "worker-c", graded(5, 5))
    assert not regrades.renew(regrade.pk, "worker-c")
    assert regrades.renew(regrade.pk, "worker-b")
    assert regrades.record(regrade.pk, "worker-b", graded(5, 4))
    assert regrades.record(regrade.pk, "worker-b", graded(5, 4)), "told twice, stored once"
    assert not regrades.record(regrade.pk, "worker-c", graded(5, 5))
    assert score_of(submission) == 9


def test_asking_twice_is_asking_once_until_it_is_done(submission: Submission, regrade: Regrade) -> None:
    assert regrades.request(None, submission) == regrade
    assert regrades.claim(regrade.pk, "worker-b")
    assert regrades.request(None, submission) == regrade
    assert regrades.record(regrade.pk, "worker-b", graded(5, 5))
    submission.refresh_from_db()
    assert regrades.request(None, submission) != regrade
    assert Regrade.objects.count() == 2


def test_what_has_no_grade_cannot_be_judged_again(school: School) -> None:
    with pytest.raises(Rejected, match="not-graded"):
        regrades.request(school.admin, school.submission())


def test_nor_what_has_no_evidence_any_more(school: School, submission: Submission) -> None:
    (files.evidence_folder(submission.pk, 1) / "run.json").unlink()
    with pytest.raises(Rejected, match="no-evidence"):
        regrades.request(school.admin, submission)


def test_what_a_dead_worker_held_is_judged_by_another(submission: Submission, regrade: Regrade) -> None:
    for number in range(1, settings.MAX_RUNS + 1):
        assert regrades.claim(regrade.pk, f"worker-{number}")
        later = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS + 1)
        assert regrades.requeue_expired(later) == 1
        assert not regrades.record(regrade.pk, f"worker-{number}", graded(5, 5)), "its lease is over"
    regrade.refresh_from_db()
    assert regrade.state == "ended"
    assert "The old grade stands" in str(regrade.reason)
    assert score_of(submission) == 5


def test_what_is_given_back_does_not_count_as_lost(regrade: Regrade) -> None:
    for _ in range(settings.MAX_RUNS + 1):
        assert regrades.claim(regrade.pk, "worker-b")
        assert regrades.give_back(regrade.pk, "worker-b")
    regrade.refresh_from_db()
    assert (regrade.state, regrade.tries) == ("waiting", 0)


@pytest.mark.parametrize("key", ["", "x", "1", "00000000-0000-0000-0000-000000000000"])
def test_a_message_about_nothing_claims_nothing(db: None, key: str) -> None:
    assert regrades.claim(key, "worker-b") is None


def test_the_command_asks_for_every_graded_submission_of_a_quest(
    school: School, submission: Submission, capsys: pytest.CaptureFixture[str]
) -> None:
    school.submission(school.classmate)  # has no grade yet
    call_command("regrade", quest="open-quest", email=school.instructor.email)
    said = capsys.readouterr()
    assert "1 submission(s) wait to be judged again, 0 refused" in said.out
    assert "No worker of the lane regrade is running" in said.err
    assert Regrade.objects.get().submission == submission


def test_the_command_refuses_what_its_person_may_not(
    school: School, submission: Submission, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("regrade", str(submission.pk), email=school.other_instructor.email)
    assert "its cohort is taught by somebody else" in capsys.readouterr().err
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], {}),
        (["x"], {}),
        ([], {"quest": "no-such"}),
        (["x"], {"quest": "open-quest"}),
        ([], {"quest": "open-quest", "email": "nobody@example.org"}),
    ],
)
def test_the_command_says_what_it_was_not_told(school: School, words: list[str], options: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("regrade", *words, **options)

"""The life of an attempt: one holder at a time, one outcome, and an end in any case."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from graders.report import Fault, Finding, FindingState, Report
from graders.text import text
from quests.models import Attempt, CriterionOutcome, Submission
from quests.services import attempts
from tests.people import School


def finding(criterion: str, points: float, message: str = "Well done.") -> Finding:
    return Finding(
        criterion=criterion,
        kind="value",
        state=FindingState.PASSED if points else FindingState.FAILED,
        points=points,
        max_points=5,
        title=text("A value", "값"),
        message=text(message, message),
    )


def graded(*points: float) -> Report:
    return Report.graded(quest="open-quest", findings=[finding(f"c{i}", p) for i, p in enumerate(points)])


def current(submission: Submission) -> Submission:
    submission.refresh_from_db()
    return submission


def report_of(submission: Submission) -> dict[str, Any]:
    report = current(submission).report
    assert report is not None
    return report


def let_the_lease_run_out(submission: Submission) -> None:
    submission.attempts.filter(state=Attempt.State.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_claimed_attempt_brings_what_the_worker_needs(school: School) -> None:
    submission = school.submission()

    claimed = attempts.claim(str(submission.pk), 1, "worker-a")

    assert claimed is not None
    assert claimed.quest_slug == "open-quest"
    assert claimed.quest_folder == settings.HOME / "quests" / ("1" * 64)
    assert claimed.evidence_folder == settings.HOME / "evidence" / str(submission.pk) / "1"
    assert current(submission).status == "running"


def test_nobody_else_can_claim_a_claimed_attempt(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")

    assert attempts.claim(submission.pk, 1, "worker-b") is None
    assert attempts.claim(submission.pk, 1, "worker-a") is None, "not even by a doubled message to the same worker"


@pytest.mark.parametrize("number", [0, 2, -1, 10**30, None, "1"])
def test_a_message_about_an_attempt_that_is_not_there_claims_nothing(school: School, number: object) -> None:
    submission = school.submission()

    assert attempts.claim(submission.pk, number, "worker-a") is None  # type: ignore[arg-type]
    assert current(submission).status == "queued"


@pytest.mark.parametrize("key", ["", "nonsense", str(uuid.UUID(int=0)), "' OR 1=1 --", "\x00"])
def test_a_message_about_an_unknown_submission_claims_nothing(school: School, key: str) -> None:
    assert attempts.claim(key, 1, "worker-a") is None
    assert not attempts.renew(key, 1, "worker-a")
    assert not attempts.end(key, 1, "worker-a", Fault.PLATFORM, text("x", "x"))


def test_the_holder_alone_renews_the_lease(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    before = submission.attempts.get().lease_until

    assert attempts.renew(submission.pk, 1, "worker-a")
    assert not attempts.renew(submission.pk, 1, "worker-b")
    after = submission.attempts.get().lease_until
    assert before is not None
    assert after is not None
    assert after > before


def test_a_report_becomes_the_grade(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")

    assert attempts.record(submission.pk, 1, "worker-a", graded(5, 0))

    submission = current(submission)
    assert (submission.status, submission.score, submission.max_score) == ("graded", 5, 10)
    assert submission.finished_at is not None
    assert Report.model_validate(submission.report).findings[1].state is FindingState.FAILED
    assert list(submission.outcomes.order_by("criterion").values_list("criterion", "state", "points")) == [
        ("c0", "passed", 5.0),
        ("c1", "failed", 0.0),
    ]
    assert submission.attempts.get().state == Attempt.State.DONE


def test_recording_twice_changes_nothing_and_says_it_is_recorded(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    attempts.record(submission.pk, 1, "worker-a", graded(5))

    assert attempts.record(submission.pk, 1, "worker-a", graded(0))

    assert current(submission).score == 5
    assert submission.outcomes.count() == 1


def test_a_foreign_holders_report_is_refused(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")

    assert not attempts.record(submission.pk, 1, "worker-b", graded(5))
    assert current(submission).status == "running"


def test_a_report_for_an_attempt_that_nobody_claimed_is_refused(school: School) -> None:
    submission = school.submission()

    assert not attempts.record(submission.pk, 1, "", graded(5))
    assert current(submission).status == "queued"


def test_a_late_report_of_a_lost_attempt_is_refused_and_the_next_one_counts(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    let_the_lease_run_out(submission)
    attempts.requeue_expired()
    attempts.claim(submission.pk, 2, "worker-b")

    assert not attempts.record(submission.pk, 1, "worker-a", graded(0))
    assert attempts.record(submission.pk, 2, "worker-b", graded(5))
    assert not attempts.record(submission.pk, 1, "worker-a", graded(0))
    assert current(submission).score == 5


@pytest.mark.parametrize("fault", list(Fault))
def test_an_end_without_a_grade_names_the_fault_and_the_reason(school: School, fault: Fault) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")

    assert attempts.end(submission.pk, 1, "worker-a", fault, text("Because.", "그래서."))

    submission = current(submission)
    assert (submission.status, submission.fault, submission.score) == ("ended", fault.value, None)
    assert report_of(submission)["reason"] == {"en": "Because.", "ko": "그래서."}
    assert not submission.outcomes.exists()


def test_characters_that_a_database_refuses_do_not_lose_the_report(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    report = Report.graded(quest="open-quest", findings=[finding("c0", 5, message="zero \x00 byte")])

    assert attempts.record(submission.pk, 1, "worker-a", report)
    assert report_of(submission)["findings"][0]["message"]["en"] == "zero \ufffd byte"


def test_a_running_lease_is_left_alone(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")

    assert attempts.requeue_expired() == 0
    assert current(submission).status == "running"


def test_a_submission_whose_worker_died_is_queued_again(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    let_the_lease_run_out(submission)

    assert attempts.requeue_expired() == 1
    assert attempts.requeue_expired() == 0

    assert (current(submission).status, submission.attempt) == ("queued", 2)
    assert list(submission.attempts.values_list("number", "state")) == [(1, "lost"), (2, "waiting")]
    assert not attempts.renew(submission.pk, 1, "worker-a"), "the old holder learns that it is no longer its"


def test_a_holder_that_comes_back_before_the_sweep_keeps_its_attempt(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    let_the_lease_run_out(submission)

    assert attempts.renew(submission.pk, 1, "worker-a")
    assert attempts.requeue_expired() == 0


def test_a_submission_lost_too_often_ends_as_the_platforms_fault(school: School) -> None:
    submission = school.submission()
    for number in range(1, settings.MAX_RUNS + 1):
        assert attempts.claim(submission.pk, number, f"worker-{number}")
        let_the_lease_run_out(submission)
        attempts.requeue_expired()

    submission = current(submission)
    assert (submission.status, submission.fault) == ("ended", "platform")
    assert "not your fault" in report_of(submission)["reason"]["en"]
    assert submission.attempts.count() == settings.MAX_RUNS


def test_a_lease_left_in_the_future_by_a_clock_set_back_does_not_last_until_then(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    submission.attempts.update(lease_until=timezone.now() + timedelta(days=1))

    attempts.requeue_expired()
    assert attempts.requeue_expired(timezone.now() + timedelta(seconds=settings.LEASE_SECONDS + 1)) == 1


def test_an_attempt_given_back_waits_again_and_does_not_count_as_lost(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")

    assert attempts.give_back(submission.pk, 1, "worker-a")
    assert not attempts.give_back(submission.pk, 1, "worker-a")
    assert current(submission).status == "queued"
    assert not attempts.record(submission.pk, 1, "worker-a", graded(5))
    assert attempts.claim(submission.pk, 1, "worker-b")


def at_once(count: int, action) -> list:
    """What ``action(i)`` returned in ``count`` threads that began together, each on a connection of its own."""
    results: list = [None] * count
    barrier = threading.Barrier(count)

    def run(i: int) -> None:
        try:
            barrier.wait()
            results[i] = action(i)
        except Exception as error:  # noqa: BLE001 the assertion shows it
            results[i] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_that_claim_at_once_exactly_one_wins(school: School) -> None:
    submission = school.submission()

    results = at_once(6, lambda i: attempts.claim(submission.pk, 1, f"worker-{i}"))

    winners = [claimed.holder for claimed in results if claimed]
    assert len(winners) == 1, results
    assert submission.attempts.get().worker == winners[0]


@pytest.mark.django_db(transaction=True)
def test_of_many_sweepers_at_once_one_opens_the_next_attempt(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    let_the_lease_run_out(submission)

    assert sum(at_once(6, lambda i: attempts.requeue_expired())) == 1
    assert submission.attempts.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_report_and_a_sweep_at_once_leave_one_outcome(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    let_the_lease_run_out(submission)

    recorded, lost = at_once(
        2, lambda i: attempts.requeue_expired() if i else attempts.record(submission.pk, 1, "worker-a", graded(5))
    )

    assert (recorded, lost) in [(True, 0), (False, 1)]
    assert current(submission).status == ("graded" if recorded else "queued")
    assert CriterionOutcome.objects.count() == (1 if recorded else 0)

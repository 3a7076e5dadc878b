"""The grade of a submission: what the judge found, and what instructors gave for the texts in it.

The judge's report is stored as it came and never rewritten; score, rows for the dashboards and the queue of texts that
wait are worked out from it and from the reviews that stand, here and nowhere else, so they can always be worked out
again. Whoever does that locks the learner first: a review and a report that meet are added up one after the other.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from pydantic import ValidationError

from graders import written
from graders.report import Finding, FindingState, Report
from quests.models import CriterionOutcome, Review, Submission, WrittenAnswer
from quests.storable import storable

log = logging.getLogger(__name__)

Key = tuple[str, str]
"""A criterion's id and what a review is about, see :attr:`graders.written.Written.about`."""


def lock_learner(learner_id: Any) -> None:
    """Let nobody else work out this learner's grades until the transaction ends; before any submission is locked."""
    get_user_model().objects.select_for_update(no_key=True).filter(pk=learner_id).first()


def lock_learner_of(submission_id: uuid.UUID) -> None:
    """:func:`lock_learner` of whoever handed in a submission; nothing where there is none."""
    lock_learner(Submission.objects.filter(pk=submission_id).values_list("user_id", flat=True).first())


def report_of(submission: Submission) -> Report | None:
    """The report as people see it: the judge's, with the reviews that stand. None without one that can be read."""
    report = judged(submission)
    if report is None or not _texts(report):
        return report
    return report.reviewed(_standing(submission))


def judged(submission: Submission) -> Report | None:
    """The judge's own report; None without one that can be read."""
    if submission.report is None:
        return None
    try:
        return Report.model_validate(submission.report)
    except ValidationError:
        log.exception("the stored report of %s cannot be read", submission.pk)
        return None


def settle(submission_id: uuid.UUID) -> None:
    """Write a submission's score, its rows for the dashboards and its texts that wait; within a transaction.

    The learner must be locked. Settling again changes nothing.
    """
    submission = Submission.objects.get(pk=submission_id)
    report = judged(submission)
    if report is None:
        return
    _register(submission, report)
    shown = report.reviewed(_standing(submission)) if _texts(report) else report
    graded = shown.state == "graded"
    Submission.objects.filter(pk=submission_id).update(
        score=shown.score if graded else None,
        max_score=shown.max_score if graded else None,
        awaiting=shown.awaiting,
    )
    _write_outcomes(submission_id, shown.findings)


def holding(answer: WrittenAnswer) -> list[Submission]:
    """The learner's graded submissions that hold this text."""
    handed_in = Submission.objects.filter(
        user_id=answer.learner_id, quest_id=answer.quest_id, status=Submission.Status.GRADED
    )
    key = (answer.criterion, answer.about)
    return [s for s in handed_in if (report := judged(s)) is not None and key in _texts(report)]


def standing(answers: QuerySet[WrittenAnswer] | Iterable[WrittenAnswer]) -> dict[uuid.UUID, Review]:
    """The review that stands of each of these, by the answer's key: the last that was not withdrawn."""
    given = Review.objects.filter(answer__in=answers, withdrawn_at__isnull=True).select_related("reviewer", "answer")
    return {review.answer_id: review for review in given.order_by("created_at")}


def _standing(submission: Submission) -> dict[Key, written.Review]:
    answers = WrittenAnswer.objects.filter(learner_id=submission.user_id, quest_id=submission.quest_id)
    return {
        (review.answer.criterion, review.answer.about): written.Review(
            reviewer=str(review.reviewer or ""), at=review.created_at, marks=review.marks, comment=review.comment
        )
        for review in standing(answers).values()
    }


def _texts(report: Report) -> dict[Key, Finding]:
    return {(f.criterion, f.written.about): f for f in report.findings if f.written}


def _register(submission: Submission, report: Report) -> None:
    """Put the texts of a report among those that instructors read, and take out what it has no longer."""
    texts = _texts(report)
    here: list[WrittenAnswer] = []
    for criterion, about in texts:
        answer, made = WrittenAnswer.objects.select_related("submission").get_or_create(
            learner_id=submission.user_id,
            quest_id=submission.quest_id,
            criterion=criterion,
            about=about,
            defaults={"submission": submission},
        )
        here.append(answer)
        if not made and answer.submission.created_at < submission.created_at:
            WrittenAnswer.objects.filter(pk=answer.pk).update(submission=submission)
    read = standing(here) if here else {}
    for answer in here:
        WrittenAnswer.objects.filter(pk=answer.pk).exclude(waiting=answer.pk not in read).update(
            waiting=answer.pk not in read
        )
    gone = WrittenAnswer.objects.filter(submission=submission).exclude(pk__in=[answer.pk for answer in here])
    gone.filter(reviews__isnull=True).delete()
    gone.update(waiting=False)  # what was read of it stays, though nobody need read it any more


def _write_outcomes(submission_id: uuid.UUID, findings: list[Finding]) -> None:
    CriterionOutcome.objects.filter(submission_id=submission_id).delete()
    # A criterion named twice would be counted twice in the dashboards; the first one stands, as in the report.
    by_criterion = {finding.criterion: finding for finding in reversed(findings)}
    CriterionOutcome.objects.bulk_create(
        CriterionOutcome(
            submission_id=submission_id,
            criterion=storable(finding.criterion),
            kind=storable(finding.kind),
            state=FindingState(finding.state).value,
            points=finding.points,
            max_points=finding.max_points,
        )
        for finding in by_criterion.values()
    )

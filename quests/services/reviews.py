"""Reading what learners wrote: the queue, who has which text in hand, what was given, and taking that back.

A review stands until a later one of the same text takes its place or it is withdrawn; no row is ever lost. Claims
keep two instructors from reading the same text unknowingly; they hold nobody back who knows.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from graders.report import Finding
from graders.text import text
from graders.written import MAX_COMMENT_CHARACTERS, Written
from quests import access, progress
from quests.models import Review, WrittenAnswer
from quests.people import Cohort, Person
from quests.rejected import Rejected
from quests.services import grades
from quests.storable import storable

log = logging.getLogger(__name__)

HOLD = timedelta(minutes=20)
"""How long a text stays in the hands of who opened it; saving and opening it again begin anew."""

_NOT_YOURS = text(
    "This text is not yours to read: its cohort is taught by somebody else.",
    "담당하시는 기수의 글이 아니므로 채점할 수 없습니다.",
)
_GONE = text(
    "This text is no longer part of a graded submission. Go back to the list.",
    "이 글은 더 이상 채점된 제출에 들어 있지 않습니다. 목록으로 돌아가 주십시오.",
)
_MARK_MISSING = text("Give points for “{item}”.", "‘{item}’ 항목의 점수를 정해 주십시오.")
_MARK_WRONG = text(
    "“{item}” takes from 0 to {most:g} points, or one of its levels.",
    "‘{item}’ 항목에는 0점부터 {most:g}점까지, 단계가 있으면 그중 하나만 줄 수 있습니다.",
)
_COMMENT_TOO_LONG = text(
    "The comment has {count} characters; at most {most} are kept. Shorten it.",
    "의견이 {count}자입니다. {most}자까지 저장할 수 있으니 줄여 주십시오.",
)
_MEANWHILE = text(
    "Somebody else has read this text while you did, and their marks stand. Look at them below; save again to put "
    "yours in their place.",
    "읽으시는 동안 다른 강사가 이 글을 채점하여 그 점수가 저장되었습니다. 아래에서 확인하고, 바꾸려면 다시 저장해 "
    "주십시오.",
)
_WITHDRAWN = text(
    "This review was withdrawn already, or a later one stands in its place.",
    "이 채점은 이미 취소되었거나 이후의 채점으로 바뀌었습니다.",
)


@dataclass(frozen=True)
class Filters:
    """Which texts of those one may read."""

    quest: str = ""
    """Slug; empty for every quest."""
    cohort: int | None = None

    def of(self, answers: QuerySet[WrittenAnswer]) -> QuerySet[WrittenAnswer]:
        """Those of ``answers`` that are asked for."""
        if self.quest:
            answers = answers.filter(quest__slug=self.quest)
        if self.cohort is not None:
            answers = answers.filter(submission__release__cohort=self.cohort)
        return answers


EVERYTHING = Filters()


def queue(person: Person, filters: Filters = EVERYTHING) -> QuerySet[WrittenAnswer]:
    """What waits for this person, oldest first."""
    return filters.of(access.reviewable(person)).filter(waiting=True).order_by("created_at", "pk")


def recent(person: Person, filters: Filters = EVERYTHING) -> QuerySet[Review]:
    """Reviews that stand of the texts this person may read, latest first."""
    answers = filters.of(access.reviewable(person)).filter(waiting=False)
    given = Review.objects.filter(answer__in=answers, withdrawn_at__isnull=True)
    parts = ("reviewer", "answer__learner", "answer__quest__current", "answer__submission__release__cohort")
    return given.select_related(*parts).order_by("-created_at")


def following(
    person: Person, answer: WrittenAnswer | None, filters: Filters = EVERYTHING, *, backwards: bool = False
) -> WrittenAnswer | None:
    """The next that waits after this one and that nobody else reads; past the last one, the first again."""
    free = queue(person, filters).filter(_free_for(person, timezone.now()))
    if backwards:
        free = free.order_by("-created_at", "-pk")
    if answer is None:
        return free.first()
    here = Q(created_at=answer.created_at)
    after = Q(created_at__lt=answer.created_at) | here & Q(pk__lt=answer.pk)
    if not backwards:
        after = Q(created_at__gt=answer.created_at) | here & Q(pk__gt=answer.pk)
    return free.filter(after).first() or free.exclude(pk=answer.pk).first()


def finding_of(answer: WrittenAnswer) -> Finding:
    """The text with its rubric, and the marks of the review that stands.

    Raises:
        Rejected: no report holds it any more.
    """
    report = grades.report_of(answer.submission)
    for finding in report.findings if report else []:
        if finding.criterion == answer.criterion and finding.written and finding.written.about == answer.about:
            return finding
    raise Rejected("gone", _GONE)


# Claims


def claim(person: Person, answer: WrittenAnswer) -> bool:
    """Take a text in hand, or keep it there. False while somebody else has it."""
    _check_reader(person, answer)
    now = timezone.now()
    free = WrittenAnswer.objects.filter(_free_for(person, now), pk=answer.pk)
    return bool(free.update(holder_id=person.pk, held_until=now + HOLD))


def take_over(person: Person, answer: WrittenAnswer) -> None:
    """Take a text in hand that somebody else has."""
    _check_reader(person, answer)
    WrittenAnswer.objects.filter(pk=answer.pk).update(holder_id=person.pk, held_until=timezone.now() + HOLD)


def put_back(person: Person, answer: WrittenAnswer) -> None:
    """Leave a text to others."""
    WrittenAnswer.objects.filter(pk=answer.pk, holder_id=person.pk).update(holder=None, held_until=None)


def _free_for(person: Person, now: datetime) -> Q:
    return Q(holder__isnull=True) | Q(holder_id=person.pk) | Q(held_until__isnull=True) | Q(held_until__lt=now)


# Reviews


def record(
    person: Person,
    answer: WrittenAnswer,
    marks: Mapping[str, float],
    comment: str = "",
    *,
    seen: UUID | None = None,
) -> Review:
    """Give points for a text. They count in every submission of the learner that holds it.

    Args:
        marks: points for each item of the rubric, by its id.
        comment: Markdown for the learner.
        seen: the review that stood when the person began, if any.

    Raises:
        Rejected: nothing was stored: not theirs to read, marks out of range, or reviewed by somebody else meanwhile.
    """
    _check_reader(person, answer)
    comment = comment.replace("\r\n", "\n").strip()
    written = finding_of(answer).written
    assert written is not None
    _check(written, marks, comment)
    with transaction.atomic():
        grades.lock_learner(answer.learner_id)
        before = grades.standing([answer]).get(answer.pk)
        if (before.pk if before else None) != seen:
            raise Rejected("reviewed-meanwhile", _MEANWHILE)
        kept = {mark.id: float(marks[mark.id]) for mark in written.rubric}
        review = Review.objects.create(answer=answer, reviewer_id=person.pk, marks=kept, comment=storable(comment))
        WrittenAnswer.objects.filter(pk=answer.pk).update(holder=None, held_until=None)
        _settle(answer)
    log.info("%s was read by %s", answer, person)
    return review


def withdraw(person: Person, review: Review) -> None:
    """Take back the review that stands; the one before it stands again, else the text waits once more.

    Raises:
        Rejected: not theirs to read, or it does not stand.
    """
    answer = review.answer
    _check_reader(person, answer)
    with transaction.atomic():
        grades.lock_learner(answer.learner_id)
        before = grades.standing([answer]).get(answer.pk)
        if before is None or before.pk != review.pk:
            raise Rejected("withdrawn", _WITHDRAWN)
        Review.objects.filter(pk=review.pk).update(withdrawn_at=timezone.now(), withdrawn_by_id=person.pk)
        _settle(answer)
    log.info("the review of %s was withdrawn by %s", answer, person)


def history(answer: WrittenAnswer) -> QuerySet[Review]:
    """All reviews of a text, latest first, the withdrawn ones too."""
    return answer.reviews.select_related("reviewer", "withdrawn_by").order_by("-created_at")


def cohorts_with_texts(person: Person) -> list[Cohort]:
    """The cohorts one teaches whose learners wrote something, by name."""
    return list(access.taught_cohorts(person).filter(releases__submissions__written_answers__isnull=False).distinct())


def _settle(answer: WrittenAnswer) -> None:
    """Work out every grade that this text is part of, and tell who watches."""
    for submission in grades.holding(answer):
        grades.settle(submission.pk)
        event = {"type": "status", "status": submission.status, "attempt": submission.attempt}
        transaction.on_commit(partial(progress.publish, submission.pk, event), robust=True)


def _check_reader(person: Person, answer: WrittenAnswer) -> None:
    if not access.can_review(person, answer):
        raise Rejected("not-yours", _NOT_YOURS)


def _check(written: Written, marks: Mapping[str, float], comment: str) -> None:
    for item in written.rubric:
        points = marks.get(item.id)
        if points is None:
            raise Rejected("mark-missing", _MARK_MISSING.format(item=item.title))
        if not math.isfinite(points) or not item.allows(points):
            raise Rejected("mark-wrong", _MARK_WRONG.format(item=item.title, most=item.max_points))
    if len(comment) > MAX_COMMENT_CHARACTERS:
        message = _COMMENT_TOO_LONG.format(count=len(comment), most=MAX_COMMENT_CHARACTERS)
        raise Rejected("comment-too-long", message)

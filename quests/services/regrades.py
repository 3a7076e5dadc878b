"""Judging graded submissions again: asked for, claimed, renewed, recorded, or lost and begun again.

As with attempts (:mod:`quests.services.attempts`), every step is one conditional UPDATE whose count of rows tells
whether it was ours to take. The grade stands until a new report is there, and stays in the row that replaced it.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from graders.report import Report
from graders.text import text
from quests import access, files, queueing
from quests.models import Regrade, Submission
from quests.people import Person
from quests.rejected import Rejected
from quests.services import grades
from quests.storable import storable

log = logging.getLogger(__name__)

TASK = "worker.tasks.regrade"
LANE = "regrade"
BATCH = 200
"""How many waiting ones a sweep sends again at most."""
State = Regrade.State

_NOT_YOURS = text(
    "{who} may not have this submission judged again: its cohort is taught by somebody else.",
    "{who} 계정으로는 이 제출을 다시 채점할 수 없습니다. 해당 기수를 다른 강사가 담당하고 있습니다.",
)
_NOT_GRADED = text(
    "This submission has no grade (it is {status}), so there is nothing to judge again. Hand the notebook in again "
    "instead.",
    "이 제출에는 성적이 없으므로({status}) 다시 채점할 것이 없습니다. 대신 노트북을 다시 제출하십시오.",
)
_NO_EVIDENCE = text(
    "The evidence of this submission's run is gone from this server, so it cannot be judged again. Hand the notebook "
    "in again instead.",
    "이 제출의 실행 기록이 서버에 남아 있지 않아 다시 채점할 수 없습니다. 대신 노트북을 다시 제출하십시오.",
)
_LOST_TOO_OFTEN = text(
    "Judging was lost {times} times because the machine doing it stopped. The old grade stands. Ask for it again; if "
    "it happens again, look into the worker's log.",
    "채점하던 서버가 멈추어 다시 채점하기가 {times}번 중단되었습니다. 기존 성적은 그대로입니다. 다시 요청하고, 문제가 "
    "반복되면 작업자의 로그를 확인하십시오.",
)


@dataclass(frozen=True)
class Claimed:
    """A regrade that is now this worker's, and what it needs."""

    regrade_id: uuid.UUID
    holder: str
    submission_id: uuid.UUID
    attempt: int
    quest_slug: str
    quest_digest: str

    @property
    def quest_folder(self) -> Path:
        """The quest's version that the submission was graded with."""
        return files.quest_folder(self.quest_digest)

    @property
    def evidence_folder(self) -> Path:
        """What the run left."""
        return files.evidence_folder(self.submission_id, self.attempt)


class _NotOurs(Exception):
    """Undoes a transaction whose first step succeeded and whose second found the submission changed."""


def request(person: Person | None, submission: Submission) -> Regrade:
    """Have a graded submission judged again by the quest's version that graded it. Its task is sent on commit.

    Args:
        person: who asks; None is the operator of this installation, who may have anything judged again.

    Returns:
        The regrade; the one that waits or runs already, where there is one.

    Raises:
        Rejected: the person does not teach it, or there is nothing to judge.
    """
    if person is not None and not access.can_regrade(person, submission):
        raise Rejected("not-yours", _NOT_YOURS.format(who=str(person)))
    if submission.status != Submission.Status.GRADED:
        raise Rejected("not-graded", _NOT_GRADED.format(status=submission.status))
    if not (files.evidence_folder(submission.pk, submission.attempt) / "run.json").is_file():
        raise Rejected("no-evidence", _NO_EVIDENCE)
    try:
        with transaction.atomic():
            regrade = Regrade.objects.create(
                submission=submission, attempt=submission.attempt, requested_by_id=person.pk if person else None
            )
            transaction.on_commit(lambda: send(regrade), robust=True)
    except IntegrityError:  # the table allows one open regrade of a submission
        return Regrade.objects.get(submission=submission, state__in=(State.WAITING, State.RUNNING))
    return regrade


def of_quest(slug: str) -> QuerySet[Submission]:
    """The graded submissions of a quest, oldest first."""
    graded = Submission.objects.filter(quest__slug=slug, status=Submission.Status.GRADED)
    return graded.select_related("quest").order_by("created_at")


def claim(regrade_id: uuid.UUID | str, holder: str) -> Claimed | None:
    """Take a waiting regrade; None when it is not to be taken: somebody has it, it is over, or never was."""
    key = _key(regrade_id)
    taken = Regrade.objects.filter(pk=key, state=State.WAITING).update(
        state=State.RUNNING, holder=holder, lease_until=_lease(timezone.now()), tries=F("tries") + 1
    )
    if not taken:
        return None
    regrade = Regrade.objects.select_related("submission__quest", "submission__version").get(pk=key)
    submission = regrade.submission
    return Claimed(key, holder, submission.pk, regrade.attempt, submission.quest.slug, submission.version.digest)


def renew(regrade_id: uuid.UUID | str, holder: str) -> bool:
    """Extend the lease. False when it is no longer this holder's: judging is to be stopped."""
    return bool(_held(regrade_id, holder).update(lease_until=_lease(timezone.now())))


def give_back(regrade_id: uuid.UUID | str, holder: str) -> bool:
    """Let another worker judge, as when this one is told to stop. It does not count as lost."""
    with transaction.atomic():
        freed = _held(regrade_id, holder).update(
            state=State.WAITING, holder="", lease_until=None, sent_at=None, tries=F("tries") - 1
        )
        if freed:
            regrade = Regrade.objects.get(pk=_key(regrade_id))
            transaction.on_commit(lambda: send(regrade), robust=True)
    return bool(freed)


def record(regrade_id: uuid.UUID | str, holder: str, report: Report) -> bool:
    """Put a graded report in the place of the old one, which is kept here; one that ended changes no grade.

    Returns:
        True when this holder's outcome is stored, by this call or by an earlier one; False when the regrade is not
        this holder's (any more): the report counts for nothing.
    """
    key = _key(regrade_id)
    graded = report.state == "graded"
    outcome = State.DONE if graded else State.ENDED
    reason = report.reason.model_dump() if report.reason else None
    try:
        with transaction.atomic():
            done = _held(key, holder).update(
                state=outcome, finished_at=timezone.now(), lease_until=None, reason=storable(reason)
            )
            if not done:
                return Regrade.objects.filter(pk=key, holder=holder, state__in=(State.DONE, State.ENDED)).exists()
            if graded:
                _replace(Regrade.objects.get(pk=key), report)
    except _NotOurs:
        return False
    return True


def requeue_expired(now: datetime | None = None) -> int:
    """Queue again every regrade whose worker died, and repeat messages that seem lost. Returns how many were lost."""
    now = now or timezone.now()
    running = Regrade.objects.filter(state=State.RUNNING)
    too_far = _lease(now) + timedelta(seconds=settings.LEASE_SECONDS)
    running.filter(lease_until__gt=too_far).update(lease_until=_lease(now))  # the clock was set back
    over = running.filter(Q(lease_until__lt=now) | Q(lease_until__isnull=True))
    reason = _LOST_TOO_OFTEN.format(times=settings.MAX_RUNS).model_dump()
    ended = over.filter(tries__gte=settings.MAX_RUNS).update(
        state=State.ENDED, holder="", lease_until=None, finished_at=now, reason=reason
    )
    lost = over.update(state=State.WAITING, holder="", lease_until=None, sent_at=None)
    for regrade in Regrade.objects.filter(state=State.WAITING).order_by("created_at")[:BATCH]:
        if queueing.due_again(now, regrade.created_at, regrade.sent_at):
            mine = Regrade.objects.filter(pk=regrade.pk, state=State.WAITING, sent_at=regrade.sent_at).update(
                sent_at=now
            )
            if mine and not send(regrade):
                break  # the queue is away
    return ended + lost


def send(regrade: Regrade) -> bool:
    """Send the task of a waiting regrade; with the queue away, the sweeper sends it later."""
    sent = queueing.send(TASK, [str(regrade.pk)], LANE)
    Regrade.objects.filter(pk=regrade.pk).update(sent_at=timezone.now() if sent else None)
    return sent


def _replace(regrade: Regrade, report: Report) -> None:
    """Write the new grade and keep the old one; within a transaction."""
    grades.lock_learner_of(regrade.submission_id)
    before = Submission.objects.select_for_update(no_key=True).get(pk=regrade.submission_id)
    Regrade.objects.filter(pk=regrade.pk).update(replaced=before.report)
    changed = Submission.objects.filter(pk=before.pk, status=Submission.Status.GRADED, attempt=regrade.attempt).update(
        report=storable(report.model_dump(mode="json"))
    )
    if not changed:
        raise _NotOurs
    grades.settle(before.pk)
    log.info("%s was judged again: %s of %s points, before %s", before.pk, report.score, report.max_score, before.score)


def _held(regrade_id: uuid.UUID | str, holder: str) -> QuerySet[Regrade]:
    """The regrade, if this holder judges it."""
    return Regrade.objects.filter(pk=_key(regrade_id), state=State.RUNNING, holder=holder)


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)


def _key(regrade_id: uuid.UUID | str) -> uuid.UUID:
    """The key of a regrade; for what is no key, the nil UUID, which none has."""
    try:
        return uuid.UUID(str(regrade_id))
    except ValueError:
        return uuid.UUID(int=0)

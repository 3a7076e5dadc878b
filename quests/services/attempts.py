"""One run of a submission by one worker: claimed, renewed, recorded, or lost and run again.

Every step is one conditional UPDATE on the attempt's own columns whose count of rows tells whether it was ours to
take; that is the whole of the locking. A worker holds an attempt by a lease it renews; when the lease is over, any
worker's sweeper gives the submission a new attempt, and whatever the old holder still sends is refused.

Errors of the database are raised as they are. Every step may be called again after one: a step that was done
already says so instead of doing it twice.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from graders.report import Fault, Report
from graders.text import Text, text
from quests import files, progress, queueing
from quests.models import Attempt, Submission
from quests.services import grades
from quests.storable import storable

log = logging.getLogger(__name__)

TASK = "worker.tasks.grade"
_NEVER_SENT_FIRST = F("sent_at").asc(nulls_first=True)
BATCH = 200
"""How many attempts one sweep looks at; the next sweep takes the rest."""

_LOST_TOO_OFTEN = text(
    "The run was lost {times} times because the machine running it stopped. This is not your fault and does not "
    "use up an attempt. Please hand in the same notebook again; if it happens again, tell your instructor.",
    "실행하던 서버가 멈추어 실행이 {times}번 중단되었습니다. 제출하신 노트북의 잘못이 아니며 제출 횟수도 줄지 "
    "않습니다. 같은 노트북을 다시 제출해 주십시오. 문제가 반복되면 강사에게 알려 주십시오.",
)


@dataclass(frozen=True)
class Claimed:
    """An attempt that is now this worker's, and what it needs to run it."""

    submission_id: uuid.UUID
    number: int
    holder: str
    quest_slug: str
    quest_digest: str
    upload_digest: str
    file_name: str
    lane: str

    @property
    def quest_folder(self) -> Path:
        """The quest's version that judges this submission."""
        return files.quest_folder(self.quest_digest)

    @property
    def evidence_folder(self) -> Path:
        """Where this attempt's evidence belongs; it need not exist yet."""
        return files.evidence_folder(self.submission_id, self.number)

    def upload(self) -> bytes:
        """The notebook as it was handed in.

        Raises:
            FileLost: the store does not have it (any more).
        """
        return files.read(self.upload_digest)


class _NotOurs(Exception):
    """Undoes a transaction whose first step succeeded and whose second found the submission gone on."""


def claim(submission_id: uuid.UUID | str, number: int, holder: str) -> Claimed | None:
    """Take a waiting attempt. None when it is not to be taken: somebody else has it, it is over, or never was.

    Args:
        submission_id: from the message; anything that is no UUID is refused like an unknown one.
        number: the attempt's number, from the message.
        holder: a name for this worker process that no other process ever has.
    """
    key = _key(submission_id)
    if number not in range(1, settings.MAX_RUNS + 1):  # a message comes from outside
        return None
    now = timezone.now()
    try:
        with transaction.atomic():
            # The condition stands on the attempt's own columns: PostgreSQL evaluates those anew for the row it
            # waited for, but would not evaluate a condition on another table again.
            taken = Attempt.objects.filter(submission_id=key, number=number, state=Attempt.State.WAITING).update(
                state=Attempt.State.RUNNING, worker=holder, started_at=now, lease_until=_lease(now)
            )
            if not taken:
                return None
            _move(key, number, Submission.Status.QUEUED, status=Submission.Status.RUNNING)
            _tell(key, Submission.Status.RUNNING, number)
            submission = Submission.objects.select_related("quest", "version").get(pk=key)
    except _NotOurs:
        return None
    return Claimed(
        submission_id=key,
        number=number,
        holder=holder,
        quest_slug=submission.quest.slug,
        quest_digest=submission.version.digest,
        upload_digest=submission.digest,
        file_name=submission.file_name,
        lane=submission.version.lane,
    )


def renew(submission_id: uuid.UUID | str, number: int, holder: str) -> bool:
    """Extend the lease. False when the attempt is no longer this holder's: the run is to be stopped."""
    return bool(_held(submission_id, number, holder).update(lease_until=_lease(timezone.now())))


def give_back(submission_id: uuid.UUID | str, number: int, holder: str) -> bool:
    """Let another worker run the attempt, as when this one is told to stop. It does not count as lost."""
    key = _key(submission_id)
    try:
        with transaction.atomic():
            freed = _held(submission_id, number, holder).update(
                state=Attempt.State.WAITING, worker="", started_at=None, lease_until=None, sent_at=None
            )
            if not freed:
                return False
            _move(key, number, Submission.Status.RUNNING, status=Submission.Status.QUEUED)
            _tell(key, Submission.Status.QUEUED, number)
            _send_on_commit(Attempt.objects.select_related("submission__version").get(submission_id=key, number=number))
    except _NotOurs:
        return False
    return True


def record(submission_id: uuid.UUID | str, number: int, holder: str, report: Report) -> bool:
    """Store the report as the outcome of the submission.

    Returns:
        True when this attempt's outcome is stored, by this call or by an earlier one of the same holder; False when
        the attempt is not the current one or not this holder's: the report counts for nothing.
    """
    key = _key(submission_id)
    now = timezone.now()
    try:
        with transaction.atomic():
            done = _held(submission_id, number, holder).update(
                state=Attempt.State.DONE, finished_at=now, lease_until=None
            )
            if not done:
                return Attempt.objects.filter(
                    submission_id=key, number=number, worker=holder, state=Attempt.State.DONE
                ).exists()
            _finish(key, number, report, now)
    except _NotOurs:
        return False
    return True


def end(submission_id: uuid.UUID | str, number: int, holder: str, fault: Fault | str, reason: Text) -> bool:
    """Store that the attempt ended without a grade, whose fault it was and what to do; as :func:`record`."""
    key = _key(submission_id)
    slug = Submission.objects.filter(pk=key).values_list("quest__slug", flat=True).first()
    if slug is None:
        return False
    return record(submission_id, number, holder, Report.ended(slug, Fault(fault), reason))


def requeue_expired(now: datetime | None = None) -> int:
    """Give every submission whose worker died a new attempt, and repeat messages that seem lost.

    Any number of processes may call this at any time.

    Returns:
        How many attempts were lost.
    """
    now = now or timezone.now()
    running = Attempt.objects.filter(state=Attempt.State.RUNNING)
    # No honest lease reaches this far: the clock was set back, and a dead worker's lease must not last until then.
    running.filter(lease_until__gt=_lease(now) + timedelta(seconds=settings.LEASE_SECONDS)).update(
        lease_until=_lease(now)
    )
    over = Q(lease_until__lt=now) | Q(lease_until__isnull=True)
    lost = 0
    for attempt in running.filter(over).select_related("submission__quest", "submission__version")[:BATCH]:
        try:
            with transaction.atomic():
                lost += _lose(attempt, over, now)
        except _NotOurs:
            continue
    _send_again(now)
    return lost


def _lose(attempt: Attempt, over: Q, now: datetime) -> int:
    """Close an attempt whose lease is over, and open the next or end the submission. 0 when it was renewed."""
    gone = Attempt.objects.filter(over, pk=attempt.pk, state=Attempt.State.RUNNING).update(
        state=Attempt.State.LOST, finished_at=now
    )
    if not gone:
        return 0
    log.warning("%s was lost with its worker %s", attempt, attempt.worker)
    key = attempt.submission_id
    if attempt.number >= settings.MAX_RUNS:
        reason = _LOST_TOO_OFTEN.format(times=attempt.number)
        _finish(key, attempt.number, Report.ended(attempt.submission.quest.slug, Fault.PLATFORM, reason), now)
        return 1
    _move(key, attempt.number, Submission.Status.RUNNING, status=Submission.Status.QUEUED, attempt=attempt.number + 1)
    following = Attempt.objects.create(submission=attempt.submission, number=attempt.number + 1)
    _tell(key, Submission.Status.QUEUED, following.number)
    _send_on_commit(following)
    return 1


def _finish(key: uuid.UUID, number: int, report: Report, now: datetime) -> None:
    """Write the outcome into the submission, and the grade that follows; within a transaction."""
    grades.lock_learner_of(key)
    status = Submission.Status.GRADED if report.state == "graded" else Submission.Status.ENDED
    _move(
        key,
        number,
        Submission.Status.QUEUED,
        Submission.Status.RUNNING,
        status=status,
        fault=report.fault or "",
        report=storable(report.model_dump(mode="json")),
        finished_at=now,
    )
    grades.settle(key)
    _tell(key, status, number)


def _move(key: uuid.UUID, number: int, *before: Submission.Status, **changes: Any) -> None:
    """Change a submission of one of these statuses whose current attempt this is, or undo the transaction."""
    if not Submission.objects.filter(pk=key, attempt=number, status__in=before).update(**changes):
        raise _NotOurs


def _send_again(now: datetime) -> None:
    """Send waiting attempts whose message was never sent or seems lost."""
    waiting = Attempt.objects.filter(state=Attempt.State.WAITING, created_at__lt=now - queueing.UNSENT)
    for attempt in waiting.select_related("submission__version").order_by(_NEVER_SENT_FIRST, "created_at")[:BATCH]:
        if queueing.due_again(now, attempt.created_at, attempt.sent_at):
            mine = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.WAITING, sent_at=attempt.sent_at).update(
                sent_at=now
            )
            if mine and not send(attempt):
                return  # the queue is away; no use in trying the others


def send(attempt: Attempt) -> bool:
    """Send the task of a waiting attempt; with the queue away, the sweeper sends it later."""
    sent = queueing.send(TASK, [str(attempt.submission_id), attempt.number], attempt.submission.version.lane)
    Attempt.objects.filter(pk=attempt.pk).update(sent_at=timezone.now() if sent else None)
    return sent


def _send_on_commit(attempt: Attempt) -> None:
    transaction.on_commit(lambda: send(attempt), robust=True)


def _tell(key: uuid.UUID, status: str, number: int) -> None:
    """Publish the status when, and only if, it is true."""
    event = {"type": "status", "status": str(status), "attempt": number}
    transaction.on_commit(lambda: progress.publish(str(key), event), robust=True)


def _held(submission_id: uuid.UUID | str, number: int, holder: str) -> QuerySet[Attempt]:
    """The attempt, if this holder runs it."""
    return Attempt.objects.filter(
        submission_id=_key(submission_id), number=number, state=Attempt.State.RUNNING, worker=holder
    )


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)


def _key(submission_id: uuid.UUID | str) -> uuid.UUID:
    """The key of a submission; for what is no key, the nil UUID, which no submission has."""
    try:
        return uuid.UUID(str(submission_id))
    except ValueError:
        return uuid.UUID(int=0)

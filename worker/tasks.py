"""What the queue may ask of a worker. Thin: who holds what is in ``quests.services``, what is done in the pipeline.

A message only says "look there": its arguments come from outside and are checked by the claim.
"""

from __future__ import annotations

import logging
import os
import socket
import time
import uuid
from collections.abc import Callable
from typing import TypeVar

from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from graders.quest import QuestInvalid, load
from graders.report import Fault, Report
from graders.text import text
from quests import files, progress
from quests.datasets.store import Store
from quests.services import attempts, drafts
from worker import heartbeat, pipeline, proof
from worker.faults import PlatformFault, Stopped
from worker.lease import held

__all__ = ["grade", "heartbeat", "prove"]
"""The heartbeat is named because importing it is what has Celery's signals start it."""

log = logging.getLogger(__name__)

STORE_TRIES = 6
"""How often a result is offered to a database that is away; the waits add up to about half a minute."""
Result = TypeVar("Result")

UPLOAD_LOST = text(
    "The uploaded notebook is gone from this server's storage. Please hand it in again; it does not use up an attempt.",
    "제출하신 노트북이 서버의 저장소에서 사라졌습니다. 다시 제출해 주십시오. 제출 횟수는 줄지 않습니다.",
)
QUEST_GONE = text(
    "The quest's folder cannot be used on this server any more ({why}). Please tell your instructor; this does not "
    "use up an attempt.",
    "이 서버에서 퀘스트 폴더를 더 이상 사용할 수 없습니다({why}). 강사에게 알려 주십시오. 제출 횟수는 줄지 않습니다.",
)


@shared_task(name="worker.tasks.grade")
def grade(submission_id: str, attempt: int) -> None:
    """Run and judge one attempt, if it is still to be had."""
    if not isinstance(submission_id, str) or not isinstance(attempt, int) or isinstance(attempt, bool):
        log.warning("a message for grade(%.100r, %.100r) was refused", submission_id, attempt)
        return
    holder = _holder()
    claimed = attempts.claim(submission_id, attempt, holder)
    if claimed is None:
        return
    key = claimed.submission_id
    with held(lambda: attempts.renew(key, attempt, holder)) as lost:
        try:
            quest, upload = load(claimed.quest_folder), claimed.upload()
            report = pipeline.grade(
                quest,
                upload,
                claimed.evidence_folder,
                store=Store(settings.HOME),
                on_event=lambda event: progress.publish(key, event),
                stop=lost,
            )
        except Stopped:
            return
        except QuestInvalid as error:
            why = QUEST_GONE.format(why=error.problems[0].message)
            report = Report.ended(claimed.quest_slug, Fault.QUEST, why)
        except files.FileLost:
            log.exception("submission %s", key)
            report = Report.ended(claimed.quest_slug, Fault.PLATFORM, UPLOAD_LOST)
        _insist(lambda: attempts.record(key, attempt, holder, report))


@shared_task(name="worker.tasks.prove")
def prove(draft_id: str) -> None:
    """Prove one uploaded quest, if it is still to be proven."""
    if not isinstance(draft_id, str):
        log.warning("a message for prove(%.100r) was refused", draft_id)
        return
    holder = _holder()
    claimed = drafts.claim_draft(draft_id, holder)
    if claimed is None:
        return
    key = claimed.draft_id
    with held(lambda: drafts.renew(key, holder)) as lost:
        try:
            quest = load(claimed.quest_folder)
            result = proof.prove(
                quest,
                store=Store(settings.HOME),
                on_entry=lambda entries: _insist(lambda: drafts.record_proof(key, holder, entries)),
                stop=lost,
            )
        except Stopped:
            return
        except QuestInvalid as error:
            reason = QUEST_GONE.format(why=error.problems[0].message)
            _insist(lambda: drafts.end_proof(key, holder, reason))
            return
        except PlatformFault as fault:
            reason = fault.reason
            _insist(lambda: drafts.end_proof(key, holder, reason))
            return
        _insist(lambda: drafts.record_proof(key, holder, result.entries, result.held))


def _holder() -> str:
    """A name that no other run, of this process or of any other, ever has."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}:{uuid.uuid4().hex}"


def _insist(store: Callable[[], Result]) -> Result:
    """Store a result although the database may be away for a moment; the lease is renewed meanwhile.

    Raises:
        DatabaseError: it stayed away. The lease runs out, and the attempt is run again.
    """
    for attempt in range(STORE_TRIES):
        try:
            return store()
        except (DatabaseError, InterfaceError) as error:
            if attempt == STORE_TRIES - 1:
                raise
            log.warning("the result could not be stored yet: %s", error)
            connection.close()
            time.sleep(2**attempt / 2)
    raise AssertionError("unreachable")

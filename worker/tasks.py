"""What the queue may ask of a worker. Thin: who holds what is in ``quests.services``, what is done in the pipeline.

A message only says "look there": its arguments come from outside and are checked by the claim.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from typing import TypeVar

from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from graders.loading import load
from graders.quest import QuestInvalid
from graders.report import Fault, Report
from graders.text import text
from quests import files, progress
from quests.datasets.store import Store
from quests.services import attempts, drafts, regrades
from worker import heartbeat, pipeline, proof, warm
from worker.faults import PlatformFault, Stopped
from worker.lease import held

__all__ = ["grade", "heartbeat", "prove", "regrade"]
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
    try:
        with held(lambda: attempts.renew(key, attempt, holder)) as stop:
            report = _graded(claimed, stop)
            _insist(lambda: attempts.record(key, attempt, holder, report))
    except Stopped:
        _give_back(lambda: attempts.give_back(key, attempt, holder), f"submission {key}")


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
    try:
        with held(lambda: drafts.renew(key, holder)) as stop:
            _prove(claimed, stop)
    except Stopped:
        _give_back(lambda: drafts.give_back(key, holder), f"the proof of {key}")


@shared_task(name="worker.tasks.regrade")
def regrade(regrade_id: str) -> None:
    """Judge a graded submission's evidence again, if that is still to be done."""
    if not isinstance(regrade_id, str):
        log.warning("a message for regrade(%.100r) was refused", regrade_id)
        return
    holder = _holder()
    claimed = regrades.claim(regrade_id, holder)
    if claimed is None:
        return
    key = claimed.regrade_id
    try:
        with held(lambda: regrades.renew(key, holder)) as stop:
            report = _judged_again(claimed, stop)
            _insist(lambda: regrades.record(key, holder, report))
    except Stopped:
        _give_back(lambda: regrades.give_back(key, holder), f"the regrade {key}")


def _judged_again(claimed: regrades.Claimed, stop: threading.Event) -> Report:
    """The new report on a claimed regrade.

    Raises:
        Stopped: ``stop`` was set.
    """
    try:
        quest = load(claimed.quest_folder)
    except QuestInvalid as error:
        why = QUEST_GONE.format(why=error.problems[0].message)
        return Report.ended(claimed.quest_slug, Fault.QUEST, why)
    return pipeline.regrade(
        quest, claimed.evidence_folder, store=Store(settings.HOME), stop=stop, nursery=warm.current()
    )


def _graded(claimed: attempts.Claimed, stop: threading.Event) -> Report:
    """The report on a claimed attempt.

    Raises:
        Stopped: ``stop`` was set.
    """
    key = claimed.submission_id
    try:
        return pipeline.grade(
            load(claimed.quest_folder),
            claimed.upload(),
            claimed.evidence_folder,
            store=Store(settings.HOME),
            on_event=lambda event: progress.publish(key, event),
            on_data=lambda name, share: progress.publish(key, {"type": "data", "name": name, "share": share}),
            stop=stop,
            nursery=warm.current(),
        )
    except QuestInvalid as error:
        why = QUEST_GONE.format(why=error.problems[0].message)
        return Report.ended(claimed.quest_slug, Fault.QUEST, why)
    except files.FileLost:
        log.exception("submission %s", key)
        return Report.ended(claimed.quest_slug, Fault.PLATFORM, UPLOAD_LOST)


def _prove(claimed: drafts.ClaimedDraft, stop: threading.Event) -> None:
    """Run a claimed proof and store what comes of it.

    Raises:
        Stopped: ``stop`` was set.
    """
    key, holder = claimed.draft_id, claimed.holder
    try:
        result = proof.prove(
            load(claimed.quest_folder),
            store=Store(settings.HOME),
            on_entry=lambda entries: _insist(lambda: drafts.record_proof(key, holder, entries)),
            stop=stop,
            nursery=warm.current(),
        )
    except (QuestInvalid, PlatformFault) as error:
        reason = error.reason if isinstance(error, PlatformFault) else QUEST_GONE.format(why=error.problems[0].message)
        _insist(lambda: drafts.end_proof(key, holder, reason))
    else:
        _insist(lambda: drafts.record_proof(key, holder, result.entries, result.held))


def _give_back(give_back: Callable[[], bool], what: str) -> None:
    """Let another worker run what was stopped here. Where that fails, the lease runs out soon."""
    try:
        if give_back():
            log.info("%s was given back for another worker to run", what)
    except (DatabaseError, InterfaceError) as error:
        log.warning("%s could not be given back: %s", what, error)
        connection.close()


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

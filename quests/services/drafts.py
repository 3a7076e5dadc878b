"""A quest on its way: uploaded as a zip, checked, proven by a worker, published.

A worker holds a proof by a lease, as it holds an attempt (see ``quests.services.attempts``).
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from graders.loading import load
from graders.quest import Problem, QuestInvalid
from graders.quest_zip import MAX_ZIP_BYTES, safe_extract
from graders.text import Text, text
from quests import access, files, queueing
from quests.datasets.store import Store
from quests.models import QuestDraft, QuestVersion
from quests.people import Person
from quests.rejected import Rejected
from quests.services import publishing
from quests.services.submissions import shown_name
from quests.storable import storable

log = logging.getLogger(__name__)

TASK = "worker.tasks.prove"
MAX_PROBLEMS = 200
State = QuestDraft.State

_NOT_STAFF = text("Only instructors may upload quests.", "퀘스트는 강사만 올릴 수 있습니다.")
_NOT_YOURS = text("This draft is not yours.", "본인이 올린 퀘스트가 아닙니다.")
_EMPTY = text(
    "The file is empty. Choose the zip of a quest folder.", "빈 파일입니다. 퀘스트 폴더의 zip 파일을 선택해 주십시오."
)
_TOO_LARGE = text(
    "The zip is larger than {limit} MB. Data belongs into the data store, not into the quest.",
    "zip 파일이 {limit} MB보다 큽니다. 데이터는 퀘스트가 아니라 데이터 저장소에 넣어 주십시오.",
)
_NOT_STORED = text(
    "The quest could not be saved because the server has a problem with its storage. Please try again in a few "
    "minutes.",
    "서버의 저장 장치에 문제가 있어 퀘스트를 저장하지 못했습니다. 몇 분 뒤에 다시 시도해 주십시오.",
)
_NOT_PROVEN = text(
    "Only a proven quest can be published. Wait for its proof, or upload a corrected folder.",
    "검증을 통과한 퀘스트만 공개할 수 있습니다. 검증이 끝나기를 기다리거나 고친 폴더를 다시 올려 주십시오.",
)
_PUBLISHED_ALREADY = text(
    "This quest is published already. To change it, upload a new version.",
    "이미 공개된 퀘스트입니다. 바꾸려면 새 버전을 올려 주십시오.",
)
_PUBLISHED = text(
    "A published quest stays: learners' results refer to it. Upload a new version instead.",
    "공개된 퀘스트는 학습자의 결과와 이어져 있어 지울 수 없습니다. 대신 새 버전을 올려 주십시오.",
)
_CANNOT_PROVE_AGAIN = text(
    "This draft is not waiting for another proof. Upload the corrected folder instead.",
    "다시 검증할 수 있는 상태가 아닙니다. 고친 폴더를 다시 올려 주십시오.",
)
_LOST_TOO_OFTEN = text(
    "The proof was lost {times} times because the machine running it stopped. Please start it again.",
    "검증하던 서버가 멈추어 검증이 {times}번 중단되었습니다. 다시 시작해 주십시오.",
)


@dataclass(frozen=True)
class ClaimedDraft:
    """A proof that is now this worker's."""

    draft_id: uuid.UUID
    holder: str
    digest: str

    @property
    def quest_folder(self) -> Path:
        """The folder to prove."""
        return files.quest_folder(self.digest)


def receive_zip(author: Person, file_name: str, content: bytes | File) -> QuestDraft:
    """Take a quest folder in: check it, store it and queue its proof.

    A folder with problems becomes a draft that lists them, each with file and line.

    Raises:
        Rejected: it is no file to be looked at at all; nothing was stored.
    """
    if not access.can_write_quests(author):
        raise Rejected("not-staff", _NOT_STAFF)
    raw = _bytes(content)
    draft = QuestDraft(author_id=author.pk, file_name=shown_name(file_name))
    try:
        _unpack(raw, draft)
    except QuestInvalid as error:
        draft.state = State.INVALID
        draft.problems = [_as_json(problem) for problem in error.problems[:MAX_PROBLEMS]]
    except OSError as error:
        log.exception("a quest could not be stored")
        raise Rejected("not-stored", _NOT_STORED) from error
    with transaction.atomic():
        draft.save()
        if draft.state == State.QUEUED:
            transaction.on_commit(lambda: send(draft), robust=True)
    return draft


def publish(person: Person, draft: QuestDraft) -> QuestVersion:
    """Make a proven draft the current version of its quest.

    Raises:
        Rejected: it is not the person's, not proven, published already, or belongs to no chapter.
    """
    if not access.can_publish(person, draft):
        raise Rejected("not-yours", _NOT_YOURS)
    try:
        with transaction.atomic():
            taken = QuestDraft.objects.filter(pk=draft.pk, state=State.PROVEN).update(state=State.PUBLISHED)
            if not taken:
                raise _not_to_publish(draft)
            version = publishing.publish_version(load(files.quest_folder(draft.digest)), by=person)
            QuestDraft.objects.filter(pk=draft.pk).update(version=version)
    except QuestInvalid as error:  # the rules for quests became stricter since it was proven
        raise Rejected("invalid", error.problems[0].message) from error
    except OSError as error:
        log.exception("draft %s could not be published", draft.pk)
        raise Rejected("not-stored", _NOT_STORED) from error
    draft.refresh_from_db()
    return version


def _not_to_publish(draft: QuestDraft) -> Rejected:
    if QuestDraft.objects.filter(pk=draft.pk, state=State.PUBLISHED).exists():
        return Rejected("published-already", _PUBLISHED_ALREADY)
    return Rejected("not-proven", _NOT_PROVEN)


def prove_again(person: Person, draft: QuestDraft) -> None:
    """Queue another proof of a draft whose proof failed or could not be run.

    Raises:
        Rejected: it is not the person's, or is in no such state.
    """
    if not access.can_edit_draft(person, draft):
        raise Rejected("not-yours", _NOT_YOURS)
    with transaction.atomic():
        again = QuestDraft.objects.filter(pk=draft.pk, state__in=(State.ENDED, State.UNPROVEN)).update(
            state=State.QUEUED, proof=[], problems=[], tries=0, sent_at=None, holder="", lease_until=None
        )
        if not again:
            raise Rejected("not-now", _CANNOT_PROVE_AGAIN)
        draft.refresh_from_db()
        transaction.on_commit(lambda: send(draft), robust=True)


def discard(person: Person, draft: QuestDraft) -> None:
    """Throw a draft away; a proof that runs loses its lease and stops.

    Raises:
        Rejected: it is not the person's, or is published.
    """
    if not access.can_edit_draft(person, draft):
        raise Rejected("not-yours", _NOT_YOURS)
    with transaction.atomic():
        deleted, _ = QuestDraft.objects.filter(pk=draft.pk).exclude(state=State.PUBLISHED).delete()
        if not deleted and QuestDraft.objects.filter(pk=draft.pk).exists():
            raise Rejected("published", _PUBLISHED)


def claim_draft(draft_id: uuid.UUID | str, holder: str) -> ClaimedDraft | None:
    """Take a waiting proof; None when it is not to be taken."""
    key = _key(draft_id)
    taken = QuestDraft.objects.filter(pk=key, state=State.QUEUED).update(
        state=State.PROVING, holder=holder, lease_until=_lease(timezone.now()), tries=F("tries") + 1, proof=[]
    )
    if not taken:
        return None
    digest = QuestDraft.objects.filter(pk=key).values_list("digest", flat=True).get()
    return ClaimedDraft(key, holder, digest)


def renew(draft_id: uuid.UUID | str, holder: str) -> bool:
    """Extend the lease. False when the proof is no longer this holder's: it is to be stopped."""
    return bool(_held(draft_id, holder).update(lease_until=_lease(timezone.now())))


def give_back(draft_id: uuid.UUID | str, holder: str) -> bool:
    """Let another worker run the proof, as when this one is told to stop."""
    with transaction.atomic():
        freed = _held(draft_id, holder).update(
            state=State.QUEUED, holder="", lease_until=None, sent_at=None, tries=F("tries") - 1
        )
        if freed:
            draft = QuestDraft.objects.get(pk=_key(draft_id))
            transaction.on_commit(lambda: send(draft), robust=True)
    return bool(freed)


def record_proof(
    draft_id: uuid.UUID | str, holder: str, proof: list[dict[str, Any]], proven: bool | None = None
) -> bool:
    """Store how far the proof has come.

    Args:
        draft_id: from the claim.
        holder: from the claim.
        proof: every step so far, ``[{notebook, expectation, held, score, max_score, state, findings, note}]``.
        proven: None while steps are to come; then whether all held.

    Returns:
        False when the proof is not this holder's (any more): nothing was stored.
    """
    changes: dict[str, Any] = {"proof": storable(proof)}
    if proven is None:
        changes["lease_until"] = _lease(timezone.now())
    else:
        changes |= {"state": State.PROVEN if proven else State.UNPROVEN, "lease_until": None}
    return bool(_held(draft_id, holder).update(**changes))


def end_proof(draft_id: uuid.UUID | str, holder: str, reason: Text) -> bool:
    """Store that the proof could not be run, and why; as :func:`record_proof`."""
    return bool(
        _held(draft_id, holder).update(
            state=State.ENDED, lease_until=None, problems=[_as_json(Problem("", None, reason))]
        )
    )


def requeue_expired(now: datetime | None = None) -> int:
    """Queue again every proof whose worker died, and repeat messages that seem lost. Returns how many were lost."""
    now = now or timezone.now()
    proving = QuestDraft.objects.filter(state=State.PROVING)
    too_far = _lease(now) + timedelta(seconds=settings.LEASE_SECONDS)
    proving.filter(lease_until__gt=too_far).update(lease_until=_lease(now))  # the clock was set back
    over = proving.filter(Q(lease_until__lt=now) | Q(lease_until__isnull=True))
    reason = _as_json(Problem("", None, _LOST_TOO_OFTEN.format(times=settings.MAX_RUNS)))
    ended = over.filter(tries__gte=settings.MAX_RUNS).update(state=State.ENDED, lease_until=None, problems=[reason])
    lost = over.update(state=State.QUEUED, holder="", lease_until=None, sent_at=None)
    for draft in QuestDraft.objects.filter(state=State.QUEUED):
        if queueing.due_again(now, draft.created_at, draft.sent_at):
            mine = QuestDraft.objects.filter(pk=draft.pk, state=State.QUEUED, sent_at=draft.sent_at).update(sent_at=now)
            if mine and not send(draft):
                break  # the queue is away
    return ended + lost


def send(draft: QuestDraft) -> bool:
    """Send the task of a waiting proof; with the queue away, the sweeper sends it later."""
    sent = queueing.send(TASK, [str(draft.pk)], draft.lane)
    QuestDraft.objects.filter(pk=draft.pk).update(sent_at=timezone.now() if sent else None)
    return sent


def _unpack(raw: bytes, draft: QuestDraft) -> None:
    """Extract, check and store the folder, and write into ``draft`` what came of it."""
    root = Path(settings.HOME) / "quests"
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".upload-", dir=root))
    try:
        safe_extract(raw, folder)
        quest = load(folder, known_data=Store(Path(settings.HOME)).names())
        try:
            publishing.chapter_of(quest)
        except Rejected as error:
            raise QuestInvalid([Problem("quest.toml", _line_of(folder, "chapter"), error.message)]) from error
        files.keep_quest_folder(folder, quest.digest)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    draft.digest, draft.slug, draft.lane = quest.digest, quest.slug, quest.file.runtime.lane
    draft.state = State.QUEUED


def _line_of(folder: Path, key: str) -> int | None:
    """The line of ``quest.toml`` that sets a key of the first level."""
    lines: Iterable[str] = (folder / "quest.toml").read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if line.split("=")[0].strip() == key), None)


def _bytes(content: bytes | File) -> bytes:
    limit = min(settings.MAX_QUEST_ZIP_BYTES, MAX_ZIP_BYTES)
    too_large = Rejected("too-large", _TOO_LARGE.format(limit=limit // 1_000_000))
    if isinstance(content, bytes):
        raw = content
    elif (content.size or 0) > limit:
        raise too_large
    else:
        content.seek(0)
        raw = content.read(limit + 1)
    if len(raw) > limit:
        raise too_large
    if not raw:
        raise Rejected("empty-file", _EMPTY)
    return raw


def _as_json(problem: Problem) -> dict[str, Any]:
    return storable({"file": problem.file, "line": problem.line, "message": problem.message.model_dump()})


def _held(draft_id: uuid.UUID | str, holder: str) -> QuerySet[QuestDraft]:
    """The draft, if this holder proves it."""
    return QuestDraft.objects.filter(pk=_key(draft_id), state=State.PROVING, holder=holder)


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)


def _key(draft_id: uuid.UUID | str) -> uuid.UUID:
    """The key of a draft; for what is no key, the nil UUID, which no draft has."""
    try:
        return uuid.UUID(str(draft_id))
    except ValueError:
        return uuid.UUID(int=0)

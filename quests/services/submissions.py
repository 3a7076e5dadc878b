"""Handing in a notebook."""

from __future__ import annotations

import logging
import unicodedata
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import NullIf
from django.utils import timezone

from graders import notebook
from graders.text import Text, text
from quests import access, files, progress
from quests.models import Attempt, Quest, Submission
from quests.people import Person
from quests.rejected import Rejected
from quests.services import attempts

log = logging.getLogger(__name__)

MAX_IN_FLIGHT = 2
"""Submissions of one person to one quest that may wait or run at the same time."""
MAX_NAME = 120

_UNFINISHED = (Submission.Status.QUEUED, Submission.Status.RUNNING)
_COSTS_NOTHING = Q(status=Submission.Status.ENDED, fault__in=(Submission.Fault.QUEST, Submission.Fault.PLATFORM))

_EMPTY = text(
    "The file is empty. Save your notebook and choose the .ipynb file again.",
    "빈 파일입니다. 노트북을 저장한 뒤 .ipynb 파일을 다시 선택해 주십시오.",
)
_TOO_LARGE = text(
    "The file is larger than {limit} MB. Clear the outputs (in Jupyter: Kernel → Restart & Clear Output), save, and "
    "hand it in again; outputs are not needed.",
    "파일이 {limit} MB보다 큽니다. 출력은 필요하지 않으니 모두 지우고(Jupyter에서는 Kernel → Restart & Clear Output) "
    "저장한 뒤 다시 제출해 주십시오.",
)
_TOO_MANY_WAITING = text(
    "{count} of your submissions to this quest are still waiting or running. Wait until one is done, then hand in the "
    "next one.",
    "이 퀘스트에 제출하신 노트북 {count}개가 아직 대기 중이거나 실행 중입니다. 하나가 끝난 뒤에 다시 제출해 주십시오.",
)
_NO_ATTEMPTS_LEFT = text(
    "You have used all {count} attempts of this quest. Your best result counts. If you need one more attempt, ask your "
    "instructor.",
    "이 퀘스트의 제출 기회 {count}번을 모두 사용하셨습니다. 가장 좋은 결과가 반영됩니다. 더 제출해야 한다면 강사에게 "
    "문의해 주십시오.",
)
_NOT_STORED = text(
    "Your notebook could not be saved because the server has a problem with its storage. Nothing was counted. Please "
    "try again in a few minutes; if it happens again, tell your instructor.",
    "서버의 저장 장치에 문제가 있어 노트북을 저장하지 못했습니다. 제출 횟수는 줄지 않았습니다. 몇 분 뒤에 다시 시도해 "
    "주시고, 문제가 반복되면 강사에게 알려 주십시오.",
)


def submit(person: Person, quest: Quest, file_name: str, content: bytes | File) -> Submission:
    """Take a notebook in and queue it for grading.

    Args:
        person: who hands in.
        quest: what for; it is judged by the quest's current version.
        file_name: as the browser says it; shown to people only.
        content: the file.

    Raises:
        Rejected: nothing was stored or counted; the message says what to do.
    """
    allowed = _allowed(person, quest, timezone.now())
    version = quest.current
    assert version is not None  # only published quests are allowed
    raw = _bytes(content)
    try:
        notebook.read(raw)
    except notebook.NotebookInvalid as error:
        raise Rejected(error.code, error.reason) from error
    # Refuse what will be refused anyway before its bytes are stored; counted again below, where nobody can interfere.
    _check_counts(person, quest)
    try:
        digest = files.keep(raw)
    except files.FileNotKept as error:
        log.exception("an upload could not be stored")
        raise Rejected("not-stored", _NOT_STORED) from error
    with transaction.atomic():
        # One submission of a person at a time, so that the counts hold. SQLite locks the whole database instead.
        get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)
        _check_counts(person, quest)
        submission = Submission.objects.create(
            user_id=person.pk,
            quest=quest,
            version=version,
            release=allowed.release,
            late=allowed.late,
            file_name=shown_name(file_name),
            digest=digest,
            size=len(raw),
        )
        attempt = Attempt.objects.create(submission=submission, number=submission.attempt)
        event = {"type": "status", "status": Submission.Status.QUEUED.value, "attempt": attempt.number}
        transaction.on_commit(lambda: progress.publish(submission.pk, event), robust=True)
        transaction.on_commit(lambda: attempts.send(attempt), robust=True)
    return submission


def queue_place(submission: Submission) -> int | None:
    """Place in the queue of its lane, 1 for the next to be run; None when it does not wait."""
    if submission.status != Submission.Status.QUEUED:
        return None
    earlier = Q(created_at__lt=submission.created_at) | Q(created_at=submission.created_at, pk__lt=submission.pk)
    waiting = Submission.objects.filter(status=Submission.Status.QUEUED, version__lane=submission.version.lane)
    return waiting.filter(earlier).count() + 1


def history(person: Person, quest: Quest | None = None) -> QuerySet[Submission]:
    """The person's submissions, newest first; to one quest, or to all."""
    own = Submission.objects.filter(user_id=person.pk).select_related("quest__chapter__course", "version", "release")
    return own.filter(quest=quest) if quest else own


def best_of(person: Person, quest: Quest) -> Submission | None:
    """The person's submission with the highest share of points. None without a grade.

    Of several it is one whose texts were all read, then the earliest.
    """
    graded = history(person, quest).filter(status=Submission.Status.GRADED)
    return (
        graded.annotate(reached=F("score") / NullIf("max_score", 0.0))
        .order_by(F("reached").desc(nulls_last=True), "awaiting", "created_at")
        .first()
    )


def attempts_used(person: Person, quest: Quest) -> int:
    """Submissions that count against the quest's limit: all but those ended by the quest's or the platform's fault."""
    return Submission.objects.filter(user_id=person.pk, quest=quest).exclude(_COSTS_NOTHING).count()


def attempts_left(person: Person, quest: Quest) -> int | None:
    """How often the person may still hand in; None for staff, who are not limited."""
    if access.is_staff(person) or quest.current is None:
        return None
    return max(0, quest.current.max_attempts - attempts_used(person, quest))


def shown_name(file_name: str) -> str:
    """A file name fit to be shown: without folders, control and direction characters, and not too long."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip()
    if len(plain) > MAX_NAME:
        stem, dot, suffix = plain.rpartition(".")
        suffix = dot + suffix if stem and len(suffix) <= 10 else ""
        plain = plain[: MAX_NAME - 1 - len(suffix)] + "…" + suffix
    return plain or "notebook.ipynb"


def _allowed(person: Person, quest: Quest, now: datetime) -> access.Allowed:
    answer = access.can_submit(person, quest, now)
    if isinstance(answer, access.Refused):
        raise Rejected(answer.code, answer.reason)
    return answer


def _bytes(content: bytes | File) -> bytes:
    """The whole content, reading no more of it than may be handed in."""
    limit = settings.MAX_UPLOAD_BYTES
    if isinstance(content, bytes):
        raw = content
    elif (content.size or 0) > limit:
        raise Rejected("too-large", _too_large(limit))
    else:
        content.seek(0)
        raw = content.read(limit + 1)
    if len(raw) > limit:
        raise Rejected("too-large", _too_large(limit))
    if not raw.strip():
        raise Rejected("empty-file", _EMPTY)
    return raw


def _too_large(limit: int) -> Text:
    return _TOO_LARGE.format(limit=limit // 1_000_000)


def _check_counts(person: Person, quest: Quest) -> None:
    in_flight = Submission.objects.filter(user_id=person.pk, quest=quest, status__in=_UNFINISHED).count()
    if in_flight >= MAX_IN_FLIGHT:
        raise Rejected("too-many-waiting", _TOO_MANY_WAITING.format(count=in_flight))
    if attempts_left(person, quest) == 0 and quest.current:
        raise Rejected("no-attempts-left", _NO_ATTEMPTS_LEFT.format(count=quest.current.max_attempts))

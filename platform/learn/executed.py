"""The executed notebook as HTML: rendered once for each attempt, and kept.

Everything in it is the learner's, so it is cleaned here, and shown only in a frame whose policy lets nothing
run or load.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from graders.evidence import Evidence, EvidenceInvalid
from graders.text import Text, text
from learn.rendering import TEMPLATES
from quests.files import evidence_folder
from quests.models import Submission

log = logging.getLogger(__name__)

RENDERING = 3
"""Raise it when the rendering changes: what was kept before is then made anew."""
RENDER_SECONDS = 25
"""More than :mod:`learn.rendering` allows itself, for a machine with much else to do."""
MAX_BYTES = 24 * 1024 * 1024
MAX_OUTPUT_CHARACTERS = 100_000
MAX_IMAGE_CHARACTERS = 4_000_000
_SHOWN_TYPES = ("text/html", "image/png", "image/jpeg", "image/svg+xml", "text/markdown", "text/latex", "text/plain")

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, nbformat.ValidationError)
"""What reading a notebook of any shape may raise."""

_NONE = text(
    "There is no executed notebook: nothing was run for this submission.",
    "실행된 노트북이 없습니다. 이 제출물은 실행되지 않았습니다.",
)
_TOO_LARGE = text(
    "The executed notebook has {size} MB, too much to show here. Print less, or clear large figures, to see it.",
    "실행된 노트북이 {size} MB로 너무 커서 여기에 표시할 수 없습니다. 출력이나 큰 그림을 줄이면 볼 수 있습니다.",
)
_UNREADABLE = text(
    "The executed notebook cannot be shown: its content cannot be read. The grade does not depend on it.",
    "실행된 노트북의 내용을 읽을 수 없어 표시하지 못합니다. 채점에는 영향이 없습니다.",
)
_TOO_HARD = text(
    "The executed notebook cannot be shown: it took too long to lay out. Very long lines or very long text cells may "
    "be the cause. The grade does not depend on it.",
    "실행된 노트북을 화면에 맞게 만드는 데 시간이 너무 오래 걸려 표시하지 못합니다. 매우 긴 줄이나 매우 긴 텍스트 셀이 "
    "원인일 수 있습니다. 채점에는 영향이 없습니다.",
)
_CUT = "\n… (cut: too long to show · 너무 길어 줄였습니다)"


class NotShown(Exception):
    """There is no notebook to show; ``message`` says why."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def exists(submission: Submission) -> bool:
    """Whether the current attempt left an executed notebook."""
    return _path(submission).is_file()


def body_of(submission: Submission) -> SafeString:
    """The rendered cells, to stand in ``learn/notebook.html``.

    Raises:
        NotShown: none was left, it is too large, or it is broken.
    """
    kept = _kept(submission)
    try:
        html = kept.read_text("utf-8")
    except FileNotFoundError:
        found = _notebook(submission)
        try:
            html = _render(found)
        except NotShown:
            _keep(kept, "")  # it would fail again, and cost as much
            raise
        _keep(kept, html)
    if not html:
        raise NotShown(_TOO_HARD)
    return mark_safe(html)  # noqa: S308 - cleaned when it was rendered, and shown in a sandbox


@cache
def style() -> SafeString:
    """The frame's own style sheet; it may not load any."""
    return mark_safe((TEMPLATES / "questbook" / "notebook.css").read_text("utf-8"))  # noqa: S308 - our own file


def _path(submission: Submission) -> Path:
    return evidence_folder(submission.pk, submission.attempt) / "executed.ipynb"


def _kept(submission: Submission) -> Path:
    return Path(settings.HOME) / "rendered" / f"{submission.pk}-{submission.attempt}-{RENDERING}.html"


def _keep(kept: Path, html: str) -> None:
    """Whole or not at all; a full disk costs only the next reader's time."""
    unfinished = kept.with_name(f".{kept.name}.{uuid.uuid4().hex}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.write_text(html, "utf-8")
        unfinished.replace(kept)
    except OSError as error:
        log.warning("a rendered notebook was not kept: %s", error)
        unfinished.unlink(missing_ok=True)


def _notebook(submission: Submission) -> nbformat.NotebookNode:
    path = _path(submission)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise NotShown(_NONE) from error
    with os.fdopen(descriptor, "rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise NotShown(_TOO_LARGE.format(size=path.stat().st_size // 1_000_000))
    try:
        found = nbformat.reads(raw.decode(), as_version=4)
        _prepare(found, Evidence(path.parent).run.form == "free-form")
    except (*_BROKEN, EvidenceInvalid) as error:
        log.warning("executed.ipynb of %s: %s", submission.pk, str(error)[:500])
        raise NotShown(_UNREADABLE) from error
    return found


def _prepare(found: nbformat.NotebookNode, free_form: bool) -> None:
    """Name the cells as reports do, and drop what would not be shown or is too long."""
    number = 0
    found.nbformat_minor = 5
    for position, cell in enumerate(found.cells):
        cell.id = f"n{position}"
        nbgrader = cell.metadata.get("nbgrader", {})
        name = "" if free_form else str(nbgrader.get("grade_id") or "")
        if cell.cell_type == "code":
            number += 1
            name = name or f"cell-{number}"
            cell.outputs = [shown for output in cell.outputs if (shown := _shown(output))]
        answer = bool(nbgrader.get("solution")) and not free_form
        cell.metadata = nbformat.from_dict({"questbook": {"name": name, "answer": answer}})
        cell.pop("attachments", None)


def _shown(output: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """The output cut to what can be shown; None when nothing of it can."""
    if "data" in output:
        data = {kind: _cut(output.data[kind], kind) for kind in _SHOWN_TYPES if kind in output.data}
        output.data = nbformat.from_dict({kind: value for kind, value in data.items() if value is not None})
        output.metadata = nbformat.from_dict({})
        if not output.data:
            return None
    if "text" in output:
        output.text = _cut(output.text, "text/plain") or ""
    if "traceback" in output:
        output.traceback = [_cut(line, "text/plain") or "" for line in output.traceback[:200]]
    return output


def _cut(value: Any, kind: str) -> str | None:
    """A value not too long to show; half a picture or half a table is none."""
    value = "".join(value) if isinstance(value, list) else str(value)
    if kind.startswith("image/"):
        return value if len(value) <= MAX_IMAGE_CHARACTERS else None
    if len(value) <= MAX_OUTPUT_CHARACTERS:
        return value
    return value[:MAX_OUTPUT_CHARACTERS] + _CUT if kind == "text/plain" else None


def _render(found: nbformat.NotebookNode) -> str:
    """The cells as HTML, made by :mod:`learn.rendering`.

    Raises:
        NotShown: it failed, or took longer than it may.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(settings.ROOT / "platform")}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "learn.rendering"],
            input=nbformat.writes(found).encode(errors="replace"),
            capture_output=True,
            check=True,
            timeout=RENDER_SECONDS,
            env=environment,
        )
    except subprocess.SubprocessError as error:
        complaint = getattr(error, "stderr", None) or b""
        log.warning("a notebook cannot be rendered: %s %s", error, complaint[-500:].decode(errors="replace"))
        raise NotShown(_TOO_HARD) from error
    return done.stdout.decode()

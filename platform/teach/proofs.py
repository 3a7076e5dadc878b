"""A draft's problems, its proof and its preview, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from graders.loading import load
from graders.quest import Quest, QuestInvalid
from learn.templatetags.questbook import words
from quests.files import quest_folder
from quests.models import QuestDraft

State = QuestDraft.State


@dataclass(frozen=True)
class FileProblems:
    """What is wrong with one file of the folder."""

    file: str
    problems: list[dict[str, Any]]
    """``{line, message}``, in the order of lines."""


@dataclass(frozen=True)
class Step:
    """One notebook of the proof."""

    notebook: str
    state: str
    """``held``, ``broken``, ``running`` or ``waiting``."""
    expectation: str = ""
    note: str = ""
    score: float | None = None
    max_score: float | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)


def live(draft: QuestDraft) -> bool:
    """Whether the page should ask again soon."""
    return draft.state in (State.QUEUED, State.PROVING)


def problems(draft: QuestDraft) -> list[FileProblems]:
    """The draft's problems, file by file."""
    ordered = sorted(draft.problems, key=lambda p: (p.get("file") or "", p.get("line") or 0))
    return [FileProblems(file, list(found)) for file, found in groupby(ordered, lambda p: p.get("file") or "")]


def steps(draft: QuestDraft) -> list[Step]:
    """What has been proven, what is being proven, and what is still to come."""
    done = [
        Step(
            notebook=str(entry.get("notebook", "")),
            state="held" if entry.get("held") else "broken",
            expectation=_said(entry.get("expectation")),
            note=_said(entry.get("note")),
            score=entry.get("score"),
            max_score=entry.get("max_score"),
            findings=entry.get("findings") or [],
        )
        for entry in draft.proof
    ]
    quest = _quest(draft.digest) if live(draft) else None
    if quest is None:
        return done
    known = {step.notebook for step in done}
    answers = [right.notebook for right in quest.file.right] + [wrong.notebook for wrong in quest.file.wrong]
    to_come = ["solution.ipynb", "starter.ipynb", *answers]
    rest = [Step(notebook, "waiting") for notebook in to_come if notebook not in known]
    if rest and draft.state == State.PROVING:
        rest[0] = Step(rest[0].notebook, "running")
    return done + rest


def preview(draft: QuestDraft) -> Quest | None:
    """The quest as learners will read it; None while the folder has problems."""
    return _quest(draft.digest)


def _quest(digest: str) -> Quest | None:
    if not digest:
        return None
    try:
        return _load(digest)
    except (OSError, QuestInvalid):  # the folder is gone, or rules became stricter: the page stands without it
        return None


@lru_cache(maxsize=32)
def _load(digest: str) -> Quest:
    return load(quest_folder(digest))  # a stored folder never changes


def _said(value: Any) -> str:
    return words(value) if isinstance(value, Mapping) else str(value or "")

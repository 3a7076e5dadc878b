"""A quest that can be read, and reports as a worker leaves them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from graders.loading import load
from graders.report import Diagnosis, Fault, Finding, FindingState, Notice, Report
from graders.text import Text, text
from quests import files
from quests.models import Quest, Submission
from tests.graders import folders
from tests.people import NOTEBOOK, School

MARK = "<script>alert('owned')</script>"
"""What must never stand in a page as it is."""

TASK = f"Write **add** well. {MARK} [odd](javascript:alert(1))"
HINTS = """
[[hint]]
text = { en = "Use a plus.", ko = "더하기를 쓰십시오." }

[[hint]]
text = { en = "Give it back.", ko = "값을 돌려주십시오." }
"""

Browse = Callable[[User | None], Client]


@pytest.fixture
def browse() -> Browse:
    """A browser in which somebody is logged in, or nobody."""

    def browse(user: User | None) -> Client:
        client = Client(headers={"accept-language": "en"})
        if user is not None:
            client.force_login(user)
        return client

    return browse


@pytest.fixture
def page(browse: Browse, school: School) -> Client:
    """The learner's browser."""
    return browse(school.learner)


@pytest.fixture
def quest(school: School, tmp_path: Path) -> Quest:
    """The open quest, with a folder to read."""
    toml = folders.QUEST_TOML.replace('text = { en = "Write `add`."', f'text = {{ en = "{TASK}"') + HINTS
    keep(school, toml, tmp_path / "quest")
    version = school.open_quest.current
    assert version is not None
    version.title_en, version.title_ko = "Sums", "합"
    version.save()
    return school.open_quest


def keep(school: School, quest_toml: str, place: Path) -> None:
    """Publish a folder with this text as the open quest's version."""
    folder = load(folders.write_quest(place, quest_toml=quest_toml))
    files.keep_quest_folder(folder.folder, folder.digest)
    version = school.open_quest.current
    assert version is not None
    version.digest, version.max_score = folder.digest, folder.max_points
    version.save()


def handed_in(school: School, user: User | None = None, **fields: Any) -> Submission:
    """A queued submission of the file :data:`tests.people.NOTEBOOK`, unless ``fields`` say otherwise."""
    submission = school.submission(user)
    for name, value in ({"digest": files.keep(NOTEBOOK), "size": len(NOTEBOOK)} | fields).items():
        setattr(submission, name, value)
    submission.save()
    return submission


def finding(state: FindingState, points: float, most: float, **words: Any) -> Finding:
    """A finding in words that are easy to find again."""
    return Finding(
        criterion=f"c-{state}",
        kind="value",
        state=state,
        points=points,
        max_points=most,
        title=words.pop("title", text(f"asked {state}", f"요구 {state}")),
        message=words.pop("message", text(f"said {state}", f"결과 {state}")),
        **words,
    )


def everything(word: Text | None = None) -> list[Finding]:
    """A finding of every state; ``word`` takes the place of all free text of the failed one."""
    said: dict[str, Any] = {
        "expected": word or text("a matrix of (2, 3)", "(2, 3) 행렬"),
        "found": word or text("a matrix of (3, 2)", "(3, 2) 행렬"),
        "hint": word or text("Swap the axes.", "축을 바꾸어 보십시오."),
        "cell": word.en if word else "add",
        "line": 3,
    }
    if word:
        said |= {"title": word, "message": word}
    return [
        finding(FindingState.PASSED, 3, 3),
        finding(FindingState.PARTIAL, 1.5, 3),
        finding(FindingState.FAILED, 0, 2, **said),
        finding(FindingState.UNATTEMPTED, 0, 1),
        finding(FindingState.COULD_NOT_GRADE, 0, 5),
    ]


def graded(submission: Submission, findings: list[Finding] | None = None, **fields: Any) -> Submission:
    """Store a graded report as the worker's services do."""
    fields.setdefault(
        "diagnosis",
        Diagnosis(
            cause="misspelt-name",
            message=text("`np.arrray` is no name of NumPy.", "`np.arrray`는 NumPy에 없는 이름입니다."),
            mend=text("Write `np.array`.", "`np.array`로 고쳐 보십시오."),
            cell="add",
            line=2,
        ),
    )
    fields.setdefault("notices", [Notice(code="dropped", message=text("A cell was dropped.", "셀 하나를 뺐습니다."))])
    report = Report.graded(quest=submission.quest.slug, findings=findings or everything(), seconds=3.2, **fields)
    submission.status = Submission.Status.GRADED
    submission.score, submission.max_score = report.score, report.max_score
    submission.report = report.model_dump(mode="json")
    submission.save()
    return submission


def ended(submission: Submission, fault: Fault, reason: Text) -> Submission:
    """Store that a submission ended without a grade."""
    submission.status, submission.fault = Submission.Status.ENDED, fault
    submission.report = Report.ended(submission.quest.slug, fault, reason).model_dump(mode="json")
    submission.save()
    return submission


def ran(submission: Submission, *cells: dict[str, Any], form: str = "starter") -> Path:
    """Leave the evidence of a run with these cells; returns the folder."""
    folder = files.evidence_folder(submission.pk, submission.attempt)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "executed.ipynb").write_bytes(folders.notebook(*cells))
    record = {
        "quest": submission.quest.slug,
        "quest_digest": "",
        "form": form,
        "cells": [{"name": "add", "answer": True, "state": "ok", "seconds": 0.5}],
        "ended_by": "finished",
        "asked": True,
        "seconds": 0.5,
    }
    (folder / "run.json").write_text(json.dumps(record))
    return folder

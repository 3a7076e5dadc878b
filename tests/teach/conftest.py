"""Fixtures of the instructor pages' tests."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quests import access
from quests.models import QuestDraft
from quests.services import drafts
from quests.services.catalog import CATALOG
from tests.insight.school import School, found_school

SHIPPED = CATALOG / "dlp" / "dlp-02-tensors"


@pytest.fixture
def school(db: None) -> School:
    """Two cohorts, their people, one quest; the course has the chapter that the shipped quest belongs to."""
    school = found_school()
    school.course.slug = "dlp"
    school.course.save()
    for cohort in (school.spring, school.autumn):
        cohort.course = "dlp"
        cohort.save()
    return school


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped quest, to be spoilt at will."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "quest"))


@pytest.fixture
def draft(school: School, folder: Path) -> QuestDraft:
    """A draft of the instructor's, its proof waiting for a worker."""
    draft = drafts.receive_zip(school.instructor, "tensors.zip", zipped(folder))
    assert draft.state == QuestDraft.State.QUEUED, draft.problems
    assert access.can_edit_draft(school.instructor, draft)
    return draft


@pytest.fixture
def prove(draft: QuestDraft) -> Callable[..., QuestDraft]:
    """Store a proof as the worker does."""

    def store(steps: list[dict], proven: bool | None = None) -> QuestDraft:
        assert drafts.claim_draft(draft.pk, "worker-1")
        assert drafts.record_proof(draft.pk, "worker-1", steps, proven)
        draft.refresh_from_db()
        return draft

    return store


def zipped(folder: Path) -> bytes:
    """The folder as an instructor would zip it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    return content.getvalue()

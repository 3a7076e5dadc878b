"""A quest that needs no TensorFlow, and a store for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import Quest
from quests import files
from quests.datasets.store import Store
from quests.models import QuestVersion, Submission
from tests.graders.folders import sums, write_quest
from tests.people import School


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    """The sums: one answer cell, one function, ten points."""
    return load(write_quest(tmp_path / "quest"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty data store."""
    return Store(tmp_path / "home")


@pytest.fixture
def submission(school: School, quest: Quest) -> Submission:
    """A submission of a right answer to a quest that is in the store."""
    files.keep_quest_folder(quest.folder, quest.digest)
    assert school.open_quest.current is not None
    QuestVersion.objects.filter(pk=school.open_quest.current.pk).update(digest=quest.digest)
    made = school.submission()
    Submission.objects.filter(pk=made.pk).update(digest=files.keep(sums("def add(a, b):\n    return a + b")))
    made.refresh_from_db()
    return made

"""What an author tells other instructors about a quest: on their page of it, and never on a learner's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from graders.loading import load
from quests import files
from quests.models import Quest
from tests.insight.school import School, login

NOTES = """
[notes]
en = "Many divide by **255** twice; ask them for the largest value."
ko = "255로 **두 번** 나누는 일이 많습니다. 가장 큰 값을 물어보십시오."
"""


@pytest.fixture
def quest(school: School, folder: Path) -> Quest:
    """The school's quest, now with the folder of a shipped one and notes of our own."""
    toml = folder / "quest.toml"
    said = toml.read_text(encoding="utf-8").split("\n[notes]")[0]
    toml.write_text(said + NOTES, encoding="utf-8")
    read = load(folder)
    files.keep_quest_folder(read.folder, read.digest)
    version = school.quest.current
    assert version is not None
    version.digest = read.digest
    version.save()
    return school.quest


def test_an_instructor_reads_the_notes_and_the_known_answers(school: School, quest: Quest) -> None:
    words = login(school.instructor).get(f"/teach/quests/{quest.slug}/").content.decode()
    assert "Many divide by <strong>255</strong> twice" in words
    said = load(files.quest_folder(quest.current.digest)).file  # type: ignore[union-attr]
    assert f"{len(said.wrong)} wrong answers" in words
    assert all(name in words for answer in said.wrong for name in answer.fails)


def test_the_notes_are_said_in_the_readers_language(school: School, quest: Quest) -> None:
    client = login(school.instructor)
    client.cookies["django_language"] = "ko"
    words = client.get(f"/teach/quests/{quest.slug}/").content.decode()
    assert "<strong>두 번</strong> 나누는 일이 많습니다" in words
    assert "학습자가 자주 틀리는 점" in words


@pytest.mark.parametrize("who", ["learner", "classmate"])
def test_no_learner_finds_them_anywhere(school: School, quest: Quest, who: str) -> None:
    client: Client = login(getattr(school, who))
    pages = [f"/quests/{quest.slug}/", "/", "/history/", "/api/quests/"]
    read = [client.get(page).content.decode() for page in pages]
    assert "largest value" not in "".join(read)
    assert "wrong answers" not in "".join(read)
    assert client.get(f"/teach/quests/{quest.slug}/").status_code == 404

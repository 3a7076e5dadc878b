"""What every shipped quest owes its learners, read off its folder."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import nbformat
import pytest

from graders.loading import load
from graders.quest import Quest
from graders.text import Text
from quests.datasets.store import Store
from tests.catalog.notebooks import CATALOG

FOLDERS = sorted(path.parent for path in CATALOG.rglob("quest.toml"))
HANGUL = re.compile("[가-힣]")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def quest(request: pytest.FixtureRequest, tmp_path: Path) -> Quest:
    return load(request.param, known_data=Store(tmp_path).names())


def texts(value: object) -> list[Text]:
    """Every bilingual text below ``value``."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if hasattr(value, "__dict__"):
        return [text for item in vars(value).values() for text in texts(item)]
    return []


def test_the_two_quests_of_chapter_2_are_shipped() -> None:
    assert {"dlp-02-tensors", "dlp-02-mnist"} <= {folder.name for folder in FOLDERS}


def test_its_folder_bears_its_name_and_lies_in_its_course(quest: Quest) -> None:
    assert (quest.folder.name, quest.folder.parent.name) == (quest.slug, quest.file.course)
    course = tomllib.loads((quest.folder.parent / "course.toml").read_text())
    assert quest.file.chapter in {chapter["number"] for chapter in course["chapter"]}


def test_it_is_worth_100_points(quest: Quest) -> None:
    assert quest.max_points == 100


def test_it_speaks_both_languages(quest: Quest) -> None:
    for text in texts(quest.file):
        assert HANGUL.search(text.ko), text.ko
        assert not HANGUL.search(text.en), text.en
        assert text.en.strip() == text.en or "\n" in text.en


def test_it_says_why_and_helps_step_by_step(quest: Quest) -> None:
    assert quest.file.why
    assert len(quest.file.hint) >= 3
    assert all(criterion.hint for criterion in quest.file.criterion)


def test_each_kind_of_mistake_has_a_known_wrong_answer(quest: Quest) -> None:
    assert len(quest.file.wrong) >= 6
    caught = {criterion for wrong in quest.file.wrong for criterion in wrong.fails}
    kinds = {criterion.kind for criterion in quest.file.criterion if criterion.id in caught}
    assert kinds == {criterion.kind for criterion in quest.file.criterion} - {"runs"}


def test_its_notebooks_carry_no_outputs_and_explain_in_both_languages(quest: Quest) -> None:
    for path in sorted(quest.folder.rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        for cell in notebook.cells:
            assert cell.metadata.nbgrader.grade_id == cell.id, "an editor that drops the one keeps the other"
            if cell.cell_type == "markdown":
                english, _, korean = cell.source.partition("\n---\n")
                assert not HANGUL.search(english), path
                assert HANGUL.search(korean), path
            else:
                assert not cell.outputs, path


def test_course_1_has_fourteen_chapters_a_day_each() -> None:
    course = tomllib.loads((CATALOG / "dlp" / "course.toml").read_text())
    assert [(chapter["number"], chapter["day"]) for chapter in course["chapter"]] == [(n, n) for n in range(1, 15)]
    assert all(HANGUL.search(chapter["title"]["ko"]) for chapter in course["chapter"])

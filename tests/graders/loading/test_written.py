"""What an instructor hears about a criterion whose text is to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from tests.graders import essays
from tests.graders.loading.test_load import line_of, problems


def test_a_quest_with_a_text_to_write_is_loaded(tmp_path: Path) -> None:
    assert load(essays.write_quest(tmp_path)).max_points == 16


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("points = 6", "points = 7", "points = 7", "add up to 6"),
        ('cell = "why"', 'cell = "add"', 'cell = "add"\nmin_words', "Markdown answer cell"),
        ('cell = "why"\n', "", '[[criterion]]\nid = "why"', "Say where learners write"),
        ("{ points = 4, title", "{ points = 3, title", "[[criterion.rubric]]", "rise to 4"),
        ('id = "cause"', 'id = "curves"', '[[criterion]]\nid = "why"', "two items of the rubric have the id `curves`"),
        ("min_words = 5", "min_word = 5", "min_word = 5", "Did you mean `min_words`?"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_mend(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    assert old in essays.QUEST_TOML
    toml = essays.QUEST_TOML.replace(old, new)
    ((file, line, words),) = problems(essays.write_quest(tmp_path, toml))
    assert file == "quest.toml"
    assert line == line_of(at, toml)
    assert says in words


def test_a_string_variable_needs_no_cell(tmp_path: Path) -> None:
    toml = essays.QUEST_TOML.replace('cell = "why"\nmin', 'variable = "why"\nmin')
    assert load(essays.write_quest(tmp_path, toml)).file.criterion[2].options["variable"] == "why"

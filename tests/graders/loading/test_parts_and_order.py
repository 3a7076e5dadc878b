"""What an instructor hears about criteria made of others, and about those that wait for or explain others."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import leaves
from tests.graders.folders import QUEST_TOML, write_quest
from tests.graders.loading.test_load import line_of, problems

COMBINED = """
[[criterion]]
id = "either"
kind = "any"
points = 3
needs = ["runs"]
title = { en = "One of two", ko = "둘 중 하나" }
of = [
  { kind = "value", variable = "x", equals = 3, title = { en = "x", ko = "엑스" } },
  { kind = "some", at_least = 1, of = [
    { kind = "function", cell = "add", function = "add", reference = "add", cases = [[1, 2]] },
    { kind = "value", variable = "y", rank = 2 },
  ] },
]

[[criterion]]
id = "why"
kind = "code"
points = 0
explains = "add"
forbids = ["operator.sub"]
title = { en = "Nothing is subtracted", ko = "빼지 않습니다" }
"""
WHOLE = QUEST_TOML + COMBINED
AS_TABLES = """
[[criterion]]
id = "both"
kind = "all"
points = 3
title = { en = "Both", ko = "둘 다" }

[[criterion.of]]
kind = "value"
variable = "x"
equals = 3

[[criterion.of]]
kind = "value"
variable = "y"
rnk = 2
"""


def test_parts_get_numbers_and_stand_where_their_criterion_does(tmp_path: Path) -> None:
    quest = load(write_quest(tmp_path, quest_toml=WHOLE))
    either = quest.file.criterion[2]
    assert [part.id for part in leaves(either)] == ["either-1", "either-2-1", "either-2-2"]
    assert [part.cell for part in leaves(either)] == [None, "add", None]
    assert [part.title.en for part in leaves(either)] == ["x", "One of two", "One of two"]


def test_a_wrong_answer_may_name_a_part_or_an_explanation(tmp_path: Path) -> None:
    for name in ("either-2-1", "why"):
        load(write_quest(tmp_path / name, quest_toml=WHOLE.replace('fails = ["add"]', f'fails = ["{name}"]')))


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("rank = 2", "rnk = 2", "rank = 2", "Did you mean `rank`?"),
        ("rank = 2", 'rank = "two"', "rank = 2", "must be a whole number"),
        ("equals = 3, title", "equals = 3, titel", "equals = 3", "Did you mean `title`?"),
        ('kind = "value", variable = "y"', 'kind = "vlaue", variable = "y"', 'variable = "y"', "Did you mean value?"),
        ('kind = "value", variable = "y", ', 'variable = "y", ', 'variable = "y"', "`kind` is missing"),
        ('kind = "value", variable = "y"', 'kind = "written", variable = "y"', 'variable = "y"', "cannot be a part"),
        ("at_least = 1", "atleast = 1", "at_least", "Did you mean `at_least`?"),
        ("at_least = 1", "at_least = 3", "at_least", "there are only 2 parts"),
        ('kind = "any"', 'kind = "ayn"', 'kind = "any"', "Did you mean any?"),
        ('en = "x", ko = "엑스"', 'en = "x"', "equals = 3", "no Korean text"),
        ('{ kind = "value", variable = "y", rank = 2 }', "3", 'variable = "y"', "a table of keys"),
        ('cell = "add", function', 'cell = "ad", function', 'cell = "add", function', "Did you mean add?"),
        (
            'reference = "add", cases = [[1, 2]] }',
            'reference = "plus", cases = [[1, 2]] }',
            "cases = [[1, 2]] }",
            "no `plus`",
        ),
        ('needs = ["runs"]', 'needs = ["rus"]', "needs =", "Did you mean runs?"),
        ('needs = ["runs"]', 'needs = ["either"]', "needs =", "either → either"),
        ('needs = ["runs"]', 'needs = ["why"]', "needs =", "so nothing can need it"),
        ('needs = ["runs"]', 'need = ["runs"]', "needs =", "Did you mean `needs`?"),
        ('explains = "add"', 'explains = "ad"', "explains =", "Did you mean add?"),
        ('explains = "add"', 'explains = "why"', "explains =", "explains a criterion itself"),
        ("points = 0", "points = 1", "points = 0", "gives no points"),
        ('id = "why"', 'id = "either-1"', 'kind = "value", variable = "x"', ""),
        ('id = "either"', f'id = "{"e" * 59}"', 'id = "either"', "a shorter id"),
    ],
)
def test_a_mistake_is_told_at_its_line_with_the_mend(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    assert old in WHOLE
    found = problems(write_quest(tmp_path, quest_toml=WHOLE.replace(old, new)))
    if says:
        assert any(line == line_of(at, WHOLE) and says in message for _, line, message in found), found
    else:
        assert any("Two criteria have the id `either-1`" in message for _, _, message in found), found
    assert {file for file, _, _ in found} == {"quest.toml"}


def test_a_part_written_as_a_table_of_its_own_has_its_line_too(tmp_path: Path) -> None:
    [(_, line, message)] = problems(write_quest(tmp_path, quest_toml=QUEST_TOML + AS_TABLES))
    assert line == line_of("rnk = 2", QUEST_TOML + AS_TABLES)
    assert "Did you mean `rank`?" in message


def test_a_circle_of_criteria_that_need_each_other_is_told_once(tmp_path: Path) -> None:
    toml = WHOLE.replace('id = "add"', 'id = "add"\nneeds = ["either"]', 1)
    toml = toml.replace('needs = ["runs"]', 'needs = ["runs", "add"]')
    [(_, line, message)] = problems(write_quest(tmp_path, quest_toml=toml))
    assert line == line_of('needs = ["either"]', toml)
    assert "add → either → add" in message


def test_a_text_explains_nothing(tmp_path: Path) -> None:
    toml = WHOLE.replace('kind = "code"', 'kind = "written"')
    assert any(
        "explains nothing at once" in message for _, _, message in problems(write_quest(tmp_path, quest_toml=toml))
    )


def test_parts_nested_thousandfold_are_refused_and_not_followed(tmp_path: Path) -> None:
    deep = "[" + '{ kind = "all", of = [' * 60 + "]}" * 60 + "]"
    toml = QUEST_TOML + AS_TABLES.split("[[criterion.of]]", maxsplit=1)[0] + f"of = {deep}\n"
    assert any("3 levels deep" in message for _, _, message in problems(write_quest(tmp_path, quest_toml=toml)))

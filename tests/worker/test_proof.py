"""What a proof says of quests whose criteria are made of others, or explain others."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, sums, write_quest
from worker.proof import prove

TOML = (
    QUEST_TOML.replace("[[wrong]]", "").split('notebook = "wrong')[0]
    + """
[[criterion]]
id = "either"
kind = "any"
points = 3
cell = "add"
needs = ["runs"]
title = { en = "Adds or has a total", ko = "더하거나 합계가 있습니다" }
of = [
  { kind = "function", function = "add", reference = "add", cases = [[1, 2]] },
  { kind = "value", variable = "total", equals = 3 },
]

[[criterion]]
id = "why"
kind = "code"
points = 0
cell = "add"
explains = "either"
loops = "required"
title = { en = "It counts up in a loop", ko = "반복문으로 셉니다" }

[runtime]
backend = "none"

[[wrong]]
notebook = "wrong/subtracts.ipynb"
fails = FAILS
"""
)


@pytest.mark.parametrize(
    ("fails", "held", "note"),
    [
        (["either", "either-1", "why"], True, ""),
        (["either", "runs"], False, "It passes runs"),
        (["why", "either-2"], True, ""),
    ],
)
def test_known_wrong_answers_fail_at_a_combinator_its_part_or_an_explanation(
    tmp_path: Path, store: Store, fails: list[str], held: bool, note: str
) -> None:
    quest = load(write_quest(tmp_path / "quest", quest_toml=TOML.replace("FAILS", str(fails))))
    solution, starter, wrong = prove(quest, store=store).entries
    assert solution["held"], solution
    assert starter["held"], starter
    assert wrong["held"] is held, wrong
    assert (wrong["note"]["en"] if wrong["note"] else "").startswith(note)


def test_an_explanation_that_is_not_given_is_told(tmp_path: Path, store: Store) -> None:
    toml = TOML.replace("FAILS", '["either", "why"]').replace('loops = "required"', 'loops = "forbidden"')
    wrong = prove(load(write_quest(tmp_path / "quest", quest_toml=toml)), store=store).entries[-1]
    assert not wrong["held"]
    assert wrong["note"]["en"].startswith("why explains nothing here")


CUSTOM = QUEST_TOML.replace(
    "\n[[wrong]]",
    """
[[criterion]]
id = "own"
kind = "custom"
points = 3
title = { en = "Own", ko = "직접" }
asks = { functions = [{ name = "add", cases = [[1, 2]] }] }

[[wrong]]""",
)
GRADER = """\
from graders.authoring import *


def judge(evidence):
    (result,) = evidence.results("add")
    right = result.VALUE == 3
    return partial(float(right), text("One and two are three.", "1 더하기 2는 3입니다."), found=result.value)
"""


def test_a_function_of_the_instructors_own_is_proven(tmp_path: Path, store: Store) -> None:
    files: dict[str, str | bytes | None] = {"quest_toml": CUSTOM, "grader_py": GRADER.replace("VALUE", "value")}
    quest = load(write_quest(tmp_path / "quest", **files))
    assert prove(quest, store=store).held


def test_a_function_that_breaks_is_told_to_its_author_with_its_line(tmp_path: Path, store: Store) -> None:
    quest = load(write_quest(tmp_path / "quest", quest_toml=CUSTOM, grader_py=GRADER.replace("VALUE", "valeu")))
    solution, _, _ = prove(quest, store=store).entries
    assert not solution["held"]
    assert "grader.py, line 6: AttributeError: 'Result' object has no attribute 'valeu'" in solution["note"]["en"]
    assert "grader.py 6번째 줄" in solution["note"]["ko"]


def test_a_wrong_answer_that_a_limit_stops_shows_nothing(tmp_path: Path, store: Store) -> None:
    endless = sums("while True:\n    pass")
    toml = QUEST_TOML.replace("[[wrong]]", "[limits]\nseconds = 3\n\n[[wrong]]") + '\n[runtime]\nbackend = "none"\n'
    quest = load(write_quest(tmp_path / "quest", quest_toml=toml, **{"wrong/subtracts_ipynb": endless}))
    *_, wrong = prove(quest, store=store).entries
    assert not wrong["held"]
    assert "stopped by the time limit" in wrong["note"]["en"]

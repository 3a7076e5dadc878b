"""What a proof says of quests whose criteria are made of others, or explain others."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, write_quest
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

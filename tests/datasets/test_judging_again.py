"""What becomes of earlier runs when other rows are held out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import Quest
from graders.report import Fault
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, sums, write_quest
from worker import pipeline

RIGHT = "def add(a, b):\n    return a + b"
ABOUT_NEWS = '[runtime]\nbackend = "none"\ndata = ["news"]\n'


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    head, criteria = QUEST_TOML.split("\n[[criterion]]", 1)
    return load(write_quest(tmp_path / "quest", quest_toml=f"{head}\n{ABOUT_NEWS}\n[[criterion]]{criteria}"))


def test_a_run_is_judged_again_while_the_same_rows_are_held_out(quest: Quest, store: Store, tmp_path: Path) -> None:
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    again = pipeline.regrade(quest, tmp_path / "evidence", store=store)
    assert (again.state, again.score) == ("graded", 10)


def test_a_run_on_the_twin_is_not_judged_by_published_rows(
    quest: Quest, store: Store, tmp_path: Path, published: Path
) -> None:
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    store.take("news", {name: published / name for name in ("news.npz", "words.json")})
    again = pipeline.regrade(quest, tmp_path / "evidence", store=store)
    assert (again.state, again.fault) == ("ended", Fault.PLATFORM)
    assert again.reason is not None
    assert "held out of news is not what it was" in again.reason.en
    assert "news의 채점용 데이터가" in again.reason.ko
    store.make_twin("news")
    assert pipeline.regrade(quest, tmp_path / "evidence", store=store).score == 10

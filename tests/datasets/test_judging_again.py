"""What becomes of earlier runs when other rows are held out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graders.evidence import Evidence
from graders.loading import load
from graders.quest import Quest
from graders.report import Fault, Report
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, sums, write_quest
from worker import pipeline
from worker.judge import Judge

RIGHT = "def add(a, b):\n    return a + b"
ABOUT_NEWS = '[runtime]\nbackend = "none"\ndata = ["news"]\n'


ON_NEWS = """
[[criterion]]
id = "own"
kind = "custom"
points = 3
data = "news"
title = { en = "Own", ko = "직접" }

[[wrong]]"""
GRADER = """\
from graders.authoring import *


def judge(evidence):
    return partial(float(len(evidence.rows) >= 20), text("Rows are held out.", "채점용 행이 있습니다."))
"""


@pytest.fixture
def reads_news(tmp_path: Path) -> Quest:
    """The sums, with the news there to be read: 10 points, none of them for anything about the news."""
    return load(write_quest(tmp_path / "reads", quest_toml=QUEST_TOML.replace("[[wrong]]", f"{ABOUT_NEWS}\n[[wrong]]")))


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    """The sums, and a criterion that looks at what is held out of the news: 13 points."""
    toml = QUEST_TOML.replace("[[wrong]]", f"{ABOUT_NEWS}\n[[wrong]]").replace("\n[[wrong]]", ON_NEWS)
    return load(write_quest(tmp_path / "quest", quest_toml=toml, grader_py=GRADER))


def test_a_run_is_judged_again_while_the_same_rows_are_held_out(quest: Quest, store: Store, tmp_path: Path) -> None:
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    again = pipeline.regrade(quest, tmp_path / "evidence", store=store)
    assert (again.state, again.score) == ("graded", 13)


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
    assert pipeline.regrade(quest, tmp_path / "evidence", store=store).score == 13


def test_a_run_whose_held_out_rows_are_replaced_meanwhile_gets_no_grade_and_costs_no_attempt(
    quest: Quest, store: Store, tmp_path: Path, published: Path
) -> None:
    def provision(event: dict[str, Any]) -> None:
        if event.get("phase") == "asking":
            store.take("news", {name: published / name for name in ("news.npz", "words.json")})

    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store, on_event=provision)
    assert (report.state, report.fault) == ("ended", Fault.PLATFORM)
    assert report.reason is not None
    assert "held out of news was replaced while" in report.reason.en
    assert "does not use up an attempt" in report.reason.en
    assert "news의 채점용 데이터가 바뀌어" in report.reason.ko
    assert pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store).score == 13


def test_judging_again_gives_no_grade_by_rows_that_are_replaced_meanwhile(
    quest: Quest, store: Store, tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    judged = Judge.judge

    def judge(self: Judge, evidence: Path) -> Report:
        report = judged(self, evidence)
        store.take("news", {name: published / name for name in ("news.npz", "words.json")})
        return report

    monkeypatch.setattr(Judge, "judge", judge)
    again = pipeline.regrade(quest, tmp_path / "evidence", store=store)
    assert (again.state, again.fault) == ("ended", Fault.PLATFORM)
    assert again.reason is not None
    assert "held out of news is not what it was" in again.reason.en


def test_a_run_is_judged_again_whatever_is_held_out_of_data_that_only_its_notebook_reads(
    reads_news: Quest, store: Store, tmp_path: Path, published: Path
) -> None:
    pipeline.grade(reads_news, sums(RIGHT), tmp_path / "evidence", store=store)
    assert Evidence(tmp_path / "evidence").run.held_out == {}
    store.take("news", {name: published / name for name in ("news.npz", "words.json")})
    again = pipeline.regrade(reads_news, tmp_path / "evidence", store=store)
    assert (again.state, again.score) == ("graded", 10)

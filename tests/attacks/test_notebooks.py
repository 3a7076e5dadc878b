"""Hostile notebooks of which more is to be said than a file of the gallery can."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from graders.evidence import Evidence
from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from tests.graders.folders import code, notebook, sums, write_quest
from tests.sandbox.scenes import play_as_nobody
from worker import pipeline

RIGHT = "\ndef add(a, b):\n    return a + b\n"


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    return load(write_quest(tmp_path / "quest"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def test_errors_by_the_megabyte_do_not_make_the_record_unreadable(quest: Quest, store: Store, tmp_path: Path) -> None:
    cells = [code(f"raise ValueError('{n}' + 'x' * 20_000)") for n in range(60)]
    report = pipeline.grade(quest, notebook(*cells, code(RIGHT)), tmp_path / "evidence", store=store)
    assert (report.state, report.score) == ("graded", 9)


def test_a_training_that_tells_of_infinity_breaks_no_page(quest: Quest, store: Store, tmp_path: Path) -> None:
    events: list[dict[str, object]] = []
    lies = "print('Epoch 1/2')\nprint('1/1 - 1s - loss: 1e999 - accuracy: 0.5', flush=True)"
    pipeline.grade(quest, sums(lies + RIGHT), tmp_path / "evidence", store=store, on_event=events.append)
    assert [event["logs"] for event in events if event["type"] == "epoch"] == [{"accuracy": 0.5}]


def test_the_questions_hold_nothing_of_the_answers(quest: Quest, store: Store, tmp_path: Path) -> None:
    tells = (
        "import os\ndef add(a, b):\n    place = '/questbook/ask/'\n"
        "    raise ValueError(sorted(os.listdir(place)), open(place + 'questions.json').read())"
    )
    pipeline.grade(quest, sums(tells), tmp_path / "evidence", store=store)
    error = Evidence(tmp_path / "evidence").answer("add")
    assert error is not None
    files, questions = ast.literal_eval(error.values[0].message)  # type: ignore[union-attr]
    assert files == ["arrays.npz", "cells.json", "questions.json"]
    *observed, question = json.loads(questions)
    assert observed == [{"id": "figures", "ask": "figures"}, {"id": "calls", "ask": "calls"}]
    assert question == {
        "id": "add", "ask": "function", "name": "add", "seconds_each": 10.0,
        "calls": [[{"literal": 1}, {"literal": 2}], [{"literal": 3}, {"literal": 4}]],
    }  # fmt: skip


def test_a_folder_shut_to_the_watcher_ends_the_run_of_an_ordinary_user() -> None:
    shut = "import os, time\nos.mkdir('/run/kernel/shut')\nos.chmod('/run/kernel/shut', 0)\ntime.sleep(60)"
    outcome = play_as_nobody([shut])
    assert outcome.ended_by == "disk"

"""Hostile notebooks through the real pipeline: each is graded by what it truly did, and leaves nothing behind."""

from __future__ import annotations

import ast
import json
import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.evidence import Evidence
from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from tests.attacks.notebooks import EXHAUSTING, FORGING, PUBLISH, RIGHT, Attack
from tests.graders.folders import QUEST_TOML, code, notebook, sums, write_quest
from tests.sandbox.scenes import play_as_nobody
from worker import pipeline

MB = 2**20
LIMITS = "[limits]\nseconds = 20\nmemory_mb = 700\n\n[[criterion]]"


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    return load(write_quest(tmp_path / "quest", quest_toml=QUEST_TOML.replace("[[criterion]]", LIMITS, 1)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


@pytest.fixture(autouse=True)
def nothing_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After every attack: no process below this one, and no folder of a run."""
    own = f"questbook-attack-{uuid.uuid4().hex[:8]}-"
    monkeypatch.setattr("worker.folder.PREFIX", own)
    yield
    assert list(Path(tempfile.gettempdir()).glob(f"{own}*")) == []
    assert _sandboxes() == []


def _sandboxes() -> list[str]:
    return [
        name
        for thread in Path("/proc/self/task").iterdir()
        for name in (thread / "children").read_text().split()
        if "bwrap" in Path(f"/proc/{name}/comm").read_text()
    ]


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("attack", [*FORGING, *EXHAUSTING], ids=lambda attack: attack.tries)
def test_it_gets_what_it_earned_and_ends(attack: Attack, quest: Quest, store: Store, tmp_path: Path) -> None:
    before = _resident()
    events: list[dict[str, object]] = []
    report = pipeline.grade(quest, sums(attack.source), tmp_path / "evidence", store=store, on_event=events.append)
    assert (report.state, report.score, report.max_score) == ("graded", attack.score, 10), report.reason
    run = Evidence(tmp_path / "evidence").run
    assert attack.ended_by in (None, run.ended_by)
    assert attack.notice in (None, *(notice.code for notice in report.notices))
    kept = list((tmp_path / "evidence").rglob("*"))
    assert all((path.is_file() or path.is_dir()) and not path.is_symlink() for path in kept)
    assert sum(path.stat().st_size for path in kept) < 1100 * MB
    assert _resident() - before < 1000 * MB
    json.dumps(events, allow_nan=False)


def test_errors_by_the_megabyte_do_not_make_the_record_unreadable(quest: Quest, store: Store, tmp_path: Path) -> None:
    cells = [code(f"raise ValueError('{n}' + 'x' * 20_000)") for n in range(60)]
    report = pipeline.grade(quest, notebook(*cells, code(RIGHT)), tmp_path / "evidence", store=store)
    assert (report.state, report.score) == ("graded", 9)


def test_a_training_that_tells_of_infinity_breaks_no_page(quest: Quest, store: Store, tmp_path: Path) -> None:
    events: list[dict[str, object]] = []
    lies = "print('Epoch 1/2')\nprint('1/1 - 1s - loss: 1e999 - accuracy: 0.5', flush=True)"
    pipeline.grade(quest, sums(PUBLISH + lies + RIGHT), tmp_path / "evidence", store=store, on_event=events.append)
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
    [question] = json.loads(questions)
    assert question == {
        "id": "add", "ask": "function", "name": "add", "seconds_each": 10.0,
        "calls": [[{"literal": 1}, {"literal": 2}], [{"literal": 3}, {"literal": 4}]],
    }  # fmt: skip


def test_a_folder_shut_to_the_watcher_ends_the_run_of_an_ordinary_user() -> None:
    shut = "import os, time\nos.mkdir('/run/kernel/shut')\nos.chmod('/run/kernel/shut', 0)\ntime.sleep(60)"
    outcome = play_as_nobody([shut])
    assert outcome.ended_by == "disk"

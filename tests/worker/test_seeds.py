"""A notebook that is judged over several seeds runs as often, within one attempt."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.evidence import Evidence
from graders.loading import load
from graders.models import rebuild_model
from graders.quest import Quest
from graders.report import FindingState
from graders.text import text
from quests.datasets.recipe import Array, HeldOutRows, Recipe, Share, arrays_file
from quests.datasets.store import Store
from tests.graders.folders import code, notebook, write_quest
from worker import pipeline

TOML = """\
slug = "dlp-02-seeds"
course = "dlp"
chapter = 2
title = { en = "Guess", ko = "맞히기" }
summary = { en = "Guess numbers.", ko = "수를 맞힙니다." }
text = { en = "Make `model`.", ko = "`model`을 만듭니다." }
limits = { seconds = 60, memory_mb = 4096 }
runtime = { seed = 11, data = ["guess"] }

[[criterion]]
id = "runs"
kind = "runs"
points = 1
title = { en = "It runs", ko = "실행됩니다" }

[[criterion]]
id = "value"
kind = "value"
points = 1
variable = "drawn"
rank = 0
title = { en = "A number", ko = "수" }

[[criterion]]
id = "error"
kind = "metric"
points = 8
model = "model"
data = "guess"
metric = "mae"
steps = [{ at = 1.0, share = 1.0 }]
confidence = 0
seeds = { count = 3, of = "median" }
title = { en = "The error is small", ko = "오차가 작습니다" }
"""
MODEL = """\
import random
import keras
import numpy as np
drawn = random.random()
layer = keras.layers.Dense(1, use_bias=False)
layer.build((None, 1))
layer.set_weights([np.array([[drawn]])])
model = keras.Sequential([keras.Input((1,)), layer])
"""
"""Its error on rows of 1 with the label 0 is the number drawn."""
HELD_OUT = HeldOutRows(np.ones((20, 1), "float32"), np.zeros(20, "float32"))


def public(rng: np.random.Generator, progress: Share) -> dict[str, Array]:
    return {"x": rng.random((5, 1))}


GUESS = Recipe(
    name="guess",
    title=text("Guess", "맞히기"),
    about=text("Ones.", "1입니다."),
    licence="CC0-1.0",
    version=1,
    files=("guess.npz",),
    public=arrays_file("guess.npz", public),
    heldout=lambda rng, progress: HELD_OUT,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home", [GUESS])


def quest_of(folder: Path) -> Quest:
    answer = code("model = None", "model", answer=True)
    return load(
        write_quest(
            folder,
            **{"wrong/subtracts_ipynb": None},
            quest_toml=TOML,
            starter_ipynb=notebook(answer),
            solution_ipynb=notebook(code(MODEL, "model", answer=True)),
        )
    )


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    return quest_of(tmp_path / "quest")


def runs(evidence: Path) -> Iterator[Evidence]:
    """The attempt's own run, and those with other seeds."""
    own = Evidence(evidence)
    yield own
    yield from filter(None, map(own.rerun, range(1, 9)))


def test_the_median_of_three_seeds_is_judged_and_judged_again(quest: Quest, store: Store, tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    evidence = tmp_path / "evidence"
    upload = notebook(code(MODEL, "model", answer=True))
    report = pipeline.grade(quest, upload, evidence, store=store, on_event=events.append)
    found = report.findings[2]
    assert found.state is FindingState.PASSED, found.message.en
    assert [run.run.seed for run in runs(evidence)] == [11, 12, 13]
    assert report.seed == 11
    assert [event for event in events if event["type"] == "seed"] == [
        {"type": "seed", "run": 2, "runs": 3},
        {"type": "seed", "run": 3, "runs": 3},
    ]
    asked = [sorted(path.stem for path in (run.folder / "answers").glob("*.json")) for run in runs(evidence)]
    assert "value" in asked[0]
    assert asked[1] == asked[2] == ["error-predictions", "model-model"]
    predicted = [run.answer("error-predictions") for run in runs(evidence)]
    assert [answer and answer.status for answer in predicted] == ["unneeded"] * 3
    models = [rebuild_model(run.folder / "answers" / "model-model.keras").model for run in runs(evidence)]
    drawn = [float(model.get_weights()[0].item()) for model in models]
    assert len(set(drawn)) == 3
    assert f"mean absolute error of {sorted(drawn)[1]:.4g} on" in found.message.en
    assert "median of 3 runs" in found.message.en
    again = pipeline.regrade(quest, evidence, store=store)
    assert [f.message for f in again.findings] == [f.message for f in report.findings]


def test_a_run_that_fails_is_told_and_the_others_are_judged(quest: Quest, store: Store, tmp_path: Path) -> None:
    fails = f"{MODEL}if abs(drawn - {first_number(12)}) < 1e-9:\n    import os\n    os._exit(1)\n"
    evidence = tmp_path / "evidence"
    report = pipeline.grade(quest, notebook(code(fails, "model", answer=True)), evidence, store=store)
    assert [run.run.ended_by for run in runs(evidence)] == ["finished", "kernel_died", "finished"]
    assert report.findings[0].state is FindingState.PASSED
    assert report.findings[2].state is FindingState.PASSED
    assert "1 of 3 runs gave no figure" in report.findings[2].message.en
    assert json.loads((evidence / "run.json").read_text())["seed"] == 11


def test_a_notebook_that_came_to_no_end_is_not_run_again(quest: Quest, store: Store, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence"
    upload = notebook(code("import os\nos._exit(1)", "model", answer=True))
    report = pipeline.grade(quest, upload, evidence, store=store)
    assert len(list(runs(evidence))) == 1
    assert report.findings[2].points == 0


def first_number(seed: int) -> float:
    """What Python draws first from a seed."""
    return random.Random(seed).random()

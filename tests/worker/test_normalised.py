"""Held-out rows are normalised with the learner's own statistics, also where only the sandbox can call the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from graders.loading import load
from graders.report import FindingState
from quests.datasets.recipe import HeldOutRows
from quests.datasets.store import Store
from tests.graders.folders import code, notebook, write_quest
from tests.worker.test_seeds import GUESS, TOML
from worker import pipeline

ROWS = np.arange(20, dtype="float32")[:, None] * 3 + 100
OWN = """\
import keras
import numpy as np
drawn = 1.0
mean, std = np.array([100.0]), np.float32(3)

class Same(keras.layers.Layer):
    def call(self, rows):
        return rows * 1.0

model = keras.Sequential([keras.Input((1,)), Same()])
"""


def test_a_model_of_ones_own_predicts_rows_as_it_was_trained_on(tmp_path: Path) -> None:
    heldout = HeldOutRows(ROWS, np.arange(20, dtype="float32"))
    store = Store(tmp_path / "home", [replace(GUESS, heldout=lambda rng, progress: heldout)])
    toml = TOML.replace('seeds = { count = 3, of = "median" }', 'normalise = { mean = "mean", std = "std" }')
    folder = write_quest(
        tmp_path / "quest",
        **{"wrong/subtracts_ipynb": None},
        quest_toml=toml,
        starter_ipynb=notebook(code("model = None", "model", answer=True)),
        solution_ipynb=notebook(code(OWN, "model", answer=True)),
    )
    upload = notebook(code(OWN, "model", answer=True))
    finding = pipeline.grade(load(folder), upload, tmp_path / "evidence", store=store).findings[2]
    assert finding.state is FindingState.PASSED, finding.message.en
    assert "a mean absolute error of 0 on" in finding.message.en
    assert "predictions that the model gave" in finding.message.en

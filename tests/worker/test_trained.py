"""Training and leaks, observed in a real kernel and judged in a real sandbox: what no forged record can show."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import Quest
from graders.report import Finding, FindingState
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, code, notebook, write_quest
from worker import pipeline

CRITERIA = """
[runtime]
backend = "tensorflow"

[[criterion]]
id = "training"
kind = "training"
points = 8
title = { en = "Training", ko = "학습" }
model = "model"
fresh = true
rows = { min = 150, max = 250 }
x_shape = [6]
y = "binary"
validation = "data"
epochs = { max = 20 }
optimizer = "rmsprop"
learning_rate = { max = 0.01 }
trainable_parameters = 65
falls = ["loss"]
callbacks = [{ class = "EarlyStopping", patience = { min = 2 }, restore_best_weights = true }]

[[criterion]]
id = "frozen"
kind = "training"
points = 1
title = { en = "Frozen", ko = "동결" }
model = "borrowed"
frozen = ["base"]

[[criterion]]
id = "folds"
kind = "training"
points = 4
title = { en = "Folds", ko = "교차 검증" }
folds = { k = 3 }

[[criterion]]
id = "leakage"
kind = "leakage"
points = 4
title = { en = "No leak", ko = "누출 없음" }
test = ["x_test"]
validation = true
evaluated = true

[[criterion]]
id = "scaled"
kind = "leakage"
points = 4
title = { en = "Statistics", ko = "통계량" }
scaled = { train = "x_train", test = "x_test" }

[[criterion]]
id = "loss"
kind = "model"
points = 4
title = { en = "Loss", ko = "손실" }
model = "model"
api = "functional"
loss_fits = { classes = 2 }
"""
DATA = """\
import keras
import numpy as np
from keras import layers
drawn = np.random.default_rng(0)
raw, raw_test = drawn.normal(5, 3, (270, 6)), drawn.normal(5, 3, (90, 6))
y, y_test = (raw.sum(axis=1) > 30).astype(int), (raw_test.sum(axis=1) > 30).astype(int)
mean, std = raw.mean(axis=0), raw.std(axis=0)
x_train, x_test = (raw - mean) / std, (raw_test - mean) / std
base = keras.Sequential([keras.Input((6,)), layers.Dense(4)], name="base")
for layer in base.layers:
    layer.trainable = False
borrowed = keras.Sequential([keras.Input((6,)), base, layers.Dense(1)])
borrowed.compile("sgd", "mse")
borrowed.fit(x_train[70:], y[70:], epochs=1, verbose=0)
"""
TRAIN = """\
def build(units):
    rows = keras.Input((6,))
    made = keras.Model(rows, layers.Dense(1, activation="sigmoid")(layers.Dense(units, activation="relu")(rows)))
    made.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
    return made

model = build(8)
stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
held = (x_train[:70], y[:70])
model.fit(x_train[70:], y[70:], epochs=6, validation_data=held, callbacks=[stop], verbose=0)
model.evaluate(x_test, y_test, verbose=0)
"""
FOLDS = """\
for fold in range(3):
    kept = np.arange(len(x_train)) // 90 == fold
    net = build(4)
    net.fit(x_train[~kept], y[~kept], epochs=1, validation_data=(x_train[kept], y[kept]), verbose=0)
"""
SOLUTION = {"data": DATA, "train": TRAIN, "folds": FOLDS}
LEAKING = {
    "data": DATA.replace(
        "(raw_test - mean) / std", "(raw_test - raw_test.mean(axis=0)) / raw_test.std(axis=0)"
    ).replace("layer.trainable = False", "layer.trainable = True"),
    "train": TRAIN.replace("x_train[70:], y[70:]", "np.r_[x_train, x_test], np.r_[y, y_test]").replace(
        '"binary_crossentropy"', '"mse"'
    ),
    "folds": FOLDS.replace("    net = build(4)\n", "    net = net if fold else build(4)\n"),
}


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    head = QUEST_TOML[: QUEST_TOML.index("[[criterion]]")]
    folder = write_quest(
        tmp_path / "quest",
        **{"wrong/subtracts_ipynb": None},
        quest_toml=head + CRITERIA,
        starter_ipynb=notebook(*(code("", name, answer=True) for name in LEAKING)),
        solution_ipynb=notebook(*(code(source, name, answer=True) for name, source in SOLUTION.items())),
    )
    return load(folder)


def graded(quest: Quest, tmp_path: Path, **cells: str) -> dict[str, Finding]:
    upload = notebook(*(code(source, name, answer=True) for name, source in cells.items()))
    report = pipeline.grade(quest, upload, tmp_path / "evidence", store=Store(tmp_path / "home"))
    return {finding.criterion: finding for finding in report.findings}


def test_what_was_trained_well_passes(quest: Quest, tmp_path: Path) -> None:
    findings = graded(quest, tmp_path, **SOLUTION)
    assert {name: finding.state for name, finding in findings.items()} == dict.fromkeys(findings, FindingState.PASSED)


def test_each_slip_is_found_with_its_numbers_and_its_line(quest: Quest, tmp_path: Path) -> None:
    found = graded(quest, tmp_path, **LEAKING)
    assert "on 360 rows" in found["training"].message.en
    assert (found["training"].cell, found["training"].line) == ("train", 10)
    assert "Layer `base` of `borrowed` was trainable" in found["frozen"].message.en
    assert "fold 2 had been trained for 1 epochs before" in found["folds"].message.en
    assert "70 of the 70 rows of the validation data" in found["leakage"].message.en
    assert "`x_test` was standardised by its own" in found["scaled"].message.en
    assert "binary_crossentropy" in found["loss"].message.en
    assert found["loss"].cell == "train"

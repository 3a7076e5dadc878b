"""What a learner drew and answered in a real kernel, judged in a real sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import Quest
from graders.report import FindingState, Report
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, code, notebook, write_quest
from worker import pipeline

CRITERIA = """
[[criterion]]
id = "curves"
kind = "figure"
points = 4
cell = "draw"
title = { en = "The curves", ko = "곡선" }
x_label = ["epoch", "에포크"]
y_label = true
legend = [["train", "훈련"], ["val", "검증"]]
series = [{ history = "loss", label = "train" }, { history = "val_loss", label = "val" }]

[[criterion]]
id = "activation"
kind = "figure"
points = 2
cell = "shape"
title = { en = "An activation", ko = "활성화 함수" }
series = [{ function = "tanh", covers = [-2, 2] }, { variable = "squares" }]

[[criterion]]
id = "gallery"
kind = "figure"
points = 1
cell = "shape"
title = { en = "Images", ko = "이미지" }
images = 4

[[criterion]]
id = "memory"
kind = "answer"
points = 2
variable = "memory"
title = { en = "Memory", ko = "메모리" }
number = { right = 2.0, unit = "GB" }

[[criterion]]
id = "sizes"
kind = "value"
points = 1
variable = "sizes"
title = { en = "Shapes", ko = "모양" }
type = "tuple"
equals = [[64, 4], [48], [64, 4]]

[[criterion]]
id = "kinds"
kind = "value"
points = 1
variable = "kinds"
title = { en = "Dtypes", ko = "자료형" }
equals = ["float64", "float32", "uint8"]

[[criterion]]
id = "best"
kind = "answer"
points = 1
variable = "remedies"
title = { en = "Remedies", ko = "대책" }
choice = { among = ["a", "b", "c"], right = ["a", "c"] }
"""
HEAD = QUEST_TOML[: QUEST_TOML.index("[[criterion]]")]
TRAINS = """\
import keras
import matplotlib.pyplot as plt
import numpy as np

x = np.random.default_rng(0).normal(size=(64, 4))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
history = model.fit(x[:48], x[:48].sum(axis=1), validation_data=(x[48:], x[48:].sum(axis=1)), epochs=3, verbose=0)
"""
DRAWS = """\
loss, val_loss = history.history["loss"], history.history["val_loss"]
epochs = range(1, len(loss) + 1)
plt.plot(epochs, loss, "bo", label="Training loss")
plt.plot(epochs, val_loss, "b", label="Validation loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()
"""
SHAPES = """\
grid = np.linspace(-2, 2, 81)
squares = np.arange(10) ** 2
figure, (left, right) = plt.subplots(1, 2)
left.plot(grid, np.tanh(grid))
right.scatter(range(10), squares)
plt.show()
for number in range(4):
    plt.subplot(2, 2, number + 1)
    plt.imshow(np.full((8, 8), number))
plt.show()
memory, remedies = "2 GB", {"a", "c"}
tensor = keras.ops.convert_to_tensor(x, "float32")
sizes = (x.shape, [48], tensor.shape)
kinds = [x.dtype, tensor.dtype, "uint8"]
"""


@pytest.fixture
def observed(tmp_path: Path) -> Quest:
    starter = notebook(code("draw = None", "draw", answer=True), code("...", "shape", answer=True))
    solution = notebook(code(TRAINS + DRAWS, "draw", answer=True), code(SHAPES, "shape", answer=True))
    files: dict[str, str | bytes | None] = {"reference_py": None, "wrong/subtracts_ipynb": None}
    folder = write_quest(
        tmp_path / "quest", quest_toml=HEAD + CRITERIA, starter_ipynb=starter, solution_ipynb=solution, **files
    )
    return load(folder)


def graded(quest: Quest, tmp_path: Path, draws: str = DRAWS, shapes: str = SHAPES) -> Report:
    upload = notebook(code(TRAINS + draws, "draw", answer=True), code(shapes, "shape", answer=True))
    return pipeline.grade(quest, upload, tmp_path / "evidence", store=Store(tmp_path / "home"))


def test_what_is_drawn_and_answered_as_asked_has_every_point(observed: Quest, tmp_path: Path) -> None:
    report = graded(observed, tmp_path)
    said = [finding.message.en for finding in report.findings if finding.state is not FindingState.PASSED]
    assert (report.score, report.max_score) == (12, 12), said


def test_what_is_missing_is_told(observed: Quest, tmp_path: Path) -> None:
    draws = DRAWS.replace('plt.ylabel("Loss")\n', "").replace("range(1, len(loss) + 1)", "range(5, len(loss) + 5)")
    shapes = SHAPES.replace("np.tanh(grid)", "np.sin(grid)").replace('"2 GB"', '"2 MB"').replace("range(4)", "range(3)")
    findings = {f.criterion: f for f in graded(observed, tmp_path, draws, shapes).findings}
    assert findings["curves"].state is FindingState.PARTIAL
    assert "at x from 5 to 7" in findings["curves"].message.en
    assert "`tanh` is not drawn" in findings["activation"].message.en
    assert findings["gallery"].message.en == "3 images are shown; 4 are asked for."
    assert "10^3 times too small" in findings["memory"].message.en
    assert findings["best"].state is FindingState.PASSED

"""A small network, trained for three epochs: the everyday submission.

Functions without annotations are copied into notebooks and test files as they stand.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.grading.assignments import Assignment, Cell, Check, source_of
from graders.text import text
from quests.datasets.recipe import Array, HeldOutRows, Recipe, arrays_file

ROWS, HELD_OUT = 2000, 2000


def blobs(random, count):
    """Rows of 20 numbers around one of three centres, and the number of that centre."""
    centres = np.random.default_rng(1).normal(size=(3, 20))
    labels = random.integers(0, 3, count)
    return (centres[labels] + random.normal(scale=1.5, size=(count, 20))).astype("float32"), labels


def standardise(rows):
    """Each column with mean 0 and standard deviation 1."""
    return (rows - rows.mean(axis=0)) / rows.std(axis=0)


def check_standardise(standardise):
    """Three calls on arrays."""
    import numpy as np

    for shape, seed in (((50, 4), 11), ((7, 2), 12), ((300, 9), 13)):
        rows = np.random.default_rng(seed).standard_normal(shape)
        right = (rows - rows.mean(axis=0)) / rows.std(axis=0)
        np.testing.assert_allclose(standardise(rows.copy()), right, rtol=1e-5, atol=1e-6)


def check_accuracy(model):
    """Held-out rows."""
    import numpy as np

    with np.load("heldout.npz") as held_out:
        rows, labels = held_out["rows"], held_out["labels"]
    # Calling the model is the quickest way to its outputs: predict() would trace a graph first.
    assert (np.asarray(model(rows)).argmax(axis=1) == labels).mean() >= 0.85


def _public(random: np.random.Generator, progress: Callable[[float], None]) -> dict[str, Array]:
    """The very rows that the notebook makes for itself."""
    rows, labels = blobs(np.random.default_rng(2), ROWS)
    return {"rows": rows, "labels": labels}


def _heldout(random: np.random.Generator, progress: Callable[[float], None]) -> HeldOutRows:
    return HeldOutRows(*blobs(random, HELD_OUT))


DATA = Recipe(
    name="bench-blobs",
    title=text("Three clouds of points", "점 구름 세 개"),
    about=text("Made to measure graders.", "채점기를 측정하려고 만든 데이터입니다."),
    licence="CC0-1.0",
    version=1,
    files=("bench-blobs.npz",),
    public=arrays_file("bench-blobs.npz", _public),
    heldout=_heldout,
)

SETUP = f"""
import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(2)


{source_of(blobs)}


raw, labels = blobs(np.random.default_rng(2), {ROWS})
""".strip()

MODEL = """
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(32, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
model.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
""".strip()

FIT = 'history = model.fit(raw, labels, epochs=3, batch_size=32, verbose=0)\nprint(history.history["accuracy"])'
FIT_ON_WRONG_LABELS = FIT.replace("labels,", "(labels + 1) % 3,")
STUB = "raise NotImplementedError"

ASSIGNMENT = Assignment(
    name="small-training",
    title=text("Three clouds", "구름 세 개"),
    about="five cells; three epochs of a small dense network on 2,000 rows",
    backend="tensorflow",
    cells=(
        Cell("setup", SETUP),
        Cell(
            "standardise", STUB, source_of(standardise), "def standardise(rows):\n    return rows - rows.mean(axis=0)"
        ),
        Cell("look", "print(standardise(raw).std(axis=0)[:3])"),
        Cell("build", STUB, MODEL),
        Cell("train", STUB, FIT, FIT_ON_WRONG_LABELS),
    ),
    checks=(
        Check(
            "standardise",
            10,
            {
                "kind": "function",
                "cell": "standardise",
                "function": "standardise",
                "reference": "standardise",
                "cases": [
                    [{"normal": [50, 4], "seed": 11}],
                    [{"normal": [7, 2], "seed": 12}],
                    [{"normal": [300, 9], "seed": 13}],
                ],
            },
            check_standardise,
        ),
        Check(
            "accuracy",
            10,
            {
                "kind": "metric",
                "cell": "train",
                "model": "model",
                "data": DATA.name,
                "steps": [{"at": 0.85, "share": 1.0}],
            },
            check_accuracy,
        ),
    ),
    reference=(standardise,),
    data=DATA,
)

"""Mistakes that show in how arrays flow: statistics of test rows, and rows put into an order of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graders.diagnosis.ran import diagnose_ran

LOAD = (
    "from keras.datasets import boston_housing\nimport numpy as np\n"
    "(x, y), (x_test, y_test) = boston_housing.load_data()"
)
USE = "model.fit(x, y)\nmodel.evaluate(x_test, y_test)"

LEAKS = [
    ("x_test = (x_test - x_test.mean(axis=0)) / x_test.std(axis=0)", 1),
    ("x_test -= np.mean(x_test, axis=0)", 1),
    ("both = np.concatenate([x, x_test])\nmean = both.mean(0)\nx = x - mean\nx_test = x_test - mean", 2),
    ("def scale(a):\n    return (a - a.mean(axis=0)) / a.std(axis=0)\nx, x_test = scale(x), scale(x_test)", 3),
    ("s = StandardScaler()\ns.fit(np.vstack((x, x_test)))\nx, x_test = s.transform(x), s.transform(x_test)", 2),
    ("norm = layers.Normalization()\nnorm.adapt(x_test)", 2),
    ("m = x_test.mean(axis=0)\nx, x_test = x - m, x_test - m", 1),
    ("for a in (x, x_test):\n    a -= a.mean(axis=0)\n    a /= a.std(axis=0)", 2),
    ("x, x_test = [(a - a.mean(axis=0)) / a.std(axis=0) for a in (x, x_test)]", 1),
    ("mean = np.r_[x, x_test].mean(axis=0)\nx, x_test = x - mean, x_test - mean", 1),
    ("z = rng.normal(size=(9, 2))\nz = z - z.mean(axis=0)\nx, x_test = z[:6], z[6:]", 2),
]
CLEAN = [
    "mean, std = x.mean(axis=0), x.std(axis=0)\nx, x_test = (x - mean) / std, (x_test - mean) / std",
    "x, x_test = x / 255.0, x_test / 255.0",
    "x, x_test = x / x.max(), x_test / x_test.max()",
    "x_test = x_test - x_test.mean(axis=1, keepdims=True)",
    "s = StandardScaler()\nx = s.fit_transform(x)\nx_test = s.transform(x_test)",
    "norm = layers.Normalization()\nnorm.adapt(x)",
    "mean = x.mean(axis=0)\nfor a in (x, x_test):\n    a -= mean",
    "errors = model.predict(x_test) - y_test\nz = (errors - errors.mean()) / errors.std()",
    "raw = np.zeros((9, 2))\nraw = raw - raw[:6].mean(axis=0)\nx, x_test = raw[:6], raw[6:]",
]
APART = [
    ("np.random.shuffle(x)", 1),
    ("np.random.shuffle(x)\nnp.random.shuffle(y)", 2),
    ("p = np.random.permutation(len(x))\nx = x[p]", 2),
    ("x = x[np.random.permutation(len(x))]\ny = y[np.random.permutation(len(y))]", 2),
    ("x = tf.random.shuffle(x)", 1),
    ("rng = np.random.default_rng(1)\nrng.shuffle(x)\nrng.shuffle(y)", 3),
    ("y = y[::-1]", 1),
    ("def mix(a):\n    return a[np.random.permutation(len(a))]\nx, y = mix(x), mix(y)", 3),
]
TOGETHER = [
    "p = np.random.permutation(len(x))\nx, y = x[p], y[p]",
    "np.random.seed(1)\nnp.random.shuffle(x)\nnp.random.seed(1)\nnp.random.shuffle(y)",
    "s = np.random.get_state()\nnp.random.shuffle(x)\nnp.random.set_state(s)\nnp.random.shuffle(y)",
    "np.random.default_rng(4).shuffle(x)\nnp.random.default_rng(4).shuffle(y)",
    "i = np.arange(len(x))\nnp.random.shuffle(i)\nx, y = x[i][:300], y[i][:300]",
    "pairs = list(zip(x, y))\nrandom.shuffle(pairs)\nx, y = zip(*pairs)",
    "def mix(a, b):\n    p = np.random.permutation(len(a))\n    return a[p], b[p]\nx, y = mix(x, y)",
    "x, y = sklearn.utils.shuffle(x, y)",
    "x, x_val, y, y_val = train_test_split(x, y)",
    "x = x[:, ::-1]",
    "order = unknown()\nx = x[order]",
]


@pytest.mark.parametrize(("cell", "line"), LEAKS)
def test_statistics_of_test_rows_are_found(tmp_path: Path, cell: str, line: int) -> None:
    found = diagnose_ran(tmp_path, LOAD, "from sklearn.model_selection import *\nimport tensorflow as tf", cell, USE)
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("scaled-with-test-statistics", "cell-3", line)


@pytest.mark.parametrize("cell", CLEAN)
def test_statistics_of_training_rows_are_right(tmp_path: Path, cell: str) -> None:
    assert diagnose_ran(tmp_path, LOAD, cell, USE) is None


@pytest.mark.parametrize(("cell", "line"), APART)
def test_rows_that_no_longer_belong_together_are_found(tmp_path: Path, cell: str, line: int) -> None:
    found = diagnose_ran(tmp_path, LOAD, "import random\nimport tensorflow as tf", cell, USE)
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("labels-shuffled-apart", "cell-3", line)


@pytest.mark.parametrize("cell", TOGETHER)
def test_rows_that_were_reordered_together_are_right(tmp_path: Path, cell: str) -> None:
    start = "import random\nimport sklearn\nfrom sklearn.model_selection import train_test_split"
    assert diagnose_ran(tmp_path, LOAD, start, cell, USE) is None


def test_labels_may_be_made_random_on_purpose(tmp_path: Path) -> None:
    cell = "random_labels = y.copy()\nnp.random.shuffle(random_labels)\nmodel.fit(x, random_labels)"
    assert diagnose_ran(tmp_path, LOAD, cell) is None


def test_cells_that_are_no_python_or_endless_are_left_alone(tmp_path: Path) -> None:
    deep = "x = " + "-" * 60 + "x\n" + "x = x + x\n" * 300
    assert diagnose_ran(tmp_path, LOAD, "this is no python", deep, "def f(a):\n    return f(a)\nf(x)", USE) is None

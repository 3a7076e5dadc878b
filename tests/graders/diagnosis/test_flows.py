"""Mistakes that show in how arrays flow: statistics of test rows, and rows put into an order of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.graders.diagnosis.ran import TEN, diagnose_ran, fitted, last

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


STREAM = (
    "import tensorflow as tf\nfrom keras.datasets import mnist\n(x, y), (x_test, y_test) = mnist.load_data()\n"
    "ds = tf.data.Dataset.from_tensor_slices((x / 255, y)).batch(32)\n"
    "new = tf.data.Dataset.from_tensor_slices((x_test / 255, y_test)).batch(32)"
)
STREAMED = {"type": "tensorflow.data.Dataset"}
LEAKING_STREAMS = [
    ("validation-among-training", "val = ds.take(9)\ntrain = ds"),
    ("validation-among-training", "train = ds.skip(5).map(f)\nval = train.shuffle(100).take(9).prefetch(1)"),
    ("training-on-test-rows", "train = ds.concatenate(new).shuffle(100)\nval = new"),
]
CLEAN_STREAMS = [
    "val = ds.take(9)\ntrain = ds.skip(9)",
    "train = ds\nval = new",
    "train = ds\nval = ds.take(9)\nif hold_back:\n    train = ds.skip(9)",
    "train = ds.filter(one)\nval = ds.filter(other)",
    "train = wrapped(ds)\nval = ds.take(9)",
    "train = ds.shard(2, 0)\nval = ds.shard(2, 1)",
]


def streamed(**fields: Any) -> dict[str, Any]:
    """A training of data sets, of which nothing but their type was recorded."""
    call = fitted(TEN, last(10, "softmax"), "sparse_categorical_crossentropy", x=STREAMED)
    return call | {"y": [], "validation_x": [STREAMED]} | fields


@pytest.mark.parametrize(("cause", "cell"), LEAKING_STREAMS)
def test_rows_of_one_data_set_that_another_surely_holds_are_found(tmp_path: Path, cause: str, cell: str) -> None:
    use = "model.fit(train, validation_data=val)"
    found = diagnose_ran(tmp_path, STREAM, cell, use, calls=[streamed()])
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "cell-3", 1)


@pytest.mark.parametrize("cell", CLEAN_STREAMS)
def test_data_sets_that_may_be_apart_are_let_be(tmp_path: Path, cell: str) -> None:
    assert diagnose_ran(tmp_path, STREAM, cell, "model.fit(train, validation_data=val)", calls=[streamed()]) is None


PIXELS = STREAM.replace(" / 255", "")
SCALED_ON_THEIR_WAY = [
    "train = ds.map(lambda a, b: (a / 255, b))",
    "def f(a, b):\n    a = tf.cast(a, tf.float32)\n    if small:\n        a /= 255\n    return a, b\ntrain = ds.map(f)",
    "train = ds.map(scale)",
    "train = ds.map(lambda a, b: (tf.image.convert_image_dtype(a, tf.float32), b))",
]


def test_pixels_of_a_data_set_that_nothing_scales_are_found(tmp_path: Path) -> None:
    cell = "train = ds.map(lambda a, b: (tf.reshape(tf.cast(a, tf.float32), (784,)), b)).prefetch(1)"
    calls = [streamed(validation_x=[])]
    found = diagnose_ran(tmp_path, PIXELS, cell, "model.fit(train)", calls=calls)
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("data-not-scaled", "cell-3", 1)


@pytest.mark.parametrize("cell", SCALED_ON_THEIR_WAY)
def test_pixels_that_may_be_scaled_on_their_way_are_let_be(tmp_path: Path, cell: str) -> None:
    calls = [streamed(validation_x=[])]
    assert diagnose_ran(tmp_path, PIXELS, cell, "model.fit(train)", calls=calls) is None


def test_rows_that_are_called_tests_and_trained_on_give_the_statistics_rightly(tmp_path: Path) -> None:
    cells = (
        "blood_tests = measured()\nblood_tests = blood_tests - blood_tests.mean(axis=0)",
        "model.fit(blood_tests, ill)\nmodel.evaluate(new, ill_too)",
    )
    assert diagnose_ran(tmp_path, *cells) is None

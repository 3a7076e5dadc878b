"""What the sandbox makes before ``fit`` begins, and what it spares each epoch, change nothing, to the last bit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

INSIDE = Path(__file__).resolve().parents[2] / "worker" / "inside"

TRAINS = """
import hashlib, json, os, sys
os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_DETERMINISTIC_OPS="1", CUDA_VISIBLE_DEVICES="-1")
watching, inside = sys.argv[1] == "watched", sys.argv[2]
sys.path.insert(0, inside)
import importing
if watching:
    for name in ("watching", "epochs"):
        importing.sibling(name).install()
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.src.backend.tensorflow.trainer import TensorFlowTrainer
from tensorflow.python.data.ops.iterator_ops import OwnedIterator

draw = np.random.default_rng(0)
x = draw.random((96, 6, 6, 1))
classes, numbers = draw.integers(0, 3, 96), draw.random((96, 1))
halves, weights = draw.integers(0, 2, 96), draw.random(96)
traced = []
step = TensorFlowTrainer.train_step

def counted(self, data):
    traced.append(1)
    return step(self, data)

TensorFlowTrainer.train_step = counted
made = []
make = OwnedIterator.__init__

def making(self, dataset=None, *args, **options):
    made.extend([] if dataset is None else [1])  # without one, it stands for an iterator in a graph
    return make(self, dataset, *args, **options)

OwnedIterator.__init__ = making

def net(units, activation=None):
    return keras.Sequential([
        keras.Input((6, 6, 1)), layers.Conv2D(3, 3, activation="relu"), layers.BatchNormalization(), layers.Flatten(),
        layers.Dropout(0.5), layers.Dense(4, kernel_regularizer="l2"), layers.Dense(units, activation=activation)])

def two():
    given = keras.Input((6, 6, 1))
    flat = layers.Flatten()(given)
    return keras.Model(given, {"a": layers.Dense(1, name="a")(flat), "b": layers.Dense(3, "softmax", name="b")(flat)})

class Making(layers.Layer):
    def call(self, inputs):
        if not hasattr(self, "scale"):
            self.scale = tf.Variable(2.0)
        return inputs * self.scale

class Twice(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)
    def call(self, inputs):
        return self.dense(layers.Flatten()(inputs))
    def train_step(self, data):
        return super().train_step(data)

def distance(true, predicted):
    return tf.reduce_mean(tf.abs(tf.cast(true, tf.float32) - predicted))

def own_layer():
    return keras.Sequential([keras.Input((6, 6, 1)), layers.Flatten(), Making(), layers.Dense(1)])

def frozen():
    model = net(1)
    model.layers[0].trainable = False
    return model

def scaled():
    return keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam())

class Stops(keras.callbacks.Callback):
    # at a step of an epoch; then goes on with the next one if it is told to
    def __init__(self, step, goes_on=False):
        super().__init__()
        self.step, self.goes_on = step, goes_on
    def on_train_batch_end(self, batch, logs=None):
        self.model.stop_training = batch == self.step
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = not self.goes_on

keras.utils.set_random_seed(5)
CASES = {
    "sparse labels": (lambda: net(3, "softmax"), ("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]),
        (x, classes), {"validation_split": 0.25}),
    "one-hot labels": (lambda: net(3, "softmax"),
        ("adam", keras.losses.CategoricalCrossentropy(), [keras.metrics.CategoricalAccuracy(), "accuracy"]),
        (x, np.eye(3)[classes]), {"class_weight": {0: 1.0, 1: 2.0, 2: 3.0}}),
    "two classes": (lambda: net(1, "sigmoid"), ("adam", "binary_crossentropy", ["accuracy", keras.metrics.AUC()]),
        (x, halves), {"sample_weight": weights}),
    "no metrics": (lambda: net(1), ("rmsprop", "mse", None), (x, numbers), {}),
    "two outputs": (two,
        ("rmsprop", {"a": "mse", "b": "sparse_categorical_crossentropy"}, {"a": "mae", "b": ["accuracy"]}),
        (x, {"a": numbers, "b": classes}), {}),
    "frozen": (frozen, ("adam", "mse", ["mae"]), (x, numbers), {}),
    "own loss": (lambda: net(1), ("rmsprop", distance, ["mae", distance]), (x, numbers), {}),
    "own activation": (lambda: net(1, lambda value: value * 2), ("rmsprop", "mse", ["mae"]), (x, numbers), {}),
    "own layer": (own_layer, ("rmsprop", "mse", ["mae"]), (x, numbers), {}),
    "own step": (Twice, ("rmsprop", "mse", ["mae"]), (x, numbers), {}),
    "unbuilt": (lambda: keras.Sequential([layers.Flatten(), layers.Dense(1)]), ("rmsprop", "mse", ["mae"]),
        (x, numbers), {}),
    "data set": (lambda: net(1), ("rmsprop", "mse", ["mae"]),
        (tf.data.Dataset.from_tensor_slices((x, numbers)).batch(32),), {}),
    "shuffled data set": (lambda: net(1), ("rmsprop", "mse", ["mae"]),
        (tf.data.Dataset.from_tensor_slices((x, numbers)).shuffle(96).batch(32),), {"validation_data": (x, numbers)}),
    "in order": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x, numbers), {"shuffle": False}),
    "batches shuffled": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x, numbers), {"shuffle": "batch"}),
    "rows left over": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x[:70], numbers[:70]), {}),
    "some steps": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x, numbers), {"steps_per_epoch": 2}),
    "two steps at once": (lambda: net(1), ({"optimizer": "rmsprop", "steps_per_execution": 2}, "mse", ["mae"]),
        (x, numbers), {}),
    "stopped": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x, numbers), {"callbacks": [Stops(1)]}),
    "stopped at the last step, and gone on": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x, numbers),
        {"callbacks": [Stops(2, goes_on=True)]}),
    "optimizer within another": (lambda: net(1), (scaled, "mse", ["mae"]), (x, numbers), {}),
    "wrong shape": (lambda: net(1), ("rmsprop", "mse", ["mae"]), (x[:, :4], numbers), {}),
}
for name, kind in vars(keras.optimizers).items():
    # One has to be given others, and is left alone as the one above is.
    if isinstance(kind, type) and issubclass(kind, keras.optimizers.Optimizer) and name not in (
            "Optimizer", "LossScaleOptimizer", "MultiOptimizer"):
        CASES[name] = (lambda: net(1), (kind, "mse", ["mae"]), (x, numbers), {"validation_data": (x, numbers)})

def digest(values):
    return hashlib.sha256(b"".join(np.asarray(value).tobytes() for value in values)).hexdigest()

told = {}
for name, (build, (optimizer, loss, metrics), data, options) in CASES.items():
    keras.backend.clear_session()
    keras.utils.set_random_seed(5)
    traced.clear()
    model = build()
    given = optimizer() if callable(optimizer) else optimizer
    model.compile(**(given if isinstance(given, dict) else {"optimizer": given}), loss=loss, metrics=metrics)
    made.clear()
    try:
        history = model.fit(*data, epochs=3, batch_size=32, verbose=0, **options).history
    except Exception as error:
        told[name] = {"error": type(error).__name__ + str(error)[:400]}
        continue
    told[name] = {
        "traced": len(traced),
        "iterators": len(made),
        "history": history,
        "weights": digest(model.weights),
        "optimizer": [[variable.path for variable in model.optimizer.variables], digest(model.optimizer.variables)],
        "metrics": [variable.path for variable in model.metrics_variables],
        "evaluated": model.evaluate(*data[:2], verbose=0, return_dict=True),
        "predicted": digest(keras.tree.flatten(model.predict(x, verbose=0))),
    }
print(json.dumps(told))
"""
KERAS_ALONE = ("own step", "unbuilt", "optimizer within another", "ScheduleFreeAdamW")
"""Cases in which all is left to ``fit``."""
IN_PART = ("own loss", "own activation", "own layer", "data set", "shuffled data set")
"""Cases in which the metrics are."""
COUNTED = {"traced": 0, "iterators": 0}
"""What the sandbox does less often."""


def trained(how: str) -> dict[str, dict[str, Any]]:
    """What came of every case, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", TRAINS, how, str(INSIDE)], capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def results() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """By Keras alone, and watched as in a sandbox."""
    return trained("alone"), trained("watched")


def test_training_gives_the_same_to_the_last_bit(
    results: tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]],
) -> None:
    alone, watched = results
    for case, told in alone.items():
        assert {**watched[case], **COUNTED} == {**told, **COUNTED}, case
    assert "error" in alone["wrong shape"]
    assert [case for case, told in alone.items() if "error" in told] == ["wrong shape"]


def test_the_step_is_traced_once_instead_of_twice_where_all_is_keras_own(
    results: tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]],
) -> None:
    alone, watched = results
    for case, told in alone.items():
        if case not in (*KERAS_ALONE, *IN_PART, "wrong shape"):
            assert (told["traced"], watched[case]["traced"]) == (2, 1), case
    assert {"SGD", "RMSprop", "Adam", "Muon"} <= alone.keys()


def test_an_epoch_on_arrays_makes_one_iterator_instead_of_two(
    results: tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]],
) -> None:
    alone, watched = ({case: told.get("iterators") for case, told in each.items()} for each in results)
    assert (alone["no metrics"], watched["no metrics"]) == (6, 3)
    assert (alone["sparse labels"], watched["sparse labels"]) == (12, 6)
    assert {watched[case] for case in ("in order", "batches shuffled", "rows left over", "own step")} == {3}
    assert alone["data set"] == watched["data set"]
    assert alone["some steps"] == watched["some steps"]

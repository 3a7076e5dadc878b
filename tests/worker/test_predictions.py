"""Which models are asked in the sandbox to predict held-out rows: those that their file alone does not make again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import keras
import pytest
import tensorflow as tf
from keras import layers

from graders.models import MODULES, REFUSED, rebuild_model
from tests.inside import inside

Build = Callable[[], Any]


class Own(layers.Layer):
    """A layer of a learner's."""

    def call(self, rows: Any) -> Any:
        """Twice the rows."""
        return rows * 2.0


class OwnModel(keras.Sequential):
    """A model of a learner's own class."""


@keras.saving.register_keras_serializable()
def doubled(rows: Any) -> Any:
    """An activation of a learner's."""
    return rows * 2.0


def inner() -> Any:
    """A model that was trained with a loss of the learner's own before it became a part."""
    base = keras.Sequential([keras.Input((4,)), layers.Dense(3)], name="base")
    base.compile("sgd", loss=lambda true, predicted: keras.ops.mean(predicted))
    return base


def functional() -> Any:
    """With branches."""
    rows = keras.Input((4,))
    return keras.Model(rows, layers.Concatenate()([layers.Dense(4, activation="relu")(rows), rows]))


def operations() -> Any:
    """With operations besides layers: the judge makes it again, and yet it may predict."""
    rows = keras.Input((4,))
    return keras.Model(rows, keras.ops.relu(layers.Dense(4)(rows)[:, :2]) + 1.0)


def words() -> Any:
    """With a vocabulary in its file."""
    return keras.Sequential([keras.Input((1,), dtype="string"), layers.TextVectorization(vocabulary=["one", "two"])])


OF_KERAS: dict[str, Build] = {
    "dense": lambda: keras.Sequential([keras.Input((4,)), layers.Dense(2, activation="softmax")]),
    "functional": functional,
    "a base within": lambda: keras.Sequential([keras.Input((4,)), inner(), layers.Dropout(0.5), layers.Dense(1)]),
    "convolutions": lambda: keras.Sequential(
        [keras.Input((8, 8, 1)), layers.RandomFlip(), layers.Rescaling(1 / 255), layers.Conv2D(2, 3), layers.Flatten()]
    ),
    "recurrent": lambda: keras.Sequential([keras.Input((5, 3)), layers.Bidirectional(layers.LSTM(4)), layers.Dense(1)]),
    "regularised": lambda: keras.Sequential([keras.Input((4,)), layers.Dense(2, kernel_regularizer="l2")]),
    "words": words,
}
WITH_OTHERS: dict[str, Build] = {
    "a layer": lambda: keras.Sequential([keras.Input((4,)), Own()]),
    "a model": lambda: OwnModel([keras.Input((4,)), layers.Dense(2)]),
    "an activation": lambda: keras.Sequential([keras.Input((4,)), layers.Dense(2, activation=doubled)]),
    "a lambda": lambda: keras.Sequential([keras.Input((4,)), layers.Lambda(lambda rows: rows * 2)]),
    "a function of TensorFlow": lambda: keras.Sequential(
        [keras.Input((4,)), layers.Dense(2, activation=tf.nn.softmax)]
    ),
    "operations": operations,
    "deep within": lambda: keras.Sequential([keras.Input((5, 3)), layers.TimeDistributed(Own())]),
}


@pytest.fixture(scope="module")
def modelling() -> ModuleType:
    """The module that answers questions about models inside the sandbox."""
    return inside("modelling")


def needs_none(modelling: ModuleType, model: Any, place: Path) -> bool:
    """Whether a model, saved at ``place``, needs no predictions."""
    model.save(place)
    return bool(modelling.is_made_of(str(place), sorted(MODULES), sorted(REFUSED)))


@pytest.mark.parametrize("build", OF_KERAS.values(), ids=OF_KERAS)
def test_a_model_of_keras_own_parts_needs_no_predictions_and_is_made_again(
    modelling: ModuleType, build: Build, tmp_path: Path
) -> None:
    assert needs_none(modelling, build(), tmp_path / "model.keras")
    assert rebuild_model(tmp_path / "model.keras").has_weights


@pytest.mark.parametrize("build", WITH_OTHERS.values(), ids=WITH_OTHERS)
def test_a_model_with_anything_else_in_it_predicts(modelling: ModuleType, build: Build, tmp_path: Path) -> None:
    assert not needs_none(modelling, build(), tmp_path / "model.keras")

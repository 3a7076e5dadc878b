"""Saved models that hold more than layers: a base that was compiled, words that were learned. Real files of Keras."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

from graders.evidence import EvidenceInvalid
from graders.models import CannotRebuild, evaluate, rebuild_model

PARTS = np.array([["good film"], ["bad film"], ["unheard"]])


@pytest.fixture
def transfer(tmp_path: Path) -> Path:
    """A model around a base that had been compiled and trained before."""
    base = keras.Sequential([keras.Input((4,)), layers.Dense(3)], name="base")
    base.compile("adam", "mse")
    base.fit(np.ones((8, 4)), np.ones((8, 3)), verbose=0)
    rows = keras.Input((4,))
    model = keras.Model(rows, layers.Dense(1, "sigmoid")(base(rows)))
    model.compile("rmsprop", "binary_crossentropy")
    model.save(tmp_path / "transfer.keras")
    np.save(tmp_path / "expected.npy", np.asarray(model(np.ones((2, 4)))))
    return tmp_path / "transfer.keras"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A model that takes text, and learned its words with ``adapt``."""
    vectorize = layers.TextVectorization(output_mode="multi_hot")
    vectorize.adapt(["a good film", "a bad film"])
    review = keras.Input((1,), dtype="string")
    model = keras.Model(review, layers.Dense(1, "sigmoid")(vectorize(review)))
    model.save(tmp_path / "words.keras")
    np.save(tmp_path / "expected.npy", np.asarray(model(keras.ops.convert_to_tensor(PARTS))))
    return tmp_path / "words.keras"


def test_a_base_that_was_compiled_is_rebuilt_with_its_weights(transfer: Path) -> None:
    rebuilt = rebuild_model(transfer)
    expected = np.load(transfer.with_name("expected.npy"))
    np.testing.assert_allclose(evaluate(rebuilt.model, np.ones((2, 4))), expected, rtol=1e-5)
    assert rebuilt.compile_config is not None
    assert rebuilt.compile_config["loss"] == "binary_crossentropy"
    assert not rebuilt.model.get_layer("base").compiled


def changed(file: Path, change: Callable[[dict[str, Any]], None], extra: dict[str, bytes] | None = None) -> Path:
    """The model's file with another configuration, and members besides."""
    place = file.with_name("changed.keras")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(place, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            if name == "config.json":
                config = json.loads(raw)
                change(config)
                raw = json.dumps(config).encode()
            new.writestr(name, (extra or {}).get(name, raw))
        for name in set(extra or {}) - set(old.namelist()):
            new.writestr(name, (extra or {})[name])
    return place


def base_of(config: dict[str, Any]) -> dict[str, Any]:
    base: dict[str, Any] = next(layer for layer in config["config"]["layers"] if layer["class_name"] == "Sequential")
    return base


def test_what_a_base_was_compiled_with_is_never_made(transfer: Path, tmp_path: Path) -> None:
    def harm(config: dict[str, Any]) -> None:
        system = {"module": "os", "class_name": "function", "config": "system", "registered_name": "function"}
        base_of(config)["compile_config"] = {"optimizer": "adam", "loss": system, "metrics": [system]}

    model = rebuild_model(changed(transfer, harm)).model
    assert not model.get_layer("base").compiled


def test_a_part_of_ones_own_within_a_base_is_still_named(transfer: Path) -> None:
    def foreign(config: dict[str, Any]) -> None:
        base_of(config)["config"]["layers"][-1].update(module="os", class_name="Doubling", registered_name=None)

    with pytest.raises(CannotRebuild, match="Doubling"):
        rebuild_model(changed(transfer, foreign))


def test_words_that_a_layer_learned_are_rebuilt_with_it(words: Path) -> None:
    expected = np.load(words.with_name("expected.npy"))
    np.testing.assert_allclose(evaluate(rebuild_model(words).model, PARTS), expected, rtol=1e-5)


@pytest.mark.parametrize(
    ("name", "content", "words_of_it"),
    [
        ("assets/layers/../../../etc/vocabulary.txt", b"x", "holds"),
        ("assets/layers/text_vectorization/code.py", b"x", "holds"),
        ("assets//vocabulary.txt", b"x", "holds"),
        ("assets/layers/text_vectorization/vocabulary.txt", b"w\n" * 300_000, "more than 200000 words"),
        ("assets/layers/text_vectorization/vocabulary.txt", b"w" * 20_000_000, "bytes"),
        ("assets/layers/text_vectorization/vocabulary.txt", b"\xff", "codec"),
    ],
)
def test_only_short_lists_of_words_may_come_with_a_model(
    words: Path, name: str, content: bytes, words_of_it: str
) -> None:
    with pytest.raises(EvidenceInvalid, match=words_of_it):
        rebuild_model(changed(words, lambda config: None, {name: content}))

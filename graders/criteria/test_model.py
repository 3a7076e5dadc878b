"""``model``, at the border users meet: a saved model in, a finding out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.conftest import Save
from graders.evidence import EvidenceInvalid
from graders.judge import judge, questions_for
from graders.models import CannotRebuild, rebuild_model
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

PASSED, FAILED = FindingState.PASSED, FindingState.FAILED
SPARSE = {"optimizer": "rmsprop", "loss": "sparse_categorical_crossentropy"}
BOOK = [{"class": "Dense", "units": 8, "activation": "relu"}, {"class": "Dense", "units": 3, "activation": "softmax"}]


def judged(tmp_path: Path, file: Path | bytes | None, labels: Any = None, **options: Any) -> Finding:
    quest = make_quest(tmp_path / "quest", criterion("it", "model", model="model", **options))
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1"})
    folder.model("model-model", file, **({"error": {"name": "ValueError", "message": "no"}} if file is None else {}))
    if labels is not None:
        folder.answer("it-labels", labels)
    return judge(quest, folder.evidence).findings[0]


def dense(units: int, activation: str | None = None) -> Any:
    return layers.Dense(units, activation=activation)


@pytest.mark.parametrize(
    "made",
    [
        lambda: [dense(8, "relu"), dense(3, "softmax")],
        lambda: [layers.Flatten(), layers.Rescaling(1 / 255), dense(8, "relu"), dense(3, "softmax")],
        lambda: [dense(8), layers.ReLU(), dense(3), layers.Softmax()],
        lambda: [dense(8), layers.Activation("relu"), dense(3), layers.Activation("softmax")],
        lambda: [dense(8, layers.ReLU()), dense(3, layers.Softmax())],
        lambda: [keras.Sequential([dense(8, "relu")]), dense(3, "softmax")],
    ],
)
def test_the_layers_asked_for_pass_however_they_are_written(
    tmp_path: Path, save: Save, made: Callable[[], list[Any]]
) -> None:
    finding = judged(tmp_path, save(*made()), layers=BOOK)
    assert finding.state is PASSED, finding.message.en


def functional(activation: Any) -> Any:
    rows = keras.Input((4,))
    return keras.Model(rows, layers.Dense(3, activation)(layers.Dense(8, "relu")(rows)))


@pytest.mark.parametrize(
    "activation", ["softmax", tf.nn.softmax, keras.ops.softmax], ids=["by name", "tf.nn", "keras.ops"]
)
def test_a_functional_model_and_tensorflows_own_functions_are_as_good(tmp_path: Path, activation: Any) -> None:
    functional(activation).save(tmp_path / "model.keras")
    finding = judged(tmp_path, tmp_path / "model.keras", layers=BOOK)
    assert finding.state is PASSED, finding.message.en


def test_an_activation_of_ones_own_is_named(tmp_path: Path) -> None:
    def doubled(x: Any) -> Any:
        return x * 2

    functional(doubled).save(tmp_path / "model.keras")
    finding = judged(tmp_path, tmp_path / "model.keras", layers=BOOK)
    assert finding.state is FAILED
    assert "`doubled`" in finding.message.en


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: [dense(8, "relu"), dense(4, "softmax")], "units=4, but should have units=3"),
        (lambda: [dense(8, "sigmoid"), dense(3, "softmax")], "activation='sigmoid', but should have activation='relu'"),
        (lambda: [dense(8, "relu")], "has 1 layers"),
        (lambda: [dense(8, "relu"), layers.Dropout(0.5), dense(3, "softmax")], "Layer 2 of `model` is Dropout"),
        (lambda: [dense(8, "relu"), dense(3, "softmax"), dense(1)], "has 3 layers"),
    ],
)
def test_the_first_other_layer_is_told_with_both_values(
    tmp_path: Path, save: Save, made: Callable[[], list[Any]], words: str
) -> None:
    finding = judged(tmp_path, save(*made()), layers=BOOK)
    assert finding.state is FAILED
    assert words in finding.message.en


def test_tolerated_layers_may_be_there(tmp_path: Path, save: Save) -> None:
    file = save(dense(8, "relu"), layers.Dropout(0.5), dense(3, "softmax"))
    assert judged(tmp_path, file, layers=BOOK, tolerate=["Dropout"]).state is PASSED


def test_a_batch_normalization_may_stand_between_a_layer_and_its_activation(tmp_path: Path, save: Save) -> None:
    def normalized(*after: Any) -> Path:
        return save(dense(8), layers.BatchNormalization(), *after, dense(3, "softmax"))

    every = [{"class": "Dense", "units": 8, "activation": "relu"}]
    assert judged(tmp_path / "a", normalized(layers.ReLU()), contains=every).state is PASSED
    both = {"layers": BOOK, "tolerate": ["BatchNormalization"]}
    assert judged(tmp_path / "b", normalized(layers.Activation("relu")), **both).state is PASSED
    assert judged(tmp_path / "c", normalized(), contains=every).state is FAILED
    apart = normalized(layers.Dropout(0.1), layers.ReLU())
    assert judged(tmp_path / "d", apart, contains=every).state is FAILED


def test_one_number_stands_for_a_square_kernel(tmp_path: Path, save: Save) -> None:
    file = save(layers.Conv2D(2, (3, 3), activation="relu"), input_shape=(8, 8, 1))
    assert judged(tmp_path / "a", file, layers=[{"class": "Conv2D", "kernel_size": 3}]).state is PASSED
    assert judged(tmp_path / "b", file, layers=[{"class": "Conv2D", "kernel_size": [3, 5]}]).state is FAILED


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ({"output_units": 3, "output_activation": "softmax"}, PASSED),
        ({"output_units": 10}, FAILED),
        ({"output_activation": "sigmoid"}, FAILED),
        ({"compiled": True}, PASSED),
        ({"optimizer": ["adam", "rmsprop"]}, PASSED),
        ({"optimizer": "adam"}, FAILED),
        ({"loss": "sparse_categorical_crossentropy"}, PASSED),
        ({"loss": "mse"}, FAILED),
        ({"max_parameters": 67}, PASSED),
        ({"max_parameters": 66}, FAILED),
    ],
)
def test_output_compilation_and_size_are_judged(
    tmp_path: Path, save: Save, options: dict[str, Any], state: FindingState
) -> None:
    finding = judged(tmp_path, save(dense(8), dense(3, "softmax"), compiled=SPARSE), **options)
    assert finding.state is state, finding.message.en


def test_a_model_that_was_not_compiled_is_told_so(tmp_path: Path, save: Save) -> None:
    assert "compile" in judged(tmp_path, save(dense(3)), compiled=True).message.en


INTEGERS = {"type": "numpy.ndarray", "shape": [60], "dtype": "uint8"}
COLUMN = INTEGERS | {"shape": [60, 1]}
ONE_HOT = INTEGERS | {"shape": [60, 3]}


@pytest.mark.parametrize(
    ("labels", "loss", "last", "words"),
    [
        (INTEGERS, "sparse_categorical_crossentropy", "softmax", None),
        (COLUMN, "sparse_categorical_crossentropy", "softmax", None),
        (ONE_HOT, "categorical_crossentropy", "softmax", None),
        (INTEGERS, keras.losses.SparseCategoricalCrossentropy(from_logits=True), None, None),
        (INTEGERS, "categorical_crossentropy", "softmax", "sparse_categorical_crossentropy"),
        (ONE_HOT, "sparse_categorical_crossentropy", "softmax", "The loss that fits is categorical_crossentropy"),
        (INTEGERS, "mse", "softmax", "mean_squared_error"),
        (INTEGERS, "sparse_categorical_crossentropy", None, "activation linear"),
        (INTEGERS, keras.losses.SparseCategoricalCrossentropy(from_logits=True), "softmax", "from_logits"),
        (INTEGERS | {"shape": [60, 4]}, "categorical_crossentropy", "softmax", "fits no loss"),
        (INTEGERS | {"shape": None}, "categorical_crossentropy", "softmax", "fits no loss"),
    ],
)
def test_loss_labels_and_activation_must_belong_together(
    tmp_path: Path, save: Save, labels: Any, loss: Any, last: str | None, words: str | None
) -> None:
    file = save(dense(3, last), compiled={"optimizer": "rmsprop", "loss": loss})
    finding = judged(tmp_path, file, labels, loss_fits={"labels": "train_labels", "classes": 3})
    assert finding.state is (FAILED if words else PASSED), finding.message.en
    assert (words or "") in finding.message.en


def test_two_classes_may_have_one_unit(tmp_path: Path, save: Save) -> None:
    fits = {"labels": "train_labels", "classes": 2}
    file = save(dense(1, "sigmoid"), compiled={"optimizer": "adam", "loss": "binary_crossentropy"})
    assert judged(tmp_path / "a", file, INTEGERS, loss_fits=fits).state is PASSED
    file = save(dense(1, "softmax"), compiled={"optimizer": "adam", "loss": "binary_crossentropy"})
    assert "softmax" in judged(tmp_path / "b", file, INTEGERS, loss_fits=fits).message.en


def test_a_missing_model_is_unattempted(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("it", "model", model="model", compiled=True))
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).missing("model-model")
    assert judge(quest, folder.evidence).findings[0].state is FindingState.UNATTEMPTED


def test_a_model_that_could_not_be_saved_is_told_why(tmp_path: Path) -> None:
    finding = judged(tmp_path, None, compiled=True)
    assert finding.state is FAILED
    assert "ValueError: no" in finding.message.en


def test_a_lambda_layer_is_named_and_not_loaded(tmp_path: Path, save: Save) -> None:
    finding = judged(tmp_path, save(layers.Lambda(lambda x: x), dense(3)), compiled=True)
    assert finding.state is FAILED
    assert "Lambda" in finding.message.en


def test_a_class_of_ones_own_is_named(tmp_path: Path) -> None:
    class Doubling(layers.Layer):
        def call(self, inputs: Any) -> Any:
            return inputs * 2

    model = keras.Sequential([keras.Input((4,)), Doubling()])
    model.save(tmp_path / "own.keras")
    finding = judged(tmp_path, tmp_path / "own.keras", output_units=4)
    assert finding.state is FAILED
    assert "Doubling" in finding.message.en


@pytest.mark.parametrize(
    "part",
    [
        {"module": "keras", "class_name": "layers.Lambda", "config": {"function": "relu"}},
        {"module": "keras", "class_name": "layers.TFSMLayer", "config": {"filepath": "/tmp"}},
        {"module": "keras", "class_name": "function", "config": "utils.model_to_dot", "registered_name": "function"},
        {"module": "keras.models", "class_name": "function", "config": "clone_model", "registered_name": "function"},
        {"module": "keras.models", "class_name": "clone_model", "config": {}},
        {"module": "keras.src.ops.numpy", "class_name": "core.Scan", "config": {}},
    ],
    ids=lambda part: f"{part['module']}, {part['class_name']}, {part['config']}",
)
def test_no_part_is_named_by_another_way_than_keras_writes_it(tmp_path: Path, save: Save, part: dict[str, Any]) -> None:
    def named(config: dict[str, Any]) -> None:
        config["config"]["layers"][1]["config"]["activation"] = {"registered_name": None} | part

    (tmp_path / "named.keras").write_bytes(rewritten(save(dense(3)), "config.json", configured(named)))
    with pytest.raises(CannotRebuild, match="not one of Keras' own"):
        rebuild_model(tmp_path / "named.keras")


def rewritten(file: Path, name: str, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The model's file with one member changed."""
    new = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in old.namelist():
            archive.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
        for entry, content in (extra or {}).items():
            archive.writestr(entry, content)
    return new.getvalue()


def configured(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    def changed(raw: bytes) -> bytes:
        config = json.loads(raw)
        change(config)
        return json.dumps(config).encode()

    return changed


def weighted(change: Callable[[h5py.File], None]) -> Callable[[bytes], bytes]:
    def changed(raw: bytes) -> bytes:
        file = io.BytesIO(raw)
        with h5py.File(file, "r+") as weights:
            change(weights)
        return file.getvalue()

    return changed


def huge(config: dict[str, Any]) -> None:
    config["config"]["layers"][1]["config"]["units"] = 10**9


def foreign(config: dict[str, Any]) -> None:
    config["config"]["layers"][1].update(module="os", class_name="system", registered_name=None)


def fetching(config: dict[str, Any]) -> None:
    config["config"]["layers"][1].update(module="keras.utils", class_name="get_file")


def replaced(class_name: str, **options: Any) -> Callable[[dict[str, Any]], None]:
    """Puts another of Keras' own layers in the place of the last."""

    def change(config: dict[str, Any]) -> None:
        layer = config["config"]["layers"][1]
        layer.update(class_name=class_name, module="keras.layers", registered_name=None, build_config=None)
        layer["config"] = {"name": "it", **options}

    return change


def word_list(file: Path) -> bytes:
    """A lookup layer whose words are to be read from a file of the judge's disk."""
    words = file.with_name("words.txt")
    words.write_text("1\n2\n3\n")
    return rewritten(file, "config.json", configured(replaced("IntegerLookup", vocabulary=str(words))))


def deep(config: dict[str, Any]) -> None:
    inner: Any = []
    for _ in range(500):
        inner = [inner]
    config["config"]["layers"].append(inner)


def linked(weights: h5py.File) -> None:
    path = next(name for name in weights["layers"])
    del weights[f"layers/{path}/vars/0"]
    weights[f"layers/{path}/vars/0"] = h5py.ExternalLink("/etc/passwd", "/x")


def soft(weights: h5py.File) -> None:
    weights["loop"] = h5py.SoftLink("/layers")


def cycle(weights: h5py.File) -> None:
    weights["layers/again"] = weights["layers"]


def hollow(weights: h5py.File) -> None:
    path = next(name for name in weights["layers"])
    del weights[f"layers/{path}/vars/0"]
    weights.create_dataset(f"layers/{path}/vars/0", shape=(10**6, 10**6), chunks=(1000, 1000), dtype="f4")


def outside(weights: h5py.File) -> None:
    weights.create_dataset("outside", (4,), "f4", external=[("/etc/passwd", 0, 16)])


FORGERIES: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _: b"",
    "no zip": lambda _: b"PK" + bytes(1000),
    "cut short": lambda file: file.read_bytes()[:-100],
    "other members": lambda file: rewritten(file, "", bytes, {"../../escape": b"x"}),
    "doubled member": lambda file: rewritten(file, "", bytes, {"config.json": b"{}"}),
    "config is no JSON": lambda file: rewritten(file, "config.json", lambda _: b"["),
    "config is a list": lambda file: rewritten(file, "config.json", lambda _: b"[]"),
    "config is deep": lambda file: rewritten(file, "config.json", lambda _: b"[" * 200_000),
    "nested layers": lambda file: rewritten(file, "config.json", configured(deep)),
    "config is a bomb": lambda file: rewritten(file, "config.json", lambda _: b" " * 50_000_000),
    "huge layer": lambda file: rewritten(file, "config.json", configured(huge)),
    "words from a file": word_list,
    "row repeated without end": lambda file: rewritten(
        file, "config.json", configured(replaced("RepeatVector", n=10**9))
    ),
    "foreign class": lambda file: rewritten(file, "config.json", configured(foreign)),
    "function that fetches": lambda file: rewritten(file, "config.json", configured(fetching)),
    "weights are no HDF5": lambda file: rewritten(file, "model.weights.h5", lambda _: b"\x89HDF" + bytes(100)),
    "external link": lambda file: rewritten(file, "model.weights.h5", weighted(linked)),
    "soft link": lambda file: rewritten(file, "model.weights.h5", weighted(soft)),
    "group in itself": lambda file: rewritten(file, "model.weights.h5", weighted(cycle)),
    "array without bytes": lambda file: rewritten(file, "model.weights.h5", weighted(hollow)),
    "array in another file": lambda file: rewritten(file, "model.weights.h5", weighted(outside)),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_model_file_fails_without_harm(tmp_path: Path, save: Save, forge: Callable[[Path], bytes]) -> None:
    finding = judged(tmp_path, forge(save(dense(3), compiled=SPARSE)), compiled=True)
    assert finding.state is FAILED
    assert finding.points == 0


def test_no_file_is_opened_because_a_model_names_it(tmp_path: Path, save: Save) -> None:
    forged = word_list(save(dense(3)))
    (tmp_path / "forged.keras").write_bytes(forged)
    with pytest.raises(EvidenceInvalid, match="names a file as a vocabulary"):
        rebuild_model(tmp_path / "forged.keras")


def test_a_lookup_layer_with_its_words_in_the_model_is_rebuilt(tmp_path: Path, save: Save) -> None:
    file = save(layers.IntegerLookup(vocabulary=[1, 2, 3]))
    assert judged(tmp_path, file, layers=[{"class": "IntegerLookup"}]).state is PASSED


def test_the_structure_counts_though_a_failed_fit_left_no_weights(tmp_path: Path) -> None:
    model = keras.Sequential([dense(8, "relu"), dense(3, "softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
    with pytest.raises(ValueError, match="rank"):
        model.fit(np.zeros((9, 4)), np.zeros(9), verbose=0)
    model.save(tmp_path / "model.keras")
    assert judged(tmp_path / "a", tmp_path / "model.keras", layers=BOOK).state is PASSED
    finding = judged(tmp_path / "b", tmp_path / "model.keras", INTEGERS, loss_fits={"labels": "y", "classes": 3})
    assert "The loss that fits is sparse_categorical_crossentropy" in finding.message.en


def test_criteria_about_one_model_share_its_question(tmp_path: Path) -> None:
    two = [criterion(name, "model", model="Model", compiled=True) for name in ("one", "two")]
    questions, _ = questions_for(make_quest(tmp_path, *two))
    assert len([question for question in questions if question.ask == "model"]) == 1


@pytest.mark.parametrize(
    "options",
    [{"model": "m"}, {"model": "m", "layers": [{"units": 3}]}, {"model": "m", "loss_fits": {"labels": "y"}}],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "model", **options))

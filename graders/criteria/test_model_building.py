"""``model``: how a model is built, what comes out of it, and which of its parts are frozen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import pytest
from keras import layers
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.conftest import Save
from graders.judge import judge
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

PASSED, FAILED = FindingState.PASSED, FindingState.FAILED
UNTOLD: dict[str, Any] = {}


def judged(tmp_path: Path, file: Path, described: dict[str, Any] = UNTOLD, **options: Any) -> Finding:
    quest = make_quest(tmp_path / "quest", criterion("it", "model", model="model", **options))
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1"})
    folder.model("model-model", file, **({"model": described} if described else {}))
    return judge(quest, folder.evidence).findings[0]


def saved(tmp_path: Path, model: Any) -> Path:
    model.save(tmp_path / "model.keras")
    return tmp_path / "model.keras"


def functional() -> Any:
    rows = keras.Input((4,))
    return keras.Model(rows, layers.Dense(3, "softmax")(layers.Dense(8, "relu")(rows)))


def sequential() -> Any:
    return keras.Sequential([keras.Input((4,)), layers.Dense(8, "relu"), layers.Dense(3, "softmax")])


class Subclassed(keras.Model):
    """As a learner writes one."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = layers.Dense(8, activation="relu")
        self.out = layers.Dense(3, activation="softmax")

    def call(self, inputs: Any) -> Any:
        return self.out(self.hidden(inputs))


@pytest.mark.parametrize(
    ("built", "api", "state"),
    [
        (sequential, "sequential", PASSED),
        (sequential, "functional", FAILED),
        (functional, "functional", PASSED),
        (functional, ["sequential", "functional"], PASSED),
        (functional, "subclass", FAILED),
    ],
)
def test_the_way_of_building_is_read_from_the_file(
    tmp_path: Path, built: Callable[[], Any], api: Any, state: FindingState
) -> None:
    claimed = {"api": "subclass", "class": "Mine"}
    finding = judged(tmp_path, saved(tmp_path, built()), claimed, api=api)
    assert finding.state is state, finding.message.en


def test_the_other_way_is_told_with_how_to_go_this_one(tmp_path: Path) -> None:
    finding = judged(tmp_path, saved(tmp_path, sequential()), api="functional")
    assert finding.message.en == "`model` is built as a Sequential model, but should be built as a functional model."
    assert finding.message.ko == "`model` 모델은 Sequential 방식으로 만들어졌습니다. 함수형 방식으로 만들어야 합니다."
    assert finding.hint is not None
    assert "keras.Input" in finding.hint.en


@pytest.fixture
def subclassed(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A subclass' file, and what the sandbox tells of it."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "worker" / "inside"))
    try:
        import modelling  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    model = Subclassed()
    model.compile("rmsprop", "sparse_categorical_crossentropy")
    model(keras.ops.ones((2, 4)))
    return saved(tmp_path, model), modelling.describe(model)


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ({"api": "subclass"}, PASSED),
        ({"api": ["functional", "subclass"], "layers": [{"class": "Dense", "units": 8}, {"class": "Dense"}]}, PASSED),
        ({"api": "subclass", "output_units": 3, "output_activation": "softmax"}, PASSED),
        ({"api": "subclass", "output_units": 4}, FAILED),
        ({"api": "subclass", "parameters": 67, "trainable_parameters": 67}, PASSED),
        ({"api": "subclass", "optimizer": "rmsprop", "loss": "sparse_categorical_crossentropy"}, PASSED),
        ({"api": "subclass", "layers": [{"class": "Dense", "units": 9}, {"class": "Dense"}]}, FAILED),
        ({"api": "subclass", "max_parameters": 60}, FAILED),
        ({"api": "functional"}, FAILED),
        ({"parameters": 67}, FAILED),
    ],
)
def test_a_subclass_is_judged_by_what_was_told_of_it_where_one_is_asked_for(
    tmp_path: Path, subclassed: tuple[Path, dict[str, Any]], options: dict[str, Any], state: FindingState
) -> None:
    file, described = subclassed
    finding = judged(tmp_path, file, described, **options)
    assert finding.state is state, finding.message.en


@pytest.mark.parametrize("described", [{"api": "magic"}, {"layers": 3}, {"api": "subclass", "layers": [{"units": 1}]}])
def test_a_forged_description_fails_without_harm(
    tmp_path: Path, subclassed: tuple[Path, dict[str, Any]], described: dict[str, Any]
) -> None:
    finding = judged(tmp_path, subclassed[0], described, api="subclass")
    assert finding.state is FAILED
    assert "could not be read" in finding.message.en


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ({"input_shape": [4]}, PASSED),
        ({"input_shape": [-1]}, PASSED),
        ({"input_shape": [28, 28]}, FAILED),
        ({"layer_count": 2}, PASSED),
        ({"layer_count": {"min": 3}}, FAILED),
        ({"parameters": 67}, PASSED),
        ({"parameters": {"min": 60, "max": 70}}, PASSED),
        ({"parameters": 68}, FAILED),
        ({"contains": [{"class": "Dense", "units": 3}]}, PASSED),
        ({"contains": [{"class": "Dense", "units": 4}]}, FAILED),
        ({"contains": [{"class": "Dropout"}]}, FAILED),
        ({"contains": [{"class": "Dense"}, {"class": "Dense"}]}, PASSED),
        ({"contains": [{"class": "Dense"}, {"class": "Dense", "units": 8}]}, PASSED),
        ({"contains": [{"class": "Dense", "units": 8}, {"class": "Dense", "units": 8}]}, FAILED),
        ({"contains": [{"class": "Dense"}, {"class": "Dense"}, {"class": "Dense"}]}, FAILED),
        ({"every": [{"class": "Dense", "use_bias": True}, {"class": "Conv2D", "padding": "same"}]}, PASSED),
        ({"every": [{"class": "Dense", "activation": "relu"}]}, FAILED),
        ({"without": ["Dropout"]}, PASSED),
        ({"without": ["Dense"]}, FAILED),
    ],
)
def test_shapes_layers_and_sizes_are_judged(
    tmp_path: Path, save: Save, options: dict[str, Any], state: FindingState
) -> None:
    finding = judged(tmp_path, save(layers.Dense(8, "relu"), layers.Dense(3, "softmax")), **options)
    assert finding.state is state, finding.message.en


def test_a_layer_stands_for_one_that_is_asked_for(tmp_path: Path, save: Save) -> None:
    twice = [{"class": "Dense", "units": 8}, {"class": "Dense", "units": 8}]
    finding = judged(tmp_path, save(layers.Dense(8, "relu"), layers.Dense(3, "softmax")), contains=twice)
    assert "needs one more layer Dense(units=8) than it has" in finding.message.en


def test_the_one_of_many_layers_that_is_not_as_all_must_be_is_named(tmp_path: Path, save: Save) -> None:
    three = [layers.Dense(8, "relu"), layers.Dense(8), layers.Dense(3, "relu")]
    finding = judged(tmp_path, save(*three), every=[{"class": "Dense", "activation": "relu"}])
    assert "Layer 2 of `model` (Dense) has activation='linear', but should have activation='relu'" in finding.message.en


@pytest.fixture
def two_outputs(tmp_path: Path) -> Path:
    rows, tags = keras.Input((4,)), keras.Input((3,))
    joined = layers.Concatenate()([layers.Dense(5)(rows), tags])
    priority = layers.Dense(1, "sigmoid", name="priority")(joined)
    department = layers.Dense(4, "softmax", name="department")(joined)
    model = keras.Model([rows, tags], [priority, department])
    model.compile("adam", {"priority": "mse", "department": "categorical_crossentropy"})
    return saved(tmp_path, model)


PRIORITY = {"units": 1, "activation": "sigmoid", "loss": "mean_squared_error"}
DEPARTMENT = {"units": 4, "activation": "softmax", "loss": "CategoricalCrossentropy"}


@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        ([PRIORITY, DEPARTMENT], None),
        ([DEPARTMENT | {"name": "department"}, PRIORITY | {"name": "priority"}], None),
        ([PRIORITY], "has 2 outputs, but should have 1"),
        ([DEPARTMENT, PRIORITY], "Output 1 of `model` has units=1, but should have units=4"),
        ([PRIORITY, DEPARTMENT | {"loss": "mse"}], "should have loss=mean_squared_error"),
        ([PRIORITY | {"name": "urgency"}, DEPARTMENT], "Its outputs are priority, department"),
    ],
)
def test_each_of_several_outputs_is_judged(tmp_path: Path, two_outputs: Path, outputs: Any, words: str | None) -> None:
    finding = judged(tmp_path, two_outputs, outputs=outputs)
    assert finding.state is (FAILED if words else PASSED), finding.message.en
    assert (words or "") in finding.message.en


def test_any_of_several_inputs_may_have_the_shape(tmp_path: Path, two_outputs: Path) -> None:
    assert judged(tmp_path, two_outputs, input_shape=[3]).state is PASSED


def transfer(tmp_path: Path, last: int | None = None) -> Path:
    """A model around a frozen base of four layers, the ``last`` of which were thawed."""
    hidden = [layers.Dense(4, name="one"), layers.Dense(4, name="two"), layers.BatchNormalization(name="norm")]
    base = keras.Sequential([keras.Input((4,)), *hidden, layers.Dense(4, name="three")], name="base")
    base.compile("adam", "mse")
    base.trainable = last is not None
    for layer in base.layers[: -(last or len(base.layers))]:
        layer.trainable = False
    rows = keras.Input((4,))
    model = keras.Model(rows, layers.Dense(1, "sigmoid")(base(rows)))
    model.compile("rmsprop", "binary_crossentropy")
    return saved(tmp_path, model)


def test_a_frozen_base_passes_and_a_loose_one_is_told_its_parameters(tmp_path: Path) -> None:
    assert judged(tmp_path / "a", transfer(tmp_path), frozen=["base"]).state is PASSED
    finding = judged(tmp_path / "b", transfer(tmp_path, last=4), frozen=["base"])
    assert finding.state is FAILED
    assert "has 68 trainable parameters" in finding.message.en
    assert "학습 가능한 파라미터가 68개" in finding.message.ko
    assert judged(tmp_path / "c", transfer(tmp_path), trainable_parameters=5).state is PASSED


@pytest.mark.parametrize(
    ("last", "words"), [(2, None), (1, "`norm`"), (None, "is frozen"), (3, "`two` of `base` is trainable")]
)
def test_only_the_last_layers_of_a_base_are_thawed(tmp_path: Path, last: int | None, words: str | None) -> None:
    finding = judged(tmp_path, transfer(tmp_path, last), thawed={"part": "base", "last": 2})
    assert finding.state is (PASSED if words in (None, "`norm`") else FAILED), finding.message.en
    assert words is None or words == "`norm`" or words in finding.message.en


def test_a_part_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    finding = judged(tmp_path / "a", transfer(tmp_path), frozen=["bass"])
    assert "no part named `bass`" in finding.message.en
    assert "base" in finding.message.en
    assert judged(tmp_path / "b", transfer(tmp_path), thawed={"part": "Dense", "last": 1}).state is FAILED


@pytest.mark.parametrize(
    "options", [{"api": "magic"}, {"parameters": {}}, {"outputs": []}, {"thawed": {"part": "x", "last": 0}}]
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "model", model="m", **options))

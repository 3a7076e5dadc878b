"""``model`` with ``loss_fits``: the loss and the output against the labels that ``fit`` really got."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from keras import layers
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.conftest import Save
from graders.judge import judge
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest, recorded_array, recorded_call

PASSED, FAILED = FindingState.PASSED, FindingState.FAILED

INTEGERS = recorded_array([60], minimum=0, maximum=2, whole=True, names=["y_train"])
ONE_HOT = recorded_array([60, 3], minimum=0, maximum=1, whole=True, one_hot=True)
BINARY = recorded_array([60, 1], minimum=0, maximum=1, whole=True)
PRICES = recorded_array([60], minimum=5.0, maximum=50.0, whole=False, names=["train_targets"])


def judged(tmp_path: Path, file: Path, *y: dict[str, Any], fallback: Any = None, **fits: Any) -> Finding:
    quest = make_quest(tmp_path / "quest", criterion("it", "model", model="model", loss_fits=fits))
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1\n\nmodel.fit(x, y)"})
    folder.model("model-model", file).calls(*(recorded_call(y=[one]) for one in y))
    if fallback is not None:
        folder.answer("it-labels", fallback)
    return judge(quest, folder.evidence).findings[0]


def compiled(loss: Any) -> dict[str, Any]:
    return {"optimizer": "rmsprop", "loss": loss}


@pytest.mark.parametrize(
    ("units", "activation", "loss", "y", "classes", "words"),
    [
        (3, "softmax", "sparse_categorical_crossentropy", INTEGERS, 3, None),
        (3, "softmax", "categorical_crossentropy", ONE_HOT, 3, None),
        (1, "sigmoid", "binary_crossentropy", BINARY, 2, None),
        (2, "softmax", "sparse_categorical_crossentropy", BINARY, 2, None),
        (3, "softmax", "categorical_crossentropy", INTEGERS, 3, "`y_train` has shape (60,): whole numbers"),
        (3, "softmax", "sparse_categorical_crossentropy", ONE_HOT, 3, "The loss that fits is categorical"),
        (1, "softmax", "binary_crossentropy", BINARY, 2, "softmax over one unit"),
        (1, None, "binary_crossentropy", BINARY, 2, "has activation linear"),
        (2, "softmax", "sparse_categorical_crossentropy", INTEGERS, 2, "`y_train` goes from 0 to 2"),
        (3, "softmax", "sparse_categorical_crossentropy", PRICES, 3, "fractions"),
        (1, "sigmoid", "mse", BINARY, 2, "The loss that fits is binary_crossentropy"),
    ],
)
def test_a_classifier_must_fit_what_fit_got(
    tmp_path: Path, save: Save, units: int, activation: Any, loss: str, y: Any, classes: int, words: str | None
) -> None:
    finding = judged(tmp_path, save(layers.Dense(units, activation), compiled=compiled(loss)), y, classes=classes)
    assert finding.state is (FAILED if words else PASSED), finding.message.en
    assert (words or "") in finding.message.en


@pytest.mark.parametrize(
    ("units", "activation", "loss", "y", "words"),
    [
        (1, None, "mse", PRICES, None),
        (1, None, "mae", PRICES, None),
        (1, None, "huber", BINARY, None),
        (2, None, "mse", recorded_array([60, 2]), None),
        (1, "relu", "mse", PRICES, "has activation relu"),
        (1, "sigmoid", "mse", PRICES, "has activation sigmoid"),
        (1, None, "binary_crossentropy", PRICES, "`train_targets` has shape (60,): numbers to be predicted"),
        (3, None, "mse", PRICES, "gives 3 numbers for a row, but `train_targets` holds 1"),
    ],
)
def test_a_regression_ends_without_activation(
    tmp_path: Path, save: Save, units: int, activation: Any, loss: str, y: Any, words: str | None
) -> None:
    finding = judged(tmp_path, save(layers.Dense(units, activation), compiled=compiled(loss)), y, regression=True)
    assert finding.state is (FAILED if words else PASSED), finding.message.en
    assert (words or "") in finding.message.en


def test_the_last_fit_counts_and_is_pointed_at_in_both_languages(tmp_path: Path, save: Save) -> None:
    file = save(layers.Dense(3, "softmax"), compiled=compiled("categorical_crossentropy"))
    finding = judged(tmp_path, file, ONE_HOT, INTEGERS, classes=3)
    assert (finding.cell, finding.line) == ("answer", 3)
    assert "행마다 정수 하나" in finding.message.ko
    assert judged(tmp_path / "b", file, INTEGERS, ONE_HOT, classes=3).state is PASSED


def test_what_fit_got_counts_more_than_the_variable(tmp_path: Path, save: Save) -> None:
    file = save(layers.Dense(3, "softmax"), compiled=compiled("categorical_crossentropy"))
    wide = {"type": "numpy.ndarray", "shape": [60], "dtype": "uint8"}
    assert judged(tmp_path / "a", file, ONE_HOT, fallback=wide, classes=3, labels="y").state is PASSED
    assert judged(tmp_path / "b", file, fallback=wide, classes=3, labels="y").state is FAILED


def test_a_model_that_was_not_trained_is_told_so(tmp_path: Path, save: Save) -> None:
    file = save(layers.Dense(3, "softmax"), compiled=compiled("categorical_crossentropy"))
    finding = judged(tmp_path, file, classes=3)
    assert finding.state is FAILED
    assert "was not trained" in finding.message.en


def test_labels_in_a_data_set_are_not_known_and_cost_nothing(tmp_path: Path, save: Save) -> None:
    file = save(layers.Dense(3, "softmax"), compiled=compiled("categorical_crossentropy"))
    batched = {"type": "tensorflow.python.data.Dataset"}

    def fed(folder: Path, fallback: Any = None, **fields: Any) -> Finding:
        labels = {"labels": "y"} if fallback else {}
        quest = make_quest(folder / "quest", criterion("it", "model", model="model", loss_fits={"classes": 3} | labels))
        evidence = EvidenceFolder(folder / "e", {"answer": "model = 1\n\nmodel.fit(rows)"})
        evidence.model("model-model", file).calls(recorded_call(y=[], **({"x": [batched]} | fields)))
        if fallback:
            evidence.answer("it-labels", fallback)
        return judge(quest, evidence.evidence).findings[0]

    unread = fed(tmp_path / "a")
    assert unread.state is FindingState.COULD_NOT_GRADE
    assert "Dataset" in unread.message.en
    assert (unread.cell, unread.line) == ("answer", 3)
    whole = {"type": "numpy.ndarray", "shape": [60], "dtype": "uint8"}
    assert fed(tmp_path / "b", whole).state is FAILED, "where the quest names the labels, they are looked at"
    assert fed(tmp_path / "c", error="ValueError").state is FAILED, "a fit that raised has trained nothing"


def test_a_forged_record_fails_without_harm(tmp_path: Path, save: Save) -> None:
    file = save(layers.Dense(3, "softmax"), compiled=compiled("categorical_crossentropy"))
    finding = judged(tmp_path, file, {"shape": "no"}, classes=3)
    assert "could not be read" in finding.message.en


@pytest.mark.parametrize("fits", [{}, {"classes": 3, "regression": True}, {"labels": "y"}, {"classes": 1}])
def test_options_that_make_no_sense_are_refused(fits: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "model", model="m", loss_fits=fits))

"""Trainings on the wrong rows, never, or once too often; data that was not prepared; figures without words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.evidence import CellRecord
from graders.report import Finding, FindingState
from graders.text import text
from tests.graders.diagnosis.notebooks import said
from tests.graders.diagnosis.ran import DIGITS, PRICES, TEN, TWO, diagnose_ran, fitted, last

RNG = np.random.default_rng(5)
ROWS = RNG.integers(0, 2**63, 1000, dtype=np.uint64)
OTHER = RNG.integers(0, 2**63, 300, dtype=np.uint64)


def given(name: str, rows: str | None, **fields: Any) -> dict[str, Any]:
    return DIGITS | {"names": [name], "rows": rows} | fields


def trained(x: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return fitted(TEN, last(10, "softmax"), "sparse_categorical_crossentropy", x=x) | fields


def evaluated(x: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return trained(x) | {"method": "evaluate", "trained_before": 2} | fields


def test_test_rows_among_the_training_rows_are_told_with_their_number(tmp_path: Path) -> None:
    calls = [trained(given("x_all", "a"), line=1), evaluated(given("x_test", "b"), line=2)]
    rows = {"a": ROWS, "b": np.concatenate([ROWS[:200], OTHER[:50]])}
    found = diagnose_ran(tmp_path, "model.fit(x_all, y)\nmodel.evaluate(x_test, y_test)", calls=calls, rows=rows)
    assert found is not None
    assert (found.cause, found.line) == ("training-on-test-rows", 1)
    assert "200 of the 250" in found.message.en


def test_evaluating_on_the_training_rows_is_no_mistake(tmp_path: Path) -> None:
    calls = [trained(given("x_train", "a")), evaluated(given("x_train", "a"))]
    assert diagnose_ran(tmp_path, "model.fit(x_train, y)", calls=calls, rows={"a": ROWS}) is None


def test_equal_rows_in_data_of_few_different_rows_prove_nothing(tmp_path: Path) -> None:
    few = ROWS[:20]
    calls = [trained(given("x_train", "a")), evaluated(given("x_test", "b"))]
    rows = {"a": RNG.choice(few, 1000), "b": RNG.choice(few, 300)}
    assert diagnose_ran(tmp_path, "model.fit(x_train, y)", calls=calls, rows=rows) is None


def test_validation_rows_among_the_training_rows_are_told(tmp_path: Path) -> None:
    call = trained(given("x", "a"), validation_x=[given("x_val", "b")], validation_y=[TEN])
    found = diagnose_ran(tmp_path, "model.fit(x, y)", calls=[call], rows={"a": ROWS, "b": ROWS[:300]})
    assert found is not None
    assert found.cause == "validation-among-training"


def test_a_missing_key_of_the_history_is_told_by_the_training_before_it_and_not_by_a_later_one(tmp_path: Path) -> None:
    cells = ("history = model.fit(x, y)", "history.history['val_accuracy']", "other.fit(x, y, validation_split=0.2)")
    keys = {"loss": [0.9, 0.5], "accuracy": [0.6, 0.8]}
    later = keys | {f"val_{name}": values for name, values in keys.items()}
    calls = [trained(DIGITS, cell="cell-1", history=keys), trained(DIGITS, cell="cell-3", history=later)]
    error = said("KeyError", "'val_accuracy'", cell="cell-2")
    records = [
        CellRecord(name=f"cell-{n}", answer=True, state="ok" if n != 2 else "error", error=error if n == 2 else None)
        for n in (1, 2, 3)
    ]
    found = diagnose_ran(tmp_path, *cells, calls=calls, records=records, ended_by="error")
    assert found is not None
    assert found.message.en == "The history has no key `val_accuracy`; it has `loss`, `accuracy`."
    assert found.mend is not None
    assert "validation_data=" in found.mend.en


def test_rows_that_validation_split_keeps_back_are_not_trained_on(tmp_path: Path) -> None:
    calls = [trained(given("x", "a"), validation_split=0.3), evaluated(given("x_test", "b"))]
    assert diagnose_ran(tmp_path, "model.fit(x, y)", calls=calls, rows={"a": ROWS, "b": ROWS[800:]}) is None


def test_folds_through_one_model_are_trained_on_before_they_judge(tmp_path: Path) -> None:
    folds = [(ROWS[250:], ROWS[:250]), (ROWS[:750], ROWS[750:])]
    calls: list[dict[str, Any]] = []
    rows: dict[str, np.ndarray[Any, Any]] = {}
    for number, (part, fold) in enumerate(folds):
        rows |= {f"part{number}": part, f"fold{number}": fold}
        calls.append(trained(given("part", f"part{number}"), trained_before=2 * number))
        calls.append(evaluated(given("fold", f"fold{number}")))
    found = diagnose_ran(tmp_path, "for fold in folds:\n    model.fit(part, y)", calls=calls, rows=rows)
    assert found is not None
    assert found.cause == "fit-called-twice"
    apart = [call | {"model": number // 2, "trained_before": 0} for number, call in enumerate(calls)]
    assert diagnose_ran(tmp_path / "anew", "for fold in folds:\n    model.fit(part, y)", calls=apart, rows=rows) is None


def test_two_ways_to_hold_rows_back_may_be_shown_on_one_model(tmp_path: Path) -> None:
    rows = {"all": ROWS, "part": ROWS[300:], "val": ROWS[:300]}
    first = trained(given("part", "part"), validation_x=[given("x_val", "val")], cell="cell-1", line=1)
    second = trained(given("x", "all"), validation_split=0.2, trained_before=20)
    cells = ("history = model.fit(part, y, validation_data=(x_val, y_val))", "history = model.fit(x, y)")
    assert diagnose_ran(tmp_path, *cells, calls=[first, second], rows=rows) is None


@pytest.mark.parametrize(
    ("second", "is_named"),
    [
        ("history = model.fit(x, y, epochs=2)", True),
        ("# two more epochs: we continue\nhistory = model.fit(x, y, epochs=2)", False),
        ("model.compile(loss=loss)\nhistory = model.fit(x, y, epochs=2)", False),
        ("longer = model.fit(x, y, epochs=4)", False),
    ],
)
def test_the_same_training_again_is_named_unless_it_is_meant(tmp_path: Path, second: str, is_named: bool) -> None:
    calls = [
        trained(given("x", "a"), cell="cell-1", line=1),
        trained(given("x", "a"), trained_before=2),
    ]
    found = diagnose_ran(tmp_path, "history = model.fit(x, y, epochs=2)", second, calls=calls, rows={"a": ROWS})
    assert (found.cause if found else None) == ("fit-called-twice" if is_named else None)


@pytest.mark.parametrize(
    ("source", "is_named"),
    [
        ("model.evaluate(x, y)", True),
        ("model.fit\nmodel.evaluate(x, y)", True),
        ("model.load_weights(path)\nmodel.evaluate(x, y)", False),
        ("with tf.GradientTape() as tape:\n    pass\nmodel.evaluate(x, y)", False),
    ],
)
def test_a_model_that_was_never_trained_is_named(tmp_path: Path, source: str, is_named: bool) -> None:
    found = diagnose_ran(tmp_path, source, calls=[evaluated(given("x", None), trained_before=0)])
    assert (found.cause if found else None) == ("fit-never-called" if is_named else None)


def test_a_model_without_a_loss_may_just_be_looked_at(tmp_path: Path) -> None:
    call = evaluated(given("x", None), trained_before=0, method="predict", loss=[])
    assert diagnose_ran(tmp_path, "model.predict(x)", calls=[call]) is None


PIXELS = {"minimum": 0, "maximum": 255, "mean": 33.0, "whole": True}


@pytest.mark.parametrize(
    ("x", "layers", "is_named"),
    [
        (PIXELS, ["Dense"], True),
        (PIXELS, ["Rescaling", "Dense"], False),
        (PIXELS, ["Conv2D", "BatchNormalization", "Dense"], False),
        (PIXELS | {"mean": 0.2}, ["Dense"], False),  # counts of words
        ({"maximum": 9999.0, "mean": 300.0, "whole": True}, ["Dense"], True),
        ({"maximum": 9999.0, "mean": 300.0, "whole": True}, ["Embedding", "Dense"], False),
        ({"column_mean": [0.5, 400.0], "column_std": [0.1, 168.0]}, ["Dense"], True),
        ({"column_mean": [0.0, 0.0], "column_std": [1.0, 1.0]}, ["Dense"], False),
    ],
)
def test_numbers_that_were_not_scaled_are_told(tmp_path: Path, x: dict, layers: list[str], is_named: bool) -> None:
    made = [{"name": kind, "kind": kind} for kind in layers[:-1]] + [last(10, "softmax")]
    call = trained(DIGITS | x, layers=made, operations=layers)
    found = diagnose_ran(tmp_path, "model.fit(x, y)", calls=[call])
    assert (found.cause if found else None) == ("data-not-scaled" if is_named else None)


def test_test_rows_on_another_scale_than_the_training_rows_are_told(tmp_path: Path) -> None:
    calls = [trained(DIGITS, line=1), evaluated(DIGITS | PIXELS, line=2)]
    found = diagnose_ran(tmp_path, "model.fit(x, y)\nmodel.evaluate(xt, yt)", calls=calls)
    assert found is not None
    assert (found.cause, found.line) == ("data-not-scaled", 2)
    assert "`evaluate`" in found.message.en


def drawn(**axes: Any) -> dict[str, Any]:
    series = [{"kind": "line", "y": y, "count": 2} for y in ([0.9, 0.5], [0.95, 0.7])]
    return {"cell": "cell-1", "axes": [{"series": series} | axes]}


@pytest.mark.parametrize(
    ("axes", "is_named"),
    [
        ({}, True),
        ({"x_label": "Epochs", "y_label": "Loss"}, True),
        ({"x_label": "Epochs", "y_label": "Loss", "legend": ["train", "val"]}, False),
    ],
)
def test_curves_that_nobody_can_tell_apart_are_advised_on(tmp_path: Path, axes: dict, is_named: bool) -> None:
    call = trained(DIGITS, history={"loss": [0.9, 0.5], "val_loss": [0.95, 0.7]})
    found = diagnose_ran(tmp_path, "h = model.fit(x, y)\nplt.plot(h)", calls=[call], figures=[drawn(**axes)])
    assert (found.cause if found else None) == ("figure-without-labels" if is_named else None)
    assert found is None or found.line == 2


def test_other_figures_need_no_labels(tmp_path: Path) -> None:
    call = trained(DIGITS, history={"loss": [0.3, 0.2]})
    assert diagnose_ran(tmp_path, "plt.plot(x)", calls=[call], figures=[drawn()]) is None


def test_where_all_is_passed_no_advice_is_given(tmp_path: Path) -> None:
    call = trained(DIGITS, history={"loss": [0.9, 0.5], "val_loss": [0.95, 0.7]})
    words = text("a", "b")
    passed = Finding(
        criterion="a", kind="model", state=FindingState.PASSED, points=1, max_points=1, title=words, message=words
    )
    assert diagnose_ran(tmp_path, "plt.plot(h)", calls=[call], figures=[drawn()], findings=[passed]) is None


FORGED: list[dict[str, Any]] = [
    {"method": "fit"},
    trained(DIGITS, cell="cell-9", line=10**9),
    trained(
        DIGITS | {"shape": [-5, 7], "minimum": "nan", "maximum": "inf", "rows": "../../run"}, history={"a": ["nan"]}
    ),
    trained(DIGITS, layers=[], output_shape=[]),
    trained(DIGITS | {"column_mean": ["nan", 1e308], "column_std": ["inf", 1e-308]}, validation_split=-3.0),
    fitted(PRICES | {"minimum": "-inf", "shape": []}, last(1, "sigmoid"), "mse"),
    fitted(TWO | {"maximum": 1e300}, last(1, "sigmoid"), "binary_crossentropy", epochs=-1),
]


@pytest.mark.parametrize("call", FORGED)
def test_a_forged_record_breaks_nothing(tmp_path: Path, call: dict[str, Any]) -> None:
    diagnose_ran(tmp_path, "model.fit(x, y)", calls=[call, call], rows={"a": np.zeros((3, 3)), "../../run": ROWS})


OWN_LOOP = (
    "def train():\n    with tf.GradientTape() as tape:\n        loss = f(y, model(x))\n"
    "    optimizer.apply_gradients(zip(tape.gradient(loss, model.weights), model.weights))"
)


def test_a_training_of_ones_own_that_nothing_calls_is_told_by_its_name(tmp_path: Path) -> None:
    predicts = evaluated(given("x_test", None), method="predict", trained_before=0, loss=[], epochs=None)
    found = diagnose_ran(tmp_path, OWN_LOOP, "model.predict(x_test)", calls=[predicts])
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("fit-never-called", "cell-2", 1)
    assert "`train`" in found.message.en


@pytest.mark.parametrize("use", ["train()", "%time train()", "for step in [train]:\n    step()"])
def test_a_training_of_ones_own_that_is_called_is_let_be(tmp_path: Path, use: str) -> None:
    predicts = evaluated(given("x_test", None), method="predict", trained_before=0, loss=[], epochs=None)
    assert diagnose_ran(tmp_path, OWN_LOOP, f"{use}\nmodel.predict(x_test)", calls=[predicts]) is None


COMPARED = "for name in names:\n    model.compile(name)\n    model.fit(x, y)\n    model.evaluate(x_test, y_test)"


def compared() -> list[dict[str, Any]]:
    """One model that is compiled, trained and judged twice, by two optimizers."""
    calls = []
    for before, optimizer in enumerate(("sgd", "adam")):
        about = {"epochs": 1, "trained_before": before, "optimizer": optimizer}
        calls += [trained(given("x", "a"), line=3, **about), evaluated(given("x_test", "b"), line=4)]
    return calls


def test_optimizers_that_are_compared_on_one_model_want_new_weights(tmp_path: Path) -> None:
    found = diagnose_ran(tmp_path, COMPARED, calls=compared(), rows={"a": ROWS, "b": OTHER})
    assert found is not None
    assert (found.cause, found.line) == ("fit-called-twice", 3)


def test_optimizers_that_are_compared_from_the_same_weights_are_let_be(tmp_path: Path) -> None:
    cells = ("first = model.get_weights()", COMPARED + "\n    model.set_weights(first)")
    calls = [call | {"cell": "cell-2"} for call in compared()]
    assert diagnose_ran(tmp_path, *cells, calls=calls, rows={"a": ROWS, "b": OTHER}) is None


@pytest.mark.parametrize(("second", "cause"), [("tests_of_others", None), ("x_train", "training-on-test-rows")])
def test_rows_that_are_called_tests_for_another_reason_may_be_trained_on(tmp_path: Path, second, cause) -> None:
    calls = [trained(given("tests_of_blood", "a"), line=1), evaluated(given(second, "b"), line=2)]
    source = f"model.fit(tests_of_blood, y)\nmodel.evaluate({second}, z)"
    found = diagnose_ran(tmp_path, source, calls=calls, rows={"a": ROWS, "b": OTHER})
    assert (found.cause if found else None) == cause

"""``training``, at the border users meet: what was observed of fit in, a finding out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.judge import judge
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest, recorded_array, recorded_call
from graders.text import Text, text

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED

TRAIN = np.arange(100, dtype=np.uint64)
APART = np.arange(100, 120, dtype=np.uint64)
OVERFITTING = {
    "loss": [0.6, 0.4, 0.3, 0.2, 0.1, 0.05],
    "val_loss": [0.6, 0.45, 0.4, 0.35, 0.5, 0.7],
    "accuracy": [0.6, 0.7, 0.8, 0.9, 0.95, 0.99],
    "val_accuracy": [0.6, 0.68, 0.75, 0.8, 0.79, 0.78],
}


def fit(**fields: Any) -> dict[str, Any]:
    """A usual call of ``fit``, with these fields changed."""
    usual: dict[str, Any] = {
        "x": [recorded_array([100, 4], "x", minimum=0.0, maximum=1.0)],
        "y": [recorded_array([100], minimum=0, maximum=2, whole=True, distinct=3)],
        "validation_x": [recorded_array([20, 4], "v")],
        "validation_y": [recorded_array([20])],
        "epochs": 6,
        "batch_size": 32,
        "optimizer": "rmsprop",
        "trainable_parameters": 15,
        "learning_rate": 0.0010000000474974513,
        "history": OVERFITTING,
    }
    return recorded_call(**usual | fields)


def split(share: float, **fields: Any) -> dict[str, Any]:
    """A call whose validation rows are split off by Keras."""
    return fit(validation_x=[], validation_y=[], validation_split=share, **fields)


ROWS = {"x": TRAIN, "v": APART}


def judged(
    tmp_path: Path,
    *calls: dict[str, Any],
    given: dict[str, Any] | None = None,
    epoch: Any = None,
    hint: Text | None = None,
    **options: Any,
) -> Finding:
    asked = {"model": "model"} | options
    spec = criterion("it", "training", **asked).model_copy(update={"hint": hint})
    quest = make_quest(tmp_path / "quest", spec)
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1\nmodel.compile()\nmodel.fit(x, y)"})
    folder.calls(*calls, **(ROWS if given is None else given))
    if epoch is not None:
        folder.answer("it-epoch", epoch)
    return judge(quest, folder.evidence).findings[0]


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ({}, PASSED),
        ({"fits": 1, "fresh": True}, PASSED),
        ({"fits": {"min": 2}}, FAILED),
        ({"rows": 100}, PASSED),
        ({"rows": {"max": 99}}, FAILED),
        ({"x_shape": [4]}, PASSED),
        ({"x_shape": [-1]}, PASSED),
        ({"x_shape": [28, 28]}, FAILED),
        ({"x_range": {"min": 0, "max": 1}}, PASSED),
        ({"x_range": {"max": 0.5}}, FAILED),
        ({"y": "integers"}, PASSED),
        ({"y": "one-hot"}, FAILED),
        ({"epochs": 6, "epochs_run": {"min": 3, "max": 8}}, PASSED),
        ({"epochs": {"min": 7}}, FAILED),
        ({"epochs_run": 5}, FAILED),
        ({"batch_size": 32, "optimizer": ["adam", "RMSprop"], "learning_rate": 1e-3}, PASSED),
        ({"learning_rate": {"max": 1e-4}}, FAILED),
        ({"optimizer": "adam"}, FAILED),
        ({"trainable_parameters": {"max": 15}}, PASSED),
        ({"trainable_parameters": 16}, FAILED),
        ({"validation": "any", "validation_rows": 20}, PASSED),
        ({"validation": "split"}, FAILED),
        ({"validation": "none"}, FAILED),
        ({"validation_rows": {"min": 21}}, FAILED),
        ({"best": {"epoch": 4}}, PASSED),
        ({"best": {"metric": "val_accuracy", "epoch": {"min": 3, "max": 5}}}, PASSED),
        ({"best": {"epoch": {"max": 3}}}, FAILED),
        ({"gap": {"metric": "accuracy", "min": 0.15}}, PASSED),
        ({"gap": {"metric": "accuracy", "max": 0.1}}, FAILED),
        ({"gap": {"metric": "accuracy", "max": 0.1, "at": "best"}}, PASSED),
        ({"gap": {"min": 1}}, FAILED),
        ({"falls": ["loss"], "rises": ["accuracy"]}, PASSED),
        ({"falls": ["val_loss"]}, FAILED),
        ({"rises": ["mae"]}, FAILED),
    ],
)
def test_each_key_is_a_check(tmp_path: Path, options: dict[str, Any], state: FindingState) -> None:
    finding = judged(tmp_path, fit(), **options)
    assert finding.state is state, finding.message.en


def test_a_finding_tells_both_numbers_and_the_line_of_fit_in_both_languages(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(), epochs=20)
    assert finding.message.en == "fit of `model` has epochs=6, but should have 20."
    assert finding.message.ko == "`model` 모델의 fit이 epochs=6입니다. 20이어야 합니다."
    assert (finding.cell, finding.line) == ("answer", 3)
    assert finding.expected is not None
    assert finding.expected.en == "20"


def test_points_are_given_by_the_share_of_checks(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(), epochs=6, batch_size=64, optimizer="rmsprop", rows=100)
    assert finding.state is PARTIAL
    assert finding.points == 7.5
    assert "batch_size=32" in finding.message.en


def test_arrays_without_a_batch_size_go_in_batches_of_32_as_keras_has_it(tmp_path: Path) -> None:
    assert judged(tmp_path, fit(batch_size=None), batch_size=32).state is PASSED


def test_a_data_set_without_a_batch_size_tells_none(tmp_path: Path) -> None:
    batched = fit(batch_size=None, x=[{"type": "tensorflow.python.data.Dataset"}])
    assert judged(tmp_path, batched, batch_size=32).state is FAILED


def test_validation_rows_among_the_training_rows_are_counted(tmp_path: Path) -> None:
    rows = {"x": TRAIN, "v": TRAIN[:20]}
    finding = judged(tmp_path, fit(), given=rows, validation="data")
    assert finding.state is FAILED
    assert "20 of the 20 validation rows" in finding.message.en
    assert "20행 중 20행" in finding.message.ko
    assert finding.cell == "answer"


def test_equal_rows_that_are_in_the_data_anyway_blame_nobody(tmp_path: Path) -> None:
    rows = {"x": np.r_[TRAIN[:80], TRAIN[:20]], "v": np.r_[APART[:15], TRAIN[:5]]}
    assert judged(tmp_path / "a", fit(), given=rows, validation="any").state is PASSED
    assert judged(tmp_path / "b", fit(), given=rows | {"x": TRAIN}, validation="any").state is FAILED
    assert judged(tmp_path / "c", fit(), given=rows | {"x": TRAIN}, validation="any", allow=0.3).state is PASSED


def test_what_keras_splits_off_is_not_trained_on(tmp_path: Path) -> None:
    options: dict[str, Any] = {"validation": "split", "rows": 80, "validation_rows": 20}
    assert judged(tmp_path, split(0.2), given={"x": TRAIN}, **options).state is PASSED


def test_no_validation_data_is_told_with_the_mend(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(validation_x=[], validation_y=[]), validation="any")
    assert finding.state is FAILED
    assert finding.hint is not None
    assert "validation_split" in finding.hint.en


def test_rows_from_a_generator_cannot_be_compared_and_cost_nothing(tmp_path: Path) -> None:
    dataset = {"type": "tensorflow.python.data.Dataset"}
    finding = judged(tmp_path / "a", fit(x=[dataset], validation_x=[dataset]), validation="any")
    assert finding.state is FindingState.COULD_NOT_GRADE
    assert "Dataset" in finding.message.en
    finding = judged(tmp_path / "b", fit(x=[dataset], validation_x=[dataset]), validation="any", epochs=9)
    assert finding.state is FAILED


@pytest.mark.parametrize(
    "options",
    [{"rows": 100}, {"x_shape": [4]}, {"x_range": {"min": 0, "max": 1}}, {"y": "integers"}, {"validation_rows": 20}],
)
def test_what_a_data_set_holds_is_not_known_and_costs_nothing(tmp_path: Path, options: dict[str, Any]) -> None:
    batched = [{"type": "tensorflow.python.data.Dataset"}]
    fed = fit(x=batched, y=[], validation_x=batched, validation_y=[], batch_size=None)
    finding = judged(tmp_path / "a", fed, given={}, **options)
    assert finding.state is FindingState.COULD_NOT_GRADE
    assert "Dataset" in finding.message.en
    assert (finding.cell, finding.line) == ("answer", 3)
    assert judged(tmp_path / "b", fed, given={}, epochs=6, **options).state is FindingState.COULD_NOT_GRADE
    assert judged(tmp_path / "c", fed, given={}, epochs=9, **options).state is FAILED


@pytest.mark.parametrize(("epoch", "state"), [(4, PASSED), (5, PASSED), (6, FAILED), (12, FAILED), (2.5, FAILED)])
def test_the_chosen_epoch_lies_by_the_validation_minimum(tmp_path: Path, epoch: Any, state: FindingState) -> None:
    short = fit(history={"loss": [0.3, 0.2]})
    finding = judged(tmp_path, fit(), short, epoch=epoch, chosen_epoch={"variable": "chosen"})
    assert finding.state is state, finding.message.en


def test_a_chosen_epoch_off_the_minimum_is_told_both(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(), epoch=6, chosen_epoch={"variable": "chosen"})
    assert finding.message.en == ("The best val_loss of `model` is at epoch 4 (0.35); `chosen` is 6 (0.7).")
    assert "가장 좋은 에포크는 4" in finding.message.ko


def test_an_epoch_almost_as_good_may_be_chosen(tmp_path: Path) -> None:
    chosen = {"variable": "chosen", "within": 0, "slack": 0.15}
    assert judged(tmp_path / "a", fit(), epoch=3, chosen_epoch=chosen).state is PASSED
    assert judged(tmp_path / "b", fit(), epoch=2, chosen_epoch=chosen).state is FAILED


def test_a_second_fit_on_a_trained_model_is_no_fresh_one(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(), fit(trained_before=6), fresh=True)
    assert finding.state is FAILED
    assert "trained for 6 epochs before" in finding.message.en


@pytest.mark.parametrize(("which", "state"), [("first", FAILED), ("last", PASSED), ("any", PASSED), ("every", FAILED)])
def test_a_quest_says_which_fit_it_means(tmp_path: Path, which: str, state: FindingState) -> None:
    assert judged(tmp_path, fit(epochs=20), fit(epochs=4), which=which, epochs=4).state is state


@pytest.mark.parametrize(
    ("wanted", "state"),
    [
        ({"class": "EarlyStopping"}, PASSED),
        ({"class": "EarlyStopping", "monitor": "val_loss", "restore_best_weights": True}, PASSED),
        ({"class": "EarlyStopping", "patience": {"min": 2, "max": 10}}, PASSED),
        ({"class": "EarlyStopping", "patience": {"min": 5}}, FAILED),
        ({"class": "EarlyStopping", "restore_best_weights": False}, FAILED),
        ({"class": "ModelCheckpoint"}, FAILED),
    ],
)
def test_callbacks_are_judged_by_their_settings(tmp_path: Path, wanted: dict[str, Any], state: FindingState) -> None:
    stopping = {"kind": "EarlyStopping", "monitor": "val_loss", "patience": 3, "restore_best_weights": True}
    finding = judged(tmp_path, fit(callbacks=[{"kind": "Bell"}, stopping]), callbacks=[wanted])
    assert finding.state is state, finding.message.en


def test_a_frozen_layer_must_not_train(tmp_path: Path) -> None:
    base = {"name": "base", "kind": "Functional", "trainable": False}
    head = {"name": "head", "kind": "Dense"}
    assert judged(tmp_path / "a", fit(layers=[base, head]), frozen=["base"]).state is PASSED
    finding = judged(tmp_path / "b", fit(layers=[base, head]), frozen=["Dense"])
    assert "`head`" in finding.message.en
    assert "base, head" in judged(tmp_path / "c", fit(layers=[base, head]), frozen=["bsae"]).message.en


def fold(number: int, k: int = 4, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The call and the rows of one of ``k`` folds of 100 rows."""
    kept = TRAIN[number * 100 // k : (number + 1) * 100 // k]
    rows = {f"x{number}": np.setdiff1d(TRAIN, kept), f"v{number}": kept}
    call = fit(
        names=[],
        x=[recorded_array([100 - len(kept), 4], f"x{number}")],
        validation_x=[recorded_array([len(kept), 4], f"v{number}")],
        **fields,
    )
    return call, rows


def folded(tmp_path: Path, *made: tuple[dict[str, Any], dict[str, Any]], k: int = 4) -> Finding:
    rows = {key: value for _, given in made for key, value in given.items()}
    return judged(tmp_path, *(call for call, _ in made), given=rows, model=None, folds={"k": k})


def test_proper_folds_pass_whatever_came_before_and_after(tmp_path: Path) -> None:
    last: Any = (fit(validation_x=[], x=[recorded_array([100, 4])]), {})
    finding = folded(tmp_path, fold(0), *(fold(n) for n in range(4)), last)
    assert finding.state is PASSED, finding.message.en


def test_folds_that_are_none_are_told_why(tmp_path: Path) -> None:
    assert "3 fits" in folded(tmp_path / "few", *(fold(n) for n in range(3))).message.en
    again = folded(tmp_path / "again", fold(0), fold(1), fold(2), fold(1))
    assert "Folds 2 and 4 share 25" in again.message.en
    stale = folded(tmp_path / "stale", *(fold(n, trained_before=6 * n) for n in range(4)))
    assert "Build a new model for each fold" in stale.message.en
    call, rows = fold(3)
    same = folded(tmp_path / "same", fold(0), fold(1), fold(2), (call, rows | {"x3": TRAIN[:75], "v3": TRAIN[:25]}))
    assert "Fold 4 validates on 25 of 25 rows that it also trains on" in same.message.en
    eighths = folded(tmp_path / "eighths", *(fold(n, k=8) for n in range(4)))
    assert "validate on 50 of 100 rows" in eighths.message.en


@pytest.mark.parametrize(("gap", "usual"), [({"min": 1}, "More epochs"), ({"max": 0.1}, "dropout")])
def test_a_missed_gap_is_helped_by_the_quests_own_hint_where_there_is_one(
    tmp_path: Path, gap: dict[str, float], usual: str
) -> None:
    finding = judged(tmp_path / "usual", fit(), gap=gap)
    assert finding.hint is not None
    assert usual in finding.hint.en
    finding = judged(tmp_path / "own", fit(), gap=gap, hint=text("Train for six epochs.", "여섯 에포크 훈련하십시오."))
    assert finding.hint is not None
    assert finding.hint.en == "Train for six epochs."


def test_one_model_must_beat_another(tmp_path: Path) -> None:
    narrow = fit(names=["narrow"], history={"val_accuracy": [0.5, 0.6]})
    better = {"model": "narrow", "metric": "val_accuracy"}
    assert judged(tmp_path / "a", narrow, fit(), better_than=better | {"by": 0.1}).state is PASSED
    finding = judged(tmp_path / "b", narrow, fit(), better_than=better | {"by": 0.3})
    assert "0.8, that of `narrow` is 0.6" in finding.message.en


def test_accuracy_is_found_under_every_name_of_it(tmp_path: Path) -> None:
    history = {"binary_accuracy": [0.5, 0.9], "val_binary_accuracy": [0.5, 0.6]}
    assert judged(tmp_path, fit(history=history), gap={"metric": "accuracy", "min": 0.2}).state is PASSED


def test_a_loss_that_is_no_number_any_more_is_told(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(history={"loss": [0.5, "nan"]}), falls=["loss"])
    assert "NaN" in finding.message.en
    assert "epoch 2" in finding.message.en


def test_nothing_trained_is_unattempted_where_no_fit_is_written(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("it", "training", rows=100))
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).calls()
    assert judge(quest, folder.evidence).findings[0].state is FindingState.UNATTEMPTED


def test_a_fit_that_was_not_reached_fails_at_its_cell(tmp_path: Path) -> None:
    finding = judged(tmp_path)
    assert finding.state is FAILED
    assert "never trained" in finding.message.en
    assert finding.cell == "answer"


def test_a_fit_on_another_name_is_told_whose(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(names=["network"]))
    assert finding.state is FAILED
    assert finding.hint is not None
    assert "`network`" in finding.hint.en


@pytest.mark.parametrize("name", ["taught", "model"])
def test_a_fit_that_raised_before_its_model_had_a_name_is_not_told_as_never_called(tmp_path: Path, name: str) -> None:
    finding = judged(tmp_path, fit(names=[], error="TypeError"), model=name)
    assert finding.state is FAILED
    assert finding.message.en == f"A fit began in this run, but ended with TypeError, so there is no trained `{name}`."
    assert (finding.cell, finding.line) == ("answer", 3)


def test_a_fit_that_raised_is_told_with_its_error(tmp_path: Path) -> None:
    assert "ValueError" in judged(tmp_path / "a", fit(error="ValueError")).message.en
    assert judged(tmp_path / "b", fit(error="ValueError"), fit(), fits=1).state is PASSED


@pytest.mark.parametrize(
    ("call", "rows"),
    [
        ({"x": "none of it"}, {}),
        (fit(surprise=1), ROWS),
        (fit(), {}),
        (fit(), {"x": TRAIN.astype(float), "v": APART}),
        (fit(), {"x": TRAIN.reshape(10, 10), "v": APART}),
        (fit(), {"x": TRAIN[:5], "v": APART}),
        (fit(), {"x": np.array([object()]), "v": APART}),
    ],
)
def test_a_forged_record_fails_without_harm(tmp_path: Path, call: dict[str, Any], rows: dict[str, Any]) -> None:
    finding = judged(tmp_path, call, given=rows, validation="any")
    assert finding.state is FAILED
    assert "could not be read" in finding.message.en


def test_words_of_the_sandbox_are_shown_as_plain_text(tmp_path: Path) -> None:
    finding = judged(tmp_path, fit(optimizer="a\u202e\x00<b>" * 20), optimizer="adam")
    assert finding.state is FAILED
    assert "\u202e" not in finding.message.en
    assert len(finding.message.en) < 250


def test_a_run_without_a_record_is_told_so(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("it", "training", rows=100))
    assert judge(quest, EvidenceFolder(tmp_path / "e").evidence).findings[0].state is FAILED
    stopped = EvidenceFolder(tmp_path / "s", ended_by="time", asked=False)
    assert "time limit" in judge(quest, stopped.evidence).findings[0].message.en


@pytest.mark.parametrize(
    "options",
    [
        {"rows": {}},
        {"rows": {"min": 5, "max": 3}},
        {"gap": {"metric": "loss"}},
        {"callbacks": [{"class": "EarlyStopping", "patience": {"least": 3}}]},
        {"folds": {"k": 1}},
        {"validation": True},
        {"epoch": 3},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "training", **options))

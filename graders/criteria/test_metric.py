"""``metric``, at the border users meet: a saved model and held-out rows in, a finding out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.conftest import Save
from graders.criteria.model import predict_question
from graders.judge import judge, questions_for
from graders.questions import AskCalls, AskFigures, AskModel
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest, recorded_call

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED
OPTIONS: dict[str, Any] = {
    "model": "model",
    "data": "toy",
    "scale": 255.0,
    "reshape": "model",
    "rows_shape": [4],
    "steps": [{"at": 0.9, "share": 1.0}, {"at": 0.5, "share": 0.5}],
}


def reading(matrix: Any, **about: Any) -> Any:
    """A layer that multiplies a row with this matrix: the identity reads the toy set without a mistake."""
    layer = layers.Dense(np.shape(matrix)[1], use_bias=False, **about)
    layer.build((None, np.shape(matrix)[0]))
    layer.set_weights([np.array(matrix, "float32")])
    return layer


def quest_of(tmp_path: Path, **options: Any) -> Any:
    return make_quest(tmp_path / "quest", criterion("it", "metric", **(OPTIONS | options)))


def judged(
    tmp_path: Path, file: Path | bytes | None, heldout: Path | None, predictions: Any = None, **options: Any
) -> Finding:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1"})
    error = {"error": {"name": "NotImplementedError", "message": "get_config"}} if file is None else {}
    folder.model("model-model", file, **error)
    if predictions is not None:
        folder.answer("it-predictions", predictions)
    return judge(quest_of(tmp_path, **options), folder.evidence, heldout).findings[0]


def test_a_model_that_reads_the_held_out_rows_passes(tmp_path: Path, save: Save, heldout: Path) -> None:
    finding = judged(tmp_path, save(reading(np.eye(4)), layers.Softmax()), heldout)
    assert finding.state is PASSED, finding.message.en
    assert "100.0 % of 300 rows" in finding.message.en


def test_a_model_with_wide_layers_reads_the_rows_a_few_at_a_time(
    tmp_path: Path, save: Save, heldout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graders.models.MAX_BATCH_ELEMENTS", 100)
    finding = judged(tmp_path, save(reading(np.eye(4)), layers.Softmax()), heldout)
    assert finding.state is PASSED, finding.message.en


def test_a_model_that_gives_more_numbers_than_can_be_held_is_told_so(
    tmp_path: Path, save: Save, heldout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graders.models.MAX_OUTPUT_ELEMENTS", 1000)
    finding = judged(tmp_path, save(reading(np.eye(4))), heldout)
    assert finding.state is FAILED
    assert "more than 1000 numbers for 300 rows" in finding.message.en


def test_a_better_step_gives_more_points(tmp_path: Path, save: Save, heldout: Path) -> None:
    confused = np.eye(4)
    confused[:, 3] = 0  # never says 3
    finding = judged(tmp_path, save(reading(confused)), heldout)
    assert finding.state is PARTIAL
    assert finding.points == 5
    assert "90.0 %" in finding.message.en


def test_a_model_that_learned_nothing_fails_with_its_figure(tmp_path: Path, save: Save, heldout: Path) -> None:
    finding = judged(tmp_path, save(reading(np.zeros((4, 4)))), heldout)
    assert finding.state is FAILED
    assert finding.found is not None
    assert "%" in finding.found.en


FIT_ENDED = {"error": "InvalidArgumentError"}


@pytest.mark.parametrize(
    ("calls", "told"),
    [
        ([FIT_ENDED], True),
        ([FIT_ENDED, FIT_ENDED], True),
        ([FIT_ENDED, {}], False),
        ([FIT_ENDED, {"method": "train_on_batch"}], False),
        ([FIT_ENDED | {"history": {"loss": [1.0]}}], False),
        ([FIT_ENDED | {"model": "other"}], False),
        ([], False),
    ],
)
def test_a_model_whose_every_fit_ended_with_an_error_is_told_to_be_untrained(
    tmp_path: Path, save: Save, heldout: Path, calls: list[dict[str, Any]], told: bool
) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1\nmodel.compile()\nmodel.fit(x, y)"})
    folder.model("model-model", save(reading(np.zeros((4, 4))))).calls(*(recorded_call(**call) for call in calls))
    finding = judge(quest_of(tmp_path), folder.evidence, heldout).findings[0]
    assert finding.state is FAILED
    assert ("`model` has not been trained: its fit ended with InvalidArgumentError" in finding.message.en) is told
    assert ((finding.cell, finding.line) == ("answer", 3)) is told
    assert (finding.hint is not None and "Mend that error of fit first" in finding.hint.en) is told
    assert ("%" in finding.message.ko) is not told


def test_a_model_that_is_good_all_the_same_passes_whatever_fit_raised(
    tmp_path: Path, save: Save, heldout: Path
) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "model = 1"})
    folder.model("model-model", save(reading(np.eye(4)))).calls(recorded_call(**FIT_ENDED))
    assert judge(quest_of(tmp_path), folder.evidence, heldout).findings[0].state is PASSED


def test_rows_take_the_shape_that_the_model_takes(tmp_path: Path, save: Save, heldout: Path) -> None:
    file = save(layers.Flatten(), reading(np.eye(4)), input_shape=(2, 2))
    assert judged(tmp_path, file, heldout).state is PASSED


def test_a_model_that_scales_its_input_gets_it_unscaled(tmp_path: Path, save: Save, heldout: Path) -> None:
    threshold = layers.Dense(4)  # tells 0..255 from 0..1: its bias outweighs rows that were scaled twice
    threshold.build((None, 4))
    threshold.set_weights([np.eye(4, dtype="float32"), np.array([0.01, 0, 0, 0], "float32")])
    file = save(layers.Rescaling(1 / 255), threshold)
    assert judged(tmp_path, file, heldout, steps=[{"at": 0.95, "share": 1}]).state is PASSED


def test_a_model_for_other_rows_is_told_both_shapes(tmp_path: Path, save: Save, heldout: Path) -> None:
    finding = judged(tmp_path, save(layers.Dense(4), input_shape=(7,)), heldout)
    assert finding.state is FAILED
    assert "(7,)" in finding.message.en
    assert "(2, 2)" in finding.message.en


def test_a_model_with_too_few_outputs_is_told_the_classes(tmp_path: Path, save: Save, heldout: Path) -> None:
    finding = judged(tmp_path, save(layers.Dense(3)), heldout)
    assert finding.state is FAILED
    assert "4 classes" in finding.message.en


def test_a_model_that_answers_nan_is_right_on_nothing(tmp_path: Path, save: Save, heldout: Path) -> None:
    finding = judged(tmp_path, save(reading(np.full((4, 4), np.nan))), heldout)
    assert finding.state is FAILED
    assert "0.0 %" in finding.message.en


def test_two_classes_may_have_one_output(tmp_path: Path, save: Save) -> None:
    rows = np.random.default_rng(1).random((50, 4)).astype("float32") - 0.5
    folder = tmp_path / "heldout" / "toy"
    folder.mkdir(parents=True)
    np.savez(folder / "rows.npz", rows=rows)
    np.savez(folder / "labels.npz", labels=(rows[:, 0] > 0).astype("int64"))
    file = save(reading([[1.0], [0], [0], [0]], activation="sigmoid"))
    assert judged(tmp_path, file, tmp_path / "heldout", scale=None).state is PASSED


def one_hot(heldout: Path) -> np.ndarray[Any, Any]:
    with np.load(heldout / "toy" / "labels.npz") as labels:
        return np.eye(4, dtype="float32")[labels["labels"]]


def test_a_model_of_ones_own_is_judged_by_its_predictions_and_told_so(tmp_path: Path, heldout: Path) -> None:
    finding = judged(tmp_path, None, heldout, predictions=one_hot(heldout))
    assert finding.state is PASSED
    assert "predictions" in finding.message.en
    assert "예측값" in finding.message.ko


@pytest.mark.parametrize(
    "forge",
    [
        lambda right: right[:-1],
        lambda right: right[:, :3],
        lambda right: right * np.nan,
        lambda right: right.reshape(300, 4, 1, 1),
        lambda right: right.astype("U8"),
        lambda right: np.float64(1.0) * right.sum(),
        lambda right: right.tolist(),
        lambda right: np.zeros((0, 4)),
    ],
    ids=["row short", "column short", "nan", "axes", "words", "scalar", "list", "empty"],
)
def test_forged_predictions_fail_without_harm(tmp_path: Path, heldout: Path, forge: Any) -> None:
    finding = judged(tmp_path, None, heldout, predictions=forge(one_hot(heldout)))
    assert finding.state is FAILED
    assert finding.points == 0


def test_predictions_do_not_stand_in_for_a_model_that_can_be_rebuilt(tmp_path: Path, save: Save, heldout: Path) -> None:
    finding = judged(tmp_path, save(reading(np.zeros((4, 4)))), heldout, predictions=one_hot(heldout))
    assert finding.state is FAILED


def test_a_model_without_file_and_predictions_is_told_what_to_do(tmp_path: Path, heldout: Path) -> None:
    finding = judged(tmp_path, None, heldout)
    assert finding.state is FAILED
    assert "model.predict(rows)" in finding.message.en


def test_a_model_that_was_saved_without_weights_is_told_to_be_trained(tmp_path: Path, heldout: Path) -> None:
    model = keras.Sequential([layers.Dense(4)])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
    with pytest.raises(ValueError, match="rank"):
        model.fit(np.zeros((9, 4)), np.zeros(9), verbose=0)
    model.save(tmp_path / "model.keras")
    finding = judged(tmp_path, tmp_path / "model.keras", heldout)
    assert finding.state is FAILED
    assert "model.fit(...)" in finding.message.en


def test_a_forged_model_file_fails(tmp_path: Path, heldout: Path) -> None:
    assert judged(tmp_path, b"PK" + bytes(99), heldout, predictions=one_hot(heldout)).state is FAILED


@pytest.mark.parametrize("gone", ["toy/labels.npz", "toy/rows.npz", None])
def test_without_the_held_out_set_nothing_is_counted(
    tmp_path: Path, save: Save, heldout: Path, gone: str | None
) -> None:
    if gone:
        (heldout / gone).unlink()
    folder = EvidenceFolder(tmp_path / "e").model("model-model", save(layers.Dense(4)))
    report = judge(quest_of(tmp_path), folder.evidence, heldout if gone else None)
    assert report.findings[0].state is FindingState.COULD_NOT_GRADE
    assert report.max_score == 0


def test_a_missing_model_is_unattempted(tmp_path: Path, heldout: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e").missing("model-model")
    assert judge(quest_of(tmp_path), folder.evidence, heldout).findings[0].state is FindingState.UNATTEMPTED


def test_rows_travel_prepared_and_without_labels(tmp_path: Path, heldout: Path) -> None:
    questions, arrays = questions_for(quest_of(tmp_path), heldout)
    assert questions == [
        AskFigures(),
        AskCalls(),
        AskModel(id="model-model", name="model"),
        predict_question("it-predictions", "model", "it-rows"),
    ]
    assert set(arrays) == {"it-rows"}
    assert arrays["it-rows"].shape == (300, 4)
    assert arrays["it-rows"].max() <= 1


def test_without_held_out_rows_only_the_model_is_asked_for(tmp_path: Path) -> None:
    questions, arrays = questions_for(quest_of(tmp_path), tmp_path / "nowhere")
    assert [question.ask for question in questions] == ["figures", "calls", "model"]
    assert arrays == {}


@pytest.mark.parametrize(
    "options",
    [
        {"steps": []},
        {"steps": [{"at": 0.9, "share": 0.5}]},
        {"steps": [{"at": 1.9, "share": 1}]},
        {"scale": 0},
        {"reshape": "flat"},
        {"metric": "beauty"},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "metric", **(OPTIONS | options)))

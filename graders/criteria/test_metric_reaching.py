"""``metric``: every figure's way from a model to points: steps, noise, baselines, other seeds, learners' statistics."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.conftest import Save
from graders.criteria.model import predict_question
from graders.criteria.test_metric import reading
from graders.judge import judge, questions_for
from graders.questions import AskVariable
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED


class Case:
    """A held-out set, a saved model or predictions, and what comes of them."""

    def __init__(self, place: Path, save: Save) -> None:
        self.place = place
        self.save = save
        self.evidence = EvidenceFolder(place / "evidence", {"answer": "model = 1"})

    def data(self, rows: Any, labels: Any) -> Case:
        folder = self.place / "heldout" / "toy"
        folder.mkdir(parents=True)
        np.savez(folder / "rows.npz", rows=np.array(rows))
        np.savez(folder / "labels.npz", labels=np.array(labels))
        return self

    def model(self, *stack: Any, size: int = 1, compiled: dict[str, Any] | None = None) -> Case:
        self.evidence.model("model-model", self.save(*stack, input_shape=(size,), compiled=compiled))
        return self

    def predicts(self, predictions: Any) -> Case:
        self.evidence.model("model-model", None, error={"name": "NotImplementedError", "message": "get_config"})
        self.evidence.answer("it-predictions", np.array(predictions))
        return self

    def rerun(self, number: int, predictions: Any = None, **run: Any) -> Case:
        folder = self.evidence.folder / "seeds" / str(number)
        again = EvidenceFolder(folder, {"answer": "model = 1"}, seed=7919 + number, **run)
        if predictions is not None:
            again.model("model-model", None, error={"name": "NotImplementedError", "message": "get_config"})
            again.answer("it-predictions", np.array(predictions))
        return self

    def finding(self, **options: Any) -> Finding:
        spec = criterion("it", "metric", model="model", data="toy", **options)
        shutil.rmtree(self.place / "quest", ignore_errors=True)
        quest = make_quest(self.place / "quest", spec)
        return judge(quest, self.evidence.evidence, self.place / "heldout").findings[0]


@pytest.fixture
def case(tmp_path: Path, save: Save) -> Case:
    return Case(tmp_path, save)


def steps(*steps: tuple[float, float]) -> list[dict[str, float]]:
    return [{"at": at, "share": share} for at, share in steps]


def identity() -> Any:
    return reading([[1.0]])


LOWER = steps((1.0, 1.0), (2.0, 0.5))


@pytest.mark.parametrize(("error", "state", "points"), [(0.9, PASSED, 10), (1.9, PARTIAL, 5), (3.0, FAILED, 0)])
def test_of_errors_less_is_better(case: Case, error: float, state: FindingState, points: float) -> None:
    rows = np.arange(50.0)[:, None]
    finding = case.data(rows, rows[:, 0] + error).model(identity()).finding(metric="mae", steps=LOWER)
    assert (finding.state, finding.points) == (state, points)
    assert "a mean absolute error" in finding.message.en
    assert "평균 절대 오차" in finding.message.ko
    assert finding.expected is not None
    assert (finding.expected.en, finding.expected.ko) == ("≤ 1", "1 이하")


def test_within_the_noise_of_a_step_the_learner_has_the_benefit_and_is_told(case: Case) -> None:
    labels = np.arange(100) % 2
    guess = np.where(np.arange(100) < 95, labels, 1 - labels)[:, None]
    case.data(labels[:, None], labels).predicts(guess.astype(float))
    benefit = case.finding(steps=steps((0.97, 1.0), (0.5, 0.5)))
    assert (benefit.state, benefit.points) == (PASSED, 10)
    assert "95.0 %" in benefit.message.en
    assert "88.8 % to 97.8 %" in benefit.message.en
    assert "88.8%~97.8%" in benefit.message.ko
    assert "97.0%" in benefit.message.ko
    strict = case.finding(steps=steps((0.97, 1.0), (0.5, 0.5)), confidence=0)
    assert (strict.state, strict.points) == (PARTIAL, 5)
    assert "interval" not in strict.message.en
    beyond = case.finding(steps=steps((0.99, 1.0), (0.5, 0.5)))
    assert beyond.state is PARTIAL


def test_one_enormous_error_does_not_buy_the_benefit(case: Case) -> None:
    rows = np.zeros((100, 1))
    labels = np.full(100, 3.0)
    predictions = np.where(np.arange(100) == 0, 1000.0, 0.0)[:, None]
    finding = case.data(rows, labels).predicts(predictions).finding(metric="mae", steps=steps((1.0, 1.0)))
    assert finding.state is FAILED


CLASSES = np.arange(100) % 4 == 0  # a quarter is of the second class


@pytest.mark.parametrize(("right", "state"), [(100, PASSED), (0, FAILED)])
def test_a_baseline_that_looks_at_no_row_must_be_beaten(case: Case, right: int, state: FindingState) -> None:
    labels = CLASSES.astype(int)
    guess = np.where(np.arange(100) < right, labels, 0)[:, None].astype(float)
    case.data(np.zeros((100, 1)), labels).predicts(guess)
    finding = case.finding(beats={"baseline": "constant", "by": 0.1}, confidence=0)
    assert finding.state is state
    assert finding.expected is not None
    assert finding.expected.en == "≥ 85.0 %"
    if state is FAILED:
        assert "75.0 %" in finding.message.en
        assert "75.0%" in finding.message.ko


def test_steps_count_only_when_the_baseline_is_beaten(case: Case) -> None:
    labels = np.arange(20.0)
    case.data(labels[:, None], labels).predicts(labels[:, None] + 2)
    for baseline, state in ((2.5, PARTIAL), (1.0, FAILED)):
        finding = case.finding(metric="mae", steps=steps((1.0, 1.0), (3.0, 0.5)), beats={"baseline": baseline})
        assert finding.state is state, finding.message.en


@pytest.mark.parametrize(
    ("loss", "bias", "accuracy"),
    [
        ({"class_name": "BinaryCrossentropy", "from_logits": True}, 0.0, "100.0 %"),
        ({"class_name": "BinaryCrossentropy", "from_logits": False}, 0.0, "75.0 %"),
    ],
)
def test_one_output_is_read_as_the_compiled_loss_tells(
    case: Case, loss: dict[str, Any], bias: float, accuracy: str
) -> None:
    import keras

    compiled = {"loss": keras.losses.BinaryCrossentropy(from_logits=loss["from_logits"]), "optimizer": "sgd"}
    case.data([[-1.0], [0.2], [3.0], [-2.0]], [0, 1, 1, 0]).model(identity(), compiled=compiled)
    assert accuracy in case.finding(steps=steps((1.0, 1.0)), confidence=0).message.en


def test_rows_are_normalised_with_the_learners_own_statistics(case: Case) -> None:
    rows = np.random.default_rng(0).normal([10, -5], [2, 7], (200, 2))
    labels = ((rows - [10, -5]) / [2, 7])[:, 0]
    case.data(rows, labels).model(reading([[1.0], [0.0]]), size=2)
    case.evidence.answer("it-mean", np.array([10.0, -5.0])).answer("it-std", np.array([[2.0, 7.0]]))
    about: dict[str, Any] = {"metric": "mae", "steps": steps((0.01, 1.0)), "normalise": {"mean": "mean", "std": "std"}}
    assert case.finding(**about).state is PASSED
    assert case.finding(**(about | {"normalise": {"mean": "mean"}})).state is FAILED


def test_a_model_of_fewer_columns_is_shown_the_first_ones(case: Case) -> None:
    case.data([[1, 0, 9], [0, 1, 9]], [1, 0]).model(reading([[1.0], [0.0]]), size=2)
    assert case.finding(metric="mae", steps=steps((0.01, 1.0)), columns=2).state is PASSED
    spec = criterion("it", "metric", model="model", data="toy", steps=steps((0.01, 1.0)), columns=2)
    _, rows = questions_for(make_quest(case.place / "asking", spec), case.place / "heldout")
    [sent] = rows.values()
    np.testing.assert_array_equal(sent, [[1, 0], [0, 1]])


@pytest.mark.parametrize(
    ("mean", "std", "words"),
    [
        (np.zeros(3), np.ones(2), "(3,)"),
        (np.zeros(2), np.zeros(2), "holds a 0"),
        (np.full(2, np.nan), np.ones(2), "not finite"),
        (np.array(["a", "b"]), np.ones(2), "could not be read"),
    ],
)
def test_statistics_that_cannot_be_used_are_told(case: Case, mean: Any, std: Any, words: str) -> None:
    case.data(np.ones((9, 2)), np.ones(9)).model(reading([[1.0], [0.0]]), size=2)
    case.evidence.answer("it-mean", mean).answer("it-std", std)
    finding = case.finding(metric="mae", steps=steps((1, 1)), normalise={"mean": "mean", "std": "std"})
    assert finding.state is FAILED
    assert words in finding.message.en
    assert finding.message.ko != finding.message.en


def test_a_missing_statistic_is_told_by_its_name(case: Case) -> None:
    case.data(np.ones((9, 2)), np.ones(9)).model(reading([[1.0], [0.0]]), size=2)
    case.evidence.missing("it-mean")
    finding = case.finding(metric="mae", steps=steps((1, 1)), normalise={"mean": "mean"})
    assert finding.state is FindingState.UNATTEMPTED
    assert "`mean`" in finding.message.en


def test_the_statistics_are_asked_for_and_used_where_a_model_predicts_by_itself(case: Case) -> None:
    case.data(np.ones((9, 2)), np.ones(9))
    spec = criterion(
        "it",
        "metric",
        model="model",
        data="toy",
        metric="mae",
        steps=steps((1, 1)),
        normalise={"mean": "m", "std": "s"},
    )
    questions, _ = questions_for(make_quest(case.place / "quest", spec), case.place / "heldout")
    assert AskVariable(id="it-mean", name="m") in questions
    assert predict_question("it-predictions", "model", "it-rows", mean="m", std="s") in questions


def shifted(by: float) -> Any:
    return np.arange(20.0)[:, None] + by


@pytest.mark.parametrize(("of", "figure"), [("median", "2"), ("best", "1")])
def test_of_several_seeds_the_median_or_the_best_is_judged(case: Case, of: str, figure: str) -> None:
    case.data(shifted(0), np.arange(20.0)).predicts(shifted(3)).rerun(1, shifted(1)).rerun(2, shifted(2))
    finding = case.finding(metric="mae", steps=steps((2.0, 1.0)), seeds={"count": 3, "of": of})
    assert finding.state is PASSED
    assert f"a mean absolute error of {figure} on" in finding.message.en
    assert "3 runs" in finding.message.en
    assert "(3, 1, 2)" in finding.message.ko


@pytest.mark.parametrize("broken", ["no folder", "not asked", "no answer", "forged", "nan"])
def test_a_run_without_a_figure_is_left_out_and_that_is_said(case: Case, broken: str) -> None:
    case.data(shifted(0), np.arange(20.0)).predicts(shifted(3)).rerun(1, shifted(1))
    if broken == "not asked":
        case.rerun(2, asked=False, ended_by="time")
    elif broken == "no answer":
        case.rerun(2)
    elif broken == "forged":
        case.rerun(2, np.array(["a"] * 20))
    elif broken == "nan":
        case.rerun(2, shifted(np.nan))
    finding = case.finding(metric="mae", steps=steps((1.0, 1.0)), seeds={"count": 3})
    assert finding.state is PASSED
    assert "1 of 3 runs gave no figure" in finding.message.en
    assert "3번의 실행 중 1번" in finding.message.ko


def test_without_a_figure_of_its_own_run_an_attempt_fails(case: Case) -> None:
    case.data(shifted(0), np.arange(20.0)).predicts(shifted(np.inf)).rerun(1, shifted(0))
    finding = case.finding(metric="mae", steps=steps((1.0, 1.0)), seeds={"count": 2, "of": "best"})
    assert finding.state is FAILED
    assert "20 of 20 rows" in finding.message.en


OTHERS: list[tuple[str, Any, Any, dict[str, Any], str]] = [
    ("top_k", np.eye(6)[[0, 1, 2, 3]] + np.eye(6)[[5, 5, 5, 5]] / 2, [5, 5, 2, 3], {"k": 2}, "100.0 %"),
    ("f1", [[0.9], [0.8], [0.7], [0.1]], [1, 1, 0, 0], {"average": "binary"}, "0.8"),
    ("auc", [[0.9], [0.8], [0.1], [0.2]], [1, 1, 0, 0], {}, "1"),
    ("mse", [[1.0], [2.0]], [2.0, 4.0], {}, "2.5"),
    ("rmse", [[1.0], [2.0]], [2.0, 3.0], {}, "1"),
    ("iou", [[[0.9, 0.1]], [[0.9, 0.1]]], [[[1, 0]], [[1, 0]]], {}, "1"),
    ("bleu", [[1, 2, 3, 4]], [[1, 2, 3, 4]], {}, "1"),
    ("perplexity", [[[0.5, 0.5]], [[0.5, 0.5]]], [[0], [1]], {}, "2"),
    ("token_accuracy", [[1, 2, 3, 4]], [[1, 2, 3, 5]], {}, "75.0 %"),
]


@pytest.mark.parametrize(("metric", "outputs", "labels", "about", "figure"), OTHERS, ids=[case[0] for case in OTHERS])
def test_every_other_metric_is_told_with_its_name_and_figure(
    case: Case, metric: str, outputs: Any, labels: Any, about: dict[str, Any], figure: str
) -> None:
    case.data(np.zeros((len(labels), 1)), labels).predicts(outputs)
    at = 1e6 if metric in ("mse", "rmse", "perplexity") else 0.01
    finding = case.finding(metric=metric, steps=steps((at, 1.0)), confidence=0, **about)
    assert finding.state is PASSED, finding.message.en
    assert finding.found is not None
    assert finding.found.en == figure
    assert figure in finding.message.en


@pytest.mark.parametrize(
    ("metric", "labels"),
    [
        ("top_k", [0, 1, 2, 1]),
        ("f1", [0, 1, 2, 1]),
        ("auc", [0, 1, 1, 0]),
        ("mae", [0.0, 9.0, 2.0, 1.0]),
        ("iou", [[[0, 1]]] * 4),
        ("bleu", [[1, 2]] * 4),
        ("perplexity", [[1, 2]] * 4),
        ("token_accuracy", [[1, 2]] * 4),
    ],
)
@pytest.mark.parametrize(
    "forged", [np.zeros((3, 4)), np.zeros(0), np.zeros((4, 1, 1, 1, 1)), np.array(["x"] * 4), np.array(1e9)]
)
def test_forged_predictions_fail_without_harm(
    case: Case, metric: str, labels: Any, forged: np.ndarray[Any, Any]
) -> None:
    finding = case.data(np.zeros((4, 1)), labels).predicts(forged).finding(metric=metric, steps=steps((1.0, 1.0)))
    assert (finding.state, finding.points) == (FAILED, 0)
    assert finding.message.ko != finding.message.en


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"metric": "mae", "steps": steps((1.0, 0.5))},
        {"metric": "mae", "steps": steps((1.0, 0.5), (2.0, 1.0))},
        {"steps": steps((0.5, 1.0), (0.9, 0.5))},
        {"metric": "auc", "steps": steps((1.5, 1.0))},
        {"steps": steps((0.5, 1.0)), "confidence": 1},
        {"steps": steps((0.5, 1.0)), "seeds": {"count": 1}},
        {"steps": steps((0.5, 1.0)), "seeds": {"count": 3, "of": "mean"}},
        {"metric": "bleu", "beats": {"baseline": "constant"}},
        {"beats": {"baseline": "random"}},
        {"steps": steps((0.5, 1.0)), "normalise": "train"},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "metric", model="model", data="toy", **options))


def test_a_run_whose_record_is_not_whole_is_left_out(case: Case) -> None:
    case.data(shifted(0), np.arange(20.0)).predicts(shifted(1)).rerun(1, shifted(2))
    (case.evidence.folder / "seeds" / "1" / "run.json").unlink()
    finding = case.finding(metric="mae", steps=steps((1.0, 1.0)), seeds={"count": 2})
    assert finding.state is PASSED
    assert "the one run that there is" in finding.message.en

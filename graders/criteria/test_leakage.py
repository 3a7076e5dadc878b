"""``leakage``, at the border users meet: what was observed of the rows in, a finding out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.judge import judge, questions_for
from graders.observed.fingerprints import row_fingerprints
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest, recorded_array, recorded_call

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED
UNKNOWN = FindingState.COULD_NOT_GRADE

TRAIN = np.arange(100, dtype=np.uint64)
TEST = np.arange(100, 150, dtype=np.uint64)
VALIDATION = np.arange(150, 170, dtype=np.uint64)


class Run:
    """One run's record: calls, fingerprints and variables, as the sandbox tells them."""

    def __init__(self, folder: Path, source: str = "model.fit(x, y)") -> None:
        self.folder = folder
        self.evidence = EvidenceFolder(folder / "e", {"answer": source})
        self.calls: list[dict[str, Any]] = []
        self.rows: dict[str, Any] = {}

    def call(self, method: str, rows: Any, validation: Any = None, **fields: Any) -> Run:
        """A call that got these rows; None for rows that nobody can tell apart."""
        given: dict[str, Any] = {"x": [self._array(rows)]}
        if validation is not None:
            given["validation_x"] = [self._array(validation)]
        self.calls.append(recorded_call(method, **given, **fields))
        return self

    def fit(self, rows: Any, validation: Any = None, **fields: Any) -> Run:
        return self.call("fit", rows, validation, **fields)

    def variable(self, name: str, rows: Any = None, **fields: Any) -> Run:
        """A variable of the notebook with these rows."""
        record = recorded_array([0 if rows is None else len(rows), 4], None if rows is None else "rows0", **fields)
        self.evidence.raw(f"array-{name}", {"id": f"array-{name}", "status": "answered", "record": record})
        if rows is not None:
            np.savez(self.evidence.answers / f"array-{name}.npz", rows0=rows)
        return self

    def matrix(self, name: str, values: Any) -> Run:
        """A variable of the notebook that holds this matrix."""
        columns = {"column_mean": values.mean(axis=0).tolist(), "column_std": values.std(axis=0).tolist()}
        statistics: dict[str, Any] = columns if values.ndim == 2 else {}
        record = recorded_array(values.shape, **statistics)
        self.evidence.raw(f"array-{name}", {"id": f"array-{name}", "status": "answered", "record": record})
        return self

    def _array(self, rows: Any) -> dict[str, Any]:
        if rows is None:
            return {"type": "tensorflow.python.data.Dataset"}
        key = f"k{len(self.rows)}"
        self.rows[key] = rows
        return recorded_array([len(rows), 4], key)

    def judged(self, kept_back: Path | None = None, dropped: int = 0, **options: Any) -> Finding:
        """The finding of one criterion on this run."""
        quest = make_quest(self.folder / "quest", criterion("it", "leakage", **options))
        self.evidence.calls(*self.calls, dropped_fits=dropped, **self.rows)
        return judge(quest, self.evidence.evidence, kept_back).findings[0]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_what_was_kept_apart_passes(run: Run) -> None:
    run.fit(TRAIN, VALIDATION).call("evaluate", TEST).variable("x_test", TEST)
    finding = run.judged(validation=True, test=["x_test"], evaluated=True)
    assert finding.state is PASSED, finding.message.en


def test_test_rows_among_the_training_rows_are_counted_with_their_call(run: Run) -> None:
    run.fit(TRAIN).fit(np.r_[TRAIN, TEST[:20]], cell="answer", line=7).variable("x_test", TEST)
    finding = run.judged(test=["x_test"], model="model")
    assert finding.state is FAILED
    assert finding.message.en == (
        "20 of the 50 rows of `x_test` are among the rows that fit of `model` trained on (`answer:7`)."
    )
    assert "50행 중 20행" in finding.message.ko
    assert (finding.cell, finding.line) == ("answer", 7)


def test_validation_rows_that_were_trained_on_are_found_in_every_fit(run: Run) -> None:
    finding = run.fit(TRAIN, TRAIN[:30], line=2).fit(TRAIN, VALIDATION).judged(validation=True)
    assert finding.state is FAILED
    assert "30 of the 30 rows of the validation data" in finding.message.en
    assert finding.line == 2


def test_points_are_given_by_the_share_of_sets_that_were_kept_apart(run: Run) -> None:
    run.fit(TRAIN, TRAIN[:30]).variable("x_test", TEST)
    finding = run.judged(validation=True, test=["x_test"])
    assert (finding.state, finding.points) == (PARTIAL, 5)


@pytest.mark.parametrize(("shared", "allow", "state"), [(1, 0.02, PASSED), (2, 0.02, FAILED), (2, 0.05, PASSED)])
def test_a_stated_share_may_be_in_both(run: Run, shared: int, allow: float, state: FindingState) -> None:
    run.fit(np.r_[TRAIN, TEST[:shared]]).variable("x_test", TEST)
    assert run.judged(test=["x_test"], allow=allow).state is state


def test_equal_rows_that_the_data_is_full_of_blame_nobody(run: Run) -> None:
    data = np.random.default_rng(0).permutation(np.r_[np.repeat(np.arange(100), 2), np.arange(100, 900)])
    data = data.astype(np.uint64)
    run.fit(data[:800]).variable("x_test", data[800:])
    assert np.isin(data[800:], data[:800]).mean() > 0.1
    assert run.judged(test=["x_test"]).state is PASSED


def test_repeating_the_training_rows_hides_no_leak(run: Run) -> None:
    both = np.r_[TRAIN, TEST]
    run.fit(np.r_[both, both]).variable("x_test", TEST)
    assert run.judged(test=["x_test"]).state is FAILED


def test_rows_to_tune_by_are_no_test_rows(run: Run) -> None:
    run.fit(TRAIN, TEST).variable("x_test", TEST)
    finding = run.judged(test=["x_test"])
    assert finding.state is FAILED
    assert "tuned" in finding.message.en
    assert run.judged(test=["x_test"], tuned=False).state is PASSED


def test_a_layer_that_adapted_to_test_rows_is_named(run: Run) -> None:
    run.call("adapt", np.r_[TRAIN, TEST], model="normalizer", line=1).fit(TRAIN).variable("x_test", TEST)
    finding = run.judged(test=["x_test"])
    assert finding.state is FAILED
    assert "adapt of `normalizer` (`answer:1`)" in finding.message.en
    assert run.judged(test=["x_test"], adapted=False).state is PASSED


def test_words_learned_from_test_texts_are_found(run: Run) -> None:
    texts = row_fingerprints(np.array(["a good film", "a bad film", "no film"]))
    run.call("adapt", texts, model="vectorize").fit(TRAIN).variable("test_texts", texts[2:])
    assert "1 of the 1 rows of `test_texts`" in run.judged(test=["test_texts"]).message.en


def test_an_evaluation_on_training_rows_alone_is_no_test(run: Run, tmp_path: Path) -> None:
    assert run.fit(TRAIN).call("evaluate", TRAIN[:50]).judged(evaluated=True).state is FAILED
    compared = Run(tmp_path / "two").fit(TRAIN).call("evaluate", TRAIN).call("evaluate", TEST)
    assert compared.judged(evaluated=True).state is PASSED


def test_steps_of_ones_own_count_as_training(run: Run) -> None:
    run.fit(TRAIN).call("train_on_batch", TEST).variable("x_test", TEST)
    assert run.judged(test=["x_test"]).state is FAILED


@pytest.mark.parametrize("divisor", [1, 255])
def test_heldout_rows_are_found_in_training_rows_that_were_scaled(run: Run, heldout: Path, divisor: int) -> None:
    with np.load(heldout / "toy" / "rows.npz") as arrays:
        rows = arrays["rows"].reshape(300, 4) / divisor
    run.fit(row_fingerprints(rows)[:100])
    finding = run.judged(heldout, data="toy", scale=255)
    assert finding.state is FAILED
    assert "100 of the 300 rows of the data kept back" in finding.message.en


def test_heldout_rows_that_are_not_here_cost_nothing(run: Run, heldout: Path) -> None:
    run.fit(TRAIN)
    assert run.judged(None, data="toy").state is UNKNOWN
    assert run.judged(heldout, data="other").state is UNKNOWN


def test_rows_that_nobody_can_tell_apart_cost_nothing(run: Run, tmp_path: Path) -> None:
    run.fit(None, None).variable("x_test", TEST)
    assert run.judged(test=["x_test"]).state is UNKNOWN
    unread = Run(tmp_path / "unread").fit(TRAIN).variable("x_test")
    assert unread.judged(test=["x_test"]).state is UNKNOWN


def test_a_fit_whose_arguments_nobody_could_look_at_proves_nothing(run: Run) -> None:
    run.calls.append(recorded_call(x=[]))
    assert run.judged(validation=True).state is UNKNOWN


def test_a_fit_that_was_not_looked_at_proves_nothing(run: Run) -> None:
    run.fit(TRAIN).variable("x_test", TEST)
    assert run.judged(test=["x_test"], dropped=1).state is UNKNOWN


RAW_TRAIN = np.random.default_rng(1).normal(5, 3, (400, 4)) * [1, 10, 100, 0.01]
RAW_TEST = np.random.default_rng(2).normal(5, 3, (100, 4)) * [1, 10, 100, 0.01]
BOTH = np.concatenate([RAW_TRAIN, RAW_TEST])
SCALED = {"train": "x_train", "test": "x_test"}


def standardised(values: Any, by: Any, ddof: int = 0) -> Any:
    return ((values - by.mean(axis=0)) / by.std(axis=0, ddof=ddof)).astype("float32")


@pytest.mark.parametrize(
    ("train", "test", "words"),
    [
        (standardised(RAW_TRAIN, RAW_TRAIN), standardised(RAW_TEST, RAW_TRAIN), None),
        (standardised(RAW_TRAIN, RAW_TRAIN, 1), standardised(RAW_TEST, RAW_TRAIN, 1), None),
        (standardised(RAW_TRAIN, RAW_TRAIN), standardised(RAW_TEST, RAW_TEST), "`x_test` was standardised by its own"),
        (standardised(RAW_TRAIN, RAW_TRAIN), standardised(RAW_TEST, RAW_TEST, 1), "by its own"),
        (standardised(RAW_TRAIN, BOTH), standardised(RAW_TEST, BOTH), "statistics of both together"),
        (standardised(RAW_TRAIN, RAW_TEST), standardised(RAW_TEST, RAW_TEST), "by its own"),
        (standardised(RAW_TRAIN, RAW_TRAIN), RAW_TEST, "`x_test` is not standardised as `x_train` is"),
        (RAW_TRAIN, RAW_TEST, "`x_train` is not standardised"),
        (RAW_TRAIN / RAW_TRAIN.max(), RAW_TEST / RAW_TRAIN.max(), "`x_train` is not standardised"),
        (standardised(RAW_TRAIN, RAW_TRAIN), standardised(RAW_TEST, RAW_TRAIN)[:, :2], "4 columns and `x_test` has 2"),
        (np.zeros(5), RAW_TEST, "should be a matrix"),
    ],
)
def test_statistics_come_from_the_training_data(run: Run, train: Any, test: Any, words: str | None) -> None:
    finding = run.matrix("x_train", train).matrix("x_test", test).judged(scaled=SCALED)
    assert finding.state is (FAILED if words else PASSED), finding.message.en
    assert (words or "") in finding.message.en


def test_a_constant_column_is_no_fault(run: Run) -> None:
    train, test = standardised(RAW_TRAIN, RAW_TRAIN), standardised(RAW_TEST, RAW_TRAIN)
    train[:, 1] = test[:, 1] = 0
    assert run.matrix("x_train", train).matrix("x_test", test).judged(scaled=SCALED).state is PASSED


def test_what_fit_got_is_looked_at_where_no_variable_is_named(run: Run) -> None:
    statistics = {"column_mean": [3.0, 0.0], "column_std": [1.0, 1.0]}
    run.calls.append(recorded_call(x=[recorded_array([9, 2], None, names=["data"], **statistics)]))
    finding = run.judged(scaled={})
    assert "`data` is not standardised" in finding.message.en
    assert (finding.cell, finding.line) == ("answer", 3)


def test_too_wide_a_matrix_costs_nothing(run: Run) -> None:
    wide = recorded_array([9, 5000])
    run.evidence.raw("array-x_train", {"id": "array-x_train", "status": "answered", "record": wide})
    assert run.judged(scaled={"train": "x_train"}).state is UNKNOWN


def test_statistics_that_are_no_numbers_fail(run: Run) -> None:
    broken = recorded_array([9, 2], None, column_mean=["nan", 0.0], column_std=[1.0, "inf"])
    run.evidence.raw("array-x_train", {"id": "array-x_train", "status": "answered", "record": broken})
    assert run.judged(scaled={"train": "x_train"}).state is FAILED


def test_nothing_written_is_unattempted(tmp_path: Path) -> None:
    assert Run(tmp_path / "a", "x = 1").judged(validation=True).state is FindingState.UNATTEMPTED
    absent = Run(tmp_path / "b").fit(TRAIN)
    absent.evidence.missing("array-x_test")
    assert absent.judged(test=["x_test"]).state is FindingState.UNATTEMPTED


@pytest.mark.parametrize(
    "record",
    [
        {"type": "x", "rows": "nowhere"},
        {"type": "x", "surprise": 1},
        {"type": "x", "shape": [3, 4], "rows": "rows0"},
        recorded_array([9, 2], None, column_mean=[0.0], column_std=[1.0]),
    ],
)
def test_forged_records_of_arrays_fail_without_harm(run: Run, record: dict[str, Any]) -> None:
    run.fit(TRAIN).variable("x_test", TEST)
    run.evidence.raw("array-x_test", {"id": "array-x_test", "status": "answered", "record": record})
    finding = run.judged(test=["x_test"], scaled={"train": "x_test"})
    assert finding.state is FAILED
    assert "could not be read" in finding.message.en


def test_a_run_without_a_record_is_told_so(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("it", "leakage", validation=True))
    assert judge(quest, EvidenceFolder(tmp_path / "e").evidence).findings[0].state is FAILED


def test_criteria_about_one_variable_share_its_question(tmp_path: Path) -> None:
    one = criterion("one", "leakage", test=["x_test"])
    two = criterion("two", "leakage", scaled={"train": "x_train", "test": "x_test"})
    questions, _ = questions_for(make_quest(tmp_path, one, two))
    asked = [question.id for question in questions if question.id.startswith("array-")]
    assert sorted(asked) == ["array-x_test", "array-x_train"]


@pytest.mark.parametrize("options", [{}, {"allow": 2}, {"test": "x_test"}, {"scaled": {"train": ""}}])
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "leakage", **options))

"""Records of calls that nobody but a forger writes: what rests on them fails, and nothing breaks in judging it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.criteria import rows
from graders.judge import judge
from graders.report import FindingState, Report
from graders.testing import EvidenceFolder, criterion, make_quest, recorded_array, recorded_call
from graders.verdicts import BROKEN_ANSWER

HUGE = 10**400
ROWS = np.arange(10, dtype=np.uint64)


def judged(place: Path, call: dict[str, Any]) -> Report:
    quest = make_quest(
        place / "quest",
        criterion("trained", "training", epochs={"min": 1}, callbacks=[{"class": "EarlyStopping", "patience": 2}]),
        criterion("apart", "leakage", validation=True),
    )
    folder = EvidenceFolder(place / "evidence", {"answer": "model.fit(x, y)"})
    folder.calls(recorded_call(**{"x": [recorded_array([10, 4], "x")], "epochs": 3, **call}), x=ROWS)
    return judge(quest, folder.evidence)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param({"x": [recorded_array([HUGE, 4], "x")]}, id="rows"),
        pytest.param({"epochs": HUGE}, id="epochs"),
        pytest.param({"trained_before": -HUGE}, id="trained before"),
        pytest.param({"output_shape": [None, HUGE]}, id="output"),
        pytest.param({"callbacks": [{"kind": "EarlyStopping", "patience": HUGE}]}, id="callback"),
    ],
)
def test_numbers_without_end_fail(call: dict[str, Any], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    [trained, _] = judged(tmp_path, call).findings
    assert trained.state in (FindingState.FAILED, FindingState.PARTIAL)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param({"distinct": 3, "whole": True, "minimum": 0.0, "maximum": "nan"}, id="not a number"),
        pytest.param({"distinct": 3, "whole": True, "minimum": 0.0, "maximum": "inf"}, id="infinity"),
    ],
)
def test_labels_that_cannot_be_leave_the_diagnosis_whole(
    labels: dict[str, Any], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    layers = [{"name": "dense", "kind": "Dense", "activation": "softmax", "units": 4}]
    y = {**recorded_array([10]), "dtype": "int64", **labels}
    judged(
        tmp_path, {"y": [y], "layers": layers, "loss": ["sparse_categorical_crossentropy"], "output_shape": [None, 4]}
    )
    assert "Traceback" not in capfd.readouterr().err


def test_a_share_that_is_none_keeps_no_rows_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    judged(tmp_path, {"validation_split": "nan"})
    assert "Traceback" not in capfd.readouterr().err


def test_rows_named_over_and_over_fail_before_they_are_all_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS_READ", 30)
    quest = make_quest(tmp_path / "quest", criterion("folds", "training", folds={"k": 2, "allow": 1.0}))
    folder = EvidenceFolder(tmp_path / "evidence", {"answer": "model.fit(x, y)"})
    rows_given = [recorded_array([10, 4], "x")]
    call = recorded_call(x=rows_given, validation_x=rows_given)
    folder.calls(*[call] * 3, x=ROWS)
    [folds] = judge(quest, folder.evidence).findings
    assert folds.state is FindingState.FAILED
    assert folds.message == BROKEN_ANSWER

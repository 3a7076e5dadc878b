"""Mistakes that show only when the quest calls a function of a notebook that ran to its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graders.evidence import CellRecord
from graders.judge import judge
from graders.report import Diagnosis
from graders.testing import EvidenceFolder, criterion, make_quest
from tests.graders.diagnosis.notebooks import said
from tests.graders.diagnosis.ran import TEN, fitted, last

RELU = "def relu(x):\n    return max(x, 0)"


def error(name: str, message: str, *, cell: str | None = "relu", line: int | None = 2) -> dict[str, Any]:
    """What one call raised, as the sandbox tells it."""
    return {"name": name, "message": message, "cell": cell, "line": line}


def diagnosed(
    folder: Path,
    *values: Any,
    source: str = RELU,
    calls: Sequence[dict[str, Any]] = (),
    hidden: bool = False,
    **run: Any,
) -> Diagnosis | None:
    """The diagnosis of a notebook whose ``relu`` gave these values, one a call."""
    cases = [[position] for position, _ in enumerate(values)]
    function = criterion("relu", "function", cell="relu", function="relu", reference="relu", cases=cases, hidden=hidden)
    quest = make_quest(folder / "quest", criterion("runs", "runs"), function, reference=RELU, starter={"relu": ""})
    made = EvidenceFolder(folder / "evidence", {"setup": "import math", "relu": source}, **run)
    return judge(quest, made.answer("relu", *values).calls(*calls).evidence).diagnosis


@pytest.mark.parametrize(
    ("cause", "line", "holds", "source", "raised"),
    [
        (
            "misspelt-name",
            3,
            "`total`",
            "def relu(x):\n    total = max(x, 0)\n    return totl",
            error("NameError", "name 'totl' is not defined", line=3),
        ),
        (
            "undefined-name",
            2,
            "`quokka`",
            "def relu(x):\n    return quokka",
            error("NameError", "name 'quokka' is not defined"),
        ),
        (
            "missing-import",
            2,
            "import numpy as np",
            "def relu(x):\n    return np.maximum(x, 0)",
            error("NameError", "name 'np' is not defined. Did you forget to import 'np'?"),
        ),
        (
            "unknown-keyword",
            2,
            "`keepdim`",
            "def relu(x):\n    return x.sum(keepdim=True)",
            error("TypeError", "sum() got an unexpected keyword argument 'keepdim'"),
        ),
        (
            "answer-left-open",
            2,
            "NotImplementedError",
            "def relu(x):\n    raise NotImplementedError",
            error("NotImplementedError", ""),
        ),
    ],
)
def test_what_a_function_raised_is_explained_as_a_cells_exception_is(
    tmp_path: Path, cause: str, line: int, holds: str, source: str, raised: dict[str, Any]
) -> None:
    found = diagnosed(tmp_path, raised, source=source)
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "relu", line)
    assert holds in f"{found.message.en} {found.mend.en if found.mend else ''}"
    assert found.message.en.startswith("The quest called `relu`, and that ended with an error. ")
    assert found.message.ko.startswith("퀘스트가 `relu` 함수를 호출했을 때 오류가 났습니다. ")


@pytest.mark.parametrize(
    ("source", "raised"),
    [
        (
            "def relu(x):\n    return x + [1, 2]",
            error("ValueError", "operands could not be broadcast together with shapes (3,) (2,) "),
        ),
        (
            "def relu(x):\n    return x[3]",
            error("IndexError", "index 3 is out of bounds for axis 0 with size 3"),
        ),
        ("def relu(x):\n    return x['returned']", error("KeyError", "'returned'")),
        (
            "def relu(x):\n    return model(x)",
            error(
                "ValueError",
                'Input 0 of layer "dense_12" is incompatible with the layer: expected axis -1 of input shape to have '
                "value 5, but received input with shape (3, 8)",
            ),
        ),
    ],
)
def test_what_a_call_raised_on_the_quests_inputs_is_left_to_its_finding(
    tmp_path: Path, source: str, raised: dict[str, Any]
) -> None:
    assert diagnosed(tmp_path, raised, source=source) is None


def test_beside_what_a_call_raised_what_the_notebook_did_is_still_looked_at(tmp_path: Path) -> None:
    training = fitted(TEN, last(10, "sigmoid"), "sparse_categorical_crossentropy") | {"cell": "setup", "line": 1}
    raised = error("ValueError", "operands could not be broadcast together with shapes (3,) (2,) ")
    found = diagnosed(tmp_path, raised, calls=[training])
    assert found is not None
    assert (found.cause, found.cell) == ("loss-mismatch", "setup")


def test_a_call_that_does_not_fit_the_def_is_told_as_the_quests_call(tmp_path: Path) -> None:
    message = "relu() takes 0 positional arguments but 1 was given"
    found = diagnosed(tmp_path, error("TypeError", message, cell=None, line=None), source="def relu():\n    return 0")
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("surplus-argument", "relu", 1), "the def that takes too few"
    assert found.mend is not None
    assert "The quest makes this call" in found.mend.en


def test_a_function_that_fails_for_some_inputs_only_is_explained_too(tmp_path: Path) -> None:
    found = diagnosed(tmp_path, 0, error("NameError", "name 'totl' is not defined"))
    assert found is not None
    assert found.cause == "undefined-name"


def test_a_function_that_is_right_needs_no_diagnosis(tmp_path: Path) -> None:
    assert diagnosed(tmp_path, 0, 1) is None


def test_a_function_that_is_wrong_without_an_exception_is_left_to_its_finding(tmp_path: Path) -> None:
    assert diagnosed(tmp_path, 5) is None


def test_a_cells_exception_comes_first(tmp_path: Path) -> None:
    records = [
        CellRecord(name="setup", answer=True, state="error", error=said("NameError", "name 'os' is not defined")),
        CellRecord(name="relu", answer=True, state="ok"),
    ]
    raised = error("NameError", "name 'totl' is not defined")
    found = diagnosed(tmp_path, raised, records=records, ended_by="error")
    assert found is not None
    assert (found.cause, found.cell) == ("missing-import", "setup")


def test_what_a_call_on_a_hidden_input_raised_is_not_repeated(tmp_path: Path) -> None:
    assert diagnosed(tmp_path, error("KeyError", "'the_hidden_input'"), hidden=True) is None


@pytest.mark.parametrize(
    ("cell", "line"), [("relu", 10**9), ("relu", -3), ("relu", 0), ("no such cell", 2), (None, 2), ("relu", None)]
)
def test_in_place_of_a_place_that_does_not_exist_the_function_is_pointed_at(
    tmp_path: Path, cell: str | None, line: int | None
) -> None:
    found = diagnosed(tmp_path, error("NameError", "name 'quokka' is not defined", cell=cell, line=line))
    assert found is not None
    assert (found.cell, found.line) == ("relu", 1)


def test_a_function_that_is_written_nowhere_is_left_to_its_finding(tmp_path: Path) -> None:
    raised = error("TypeError", "relu() takes 0 positional arguments but 1 was given", cell=None, line=None)
    assert diagnosed(tmp_path, raised, source="relu = print") is None


@pytest.mark.parametrize(
    "message",
    ["name '<script>' is not defined", "name 'x' is not defined\x1b[31m\u202e" * 40, "{name} {0.__class__}", "\ud800"],
)
def test_a_forged_message_breaks_nothing(tmp_path: Path, message: str) -> None:
    found = diagnosed(tmp_path, error("NameError", message[:2000]))
    assert found is None or "\u202e" not in found.message.en

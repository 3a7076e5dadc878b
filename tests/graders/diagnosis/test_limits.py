"""Runs that a limit ended, and notebooks in which nothing was answered."""

from __future__ import annotations

import pytest

from graders.report import Finding, FindingState
from graders.text import text
from tests.graders.diagnosis.notebooks import diagnose_error, said

STOPPED = [
    # cause, line, ended_by, the cell
    ("endless-loop", 2, "time", "x = 1\nwhile True:\n    x += 1"),
    ("endless-loop", 2, "time", "i = 0\nwhile i < 10:\n    print(i)"),
    ("endless-loop", 1, "time", "while True:\n    for i in range(3):\n        break"),
    ("time-limit", None, "time", "while True:\n    if f():\n        break"),
    ("time-limit", None, "time", "while queue:\n    queue.pop()"),
    ("time-limit", None, "time", "while xs[0] > 1:\n    xs[0] -= 1"),
    ("time-limit", None, "time", "for i in range(10**9):\n    total += i"),
    ("too-many-epochs", 1, "time", "model.fit(x, y, epochs=500)"),
    ("too-many-epochs", 2, "time", "how = {'epochs': 500}\nmodel.fit(x, y, **how)"),
    ("time-limit", None, "time", "how = {'epochs': 5}\nmodel.fit(x, y, **how)"),
    ("memory-float64", 2, "memory", "def row(i):\n    return np.zeros(20000)\nx = [row(i) for i in many]"),
    ("memory-limit", None, "memory", "row = np.zeros(20000)\nx = f(row)"),
    ("memory-float64", 1, "memory", "x = np.zeros((len(sequences), 100000))\nx[:] = 1"),
    ("memory-growing", 3, "memory", "xs = []\nwhile True:\n    xs.append([0] * 1000)"),
    ("memory-limit", None, "memory", 'x = np.zeros((10, 10), dtype="float32")'),
    ("output-limit", None, "output", "for i in range(10**9):\n    print(i)"),
    ("process-limit", None, "processes", "import os"),
    ("disk-limit", None, "disk", "open('f', 'w')"),
    ("kernel-left", 2, "kernel_died", "import os\nos._exit(1)"),
    ("kernel-died", None, "kernel_died", "def f(): return f()\nf()"),
]


@pytest.mark.parametrize(("cause", "line", "ended_by", "source"), STOPPED)
def test_the_limit_is_named_with_the_cell_that_ran(tmp_path, cause, line, ended_by, source):
    found = diagnose_error(tmp_path, "a = 1", source, error=None, at=2, ended_by=ended_by, limit=180.0 * 1024**2)
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "cell-2", line)
    assert "cell-2" in found.message.ko or ended_by == "kernel_died"


def test_the_time_is_told(tmp_path):
    found = diagnose_error(tmp_path, "x = f()", error=None, ended_by="time", limit=60.0)
    assert found is not None
    assert "60 seconds" in found.message.en
    assert "30 seconds" in found.message.en


def finding(state: FindingState, *, kind: str = "value", cell: str | None = "cell-1") -> Finding:
    words = text("a", "가")
    return Finding(criterion="c", kind=kind, state=state, points=0, max_points=1, title=words, message=words, cell=cell)


def test_nothing_attempted_outranks_the_error_that_follows_from_it(tmp_path):
    findings = [finding(FindingState.FAILED, kind="runs"), finding(FindingState.UNATTEMPTED)]
    error = said("TypeError", "'NoneType' object is not subscriptable", cell="cell-2")
    found = diagnose_error(tmp_path, "x = None", "x[0]", error=error, at=2, findings=findings)
    assert found is not None
    assert (found.cause, found.cell) == ("nothing-attempted", "cell-1")


def test_one_attempt_is_enough_to_look_further(tmp_path):
    findings = [finding(FindingState.UNATTEMPTED), finding(FindingState.FAILED, cell="cell-2")]
    found = diagnose_error(tmp_path, "x = None", "y = 2", error=None, findings=findings)
    assert found is not None
    assert (found.cause, found.cell) == ("answer-left-empty", "cell-1")
    findings = [finding(FindingState.UNATTEMPTED), finding(FindingState.PASSED)]
    assert diagnose_error(tmp_path / "b", "x = None", error=None, findings=findings) is None


def test_a_notebook_without_code_is_said_to_be_one(tmp_path):
    found = diagnose_error(tmp_path, "", "  \n", error=None, form="free-form")
    assert found is not None
    assert found.cause == "no-code"

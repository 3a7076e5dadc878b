"""Inputs and labels whose rows no longer belong together, because one was reordered without the other."""

from __future__ import annotations

import ast

from graders.code.flow import Given
from graders.code.traced import Reordering, words_of
from graders.diagnosis.case import Case
from graders.report import Diagnosis
from graders.text import text

_ON_PURPOSE = {"random", "randomized", "randomised", "shuffled", "permuted", "scrambled", "noise", "noisy", "fake"}
"""Words in the name of labels that were taken from their inputs on purpose, to show what a network then learns."""


def find(case: Case) -> Diagnosis | None:
    """Explain the first training call whose inputs and labels went through different orders."""
    for given in case.flow.given:
        if given.method not in ("fit", "validation") or given.y is None:
            continue
        inputs, labels = given.x.orders, given.y.orders
        if inputs is None or labels is None or inputs == labels:
            continue
        if not set(inputs) - set(labels) and _on_purpose(case, given):
            continue
        apart = _first_apart(inputs, labels)
        cell = next((c for c in case.cells if c.name == apart.place.cell), None)
        message = BOTH if inputs and labels else INPUTS if inputs else LABELS
        return case.diagnosis("labels-shuffled-apart", message, MEND, cell=cell, line=apart.place.line)
    return None


def _first_apart(inputs: tuple[Reordering, ...], labels: tuple[Reordering, ...]) -> Reordering:
    """The last of the orders that only one of the two went through."""
    only = [o for o in inputs if o not in labels] + [o for o in labels if o not in inputs]
    return only[-1] if only else (inputs or labels)[-1]


def _on_purpose(case: Case, given: Given) -> bool:
    """Whether the labels' name says that they were meant to be in another order."""
    cell = next((c for c in case.cells if c.name == given.place.cell), None)
    calls = cell.find(ast.Call, given.place.line) if cell else []
    labels = [call.args[1] for call in calls if len(call.args) > 1]
    labels += [k.value for call in calls for k in call.keywords if k.arg in ("y", "validation_data")]
    names = {node.id for label in labels for node in ast.walk(label) if isinstance(node, ast.Name)}
    return any(words_of(name) & _ON_PURPOSE for name in names)


INPUTS = text(
    "The inputs are put into a new order here and the labels are not: row by row they no longer belong together.",
    "여기에서 입력의 순서만 바뀌고 레이블의 순서는 그대로입니다. 그래서 같은 행의 입력과 레이블이 서로 맞지 않게 "
    "됩니다.",
)
LABELS = text(
    "The labels are put into a new order here and the inputs are not: row by row they no longer belong together.",
    "여기에서 레이블의 순서만 바뀌고 입력의 순서는 그대로입니다. 그래서 같은 행의 입력과 레이블이 서로 맞지 않게 "
    "됩니다.",
)
BOTH = text(
    "Inputs and labels are each put into an order of their own: row by row they no longer belong together.",
    "입력과 레이블의 순서를 따로따로 섞었습니다. 그래서 같은 행의 입력과 레이블이 서로 맞지 않게 됩니다.",
)
MEND = text(
    "Shuffle once and use it for both: `order = np.random.permutation(len(x))`, then `x = x[order]` and `y = "
    "y[order]`.",
    "한 번만 섞어서 둘 다에 적용해 주십시오. `order = np.random.permutation(len(x))` 다음에 `x = x[order]`, `y = "
    "y[order]`와 같이 씁니다.",
)

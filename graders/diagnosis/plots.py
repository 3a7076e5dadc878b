"""Figures of a training that do not say what they show. Advice, where nothing else is wrong."""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence

from graders.code.traced import words_of
from graders.diagnosis.case import Case, CellCase
from graders.observed import AxesRecord, Series
from graders.report import Diagnosis
from graders.text import Text, text

_DRAWS = frozenset({"plot", "scatter", "semilogy", "semilogx", "loglog", "subplots", "subplot", "figure", "errorbar"})
_MEASURED = {"loss", "losses", "acc", "accuracy", "accuracies", "mae", "mse", "history", "hist", "val", "maes"}
FEWEST_POINTS = 2


def find(case: Case) -> Diagnosis | None:
    """Explain the first shown figure of training curves without names for its axes, or for its several curves."""
    curves = [
        [float(v) for v in values if isinstance(v, float)]
        for call in case.observed.fits
        for values in call.history.values()
        if len(values) >= FEWEST_POINTS
    ]
    for figure in case.observed.figures:
        cell = next((c for c in case.cells if c.name == figure.cell), None)
        for axes in figure.axes:
            lines = [s for s in axes.series if s.kind in ("line", "scatter") and s.count >= FEWEST_POINTS]
            if cell is None or not lines:
                continue
            if not (any(_is_one_of(s, curves) for s in lines) or _draws_training(cell) or _draws_history(case, cell)):
                continue
            if message := _lacks(axes, len(lines)):
                return case.diagnosis("figure-without-labels", message, MEND, cell=cell, line=_line(cell))
    return None


def _lacks(axes: AxesRecord, curves: int) -> Text | None:
    """What a reader cannot tell from the axes."""
    if axes.title.strip() and axes.legend:
        return None
    if not axes.x_label.strip() and not axes.y_label.strip():
        return NO_LABELS if curves == 1 or axes.legend else NO_LABELS_NO_LEGEND.format(curves=curves)
    if curves > 1 and not axes.legend:
        return NO_LEGEND.format(curves=curves)
    return None


def _is_one_of(series: Series, curves: Sequence[Sequence[float]]) -> bool:
    """Whether the points are those of a recorded training, or a part of them."""
    points = [float(v) for v in series.y if isinstance(v, float)]
    if len(points) < FEWEST_POINTS or len(points) != len(series.y):
        return False
    return any(
        all(math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-7) for a, b in zip(points, curve[start:], strict=False))
        for curve in curves
        for start in range(len(curve) - len(points) + 1)
    )


def _draws_training(cell: CellCase) -> bool:
    """Whether what is drawn is named after what a training measures, as losses that a loop of one's own collected."""
    for call in cell.find(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("plot", "semilogy"):
            for node in (inner for argument in call.args for inner in ast.walk(argument)):
                name = node.id if isinstance(node, ast.Name) else node.value if isinstance(node, ast.Constant) else ""
                if isinstance(name, str) and words_of(name) & _MEASURED:
                    return True
    return False


def _draws_history(case: Case, cell: CellCase) -> bool:
    """Whether all that is drawn was worked out from a training's ``history``, smoothed or joined."""
    drawn = [
        call.args
        for call in cell.find(ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("plot", "semilogy") and call.args
    ]
    return bool(drawn) and all(any(_from_history(case, value) for value in values) for values in drawn)


def _from_history(case: Case, value: ast.expr, deep: int = 3) -> bool:
    """Whether an expression, or the variables that it is made of, read ``history["..."]``."""
    for node in ast.walk(value):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] == "history":
            return True
        if isinstance(node, ast.Name) and deep:
            made = [a.value for c in case.cells for a in c.find(ast.Assign) if ast.unparse(a.targets[0]) == node.id]
            if any(_from_history(case, one, deep - 1) for one in made):
                return True
    return False


def _line(cell: CellCase) -> int | None:
    """The first line that draws; where none does (a function of another cell may), the first that calls at all."""
    calls = sorted(cell.find(ast.Call), key=lambda call: call.lineno)
    drawing = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in _DRAWS]
    plotting = [c for c in drawing if isinstance(c.func, ast.Attribute) and c.func.attr == "plot"]
    return next((call.lineno for call in [*plotting, *drawing, *calls]), None)


NO_LABELS = text(
    "The figure of the training has no labels: a reader cannot tell what its axes are.",
    "훈련 과정을 그린 그래프에 축 이름이 없어, 보는 사람이 각 축이 무엇인지 알 수 없습니다.",
)
NO_LABELS_NO_LEGEND = text(
    "The figure of the training has no labels and no legend: a reader cannot tell what its axes are, nor which of the "
    "{curves} curves is which.",
    "훈련 과정을 그린 그래프에 축 이름과 범례가 없어, 각 축이 무엇인지, 곡선 {curves}개가 각각 무엇인지 알 수 "
    "없습니다.",
)
NO_LEGEND = text(
    "The figure shows {curves} curves without a legend: a reader cannot tell which is which.",
    "그래프에 곡선이 {curves}개 있지만 범례가 없어 어느 것이 무엇인지 알 수 없습니다.",
)
MEND = text(
    'Give each curve a name and say what the axes are: `plt.plot(..., label="Validation loss")`, '
    '`plt.xlabel("Epochs")`, `plt.ylabel("Loss")`, `plt.legend()`.',
    '곡선마다 이름을 붙이고 축이 무엇인지 적어 주십시오: `plt.plot(..., label="검증 손실")`, `plt.xlabel("에포크")`, '
    '`plt.ylabel("손실")`, `plt.legend()`.',
)

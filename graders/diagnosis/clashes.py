"""Labels and outputs of different shape that meet in a loss which compares them number by number.

What TensorFlow says of it, two shapes that do not fit, reads as if something had to be reshaped; it is the loss (or the
labels' form) that does not belong to the model's end.
"""

from __future__ import annotations

import ast
import re

from graders.criteria.losses import plain_name
from graders.diagnosis import loss_fit
from graders.diagnosis.case import Case
from graders.diagnosis.model_end import ModelEnd
from graders.diagnosis.shapes import LABELS_MEND
from graders.diagnosis.written import loss_place, said
from graders.report import Diagnosis
from graders.text import text

ONE_AND_MANY = re.compile(
    r"(?:Incompatible shapes: |input shapes: )(?:\[(?P<rows>\d+)\](?: vs\. |, )\[(?P=rows),(?P<width>\d+)\]|"
    r"\[(?P<all>\d+),(?P<wide>\d+)\](?: vs\. |, )\[(?P=all)\])"
)
"""A vector of as many labels as there are rows, and a matrix of the outputs."""


def find(case: Case) -> Diagnosis | None:
    """Explain a ``fit`` that stopped because each row has one label and several outputs."""
    if not case.raised("ValueError", "InvalidArgumentError") or not _in_fit(case):
        return None
    found = ONE_AND_MANY.search(case.message)
    width = int(found["width"] or found["wide"]) if found else 0
    if width < 2:
        return None
    call = case.observed.failed
    if call is None or call.method != "fit" or len(call.loss) != 1:
        return case.diagnosis("loss-mismatch", A_LOSS.format(width=width), LABELS_MEND)
    end = ModelEnd.of(call)
    mend = loss_fit.right_loss(end) if end else LABELS_MEND
    message = THE_LOSS.format(loss=plain_name(call.loss[0]), width=width)
    return said(case, "loss-mismatch", message, mend, loss_place(case, call))


def _in_fit(case: Case) -> bool:
    """Whether it came of a training's loss: the graph says so, or the line at fault trains."""
    calls = (call.func for call in case.here(ast.Call))
    return "compile_loss" in case.message or any(isinstance(f, ast.Attribute) and f.attr == "fit" for f in calls)


A_LOSS = text(
    "The loss does not fit the labels: each row has one label, but the model gives {width} numbers for it, and this "
    "loss compares them one by one.",
    "손실 함수가 레이블과 맞지 않습니다. 레이블은 행마다 하나인데 모델은 행마다 값을 {width}개 내보내고, 이 손실 "
    "함수는 둘을 하나씩 비교합니다.",
)
THE_LOSS = text(
    "The loss `{loss}` does not fit the labels: each row has one label, but the model gives {width} numbers for it, "
    "and `{loss}` compares them one by one.",
    "손실 함수 `{loss}`이(가) 레이블과 맞지 않습니다. 레이블은 행마다 하나인데 모델은 행마다 값을 {width}개 내보내고, "
    "`{loss}`은(는) 둘을 하나씩 비교합니다.",
)

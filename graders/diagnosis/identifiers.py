"""Names in quotes that Keras does not know: of optimizers, losses, activations, metrics, initializers."""

from __future__ import annotations

import ast
import re

from graders import installed
from graders.diagnosis.case import Case
from graders.diagnosis.near import near
from graders.report import Diagnosis
from graders.text import text

IDENTIFIER = re.compile(r"Could not interpret (optimizer|loss|activation function|metric|initializer)\b[^:]*: '?(\w+)")
MODULES = {
    "optimizer": "keras.optimizers",
    "loss": "keras.losses",
    "activation function": "keras.activations",
    "metric": "keras.metrics",
    "initializer": "keras.initializers",
}


def find(case: Case) -> Diagnosis | None:
    """Explain an unknown identifier."""
    found = IDENTIFIER.search(case.message) if case.raised("ValueError", "TypeError") else None
    if found is None or f"{found[2]}." in case.message:  # an object's class, told by its module
        return None
    what, wrong = found[1], found[2]
    if (word := _joined(case, wrong)) is not None:
        first = plain_literal(case, word)
        message = TOUCHING.format(line=word.lineno, name=wrong)
        return case.diagnosis("missing-comma", message, COMMA.format(first=first), line=word.lineno)
    known = {n for n in installed.names_in(MODULES[what]) if n == n.lower()} | _by_class(what)
    meant = near(wrong, known)
    line = next((n.lineno for n in case.here(ast.Constant) if n.value == wrong), case.line)
    mend = INSTEAD.format(meant=meant, name=wrong) if meant else UNKNOWN_MEND.format(module=MODULES[what])
    return case.diagnosis("misspelt-identifier", NO_IDENTIFIER.format(what=WHAT[what], name=wrong), mend, line=line)


def _joined(case: Case, wrong: str) -> ast.Constant | None:
    """The text at the fault that Python joined out of two: ``["mae" "mse"]``."""
    for node in case.here(ast.Constant):
        if node.value == wrong and wrong not in plain_literal(case, node):
            return node
    return None


def plain_literal(case: Case, node: ast.Constant) -> str:
    """A literal as it is written."""
    return (case.blamed and ast.get_source_segment(case.blamed.source, node)) or ""


def _by_class(what: str) -> set[str]:
    """Keras also knows optimizers by their classes' names in lower case."""
    return {name.lower() for name in installed.names_in(MODULES[what])} if what == "optimizer" else set()


WHAT = {
    "optimizer": text("optimizer", "옵티마이저"),
    "loss": text("loss", "손실 함수"),
    "activation function": text("activation", "활성화 함수"),
    "metric": text("metric", "측정 지표"),
    "initializer": text("initializer", "초기화 방법"),
}
NO_IDENTIFIER = text("Keras knows no {what} named `{name}`.", "Keras에 `{name}`이라는 {what}이(가) 없습니다.")
INSTEAD = text("Write `{meant}` instead of `{name}`.", "`{name}` 대신 `{meant}`(으)로 써 주십시오.")
UNKNOWN_MEND = text(
    "See which names `{module}` offers: `dir({module})`.",
    "`dir({module})`로 `{module}`에 어떤 이름이 있는지 확인해 주십시오.",
)
TOUCHING = text(
    "In line {line} a comma is missing between two texts, so that Python joined them into `{name}`.",
    "{line}번째 줄의 두 문자열 사이에 쉼표(,)가 빠져서, 파이썬이 둘을 이어 `{name}`(으)로 읽었습니다.",
)
COMMA = text("Put a comma between them: {first}", "둘 사이에 쉼표를 넣어 주십시오: {first}")

"""Calls with arguments that the function does not take."""

from __future__ import annotations

import ast
import inspect
import re

import numpy as np

from graders import installed
from graders.diagnosis.case import Case
from graders.diagnosis.near import near
from graders.report import Diagnosis
from graders.text import text

UNEXPECTED = re.compile(r"(?:([\w.<>]+)\(\) )?got an unexpected keyword argument '(\w+)'")
UNRECOGNISED = re.compile(r"Unrecognized keyword arguments passed to (\w+): \{'(\w+)'")
OPTIMIZER = re.compile(r"Argument\(s\) not recognized: \{'(\w+)'")
MISSING = re.compile(r"([\w.<>]+)\(\) missing (\d+) required (?:positional|keyword-only) arguments?: (.+)")
TOO_MANY = re.compile(r"([\w.<>]+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given")
IDENTIFIER = re.compile(r"Could not interpret (optimizer|loss|activation function|metric|initializer)\b[^:]*: '?(\w+)")
IDENTIFIERS = {
    "optimizer": "keras.optimizers",
    "loss": "keras.losses",
    "activation function": "keras.activations",
    "metric": "keras.metrics",
    "initializer": "keras.initializers",
}


def find(case: Case) -> Diagnosis | None:
    """Explain a call's unknown, missing or surplus argument, or an unknown Keras identifier."""
    if not case.raised("TypeError", "ValueError"):
        return None
    if found := UNEXPECTED.search(case.message) or UNRECOGNISED.search(case.message):
        return _unknown(case, found[1] or "", found[2])
    if found := OPTIMIZER.search(case.message):
        return _unknown(case, _optimizer_called(case, found[1]), found[1])
    if found := IDENTIFIER.search(case.message):
        what, wrong = found[1], found[2]
        meant = near(wrong, {n for n in installed.names_in(IDENTIFIERS[what]) if n == n.lower()} | _by_class(what))
        mend = INSTEAD.format(meant=meant, name=wrong) if meant else None
        return case.diagnosis("misspelt-identifier", NO_IDENTIFIER.format(what=WHAT[what], name=wrong), mend)
    if case.raised("TypeError") and (found := MISSING.search(case.message)):
        function, names = found[1].rpartition(".")[2], found[3][:100]
        mend = DEF_MEND.format(function=function) if case.at_the_call else LACKS_MEND
        return case.diagnosis("missing-argument", LACKS.format(function=function, names=names), mend)
    if case.raised("TypeError") and (found := TOO_MANY.search(case.message)):
        function = found[1].rpartition(".")[2]
        mend = DEF_MEND.format(function=function) if case.at_the_call else SURPLUS_MEND
        message = SURPLUS.format(function=function, takes=found[2], given=found[3])
        return case.diagnosis("surplus-argument", message, mend)
    return None


def _unknown(case: Case, qualified: str, keyword: str) -> Diagnosis:
    owner, _, method = qualified.rpartition(".")
    shown = owner.rpartition(".")[2] if method == "__init__" else method or "..."
    meant = near(keyword, _keywords(case, owner, method) - {keyword})
    mend = INSTEAD.format(meant=meant, name=keyword) if meant else UNKNOWN_MEND.format(function=shown)
    return case.diagnosis("unknown-keyword", UNKNOWN.format(function=shown, name=keyword), mend)


def _keywords(case: Case, owner: str, method: str) -> frozenset[str]:
    """The keywords of the function that was called: the learner's own, Keras', or NumPy's."""
    for cell in case.before():
        for node in cell.find(ast.FunctionDef):
            if node.name == method:
                return frozenset(a.arg for a in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs])
    if "Trainer" in owner or owner in ("Model", "Sequential", "Functional"):
        return installed.parameters("Model", method)
    if owner:
        return installed.parameters(owner.rpartition(".")[2], method)
    if installed.keras_class(method):
        return installed.parameters(method)
    try:
        return frozenset(inspect.signature(getattr(np, method)).parameters)
    except (AttributeError, TypeError, ValueError):
        return frozenset()


def _optimizer_called(case: Case, keyword: str) -> str:
    """The class at the fault that was given this keyword."""
    for call in case.here(ast.Call):
        if any(k.arg == keyword for k in call.keywords):
            return ast.unparse(call.func).rpartition(".")[2]
    return "Optimizer"


def _by_class(what: str) -> set[str]:
    """Keras also knows optimizers by their classes' names in lower case."""
    return {name.lower() for name in installed.names_in(IDENTIFIERS[what])} if what == "optimizer" else set()


WHAT = {
    "optimizer": text("optimizer", "옵티마이저"),
    "loss": text("loss", "손실 함수"),
    "activation function": text("activation", "활성화 함수"),
    "metric": text("metric", "측정 지표"),
    "initializer": text("initializer", "초기화 방법"),
}
INSTEAD = text("Write `{meant}` instead of `{name}`.", "`{name}` 대신 `{meant}`(으)로 써 주십시오.")
UNKNOWN = text("`{function}` takes no argument named `{name}`.", "`{function}`에는 `{name}`이라는 인수가 없습니다.")
UNKNOWN_MEND = text(
    "Look up the arguments of `{function}`: `help({function})`.",
    "`help({function})`로 `{function}`의 인수를 확인해 주십시오.",
)
NO_IDENTIFIER = text("Keras knows no {what} named `{name}`.", "Keras에 `{name}`이라는 {what}이(가) 없습니다.")
LACKS = text("`{function}` was called without {names}.", "`{function}`을(를) 호출할 때 {names} 인수가 빠졌습니다.")
LACKS_MEND = text(
    "Compare the call with the line that begins with `def`, and pass every argument that has no default.",
    "`def`로 시작하는 줄과 비교하여, 기본값이 없는 인수를 모두 전달해 주십시오.",
)
SURPLUS = text(
    "`{function}` takes {takes} arguments, but {given} were given (a method counts its own object as one).",
    "`{function}`은(는) 인수를 {takes}개 받지만 {given}개를 전달했습니다(메서드는 객체 자신도 하나로 셉니다).",
)
DEF_MEND = text(
    "The quest makes this call. Write the line `def {function}(...)` so that it takes exactly the arguments that the "
    "quest describes.",
    "이 호출은 퀘스트가 한 것입니다. 퀘스트가 설명하는 인수를 그대로 받도록 `def {function}(...)` 줄을 고쳐 주십시오.",
)
SURPLUS_MEND = text(
    "Take the surplus out, or put values that belong together into one list: `np.zeros((2, 3))`.",
    "남는 인수를 빼거나, 함께 있어야 할 값을 하나로 묶어 주십시오: `np.zeros((2, 3))`.",
)

"""Values of a kind that an operation cannot use: None, functions, modules, texts."""

from __future__ import annotations

import ast
import builtins
import re

from graders.diagnosis.case import Case
from graders.diagnosis.near import near
from graders.report import Diagnosis
from graders.text import text

NOT_CALLABLE = re.compile(r"'([\w.]+)' object is not callable")
NONE_OPERAND = re.compile(r"'NoneType' (?:and '|object (?:is not|does not|cannot))|and 'NoneType'|not 'NoneType'")
NOT_SUBSCRIPTABLE = re.compile(r"'(builtin_function_or_method|function|method|type)' object is not subscriptable")
KEY = re.compile(r"^'(\w{1,60})'$")


def find(case: Case) -> Diagnosis | None:
    """Explain a TypeError by the kind of value, or a KeyError by the keys near it."""
    if case.raised("KeyError") and (found := KEY.match(case.message)):
        return _key(case, found[1])
    if not case.raised("TypeError"):
        return None
    if found := NOT_CALLABLE.search(case.message):
        return _called(case, found[1].rpartition(".")[2])
    if NOT_SUBSCRIPTABLE.search(case.message):
        return case.diagnosis("square-brackets-for-call", SQUARE, SQUARE_MEND)
    if NONE_OPERAND.search(case.message):
        return case.diagnosis("none-value", NONE, NONE_MEND)
    return None


def _called(case: Case, kind: str) -> Diagnosis:
    """Something was called that is no function: a reused name, or round brackets for square ones."""
    if kind == "NoneType":
        return case.diagnosis("none-value", NONE, NONE_MEND)
    names = [call.func.id for call in case.here(ast.Call) if isinstance(call.func, ast.Name)]
    for name in names:
        if hasattr(builtins, name) and _assigned(case, name):
            return case.diagnosis("name-reused", REUSED.format(name=name), REUSED_MEND.format(name=name))
    return case.diagnosis("not-callable", NO_FUNCTION.format(kind=kind), NO_FUNCTION_MEND)


def _assigned(case: Case, name: str) -> bool:
    return any(
        node.id == name and isinstance(node.ctx, ast.Store) for cell in case.before() for node in cell.find(ast.Name)
    )


def _key(case: Case, key: str) -> Diagnosis:
    """Keys that the notebook itself writes are those that could be meant."""
    written: set[str] = {"loss", "accuracy", "val_loss", "val_accuracy"}
    for cell in case.before():
        for node in cell.find(ast.Dict):
            written |= {k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    meant = near(key, written - {key})
    mend = KEY_NEAR.format(meant=meant, key=key) if meant else KEY_MEND
    return case.diagnosis("missing-key", NO_KEY.format(key=key), mend)


NONE = text(
    "A value in this line is None where a number, an array or a model is needed.",
    "이 줄의 값 중 하나가 None입니다. 숫자, 배열 또는 모델이 있어야 하는 자리입니다.",
)
NONE_MEND = text(
    "Find where it should get its value: an answer that is still None, or a function without `return`.",
    "값이 정해져야 하는 곳을 찾아 주십시오. 아직 None인 답안이나 `return`이 없는 함수가 원인일 수 있습니다.",
)
REUSED = text(
    "`{name}` is Python's own function, but the notebook stored a value under that name.",
    "`{name}`은(는) 파이썬의 내장 함수인데, 노트북에서 같은 이름에 값을 저장했습니다.",
)
REUSED_MEND = text(
    "Give your variable another name than `{name}`.", "변수 이름을 `{name}`이 아닌 다른 이름으로 바꾸어 주십시오."
)
NO_FUNCTION = text(
    "A value of type `{kind}` is called like a function: round brackets follow it.",
    "`{kind}` 값 뒤에 소괄호를 써서 함수처럼 호출했습니다.",
)
NO_FUNCTION_MEND = text(
    "Use square brackets to pick an entry, and a sign such as * to multiply.",
    "항목을 고를 때는 대괄호를, 곱할 때는 *와 같은 기호를 써 주십시오.",
)
SQUARE = text(
    "A function is followed by square brackets, which pick an entry.",
    "함수 뒤에 항목을 고르는 대괄호를 썼습니다.",
)
SQUARE_MEND = text("Call it with round brackets.", "소괄호로 호출해 주십시오.")
NO_KEY = text("There is no key `{key}`.", "`{key}`라는 키가 없습니다.")
KEY_NEAR = text("Write `{meant}` instead of `{key}`.", "`{key}` 대신 `{meant}`(으)로 써 주십시오.")
KEY_MEND = text(
    "Print the keys there are just before that line: `print(list(d.keys()))`.",
    "그 줄 바로 앞에서 어떤 키가 있는지 출력해 보십시오: `print(list(d.keys()))`.",
)

"""Values of a kind that an operation cannot use: None, functions, modules, texts."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from graders.diagnosis.case import Case
from graders.diagnosis.indexing import missing_comma
from graders.diagnosis.kinds import KINDS
from graders.diagnosis.near import near
from graders.diagnosis.patterns import first_match
from graders.report import Diagnosis
from graders.text import Text, text
from graders.wording import plain

NOT_CALLABLE = re.compile(r"'([\w.]+)' object is not callable")
NONE_OPERAND = re.compile(
    r"'NoneType' (?:and '|object (?:is not|does not|cannot))|and 'NoneType'|not 'NoneType'|type 'NoneType' has|"
    r"non-iterable NoneType|NoneType'? object is not iterable"
)
FUNCTION = r"(?:builtin_function_or_method|function|method|type)"
NOT_SUBSCRIPTABLE = re.compile(rf"'{FUNCTION}' object is not subscriptable")
UNCALLED = re.compile(
    rf"non-iterable {FUNCTION} object|'{FUNCTION}' object is not iterable|and '{FUNCTION}'|'{FUNCTION}' and|"
    r"All `outputs` values must be KerasTensors\. Received: outputs=<\w+ name=|"
    r"Only input tensors may be passed as positional arguments.*: <\w+ name="
)
KEY = re.compile(r"^'(\w{1,60})'$")
IN_PLACE = frozenset({"append", "extend", "sort", "reverse", "shuffle", "insert", "update", "clear", "remove", "add"})
"""Methods that change their object and give nothing back."""


def find(case: Case) -> Diagnosis | None:
    """Explain a value that is of the wrong kind, or a KeyError by the keys that there are."""
    if case.raised("KeyError") and (found := KEY.match(case.message)):
        return _key(case, found[1])
    if case.raised("TypeError") and (found := NOT_CALLABLE.search(case.message)):
        return _called(case, found[1].rpartition(".")[2])
    if case.raised("TypeError") and NOT_SUBSCRIPTABLE.search(case.message):
        return case.diagnosis("square-brackets-for-call", SQUARE, SQUARE_MEND)
    if case.raised("TypeError") and NONE_OPERAND.search(case.message):
        return _none(case)
    if case.raised("TypeError", "ValueError") and UNCALLED.search(case.message):
        if first := next(_called_on_the_next(case), None):
            return missing_comma(case, first)
        return case.diagnosis("missing-call", UNCALLED_VALUE, UNCALLED_MEND)
    if diagnosis := _metrics_as_weights(case):
        return diagnosis
    return first_match(case, KINDS)


def _called_on_the_next(case: Case) -> Iterator[ast.Call]:
    """Layers of a list that were called on the one below, whose brackets followed them: ``Dense(4) (Dense(3))``."""
    for call in (element for listed in case.here(ast.List) for element in listed.elts if isinstance(element, ast.Call)):
        if isinstance(call.func, ast.Call) and call.args and all(isinstance(arg, ast.Call) for arg in call.args):
            yield call.func


def _none(case: Case) -> Diagnosis:
    """A value is None: told with the method that gave nothing back, where one did."""
    used = {node.id for node in case.here(ast.Name) if isinstance(node.ctx, ast.Load)}
    for cell in case.before():
        for node in cell.find(ast.Assign):
            call = node.value
            method = call.func.attr if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else ""
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if method in IN_PLACE and names & used:
                name = min(names & used)
                where = text(f"cell `{cell.name}`, line {node.lineno}", f"`{cell.name}` 셀의 {node.lineno}번째 줄")
                message = GAVE_NONE.format(name=name, where=where, method=method)
                return case.diagnosis("none-value", message, GAVE_NONE_MEND.format(code=plain(ast.unparse(call), 60)))
    return case.diagnosis("none-value", NONE, NONE_MEND)


def _called(case: Case, kind: str) -> Diagnosis:
    """Something was called that is no function: a reused name, or a module for what is in it."""
    if kind == "NoneType":
        return case.diagnosis("none-value", NONE, NONE_MEND)
    names = [call.func.id for call in case.here(ast.Call) if isinstance(call.func, ast.Name)]
    for name in names:
        if hasattr(builtins, name) and _assigned(case, name):
            return case.diagnosis("name-reused", REUSED.format(name=name), REUSED_MEND.format(name=name))
    mend = MODULE_MEND if kind == "module" else NO_FUNCTION_MEND
    return case.diagnosis("not-callable", NO_FUNCTION.format(kind=kind), mend)


def _assigned(case: Case, name: str) -> bool:
    return any(
        node.id == name and isinstance(node.ctx, ast.Store) for cell in case.before() for node in cell.find(ast.Name)
    )


def _metrics_as_weights(case: Case) -> Diagnosis | None:
    """``compile(optimizer, loss, ["accuracy"])``: the third argument is the losses' weights."""
    if "dtype='string'" not in case.message and "loss_weights" not in case.message:
        return None
    for cell in case.before():
        for call in cell.find(ast.Call):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "compile" and len(call.args) > 2:
                given = plain(ast.unparse(call.args[2]), 60)
                message, mend = METRICS.format(given=given), METRICS_MEND.format(given=given)
                return case.diagnosis("metrics-as-weights", message, mend, cell=cell, line=call.args[2].lineno)
    return None


def _key(case: Case, key: str) -> Diagnosis:
    """Keys of the newest history where one was asked, else those that the notebook writes."""
    keys = case.history_keys
    if keys and _of_history(case):
        there = ", ".join(f"`{plain(name, 40)}`" for name in keys[:12])
        return case.diagnosis("missing-key", NO_KEY_THERE.format(key=key, there=there), _history_mend(key, keys))
    written: set[str] = {"loss", "accuracy", "val_loss", "val_accuracy"}
    for cell in case.before():
        for node in cell.find(ast.Dict):
            written |= {k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    meant = near(key, written - {key})
    mend = KEY_NEAR.format(meant=meant, key=key) if meant else KEY_MEND
    return case.diagnosis("missing-key", NO_KEY.format(key=key), mend)


def _of_history(case: Case) -> bool:
    """Whether the line at fault, or what it uses, comes from ``.history``."""
    used = {node.id for node in case.here(ast.Name)}
    given = (
        node.value
        for cell in case.before()
        for node in cell.find(ast.Assign)
        if any(isinstance(target, ast.Name) and target.id in used for target in node.targets)
    )
    places = [*case.here(ast.Attribute), *(part for value in given for part in ast.walk(value))]
    return any(isinstance(part, ast.Attribute) and part.attr == "history" for part in places)


def _history_mend(key: str, keys: list[str]) -> Text:
    if key.startswith("val_") and not any(name.startswith("val_") for name in keys):
        return NO_VALIDATION
    last = key.rpartition("_")[2]
    meant = near(key, keys) or next((name for name in keys if last in name.split("_")), None)
    return KEY_NEAR.format(meant=meant, key=key) if meant else NO_METRIC.format(key=key.removeprefix("val_"))


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
GAVE_NONE = text(
    "`{name}` is None: in {where} it was given what `{method}` gives back, which is nothing.",
    "`{name}`의 값이 None입니다. {where}에서 아무것도 돌려주지 않는 `{method}`의 결과를 넣었습니다.",
)
GAVE_NONE_MEND = text(
    "Write only `{code}`, without `=` before it: it changes its object in place.",
    "앞에 `=` 없이 `{code}`만 써 주십시오. 이 메서드는 객체를 직접 바꿉니다.",
)
UNCALLED_VALUE = text(
    "A function or a layer stands here where what it gives was meant: it is not called.",
    "함수나 층을 호출하지 않고 그 자체를 썼습니다. 호출한 결과가 있어야 하는 자리입니다.",
)
UNCALLED_MEND = text(
    "Put round brackets after it with its arguments: `mnist.load_data()`, `x.mean()`, `layers.Dense(3)(x)`.",
    "뒤에 소괄호와 인수를 붙여 주십시오: `mnist.load_data()`, `x.mean()`, `layers.Dense(3)(x)`.",
)
MODULE_MEND = text(
    "Call a function of the module, for example `mnist.load_data()`.",
    "`mnist.load_data()`처럼 모듈 안의 함수를 호출해 주십시오.",
)
METRICS = text(
    "The third argument of `compile` is `loss_weights`, so {given} was taken for weights, not for metrics.",
    "`compile`의 세 번째 인수는 `loss_weights`이므로 {given}을(를) 측정 지표가 아니라 가중치로 받았습니다.",
)
METRICS_MEND = text("Give it by name: `metrics={given}`.", "이름을 붙여 `metrics={given}`(으)로 써 주십시오.")
NO_KEY_THERE = text(
    "The history has no key `{key}`; it has {there}.", "history에 `{key}`라는 키가 없습니다. 있는 키는 {there}입니다."
)
NO_VALIDATION = text(
    "Keys with `val_` are there only when `fit` is given `validation_data=` or `validation_split=`.",
    "`val_`로 시작하는 키는 `fit`에 `validation_data=`나 `validation_split=`을 주었을 때만 있습니다.",
)
NO_METRIC = text(
    'Take one of those keys, or ask for it in `compile`: `metrics=["{key}"]`.',
    '그 키 중 하나를 쓰거나, `compile`에 `metrics=["{key}"]`를 넣어 주십시오.',
)

"""Names that are not defined."""

from __future__ import annotations

import ast
import builtins
import re
from collections import deque
from collections.abc import Iterable, Iterator

from graders import installed
from graders.diagnosis.attempts import left_empty
from graders.diagnosis.case import Case, CellCase
from graders.diagnosis.near import is_a_sibling, near, slips_between
from graders.report import Diagnosis
from graders.text import text

UNDEFINED = re.compile(r"name '(\w+)' is not defined")
UNBOUND = re.compile(r"local variable '(\w+)'")
JAMO = re.compile(r"[\u1100-\u11ff\u3130-\u318f]")
MANY_USES = 3
"""From which on a name was written on purpose."""
TAKE_TEXTS = {
    "activation": "keras.activations",
    "optimizer": "keras.optimizers",
    "loss": "keras.losses",
    "metrics": "keras.metrics",
    "kernel_initializer": "keras.initializers",
}
SHORT = {"mse", "mae", "accuracy", "acc"}
IMPORTS = {
    "np": "import numpy as np",
    "numpy": "import numpy",
    "plt": "import matplotlib.pyplot as plt",
    "tf": "import tensorflow as tf",
    "keras": "import keras",
    "layers": "from keras import layers",
    "models": "from keras import models",
    "optimizers": "from keras import optimizers",
    "losses": "from keras import losses",
    "metrics": "from keras import metrics",
    "regularizers": "from keras import regularizers",
    "Dense": "from keras.layers import Dense",
    "Sequential": "from keras import Sequential",
    "Input": "from keras import Input",
    "mnist": "from keras.datasets import mnist",
    "imdb": "from keras.datasets import imdb",
    "reuters": "from keras.datasets import reuters",
    "boston_housing": "from keras.datasets import boston_housing",
    "to_categorical": "from keras.utils import to_categorical",
    "math": "import math",
    "random": "import random",
    "os": "import os",
    "time": "import time",
}
"""Names that the books' code always gets by the same import."""


def find(case: Case) -> Diagnosis | None:
    """Explain a NameError."""
    if case.raised("UnboundLocalError") and (unbound := UNBOUND.search(case.message)):
        return case.diagnosis(
            "unbound-local", LOCAL_FIRST.format(name=unbound[1]), LOCAL_FIRST_MEND.format(name=unbound[1])
        )
    if not case.raised("NameError") or not (found := UNDEFINED.search(case.message)):
        return None
    name = found[1]
    if later := _defined_later(case, name):
        cell, line = later
        where = text(f"cell `{cell.name}`, line {line}", f"`{cell.name}` 셀의 {line}번째 줄")
        return case.diagnosis("defined-later", LATER.format(name=name, where=where), LATER_MEND.format(name=name))
    if name in IMPORTS:
        return case.diagnosis("missing-import", NO_IMPORT.format(name=name), IMPORT_MEND.format(line=IMPORTS[name]))
    if (meant := _without_jamo(case, name)) or (meant := _meant(case, name)):
        return _misspelt(case, name, meant)
    if module := _in_quotes(case, name):
        return case.diagnosis("missing-quotes", UNQUOTED.format(name=name, module=module), QUOTES.format(name=name))
    if function := _local_to(case, name):
        return case.diagnosis("local-name", LOCAL.format(name=name, function=function), LOCAL_MEND.format(name=name))
    if empty := left_empty(case):
        return empty
    uses = sum(node.id == name for cell in case.cells for node in cell.find(ast.Name))
    message = UNKNOWN.format(name=name) if uses < MANY_USES else UNKNOWN_MANY.format(name=name, uses=uses)
    return case.diagnosis("undefined-name", message, UNKNOWN_MEND.format(name=name))


def _misspelt(case: Case, name: str, meant: str) -> Diagnosis:
    """The name at the fault is misspelt; or its definition is, where nothing else uses that."""
    mend = MISSPELT_MEND.format(meant=meant, name=name)
    loads = [n for cell in case.cells for n in cell.find(ast.Name) if isinstance(n.ctx, ast.Load)]
    if sum(n.id == name for n in loads) >= MANY_USES and not any(n.id == meant for n in loads):
        for cell in case.before():
            for bound, bound_at in bindings(cell.tree.body):
                if bound == meant:
                    mend = MISSPELT_MEND.format(meant=name, name=meant)
                    message = MISDEFINED.format(name=name, meant=meant, line=bound_at)
                    return case.diagnosis("misspelt-name", message, mend, cell=cell, line=bound_at)
    line = next((n.lineno for n in case.here(ast.Name) if n.id == name), case.line)
    return case.diagnosis("misspelt-name", MISSPELT.format(name=name), mend, line=line)


def _meant(case: Case, name: str) -> str | None:
    """The defined name that this one is a misspelling of; none where it may as well be another one on purpose."""
    known = {other for other in _known(case) if not is_a_sibling(name, other)}
    meant = near(name, known)
    if meant is None:
        return None
    loads = [n.id for cell in case.cells for n in cell.find(ast.Name) if isinstance(n.ctx, ast.Load)]
    is_a_habit = loads.count(name) >= MANY_USES and meant in loads
    return None if is_a_habit and slips_between(name, meant) > 1 else meant


def _without_jamo(case: Case, name: str) -> str | None:
    """The name without single Korean letters, which come of typing with the keyboard in the other language."""
    bare = JAMO.sub("", name)
    return bare if bare != name and bare in _known(case) else None


def _in_quotes(case: Case, name: str) -> str | None:
    """The module of Keras that knows the name as a text, where it stands for a keyword that takes one."""
    for call in case.here(ast.Call):
        for keyword in call.keywords:
            module = TAKE_TEXTS.get(keyword.arg or "")
            given = keyword.value.elts if isinstance(keyword.value, ast.List) else [keyword.value]
            if module and any(isinstance(node, ast.Name) and node.id == name for node in given):
                offered = {other.lower() for other in installed.names_in(module)}
                return module if name.lower() in offered | SHORT else None
    return None


def _defined_later(case: Case, name: str) -> tuple[CellCase, int] | None:
    """The first place below the fault that defines the name at the top level."""
    if case.stopped is None:
        return None
    rest = [(cell, 0) for cell in case.after()]
    if case.stopped is case.blamed:
        rest.insert(0, (case.stopped, case.line or 0))
    for cell, after in rest:
        for bound, line in bindings(cell.tree.body):
            if bound == name and line > after:
                return cell, line
    return None


def _known(case: Case) -> set[str]:
    """Names that could have been meant at the fault: of the cells so far, of the functions around, Python's own."""
    known = set(dir(builtins)) - {"copyright", "credits", "license"}
    for cell in case.before():
        known |= {name for name, _ in bindings(cell.tree.body)}
    for function in case.here(ast.FunctionDef):
        known |= {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
        known |= {name for name, _ in bindings(function.body)}
    for comprehension in case.here(ast.comprehension) or []:
        known |= {node.id for node in ast.walk(comprehension.target) if isinstance(node, ast.Name)}
    return known


def _local_to(case: Case, name: str) -> str | None:
    """The function of an earlier cell in which alone the name is bound."""
    for cell in case.before():
        for function in cell.find(ast.FunctionDef):
            if any(bound == name for bound, _ in bindings(function.body)):
                return function.name
    return None


def bindings(body: Iterable[ast.stmt]) -> Iterator[tuple[str, int]]:
    """The names that statements bind in their own scope, each with its line."""
    waiting: deque[ast.AST] = deque(body)
    while waiting:
        node = waiting.popleft()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
            continue
        if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield (alias.asname or alias.name.split(".")[0]), node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name, node.lineno
        waiting.extend(ast.iter_child_nodes(node))


LATER = text(
    "`{name}` is used before it is defined: its definition follows only in {where}.",
    "`{name}`을(를) 정의하기 전에 사용했습니다. 정의는 더 아래인 {where}에 있습니다.",
)
LATER_MEND = text(
    "Move the definition of `{name}` above its use, then run all cells from the top (Restart and Run All) to check.",
    "`{name}`의 정의를 사용하는 곳보다 위로 옮긴 뒤, 처음부터 모두 다시 실행하여(Restart and Run All) 확인해 주십시오.",
)
NO_IMPORT = text("`{name}` was never imported.", "`{name}`을(를) 가져오지(import) 않았습니다.")
IMPORT_MEND = text("Add this line at the top: {line}", "맨 위에 다음 줄을 추가해 주십시오: {line}")
MISSPELT = text(
    "There is no name `{name}`; it seems to be misspelt.", "`{name}`이라는 이름이 없습니다. 철자가 틀린 것 같습니다."
)
MISSPELT_MEND = text("Write `{meant}` instead of `{name}`.", "`{name}` 대신 `{meant}`(으)로 써 주십시오.")
LOCAL = text(
    "`{name}` exists only inside the function `{function}`.", "`{name}`은(는) 함수 `{function}` 안에서만 존재합니다."
)
LOCAL_MEND = text(
    "Return it from the function and store what the function returns: `{name} = ...`.",
    "함수에서 값을 반환(return)하고, 그 값을 `{name} = ...`처럼 저장해 주십시오.",
)
LOCAL_FIRST = text(
    "`{name}` is assigned inside this function, so it is a variable of the function's own, "
    "and it was read before it got a value.",
    "`{name}`에 이 함수 안에서 값을 넣으므로 함수의 지역 변수가 되는데, 값을 넣기 전에 읽었습니다.",
)
LOCAL_FIRST_MEND = text(
    "Give `{name}` a value before that line, or pass it to the function as an argument.",
    "그 줄보다 먼저 `{name}`에 값을 넣거나, 함수의 인수로 전달해 주십시오.",
)
UNKNOWN = text(
    "`{name}` is defined nowhere in the notebook. Was it in a cell that you deleted or renamed?",
    "`{name}`은(는) 노트북 어디에도 정의되어 있지 않습니다. 지우거나 이름을 바꾼 셀에 있지 않았습니까?",
)
UNKNOWN_MEND = text(
    "Define `{name}` above its use, then run all cells from the top (Restart and Run All) to check.",
    "사용하는 곳보다 위에서 `{name}`을(를) 정의한 뒤, "
    "처음부터 모두 다시 실행하여(Restart and Run All) 확인해 주십시오.",
)
UNKNOWN_MANY = text(
    "`{name}` is used {uses} times but defined nowhere in the notebook. Was it in a cell that you deleted, or in "
    "another notebook?",
    "`{name}`을(를) {uses}번 사용했지만 노트북 어디에도 정의되어 있지 않습니다. "
    "지운 셀이나 다른 노트북에 있지 않았습니까?",
)
UNQUOTED = text(
    "`{name}` is written like a variable, but no variable has that name; `{module}` knows it as a text.",
    "`{name}`을(를) 변수처럼 썼지만 그런 변수는 없습니다. `{module}`에서 쓰는 이름이므로 문자열로 써야 합니다.",
)
QUOTES = text('Put it in quotes: `"{name}"`.', '따옴표로 감싸 주십시오: `"{name}"`.')
MISDEFINED = text(
    "Line {line} defines `{meant}`, which nothing uses; everywhere else `{name}` is written.",
    "{line}번째 줄에서 정의한 `{meant}`은(는) 쓰이지 않고, 다른 곳에서는 모두 `{name}`(으)로 썼습니다.",
)

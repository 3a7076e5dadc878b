"""Steps that a later cell takes but an earlier one needed: notebooks that ran only in another order."""

from __future__ import annotations

import ast
import re

from graders.diagnosis.case import Case, CellCase
from graders.report import Diagnosis
from graders.text import Text, text

UNCOMPILED = re.compile(r"You must call `compile\(\)`|No loss to compute")
SHAPES = re.compile(
    r"Expected shape|expected shape=|is incompatible with the layer|must have (?:the same )?rank|"
    r"must have the same shape|incompatible|could not be broadcast|Invalid dtype|Unrecognized data type|not aligned|"
    r"inhomogeneous|list indices must be integers"
)
CHANGES = frozenset({"reshape", "astype", "to_categorical", "expand_dims", "pad_sequences", "asarray", "array"})


def find(case: Case) -> Diagnosis | None:
    """Explain an error by what a cell below the fault does."""
    if case.error is None or case.stopped is None:
        return None
    if UNCOMPILED.search(case.message):
        return _uncompiled(case)
    return _changed_later(case) if case.raised("ValueError", "TypeError", "InvalidArgumentError") else None


def _uncompiled(case: Case) -> Diagnosis:
    models = {ast.unparse(c.func.value) for c in case.here(ast.Call) if isinstance(c.func, ast.Attribute)}
    for cell in case.after():
        for call in cell.find(ast.Call):
            owner = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "compile" else None
            if owner is not None and ast.unparse(owner) in models:
                message = COMPILED_LATER.format(where=_where(cell, call.lineno))
                return case.diagnosis("compiled-later", message, ORDER_MEND)
    return case.diagnosis("not-compiled", NOT_COMPILED, COMPILE_MEND)


def _changed_later(case: Case) -> Diagnosis | None:
    """A variable at the fault gets its shape or type only in a cell below."""
    if not SHAPES.search(case.message):
        return None
    used = {node.id for node in case.here(ast.Name) if isinstance(node.ctx, ast.Load)}
    for cell in case.after():
        for node in cell.find(ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            for name in sorted(names & used):
                if _changes(node.value, name):
                    message = CHANGED_LATER.format(name=name, where=_where(cell, node.lineno))
                    return case.diagnosis("changed-later", message, ORDER_MEND)
    return None


def _changes(value: ast.expr, name: str) -> bool:
    """Whether an expression gives ``name`` another shape or type."""
    called = {ast.unparse(call.func).rpartition(".")[2] for call in ast.walk(value) if isinstance(call, ast.Call)}
    mentions = any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))
    return mentions and bool(called & CHANGES)


def _where(cell: CellCase, line: int) -> Text:
    return text(f"cell `{cell.name}`, line {line}", f"`{cell.name}` 셀의 {line}번째 줄")


COMPILED_LATER = text(
    "The model is trained before it is compiled: `compile` is called only in {where}.",
    "모델을 컴파일하기 전에 훈련했습니다. `compile`은 더 아래인 {where}에서야 호출합니다.",
)
CHANGED_LATER = text(
    "`{name}` has not the form that is needed yet: it gets that only in {where}.",
    "`{name}`이(가) 아직 필요한 형태가 아닙니다. 더 아래인 {where}에서야 바뀝니다.",
)
ORDER_MEND = text(
    "Move that cell above this one, then run all cells from the top (Restart and Run All) to check.",
    "그 셀을 이 셀보다 위로 옮긴 뒤, 처음부터 모두 다시 실행하여(Restart and Run All) 확인해 주십시오.",
)
NOT_COMPILED = text(
    "The model has no loss to train with: it was not compiled, or without a loss.",
    "모델에 훈련할 손실 함수가 없습니다. 컴파일하지 않았거나 손실 함수 없이 컴파일했습니다.",
)
COMPILE_MEND = text(
    'Call `model.compile(optimizer="rmsprop", loss=..., metrics=[...])` before `fit` and `evaluate`.',
    '`fit`과 `evaluate` 전에 `model.compile(optimizer="rmsprop", loss=..., metrics=[...])`을 호출해 주십시오.',
)

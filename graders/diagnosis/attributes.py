"""Attributes that an object does not have."""

from __future__ import annotations

import ast
import builtins
import re

import numpy as np

from graders import installed
from graders.diagnosis.case import Case
from graders.diagnosis.near import near
from graders.report import Diagnosis
from graders.text import text

OF_MODULE = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")
OF_OBJECT = re.compile(r"'([\w.]+)' object has no attribute '(\w+)'")
ARRAY_ONLY = {"shape", "ndim", "dtype", "reshape", "astype", "mean", "sum", "max", "min", "T", "argmax", "flatten"}


def find(case: Case) -> Diagnosis | None:
    """Explain an AttributeError."""
    if not case.raised("AttributeError"):
        return None
    if found := OF_MODULE.search(case.message):
        module, name = found[1], found[2]
        return _misspelt(case, text(f"`{module}`", f"`{module}`"), name, installed.names_in(module))
    if not (found := OF_OBJECT.search(case.message)):
        return None
    kind, name = found[1].rpartition(".")[2], found[2]
    if kind == "NoneType":
        return case.diagnosis("none-value", NONE.format(what=_owner(case, name), name=name), NONE_MEND)
    if kind in ("list", "tuple", "int", "float") and name in ARRAY_ONLY:
        return case.diagnosis(
            "no-array", NO_ARRAY.format(kind=kind, name=name), NO_ARRAY_MEND.format(what=_owner(case, name))
        )
    return _misspelt(case, text(f"an object of type `{kind}`", f"`{kind}` 객체"), name, _members(case, kind))


def _misspelt(case: Case, owner: object, name: str, known: frozenset[str]) -> Diagnosis | None:
    if not known:
        return case.diagnosis("no-attribute", NO_ATTRIBUTE.format(owner=owner, name=name))
    if meant := near(name, known):
        mend = INSTEAD.format(meant=meant, name=name)
        return case.diagnosis("misspelt-attribute", NO_ATTRIBUTE.format(owner=owner, name=name), mend)
    return case.diagnosis("no-attribute", NO_ATTRIBUTE.format(owner=owner, name=name))


def _members(case: Case, kind: str) -> frozenset[str]:
    """What an object of a class offers: of Python's and NumPy's own, of Keras', of the learner's."""
    if kind == "ndarray":
        return _public(np.ndarray)
    if isinstance(own := getattr(builtins, kind, None), type):
        return _public(own)
    for cell in case.before():
        for node in cell.find(ast.ClassDef):
            if node.name == kind:
                methods = {n.name for n in ast.walk(node) if isinstance(n, ast.FunctionDef)}
                fields = {
                    n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
                }
                return frozenset(methods | fields)
    if kind == "History":
        return frozenset({"history", "epoch", "params", "model"})
    return installed.members(kind)


def _public(kind: type) -> frozenset[str]:
    return frozenset(name for name in dir(kind) if not name.startswith("_"))


def _owner(case: Case, name: str) -> str:
    """The expression whose attribute was asked for, as the learner wrote it."""
    for node in case.here(ast.Attribute):
        if node.attr == name:
            return ast.unparse(node.value)[:60]
    return "..."


NO_ATTRIBUTE = text("{owner} has no `{name}`.", "{owner}에는 `{name}`이(가) 없습니다.")
INSTEAD = text("Write `{meant}` instead of `{name}`.", "`{name}` 대신 `{meant}`(으)로 써 주십시오.")
NONE = text(
    "`{what}` is None here, so it has no `{name}`.", "여기서 `{what}`의 값이 None이라서 `{name}`이(가) 없습니다."
)
NONE_MEND = text(
    "Find where it should get its value: an answer that is still None, a function without `return`, "
    "or a method that changes its object in place and returns nothing.",
    "값이 정해져야 하는 곳을 찾아 주십시오. 아직 None인 답안, `return`이 없는 함수, "
    "객체를 직접 바꾸고 아무것도 돌려주지 않는 메서드 등이 원인일 수 있습니다.",
)
NO_ARRAY = text(
    "A plain `{kind}` has no `{name}`; only arrays have it.", "`{kind}`에는 `{name}`이(가) 없습니다. 배열에만 있습니다."
)
NO_ARRAY_MEND = text("Make it an array first: `np.array({what})`.", "먼저 배열로 바꾸어 주십시오: `np.array({what})`.")

"""Attributes that an object does not have."""

from __future__ import annotations

import ast
import builtins
import re

import numpy as np

from graders import installed
from graders.diagnosis.case import Case
from graders.diagnosis.meaning import bases, own
from graders.diagnosis.near import near, near_argument
from graders.report import Diagnosis
from graders.text import Text, text
from graders.wording import verbatim

OF_MODULE = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")
OF_OBJECT = re.compile(r"(?:type object )?'?([\w.]+)'? (?:object )?has no attribute '(\w+)'")
ARRAY_ONLY = {"shape", "ndim", "dtype", "reshape", "astype", "mean", "sum", "max", "min", "T", "argmax", "flatten"}
CLASSES = {
    "Functional": "keras.Model",
    "Sequential": "keras.Sequential",
    "History": "keras.callbacks.History",
    "EagerTensor": "tensorflow.Tensor",
    "SymbolicTensor": "tensorflow.Tensor",
    "Tensor": "tensorflow.Tensor",
    "ResourceVariable": "tensorflow.Variable",
    "GradientTape": "tensorflow.GradientTape",
    "Axes": "matplotlib.axes.Axes",
    "Figure": "matplotlib.figure.Figure",
}
"""Full names of classes by what errors call them."""
ONLY_WHEN_EAGER = frozenset({"numpy"})


def find(case: Case) -> Diagnosis | None:
    """Explain an AttributeError."""
    if not case.raised("AttributeError"):
        return None
    if found := OF_MODULE.search(case.message):
        module, name = found[1], found[2]
        return _misspelt(case, verbatim(f"`{_written(module)}`"), name, installed.names_in(module))
    if not (found := OF_OBJECT.search(case.message)):
        return None
    kind, name = found[1].rpartition(".")[2], found[2]
    if kind == "NoneType":
        return case.diagnosis("none-value", NONE.format(what=_owner(case, name), name=name), NONE_MEND)
    if kind in ("list", "tuple", "int", "float") and name in ARRAY_ONLY:
        return case.diagnosis(
            "no-array", NO_ARRAY.format(kind=kind, name=name), NO_ARRAY_MEND.format(what=_owner(case, name))
        )
    if lost := _not_on_self(case, kind, name):
        return lost
    return _misspelt(case, text(f"an object of type `{kind}`", f"`{kind}` 객체"), name, _members(case, kind))


def _written(module: str) -> str:
    """A module as one writes it: Keras and TensorFlow tell where theirs really lie."""
    module = re.sub(r"^keras\._tf_keras\.keras\b", "tensorflow.keras", module)
    return module.replace("tensorflow._api.v2", "tensorflow")


def _misspelt(case: Case, owner: Text, name: str, known: frozenset[str]) -> Diagnosis | None:
    message = NO_ATTRIBUTE.format(owner=owner, name=name)
    line = next((n.end_lineno for n in case.here(ast.Attribute) if n.attr == name), None) or case.line
    if meant := near(name, known) or near_argument(name, known):
        mend = INSTEAD.format(meant=meant, name=name)
        return case.diagnosis("misspelt-attribute", message, mend, line=line)
    if "Tensor" in case.message and name in dir(np.ndarray):
        return case.diagnosis("no-attribute", message, TENSOR_MEND.format(name=name), line=line)
    return case.diagnosis("no-attribute", message, LOOK_UP, line=line)


def _members(case: Case, kind: str) -> frozenset[str]:
    """What an object of a class offers: of Python's and NumPy's own, of the libraries', of the learner's."""
    if kind == "ndarray":
        return _public(np.ndarray)
    if isinstance(builtin := getattr(builtins, kind, None), type):
        return _public(builtin)
    if (mine := own(case, kind)) and isinstance(mine.node, ast.ClassDef):
        methods = {n.name for n in ast.walk(mine.node) if isinstance(n, ast.FunctionDef)}
        stored = (n for n in ast.walk(mine.node) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
        known = frozenset(methods | {n.attr for n in stored})
        return known.union(*(installed.members(base) for base in bases(case, mine.node)))
    if kind.endswith(("Dataset", "DatasetV2")):
        return installed.members("tensorflow.data.Dataset")
    if kind in CLASSES:
        members = installed.members(CLASSES[kind])
        return members | ONLY_WHEN_EAGER if kind == "EagerTensor" else members
    return installed.members(kind)


def _not_on_self(case: Case, kind: str, name: str) -> Diagnosis | None:
    """A method gave a value to ``name`` where ``self.name`` was meant."""
    mine = own(case, kind)
    if mine is None or not isinstance(mine.node, ast.ClassDef):
        return None
    for method in (n for n in mine.node.body if isinstance(n, ast.FunctionDef) and n.name in ("__init__", "build")):
        for node in ast.walk(method):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name) and target.id == name:
                        message = LOST.format(line=node.lineno, method=method.name, name=name)
                        mend = LOST_MEND.format(name=name)
                        return case.diagnosis("missing-self", message, mend, cell=mine.cell, line=node.lineno)
    return None


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
LOOK_UP = text(
    "See what it offers: `print(dir(...))`, or its page in the documentation.",
    "`print(dir(...))`이나 문서에서 무엇을 쓸 수 있는지 확인해 주십시오.",
)
TENSOR_MEND = text(
    "That belongs to NumPy arrays. For a tensor, use TensorFlow's function of that kind (`tf.reshape(x, ...)`), "
    "or make it an array first: `x.numpy().{name}`.",
    "이것은 NumPy 배열의 것입니다. 텐서에는 `tf.reshape(x, ...)`처럼 TensorFlow의 함수를 쓰거나, "
    "먼저 `x.numpy().{name}`처럼 배열로 바꾸어 주십시오.",
)
LOST = text(
    "Line {line} gives its value to `{name}`, a variable that ends with `{method}`, and not to the object.",
    "{line}번째 줄에서 값을 객체가 아니라, `{method}`가 끝나면 사라지는 변수 `{name}`에 넣었습니다.",
)
LOST_MEND = text("Write `self.{name} = ...` there.", "그곳에 `self.{name} = ...`(으)로 써 주십시오.")

"""What an expression at the fault stands for: a full name, or a value of a class, as far as the cells tell.

Names are followed through imports and the assignments nearest above the fault, so that ``model.fit`` is known to be
``keras.Model.fit`` and ``x`` an array. What is not understood is None.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass

from graders.code.names import canonical, made_by
from graders.diagnosis.case import Case, CellCase

MAX_STEPS = 20
ARRAY = "numpy.ndarray"
_METHODS_OF_ARRAYS = {"reshape", "astype", "flatten", "mean", "std", "sum", "copy", "transpose", "repeat", "T"}


@dataclass(frozen=True)
class Meaning:
    """A full name, or (``instance``) a value of the class of that name."""

    name: str
    instance: bool = False


@dataclass(frozen=True)
class Own:
    """A function or class of the notebook's own."""

    cell: CellCase
    node: ast.FunctionDef | ast.ClassDef


def meaning(case: Case, node: ast.expr, steps: int = 0) -> Meaning | None:
    """What an expression stands for."""
    if steps > MAX_STEPS:
        return None
    match node:
        case ast.Name():
            return _of_name(case, node, steps)
        case ast.Attribute():
            base = meaning(case, node.value, steps + 1)
            if base is None:
                return None
            if base.instance and base.name == ARRAY and node.attr == "T":
                return base
            return Meaning(canonical(f"{base.name}.{node.attr}"))
        case ast.Call():
            return _of_call(case, node, steps)
        case ast.Subscript():
            base = meaning(case, node.value, steps + 1)
            return base if base and base.instance and base.name == ARRAY else None
        case ast.BinOp():
            left, right = meaning(case, node.left, steps + 1), meaning(case, node.right, steps + 1)
            return next((side for side in (left, right) if side and side.instance and side.name == ARRAY), None)
        case ast.Constant():
            return Meaning(f"builtins.{type(node.value).__name__}", instance=True)
        case ast.List() | ast.Tuple() | ast.Dict() | ast.Set():
            return Meaning(f"builtins.{type(node).__name__.lower()}", instance=True)
    return None


def called(case: Case, node: ast.Call) -> Meaning | None:
    """The full name of what a call calls; of a value that is called, its class's ``__call__``."""
    found = meaning(case, node.func)
    return Meaning(f"{found.name}.__call__") if found and found.instance else found


def own(case: Case, name: str) -> Own | None:
    """The notebook's own function or class of that name, the nearest above the fault."""
    found: Own | None = None
    for cell in case.before():
        for node in cell.nodes:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
                found = Own(cell, node)
    return found


def bases(case: Case, node: ast.ClassDef) -> list[str]:
    """The full names of what a class of the notebook's own is made from."""
    return [found.name for base in node.bases if (found := meaning(case, base))]


def _of_name(case: Case, node: ast.Name, steps: int) -> Meaning | None:
    if node.id not in case.meanings:
        case.meanings[node.id] = None  # while it is worked out: a name may be defined by itself
        case.meanings[node.id] = _bound(case, node, steps)
    return case.meanings[node.id]


def _bound(case: Case, node: ast.Name, steps: int) -> Meaning | None:
    """What the binding of a name nearest above the fault gives it, of those that are understood."""
    for cell in [*case.before()][::-1]:
        for each in reversed(cell.nodes):
            found: Meaning | None = None
            if isinstance(each, ast.Import | ast.ImportFrom):
                found = _imported(each, node.id)
            elif isinstance(each, ast.Assign) and not _is_below(case, cell, each):
                found = _assigned(case, each, node, steps)
            elif isinstance(each, ast.withitem) and isinstance(each.optional_vars, ast.Name):
                is_it = each.optional_vars.id == node.id
                found = meaning(case, each.context_expr, steps + 1) if is_it else None
            if found:
                return found
    if hasattr(builtins, node.id) and own(case, node.id) is None:
        return Meaning(f"builtins.{node.id}")
    return None


def _is_below(case: Case, cell: CellCase, node: ast.stmt) -> bool:
    return cell is case.blamed and case.line is not None and node.lineno >= case.line


def _imported(node: ast.Import | ast.ImportFrom, name: str) -> Meaning | None:
    for alias in node.names:
        if isinstance(node, ast.ImportFrom) and (alias.asname or alias.name) == name:
            return Meaning(canonical(f"{node.module}.{alias.name}"))
        if isinstance(node, ast.Import):
            if alias.asname == name:
                return Meaning(canonical(alias.name))
            if alias.asname is None and alias.name.split(".")[0] == name:
                return Meaning(name)
    return None


def _assigned(case: Case, node: ast.Assign, name: ast.Name, steps: int) -> Meaning | None:
    for target in node.targets:
        if isinstance(target, ast.Name) and target.id == name.id and name not in ast.walk(node.value):
            return meaning(case, node.value, steps + 1)
        names = [each.id for each in ast.walk(target) if isinstance(each, ast.Name)]
        if isinstance(target, ast.Tuple) and name.id in names and isinstance(node.value, ast.Call):
            return _of_several(case, node.value, names.index(name.id), steps)
    return None


def _of_several(case: Case, value: ast.Call, position: int, steps: int) -> Meaning | None:
    """One of what a call gives: Keras' data sets give arrays, ``plt.subplots`` a figure and axes."""
    found = meaning(case, value.func, steps + 1)
    if found and found.name.startswith("keras.datasets.") and found.name.endswith(".load_data"):
        return Meaning(ARRAY, instance=True)
    if found and found.name == "matplotlib.pyplot.subplots":
        return Meaning("matplotlib.figure.Figure" if position == 0 else "matplotlib.axes.Axes", instance=True)
    return None


def _of_call(case: Case, node: ast.Call, steps: int) -> Meaning | None:
    if isinstance(node.func, ast.Name) and (mine := own(case, node.func.id)):
        if isinstance(mine.node, ast.ClassDef):
            return Meaning(f"__main__.{mine.node.name}", instance=True)
        return None
    found = meaning(case, node.func, steps + 1)
    if found is None:
        is_arrays = isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS_OF_ARRAYS - {"copy", "T"}
        return Meaning(ARRAY, instance=True) if is_arrays else None
    if found.instance:
        return None
    if found.name == "numpy.random.default_rng":
        return Meaning("numpy.random.Generator", instance=True)
    made = made_by(found.name)
    return Meaning(made, instance=True) if made else None

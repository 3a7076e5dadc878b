"""How a model's layers are put together, as far as the cells write it out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from graders.diagnosis.case import Case, CellCase
from graders.diagnosis.written import Written, call_place, calls_before
from graders.observed import Call

_ACTIVATIONS = frozenset({"sigmoid", "hard_sigmoid", "softmax", "tanh", "softsign", "relu", "relu6", "softplus"})


@dataclass(frozen=True)
class Returned:
    """An activation that a model's own ``call`` applies to what it returns."""

    activation: str
    place: Written


@dataclass(frozen=True)
class LeftOut:
    """A layer that was put upon what a model gives, and that is no part of the model."""

    name: str
    """The variable that holds what the layer gives."""
    model: Written
    """Where the model is made."""


def returned_activation(case: Case, call: Call) -> Returned | None:
    """What the class of a call's model does last, where its ``call`` has one way out and ends in an activation."""
    classes = [(cell, node) for cell in case.cells for node in cell.find(ast.ClassDef) if node.name == call.kind]
    if len(classes) != 1:
        return None
    cell, made = classes[0]
    method = next((n for n in made.body if isinstance(n, ast.FunctionDef) and n.name == "call"), None)
    ways_out = [n for n in ast.walk(method) if isinstance(n, ast.Return)] if method else []
    if method is None or len(ways_out) != 1 or ways_out[0] is not method.body[-1]:
        return None
    given = ways_out[0].value
    before = method.body[-2] if len(method.body) > 1 else None
    if isinstance(given, ast.Name) and isinstance(before, ast.Assign) and ast.unparse(before.targets[0]) == given.id:
        given = before.value
    name = _function_of_library(case, given.func) if isinstance(given, ast.Call) else None
    if given is None or name not in _ACTIVATIONS:
        return None
    return Returned(name, Written(cell, given.lineno))


def _function_of_library(case: Case, function: ast.expr) -> str | None:
    """The last name of a function that neither the notebook defines nor the model holds."""
    if isinstance(function, ast.Attribute):
        return None if ast.unparse(function).startswith("self.") else function.attr
    if not isinstance(function, ast.Name):
        return None
    imported = {a.asname or a.name: a.name for cell in case.cells for n in cell.find(ast.ImportFrom) for a in n.names}
    return imported.get(function.id)


def layer_left_out(case: Case, call: Call, units: int) -> LeftOut | None:
    """The layer of as many units that stands upon a model's output, and that nothing uses."""
    for cell, made in calls_before(case, call_place(case, call)):
        if ast.unparse(made.func).rpartition(".")[2] != "Model":
            continue
        output = next((k.value for k in made.keywords if k.arg == "outputs"), made.args[1] if made.args[1:] else None)
        if isinstance(output, ast.Name):
            name = next((n for n in _unused_upon(case, cell, output.id, units)), None)
            return LeftOut(name, Written(cell, made.lineno)) if name else None
    return None


def _unused_upon(case: Case, cell: CellCase, output: str, units: int) -> Iterator[str]:
    """Variables that hold what a layer of these units makes of ``output``, and that are never read."""
    read = {n.id for one in case.cells for n in one.find(ast.Name) if isinstance(n.ctx, ast.Load)}
    for assign in cell.find(ast.Assign):
        target, applied = assign.targets[0], assign.value
        if not (isinstance(target, ast.Name) and isinstance(applied, ast.Call) and isinstance(applied.func, ast.Call)):
            continue
        sizes = [ast.unparse(v) for v in (*applied.func.args, *(k.value for k in applied.func.keywords))]
        if target.id not in read and [ast.unparse(a) for a in applied.args] == [output] and str(units) in sizes:
            yield target.id

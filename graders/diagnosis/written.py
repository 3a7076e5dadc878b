"""Where in the cells something of a model is written that the record of its calls tells of."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from graders.criteria.losses import plain_name
from graders.diagnosis.case import Case, CellCase
from graders.observed import Call, LayerRecord
from graders.report import Diagnosis
from graders.text import Text


@dataclass(frozen=True)
class Written:
    """A place in a cell."""

    cell: CellCase
    line: int


def call_place(case: Case, call: Call) -> Written | None:
    """Where a recorded call stands; what the sandbox says of it must be a place of the notebook."""
    cell = next((c for c in case.cells if c.name == call.cell), None)
    if cell is None or call.line is None or not 1 <= call.line <= len(cell.source.splitlines()):
        return None
    return Written(cell, call.line)


def calls_before(case: Case, last: Written | None) -> Iterator[tuple[CellCase, ast.Call]]:
    """The calls that are written up to a place, the nearest first; all of them without a place."""
    for cell in reversed(case.cells):
        if last is not None and cell.index > last.cell.index:
            continue
        calls = [c for c in cell.find(ast.Call) if last is None or cell is not last.cell or c.lineno <= last.line]
        yield from ((cell, call) for call in sorted(calls, key=lambda c: (c.lineno, c.col_offset), reverse=True))


def loss_place(case: Case, call: Call) -> Written | None:
    """Where the loss of a call's model is written: in the ``compile`` that names it, best in one of this model."""
    found: Written | None = None
    for cell, compiled in calls_before(case, call_place(case, call)):
        if not (isinstance(compiled.func, ast.Attribute) and compiled.func.attr == "compile"):
            continue
        loss = next((k.value for k in compiled.keywords if k.arg == "loss"), None)
        loss = loss if loss is not None else compiled.args[1] if len(compiled.args) > 1 else None
        if loss is None:
            continue
        owner = compiled.func.value
        if loss_named(loss) in (*call.loss, None):
            place = Written(cell, loss.lineno)
            if isinstance(owner, ast.Name) and owner.id in call.names:
                return place
            found = found or place
    return found or call_place(case, call)


def layer_place(case: Case, call: Call, layer: LayerRecord | None, argument: str | None = None) -> Written | None:
    """Where the last of a model's layers of this kind, size and activation is written, or an argument of it."""
    last = call_place(case, call)
    if layer is None:
        return last
    written = [(cell, made) for cell, made in calls_before(case, last) if _last_name(made.func)]
    for kinds in ({layer.kind}, {_last_name(made.func) for _, made in written} if layer.activation else set()):
        for strict in (True, False) if kinds == {layer.kind} else (True,):
            for cell, made in written:
                if _last_name(made.func) in kinds and _fits(made, layer, strict=strict):
                    value = _arguments(made, layer).get(argument or "")
                    return Written(cell, value.lineno if value is not None else made.lineno)
    return last


def loss_named(loss: ast.expr) -> str | None:
    """The name of a loss that is written as a word, a class or a function; None for what is in a variable."""
    if isinstance(loss, ast.Constant) and isinstance(loss.value, str):
        return plain_name(loss.value)
    if isinstance(loss, ast.List | ast.Tuple) and len(loss.elts) == 1:
        return loss_named(loss.elts[0])
    if isinstance(loss, ast.Call):
        return plain_name(_last_name(loss.func))
    return plain_name(loss.attr) if isinstance(loss, ast.Attribute) else None


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _arguments(made: ast.Call, layer: LayerRecord) -> dict[str, ast.expr]:
    """The arguments of a layer that is made, by name, as far as its kind is known."""
    names = ("activation",) if layer.kind == "Activation" else ("units", "activation")
    given = dict(zip(names, made.args, strict=False)) if layer.kind in ("Activation", "Dense") else {}
    return given | {"units" if k.arg == "filters" else k.arg: k.value for k in made.keywords if k.arg}


def _fits(made: ast.Call, layer: LayerRecord, *, strict: bool) -> bool:
    """Whether a call makes such a layer; without ``strict``, as far as its arguments are written out."""
    given = _arguments(made, layer)
    for name, right in (("units", layer.units), ("activation", layer.activation)):
        value = given.get(name)
        if value is None:
            if strict and right not in (None, "linear"):
                return False
        elif right is not None:
            said = value.value if isinstance(value, ast.Constant) else _last_name(value) or None
            if said != right and (strict or isinstance(value, ast.Constant)):
                return False
    return True


def said(case: Case, cause: str, message: Text, mend: Text, place: Written | None) -> Diagnosis:
    """A diagnosis at a place, where there is one."""
    if place is None:
        return case.diagnosis(cause, message, mend)
    return case.diagnosis(cause, message, mend, cell=place.cell, line=place.line)

"""The functions that a notebook defines: their parameters, and whether they return something."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graders.code.cells import SourceCell
from graders.source import parse


@dataclass(frozen=True)
class Definition:
    """A function of the notebook, by the ``def`` that gave it its name last."""

    cell: str
    node: ast.FunctionDef

    @property
    def returns_a_value(self) -> bool:
        """Whether any path through it may return something else than None."""
        returned = (node.value for node in _own(self.node) if isinstance(node, ast.Return))
        return any(not (value is None or _is_none(value)) for value in returned)

    def parameter(self, position: int) -> str | None:
        """The parameter that a positional argument goes to; None for one of ``*args``."""
        names = [one.arg for one in (*self.node.args.posonlyargs, *self.node.args.args)]
        return names[position] if 0 <= position < len(names) else None


def definition(name: str, cells: Sequence[SourceCell]) -> Definition | None:
    """The last function of that name; None where the name is not made by a ``def`` outside of classes."""
    found: Definition | None = None
    for cell in cells:
        try:
            body = parse(cell.source).body
        except SyntaxError:
            continue
        for node in body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                found = Definition(cell.name, node)
    return found


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions and classes within it."""
    nodes: list[ast.AST] = list(function.body)
    while nodes:
        node = nodes.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            nodes.extend(ast.iter_child_nodes(node))


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None

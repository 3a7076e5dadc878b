"""Other variables: the test's rows for those of training, a pair the other way round."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from graders.mutants.reading import Change, Reading, bound

ROLES = {
    "train": ("test", "val", "valid", "validation"),
    "training": ("test", "validation"),
    "partial": ("",),
    "test": ("train",),
    "val": ("train", "test"),
    "valid": ("train", "test"),
    "validation": ("train", "test"),
}
"""Words in names that tell what rows are for, each with others."""


def rows(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """The rows of the test for those of training, and the like: once, at this place."""
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    before = reading.known | _bound_before(node, reading)
    for other in _counterparts(node.id):
        if other in before:
            yield reading.replaced(node, other)
            return


def pair(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Two values that are taken, or given, in the other order."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=[first, second])]) | ast.Return(value=ast.Tuple(elts=[first, second])):
            if isinstance(node, ast.Assign) and isinstance(first, ast.Name) and first.id.startswith("_"):
                return
            start, end = reading.span(first)[0], reading.span(second)[1]
            gap = reading.source[slice(*reading.between(first, second))]
            yield Change(start, end, f"{reading.text(second)}{gap}{reading.text(first)}")


def _counterparts(name: str) -> Iterator[str]:
    parts = re.split("(_)", name)
    for index, part in enumerate(parts):
        for other in ROLES.get(part.lower(), ()):
            yield "".join([*parts[:index], other, *parts[index + 1 :]]).strip("_")


def _bound_before(node: ast.Name, reading: Reading) -> set[str]:
    """Names that statements of this cell bind before the one that the node stands in."""
    found: set[str] = set()
    for statement in reading.tree.body:
        if (statement.end_lineno or 0) < node.lineno:
            found |= bound(statement)
        elif isinstance(statement, ast.FunctionDef) and statement.lineno <= node.lineno:
            found |= {argument.arg for argument in statement.args.args}
    return found

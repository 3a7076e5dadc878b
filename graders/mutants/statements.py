"""Statements left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.mutants.reading import Change, Reading, bound


def statement(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A call, or a value put somewhere, that does not take place."""
    match node:
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield reading.replaced(node, "pass")
        case ast.Assign(targets=[ast.Name(id=name)]) if name in _bound_earlier(node, reading):
            yield reading.replaced(node, "pass")


def _bound_earlier(node: ast.stmt, reading: Reading) -> set[str]:
    """Names that the statements before this one, in the same block, bind: without it they keep what they are."""
    block = reading.parents[node]
    names: set[str] = set()
    if isinstance(block, ast.FunctionDef):
        names |= {argument.arg for argument in block.args.args}
    for _, body in ast.iter_fields(block):
        if isinstance(body, list) and node in body:
            for earlier in body[: body.index(node)]:
                names |= bound(earlier)
    return names

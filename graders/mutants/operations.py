"""Other operators: arithmetic, comparisons, logic, signs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.mutants.numbers import number
from graders.mutants.reading import Change, Reading, called

ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.Pow: ("**", "*"),
}
"""Each with its sign and another."""
COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
}
SIGN_FREE = ("abs", "absolute", "square", "norm", "allclose", "isclose")


def arithmetic(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another sign between two values."""
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        sign, other = ARITHMETIC[type(node.op)]
        whole = number(node.left) is not None and number(node.right) is not None
        yield from _sign_between(node.left, node.right, sign, "+" if whole and other == "/" else other, reading)
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        sign, other = ARITHMETIC[type(node.op)]
        yield from _sign_between(node.target, node.value, f"{sign}=", f"{other}=", reading)
        yield from _sign_between(node.target, node.value, f"{sign}=", "=", reading)


def operands(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A difference, a quotient or a matrix product the other way round."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        if number(node.left) is not None or number(node.right) is not None or _is_sign_free(node, reading):
            return
        gap = reading.source[slice(*reading.between(node.left, node.right))]
        if "(" in gap or ")" in gap:
            return
        start, end = reading.span(node.left)[0], reading.span(node.right)[1]
        yield Change(start, end, f"({reading.text(node.right)}){gap}({reading.text(node.left)})")


def _is_sign_free(node: ast.BinOp, reading: Reading) -> bool:
    """Whether a difference is looked at without its sign: ``abs(a - b)``, ``(a - b) ** 2``."""
    parent = reading.parents[node]
    power = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow)
    return isinstance(node.op, ast.Sub) and (power or called(parent) in SIGN_FREE)


def comparison(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another comparison: one with the limit or without, the opposite."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        sign, others = COMPARISONS[type(node.ops[0])]
        for other in others:
            yield from _sign_between(node.left, node.comparators[0], sign, other, reading)


def logic(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """``or`` for ``and``, a ``not`` less, a condition the other way round."""
    if isinstance(node, ast.BoolOp):
        sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        yield from _sign_between(node.values[0], node.values[1], sign, other, reading)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield reading.put_in_place(node, node.operand)
    elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield reading.replaced(node.test, f"not ({reading.text(node.test)})")


def sign(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A minus less."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Invert) and number(node) is None:
        yield reading.put_in_place(node, node.operand)


def _sign_between(first: ast.AST, second: ast.AST, sign: str, other: str, reading: Reading) -> Iterator[Change]:
    start, end = reading.between(first, second)
    at = reading.source[start:end].find(sign)
    if at >= 0:
        yield Change(start + at, start + at + len(sign), other)

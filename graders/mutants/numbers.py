"""Other numbers: amounts, axes, bounds, places."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.mutants.reading import Change, Reading, called, is_class

AXES = ("axis", "axes", "dim")
EPOCHS = ("epochs", "initial_epoch")
UNITS = ("units", "filters", "output_dim")
RATES = ("learning_rate", "lr")
OWN = (*AXES, *EPOCHS, *UNITS, *RATES, "batch_size")
"""Arguments whose numbers have an operator of their own."""
FEW = 10
"""Below, one more or less is another number to who looks; above, twice as many or half."""
MANY_ROWS = 100
TINY = 1e-3
"""Smaller ones keep a division from failing, and no result is told apart by them."""
LAYERS_BY_SIZE = ("Dense", "Embedding", "LSTM", "GRU", "SimpleRNN", "Conv1D", "Conv2D", "Conv3D", "SeparableConv2D")


def amount(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A plain number: a little more or less of few, much more or less of many."""
    value = number(node)
    if value in (None, -1) or _has_its_own(node, reading):
        return
    for other in _others(value):
        if other != value:
            yield reading.replaced(node, repr(other))


def units(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """The size of a layer: one more of few, twice as many of many; and a quarter."""
    value = number(node)
    if isinstance(value, int) and _is_size(node, reading):
        yield reading.replaced(node, str(value + 1 if value < FEW else value * 2))
        if value > 1:
            yield reading.replaced(node, str(max(1, value // 4)))


def epochs(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Training that hardly begins."""
    value = number(node)
    if _keyword(node, reading) == "epochs" and isinstance(value, int) and value > 2:
        yield reading.replaced(node, "1")


def batch(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Batches of another size by far."""
    value = number(node)
    if _keyword(node, reading) == "batch_size" and isinstance(value, int):
        yield reading.replaced(node, str(value * 8))


def rate(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A learning rate a hundred times as high."""
    value = number(node)
    if value is not None and (_keyword(node, reading) in RATES or _is_optimizers(node, reading)):
        yield reading.replaced(node, repr(round(value * 100, 10)))


def axis(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another axis."""
    if not isinstance(node, ast.keyword) or node.arg not in AXES:
        return
    match node.value:
        case ast.Tuple(elts=[first, *rest]) if rest and number(first) is not None:
            shifted = [str(max(int(number(element) or 0) - 1, 0)) for element in (first, *rest)]
            if len(set(shifted)) == len(shifted):
                yield reading.replaced(node.value, f"({', '.join(shifted)})")
            yield reading.replaced(node.value, str(number(rest[-1])))
        case value if (given := number(value)) is not None:
            yield reading.replaced(value, "1" if given == 0 else "0")


def order(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Two neighbours in a tuple of numbers, swapped: another order of axes, another shape."""
    if not isinstance(node, ast.Tuple) or len(node.elts) < 2 or isinstance(node.ctx, ast.Store):
        return
    if not all(number(element) is not None for element in node.elts) or _keyword(node, reading) in AXES:
        return
    first, second = node.elts[-2:] if number(node.elts[-1]) != number(node.elts[-2]) else node.elts[:2]
    if number(first) != number(second):
        start, end = reading.span(first)[0], reading.span(second)[1]
        gap = reading.source[slice(*reading.between(first, second))]
        yield Change(start, end, f"{reading.text(second)}{gap}{reading.text(first)}")


def bound(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A slice that begins or ends elsewhere."""
    if not isinstance(node, ast.Slice):
        return
    for end in (node.lower, node.upper):
        if end is None:
            continue
        value = number(end)
        if value is None:
            yield Change(*reading.span(end), f"{_bracketed(end, reading)} + 1")
        elif abs(value) >= MANY_ROWS:
            yield reading.replaced(end, str(int(value) // 2))
        else:
            yield reading.replaced(end, str(int(value) + 1 if int(value) != -1 else -2))
    if node.lower is None and node.upper is None and node.step is None:
        return
    if node.lower is None:
        start = reading.span(node)[0]
        yield Change(start, start, "1")


def place(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """The neighbour of what an index names."""
    parent = reading.parents.get(node)
    value = number(node)
    if isinstance(parent, ast.Subscript) and node is parent.slice and isinstance(value, int):
        yield reading.replaced(node, {0: "1", -1: "-2"}.get(value, str(value - 1)))


def steps(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A loop that ends a step early, or begins late."""
    if not isinstance(node, ast.Call) or called(node) != "range" or not node.args:
        return
    last = node.args[min(len(node.args), 2) - 1]
    yield Change(*reading.span(last), f"{_bracketed(last, reading)} - 1")
    if len(node.args) == 1:
        yield Change(*reading.span(last), f"1, {reading.text(last)}")


def number(node: ast.AST | None) -> int | float | None:
    """The value of a number as it is written, its sign included; None for all else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = number(node.operand)
        return None if value is None else -value
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        assert isinstance(node.value, int | float)
        return node.value
    return None


def _others(value: float) -> tuple[int | float, ...]:
    if isinstance(value, float) and not value.is_integer():
        return (value * 2, value / 2) if abs(value) >= TINY else ()
    if value == 0:
        return (value + 1,)
    if abs(value) < FEW:
        return (value + 1, value - 1)
    return (value * 2, value // 2)


def _has_its_own(node: ast.AST, reading: Reading) -> bool:
    """Whether another operator is about this number, or its sign is part of it."""
    parent = reading.parents.get(node)
    if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.USub):
        return True
    around = list(reading.ancestors(node))
    for inner, outer in zip([node, *around], around, strict=False):
        if isinstance(outer, ast.Slice) or (isinstance(outer, ast.Subscript) and inner is outer.slice):
            return True
        if isinstance(outer, ast.keyword):
            return outer.arg in OWN
        if isinstance(outer, ast.Call | ast.stmt):
            break
    in_tuple = isinstance(parent, ast.Tuple) and any(isinstance(a, ast.Slice | ast.Subscript) for a in around[:2])
    return in_tuple or _is_size(node, reading) or _is_optimizers(node, reading)


def _keyword(node: ast.AST, reading: Reading) -> str | None:
    parent = reading.parents.get(node)
    return parent.arg if isinstance(parent, ast.keyword) else None


def _is_size(node: ast.AST, reading: Reading) -> bool:
    if _keyword(node, reading) in UNITS:
        return True
    parent = reading.parents.get(node)
    return isinstance(parent, ast.Call) and called(parent) in LAYERS_BY_SIZE and node in parent.args[:1]


def _is_optimizers(node: ast.AST, reading: Reading) -> bool:
    parent = reading.parents.get(node)
    if not isinstance(parent, ast.Call) or node not in parent.args[:1]:
        return False
    return is_class(called(parent)) and "optimizers" in ast.unparse(parent.func)


def _bracketed(node: ast.AST, reading: Reading) -> str:
    text = reading.text(node)
    return f"({text})" if isinstance(node, ast.BoolOp | ast.Compare | ast.IfExp | ast.Lambda) else text

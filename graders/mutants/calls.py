"""Other calls: arguments dropped or swapped, layers and callbacks left out, a sum for a mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from graders.mutants.numbers import number
from graders.mutants.quiet import KEYWORDS, is_idle_cast, is_plotting
from graders.mutants.reading import Change, Reading, called, is_class

OTHERS = {
    "mean": "sum",
    "sum": "mean",
    "average": "sum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "maximum": "minimum",
    "minimum": "maximum",
    "std": "var",
    "var": "std",
    "exp": "log",
    "log": "exp",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "sqrt": "square",
    "square": "sqrt",
    "abs": "sign",
    "hstack": "vstack",
    "vstack": "hstack",
    "stack": "concatenate",
    "assign_sub": "assign_add",
    "assign_add": "assign",
    "matmul": "multiply",
    "reduce_mean": "reduce_sum",
    "reduce_sum": "reduce_mean",
    "reduce_max": "reduce_min",
    "to_categorical": "array",
    "MaxPooling2D": "AveragePooling2D",
    "GlobalAveragePooling2D": "Flatten",
    "Flatten": "GlobalAveragePooling2D",
    "Adam": "SGD",
    "RMSprop": "SGD",
    "SparseCategoricalCrossentropy": "CategoricalCrossentropy",
    "CategoricalCrossentropy": "SparseCategoricalCrossentropy",
    "BinaryCrossentropy": "MeanSquaredError",
    "MeanSquaredError": "MeanAbsoluteError",
}
"""Names of what is called, each with another that takes the same."""
SYMMETRIC = (
    "maximum",
    "minimum",
    "max",
    "min",
    "add",
    "multiply",
    "isclose",
    "allclose",
    "array_equal",
    "zip",
    "print",
)
NEEDED = frozenset({"units", "filters", "inputs", "outputs", "loss", "kernel_size", "pool_size", "dtype", "x", "y"})
"""Without these a call raises, or means the same: what it should be has an operator of its own."""
DEFAULTS = {
    "optimizer": ("rmsprop",),
    "batch_size": ("32", "None"),
    "epochs": ("1",),
    "padding": ("valid",),
    "strides": ("1", "(1, 1)"),
    "shuffle": ("True",),
    "axis": ("None",),
    "monitor": ("val_loss",),
    "training": ("False", "None"),
    "trainable": ("True",),
    "use_bias": ("True",),
    "mode": ("auto",),
    "ord": ("None",),
    "endpoint": ("True",),
    "copy": ("True",),
}
"""What an argument is where it is left out: leaving it out changes nothing then."""
CASTS = frozenset(
    {"int", "float", "bool", "list", "tuple", "array", "asarray", "numpy", "item", "tolist", "str", "sorted"}
)
KEPT = CASTS | frozenset(
    {"fit", "evaluate", "predict", "compile", "range", "len", "enumerate", "zip", "isinstance", "items", "keys"}
)
"""Calls that are not taken away from around their argument: it is as good without, or nothing works."""

PLAIN = (ast.Starred, ast.Constant, ast.Tuple, ast.List, ast.UnaryOp)
"""Arguments that can only stand where they do."""


def keyword(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """An argument left out."""
    if not isinstance(node, ast.Call):
        return
    given: list[ast.AST] = sorted([*node.args, *node.keywords], key=reading.span)
    for argument in node.keywords:
        if argument.arg is None or argument.arg in KEYWORDS or argument.arg in NEEDED:
            continue
        value = argument.value
        plain = value.value if isinstance(value, ast.Constant) else reading.text(value)
        if str(plain) in DEFAULTS.get(argument.arg, ()) or (called(node) == "Input"):
            continue
        yield _without(argument, given, reading)


def arguments(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """The first two arguments, swapped."""
    if not isinstance(node, ast.Call) or len(node.args) < 2 or called(node) in SYMMETRIC:
        return
    first, second = node.args[:2]
    if is_class(called(node)) or any(isinstance(each, PLAIN) for each in (first, second)):
        return
    if reading.text(first) != reading.text(second):
        start, end = reading.span(first)[0], reading.span(second)[1]
        gap = reading.source[slice(*reading.between(first, second))]
        yield Change(start, end, f"{reading.text(second)}{gap}{reading.text(first)}")


def layer(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """A layer, a callback or a metric left out."""
    if isinstance(node, ast.List) and len(node.elts) > 1:
        for element in node.elts:
            if isinstance(element, ast.Call) and is_class(called(element)) and called(element) != "Input":
                yield _without(element, node.elts, reading)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and len(node.args) == 1:
        yield reading.put_in_place(node, node.args[0])


def element(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """The last of a list, left out."""
    if isinstance(node, ast.List) and node.elts and isinstance(node.ctx, ast.Load):
        last = node.elts[-1]
        if not (isinstance(last, ast.Call) and is_class(called(last))):
            yield _without(last, node.elts, reading)


def unwrapped(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """What a call is given, without the call: not sorted, not scaled, not reshaped, not copied."""
    if not isinstance(node, ast.Call) or called(node) in KEPT or is_class(called(node)) or is_plotting(node):
        return
    if isinstance(reading.parents[node], ast.Expr) or is_idle_cast(node, reading):
        return
    function = node.func
    if isinstance(function, ast.Attribute) and not _is_module(function.value):
        if reading.text(function.value) != "self":
            yield reading.put_in_place(node, function.value)
    elif isinstance(function, ast.Name | ast.Attribute) and node.args and _is_a_value(node.args[0]):
        yield reading.put_in_place(node, node.args[0])


def function(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another function: a sum for a mean, the least for the largest."""
    if not isinstance(node, ast.Call) or (name := called(node)) not in OTHERS:
        return
    if isinstance(node.func, ast.Name) and name not in ("sum", "max", "min") and not is_class(name):
        return
    other = OTHERS[name]
    if isinstance(node.func, ast.Name) and name == "sum":
        other = "len"
    end = reading.span(node.func)[1]
    yield Change(end - len(name), end, other)


def _without(node: ast.AST, among: Sequence[ast.AST], reading: Reading) -> Change:
    """One of several that commas part, left out with a comma."""
    start, end = reading.span(node)
    at = among.index(node)
    if at + 1 < len(among):
        return Change(start, reading.span(among[at + 1])[0], "")
    return Change(reading.span(among[at - 1])[1] if at else start, end, "")


def _is_a_value(node: ast.expr) -> bool:
    """Whether an argument may be what a call is about, rather than a size or a name that it is given."""
    return number(node) is None and not isinstance(node, ast.Constant | ast.Starred)


def _is_module(node: ast.AST) -> bool:
    """Whether a name stands for a module, as far as can be seen: ``np``, ``keras.ops``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in MODULES


MODULES = frozenset({"np", "numpy", "keras", "tf", "tensorflow", "ops", "layers", "models", "utils", "random", "math"})

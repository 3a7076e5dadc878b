"""Other texts and flags: activations, losses, optimizers, metrics, answers, ``True`` and ``False``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from graders.mutants.reading import Change, Reading, called

ACTIVATIONS = {
    "relu": ("sigmoid",),
    "softmax": ("sigmoid", "relu"),
    "sigmoid": ("relu", "softmax"),
    "tanh": ("relu",),
    "linear": ("sigmoid",),
    "gelu": ("sigmoid",),
    "elu": ("sigmoid",),
    "swish": ("sigmoid",),
}
LOSSES = {
    "sparse_categorical_crossentropy": ("categorical_crossentropy", "mse"),
    "categorical_crossentropy": ("sparse_categorical_crossentropy", "mse"),
    "binary_crossentropy": ("mse", "categorical_crossentropy"),
    "mse": ("mae", "binary_crossentropy"),
    "mean_squared_error": ("mae", "binary_crossentropy"),
    "mae": ("mse",),
    "mean_absolute_error": ("mse",),
    "kld": ("mse",),
}
OPTIMIZERS = {"rmsprop": ("sgd",), "adam": ("sgd",), "sgd": ("adam",)}
OTHERS = {
    "same": "valid",
    "valid": "same",
    "auto": "min",
    "min": "max",
    "max": "min",
    "float32": "int32",
    "float64": "int32",
    "int64": "float32",
    "int32": "float32",
    "uint8": "float32",
    "int": "float32",
    "float": "int32",
    "multi_hot": "int",
    "one_hot": "int",
    "binary": "categorical",
    "categorical": "binary",
    "random": "zeros",
    "glorot_uniform": "zeros",
    "he_normal": "zeros",
}
"""Words that libraries understand, each with one that means something else."""
CURVES = ("loss", "accuracy", "mae", "mse", "acc", "auc")


def activation(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another activation, where something is called with one: elsewhere it is but a name."""
    if isinstance(reading.parents[node], ast.keyword | ast.Call):
        yield from _of(ACTIVATIONS, node, reading)


def loss(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another loss."""
    if _role(node, reading) not in ("metrics", "monitor", "subscript"):
        yield from _of(LOSSES, node, reading)


def optimizer(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another optimizer."""
    yield from _of(OPTIMIZERS, node, reading)


def curve(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """The curve of training for that of validation, and the other way round."""
    word = _word(node)
    if word is None or _role(node, reading) not in ("monitor", "subscript", "metric"):
        return
    if any(called(around) == "len" for around in reading.ancestors(node)):
        return  # Both have an entry for each epoch.
    plain = word.removeprefix("val_")
    if plain in CURVES:
        yield _quoted(plain if word != plain else f"val_{word}", node, reading)


def word(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another word of a library's."""
    given = _word(node)
    if given in OTHERS and _role(node, reading) not in ("metrics", "answer"):
        yield _quoted(OTHERS[given], node, reading)


def answer(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """Another answer to a question of the quest's."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
        return
    labels = reading.choices.get(node.targets[0].id, ())
    for part in ast.walk(node.value):
        given = _word(part)
        others = [label for label in labels if given is not None and label.casefold() != given.strip().casefold()]
        if len(others) < len(labels):
            for other in others[:2]:
                yield _quoted(other, part, reading)


def flag(node: ast.AST, reading: Reading) -> Iterator[Change]:
    """``True`` for ``False``, and the other way round."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield reading.replaced(node, str(not node.value))


def _of(table: Mapping[str, tuple[str, ...]], node: ast.AST, reading: Reading) -> Iterator[Change]:
    given = _word(node)
    if _role(node, reading) != "answer":
        for other in table.get(given or "", ()):
            yield _quoted(other, node, reading)


def _role(node: ast.AST, reading: Reading) -> str:
    """What a text is there for, as far as its neighbours say."""
    parent = reading.parents.get(node)
    if isinstance(parent, ast.keyword):
        return parent.arg or ""
    if isinstance(parent, ast.Subscript):
        return "subscript"
    if isinstance(parent, ast.List):
        around = reading.parents.get(parent)
        return (around.arg or "") if isinstance(around, ast.keyword) else ""
    targets = parent.targets if isinstance(parent, ast.Assign) else []
    return "answer" if any(isinstance(t, ast.Name) and t.id in reading.choices for t in targets) else ""


def _word(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _quoted(word: str, node: ast.AST, reading: Reading) -> Change:
    quote = reading.text(node)[:1]
    return reading.replaced(node, f"{quote}{word}{quote}" if quote in "\"'" and quote not in word else repr(word))

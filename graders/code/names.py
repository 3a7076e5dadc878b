"""Qualified names as a quest writes them, whatever way a learner's code reaches them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

# The same library under other roofs.
_ROOFS = (
    ("tensorflow.compat.v2.", "tensorflow."),
    ("tensorflow.compat.v1.", "tensorflow."),
    ("tensorflow.python.keras.", "keras."),
    ("tensorflow.keras.", "keras."),
    ("tf_keras.", "keras."),
    ("keras.api.", "keras."),
)
_SAME = {
    "tensorflow.keras": "keras",
    "tf_keras": "keras",
    "keras.models.Sequential": "keras.Sequential",
    "keras.models.Model": "keras.Model",
    "keras.engine.sequential.Sequential": "keras.Sequential",
    "keras.layers.Input": "keras.Input",
    "keras.layers.InputLayer": "keras.Input",
    "numpy.core.multiarray.dot": "numpy.dot",
    "numpy._core.multiarray.dot": "numpy.dot",
    "tensorflow.linalg.matmul": "tensorflow.matmul",
    "tensorflow.math.reduce_mean": "tensorflow.reduce_mean",
    "tensorflow.math.reduce_sum": "tensorflow.reduce_sum",
    "keras.preprocessing.sequence.pad_sequences": "keras.utils.pad_sequences",
    "keras.utils.np_utils.to_categorical": "keras.utils.to_categorical",
}

# What calling a name gives, where the methods of that matter. ``keras.Sequential`` is a
# ``keras.Model``: its methods are named after the class that defines them.
_MAKES = {
    "keras.Sequential": "keras.Model",
    "keras.Model": "keras.Model",
    "keras.models.load_model": "keras.Model",
    "keras.saving.load_model": "keras.Model",
    "keras.models.clone_model": "keras.Model",
    "keras.Model.fit": "keras.callbacks.History",
    "keras.Model.predict": "numpy.ndarray",
    "tensorflow.Variable": "tensorflow.Variable",
    "tensorflow.GradientTape": "tensorflow.GradientTape",
    "tensorflow.data.Dataset.from_tensor_slices": "tensorflow.data.Dataset",
    "keras.utils.image_dataset_from_directory": "tensorflow.data.Dataset",
    "keras.utils.text_dataset_from_directory": "tensorflow.data.Dataset",
}
# Methods that give their own kind again.
_CHAINS = ("numpy.ndarray", "tensorflow.data.Dataset", "tensorflow.Tensor")
_ARRAY_SCALARS = frozenset({"numpy.ndarray.item", "numpy.ndarray.tolist", "numpy.ndarray.any", "numpy.ndarray.all"})
_CLASS = re.compile(r"(?P<owner>keras\.(layers|losses|metrics|optimizers|callbacks)\.[A-Z]\w*)$")


def canonical(name: str) -> str:
    """The one name for what several names mean: ``tensorflow.keras.layers.Dense`` is ``keras.layers.Dense``."""
    for roof, plain in _ROOFS:
        if name.startswith(roof):
            name = plain + name.removeprefix(roof)
            break
    if name in _SAME:
        return _SAME[name]
    owner, dot, attribute = name.rpartition(".")
    if dot and owner in _SAME:
        return f"{_SAME[owner]}.{attribute}"
    # A method named through the subclass: keras.Sequential.fit is keras.Model.fit.
    return f"keras.Model.{attribute}" if owner == "keras.Sequential" else name


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that an import statement binds, each with the full name of what it stands for.

    ``from numpy import *`` gives ``*`` with the module's name.
    """
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            joint = "" if module.endswith(".") else "."
            yield alias.asname or alias.name, module if alias.name == "*" else f"{module}{joint}{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            top = alias.name.partition(".")[0]
            yield top, top


def made_by(name: str) -> str | None:
    """The class of what a call of ``name`` gives, where that is known."""
    if name in _MAKES:
        return _MAKES[name]
    if _CLASS.match(name):
        return name
    if name in _ARRAY_SCALARS:
        return None
    for owner in _CHAINS:
        if name.startswith(owner + "."):
            return owner
    if name.startswith("numpy."):
        return "numpy.ndarray"
    if name.startswith("tensorflow.") and name.rpartition(".")[2].islower():
        return "tensorflow.Tensor"
    return None

"""The parameters of what a notebook calls, so that ``np.sum(x, 0)`` and ``np.sum(x, axis=0)`` are read alike."""

from __future__ import annotations

import inspect
from functools import lru_cache

import numpy as np

from graders import installed

_BUILTIN = {
    "numpy.dot": ("a", "b", "out"),
    "numpy.zeros": ("shape", "dtype", "order"),
    "numpy.empty": ("shape", "dtype", "order"),
    "numpy.array": ("object", "dtype"),
    "numpy.arange": ("start", "stop", "step", "dtype"),
    "numpy.concatenate": ("arrays", "axis", "out"),
}
"""Functions written in C, whose parameters NumPy does not tell in every version: from its reference."""
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@lru_cache(maxsize=512)
def parameters(name: str) -> tuple[str, ...]:
    """The parameters that positional arguments of ``name`` go to, in order; empty where they are not known.

    ``name`` is a full name as :mod:`graders.code.names` gives it: ``numpy.sum``, ``numpy.ndarray.sum``,
    ``keras.layers.Dense``, ``keras.Model.fit``.
    """
    if name in _BUILTIN:
        return _BUILTIN[name]
    if name.startswith("numpy."):
        return _of_numpy(name)
    if name.startswith("keras."):
        return _of_keras(name)
    return ()


def _of_numpy(name: str) -> tuple[str, ...]:
    owner, _, method = name.rpartition(".")
    found: object = np
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    if owner == "numpy.ndarray":
        # The function of that name takes the array first, and the rest as the method does.
        return _of_numpy(f"numpy.{method}")[1:] if hasattr(np, method) else ()
    try:
        signature = inspect.signature(found)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return ()
    return tuple(one.name for one in signature.parameters.values() if one.kind in _POSITIONAL)


def _of_keras(name: str) -> tuple[str, ...]:
    owner, _, last = name.rpartition(".")
    if installed.keras_class(last):
        return installed.ordered_parameters(last)
    return installed.ordered_parameters(owner.rpartition(".")[2], last)

"""What form an observed value has: its type in a learner's words, its shape, its dtype."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from graders.questions import Answered
from graders.text import Text, text
from graders.values import numbers
from graders.wording import plain, verbatim

TypeName = Literal["array", "list", "tuple", "sequence", "dict", "set", "text", "number", "bool"]
SEQUENCES = frozenset({"list", "tuple", "sequence"})
"""Types of which the nested lengths count as a shape, where a criterion asks for them by name."""
TYPES: dict[TypeName, Text] = {
    "array": text("an array", "배열"),
    "list": text("a list", "리스트"),
    "tuple": text("a tuple", "튜플"),
    "sequence": text("a list or tuple", "리스트나 튜플"),
    "dict": text("a dict", "딕셔너리"),
    "set": text("a set", "집합"),
    "text": text("a string", "문자열"),
    "number": text("a number", "수"),
    "bool": text("a bool (True or False)", "불(bool) 값"),
}
_BUILTIN: dict[str, TypeName] = {
    "builtins.list": "list",
    "builtins.tuple": "tuple",
    "builtins.dict": "dict",
    "builtins.set": "set",
    "builtins.frozenset": "set",
    "builtins.str": "text",
    "builtins.int": "number",
    "builtins.float": "number",
    "builtins.bool": "bool",
}
DTYPE_FAMILIES = {
    "float": ("float", "bfloat"),
    "int": ("int", "uint"),
    "signed": ("int",),
    "unsigned": ("uint",),
    "number": ("float", "bfloat", "int", "uint"),
    "bool": ("bool",),
    "complex": ("complex",),
    "text": ("<U", "str"),
}
"""What a name that is no dtype of its own stands for, by the beginnings of dtypes."""


def types_of(observed: Answered) -> set[TypeName]:
    """The types that a value may be called; a scalar of NumPy or a tensor without axes is a number and an array."""
    if (builtin := _BUILTIN.get(observed.type)) is not None:
        return {builtin, "sequence"} if builtin in SEQUENCES else {builtin}
    if observed.dtype is None or observed.shape is None:
        return set()
    if observed.shape:
        return {"array"}
    single: TypeName = "bool" if dtype_fits(observed.dtype, "bool") else "number"
    return {"array", "text"} if dtype_fits(observed.dtype, "text") else {"array", single}


def type_words(observed: Answered) -> Text:
    """What a value is, in words; the name of its class where it is of no type that has any."""
    builtin = _BUILTIN.get(observed.type)
    if builtin is None and observed.dtype is not None:
        builtin = "array"
    return TYPES[builtin] if builtin else verbatim(plain(observed.type, 80))


def form(observed: Answered, value: Any, *, of_lists: bool = False) -> tuple[list[int] | None, str]:
    """Shape and dtype: of the array that was carried, where one was; a Python number has no axes.

    A list has a shape only ``of_lists``, and where all its rows are equally long.
    """
    if of_lists and isinstance(value, list):
        array = numbers(value)
        return (None, "") if array is None else (list(array.shape), str(array.dtype))
    if isinstance(value, np.ndarray):
        # TensorFlow's bfloat16 has no NumPy dtype: it travels as float32, under its own name.
        claimed = observed.dtype if observed.dtype == "bfloat16" else None
        return list(value.shape), claimed or str(value.dtype)
    if observed.type in ("builtins.int", "builtins.float", "builtins.bool"):
        return [], observed.type.removeprefix("builtins.")
    # A list tells its length as a shape, but it is no array.
    return (observed.shape, observed.dtype) if observed.dtype is not None else (None, "")


def shape_fits(shape: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether a shape is the one wanted, in which -1 stands for any length."""
    return len(shape) == len(wanted) and all(w in (-1, s) for s, w in zip(shape, wanted, strict=True))


def dtype_fits(dtype: str, wanted: str) -> bool:
    """Whether a dtype is the one wanted, or of the family wanted."""
    return dtype == wanted or dtype.startswith(DTYPE_FAMILIES.get(wanted, ("\0",)))

"""A Python value as data: what ``answers/ID.json`` says of it and what goes into ``answers/ID.npz``."""

import math
import sys
import types

import numpy as np

MAX_DEPTH = 12
MAX_PARTS = 50_000
"""Elements of all nested lists and dicts of one value together."""
MAX_WORDS = 100_000
NUMBERS = "biuf"


class Unobservable(Exception):
    """The value has no form as data, or too large a one."""


def type_name(value: object) -> str:
    """``module.qualname`` of the value's class, without trusting the class."""
    kind = type(value)
    return f"{getattr(kind, '__module__', '?')}.{getattr(kind, '__qualname__', '?')}"[:200]


def as_array(value: object) -> "np.ndarray | None":
    """The value as an array when it is one: NumPy's arrays and scalars, tensors and variables of any backend."""
    if isinstance(value, np.ndarray | np.generic):
        return np.asarray(value)
    if isinstance(value, type | types.ModuleType) or callable(value):
        return None
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        value = value.detach().cpu()
    if hasattr(value, "__array__") and hasattr(value, "shape") and hasattr(value, "dtype"):
        array = np.asarray(value)
        # bfloat16 and its like are unknown to whoever reads the file.
        return array.astype(np.float32) if array.dtype.kind == "V" and array.dtype.names is None else array
    return None


def observe(value: object, key: str, max_elements: int, want_value: bool = True) -> tuple[dict, dict]:
    """The Answered form of ``value``, and the arrays that belong to it under ``key`` (none or one)."""
    told: dict = {"type": type_name(value)}
    array = as_array(value)
    if array is None:
        try:
            plain = as_json(value)
        except Unobservable:
            return told, {}
        if isinstance(value, list | tuple | dict | set | str):
            told["shape"] = [len(value)]
        told.update(_extremes(_numbers(value)))
        if want_value:
            told.update(value=plain, has_value=True)
        return told, {}
    told.update(shape=list(array.shape), dtype=str(getattr(value, "dtype", array.dtype)).removeprefix("<dtype: '")[:80])
    told["dtype"] = str(array.dtype) if not told["dtype"].isidentifier() else told["dtype"]
    told.update(_extremes(array))
    if not want_value or array.size > max_elements or array.dtype.kind not in "biufcUS":
        return told, {}
    told.update(array=key, has_value=True)
    return told, {key: array}


def _numbers(value: object) -> np.ndarray:
    """A number or a list of numbers as an array; an empty one for anything else."""
    if isinstance(value, int | float | list | tuple):
        try:
            return np.asarray(value)
        except (ValueError, TypeError, OverflowError):
            return np.empty(0)
    return np.empty(0)


def _extremes(array: np.ndarray) -> dict:
    """Least, greatest and mean of the finite numbers, and how many are not finite; nothing for other values."""
    if array.dtype.kind not in NUMBERS or not array.size:
        return {}
    least, greatest = array.min(), array.max()
    told: dict = {"not_finite": 0}
    if not (np.isfinite(least) and np.isfinite(greatest)):  # a NaN anywhere is both
        finite = np.isfinite(array)
        told["not_finite"] = int(array.size - np.count_nonzero(finite))
        array = array[finite]
        if not array.size:
            return told
        least, greatest = array.min(), array.max()
    # No copy of the whole array as float64: a learner's may fill much of the memory that there is.
    mean = array.mean(dtype=np.float64)
    return {**told, "minimum": number(least), "maximum": number(greatest), "mean": number(mean)}


def number(value: float) -> "float | str":
    """A float as JSON knows it."""
    value = float(value)
    return value if math.isfinite(value) else str(value)


def as_json(value: object) -> object:
    """None, booleans, numbers, words and nests of them, small arrays included, as JSON.

    Raises:
        Unobservable: there is something else in it, or too much.
    """
    return _as_json(value, 0, [MAX_PARTS])


def _as_json(value: object, depth: int, left: list[int]) -> object:
    left[0] -= 1
    if depth > MAX_DEPTH or left[0] < 0:
        raise Unobservable
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= 2**63:
            raise Unobservable
        return int(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        if len(value) > MAX_WORDS:
            raise Unobservable
        return str(value)
    if isinstance(value, dict):
        return {str(key)[:200]: _as_json(part, depth + 1, left) for key, part in list(value.items())}
    if isinstance(value, list | tuple):
        return [_as_json(part, depth + 1, left) for part in value]
    if isinstance(value, set | frozenset):
        return [_as_json(part, depth + 1, left) for part in sorted(value, key=repr)]
    told = _told(value)
    return _from_array(value, depth, left) if told is None else told


def _from_array(value: object, depth: int, left: list[int]) -> object:
    array = as_array(value)
    if array is None or array.dtype.kind not in NUMBERS + "U" or array.size > left[0]:
        raise Unobservable
    return _as_json(array.tolist(), depth + 1, left)


def _told(value: object) -> object:
    """A dtype by its name, TensorFlow's own kind of shape by its lengths; None for anything else."""
    if isinstance(value, np.dtype):
        return str(value)[:200]
    tensorflow, torch = sys.modules.get("tensorflow"), sys.modules.get("torch")
    if tensorflow is not None and isinstance(value, tensorflow.DType):
        return str(value.name)
    if tensorflow is not None and isinstance(value, tensorflow.TensorShape) and value.rank is not None:
        return value.as_list()
    if torch is not None and isinstance(value, torch.dtype):
        return str(value).removeprefix("torch.")
    return None

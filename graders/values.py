"""Values observed in a sandbox: decoding them, and comparing them with what is right.

Decoding never trusts: sizes are capped before anything is unpacked, and nested JSON is
followed only as deep as the right value goes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from graders.evidence import Evidence, EvidenceInvalid
from graders.questions import Answered

Array = np.ndarray[Any, Any]

MAX_VALUE_BYTES = 64 * 1024 * 1024
_NUMBER_WORDS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
_MAX_DEPTH = 32


@dataclass(frozen=True)
class Tolerance:
    """``|found - right| <= absolute + relative * |right|`` counts as equal."""

    relative: float = 1e-5
    absolute: float = 1e-6

    @classmethod
    def of(cls, option: float | None) -> Tolerance:
        """The tolerance of a quest's ``tolerance`` option (both relative and absolute), or the default."""
        return cls() if option is None else cls(relative=option, absolute=option)


@dataclass(frozen=True)
class Difference:
    """The first way in which a found value is not the right one.

    ``where`` is the index or key path of the first difference; ``count`` of ``total``
    elements differ; ``right`` and ``found`` are the two values there.
    """

    kind: Literal["type", "shape", "length", "keys", "value", "not_finite"]
    right: Any
    found: Any
    where: tuple[Any, ...] = ()
    count: int = 1
    total: int = 1


def decode(answered: Answered, evidence: Evidence, question_id: str, max_bytes: int = MAX_VALUE_BYTES) -> Any:
    """The observed value: an array where one was written, else plain JSON (a NaN is restored for a float).

    Raises:
        EvidenceInvalid: the value is not there, or its array cannot be read or is larger than ``max_bytes``.
    """
    if answered.array is not None:
        array = evidence.array(question_id, answered.array, max_bytes)
        if array.dtype.kind not in "biufcUS":
            raise EvidenceInvalid(f"answers/{question_id}.npz[{answered.array}] has dtype {array.dtype}")
        return array
    if not answered.has_value:
        raise EvidenceInvalid(f"answers/{question_id}.json carries no value")
    if answered.type.rpartition(".")[2].startswith("float"):
        return number(answered.value) if number(answered.value) is not None else answered.value
    return answered.value


def number(value: Any) -> float | int | None:
    """``value`` as a number where it is one (JSON's words for NaN and infinities included), else None."""
    if isinstance(value, bool | int | float):
        return value
    return _NUMBER_WORDS.get(value) if isinstance(value, str) else None


def plain_value(value: Any) -> Any:
    """A reference's return value as arrays and plain Python: tensors and variables become arrays.

    Raises:
        TypeError: there is no such form (a function, an object of one's own).
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, np.generic):
        return np.asarray(value)
    if isinstance(value, Mapping):
        return {str(k): plain_value(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(v) for v in value]
    if hasattr(value, "__array__"):
        return np.asarray(value)
    raise TypeError(f"cannot compare a {type(value).__name__}")


def compare(right: Any, found: Any, tolerance: Tolerance) -> Difference | None:
    """The first difference between a right value and a found one, or None when they are equal.

    A list, a tuple and an array of the same numbers are equal, so are a scalar and an array of
    no axes; an integer equals a float of its value; a NaN equals a NaN. A bool is no number.
    """
    if isinstance(right, np.ndarray) or (isinstance(right, list | tuple) and _is_numbers(right)):
        found_array = numbers(found)
        if found_array is None:
            return Difference("type", right, found)
        return _compare_arrays(np.asarray(right), found_array, tolerance)
    if isinstance(right, bool | int | float):
        return _compare_scalars(right, found, tolerance)
    if isinstance(right, list | tuple):
        return _compare_sequences(right, found, tolerance)
    if isinstance(right, Mapping):
        return _compare_mappings(right, found, tolerance)
    if isinstance(found, np.ndarray) and found.ndim == 0:
        found = found[()].item()
    if type(right) is not type(found):
        return Difference("type", right, found)
    return None if right == found else Difference("value", right, found)


def numbers(value: Any) -> Array | None:
    """``value`` as an array of numbers, strings or bools when it is one (nested lists included), else None."""
    if isinstance(value, np.ndarray):
        return value
    if not _is_numbers(value):
        return None
    try:
        array = np.asarray(_restored(value))
    except (ValueError, OverflowError):
        return None
    return array if array.dtype.kind in "biufc" else None


def _is_numbers(value: Any, depth: int = 0) -> bool:
    """Whether ``value`` is a number, or a rectangular nest of lists of numbers."""
    if isinstance(value, list | tuple):
        if depth >= _MAX_DEPTH:
            return False
        lengths = {len(v) if isinstance(v, list | tuple) else -1 for v in value}
        return len(lengths) <= 1 and all(_is_numbers(v, depth + 1) for v in value)
    return number(value) is not None


def _restored(value: Any) -> Any:
    return [_restored(v) for v in value] if isinstance(value, list | tuple) else number(value)


def _compare_scalars(right: bool | int | float, found: Any, tolerance: Tolerance) -> Difference | None:
    if isinstance(found, np.ndarray):
        if found.ndim:
            return Difference("shape", (), found.shape)
        found = found[()].item()
    as_number = number(found)
    if as_number is None or isinstance(right, bool) != isinstance(as_number, bool):
        return Difference("type", right, found)
    return None if _close(right, as_number, tolerance) else Difference("value", right, as_number)


def _close(right: float | int, found: float | int, tolerance: Tolerance) -> bool:
    if right == found:
        return True
    try:
        right, found = float(right), float(found)
    except OverflowError:
        return False
    if math.isnan(right) or math.isnan(found):
        return math.isnan(right) and math.isnan(found)
    if math.isinf(right) or math.isinf(found):
        return False
    return abs(right - found) <= tolerance.absolute + tolerance.relative * abs(right)


def _compare_arrays(right: Array, found: Array, tolerance: Tolerance) -> Difference | None:
    if right.shape != found.shape:
        return Difference("shape", right.shape, found.shape)
    families = {_family(right), _family(found)}
    if len(families) > 1 or None in families:
        return Difference("type", right, found)
    if _family(right) == "number" and (right.dtype.kind in "fc" or found.dtype.kind in "fc"):
        wide = np.complex128 if "c" in right.dtype.kind + found.dtype.kind else np.float64
        a, b = right.astype(wide), found.astype(wide)
        with np.errstate(invalid="ignore", over="ignore"):
            equal = np.isclose(b, a, rtol=tolerance.relative, atol=tolerance.absolute, equal_nan=True)
    else:
        equal = np.asarray(right == found)
    wrong = int(equal.size - np.count_nonzero(equal))
    if not wrong:
        return None
    first = tuple(int(i) for i in np.unravel_index(int(np.argmin(equal)), equal.shape)) if equal.ndim else ()
    kind: Literal["value", "not_finite"] = "value"
    if found.dtype.kind == "f" and not np.isfinite(found[first]) and np.isfinite(right[first]):
        kind = "not_finite"
    return Difference(kind, right[first].item(), found[first].item(), first, wrong, equal.size)


def _family(array: Array) -> str | None:
    if array.size == 0 or array.dtype.kind in "iufc":
        return "number"
    return {"b": "bool", "U": "text", "S": "bytes"}.get(array.dtype.kind)


def _compare_sequences(right: list[Any] | tuple[Any, ...], found: Any, tolerance: Tolerance) -> Difference | None:
    if isinstance(found, np.ndarray) and found.ndim:
        found = list(found)
    if not isinstance(found, list | tuple):
        return Difference("type", right, found)
    if len(right) != len(found):
        return Difference("length", len(right), len(found))
    differences = [(i, d) for i, (r, f) in enumerate(zip(right, found, strict=True)) if (d := compare(r, f, tolerance))]
    if not differences:
        return None
    index, first = differences[0]
    return Difference(first.kind, first.right, first.found, (index, *first.where), len(differences), len(right))


def _compare_mappings(right: Mapping[str, Any], found: Any, tolerance: Tolerance) -> Difference | None:
    if not isinstance(found, Mapping):
        return Difference("type", right, found)
    if set(right) != set(found):
        return Difference("keys", sorted(right), sorted(str(k) for k in found))
    for key, value in right.items():
        if difference := compare(value, found[key], tolerance):
            return Difference(
                difference.kind, difference.right, difference.found, (key, *difference.where), difference.count
            )
    return None

"""Arrays that were given to a call, as numbers about them: :class:`graders.observed.ArrayRecord`.

What is told costs little: of an array with more than 1,024 columns the first 512 are looked at and up to 512 spread
evenly over the rest, a choice that depends on the number of columns alone; it is gone through in pieces, never copied
as a whole. No array is kept alive.
"""

import hashlib
import sys
import time
import weakref
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

PIECE = 1 << 16
"""Elements looked at together: few enough to stay in the processor's cache."""
LEADING, SPREAD = 512, 512
MOST_ELEMENTS = 1 << 26
"""Of all columns that are looked at; a larger array is told by its shape alone."""
SMALL = 1 << 20
"""Elements up to which an array is looked at anew each time."""
MOST_CHECKED_BYTES = 1 << 29
MOST_FOR_COLUMNS = 10_000_000
MOST_COLUMNS = 1024
MOST_FOR_DISTINCT, MOST_DISTINCT = 200_000, 1000
MOST_TEXTS, MOST_CHARACTERS = 100_000, 4000
MOST_ROWS = 8_000_000
"""Fingerprints of one run: 64 MB."""
MOST_INPUTS, MOST_NAMES = 32, 20
SECONDS = 10.0
"""For looking at all arrays of one run."""

Variables = list[tuple[str, Any]]


def variables(namespace: Mapping[str, Any]) -> Variables:
    """The learner's variables, not those that IPython keeps."""
    hidden = {"In", "Out"}
    return [(n, v) for n, v in list(namespace.items()) if type(n) is str and n[:1] != "_" and n not in hidden]


class Arrays:
    """What was told of arrays so far, and the fingerprints of their rows."""

    def __init__(self) -> None:
        self.rows: dict[str, np.ndarray] = {}
        """Fingerprints by the key under which they are told."""
        self._keys: dict[bytes, str] = {}
        self._left = MOST_ROWS
        self._seconds = SECONDS
        self._large: dict[int, tuple[weakref.ref, tuple, dict]] = {}

    def inputs(self, value: object, named: Variables) -> list[dict]:
        """One record for each input in what was given as ``x`` or ``y``."""
        if value is None:
            return []
        if isinstance(value, dict):
            parts = list(value.values())
        elif isinstance(value, list | tuple) and value and all(_is_array(part) for part in value[:MOST_INPUTS]):
            parts = list(value)
        else:
            parts = [value]
        return [self.record(part, named) for part in parts[:MOST_INPUTS]]

    def record(self, value: object, named: Variables) -> dict:
        """The record of one array, or of what stands in its place."""
        kind = type(value)
        told: dict = {
            "names": names(value, named),
            "type": f"{getattr(kind, '__module__', '?')}.{getattr(kind, '__qualname__', '?')}"[:200],
        }
        begun = time.perf_counter()
        try:
            if self._seconds > 0:
                told.update(self._looked_at(value))
        finally:
            self._seconds -= time.perf_counter() - begun
        return told

    def _looked_at(self, value: object) -> dict:
        if isinstance(value, list | tuple) and value and all(type(part) is str for part in value):
            return {"shape": [len(value)], "dtype": "str", "rows": self._keep(_texts(value))}
        array = _numpy(value)
        if array is None:
            return {"shape": [len(value)]} if isinstance(value, list | tuple) else {}
        told: dict = {"shape": list(array.shape)[:32], "dtype": str(array.dtype)[:80]}
        if array.ndim and array.dtype.kind in "OUST":
            texts = array.ravel() if array.size <= MOST_TEXTS else np.empty(0)
            told["rows"] = self._keep(_texts(texts)) if array.size == len(array) else None
        if array.dtype.kind not in "biuf" or not array.ndim or not array.size:
            return told
        check = _checksum(array) if array.size > SMALL else None
        before = self._large.get(id(value))
        if check and before and before[0]() is value and before[1] == check:
            return {**told, **before[2]}
        found = self._counted(array)
        if check:
            self._large[id(value)] = weakref.ref(value), check, found
        return {**told, **found}

    def _counted(self, array: np.ndarray) -> dict:
        """The numbers about an array of numbers."""
        matrix = array.reshape(len(array), -1)
        if len(matrix) * min(matrix.shape[1], LEADING + SPREAD) > MOST_ELEMENTS:
            return {}
        with np.errstate(all="ignore"):
            look = _Look(matrix)
            told = look.told()
            if array.ndim == 2 and matrix.shape[1] <= MOST_COLUMNS and matrix.size <= MOST_FOR_COLUMNS:
                told.update(_columns(matrix))
            told["distinct"] = _distinct(matrix)
        if array.ndim != 2 or not 2 <= array.shape[1] <= MOST_COLUMNS:
            told["one_hot"] = False
        told["rows"] = self._keep(look.rows)
        return told

    def _keep(self, rows: np.ndarray) -> "str | None":
        """The key of these fingerprints; those of the same rows in the same order are kept once."""
        digest = hashlib.blake2b(rows.tobytes(), digest_size=16).digest()
        if digest not in self._keys:
            if not len(rows) or len(rows) > self._left:
                return None
            self._left -= len(rows)
            self._keys[digest] = f"rows{len(self._keys)}"
            self.rows[self._keys[digest]] = rows
        return self._keys[digest]


class _Look:
    """One look at all rows of a matrix, piece by piece.

    A row's fingerprint is the sum, modulo 2**64, of the bits of its values as float32, each times an odd random
    number of its column (multilinear hashing: Dietzfelbinger 1996, Lemire and Kaser 2014), mixed at the end (the
    finalizer of SplitMix64, Steele et al. 2014). So equal numbers agree as uint8, int64, float32 or float64, zero as
    well with a minus, wherever the row stands and however the array is laid out. A value of few significant bits, as
    0 and 1 have, still spreads over the upper 41 bits of the sum.
    """

    def __init__(self, matrix: np.ndarray) -> None:
        self.rows = np.empty(len(matrix), np.uint64)
        self._least, self._greatest, self._total = np.inf, -np.inf, 0.0
        self._count = self._not_finite = 0
        self._whole = self._one_hot = True
        columns = matrix.shape[1]
        weights = _weights(min(columns, LEADING + SPREAD))
        self._exactly_whole = matrix.dtype.kind in "biu"
        step = max(1, PIECE // max(len(weights), 1))
        for start in range(0, len(matrix), step):
            piece = _chosen(matrix[start : start + step])
            # Adding zero makes of -0.0 the 0.0 that it equals.
            values = np.add(piece, np.float32(0), dtype=np.float32, casting="unsafe", order="C")
            bits = values.view(np.uint32).astype(np.uint64)
            np.einsum("ij,j->i", bits, weights[: piece.shape[1]], out=self.rows[start : start + step])
            self._take(piece, values)
        self.rows = _mixed(self.rows + np.uint64(columns))

    def _take(self, piece: np.ndarray, values: np.ndarray) -> None:
        total = float(piece.sum(dtype=np.float64))
        if not np.isfinite(total):
            finite = piece[np.isfinite(piece)]
            self._not_finite += piece.size - finite.size
            self._whole = self._one_hot = self._whole and not piece.size - finite.size
            piece, total = finite, float(finite.sum(dtype=np.float64))
        if piece.size:
            self._least = min(self._least, float(piece.min()))
            self._greatest = max(self._greatest, float(piece.max()))
        self._total += total
        self._count += piece.size
        if self._whole and not self._exactly_whole:
            self._whole = bool((values == np.rint(values)).all())
        if self._one_hot:
            self._one_hot = self._whole and self._least >= 0 and bool((values.sum(axis=1) == 1).all())

    def told(self) -> dict:
        """What the look has shown."""
        told: dict = {
            "not_finite": self._not_finite,
            "whole": self._whole,
            "one_hot": self._one_hot and self._greatest == 1,
        }
        if self._count:
            told.update(
                minimum=number(self._least),
                maximum=number(self._greatest),
                mean=number(self._total / self._count),
            )
        return told


def _chosen(matrix: np.ndarray) -> np.ndarray:
    """The columns that are looked at."""
    columns = matrix.shape[1]
    if columns <= LEADING + SPREAD:
        return matrix
    spread = matrix[:, LEADING :: (columns - LEADING) // SPREAD][:, :SPREAD]
    return np.concatenate([matrix[:, :LEADING], spread], axis=1)


def _weights(count: int) -> np.ndarray:
    return _mixed(np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)


def _mixed(bits: np.ndarray) -> np.ndarray:
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def _texts(texts: Iterable[object]) -> np.ndarray:
    """Fingerprints of texts, by their first characters; none where there are too many, or other things among them."""
    parts: list[Any] = list(texts)
    if len(parts) > MOST_TEXTS or not {type(part) for part in parts} <= {str, bytes, np.str_, np.bytes_}:
        return np.empty(0, np.uint64)
    cut = (part[:MOST_CHARACTERS] for part in parts)
    encoded = (text if isinstance(text, bytes) else text.encode(errors="replace") for text in cut)
    digests = b"".join(hashlib.blake2b(text, digest_size=8).digest() for text in encoded)
    return np.frombuffer(digests, np.uint64)


def _columns(matrix: np.ndarray) -> dict:
    """Mean and population standard deviation of each column, in float64."""
    step = max(1, PIECE // matrix.shape[1])
    shift = matrix[:step].mean(axis=0, dtype=np.float64)
    sums, squares = np.zeros_like(shift), np.zeros_like(shift)
    for start in range(0, len(matrix), step):
        away = matrix[start : start + step] - shift
        sums += away.sum(axis=0)
        squares += np.square(away).sum(axis=0)
    mean = sums / len(matrix)
    std = np.sqrt(np.maximum(squares / len(matrix) - mean**2, 0))
    return {"column_mean": list(map(number, shift + mean)), "column_std": list(map(number, std))}


def _distinct(matrix: np.ndarray) -> "int | None":
    if matrix.size > MOST_FOR_DISTINCT:
        return None
    count = len(np.unique(matrix))
    return count if count <= MOST_DISTINCT else None


def _checksum(array: np.ndarray) -> "tuple | None":
    """Changes when the array is written to: the sum of all its words, and a few rows for their order."""
    if not array.flags.c_contiguous or array.nbytes > MOST_CHECKED_BYTES:
        return None
    words = array.reshape(-1).view(np.uint8)
    words = words[: len(words) // 8 * 8].view(np.uint64)
    few = array[:: max(1, len(array) // 64)]
    return array.shape, str(array.dtype), int(np.add.reduce(words)), few.tobytes()[:1_000_000]


def names(value: object, named: Variables) -> list[str]:
    """The variables that are this very value; then, for a view, those of which it is a view."""
    found = [name for name, variable in named if variable is value]
    if isinstance(value, np.ndarray) and value.base is not None:
        root, (low, high) = _root(value), np.lib.array_utils.byte_bounds(value)
        for name, variable in named:
            # By its type: isinstance would ask any object of the notebook for its __class__.
            if issubclass(type(variable), np.ndarray) and variable is not value and _root(variable) is root:
                lowest, highest = np.lib.array_utils.byte_bounds(variable)
                if lowest <= low and high <= highest:
                    found.append(name)
    return [name[:200] for name in found[:MOST_NAMES]]


def _root(array: np.ndarray) -> np.ndarray:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _is_array(value: object) -> bool:
    """Whether it is an array of a library, and not merely something that could be made one."""
    module = type(value).__module__.partition(".")[0]
    return isinstance(value, np.ndarray) or (module in ("tensorflow", "jax", "jaxlib", "torch") and _is_tensor(value))


def _is_tensor(value: object) -> bool:
    return hasattr(value, "shape") and hasattr(value, "dtype")


def _numpy(value: Any) -> "np.ndarray | None":
    """The value as a plain array, without a copy and without an operation of its library; None where it is none."""
    if isinstance(value, np.ndarray):
        return np.asarray(value)
    if isinstance(value, list | tuple):
        return _of_list(value)
    if not _is_array(value):
        return None
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return value.detach().numpy() if value.device.type == "cpu" else None
    if type(value).__name__ == "EagerTensor":
        array = value._numpy()  # noqa: SLF001 - what its public twin copies
        return np.asarray(array)
    return np.asarray(value) if type(value).__name__ == "ArrayImpl" else None


def _of_list(value: "list | tuple") -> "np.ndarray | None":
    """A list of numbers, or of lists of numbers, as Keras takes it."""
    first = value[0] if value else None
    width = len(first) if isinstance(first, list | tuple) else 1
    if not isinstance(first, int | float | list | tuple | np.generic) or len(value) * width > SMALL:
        return None
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array if array.dtype.kind in "biuf" else None


def number(value: Any) -> "float | str":
    """A number as JSON knows it, with ten digits."""
    value = float(value)
    return float(f"{value:.10g}") if np.isfinite(value) else str(value)

"""Fingerprints of rows, for data that no sandbox has seen: the same numbers that ``worker/inside/arrays.py`` takes.

Nothing may be imported from there, and nothing there may import this; ``tests/house/test_fingerprints.py`` holds that
the two agree. A row's fingerprint is the sum, modulo 2**64, of the bits of its values as float32, each times an odd
number of its column (multilinear hashing: Dietzfelbinger 1996, Lemire and Kaser 2014), mixed at the end (the finalizer
of SplitMix64, Steele et al. 2014); a text's is the first eight bytes of its BLAKE2b.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

LEADING, SPREAD = 512, 512
"""Of more columns than these together, the first ones are looked at, and this many spread evenly over the rest."""
MAX_CHARACTERS = 4000
_PIECE = 1 << 16
"""Elements looked at together."""


def row_fingerprints(rows: Array) -> Array:
    """One ``uint64`` for each row: equal for rows of equal numbers, whatever their dtype and the rows' inner shape.

    Raises:
        ValueError: the rows hold neither numbers nor one text each.
    """
    if rows.dtype.kind in "USO" and rows.ndim and rows.size == len(rows):
        return _text_fingerprints(rows.ravel())
    if rows.dtype.kind not in "biuf" or rows.ndim == 0 or rows.size == 0:
        raise ValueError(f"no rows of numbers or texts: shape {rows.shape}, dtype {rows.dtype}")
    matrix = rows.reshape(len(rows), -1)
    columns = _columns(matrix.shape[1])
    weights = _mixed(np.arange(1, len(columns) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
    sums = np.empty(len(matrix), np.uint64)
    step = max(1, _PIECE // len(columns))
    for start in range(0, len(matrix), step):
        # Adding zero makes of -0.0 the 0.0 that it equals.
        values = matrix[start : start + step, columns].astype(np.float32, order="C") + np.float32(0)
        sums[start : start + step] = (values.view(np.uint32).astype(np.uint64) * weights).sum(axis=1, dtype=np.uint64)
    return _mixed(sums + np.uint64(matrix.shape[1]))


def _columns(count: int) -> Array:
    if count <= LEADING + SPREAD:
        return np.arange(count)
    spread = np.arange(LEADING, count, (count - LEADING) // SPREAD)[:SPREAD]
    return np.concatenate([np.arange(LEADING), spread])


def _mixed(bits: Array) -> Array:
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def _text_fingerprints(texts: Array) -> Array:
    encoded = (t[:MAX_CHARACTERS] if isinstance(t, bytes) else str(t)[:MAX_CHARACTERS].encode() for t in texts)
    digests = b"".join(hashlib.blake2b(text, digest_size=8).digest() for text in encoded)
    return np.frombuffer(digests, np.uint64)

"""Rows that were given to a call, compared by their fingerprints: which of these are among those?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graders.evidence import EvidenceInvalid

if TYPE_CHECKING:
    from graders.context import Context
    from graders.observed import ArrayRecord, Call

Array = np.ndarray[Any, Any]

MAX_ROWS_BYTES = 64 * 1024 * 1024
MAX_ROWS_READ = 50_000_000
"""By all criteria together; hundreds of calls that each name the largest array would keep the judge busy for hours."""
MAX_NATURAL = 0.25
"""Data that repeats itself more than this does so by somebody's hand."""
_NATURAL_SLACK = 1.5


@dataclass(frozen=True)
class Overlap:
    """Rows that were to be kept apart, and how many of them were not."""

    shared: int
    kept: int
    natural: float = 0.0
    """The share of rows that a fair split of this data would be expected to put on both sides, for they are equal."""

    @property
    def share(self) -> float:
        """Of the rows to be kept apart, from 0 to 1."""
        return self.shared / self.kept if self.kept else 0.0

    def is_more_than(self, allowed: float) -> bool:
        """Whether it is more than was allowed, and more than the data's own repetitions explain."""
        return self.share > max(allowed, _NATURAL_SLACK * self.natural)


def overlap(kept: Array, used: Array) -> Overlap:
    """How many of the rows ``kept`` are among the rows ``used`` (fingerprints, one for each row).

    Where equal rows are in the data, a fair split leaves some on both sides: a row has its twin among the used ones as
    often as these have theirs among each other, which is counted.
    """
    _, counts = np.unique(used, return_counts=True)
    repeated = float(counts[counts > 1].sum()) / len(used) if len(used) else 0.0
    return Overlap(int(np.isin(kept, used).sum()), len(kept), min(repeated, MAX_NATURAL))


def fingerprints(context: Context, arrays: Sequence[ArrayRecord], question_id: str = "calls") -> Array | None:
    """One number for each row of a call's inputs; rows of several inputs count together. None where none were taken.

    Raises:
        EvidenceInvalid: the record names fingerprints that are not there or not such, or more than a run can make.
    """
    if not arrays or any(array.rows is None for array in arrays):
        return None
    joined: Array | None = None
    for array in arrays:
        rows = context.evidence.array(question_id, str(array.rows), MAX_ROWS_BYTES)
        if rows.dtype != np.uint64 or rows.ndim != 1 or (array.shape and len(rows) != array.shape[0]):
            raise EvidenceInvalid(f"answers/{question_id}.npz[{array.rows}] holds no fingerprints of rows")
        context.rows_read += len(rows)
        if context.rows_read > MAX_ROWS_READ:
            raise EvidenceInvalid(f"answers/{question_id}.json names more than {MAX_ROWS_READ} rows")
        if joined is not None and len(joined) != len(rows):
            raise EvidenceInvalid(f"answers/{question_id}.npz: inputs of one call differ in their number of rows")
        joined = rows if joined is None else joined * np.uint64(1_000_003) ^ rows
    return joined


def split_at(call: Call) -> int | None:
    """How many of the rows of ``x`` a ``fit`` trained on: Keras keeps the last ones for ``validation_split``."""
    shape = call.x[0].shape if call.x else None
    if not shape:
        return None
    return math.floor(shape[0] * (1.0 - _split(call)))


def _split(call: Call) -> float:
    split = call.validation_split or 0.0
    return split if 0.0 < split < 1.0 else 0.0


def training_rows(context: Context, call: Call) -> Array | None:
    """Fingerprints of the rows that a ``fit`` trained on."""
    rows = fingerprints(context, call.x)
    return rows if rows is None else rows[: split_at(call)]


def validation_rows(context: Context, call: Call) -> Array | None:
    """Fingerprints of the rows that a ``fit`` validated on; None where none were taken, or none were given."""
    if call.validation_x:
        return fingerprints(context, call.validation_x)
    rows = fingerprints(context, call.x) if _split(call) else None
    return rows if rows is None else rows[split_at(call) :]


def validation_count(call: Call) -> int | None:
    """How many rows a ``fit`` validated on; 0 where none were given, None where that is not known."""
    if call.validation_x:
        shape = call.validation_x[0].shape
        return shape[0] if shape else None
    trained = split_at(call)
    if trained is None or not call.x[0].shape:
        return None if _split(call) else 0
    return call.x[0].shape[0] - trained


def is_validated(call: Call) -> bool:
    """Whether validation rows were given, in either way."""
    return bool(call.validation_x) or _split(call) > 0

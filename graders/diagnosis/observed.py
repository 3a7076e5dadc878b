"""What was observed of a run, for diagnosis: the training calls, the figures, and which rows calls share.

It is the sandbox's word. Where it is missing or broken there is nothing to explain by it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel, ValidationError

from graders.evidence import Evidence, EvidenceInvalid
from graders.observed import ArrayRecord, Call, CallsRecord, FigureRecord, FiguresRecord

MAX_ROWS_BYTES = 64 * 2**20
MAX_ROWS_ASKED = 30_000_000
"""Over and over again, all calls together; beyond them nothing more is said of rows."""
FEWEST_ROWS = 10
"""Of fewer rows nothing is said: shared ones may be chance."""
MARGIN = 0.02

Rows = np.ndarray[Any, Any]
RecordT = TypeVar("RecordT", bound=BaseModel)


@dataclass(frozen=True)
class Shared:
    """Rows of one array that are among those of another."""

    count: int
    of: int

    @property
    def percent(self) -> str:
        """The share as a reader reads it."""
        return f"{100 * self.count / self.of:.0f}"


@dataclass(frozen=True)
class Observed:
    """What was observed of one run."""

    evidence: Evidence | None = None
    _read: dict[str, Rows | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _asked: Counter[str] = field(default_factory=Counter, init=False, repr=False, compare=False)
    """How many rows were asked for, by their key."""

    @cached_property
    def calls(self) -> list[Call]:
        """The training calls that came to their end, in order."""
        return [call for call in self._all if call.error is None]

    @property
    def failed(self) -> Call | None:
        """The first call that ended by an exception; the cells below the one that failed are run as well."""
        return next((call for call in self._all if call.error is not None), None)

    @cached_property
    def _all(self) -> list[Call]:
        record = self._record("calls", CallsRecord)
        return [] if record is None or record.dropped else record.calls

    @cached_property
    def fits(self) -> list[Call]:
        """Those that trained."""
        return [call for call in self.calls if call.method in ("fit", "train_on_batch")]

    @cached_property
    def figures(self) -> list[FigureRecord]:
        """The figures that were shown."""
        record = self._record("figures", FiguresRecord)
        return record.figures if record else []

    def rows(self, arrays: list[ArrayRecord]) -> Rows | None:
        """A fingerprint for each row of a call's only input; None when there is none, or several inputs."""
        key = arrays[0].rows if len(arrays) == 1 else None
        if key is None:
            return None
        if key not in self._read:
            self._read[key] = self._fingerprints(key)
        rows = self._read[key]
        self._asked[key] += 0 if rows is None else len(rows)
        return rows if self._asked.total() <= MAX_ROWS_ASKED else None

    def _fingerprints(self, key: str) -> Rows | None:
        try:
            rows = self.evidence.array("calls", key, MAX_ROWS_BYTES) if self.evidence else None
        except EvidenceInvalid:
            return None
        return rows if rows is not None and rows.ndim == 1 and rows.dtype == np.uint64 and len(rows) else None

    def trained_on(self, call: Call) -> Rows | None:
        """The rows that a call really trained on: those that ``validation_split`` keeps back are none of them."""
        rows = self.rows(call.x)
        split = _split(call)
        return rows[: int(len(rows) * (1 - split))] if rows is not None and split else rows

    def held_out(self, call: Call) -> Rows | None:
        """The rows that a call was validated on."""
        rows = self.rows(call.x)
        split = _split(call)
        return rows[int(len(rows) * (1 - split)) :] if rows is not None and split else self.rows(call.validation_x)

    def _record(self, question: str, kind: type[RecordT]) -> RecordT | None:
        try:
            answer = self.evidence.answer(question) if self.evidence else None
            return kind.model_validate(answer.record) if answer and answer.record else None
        except (EvidenceInvalid, ValidationError):
            return None


def _split(call: Call) -> float:
    """The share of its rows that a call kept back; 0 for what is no share."""
    split = call.validation_split or 0.0
    return split if 0.0 < split <= 1.0 else 0.0


def shared(trained: Rows | None, other: Rows | None) -> Shared | None:
    """How many of the ``other`` rows were trained on, where that is more than equal rows in the data explain.

    In data with few different rows, as of small whole numbers, a row that was never trained on equals one that was;
    how often shows in the training rows themselves.
    """
    if trained is None or other is None or not len(trained) or len(other) < FEWEST_ROWS:
        return None
    count = int(np.isin(other, trained).sum())
    if count < 3 or count / len(other) <= MARGIN:
        return None
    _, position, counts = np.unique(trained, return_inverse=True, return_counts=True)
    doubled = float(np.mean(counts[position] > 1))
    by_chance = doubled + MARGIN + 4 * float(np.sqrt(doubled * (1 - doubled) / len(other)))
    return Shared(count, len(other)) if count / len(other) > by_chance else None

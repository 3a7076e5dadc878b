"""What is asked of everything that is measured."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grading.assignments import Assignment
from quests.datasets.store import Store

LANES = 2
"""Submissions graded at once when throughput is measured."""


class Failed(Exception):
    """A contender did not grade. The message holds its own words."""


@dataclass(frozen=True)
class Setting:
    """Where one assignment is measured."""

    assignment: Assignment
    folder: Path
    """Empty, for the contender's own use."""
    quest: Path
    """The assignment as a quest folder."""
    store: Store
    home: Path
    """The store's folder."""


@dataclass(frozen=True)
class Run:
    """One or several submissions, graded."""

    seconds: float
    """From the order to the last grade."""
    shares: list[float]
    """The share of its points that each submission was given."""


class Contender(ABC):
    """A way to grade. ``open`` prepares what a course prepares once; it is not measured."""

    name: str
    label: str
    most_lanes = LANES

    @abstractmethod
    def open(self, setting: Setting) -> None:
        """Prepare for an assignment."""

    @abstractmethod
    def close(self) -> None:
        """End what was started."""

    @abstractmethod
    def grade(self, *, right: bool = True) -> Run:
        """Grade one submission.

        Raises:
            Failed: it was not graded.
        """

    @abstractmethod
    def grade_many(self, count: int, lanes: int = LANES) -> Run:
        """Grade ``count`` right submissions, ``lanes`` at a time.

        Raises:
            Failed: one was not graded.
        """

    @abstractmethod
    def pids(self) -> Iterable[int]:
        """The processes from which all that it runs descends."""

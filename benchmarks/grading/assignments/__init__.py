"""The assignments. Each is said once; ``forms.py`` writes what each grader wants of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from graders.text import Text
from quests.datasets.recipe import Recipe


@dataclass(frozen=True)
class Cell:
    """A code cell: locked, or the learner's to write where there is a ``solution``."""

    name: str
    """nbgrader's ``grade_id``."""
    source: str
    """As learners are given it."""
    solution: str | None = None
    wrong: str | None = None
    """What a wrong submission has in place of the solution, where it differs from it."""

    @property
    def answer(self) -> bool:
        """Whether it is the learner's to write."""
        return self.solution is not None

    def handed_in(self, *, right: bool) -> str:
        """Its source in a right or in a wrong submission."""
        if self.solution is None:
            return self.source
        return self.solution if right or self.wrong is None else self.wrong


@dataclass(frozen=True)
class Check:
    """One thing that is judged, in our words and as the test that nbgrader and Otter run."""

    name: str
    points: int
    criterion: dict[str, Any]
    """Kind and options in ``quest.toml``."""
    test: Callable[..., None]
    """Raises AssertionError unless the learner's objects, which its parameters name, are right."""

    @property
    def wants(self) -> list[str]:
        """The names of the learner's objects."""
        return list(inspect.signature(self.test).parameters)


@dataclass(frozen=True)
class Assignment:
    """One assignment, with a right and a wrong submission."""

    name: str
    title: Text
    about: str
    """What of it matters to a measurement: a clause."""
    backend: str
    """As in ``quest.toml``; ``none`` where nothing imports a deep-learning runtime."""
    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    reference: tuple[Callable[..., Any], ...]
    """The functions of ``reference.py``."""
    data: Recipe | None = None
    """Of the held-out rows."""
    memory_mb: int = 4096

    @property
    def points(self) -> int:
        """What a right submission scores."""
        return sum(check.points for check in self.checks)


def source_of(function: Callable[..., Any]) -> str:
    """A function's source, to be put into a notebook or a test file."""
    return dedent(inspect.getsource(function)).rstrip()


def catalog() -> dict[str, Assignment]:
    """All assignments by name, the lightest first."""
    from benchmarks.grading.assignments import imdb_shape, no_tensorflow, small_training

    found = (no_tensorflow.ASSIGNMENT, small_training.ASSIGNMENT, imdb_shape.ASSIGNMENT)
    return {assignment.name: assignment for assignment in found}

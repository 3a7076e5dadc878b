"""One small change of a solution."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graders.text import Text


@dataclass(frozen=True)
class Mutant:
    """A solution with one small mistake in it."""

    id: str
    """``CELL:OPERATOR:HASH``, of what is changed: other changes of the solution leave it as it is.

    Of lines that are alike, the second and further ones have ``-2`` and so on behind it: see :func:`ambiguous`.
    """
    cell: str
    """The answer cell's ``grade_id``."""
    operator: str
    about: Text
    """What kind of mistake it is."""
    line: int
    """Of the cell, from 1."""
    before: str
    """What is changed, on one line."""
    after: str
    source: str
    """The whole cell, changed."""


def ambiguous(name: str, among: Collection[str]) -> bool:
    """Whether the id is one of several that differ by their place alone: a like line above would give it to another."""
    return name in among and ("-" in name.rpartition(":")[2] or f"{name}-2" in among)

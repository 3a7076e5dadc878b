"""One small change of a solution."""

from __future__ import annotations

from dataclasses import dataclass

from graders.text import Text


@dataclass(frozen=True)
class Mutant:
    """A solution with one small mistake in it."""

    id: str
    """``CELL:OPERATOR:HASH``, of what is changed: other changes of the solution leave it as it is."""
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

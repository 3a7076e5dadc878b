"""A text that a learner wrote, the rubric it is read by, and what an instructor gave for it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from graders.text import Text

MAX_CHARACTERS = 12_000
"""Of one text: about 2,000 English words."""
MAX_COMMENT_CHARACTERS = 5_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Level(_Strict):
    """How well an item of a rubric may be met, and the points for that."""

    points: float = Field(ge=0, le=1000, allow_inf_nan=False)
    """What the item gives at this level."""
    title: Text
    """What the text does at this level, as learners and instructors read it."""


class Mark(_Strict):
    """One item of the rubric, with the points that were given for it."""

    id: str = Field(max_length=60)
    title: Text
    text: Text | None = None
    """What to look for, Markdown."""
    levels: list[Level] = Field(default_factory=list, max_length=10)
    """From least to most points; empty where any number up to ``max_points`` may be given."""
    max_points: float = Field(ge=0, le=1000, allow_inf_nan=False)
    points: float | None = Field(default=None, ge=0, le=1000, allow_inf_nan=False)
    """Null until an instructor has read the text."""

    def allows(self, points: float) -> bool:
        """Whether these points may be given for this item."""
        if self.levels:
            return any(points == level.points for level in self.levels)
        return 0 <= points <= self.max_points


class Review(_Strict):
    """What an instructor gave for a text."""

    reviewer: str = Field(max_length=300)
    """The instructor's name; empty where the account is gone."""
    at: datetime
    marks: dict[str, float]
    """Points by the rubric's ids."""
    comment: str = Field(default="", max_length=MAX_COMMENT_CHARACTERS)
    """Markdown, for the learner."""


class Written(_Strict):
    """A text, its rubric, and the review that stands, if any."""

    text: str = Field(max_length=MAX_CHARACTERS)
    """As the learner wrote it: Markdown that nobody vouches for."""
    rubric: list[Mark] = Field(min_length=1, max_length=30)
    review: Review | None = None

    @property
    def about(self) -> str:
        """SHA-256 of the text and of what its rubric counts: a review is of exactly these, wherever they stand."""
        counted = [[mark.id, mark.max_points, [level.points for level in mark.levels]] for mark in self.rubric]
        return hashlib.sha256(json.dumps([self.text, counted]).encode()).hexdigest()

    @property
    def share(self) -> float | None:
        """Points given as a share of the rubric's, 0 to 1; None until read."""
        given = [mark.points for mark in self.rubric if mark.points is not None]
        most = sum(mark.max_points for mark in self.rubric)
        return sum(given) / most if self.review and most else None

    def reviewed(self, review: Review) -> Written:
        """The same text with a review's marks; an item that the review does not name gets none."""
        rubric = [mark.model_copy(update={"points": review.marks.get(mark.id, 0.0)}) for mark in self.rubric]
        return self.model_copy(update={"rubric": rubric, "review": review})

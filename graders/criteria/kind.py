"""What a kind of criterion is: its options, the questions it asks, and how it judges the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict

from graders.questions import Question
from graders.report import FindingState
from graders.text import Text
from graders.written import Written

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec


OptionsT = TypeVar("OptionsT", bound="Options")


class Options(BaseModel):
    """Base of every kind's options: a key that the kind does not know is an error."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


@dataclass(frozen=True)
class Asked:
    """The questions of one criterion, and the arrays (by key) that they name."""

    questions: list[Question] = field(default_factory=list)
    arrays: dict[str, np.ndarray[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """One criterion's outcome before points: ``share`` (0 to 1) of them are given."""

    state: FindingState
    message: Text
    share: float = 0.0
    expected: Text | None = None
    found: Text | None = None
    hint: Text | None = None
    """Said instead of the criterion's own hint."""
    cell: str | None = None
    line: int | None = None
    waits_for: str | None = None
    """The id of the criterion that must be met before this one is judged."""
    awaits_review: bool = False
    """An instructor has still to read it."""
    written: Written | None = None
    parts: Sequence[tuple[CriterionSpec, Verdict]] = ()
    """Of a combinator: what it was judged by."""

    def with_parts(self, parts: Sequence[tuple[CriterionSpec, Verdict]]) -> Verdict:
        """This verdict with the parts that it rests on."""
        return replace(self, parts=parts)


def passed(message: Text, **fields: Any) -> Verdict:
    """The criterion is met: all points."""
    return Verdict(FindingState.PASSED, message, share=1.0, **fields)


def partial(share: float, message: Text, **fields: Any) -> Verdict:
    """The criterion is met in part: passed for a share of 1, failed for one of 0."""
    share = min(max(share, 0.0), 1.0)
    state = FindingState.PASSED if share >= 1 else FindingState.PARTIAL if share > 0 else FindingState.FAILED
    return Verdict(state, message, share=share, **fields)


def failed(message: Text, **fields: Any) -> Verdict:
    """The criterion is not met: no points."""
    return Verdict(FindingState.FAILED, message, **fields)


def unattempted(message: Text, **fields: Any) -> Verdict:
    """The learner has not tried yet: no points, no reproach."""
    return Verdict(FindingState.UNATTEMPTED, message, **fields)


def could_not_grade(message: Text, **fields: Any) -> Verdict:
    """No fault of the learner's keeps this from being judged: its points leave the maximum."""
    return Verdict(FindingState.COULD_NOT_GRADE, message, **fields)


@dataclass(frozen=True)
class Kind(Generic[OptionsT]):
    """A kind of criterion, registered by ``name`` in :data:`graders.criteria.KINDS`."""

    name: str
    options: type[OptionsT]
    judge: Callable[[CriterionSpec, OptionsT, Context], Verdict]
    questions: Callable[[CriterionSpec, OptionsT, HeldOut | None], Asked] | None = None
    """None for a kind that is judged from the record and the source alone."""
    judges_source: bool = False
    """Judged by what the answer cell says: an untouched one is never a pass."""
    needs_answers: Callable[[OptionsT], bool] = lambda options: True
    """Of a kind with questions: whether it cannot be judged where none were put, as after the run's time was over."""
    runs: Callable[[OptionsT], int] = lambda options: 1
    """How many runs of the notebook it looks at, each with a random seed of its own."""
    proves: str = ""
    """For the catalogue: how hard a finding of this kind is to forge, and where it cannot be trusted. Markdown."""
    example: str = ""
    """For the catalogue: a whole ``[[criterion]]`` of this kind in TOML."""

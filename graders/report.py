"""The report: what a learner is told, and what is stored as the grade.

A report is data from another process (the judge's sandbox), so it is parsed with
:meth:`Report.from_json`, which caps its size and checks every field.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graders.text import Text, in_language, text
from graders.written import Review, Written

REPORT_SCHEMA: Final = 1
MAX_REPORT_BYTES = 2_000_000


class FindingState(StrEnum):
    """One criterion's outcome. ``could_not_grade`` is never zero: its points leave the maximum."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    UNATTEMPTED = "unattempted"
    COULD_NOT_GRADE = "could_not_grade"


class Fault(StrEnum):
    """Whose doing it was that a submission ended without a grade. Only ``learner`` costs an attempt."""

    LEARNER = "learner"
    QUEST = "quest"
    PLATFORM = "platform"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Outcome(_Strict):
    """What came of judging one thing, in words a learner can act on."""

    criterion: str = Field(max_length=80)
    """The criterion's id in ``quest.toml``; of a combinator's part, with its number: ``ID-1``."""
    kind: str = Field(max_length=40)
    state: FindingState
    title: Text
    """What the criterion asks, as the quest page words it."""
    message: Text
    """One sentence: the outcome and its cause."""
    expected: Text | None = None
    """What was expected, in words that reveal no hidden answer."""
    found: Text | None = None
    """What the submission showed: the shape, the number, the call."""
    hint: Text | None = None
    """What to try next."""
    cell: str | None = Field(default=None, max_length=120)
    """The cell's name (its ``grade_id``, or ``cell-N`` in a free-form notebook), where one is to blame."""
    line: int | None = Field(default=None, ge=1, le=1_000_000)
    waits_for: str | None = Field(default=None, max_length=80)
    """The criterion that must be met before this one is judged; the state is ``unattempted`` until then."""
    """Line within that cell, from 1."""


class Finding(Outcome):
    """One criterion's outcome, with its points."""

    points: float = Field(ge=0, le=1000, allow_inf_nan=False)
    max_points: float = Field(ge=0, le=1000, allow_inf_nan=False)
    parts: list[Outcome] = Field(default_factory=list, max_length=100)
    """Of ``all``, ``any`` and ``some``: what came of each part, parts of parts behind theirs."""
    explanations: list[Outcome] = Field(default_factory=list, max_length=100)
    """What criteria say that were judged only because this one is not met; their words lie under this finding's."""
    awaits_review: bool = False
    """Whether an instructor has still to read it: it is ``could_not_grade`` until then, and not for ever."""
    written: Written | None = None
    """Of the kind ``written``: the learner's text, its rubric, and the review that stands."""

    def reviewed(self, review: Review) -> Finding:
        """This finding with what an instructor gave for its text."""
        assert self.written is not None
        written = self.written.reviewed(review)
        share = min(written.share or 0.0, 1.0)
        state = FindingState.PASSED if share >= 1 else FindingState.PARTIAL if share > 0 else FindingState.FAILED
        changes = {
            "state": state,
            "points": round(self.max_points * share, 4),
            "message": REVIEWED[state],
            "written": written,
            "awaits_review": False,
        }
        return self.model_copy(update=changes)


class Diagnosis(_Strict):
    """The one likeliest cause of what went wrong, and its mend."""

    cause: str = Field(max_length=60)
    """A stable name such as ``syntax-error``, ``misspelt-name``, ``time-limit``."""
    message: Text
    mend: Text | None = None
    cell: str | None = Field(default=None, max_length=120)
    line: int | None = Field(default=None, ge=1, le=1_000_000)


class Notice(_Strict):
    """Something the learner should know that costs no points (a dropped cell, a free-form run)."""

    code: str = Field(max_length=60)
    message: Text


class Report(_Strict):
    """The outcome of one attempt."""

    schema_version: Literal[1] = REPORT_SCHEMA
    quest: str = Field(max_length=80)
    quest_digest: str = Field(default="", max_length=64)
    """SHA-256 of the quest folder that judged; empty when nothing was judged."""
    state: Literal["graded", "ended"]
    fault: Fault | None = None
    """Set exactly when ``state`` is ``ended``."""
    reason: Text | None = None
    """Why it ended without a grade, and what to do."""
    form: Literal["starter", "free-form"] = "starter"
    score: float = Field(ge=0, le=100_000, allow_inf_nan=False)
    max_score: float = Field(ge=0, le=100_000, allow_inf_nan=False)
    """Points that could be judged; a ``could_not_grade`` finding's points are not among them."""
    findings: list[Finding] = Field(max_length=500)
    diagnosis: Diagnosis | None = None
    notices: list[Notice] = Field(default_factory=list, max_length=100)
    seconds: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """Wall time of the learner's cells."""
    seed: int | None = Field(default=None, ge=0, lt=2**32)
    """Of all random numbers of the run; null where none is known."""

    @model_validator(mode="after")
    def _consistent(self) -> Report:
        if (self.state == "ended") != (self.fault is not None):
            raise ValueError("an ended report names a fault, and only an ended one does")
        if self.score > self.max_score + 1e-6:
            raise ValueError("score exceeds max_score")
        for finding in self.findings:
            if finding.points > finding.max_points + 1e-6:
                raise ValueError(f"finding {finding.criterion}: points exceed max_points")
        return self

    @classmethod
    def graded(cls, *, findings: list[Finding], **fields: Any) -> Report:
        """A graded report whose score is the sum over its findings."""
        score, max_score = _sums(findings)
        return cls(state="graded", findings=findings, score=score, max_score=max_score, **fields)

    @classmethod
    def ended(cls, quest: str, fault: Fault, reason: Text, **fields: Any) -> Report:
        """A report without a grade: whose fault, and what to do."""
        return cls(quest=quest, state="ended", fault=fault, reason=reason, score=0, max_score=0, findings=[], **fields)

    @property
    def awaiting(self) -> float:
        """Points that no instructor has given or refused yet."""
        return round(sum(f.max_points for f in self.findings if f.awaits_review), 4)

    def reviewed(self, reviews: Mapping[tuple[str, str], Review]) -> Report:
        """The report with what instructors gave for its texts; the grade is the sum over its findings again.

        Args:
            reviews: by the criterion's id and :attr:`graders.written.Written.about`; what fits no finding is ignored.
        """
        found = [(f, reviews.get((f.criterion, f.written.about)) if f.written else None) for f in self.findings]
        if not any(review for _, review in found):
            return self
        findings = [finding.reviewed(review) if review else finding for finding, review in found]
        score, max_score = _sums(findings)
        return self.model_copy(update={"findings": findings, "score": score, "max_score": max_score})

    @classmethod
    def from_json(cls, raw: bytes | str) -> Report:
        """Parse a report that came from outside this process.

        Raises:
            ValueError: too large, not JSON, or not of this schema.
        """
        if len(raw) > MAX_REPORT_BYTES:
            raise ValueError(f"report of {len(raw)} bytes exceeds {MAX_REPORT_BYTES}")
        try:
            return cls.model_validate_json(raw)
        except ValidationError as error:
            raise ValueError(f"not a report: {error.error_count()} problem(s): {error}") from error

    def localised(self, language: str) -> dict[str, Any]:
        """The public JSON report: the same fields with every text in one language (see ``docs/report.md``)."""
        return in_language(self.model_dump(mode="json"), language)


def _sums(findings: list[Finding]) -> tuple[float, float]:
    """Points given, and points that could be judged."""
    judged = [f for f in findings if f.state is not FindingState.COULD_NOT_GRADE]
    return round(sum(f.points for f in judged), 4), round(sum(f.max_points for f in judged), 4)


REVIEWED = {
    FindingState.PASSED: text(
        "An instructor has read your text and given all its points.",
        "강사가 글을 읽고 모든 점수를 주었습니다.",
    ),
    FindingState.PARTIAL: text(
        "An instructor has read your text and given part of its points.",
        "강사가 글을 읽고 점수의 일부를 주었습니다.",
    ),
    FindingState.FAILED: text(
        "An instructor has read your text and given no points for it yet.",
        "강사가 글을 읽었으나 아직 점수를 주지 않았습니다.",
    ),
}

"""A call that the quest made after all cells had run, and that raised."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graders.evidence import CellError, Evidence, EvidenceInvalid
from graders.questions import Answer, AnswerError
from graders.report import Finding, FindingState


@dataclass(frozen=True)
class Called:
    """What the call raised. It is the sandbox's word: advice may rest on it, a grade does not."""

    error: CellError
    cell: str | None
    """The cell that the finding is about, for an error that names no place."""


def first_raised(
    evidence: Evidence, findings: Sequence[Finding], sources: Mapping[str, str], kept: Collection[str]
) -> Called | None:
    """The first exception of a function whose finding is not passed, or None.

    Args:
        sources: of the code cells by name; a place that is in none of them is no place.
        kept: criteria whose inputs the learner is not to know: the words of an exception could tell them.
    """
    for finding in findings:
        tried = finding.state in (FindingState.FAILED, FindingState.PARTIAL)
        if finding.kind != "function" or not tried or finding.criterion in kept:
            continue
        try:
            answer = evidence.answer(finding.criterion)
        except EvidenceInvalid:
            continue  # its finding says so
        if answer is not None and (error := _error(answer)):
            return Called(_placed(error, sources), finding.cell)
    return None


def _error(answer: Answer) -> AnswerError | None:
    return next((value for value in answer.values if isinstance(value, AnswerError)), answer.error)


def _placed(error: AnswerError, sources: Mapping[str, str]) -> CellError:
    """The error, with its place where that exists."""
    lines = len(sources.get(error.cell or "", "").splitlines())
    if error.line is None or not 1 <= error.line <= lines:
        return CellError(name=error.name, message=error.message)
    return CellError(name=error.name, message=error.message, cell=error.cell, line=error.line)

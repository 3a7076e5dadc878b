"""A call that the quest made after all cells had run, and that raised.

Its finding tells the call, the error and the line already, in the words of one who knows what was asked. A cause may
stand beside it only where it knows more: a slip that is written in the code, whatever the inputs were. What libraries
say of shapes and values came of inputs that the learner has not chosen, and advice on it would lead astray.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graders.evidence import CellError, Evidence, EvidenceInvalid
from graders.questions import Answer, AnswerError
from graders.report import Finding, FindingState
from graders.text import text

SLIPS = (
    frozenset({"misspelt-name", "defined-later", "missing-import", "missing-quotes", "missing-self", "local-name"})
    | frozenset({"unbound-local", "undefined-name", "name-reused", "misspelt-import", "library-not-here"})
    | frozenset({"misspelt-attribute", "misspelt-identifier", "old-edition", "mixed-keras", "tf-on-keras-tensor"})
    | frozenset({"nickname-imported", "class-as-module", "function-for-layer", "answer-left-open"})
    | frozenset({"unknown-keyword", "missing-argument", "surplus-argument", "missing-comma", "endless-recursion"})
    | frozenset({"period-for-colon", "comma-for-colon", "text-for-slice", "fraction-in-slice"})
    | frozenset({"round-brackets-for-index", "several-indices-of-list"})
)
"""Causes that are slips in the code itself."""


@dataclass(frozen=True)
class Called:
    """What the call raised. It is the sandbox's word: advice may rest on it, a grade does not."""

    function: str
    error: CellError
    cell: str | None
    """The cell that the finding is about, for an error that names no place."""


def first_raised(
    evidence: Evidence, findings: Sequence[Finding], sources: Mapping[str, str], functions: Mapping[str, str]
) -> Called | None:
    """The first exception of a function whose finding is not passed, or None.

    Args:
        sources: of the code cells by name; a place that is in none of them is no place.
        functions: as of :func:`graders.diagnosis.diagnose`.
    """
    for finding in findings:
        tried = finding.state in (FindingState.FAILED, FindingState.PARTIAL)
        if finding.criterion not in functions or not tried:
            continue
        try:
            answer = evidence.answer(finding.criterion)
        except EvidenceInvalid:
            continue  # its finding says so
        if answer is not None and (error := _error(answer)):
            return Called(functions[finding.criterion], _placed(error, sources), finding.cell)
    return None


def _error(answer: Answer) -> AnswerError | None:
    return next((value for value in answer.values if isinstance(value, AnswerError)), answer.error)


def _placed(error: AnswerError, sources: Mapping[str, str]) -> CellError:
    """The error, with its place where that exists."""
    lines = len(sources.get(error.cell or "", "").splitlines())
    if error.line is None or not 1 <= error.line <= lines:
        return CellError(name=error.name, message=error.message)
    return CellError(name=error.name, message=error.message, cell=error.cell, line=error.line)


IN_THE_CALL = text(
    "The quest called `{function}`, and that ended with an error. {message}",
    "퀘스트가 `{function}` 함수를 호출했을 때 오류가 났습니다. {message}",
)

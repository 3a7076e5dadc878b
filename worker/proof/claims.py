"""What a quest claims of the notebooks that it brings along, and whether a report is that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graders.quest import Quest, WrongAnswer
from graders.report import Finding, FindingState, Outcome, Report
from graders.text import Text, text
from graders.wording import shown_points

STARTER_SHARE = 0.1
"""The most that an untouched starter may score, as a share of what can be scored."""

SOLUTION = text("The solution passes every criterion.", "정답 노트북이 모든 기준을 통과합니다.")
RIGHT = text(
    "This right answer in another style passes every criterion.", "다르게 쓴 이 정답도 모든 기준을 통과합니다."
)
STARTER = text("The untouched starter scores at most 10 %.", "손대지 않은 시작 노트북의 점수가 10% 이하입니다.")
WRONG = text("This wrong answer fails at: {criteria}.", "이 오답은 다음 기준을 통과하지 못합니다: {criteria}.")
NOT_GRADED = text("It could not be graded: {reason}", "채점하지 못했습니다: {reason}")
NOT_PASSED = text("Not passed: {criteria}.", "통과하지 못한 기준: {criteria}.")
TOO_MUCH = text(
    "The starter scores {score} of {maximum} points without any work.",
    "아무것도 작성하지 않았는데 {maximum}점 만점에 {score}점을 받습니다.",
)
NOTHING_JUDGED = text("No criterion could be judged.", "채점할 수 있는 기준이 하나도 없습니다.")
PASSED_ANYWAY = text(
    "It passes {criteria} although it should not: the check is too lenient.",
    "통과하지 않아야 하는데 통과한 기준이 있습니다: {criteria}. 검사가 너무 느슨합니다.",
)
NOT_JUDGED = text("{criteria} could not be judged.", "채점할 수 없었던 기준이 있습니다: {criteria}.")
LIMITS = {
    "time": text("the time limit", "시간 제한"),
    "memory": text("the memory limit", "메모리 제한"),
    "processes": text("the limit of processes", "프로세스 수 제한"),
    "output": text("the limit of output", "출력 제한"),
    "disk": text("the disk limit", "디스크 제한"),
}
"""Limits by which a run may end, as the record of a run has them."""
LIMIT_HIT = text(
    "It was stopped by {limit}, so it says nothing about the criteria. Is the machine busy, or `[limits]` too tight?",
    "{limit} 때문에 중단되어 기준에 대해 알 수 있는 것이 없습니다. 장비가 바쁘거나 `[limits]`가 너무 빠듯하지 않은지 "
    "확인해 주십시오.",
)
SILENT = text(
    "{criteria} explains nothing here: it passes, or what it explains is met.",
    "여기에서 {criteria} 기준은 아무것도 설명하지 않습니다. 그 기준을 통과하거나, 설명할 기준이 이미 충족되었습니다.",
)
BECAUSE = text("{note} `{name}`: {message}", "{note} `{name}`: {message}")


@dataclass(frozen=True)
class Claim:
    """What must come of one notebook."""

    notebook: str
    """Its path in the quest's folder."""
    expectation: Text
    wrong: WrongAnswer | None = None
    """The wrong answer that it is."""


def claims(quest: Quest) -> list[Claim]:
    """What a quest claims, in the order in which a proof tells it: solution, starter, right answers, wrong ones."""
    return [
        Claim("solution.ipynb", SOLUTION),
        Claim("starter.ipynb", STARTER),
        *(Claim(right.notebook, RIGHT) for right in quest.file.right),
        *(Claim(wrong.notebook, WRONG.format(criteria=", ".join(wrong.fails)), wrong) for wrong in quest.file.wrong),
    ]


def objection(quest: Quest, claim: Claim, report: Report, ended_by: str = "finished") -> Text | None:
    """Why the report is not what the quest claims; None when it is.

    Args:
        ended_by: why no further cell ran: a wrong answer that a limit stops fails everywhere, which shows nothing.
    """
    if report.state == "ended":
        return NOT_GRADED.format(reason=report.reason or NOTHING_JUDGED)
    if claim.wrong is not None and ended_by in LIMITS:
        return LIMIT_HIT.format(limit=LIMITS[ended_by])
    if claim.wrong is not None:
        return _wrong_objection(report.findings, claim.wrong, [c.id for c in quest.file.criterion if c.explains])
    if claim.notebook != "starter.ipynb":
        missed = [f.criterion for f in report.findings if f.state is not FindingState.PASSED and not f.awaits_review]
        return _with_reason(NOT_PASSED.format(criteria=", ".join(missed)), report.findings) if missed else None
    if not report.max_score:
        return NOTHING_JUDGED
    if report.score > STARTER_SHARE * report.max_score + 1e-9:
        return TOO_MUCH.format(score=shown_points(report.score), maximum=shown_points(report.max_score))
    return None


def _wrong_objection(findings: list[Finding], wrong: WrongAnswer, explaining: Collection[str]) -> Text | None:
    told: list[Outcome] = [o for finding in findings for o in (finding, *finding.parts, *finding.explanations)]
    state = {outcome.criterion: outcome.state for outcome in told}
    silent = [name for name in wrong.fails if name in explaining and name not in state]
    if silent:
        return SILENT.format(criteria=", ".join(silent))
    passed = [name for name in wrong.fails if state.get(name) is FindingState.PASSED]
    if passed:
        return PASSED_ANYWAY.format(criteria=", ".join(passed))
    unjudged = [name for name in wrong.fails if state.get(name, FindingState.COULD_NOT_GRADE) == "could_not_grade"]
    return _with_reason(NOT_JUDGED.format(criteria=", ".join(unjudged)), told) if unjudged else None


def _with_reason(note: Text, outcomes: Sequence[Outcome]) -> Text:
    """The note with what is said of the first criterion that could not be judged: the quest's author can mend that."""
    state = FindingState.COULD_NOT_GRADE
    broken = next((o for o in outcomes if o.state is state and not getattr(o, "awaits_review", False)), None)
    return BECAUSE.format(note=note, name=broken.criterion, message=broken.message) if broken else note

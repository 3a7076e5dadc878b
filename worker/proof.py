"""Proving a quest before learners meet it: its solution passes, its starter does not, wrong answers fail as meant."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from graders.quest import Quest, WrongAnswer
from graders.report import Fault, Finding, FindingState, Outcome, Report
from graders.text import Text, text
from quests.datasets.store import Store
from worker import pipeline
from worker.faults import PlatformFault
from worker.folder import run_folder
from worker.nursery import Nursery

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
    "The starter scores {score:g} of {maximum:g} points without any work.",
    "아무것도 작성하지 않았는데 {maximum:g}점 만점에 {score:g}점을 받습니다.",
)
NOTHING_JUDGED = text("No criterion could be judged.", "채점할 수 있는 기준이 하나도 없습니다.")
PASSED_ANYWAY = text(
    "It passes {criteria} although it should not: the check is too lenient.",
    "통과하지 않아야 하는데 통과한 기준이 있습니다: {criteria}. 검사가 너무 느슨합니다.",
)
NOT_JUDGED = text("{criteria} could not be judged.", "채점할 수 없었던 기준이 있습니다: {criteria}.")
SILENT = text(
    "{criteria} explains nothing here: it passes, or what it explains is met.",
    "여기에서 {criteria} 기준은 아무것도 설명하지 않습니다. 그 기준을 통과하거나, 설명할 기준이 이미 충족되었습니다.",
)
BECAUSE = text("{note} `{name}`: {message}", "{note} `{name}`: {message}")
UNREADABLE = text("{notebook} cannot be read: {why}.", "{notebook} 파일을 읽을 수 없습니다: {why}.")

Entry = dict[str, Any]


@dataclass
class Proof:
    """What came of a proof. ``entries`` are JSON: one a notebook, in the order of the quest file."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether everything came out as the quest claims."""
        return bool(self.entries) and all(entry["held"] for entry in self.entries)


def notebooks(quest: Quest) -> list[tuple[str, Text, WrongAnswer | None]]:
    """The notebooks of a quest's proof: path in its folder, what must come of it, and the wrong answer it is."""
    listed: list[tuple[str, Text, WrongAnswer | None]] = [
        ("solution.ipynb", SOLUTION, None),
        ("starter.ipynb", STARTER, None),
    ]
    listed.extend((right.notebook, RIGHT, None) for right in quest.file.right)
    listed.extend((w.notebook, WRONG.format(criteria=", ".join(w.fails)), w) for w in quest.file.wrong)
    return listed


def prove(
    quest: Quest,
    *,
    store: Store,
    on_entry: Callable[[list[Entry]], object] = lambda entries: None,
    on_event: Callable[[dict[str, Any]], None] = lambda event: None,
    on_data: Callable[[str, float], None] = lambda words, share: None,
    stop: threading.Event | None = None,
    nursery: Nursery | None = None,
) -> Proof:
    """Grade every notebook that the quest brings along, and compare with what it claims of each.

    Args:
        on_entry: hears all entries so far, after each.
        on_event, on_data, stop, nursery: see :func:`worker.pipeline.grade`.

    Raises:
        PlatformFault: a notebook could not be graded because of this installation.
        Stopped: ``stop`` was set.
    """
    result = Proof()
    for name, expectation, wrong in notebooks(quest):
        report = _graded(quest, name, store, on_event, on_data, stop, nursery)
        if report.fault is Fault.PLATFORM:
            raise PlatformFault(report.reason or NOTHING_JUDGED)
        note = _objection(quest, name, report, wrong)
        result.entries.append(
            {
                "notebook": name,
                "expectation": expectation.model_dump(),
                "held": note is None,
                "score": report.score,
                "max_score": report.max_score,
                "state": report.state,
                "findings": [finding.model_dump(mode="json") for finding in report.findings],
                "note": note.model_dump() if note else None,
            }
        )
        on_entry(result.entries)
    return result


def _graded(
    quest: Quest,
    name: str,
    store: Store,
    on_event: Callable[[dict[str, Any]], None],
    on_data: Callable[[str, float], None],
    stop: threading.Event | None,
    nursery: Nursery | None,
) -> Report:
    try:
        upload = quest.upload(name)
    except OSError as error:
        return Report.ended(quest.slug, Fault.QUEST, UNREADABLE.format(notebook=name, why=error.strerror))
    with run_folder() as scratch:
        evidence = scratch / "evidence"
        return pipeline.grade(
            quest, upload, evidence, store=store, on_event=on_event, on_data=on_data, stop=stop, nursery=nursery
        )


def _objection(quest: Quest, name: str, report: Report, wrong: WrongAnswer | None) -> Text | None:
    """Why the report is not what the quest claims; None when it is."""
    if report.state == "ended":
        return NOT_GRADED.format(reason=report.reason or NOTHING_JUDGED)
    if wrong is not None:
        return _wrong_objection(report.findings, wrong, [c.id for c in quest.file.criterion if c.explains])
    if name != "starter.ipynb":
        missed = [f.criterion for f in report.findings if f.state is not FindingState.PASSED and not f.awaits_review]
        return _with_reason(NOT_PASSED.format(criteria=", ".join(missed)), report.findings) if missed else None
    if not report.max_score:
        return NOTHING_JUDGED
    if report.score > STARTER_SHARE * report.max_score + 1e-9:
        return TOO_MUCH.format(score=report.score, maximum=report.max_score)
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

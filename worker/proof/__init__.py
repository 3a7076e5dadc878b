"""Proving a quest before learners meet it: its solution passes, its starter does not, wrong answers fail as meant.

And mutants: the solution, changed in small ways, fails somewhere, or the quest says why it may pass.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graders.quest import Quest
from graders.report import Fault, Report
from graders.text import text
from quests.datasets.store import Store
from worker.faults import PlatformFault
from worker.nursery import Nursery
from worker.proof.cache import Cache, Graded
from worker.proof.claims import NOTHING_JUDGED, Claim, claims, objection
from worker.proof.crew import Alone, Crew
from worker.proof.grading import Grading
from worker.proof.trials import Trial, Trials, tried

__all__ = ["Cache", "Crew", "Entry", "Proof", "Trial", "Trials", "claims", "prove"]

Entry = dict[str, Any]

UNREADABLE = text("{notebook} cannot be read: {why}.", "{notebook} 파일을 읽을 수 없습니다: {why}.")


@dataclass
class Proof:
    """What came of a proof. ``entries`` are JSON: one a notebook, in the order of the quest file."""

    entries: list[Entry] = field(default_factory=list)
    mutants: Trials | None = None
    """What came of mutants; None where none were to be tried, or the solution itself failed."""

    @property
    def held(self) -> bool:
        """Whether everything came out as the quest claims."""
        claimed = bool(self.entries) and all(entry["held"] for entry in self.entries)
        return claimed and not (self.mutants and self.mutants.objections)

    def as_json(self) -> dict[str, Any]:
        """For a machine to read."""
        mutants = self.mutants.as_json() if self.mutants else None
        return {"held": self.held, "entries": self.entries, "mutants": mutants}


def prove(
    quest: Quest,
    *,
    store: Store,
    on_entry: Callable[[list[Entry]], object] = lambda entries: None,
    on_trial: Callable[[Trial], object] = lambda trial: None,
    on_event: Callable[[dict[str, Any]], None] = lambda event: None,
    on_data: Callable[[str, float], None] = lambda words, share: None,
    stop: threading.Event | None = None,
    nursery: Nursery | None = None,
    crew: Crew | None = None,
    cache: Cache | None = None,
    mutants: int = 0,
) -> Proof:
    """Grade every notebook that the quest brings along, and compare with what it claims of each; then try mutants.

    Args:
        on_entry: hears all entries so far, after each.
        on_trial: hears of each mutant that was tried.
        on_event, on_data, stop, nursery: see :func:`worker.pipeline.grade`.
        crew: who runs the notebooks; without one, one is run after another.
        cache: what is known from before.
        mutants: how many are tried at most; none where the solution does not pass.

    Raises:
        PlatformFault: a notebook could not be graded because of this installation.
        Stopped: ``stop`` was set.
    """
    crew = crew or Alone()
    grading = Grading(quest, store, nursery, stop, cache, on_event, on_data)
    result = Proof()
    solution: Graded | None = None

    def graded(claim: Claim) -> Graded:
        outcome = _graded(grading, claim.notebook)
        if outcome.cached and objection(quest, claim, outcome.report, outcome.ended_by):
            # A busy machine may have been to blame; what holds needs no second look.
            return _graded(grading, claim.notebook, afresh=True)
        return outcome

    listed = claims(quest)
    for claim, outcome in zip(listed, crew.each(graded, listed), strict=True):
        if outcome.report.fault is Fault.PLATFORM:
            raise PlatformFault(outcome.report.reason or NOTHING_JUDGED)
        solution = solution or outcome
        result.entries.append(_entry(quest, claim, outcome))
        on_entry(result.entries)
    if mutants and solution and result.entries[0]["held"]:
        result.mutants = tried(grading, solution, mutants, crew, on_trial)
    return result


def _graded(grading: Grading, notebook: str, *, afresh: bool = False) -> Graded:
    try:
        upload = grading.quest.upload(notebook)
    except OSError as error:
        why = UNREADABLE.format(notebook=notebook, why=error.strerror)
        return Graded(Report.ended(grading.quest.slug, Fault.QUEST, why), {}, 0.0)
    return grading.graded(upload, afresh=afresh)


def _entry(quest: Quest, claim: Claim, graded: Graded) -> Entry:
    report = graded.report
    note = objection(quest, claim, report, graded.ended_by)
    return {
        "notebook": claim.notebook,
        "expectation": claim.expectation.model_dump(),
        "held": note is None,
        "score": report.score,
        "max_score": report.max_score,
        "state": report.state,
        "findings": [finding.model_dump(mode="json") for finding in report.findings],
        "note": note.model_dump() if note else None,
        "seconds": graded.seconds,
        "cached": graded.cached,
    }

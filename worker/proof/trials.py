"""Mutants of a solution, tried: does any criterion notice?"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from graders import mutants as engine
from graders.mutants import Mutant
from graders.quest import Quest
from graders.report import Fault, FindingState, Report
from graders.text import Text, text
from worker.pipeline import Cut
from worker.proof.cache import Graded
from worker.proof.crew import Crew
from worker.proof.grading import Grading

TRIED = 20
"""Mutants of a quest that are tried unless said otherwise."""
ENOUGH = 0.9
"""The share of them that must be noticed."""
PATIENCE = 5
"""How many times as long as the solution a mutant may run."""
LEAST_SECONDS = 30.0
"""What it may run in any case: a machine that is busy for a moment shall kill none."""
WORTH_SECONDS = 1.5
"""What a run costs besides its cells, about."""
NOTICED_EARLY = 0.7
"""The share of mutants, about, that are noticed by what is asked of the changed cell itself."""
UNMET = frozenset({FindingState.FAILED, FindingState.PARTIAL, FindingState.UNATTEMPTED})

TOO_FEW = text(
    "Of {tried} mutants only {killed} are noticed; at least {least:.0%} must be.",
    "변형 {tried}개 가운데 {killed}개만 걸러 냅니다. {least:.0%} 이상이어야 합니다.",
)
UNEXPLAINED = text(
    "These mutants pass every criterion, and quest.toml does not say why they may: {ids}. Add a criterion, or a "
    "[[survivor]] with the reason.",
    "다음 변형은 모든 기준을 통과하는데 quest.toml에 그 이유가 없습니다: {ids}. 기준을 더하거나 [[survivor]]에 이유를 "
    "써 주십시오.",
)
STALE = text(
    "quest.toml lists survivors that are no mutants of the solution: {ids}. Take them out.",
    "quest.toml의 [[survivor]]에 정답 노트북의 변형이 아닌 것이 있습니다: {ids}. 지워 주십시오.",
)
AMBIGUOUS = text(
    "quest.toml lists survivors of lines that stand in their cell more than once: {ids}. With a like line above, such "
    "an id is another's: tell the lines apart, by a comment on one, and list the id that it has then.",
    "quest.toml의 [[survivor]]에 한 셀 안에서 똑같은 줄이 되풀이되는 변형이 있습니다: {ids}. 위에 같은 줄을 더하면 "
    "다른 줄의 변형을 가리키게 됩니다. 한쪽에 주석을 달아 줄을 구별하고 새 id를 적어 주십시오.",
)
NOTICED = text(
    "quest.toml lists survivors that were noticed here: {ids}. Where no training is in play, take them out.",
    "quest.toml의 [[survivor]]에 적힌 변형이 여기서는 걸러졌습니다: {ids}. 훈련 결과와 관계없다면 지워 주십시오.",
)
NOT_JUDGED = text("These mutants could not be judged: {ids}.", "다음 변형은 채점하지 못했습니다: {ids}.")

State = Literal["killed", "survived", "not-judged"]


@dataclass(frozen=True)
class Trial:
    """What came of one mutant."""

    mutant: Mutant
    state: State
    by: tuple[str, ...] = ()
    """The criteria that notice it; empty where the run was ended instead."""
    seconds: float = 0.0
    cached: bool = False
    reason: Text | None = None
    """Of a survivor: why it may, as the quest says. Of one that was not judged: why not."""

    def as_json(self) -> dict[str, Any]:
        """For a machine to read."""
        mutant = self.mutant
        return {
            "mutant": mutant.id,
            "cell": mutant.cell,
            "line": mutant.line,
            "about": mutant.about.model_dump(),
            "before": mutant.before,
            "after": mutant.after,
            "state": self.state,
            "by": list(self.by),
            "seconds": self.seconds,
            "cached": self.cached,
            "reason": self.reason.model_dump() if self.reason else None,
        }


@dataclass
class Trials:
    """What came of a quest's mutants."""

    made: int
    """How many there are."""
    trials: list[Trial] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    """Survivors that the quest lists and that are no mutants of its solution."""
    ambiguous: list[str] = field(default_factory=list)
    """Survivors that it lists by an id which another line could come to have."""
    noticed: list[str] = field(default_factory=list)
    """Those that it lists and that were noticed: a training that ends a little otherwise on another machine may do."""

    def of(self, state: State) -> list[Trial]:
        """Those of which this came."""
        return [trial for trial in self.trials if trial.state == state]

    @property
    def unexplained(self) -> list[Trial]:
        """Survivors of which the quest does not say why they may."""
        return [trial for trial in self.of("survived") if trial.reason is None]

    @property
    def notices(self) -> list[Text]:
        """What the author should know, though the proof holds."""
        return [NOTICED.format(ids=", ".join(self.noticed))] if self.noticed else []

    @property
    def share(self) -> float:
        """The share of what was judged that was noticed, survivors with a reason not left out."""
        killed, survived = len(self.of("killed")), len(self.of("survived"))
        return killed / (killed + survived) if killed + survived else 1.0

    @property
    def objections(self) -> list[Text]:
        """Why the criteria are not good enough; none when they are."""
        said = []
        if self.share < ENOUGH:
            said.append(TOO_FEW.format(tried=len(self.trials), killed=len(self.of("killed")), least=ENOUGH))
        if self.unexplained:
            said.append(UNEXPLAINED.format(ids=", ".join(trial.mutant.id for trial in self.unexplained)))
        if self.stale:
            said.append(STALE.format(ids=", ".join(self.stale)))
        if self.ambiguous:
            said.append(AMBIGUOUS.format(ids=", ".join(self.ambiguous)))
        if unjudged := self.of("not-judged"):
            said.append(NOT_JUDGED.format(ids=", ".join(trial.mutant.id for trial in unjudged)))
        return said

    def as_json(self) -> dict[str, Any]:
        """For a machine to read."""
        return {
            "made": self.made,
            "tried": len(self.trials),
            "killed": len(self.of("killed")),
            "stale": self.stale,
            "ambiguous": self.ambiguous,
            "noticed": self.noticed,
            "held": not self.objections,
            "objections": [said.model_dump() for said in self.objections],
            "trials": [trial.as_json() for trial in self.trials],
        }


def tried(
    grading: Grading,
    solution: Graded,
    count: int,
    crew: Crew,
    on_trial: Callable[[Trial], object] = lambda trial: None,
) -> Trials:
    """Try at most ``count`` mutants of a quest's solution, and the survivors that it lists.

    Args:
        solution: what came of the solution itself.

    Raises:
        Stopped: ``grading.stop`` was set.
    """
    quest = grading.quest
    every = engine.mutants(quest)
    reasons = {survivor.mutant: survivor.about for survivor in quest.file.survivor}
    found = Trials(len(every))
    bench = _Bench(grading, solution, engine.chosen(every, count, always=reasons))
    for trial in crew.each(partial(bench.trial, reasons), bench.mutants):
        found.trials.append(trial)
        on_trial(trial)
    ids = {mutant.id for mutant in every}
    found.stale = sorted(reasons.keys() - ids)
    found.ambiguous = sorted(name for name in reasons if engine.ambiguous(name, ids))
    found.noticed = sorted(trial.mutant.id for trial in found.of("killed") if trial.mutant.id in reasons)
    return found


class _Bench:
    """The mutants of one solution, and what they have in common."""

    def __init__(self, grading: Grading, solution: Graded, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self._grading = grading
        self._solution = solution
        self._notebook = grading.quest.upload("solution.ipynb")
        self._passed = passed(solution.report)
        self._seconds = max(LEAST_SECONDS, PATIENCE * (solution.report.seconds or 0.0))
        self._unneeded = engine.unneeded(grading.quest, mutants)
        self._early = _worth_a_look(mutants, solution.cells, self._unneeded) & engine.final_cells(grading.quest)
        self._at_cut: dict[str, frozenset[str]] = {}
        self._locks = {name: threading.Lock() for name in self._early}

    def trial(self, reasons: dict[str, Text], mutant: Mutant) -> Trial:
        """Run the changed cell and what it needs, where that is enough to notice a mutant; else run all of it."""
        upload = changed(self._notebook, mutant)
        seconds = 0.0
        if mutant.cell in self._early:
            early = self._up_to(mutant.cell, upload)
            seconds = early.seconds
            if missed := self._missed(early.report, self._passed_at(mutant.cell)):
                return Trial(mutant, "killed", missed, early.seconds, early.cached)
        whole = self._graded(upload, Cut(seconds=self._seconds))
        report, seconds = whole.report, round(seconds + whole.seconds, 2)
        if report.fault in (Fault.PLATFORM, Fault.QUEST):
            return Trial(mutant, "not-judged", (), seconds, whole.cached, report.reason)
        missed = self._missed(report, self._passed)
        if missed or report.state == "ended":
            return Trial(mutant, "killed", missed, seconds, whole.cached)
        return Trial(mutant, "survived", (), seconds, whole.cached, reasons.get(mutant.id))

    def _passed_at(self, cell: str) -> frozenset[str]:
        """What the solution passes when a cell is run with what it needs: of what is about that cell or an earlier."""
        with self._locks[cell]:
            if cell not in self._at_cut:
                report = self._up_to(cell, self._notebook).report
                self._at_cut[cell] = passed(report) & self._passed & _judged_by(self._grading.quest, cell)
            return self._at_cut[cell]

    def _up_to(self, cell: str, upload: bytes) -> Graded:
        return self._graded(emptied(upload, self._unneeded[cell]), Cut(after=cell, seconds=self._seconds))

    def _graded(self, upload: bytes, cut: Cut) -> Graded:
        """What comes of it; asked once more where this machine failed."""
        graded = self._grading.graded(upload, cut)
        return self._grading.graded(upload, cut) if graded.report.fault is Fault.PLATFORM else graded

    @staticmethod
    def _missed(report: Report, wanted: frozenset[str]) -> tuple[str, ...]:
        return tuple(f.criterion for f in report.findings if f.criterion in wanted and f.state in UNMET)


def passed(report: Report) -> frozenset[str]:
    """The criteria that a notebook passes."""
    return frozenset(f.criterion for f in report.findings if f.state is FindingState.PASSED)


def changed(solution: bytes, mutant: Mutant) -> bytes:
    """The solution's notebook with the mutant's cell in it."""
    return _with_sources(solution, {mutant.cell: mutant.source})


def emptied(notebook: bytes, cells: frozenset[str]) -> bytes:
    """A notebook with nothing in some of its answer cells."""
    return _with_sources(notebook, dict.fromkeys(cells, ""))


def _with_sources(notebook: bytes, sources: dict[str, str]) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        name = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        cell["source"] = sources.get(name, cell["source"])
    return json.dumps(document).encode()


def _judged_by(quest: Quest, cell: str) -> frozenset[str]:
    """Criteria about a cell, about one before it, or about the run: what comes later cannot mend them."""
    names = [each.grade_id for each in quest.starter]
    before = set(names[: names.index(cell) + 1])
    return frozenset(c.id for c in quest.file.criterion if c.kind == "runs" or (c.cell in before and c.cell))


def _worth_a_look(
    mutants: Sequence[Mutant], cells: dict[str, float], unneeded: dict[str, frozenset[str]]
) -> frozenset[str]:
    """The cells behind which it pays to stop and look: much else would run, and several mutants share the look.

    The solution has to be run up to there once, too, to know what it passes by then.
    """
    names = list(cells)
    whole = sum(cells.values()) + WORTH_SECONDS
    worth = set()
    for name, count in Counter(mutant.cell for mutant in mutants).items():
        if name not in cells:
            continue
        run = set(names[: names.index(name) + 1]) - unneeded[name]
        look = sum(cells[each] for each in run) + WORTH_SECONDS
        if NOTICED_EARLY * count * whole > (count + 1) * look:
            worth.add(name)
    return frozenset(worth)

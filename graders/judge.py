"""Judging: from a quest and the evidence of one run to a report.

Also the judge's command, run in a sandbox of its own::

    python -m graders.judge --quest DIR --evidence DIR [--heldout DIR] --out FILE
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
import traceback
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from graders import installed, models
from graders.context import Context
from graders.criteria import KINDS, parse_options
from graders.criteria.function import FunctionOptions
from graders.criteria.kind import Verdict
from graders.diagnosis import diagnose
from graders.evidence import Evidence, EvidenceInvalid
from graders.faults import QuestFault
from graders.heldout import HeldOut
from graders.loading import load
from graders.notebook import grade_id
from graders.quest import CriterionSpec, Quest, QuestInvalid, leaves
from graders.questions import AskCalls, AskFigures, Question
from graders.report import Diagnosis, Finding, FindingState, Outcome, Report
from graders.verdicts import JUDGE_BROKE, Verdicts

Array = np.ndarray[Any, Any]

MAX_ASKED_BYTES = 1024 * 2**20

EXIT_GRADED = 0
EXIT_BROKEN_RECORD = 3
EXIT_QUEST_FAULT = 4
NOT_MET = frozenset({FindingState.FAILED, FindingState.PARTIAL})
"""States of a criterion that those which explain it are judged for; they speak in the same states."""
JUDGES_MODELS = frozenset({"model", "metric"})
"""The kinds that rebuild a model."""


def runs_of(quest: Quest) -> int:
    """How many runs of a notebook are judged, each with a random seed of its own."""
    return max(KINDS[leaf.kind].runs(parse_options(leaf)) for spec in quest.file.criterion for leaf in leaves(spec))


def questions_for(quest: Quest, heldout: Path | None = None, run: int = 0) -> tuple[list[Question], dict[str, Array]]:
    """The questions to put to a finished kernel, and the arrays that they name.

    ``heldout`` is the folder of the held-out sets; without it no predictions are asked for. ``run`` counts the runs
    with other seeds, from 1: they are asked only what criteria need that look at so many.

    Criteria that ask the same thing (the same model, say) share one question. First come those about the run that are
    put whatever the criteria: answers to others may run the learner's code.

    Raises:
        QuestFault: two criteria use one question id for different questions, or the arrays are too large.
    """
    sets = HeldOut(heldout) if heldout else None
    questions: dict[str, Question] = {}
    specs = quest.file.criterion
    if run:
        specs = [leaf for spec in specs for leaf in leaves(spec) if KINDS[leaf.kind].runs(parse_options(leaf)) > run]
    else:
        questions["figures"] = AskFigures()
        if quest.file.runtime.backend != "none":
            questions["calls"] = AskCalls()
    arrays: dict[str, Array] = {}
    for spec in specs:
        kind = KINDS[spec.kind]
        if kind.questions is None:
            continue
        asked = kind.questions(spec, parse_options(spec), sets)
        for question in asked.questions:
            if questions.setdefault(question.id, question) != question:
                raise QuestFault(JUDGE_BROKE, f"two criteria ask different questions as {question.id!r}")
        arrays.update(asked.arrays)
        size = sum(array.nbytes for array in arrays.values())
        if size > MAX_ASKED_BYTES:
            raise QuestFault(JUDGE_BROKE, f"the questions hold {size} bytes of arrays, more than {MAX_ASKED_BYTES}")
    return list(questions.values()), arrays


def judge(quest: Quest, evidence: Evidence, heldout: Path | None = None) -> Report:
    """The report on one run: a finding for every criterion, the diagnosis, the score.

    Raises:
        QuestFault: the quest's own reference failed.
        EvidenceInvalid: ``run.json`` or ``source.ipynb``, which the worker wrote, cannot be read.
    """
    run = evidence.run
    context = Context(quest, evidence, HeldOut(heldout) if heldout else None)
    cells = {cell.name for cell in run.cells}
    if run.form == "starter":  # its Markdown cells have names too
        cells |= {name for cell in evidence.source.cells if (name := grade_id(cell))}
    findings = _findings(quest.file.criterion, Verdicts(context), cells)
    return Report.graded(
        quest=quest.slug,
        quest_digest=quest.digest,
        form=run.form,
        findings=findings,
        diagnosis=_diagnosis(quest, evidence, findings),
        notices=run.notices,
        seconds=run.seconds,
        seed=run.seed,
    )


def _diagnosis(quest: Quest, evidence: Evidence, findings: list[Finding]) -> Diagnosis | None:
    try:
        specs = [leaf for spec in quest.file.criterion for leaf in leaves(spec)]
        options = {spec.id: parse_options(spec) for spec in specs}
        # Of hidden inputs, the words of an exception could tell.
        shown = {name: o.function for name, o in options.items() if isinstance(o, FunctionOptions) and not o.hidden}
        return diagnose(evidence, findings, functions=shown)
    except Exception:  # noqa: BLE001 - advice that fails must not take the grade with it
        print("diagnosis:", file=sys.stderr)
        traceback.print_exc()
        return None


def _findings(specs: Sequence[CriterionSpec], verdicts: Verdicts, cells: Collection[str]) -> list[Finding]:
    """A finding for every criterion but those that explain one; theirs lie within."""
    explain = {spec.id: [other for other in specs if other.explains == spec.id] for spec in specs}
    return [_finding(spec, verdicts, explain[spec.id], cells) for spec in specs if spec.explains is None]


def _finding(
    spec: CriterionSpec, verdicts: Verdicts, explain: Sequence[CriterionSpec], cells: Collection[str]
) -> Finding:
    verdict = verdicts.on(spec.id)
    told = [(other, verdicts.on(other.id)) for other in explain] if verdict.state in NOT_MET else []
    # What says the same, as after a run that was cut short, explains nothing.
    explanations = [(s, v) for s, v in told if v.state in NOT_MET and v.message != verdict.message]
    return Finding(
        **_outcome(spec, verdict, cells),
        points=round(spec.points * verdict.share, 4),
        max_points=spec.points,
        parts=[Outcome(**_outcome(*part, cells)) for part in _parts(verdict)],
        explanations=[Outcome(**_outcome(*each, cells)) for each in explanations],
        awaits_review=verdict.awaits_review,
        written=verdict.written,
    )


def _outcome(spec: CriterionSpec, verdict: Verdict, cells: Collection[str]) -> dict[str, Any]:
    # Where an error lies is told by the sandbox, and a notebook of one's own has not the quest's cells:
    # a cell that there is not is no place to point at.
    blamed = verdict.cell if verdict.cell in cells else None
    about = spec.cell if spec.cell in cells else None
    return {
        "criterion": spec.id,
        "kind": spec.kind,
        "state": verdict.state,
        "title": spec.title,
        "message": verdict.message,
        "expected": verdict.expected,
        "found": verdict.found,
        "hint": None if verdict.state is FindingState.PASSED else verdict.hint or spec.hint,
        "cell": blamed or about,
        "line": verdict.line if blamed else None,
        "waits_for": verdict.waits_for,
    }


def _parts(verdict: Verdict) -> Iterator[tuple[CriterionSpec, Verdict]]:
    for part, judged in verdict.parts:
        yield part, judged
        yield from _parts(judged)


def main(arguments: Sequence[str] | None = None) -> int:
    """The judge's command: writes the report, or ``{"fault": "quest", "reason": {...}}``, as JSON.

    Returns 0 when judged, 3 when the run's record cannot be read, 4 when the quest is to blame.
    """
    options = _options(arguments)
    try:
        report = judge(_loaded(options.quest), Evidence(options.evidence), options.heldout)
    except QuestFault as fault:
        print(f"quest: {fault}", file=sys.stderr)
        options.out.write_text(json.dumps({"fault": "quest", "reason": fault.reason.model_dump()}, ensure_ascii=False))
        return EXIT_QUEST_FAULT
    except EvidenceInvalid as error:
        print(f"evidence: {error}", file=sys.stderr)
        return EXIT_BROKEN_RECORD
    options.out.write_text(report.model_dump_json())
    return EXIT_GRADED


def get_ready() -> None:
    """What judging takes whatever the quest: done once, before forks that judge part from each other."""
    nbformat.validate(nbformat.v4.new_notebook())  # compiles its schema
    installed.warm_up()  # of the diagnosis


def warm_up(arguments: Sequence[str]) -> None:
    """What ``main`` with the same arguments would have to do first, and can before there is any evidence."""
    try:
        quest = _loaded(_options(arguments).quest)
    except QuestInvalid:
        return  # For ``main`` to say.
    if any(leaf.kind in JUDGES_MODELS for spec in quest.file.criterion for leaf in leaves(spec)):
        models.warm_up()


@functools.cache
def _loaded(folder: Path) -> Quest:
    """The quest of a folder that does not change while this process lives."""
    return load(folder)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m graders.judge", description="Judge the evidence of one run.")
    parser.add_argument("--quest", type=Path, required=True, help="quest folder")
    parser.add_argument("--evidence", type=Path, required=True, help="evidence folder")
    parser.add_argument("--heldout", type=Path, help="folder of the held-out data sets")
    parser.add_argument("--out", type=Path, required=True, help="where the report is written")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

"""Judging: from a quest and the evidence of one run to a report.

Also the judge's command, run in a sandbox of its own::

    python -m graders.judge --quest DIR --evidence DIR [--heldout DIR] --out FILE
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from graders import models
from graders.context import Context
from graders.criteria import KINDS, parse_options
from graders.criteria.kind import Kind, Verdict, could_not_grade, failed, unattempted
from graders.diagnosis import diagnose
from graders.evidence import Evidence, EvidenceInvalid, EvidenceMissing, RunRecord
from graders.faults import QuestFault
from graders.heldout import HeldOut, HeldOutMissing
from graders.loading import load
from graders.notebook import grade_id
from graders.quest import CriterionSpec, Quest, QuestInvalid
from graders.questions import AskCalls, AskFigures, Question
from graders.report import Diagnosis, Finding, FindingState, Report
from graders.text import Text, text

Array = np.ndarray[Any, Any]

MAX_ASKED_BYTES = 1024 * 2**20

EXIT_GRADED = 0
EXIT_BROKEN_RECORD = 3
EXIT_QUEST_FAULT = 4
JUDGES_MODELS = frozenset({"model", "metric"})
"""The kinds that rebuild a model."""

UNTOUCHED = text(
    "Cell `{cell}` is still as it was given. Write your answer there and hand in again.",
    "`{cell}` 셀이 처음 상태 그대로입니다. 그 셀에 답을 작성한 뒤 다시 제출해 주십시오.",
)
NOT_ASKED = {
    "time": text(
        "This could not be checked, because the notebook did not end within its time limit.",
        "노트북이 제한 시간 안에 끝나지 않아 이 항목을 확인할 수 없었습니다.",
    ),
    "memory": text(
        "This could not be checked, because the notebook used up its memory and was stopped.",
        "노트북이 허용된 메모리를 모두 사용하여 중단되었기 때문에 이 항목을 확인할 수 없었습니다.",
    ),
    "other": text(
        "This could not be checked, because the notebook was stopped before its end.",
        "노트북이 끝나기 전에 중단되어 이 항목을 확인할 수 없었습니다.",
    ),
}
BROKEN_ANSWER = text(
    "What your notebook left behind could not be read, so this could not be confirmed. If your code replaces parts "
    "of Python, NumPy or Keras, or ends Python by itself, take that out and hand in again.",
    "노트북이 남긴 결과를 읽을 수 없어 이 항목을 확인하지 못했습니다. 파이썬, NumPy, Keras의 일부를 바꾸거나 파이썬을 "
    "스스로 종료하는 코드가 있다면 지우고 다시 제출해 주십시오.",
)
NO_ANSWER = text(
    "Your notebook's Python ended before this could be checked. If your code ends Python or stops its threads, "
    "take that out and hand in again.",
    "이 항목을 확인하기 전에 노트북의 파이썬이 종료되었습니다. 파이썬을 종료하거나 스레드를 멈추는 코드가 있다면 "
    "지우고 다시 제출해 주십시오.",
)
JUDGE_BROKE = text(
    "This could not be judged because of an error on our side. Its points do not count against you.",
    "저희 쪽 오류로 이 항목을 채점하지 못했습니다. 이 항목의 점수는 총점에서 제외됩니다.",
)
NO_HELDOUT = text(
    "This could not be judged, because the data kept back for it is not on this server. "
    "Its points do not count against you.",
    "채점용 데이터가 이 서버에 없어 이 항목을 채점하지 못했습니다. 이 항목의 점수는 총점에서 제외됩니다.",
)


def questions_for(quest: Quest, heldout: Path | None = None) -> tuple[list[Question], dict[str, Array]]:
    """The questions to put to a finished kernel, and the arrays that they name.

    ``heldout`` is the folder of the held-out sets; without it no predictions are asked for.
    Criteria that ask the same thing (the same model, say) share one question. First come those about the run that are
    put whatever the criteria: answers to others may run the learner's code.

    Raises:
        QuestFault: two criteria use one question id for different questions, or the arrays are too large.
    """
    sets = HeldOut(heldout) if heldout else None
    questions: dict[str, Question] = {"figures": AskFigures()}
    if quest.file.runtime.backend != "none":
        questions["calls"] = AskCalls()
    arrays: dict[str, Array] = {}
    for spec in quest.file.criterion:
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
    findings = [_finding(spec, _verdict(spec, context), cells) for spec in quest.file.criterion]
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
        hidden = {spec.id for spec in quest.file.criterion if getattr(parse_options(spec), "hidden", False)}
        return diagnose(evidence, findings, kept=hidden)
    except Exception:  # noqa: BLE001 - advice that fails must not take the grade with it
        print("diagnosis:", file=sys.stderr)
        traceback.print_exc()
        return None


def _verdict(spec: CriterionSpec, context: Context) -> Verdict:
    """One criterion's verdict. What goes wrong in judging one criterion is caught here, and touches no other."""
    kind = KINDS[spec.kind]
    untouched = context.untouched(spec.cell) and kind.name != "runs"
    not_tried = unattempted(UNTOUCHED.format(cell=spec.cell), cell=spec.cell)
    if untouched and kind.judges_source:
        return not_tried
    try:
        verdict = _judged(spec, kind, context)
    except EvidenceMissing:
        verdict = failed(NO_ANSWER)
    except EvidenceInvalid as error:
        print(f"criterion {spec.id}: {error}", file=sys.stderr)
        verdict = failed(BROKEN_ANSWER)
    except HeldOutMissing as error:
        print(f"criterion {spec.id}: {error}", file=sys.stderr)
        verdict = could_not_grade(NO_HELDOUT)
    except QuestFault:
        raise
    except Exception:  # noqa: BLE001 - a bug in one criterion must neither cost points nor stop the rest
        print(f"criterion {spec.id}:", file=sys.stderr)
        traceback.print_exc()
        verdict = could_not_grade(JUDGE_BROKE)
    # A right value may have been made in another cell; anything less, with its own cell untouched, is no attempt.
    return not_tried if untouched and verdict.state is not FindingState.PASSED else verdict


def _judged(spec: CriterionSpec, kind: Kind[Any], context: Context) -> Verdict:
    run = context.evidence.run
    options = parse_options(spec)
    if kind.questions is not None and not run.asked and kind.needs_answers(options):
        return failed(_not_asked(run), cell=_last_cell(run))
    return kind.judge(spec, options, context)


def _not_asked(run: RunRecord) -> Text:
    return NOT_ASKED.get(run.ended_by, NOT_ASKED["other"])


def _last_cell(run: RunRecord) -> str | None:
    """The cell in which the run ended."""
    return next((cell.name for cell in run.cells if cell.state in ("error", "interrupted")), None)


def _finding(spec: CriterionSpec, verdict: Verdict, cells: set[str]) -> Finding:
    # Where an error lies is told by the sandbox, and a notebook of one's own has not the quest's cells:
    # a cell that there is not is no place to point at.
    blamed = verdict.cell if verdict.cell in cells else None
    about = spec.cell if spec.cell in cells else None
    return Finding(
        criterion=spec.id,
        kind=spec.kind,
        state=verdict.state,
        points=round(spec.points * verdict.share, 4),
        max_points=spec.points,
        title=spec.title,
        message=verdict.message,
        expected=verdict.expected,
        found=verdict.found,
        hint=None if verdict.state is FindingState.PASSED else verdict.hint or spec.hint,
        cell=blamed or about,
        line=verdict.line if blamed else None,
        awaits_review=verdict.awaits_review,
        written=verdict.written,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The judge's command: writes the report, or ``{"fault": "quest", "reason": {...}}``, as JSON.

    Returns 0 when judged, 3 when the run's record cannot be read, 4 when the quest is to blame.
    """
    options = _options(arguments)
    try:
        report = judge(load(options.quest), Evidence(options.evidence), options.heldout)
    except QuestFault as fault:
        print(f"quest: {fault}", file=sys.stderr)
        options.out.write_text(json.dumps({"fault": "quest", "reason": fault.reason.model_dump()}, ensure_ascii=False))
        return EXIT_QUEST_FAULT
    except EvidenceInvalid as error:
        print(f"evidence: {error}", file=sys.stderr)
        return EXIT_BROKEN_RECORD
    options.out.write_text(report.model_dump_json())
    return EXIT_GRADED


def warm_up(arguments: Sequence[str]) -> None:
    """What ``main`` with the same arguments would have to do first, and can before there is any evidence."""
    try:
        quest = load(_options(arguments).quest)
    except QuestInvalid:
        return  # For ``main`` to say.
    if any(spec.kind in JUDGES_MODELS for spec in quest.file.criterion):
        models.warm_up()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m graders.judge", description="Judge the evidence of one run.")
    parser.add_argument("--quest", type=Path, required=True, help="quest folder")
    parser.add_argument("--evidence", type=Path, required=True, help="evidence folder")
    parser.add_argument("--heldout", type=Path, help="folder of the held-out data sets")
    parser.add_argument("--out", type=Path, required=True, help="where the report is written")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

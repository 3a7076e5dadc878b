"""The verdict on each criterion of one run, whatever goes wrong in judging it."""

from __future__ import annotations

import sys
import traceback

from graders.context import Context
from graders.criteria import KINDS, parse_options
from graders.criteria.kind import Verdict, could_not_grade, failed, unattempted
from graders.evidence import EvidenceInvalid, EvidenceMissing, RunRecord
from graders.faults import QuestFault
from graders.heldout import HeldOutMissing
from graders.quest import CriterionSpec
from graders.report import FindingState
from graders.text import text

BLOCKS = frozenset({FindingState.FAILED, FindingState.UNATTEMPTED})
"""States of a criterion that keep those that need it from being judged. One that could not be graded does not."""


class Verdicts:
    """The verdicts on a quest's criteria, each worked out once and when it is asked for.

    A criterion that needs others has them judged first. The quest was loaded, so nothing needs itself.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._specs = {spec.id: spec for spec in context.quest.file.criterion}
        self._known: dict[str, Verdict] = {}
        context.verdict_on = lambda part: verdict_alone(part, context)

    def on(self, name: str) -> Verdict:
        """The verdict on the criterion with this id."""
        if name not in self._known:
            self._known[name] = self._judged(self._specs[name])
        return self._known[name]

    def _judged(self, spec: CriterionSpec) -> Verdict:
        first = next((name for name in spec.needs if self.on(name).state in BLOCKS), None)
        if first is None:
            return verdict_alone(spec, self._context)
        return unattempted(FIRST.format(title=self._specs[first].title), hint=FIRST_HINT, waits_for=first)


def verdict_alone(spec: CriterionSpec, context: Context) -> Verdict:
    """The verdict on a criterion or part by itself. What goes wrong in judging it is caught here, and touches no other.

    Raises:
        QuestFault: the quest's own reference failed.
    """
    kind = KINDS[spec.kind]
    untouched = context.untouched(spec.cell) and kind.name != "runs"
    not_tried = unattempted(UNTOUCHED.format(cell=spec.cell), cell=spec.cell)
    if untouched and kind.judges_source:
        return not_tried
    try:
        verdict = _judged(spec, context)
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


def _judged(spec: CriterionSpec, context: Context) -> Verdict:
    kind, run = KINDS[spec.kind], context.evidence.run
    options = parse_options(spec)
    if kind.questions is not None and not run.asked and kind.needs_answers(options):
        return failed(NOT_ASKED.get(run.ended_by, NOT_ASKED["other"]), cell=_last_cell(run))
    return kind.judge(spec, options, context)


def _last_cell(run: RunRecord) -> str | None:
    """The cell in which the run ended."""
    return next((cell.name for cell in run.cells if cell.state in ("error", "interrupted")), None)


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
FIRST = text(
    "This is judged once another criterion is met: {title}.",
    "먼저 다음 항목을 충족해야 이 항목을 채점합니다: {title}.",
)
FIRST_HINT = text(
    "Mend that one first and hand in again.",
    "그 항목을 먼저 해결한 뒤 다시 제출해 주십시오.",
)

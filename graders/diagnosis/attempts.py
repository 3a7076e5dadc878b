"""Notebooks in which nothing was answered."""

from __future__ import annotations

from graders.diagnosis.case import Case
from graders.report import Diagnosis, FindingState
from graders.text import text


def find(case: Case) -> Diagnosis | None:
    """Say that there is nothing to judge yet: no code at all, or every answer cell as it was given."""
    if not any(cell.source.strip() for cell in case.cells):
        return Diagnosis(cause="no-code", message=NO_CODE, mend=NO_CODE_MEND)
    judged = [finding for finding in case.findings if finding.kind != "runs"]
    untried = [finding for finding in judged if finding.state is FindingState.UNATTEMPTED]
    tried = [f for f in judged if f.state in (FindingState.PASSED, FindingState.PARTIAL) or f.awaits_review]
    about_answers = [f for f in judged if f.cell is not None and f.state is not FindingState.COULD_NOT_GRADE]
    if untried and not tried and all(f.state is FindingState.UNATTEMPTED for f in about_answers):
        return Diagnosis(cause="nothing-attempted", message=NOTHING, mend=NOTHING_MEND, cell=untried[0].cell)
    return None


NO_CODE = text("The notebook holds no code.", "노트북에 코드가 없습니다.")
NO_CODE_MEND = text(
    "Check that you picked the right file and saved it before uploading.",
    "올바른 파일을 골랐는지, 올리기 전에 저장했는지 확인해 주십시오.",
)
NOTHING = text(
    "The answer cells are still as they were given, so there is nothing to judge yet.",
    "답안 셀이 모두 처음 상태 그대로여서 아직 채점할 내용이 없습니다.",
)
NOTHING_MEND = text(
    "Fill in the answer cells and save the notebook before you upload it; start with the first one.",
    "답안 셀을 작성하고 노트북을 저장한 뒤 올려 주십시오. 첫 번째 답안 셀부터 시작하면 됩니다.",
)

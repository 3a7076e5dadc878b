"""Notebooks in which nothing was answered."""

from __future__ import annotations

import ast
from types import EllipsisType

from graders.diagnosis.case import Case, CellCase
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


def find_left(case: Case) -> Diagnosis | None:
    """Name an answer cell that was left empty while others were answered, of a run without an error."""
    return None if case.error else left_empty(case)


def left_empty(case: Case) -> Diagnosis | None:
    """The first answer cell that holds no answer and passed nothing; up to where the run stopped."""
    if case.run.form != "starter":
        return None
    passed = {f.cell for f in case.findings if f.state in (FindingState.PASSED, FindingState.PARTIAL)}
    about = {f.cell for f in case.findings} - passed
    for cell in case.before():
        if cell.record.answer and cell is not case.stopped and _is_empty(cell) and (case.error or cell.name in about):
            return _left_empty(cell)
    return None


def empty_above(case: Case, below: CellCase | None) -> Diagnosis | None:
    """The first answer cell without an answer above a cell, whether or not something is asked of it."""
    if case.run.form != "starter" or below is None:
        return None
    passed = {f.cell for f in case.findings if f.state in (FindingState.PASSED, FindingState.PARTIAL)}
    above = case.cells[: below.index]
    empty = next((c for c in above if c.record.answer and c.name not in passed and _is_empty(c)), None)
    return None if empty is None else _left_empty(empty)


def _left_empty(cell: CellCase) -> Diagnosis:
    message = LEFT_EMPTY.format(cell=cell.name)
    return Diagnosis(cause="answer-left-empty", message=message, mend=LEFT_EMPTY_MEND, cell=cell.name)


def _is_empty(cell: CellCase) -> bool:
    """Whether a cell does nothing: no code, or only functions and variables without content."""
    return cell.syntax_error is None and all(_does_nothing(node) for node in cell.tree.body)


def _does_nothing(node: ast.stmt) -> bool:
    match node:
        case ast.Pass():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
        case ast.Assign(value=ast.Constant(value=None | EllipsisType())) | ast.Return(value=None):
            return True
        case ast.FunctionDef() | ast.ClassDef():
            return all(_does_nothing(inner) for inner in node.body)
    return False


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
LEFT_EMPTY = text("The answer cell `{cell}` holds no answer yet.", "답안 셀 `{cell}`에 아직 답안이 없습니다.")
LEFT_EMPTY_MEND = text(
    "Fill it in and hand the notebook in again; the other cells may need what it defines.",
    "답안을 작성하여 다시 제출해 주십시오. 다른 셀에서 이 셀의 결과를 사용할 수도 있습니다.",
)

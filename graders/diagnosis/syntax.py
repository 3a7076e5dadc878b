"""Cells that are not Python.

The mend is found by trying (:mod:`graders.diagnosis.changes`): small changes, the first of which makes the whole cell
parse. What the parser says is used where no change helps.
"""

from __future__ import annotations

import ast
from itertools import islice

from graders.diagnosis.brackets import brackets_of
from graders.diagnosis.case import Case, CellCase
from graders.diagnosis.changes import Change, changes
from graders.report import Diagnosis
from graders.source import parse, without_magics
from graders.text import Text, text
from graders.wording import plain

MAX_TRIALS = 600
MAX_PARSED = 400_000
"""Characters parsed in all trials together: a long cell gets few."""
OPENING = frozenset({"missing-bracket", "wrong-bracket"})
"""What is told at the line where the bracket was opened."""


def find(case: Case) -> Diagnosis | None:
    """Explain the first cell that did not even start because it is not Python."""
    cell = case.stopped
    if cell is None or cell.record.state != "error":
        return None
    error = cell.syntax_error
    if error is None:
        return _compiled(case)
    line = max(error.lineno or 1, 1)
    change = _first_that_helps(cell, error)
    if change is not None:
        place = _opened(cell, change) if change.cause in OPENING else change.line
        mend = MENDED.format(line=change.line, new=plain(change.new.strip(), 200))
        return case.diagnosis(change.cause, CAUSES[change.cause].format(line=place), mend, cell=cell, line=place)
    return _as_told(case, cell, error, line)


def _as_told(case: Case, cell: CellCase, error: SyntaxError, line: int) -> Diagnosis:
    """What the parser says, where no change helps; of brackets, which one is left open."""
    if isinstance(error, IndentationError):
        message = CAUSES["indentation"].format(line=line, what=plain(error.msg, 200))
        return case.diagnosis("indentation", message, INDENT_MEND, cell=cell, line=line)
    found = brackets_of(without_magics(cell.source).splitlines())
    if found.opened and ("never closed" in error.msg or "does not match" in error.msg):
        place = found.opened[-1].line
        message = CAUSES["missing-bracket"].format(line=place)
        return case.diagnosis("missing-bracket", message, UNPARSABLE_MEND, cell=cell, line=place)
    for told, cause in TOLD.items():
        if told in error.msg:
            return case.diagnosis(cause, CAUSES[cause].format(line=line), MENDS[cause], cell=cell, line=line)
    message = UNPARSABLE.format(line=line, what=plain(error.msg, 200))
    return case.diagnosis("syntax-error", message, UNPARSABLE_MEND, cell=cell, line=line)


def _compiled(case: Case) -> Diagnosis | None:
    """What parses, but is refused all the same: an argument given twice, ``return`` outside of a function."""
    if not case.raised("SyntaxError", "IndentationError", "TabError") or case.error is None:
        return None
    message = UNPARSABLE.format(line=case.line or "?", what=case.message)
    return case.diagnosis("syntax-error", message, UNPARSABLE_MEND)


def _first_that_helps(cell: CellCase, error: SyntaxError) -> Change | None:
    source = without_magics(cell.source)
    lines = source.splitlines()
    trials = min(MAX_TRIALS, MAX_PARSED // (len(source) + 1))
    for change in islice(changes(lines, error), trials):
        if change.new == lines[change.line - 1] and not change.others:
            continue
        trial = [*lines]
        for number, new in ((change.line, change.new), *change.others):
            trial[number - 1] = new
        if _parses("\n".join(trial)):
            return change
    return None


def _parses(source: str) -> bool:
    try:
        return isinstance(parse(source), ast.Module)
    except SyntaxError:
        return False


def _opened(cell: CellCase, change: Change) -> int:
    """The line of the opening bracket that a change closes."""
    lines = without_magics(cell.source).splitlines()
    old = lines[change.line - 1]
    lines[change.line - 1] = change.new
    same = next((i for i, (a, b) in enumerate(zip(old, change.new, strict=False)) if a != b), len(old))
    end = same + max(len(change.new) - len(old), 1)
    paired = brackets_of(lines).opener_of
    places = [opener for (line, column), opener in paired.items() if line == change.line and same <= column < end]
    return min((opener.line for opener in places), default=change.line)


CAUSES: dict[str, Text] = {
    "missing-comma": text("A comma is missing in line {line}.", "{line}번째 줄에 쉼표(,)가 빠졌습니다."),
    "missing-bracket": text(
        "A bracket that is opened in line {line} is not closed.", "{line}번째 줄에서 연 괄호를 닫지 않았습니다."
    ),
    "wrong-bracket": text(
        "A bracket that is opened in line {line} is closed by one of another kind.",
        "{line}번째 줄에서 연 괄호를 다른 모양의 괄호로 닫았습니다.",
    ),
    "missing-opening-bracket": text(
        "An opening bracket is missing in line {line}.", "{line}번째 줄에 여는 괄호가 빠졌습니다."
    ),
    "brackets-of-slice": text(
        "Line {line} takes a slice with other brackets than square ones.",
        "{line}번째 줄의 슬라이스에 대괄호가 아닌 괄호를 썼습니다.",
    ),
    "semicolon-for-comma": text(
        "Line {line} has a semicolon where a comma belongs.", "{line}번째 줄에 쉼표(,) 대신 세미콜론(;)이 있습니다."
    ),
    "period-for-colon": text(
        "A slice in line {line} has periods where a colon belongs.",
        "{line}번째 줄의 슬라이스에 콜론(:) 대신 마침표가 있습니다.",
    ),
    "stray-colon": text("Line {line} has a colon too many.", "{line}번째 줄에 필요 없는 콜론(:)이 있습니다."),
    "positional-after-keyword": text(
        "In line {line}, an argument without a name follows one with a name.",
        "{line}번째 줄에서 이름을 붙인 인수 뒤에 이름 없는 인수가 있습니다.",
    ),
    "assigned-to-call": text(
        "Line {line} has a call with round brackets on the left of an equals sign, where a name belongs.",
        "{line}번째 줄에서 이름이 있어야 할 등호(=) 왼쪽에 소괄호를 쓴 호출이 있습니다.",
    ),
    "stray-bracket": text(
        "There is one closing bracket too many in line {line}.", "{line}번째 줄에 닫는 괄호가 하나 더 있습니다."
    ),
    "missing-quote": text(
        "The text in line {line} has no closing quote.", "{line}번째 줄의 문자열에 닫는 따옴표가 없습니다."
    ),
    "missing-colon": text(
        "The colon at the end of line {line} is missing.", "{line}번째 줄 끝에 콜론(:)이 빠졌습니다."
    ),
    "semicolon-for-colon": text(
        "Line {line} has a semicolon where a colon belongs.", "{line}번째 줄에 콜론(:) 대신 세미콜론(;)이 있습니다."
    ),
    "single-equals": text(
        "Line {line} compares with one equals sign; comparing takes two.",
        "{line}번째 줄에서 비교할 때 등호를 하나만 썼습니다. 비교에는 등호 두 개(==)를 씁니다.",
    ),
    "print-without-brackets": text(
        "In line {line}, print needs brackets: this is how Python 2 was written.",
        "{line}번째 줄의 print에 괄호가 없습니다. 괄호 없는 print는 파이썬 2의 문법입니다.",
    ),
    "typographic-characters": text(
        "Line {line} holds typographic quotes or full-width signs, probably copied from a text.",
        "{line}번째 줄에 둥근 따옴표나 전각 문자가 있습니다. 문서에서 복사하면서 들어간 것으로 보입니다.",
    ),
    "indentation": text(
        "Line {line} is indented wrongly: {what}.", "{line}번째 줄의 들여쓰기가 맞지 않습니다({what})."
    ),
}
MENDED = text("Line {line} would read: {new}", "{line}번째 줄을 이렇게 고칠 수 있습니다: {new}")
INDENT_MEND = text(
    "Lines of one block start at the same column; indent by four spaces after a line that ends with a colon.",
    "같은 블록의 줄은 같은 칸에서 시작해야 합니다. 콜론(:)으로 끝나는 줄 다음은 공백 네 칸을 들여 씁니다.",
)
UNPARSABLE = text("Line {line} is not valid Python: {what}.", "{line}번째 줄이 파이썬 문법에 맞지 않습니다({what}).")
UNPARSABLE_MEND = text(
    "Look at that line and the one above it: a bracket, comma, colon or quote may be missing.",
    "그 줄과 바로 윗줄을 살펴 보십시오. 괄호, 쉼표, 콜론, 따옴표가 빠졌을 수 있습니다.",
)
TOLD = {
    "positional argument follows keyword argument": "positional-after-keyword",
    "cannot assign to function call": "assigned-to-call",
}
MENDS = {
    "assigned-to-call": text(
        "Put a name alone on the left: `y = f(x)`; an entry takes square brackets, `x[0] = 3`; comparing takes `==`.",
        "왼쪽에는 `y = f(x)`처럼 이름만 써 주십시오. 항목에는 `x[0] = 3`처럼 대괄호를, 비교에는 `==`를 씁니다.",
    ),
    "positional-after-keyword": text(
        "Give that argument its name too (`activation=...`), or put it before those with names.",
        "그 인수에도 `activation=...`처럼 이름을 붙이거나, 이름을 붙인 인수보다 앞에 써 주십시오.",
    ),
}

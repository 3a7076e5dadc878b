"""A quest's notebooks: each sound in itself, and all made from the same cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graders import notebook, source
from graders.notebook import Cell
from graders.quest.problem import Problem
from graders.text import Text, text

GRADE_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$")


@dataclass(frozen=True)
class QuestNotebook:
    """A notebook of the quest that could be read."""

    name: str
    """Its path in the folder."""
    cells: list[Cell]
    raw: str

    @property
    def answers(self) -> dict[str, Cell]:
        """The answer cells by ``grade_id``."""
        return {cell.grade_id: cell for cell in self.cells if cell.answer and cell.grade_id}

    @property
    def locked_code(self) -> list[Cell]:
        """The locked code cells, in order."""
        return [cell for cell in self.cells if cell.kind == "code" and not cell.answer]

    def line(self, grade_id: str | None) -> int | None:
        """The line of the file on which the cell of that name is named."""
        found = re.search(rf'"grade_id"\s*:\s*"{re.escape(grade_id)}"', self.raw) if grade_id else None
        return self.raw.count("\n", 0, found.start()) + 1 if found else None

    def problem(self, message: Text, cell: Cell | None = None) -> Problem:
        """A problem of this notebook, at a cell where there is one."""
        return Problem(self.name, self.line(cell.grade_id) if cell else None, message)


def read(folder: Path, name: str) -> QuestNotebook | Problem:
    """A notebook of the folder, or why it cannot be used."""
    path = folder / name
    if not path.is_file():
        return Problem(name, None, MISSING.format(name=name))
    raw = path.read_bytes()
    try:
        cells = notebook.read(raw)
    except notebook.NotebookInvalid as error:
        return Problem(name, None, error.reason)
    return QuestNotebook(name, cells, raw.decode("utf-8-sig"))


def check_starter(starter: QuestNotebook) -> Iterator[Problem]:
    """What is wrong with the notebook that learners are given."""
    if not any(cell.answer for cell in starter.cells):
        yield starter.problem(NO_ANSWER_CELLS)
    for position, cell in enumerate(starter.cells, start=1):
        if cell.answer and not cell.grade_id:
            yield starter.problem(NAMELESS.format(position=position))
        elif cell.grade_id and not GRADE_ID.match(cell.grade_id):
            yield starter.problem(BAD_NAME.format(name=cell.grade_id[:80]), cell)
    yield from _doubled(starter)
    yield from check_syntax(starter)


def check_syntax(read: QuestNotebook) -> Iterator[Problem]:
    """Code cells that are not Python."""
    for position, cell in enumerate(read.cells, start=1):
        if cell.kind != "code":
            continue
        try:
            source.parse(cell.source)
        except SyntaxError as error:
            name = cell.grade_id or f"#{position}"
            yield read.problem(NOT_PYTHON.format(name=name, line=error.lineno or 1, what=error.msg), cell)


def check_solution(starter: QuestNotebook, solution: QuestNotebook) -> Iterator[Problem]:
    """Where the solution is not the starter with its answer cells filled."""
    yield from _doubled(solution)
    yield from check_syntax(solution)
    given, solved = starter.answers, solution.answers
    for name, cell in given.items():
        if name not in solved:
            yield solution.problem(ANSWER_MISSING.format(name=name))
        elif solved[name].kind != cell.kind:
            yield solution.problem(OTHER_TYPE.format(name=name), solved[name])
    for name, cell in solved.items():
        if name not in given:
            yield solution.problem(ANSWER_UNKNOWN.format(name=name), cell)
    if given and set(given) <= set(solved):
        order = [name for name in solved if name in given]
        if order != list(given):
            yield solution.problem(OTHER_ORDER)
        if all(notebook.same_source(cell.source, solved[name].source) for name, cell in given.items()):
            yield solution.problem(NOTHING_SOLVED)
    yield from _locked_differences(starter, solution)


def _locked_differences(starter: QuestNotebook, solution: QuestNotebook) -> Iterator[Problem]:
    ours, theirs = starter.locked_code, solution.locked_code
    if len(ours) != len(theirs):
        yield solution.problem(LOCKED_COUNT.format(ours=len(ours), theirs=len(theirs)))
        return
    for position, (our, their) in enumerate(zip(ours, theirs, strict=True), start=1):
        if our.grade_id != their.grade_id or not notebook.same_source(our.source, their.source):
            yield solution.problem(LOCKED_DIFFERS.format(name=our.grade_id or f"#{position}"), their)


def _doubled(read: QuestNotebook) -> Iterator[Problem]:
    counts = Counter(cell.grade_id for cell in read.cells if cell.grade_id)
    for name, count in counts.items():
        if count > 1:
            yield Problem(read.name, read.line(name), DOUBLED_NAME.format(name=name, count=count))
    for cell_id, count in Counter(cell.cell_id for cell in read.cells if cell.cell_id).items():
        if count > 1:
            yield Problem(read.name, None, DOUBLED_ID.format(name=cell_id, count=count))


MISSING = text("The notebook {name} is missing.", "{name} 노트북이 없습니다.")
NO_ANSWER_CELLS = text(
    "The starter has no answer cell. Mark at least one cell with nbgrader's metadata "
    '("solution": true and a "grade_id"); JupyterLab\'s "Create Assignment" toolbar does that.',
    "시작 노트북에 답안 셀이 없습니다. 하나 이상의 셀에 nbgrader 메타데이터"
    '("solution": true와 "grade_id")를 표시해 주십시오. JupyterLab의 "Create Assignment" 도구로 할 수 있습니다.',
)
NAMELESS = text(
    "Cell {position} is an answer cell without a `grade_id`. Give it a name.",
    "{position}번째 셀은 답안 셀이지만 `grade_id`가 없습니다. 이름을 정해 주십시오.",
)
BAD_NAME = text(
    "The cell name {name!r} may hold letters, digits, - and _ only, at most 60 of them.",
    "셀 이름 {name!r}에는 영문자, 숫자, -, _만 60자까지 쓸 수 있습니다.",
)
NOT_PYTHON = text(
    "Cell {name}, line {line}, is not Python: {what}.",
    "{name} 셀의 {line}번째 줄이 파이썬 문법에 맞지 않습니다: {what}.",
)
ANSWER_MISSING = text(
    "The answer cell `{name}` of the starter is missing here.", "시작 노트북의 답안 셀 `{name}`이(가) 여기에 없습니다."
)
ANSWER_UNKNOWN = text(
    "The answer cell `{name}` is not in the starter.", "답안 셀 `{name}`이(가) 시작 노트북에 없습니다."
)
OTHER_TYPE = text(
    "The answer cell `{name}` is of another type than in the starter.",
    "답안 셀 `{name}`의 종류가 시작 노트북과 다릅니다.",
)
OTHER_ORDER = text(
    "The answer cells stand in another order than in the starter.", "답안 셀의 순서가 시작 노트북과 다릅니다."
)
NOTHING_SOLVED = text(
    "Every answer cell is as in the starter: this is no solution yet.",
    "모든 답안 셀이 시작 노트북과 같습니다. 아직 풀이가 들어 있지 않습니다.",
)
LOCKED_COUNT = text(
    "The starter has {ours} locked code cells, this notebook {theirs}. Only answer cells may differ.",
    "잠긴 코드 셀이 시작 노트북에는 {ours}개, 이 노트북에는 {theirs}개 있습니다. 답안 셀 외에는 같아야 합니다.",
)
LOCKED_DIFFERS = text(
    "The locked cell `{name}` differs from the starter's. Copy it from there; only answer cells may differ.",
    "잠긴 셀 `{name}`의 내용이 시작 노트북과 다릅니다. 시작 노트북에서 복사해 주십시오. 답안 셀만 다를 수 있습니다.",
)
DOUBLED_NAME = text(
    "{count} cells have the grade_id `{name}`; each needs a name of its own.",
    "`{name}`이라는 grade_id가 셀 {count}개에 쓰였습니다. 셀마다 이름이 달라야 합니다.",
)
DOUBLED_ID = text(
    "{count} cells have the id `{name}`. Open the notebook in Jupyter and save it again.",
    "`{name}`이라는 id가 셀 {count}개에 쓰였습니다. Jupyter에서 노트북을 열어 다시 저장해 주십시오.",
)

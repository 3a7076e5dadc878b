"""Rebuilding a learner's notebook from the author's.

Locked cells come from the quest; of the upload only the answer cells' source is taken.
So nothing that an editor or a learner did to the rest of the file (deleted tests, tags,
stored outputs, metadata) reaches the run.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Literal

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from graders import notebook, source
from graders.notebook import Cell
from graders.quest import Quest
from graders.report import Notice
from graders.text import Text, text

CELL_ID = re.compile(r"^[a-zA-Z0-9_-]{1,64}$")
SHOWN_NAMES = 8
NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


class BadUpload(ValueError):
    """An upload that cannot be graded through its own fault; ``reason`` says what to do."""

    def __init__(self, code: str, reason: Text) -> None:
        self.code = code
        self.reason = reason
        super().__init__(f"{code}: {reason.en}")


@dataclass(frozen=True)
class RebuiltCell:
    """One code cell of the rebuilt notebook."""

    name: str
    """``grade_id`` (the cell id for a locked cell without one), or ``cell-N`` in a free-form notebook."""
    answer: bool
    """Whether its source is the learner's to write."""
    index: int
    """Its place in ``notebook.cells``, from 0."""


@dataclass(frozen=True)
class Rebuilt:
    """What is run."""

    notebook: nbformat.NotebookNode
    """Valid, in format 4.5, without outputs; the same for the same quest and upload."""
    form: Literal["starter", "free-form"]
    notices: list[Notice]
    cells: list[RebuiltCell]
    """The code cells, in order."""
    untouched: frozenset[str] = field(default=frozenset())
    """Answer cells whose source is still the starter's."""

    def until(self, name: str) -> Rebuilt:
        """The same without what comes after one of its code cells; the whole where there is no such cell."""
        place = next((place for place, cell in enumerate(self.cells, start=1) if cell.name == name), len(self.cells))
        if place == len(self.cells):
            return self
        shorter = deepcopy(self.notebook)
        shorter.cells = shorter.cells[: self.cells[place - 1].index + 1]
        return replace(self, notebook=shorter, cells=self.cells[:place])


def rebuild(quest: Quest, upload: bytes) -> Rebuilt:
    """The notebook to run for an upload.

    Raises:
        BadUpload: the upload is no notebook that can be run, or the quest refuses its form.
    """
    try:
        cells = notebook.read(upload)
    except notebook.NotebookInvalid as error:
        raise BadUpload(error.code, error.reason) from error
    found = _match(cells, quest.starter)
    if not any(quest.starter[index].answer for index in found):
        if not quest.file.submitting.free_form:
            raise BadUpload("no-answer-cells", REFUSED)
        return _free_form(cells)
    return _from_starter(cells, quest.starter, found)


def _match(cells: list[Cell], starter: list[Cell]) -> dict[int, list[int]]:
    """For each starter cell found in the upload, by index: the places of the uploaded cells that claim to be it."""
    by_grade_id: dict[str | None, int] = {cell.grade_id: index for index, cell in enumerate(starter) if cell.grade_id}
    by_cell_id: dict[str | None, int] = {cell.cell_id: index for index, cell in enumerate(starter) if cell.cell_id}
    found: dict[int, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        index = by_grade_id.get(cell.grade_id)
        if index is None:
            index = by_cell_id.get(cell.cell_id)
        if index is not None:
            found[index].append(place)
    return dict(found)


def _from_starter(cells: list[Cell], starter: list[Cell], found: dict[int, list[int]]) -> Rebuilt:
    notices = _Notices()
    rebuilt: list[nbformat.NotebookNode] = []
    named: list[RebuiltCell] = []
    untouched: set[str] = set()
    names = _names(starter)
    for index, original in enumerate(starter):
        name = names[index]
        claims = [cells[place] for place in found.get(index, [])]
        content = original.source
        if original.answer:
            content = _answer(original, claims, name, notices)
            if notebook.same_source(content, original.source):
                untouched.add(name)
        elif original.kind == "code" and not any(notebook.same_source(c.source, content) for c in claims):
            notices.add("locked-cells-restored", name)
        rebuilt.append(_new_cell(replace(original, source=content), index))
        if original.kind == "code":
            named.append(RebuiltCell(name, original.answer, index))
    _notice_the_rest(cells, found, notices)
    return Rebuilt(_valid(rebuilt), "starter", notices.list(), named, frozenset(untouched))


def _names(starter: list[Cell]) -> list[str]:
    """What each cell is called: its ``grade_id``, else its id where that is free and fit, else its place."""
    taken = {cell.grade_id for cell in starter}
    return [
        cell.grade_id
        or (cell.cell_id if cell.cell_id and CELL_ID.match(cell.cell_id) and cell.cell_id not in taken else None)
        or f"cell-{index}"
        for index, cell in enumerate(starter, start=1)
    ]


def _notice_the_rest(cells: list[Cell], found: dict[int, list[int]], notices: _Notices) -> None:
    """Say which cells of the upload were not taken, and that their order was not."""
    known = {place for places in found.values() for place in places}
    for place, cell in enumerate(cells):
        if place not in known and cell.kind == "code" and cell.source.strip():
            notices.add("cells-dropped", f"#{place + 1}")
    firsts = [places[0] for _, places in sorted(found.items())]
    if firsts != sorted(firsts):
        notices.add("cells-reordered", "")


def _answer(original: Cell, claims: list[Cell], name: str, notices: _Notices) -> str:
    """The learner's source for an answer cell."""
    if not claims:
        notices.add("answer-missing", name)
        return original.source
    changed = [cell for cell in claims if not notebook.same_source(cell.source, original.source)]
    chosen = changed[-1] if changed else claims[-1]
    if any(not notebook.same_source(cell.source, chosen.source) for cell in claims):
        notices.add("answer-doubled", name)
    if original.kind == "code" and chosen.kind != "code" and changed:
        # Its owner never saw it run. Code is still meant as code; prose would only raise a puzzling syntax error.
        if not _is_code(chosen.source):
            notices.add("answer-is-prose", name)
            return original.source
        notices.add("answer-type-changed", name)
    return chosen.source


def _is_code(content: str) -> bool:
    try:
        return bool(source.parse(content).body)
    except SyntaxError:
        return False


def _free_form(cells: list[Cell]) -> Rebuilt:
    notices = _Notices()
    notices.add("free-form", "")
    if not any(cell.kind == "code" and cell.source.strip() for cell in cells):
        notices.add("no-code", "")
    places = [index for index, cell in enumerate(cells) if cell.kind == "code"]
    named = [RebuiltCell(f"cell-{n}", answer=True, index=index) for n, index in enumerate(places, start=1)]
    rebuilt = [_new_cell(replace(cell, grade_id=None), index) for index, cell in enumerate(cells)]
    return Rebuilt(_valid(rebuilt), "free-form", notices.list(), named)


def _new_cell(cell: Cell, index: int) -> nbformat.NotebookNode:
    made = NEW_CELL[cell.kind](cell.source)
    made["id"] = cell.cell_id if cell.cell_id and CELL_ID.match(cell.cell_id) else f"c{index + 1}"
    if cell.grade_id:
        made["metadata"]["nbgrader"] = {
            "schema_version": 3,
            "grade_id": cell.grade_id,
            "solution": cell.answer,
            "locked": not cell.answer,
            "grade": False,
            "task": False,
        }
    return made


def _valid(cells: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """A notebook of these cells, whose ids are made unique."""
    taken: set[str] = set()
    copies: Counter[str] = Counter()
    for cell in cells:
        wanted = cell["id"][:56]
        while cell["id"] in taken:
            copies[wanted] += 1
            cell["id"] = f"{wanted}-{copies[wanted] + 1}"
        taken.add(cell["id"])
    built = new_notebook(cells=cells, metadata=METADATA)
    nbformat.validate(built)
    return built


class _Notices:
    """Notices by code, each naming the cells it is about."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)

    def add(self, code: str, name: str) -> None:
        self._names[code].append(name)

    def list(self) -> list[Notice]:
        """The notices, in the order of :data:`NOTICES`."""
        return [
            Notice(code=code, message=words.format(count=len(self._names[code]), names=_joined(self._names[code])))
            for code, words in NOTICES.items()
            if code in self._names
        ]


def _joined(names: list[str]) -> Text:
    shown = ", ".join(names[:SHOWN_NAMES])
    rest = len(names) - SHOWN_NAMES
    return text(f"{shown} and {rest} more", f"{shown} 외 {rest}개") if rest > 0 else text(shown, shown)


REFUSED = text(
    "The notebook holds none of the quest's answer cells, and this quest takes only notebooks made from its starter. "
    "Download the starter notebook again, put your code into its answer cells, and upload that.",
    "노트북에 퀘스트의 답안 셀이 하나도 없습니다. 이 퀘스트는 시작 노트북으로 작성한 것만 받습니다. "
    "시작 노트북을 다시 내려받아 답안 셀에 코드를 옮긴 뒤 올려 주십시오.",
)
NOTICES: dict[str, Text] = {
    "free-form": text(
        "The notebook holds none of the quest's answer cells, so all its cells were run as they are.",
        "노트북에 퀘스트의 답안 셀이 없어 모든 셀을 있는 그대로 실행했습니다.",
    ),
    "no-code": text(
        "The notebook holds no code. Did you upload the right file?",
        "노트북에 코드가 없습니다. 올바른 파일을 올렸는지 확인해 주십시오.",
    ),
    "answer-missing": text(
        "Not found in your notebook, so the starter's cell was used: {names}. "
        "If you deleted it, copy it again from the starter notebook.",
        "노트북에서 찾을 수 없어 시작 노트북의 셀을 사용했습니다: {names}. "
        "셀을 지웠다면 시작 노트북에서 다시 복사해 주십시오.",
    ),
    "answer-doubled": text(
        "There are several versions of {names} in your notebook; the last one that you changed was used.",
        "노트북에 {names} 셀이 여러 개 있어, 그중 마지막으로 수정된 것을 사용했습니다.",
    ),
    "answer-type-changed": text(
        "Turned into a text cell in your notebook, but run as code: {names}. Change the type back to Code.",
        "텍스트 셀로 바뀌어 있었지만 코드로 실행했습니다: {names}. 셀 종류를 Code로 되돌려 주십시오.",
    ),
    "answer-is-prose": text(
        "Turned into a text cell that holds no Python code, so the starter's cell was used: {names}. "
        "Change the type back to Code and write the answer there.",
        "파이썬 코드가 없는 텍스트 셀로 바뀌어 있어 시작 노트북의 셀을 사용했습니다: {names}. "
        "셀 종류를 Code로 되돌리고 답안을 작성해 주십시오.",
    ),
    "locked-cells-restored": text(
        "Changed or deleted in your notebook, but run as the quest has them: {names}. "
        "Only what you write in answer cells counts.",
        "노트북에서 수정되거나 지워졌지만 퀘스트의 원래 내용으로 실행했습니다: {names}. "
        "답안 셀에 쓴 내용만 채점합니다.",
    ),
    "cells-dropped": text(
        "{count} code cell(s) of your own were not run ({names} from the top). Code belongs into the answer cells.",
        "직접 추가한 코드 셀 {count}개는 실행하지 않았습니다(위에서부터 {names}). 코드는 답안 셀에 작성해 주십시오.",
    ),
    "cells-reordered": text(
        "The cells were in another order than the quest's; they were run in the quest's order.",
        "셀의 순서가 퀘스트와 달라, 퀘스트의 순서대로 실행했습니다.",
    ),
}

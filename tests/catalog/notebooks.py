"""What learners do to a quest's notebook, one small function each. All return a new notebook."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

import quests

CATALOG = Path(quests.__file__).parent / "catalog"


def folder(quest: str) -> Path:
    """The folder of a shipped quest."""
    return CATALOG / quest.partition("-")[0] / quest


def starter(quest: str) -> NotebookNode:
    """The notebook as it is handed out."""
    return nbformat.read(folder(quest) / "starter.ipynb", as_version=4)


def solution(quest: str) -> NotebookNode:
    """The reference."""
    return nbformat.read(folder(quest) / "solution.ipynb", as_version=4)


def with_answer(notebook: NotebookNode, cell: str, source: str) -> NotebookNode:
    """Another answer in one cell."""
    changed = copy.deepcopy(notebook)
    _cell(changed, cell).source = source
    return changed


def with_edit(notebook: NotebookNode, cell: str, old: str, new: str) -> NotebookNode:
    """Part of one cell's source replaced."""
    source = _cell(notebook, cell).source
    assert old in source, f"{cell} does not say {old!r}"
    return with_answer(notebook, cell, source.replace(old, new))


def with_more(notebook: NotebookNode, cell: str, lines: str) -> NotebookNode:
    """Lines added at the end of one cell."""
    return with_answer(notebook, cell, f"{_cell(notebook, cell).source}\n{lines}")


def with_copy(notebook: NotebookNode, cell: str, source: str) -> NotebookNode:
    """A copy of one cell just before it, as copy and paste makes it (metadata, id and all), with another source."""
    changed = copy.deepcopy(notebook)
    original = _cell(changed, cell)
    double = copy.deepcopy(original)
    double.source = source
    changed.cells.insert(changed.cells.index(original), double)
    return changed


def with_stored_outputs(notebook: NotebookNode, claim: str) -> NotebookNode:
    """Every code cell claims to have run and printed something."""
    changed = copy.deepcopy(notebook)
    for count, cell in enumerate((c for c in changed.cells if c.cell_type == "code"), start=1):
        cell.execution_count = count
        cell.outputs = [new_output("stream", name="stdout", text=claim)]
    return changed


def as_own(notebook: NotebookNode) -> NotebookNode:
    """The code alone, in a notebook of the learner's own: no ids, no metadata of the quest's."""
    return new_notebook(cells=[new_code_cell(cell.source) for cell in notebook.cells if cell.cell_type == "code"])


def empty() -> NotebookNode:
    """A notebook without cells."""
    return new_notebook()


def as_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as a file, just as it is: ``nbformat.writes`` would mend what learners' editors leave broken."""
    return json.dumps(notebook).encode()


def _cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id == name)

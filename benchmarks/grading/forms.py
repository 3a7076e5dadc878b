"""An assignment in the form that each grader wants: a quest folder, an nbgrader course, Otter's autograder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.grading.assignments import Assignment, Cell, source_of
from quests.datasets.store import Store

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def submission(assignment: Assignment, *, right: bool) -> NotebookNode:
    """The notebook that a learner hands in."""
    cells = [(cell, cell.handed_in(right=right)) for cell in assignment.cells]
    return _notebook(assignment, [_code_cell(cell, source) for cell, source in cells])


def write_quest(assignment: Assignment, folder: Path) -> Path:
    """A quest folder, as an author would write it; its name is the quest's."""
    quest = folder / assignment.name
    (quest / "wrong").mkdir(parents=True)
    nbformat.write(_notebook(assignment, [_code_cell(c, c.source) for c in assignment.cells]), quest / "starter.ipynb")
    nbformat.write(submission(assignment, right=True), quest / "solution.ipynb")
    nbformat.write(submission(assignment, right=False), quest / "wrong" / "wrong.ipynb")
    functions = "\n\n\n".join(source_of(function) for function in assignment.reference)
    (quest / "reference.py").write_text(f"import numpy as np\n\n\n{functions}\n")
    (quest / "quest.toml").write_text(_quest_toml(assignment))
    return quest


def write_course(assignment: Assignment, folder: Path, store: Store) -> Path:
    """An nbgrader course whose source is the instructor's notebook; ``nbgrader generate_assignment`` comes next."""
    source = folder / "source" / assignment.name
    source.mkdir(parents=True)
    cells = []
    for cell in assignment.cells:
        solved = cell.handed_in(right=True)
        marked = f"### BEGIN SOLUTION\n{solved}\n### END SOLUTION" if cell.answer else solved
        cells.append(_code_cell(cell, marked))
    for check in assignment.checks:
        call = f"{check.test.__name__}({', '.join(check.wants)})"
        test = f"### BEGIN HIDDEN TESTS\n{source_of(check.test)}\n\n\n{call}\n### END HIDDEN TESTS"
        about = {"grade": True, "locked": True, "solution": False, "points": check.points}
        cells.append(_annotated(new_code_cell(test), f"test-{check.name}", about))
    nbformat.write(_notebook(assignment, cells), source / "assignment.ipynb")
    _write_held_out(assignment, source, store)
    settings = {"CourseDirectory.course_id": "bench", "CourseDirectory.root": str(folder), "Execute.timeout": 600}
    lines = ["c = get_config()", *(f"c.{name} = {value!r}" for name, value in settings.items())]
    (folder / "nbgrader_config.py").write_text("\n".join(lines) + "\n")
    return folder


def write_autograder(assignment: Assignment, folder: Path, store: Store) -> Path:
    """What ``otter generate`` makes its zip of: a test file a check, and the held-out rows."""
    tests = folder / "tests"
    tests.mkdir(parents=True)
    for check in assignment.checks:
        head = f'from otter.test_files import test_case\n\nOK_FORMAT = False\n\nname = "{check.name}"'
        case = f"@test_case(points={check.points}, hidden=True)\n{source_of(check.test)}"
        (tests / f"{check.name}.py").write_text(f"{head}\npoints = {check.points}\n\n\n{case}\n")
    _write_held_out(assignment, folder, store)
    return folder


def in_release(assignment: Assignment, released: NotebookNode, *, right: bool) -> NotebookNode:
    """The notebook that nbgrader released, with a submission's answers in it."""
    answers = {cell.name: cell.handed_in(right=right) for cell in assignment.cells if cell.answer}
    for cell in released.cells:
        if (name := cell.metadata.get("nbgrader", {}).get("grade_id")) in answers:
            cell.source = answers[name]
    return released


def _write_held_out(assignment: Assignment, folder: Path, store: Store) -> None:
    """The very rows and labels that our judge uses, as the tests read them."""
    if assignment.data is None:
        return
    store.ensure(assignment.data.name)
    place = store.heldout_dir(assignment.data.name)
    with np.load(place / "rows.npz") as rows, np.load(place / "labels.npz") as labels:
        np.savez(folder / "heldout.npz", rows=rows["rows"], labels=labels["labels"])


def _notebook(assignment: Assignment, cells: list[NotebookNode]) -> NotebookNode:
    title = _annotated(
        new_markdown_cell(f"# {assignment.title.en}"), "title", {"grade": False, "locked": True, "solution": False}
    )
    return new_notebook(cells=[title, *cells], metadata={"kernelspec": KERNEL})


def _code_cell(cell: Cell, source: str) -> NotebookNode:
    return _annotated(
        new_code_cell(source), cell.name, {"grade": False, "locked": not cell.answer, "solution": cell.answer}
    )


def _annotated(cell: NotebookNode, name: str, about: dict[str, Any]) -> NotebookNode:
    cell.id = name
    cell.metadata = {"nbgrader": {"schema_version": 3, "grade_id": name, "task": False, **about}}
    return cell


def _quest_toml(assignment: Assignment) -> str:
    title = assignment.title.model_dump()
    head = {
        "slug": assignment.name,
        "course": "bench",
        "chapter": 1,
        "title": title,
        "summary": title,
        "text": title,
        "runtime": {"backend": assignment.backend},
        "limits": {"seconds": 600, "memory_mb": assignment.memory_mb},
    }
    lines = [f"{key} = {_toml(value)}" for key, value in head.items()]
    for check in assignment.checks:
        about = {"id": check.name, "points": check.points, "title": {"en": check.name, "ko": check.name}}
        lines += ["", "[[criterion]]", *(f"{key} = {_toml(value)}" for key, value in (about | check.criterion).items())]
    lines += ["", "[[wrong]]", 'notebook = "wrong/wrong.ipynb"', f"fails = {_toml([assignment.checks[0].name])}"]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A value of TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(_toml(inner) for inner in value)}]"
    return json.dumps(value, ensure_ascii=False)


def emptied(folder: Path) -> Path:
    """The folder, new and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder

"""Everything that can be said about a quest folder without running it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from graders import source
from graders.loading import notebooks, toml
from graders.loading.answers import answers_problems
from graders.loading.grader import grader_problems
from graders.loading.notebooks import QuestNotebook
from graders.loading.options import options_problems
from graders.loading.order import order_problems
from graders.loading.words import near_key
from graders.loading.written import written_problems
from graders.notebook import Cell
from graders.quest.file import CRITERION_ID, QuestFile
from graders.quest.problem import Problem
from graders.text import text

REFERENCE_KEYS = ("reference", "equals_reference")
"""Options that name a function of ``reference.py``."""


def problems_of(folder: Path, known_data: Collection[str] | None) -> tuple[QuestFile | None, list[Problem]]:
    """The quest's file (None where it cannot be used) and all problems of the folder."""
    starter = notebooks.read(folder, "starter.ipynb")
    solution = notebooks.read(folder, "solution.ipynb")
    problems = [found for found in (starter, solution) if isinstance(found, Problem)]
    answers: dict[str, Cell] | None = None
    if isinstance(starter, QuestNotebook):
        answers = starter.answers
        problems += notebooks.check_starter(starter)
        if isinstance(solution, QuestNotebook):
            problems += notebooks.check_solution(starter, solution)
    try:
        quest_toml = toml.read(folder)
    except toml.Unreadable as error:
        return None, [error.problem, *problems]
    in_toml = [
        *quest_toml.problems,
        *_criteria(quest_toml, answers),
        *order_problems(quest_toml),
        *_data(quest_toml, known_data),
        *answers_problems(quest_toml, folder),
    ]
    in_toml.sort(key=lambda problem: problem.line or 0)
    in_files = [*_references(quest_toml, folder), *grader_problems(quest_toml, folder)]
    return quest_toml.file, [*in_toml, *problems, *in_files]


def _criteria(quest_toml: toml.QuestToml, answers: dict[str, Cell] | None) -> Iterator[Problem]:
    """Ids, kinds, options and cells of the criteria."""
    seen: set[str] = set()
    for path, table in quest_toml.judged():
        name = table.get("id")
        if isinstance(name, str):
            if name in seen:
                yield quest_toml.problem(DOUBLED_ID.format(name=name), *path, "id")
            if len(path) > 2 and not CRITERION_ID.match(name):
                yield quest_toml.problem(LONG_ID.format(name=name[:80]), "criterion", path[1], "id")
            seen.add(name)
        cell = table.get("cell")
        if isinstance(cell, str) and answers is not None and cell not in answers:
            near = near_key(cell, answers) or ", ".join(sorted(answers)) or "-"
            yield quest_toml.problem(NO_SUCH_CELL.format(cell=cell, near=near), *path, "cell")
    for index, criterion in quest_toml.criteria():
        yield from options_problems(quest_toml, index, criterion)
        yield from written_problems(quest_toml, index, criterion, answers)
    if quest_toml.file and not any(criterion.points for criterion in quest_toml.file.criterion):
        yield quest_toml.problem(NO_POINTS, "criterion")


def _data(quest_toml: toml.QuestToml, known: Collection[str] | None) -> Iterator[Problem]:
    """Data sets that are named but not known."""
    if known is None:
        return
    runtime = quest_toml.document.get("runtime")
    in_runtime = runtime.get("data") if isinstance(runtime, dict) else None
    named: list[tuple[Any, tuple[str | int, ...]]] = [
        (name, ("runtime", "data", index))
        for index, name in enumerate(in_runtime if isinstance(in_runtime, list) else [])
    ]
    named += [(_options(table).get("data"), (*path, "data")) for path, table in quest_toml.judged()]
    for name, path in named:
        if isinstance(name, str) and name not in known:
            message = UNKNOWN_DATA.format(name=name[:80], known=", ".join(sorted(known)) or "-")
            yield quest_toml.problem(message, *path)


def _references(quest_toml: toml.QuestToml, folder: Path) -> Iterator[Problem]:
    """``reference.py``: read as a syntax tree, never run."""
    needed = [
        ((*path, *place, key), value)
        for path, table in quest_toml.judged()
        for place, keys in _places(_options(table))
        for key, value in keys.items()
        if key in REFERENCE_KEYS and isinstance(value, str)
    ]
    path = folder / "reference.py"
    if not path.is_file():
        if needed:
            yield quest_toml.problem(NO_REFERENCE, *needed[0][0])
        return
    try:
        tree = source.parse(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        yield Problem(path.name, None, toml.NOT_UTF8)
        return
    except SyntaxError as error:
        yield Problem(path.name, error.lineno, BAD_REFERENCE.format(what=error.msg))
        return
    defined = _defined(tree)
    for at, name in needed:
        if name not in defined:
            near = near_key(name, defined) or ", ".join(sorted(defined)) or "-"
            yield quest_toml.problem(NO_FUNCTION.format(name=name, near=near), *at)


def _places(options: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """The tables of a criterion that may name a function: itself, and each series of a figure."""
    yield (), options
    series = options.get("series")
    for position, each in enumerate(series if isinstance(series, list) else []):
        if isinstance(each, dict):
            yield ("series", position), each


def _options(criterion: dict[str, Any]) -> dict[str, Any]:
    options = criterion.get("options")
    return options if isinstance(options, dict) else {}


def _defined(tree: ast.Module) -> set[str]:
    """Names that a module binds at its top level."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


DOUBLED_ID = text("Two criteria have the id `{name}`.", "`{name}`이라는 id를 가진 기준이 둘 이상 있습니다.")
LONG_ID = text(
    "The parts of this criterion are named after it, as `{name}`, which is too long. Give it a shorter id.",
    "이 기준의 항목에는 `{name}`처럼 기준의 id를 이은 이름이 붙는데 너무 깁니다. id를 더 짧게 정해 주십시오.",
)
NO_SUCH_CELL = text(
    "`{cell}` is no answer cell of starter.ipynb. Did you mean {near}?",
    "`{cell}`은(는) starter.ipynb의 답안 셀이 아닙니다. {near}이(가) 아닙니까?",
)
NO_POINTS = text("No criterion gives any points.", "점수가 있는 기준이 하나도 없습니다.")
UNKNOWN_DATA = text(
    "There is no data set `{name}`; there are {known}.", "`{name}`이라는 데이터 세트가 없습니다. 사용 가능: {known}"
)
NO_REFERENCE = text(
    "This names a function of reference.py, but there is no such file.",
    "reference.py의 함수를 가리키지만 그 파일이 없습니다.",
)
BAD_REFERENCE = text("This is not Python: {what}.", "파이썬 문법에 맞지 않습니다: {what}.")
NO_FUNCTION = text(
    "reference.py defines no `{name}`. Did you mean {near}?",
    "reference.py에 `{name}`이(가) 정의되어 있지 않습니다. {near}이(가) 아닙니까?",
)

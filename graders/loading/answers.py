"""The right and wrong answers that a quest brings along for its proof: each listed, each a notebook or a patch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graders import source
from graders.loading import notebooks, toml
from graders.loading.words import near_key
from graders.notebook import NotebookInvalid
from graders.quest import patch
from graders.quest.problem import Problem
from graders.text import text

NAME = re.compile(r"^(?P<list>wrong|right)/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\.(ipynb|py)$")


def answers_problems(quest_toml: toml.QuestToml, folder: Path) -> Iterator[Problem]:
    """What is wrong with the entries of ``[[wrong]]`` and ``[[right]]`` and with their files."""
    yield from _unknown_criteria(quest_toml)
    for key in ("wrong", "right"):
        listed: set[str] = set()
        for index, entry in _tables(quest_toml, key):
            name = entry.get("notebook")
            if not isinstance(name, str):
                continue
            found = NAME.match(name)
            if not found or found["list"] != key:
                yield quest_toml.problem(PATH.format(name=name[:100], key=key), key, index, "notebook")
                continue
            if name in listed:
                yield quest_toml.problem(LISTED_TWICE.format(name=name), key, index, "notebook")
            listed.add(name)
            if problem := _unusable(folder, name):
                broken = (folder / name).is_file()
                yield problem if broken else quest_toml.problem(problem.message, key, index, "notebook")
        for path in sorted((folder / key).glob("*")):
            name = f"{key}/{path.name}"
            if path.suffix in (".ipynb", ".py") and name not in listed:
                yield Problem(name, None, NOT_LISTED.format(key=key))


def _unknown_criteria(quest_toml: toml.QuestToml) -> Iterator[Problem]:
    ids = [table["id"] for _, table in quest_toml.judged() if isinstance(table.get("id"), str)]
    for index, entry in _tables(quest_toml, "wrong"):
        fails = entry.get("fails")
        for position, criterion in enumerate(fails if isinstance(fails, list) else []):
            if isinstance(criterion, str) and criterion not in ids:
                near = near_key(criterion, ids) or ", ".join(ids)
                message = UNKNOWN_CRITERION.format(name=criterion, near=near)
                yield quest_toml.problem(message, "wrong", index, "fails", position)


def _tables(quest_toml: toml.QuestToml, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = quest_toml.document.get(key)
    return ((i, e) for i, e in enumerate(entries if isinstance(entries, list) else []) if isinstance(e, dict))


def _unusable(folder: Path, name: str) -> Problem | None:
    """Why a listed notebook or patch cannot be handed in."""
    if name.endswith(".ipynb"):
        read = notebooks.read(folder, name)
        return read if isinstance(read, Problem) else None
    path, solution = folder / name, folder / "solution.ipynb"
    if not path.is_file():
        return Problem(name, None, notebooks.MISSING.format(name=name))
    try:
        written = path.read_text("utf-8")
        patched = patch.read(written)
    except UnicodeDecodeError:
        return Problem(name, None, toml.NOT_UTF8)
    except patch.PatchInvalid as invalid:
        return Problem(name, invalid.line, invalid.reason)
    for cell in patched:
        try:
            source.parse(cell.source if cell.kind == "code" else "")
        except SyntaxError as error:
            what = notebooks.NOT_PYTHON.format(name=cell.name, line=error.lineno or 1, what=error.msg)
            return Problem(name, cell.line + (error.lineno or 1), what)
    try:
        if solution.is_file():
            patch.applied(solution.read_bytes(), written)
    except patch.PatchInvalid as invalid:
        return Problem(name, invalid.line, invalid.reason)
    except NotebookInvalid:
        return None  # told of the solution itself
    return None


UNKNOWN_CRITERION = text(
    "There is no criterion `{name}`. Did you mean {near}?", "`{name}`이라는 기준이 없습니다. {near}이(가) 아닙니까?"
)
PATH = text(
    "`{name}` must be a notebook or a patch of the folder {key}/, such as {key}/no-loop.py.",
    "`{name}`은(는) {key}/ 폴더의 노트북이나 패치여야 합니다(예: {key}/no-loop.py).",
)
LISTED_TWICE = text("The notebook {name} is listed twice.", "{name} 노트북이 두 번 적혀 있습니다.")
NOT_LISTED = text(
    "quest.toml does not say what must come of this answer: add a [[{key}]] table for it.",
    "이 답안에서 무엇이 나와야 하는지 quest.toml에 없습니다. [[{key}]] 표를 추가해 주십시오.",
)

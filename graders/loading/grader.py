"""``grader.py`` of a quest folder: read as a syntax tree, never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graders import source
from graders.loading import toml
from graders.loading.words import near_key
from graders.quest.problem import Problem
from graders.text import text

NAME = "grader.py"


def grader_problems(quest_toml: toml.QuestToml, folder: Path) -> Iterator[Problem]:
    """That it is missing, is no Python, or lacks a function that a criterion of kind ``custom`` names."""
    wanted = [
        ((*path, "function"), str(_options(table).get("function", "judge")))
        for path, table in quest_toml.judged()
        if table.get("kind") == "custom"
    ]
    path = folder / NAME
    if not path.is_file():
        if wanted:
            yield quest_toml.problem(MISSING, *wanted[0][0])
        return
    try:
        tree = source.parse(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        yield Problem(NAME, None, toml.NOT_UTF8)
        return
    except SyntaxError as error:
        yield Problem(NAME, error.lineno, NOT_PYTHON.format(what=error.msg))
        return
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for at, name in wanted:
        if name not in functions:
            near = near_key(name, functions) or ", ".join(sorted(functions)) or "-"
            yield quest_toml.problem(NO_FUNCTION.format(name=name[:80], near=near), *at)
        elif not _takes_one(functions[name].args):
            yield Problem(NAME, functions[name].lineno, TAKES_ONE.format(name=name))


def _takes_one(arguments: ast.arguments) -> bool:
    """Whether a function can be called with the evidence alone."""
    positional = len(arguments.posonlyargs) + len(arguments.args)
    least = positional - len(arguments.defaults)
    needs_keyword = any(default is None for default in arguments.kw_defaults)
    return least <= 1 and (positional >= 1 or arguments.vararg is not None) and not needs_keyword


def _options(table: dict[str, Any]) -> dict[str, Any]:
    options = table.get("options")
    return options if isinstance(options, dict) else {}


MISSING = text(
    "There is no grader.py in the quest folder, which a criterion of kind custom needs.",
    "퀘스트 폴더에 grader.py가 없습니다. custom 기준에는 이 파일이 필요합니다.",
)
NOT_PYTHON = text("This is not Python: {what}.", "파이썬 문법에 맞지 않습니다: {what}.")
NO_FUNCTION = text(
    "grader.py defines no function `{name}`. Did you mean {near}?",
    "grader.py에 `{name}` 함수가 없습니다. {near}이(가) 아닙니까?",
)
TAKES_ONE = text(
    "`{name}` must take the evidence as its one argument: def {name}(evidence).",
    "`{name}` 함수는 evidence 하나를 인자로 받아야 합니다: def {name}(evidence).",
)

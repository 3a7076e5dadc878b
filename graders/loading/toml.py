"""Reading ``quest.toml``: TOML, then the schema, each problem with its line and in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graders.loading.lines import Lines
from graders.loading.lines import Path as KeyPath
from graders.loading.words import in_words
from graders.quest.file import CriterionSpec, QuestFile
from graders.quest.parts import COMBINATORS, own_options
from graders.quest.problem import Problem
from graders.text import Text, text

NAME = "quest.toml"
MAX_BYTES = 1_000_000
COMMON_KEYS = tuple(key for key in CriterionSpec.model_fields if key != "options")


@dataclass
class QuestToml:
    """A ``quest.toml`` that is TOML, whether or not it fits the schema."""

    document: dict[str, Any]
    """As ``QuestFile`` takes it: each criterion's own keys lie under its ``options``."""
    lines: Lines
    file: QuestFile | None = None
    """None where the schema does not hold."""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, message: Text, *path: str | int) -> Problem:
        """A problem at the line of a key."""
        return Problem(NAME, self.lines.nearest(path), message)

    def criteria(self) -> list[tuple[int, dict[str, Any]]]:
        """The criteria that are tables at all, with their indices."""
        criteria = self.document.get("criterion")
        return [(i, c) for i, c in enumerate(criteria if isinstance(criteria, list) else []) if isinstance(c, dict)]

    def judged(self) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """The criteria and their parts, with the paths of their tables; parts with the ids that they get."""
        for index, criterion in self.criteria():
            yield from _with_parts(("criterion", index), criterion)


def read(folder: Path) -> QuestToml:
    """The ``quest.toml`` of a folder, with all problems of its schema.

    Raises:
        Unreadable: it is absent or no TOML.
    """
    path = folder / NAME
    if not path.is_file():
        raise Unreadable(Problem(NAME, None, MISSING_FILE.format(name=NAME)))
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        raise Unreadable(Problem(NAME, None, TOO_LARGE.format(limit=MAX_BYTES // 1000)))
    toml = _parse(raw)
    for _, criterion in toml.criteria():
        criterion["options"] = {key: criterion.pop(key) for key in list(criterion) if key not in COMMON_KEYS}
    try:
        toml.file = QuestFile.model_validate(toml.document)
    except ValidationError as error:
        for each in error.errors():
            toml.problems.append(toml.problem(in_words(dict(each), QuestFile), *each["loc"]))
    return toml


def _with_parts(path: KeyPath, table: dict[str, Any]) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    yield path, table
    of = table["options"].get("of") if table.get("kind") in COMBINATORS else None
    for index, part in enumerate(of if isinstance(of, list) else []):
        if isinstance(part, dict):
            named = {**part, "id": f"{table.get('id')}-{index + 1}", "options": own_options(part)}
            yield from _with_parts((*path, "of", index), named)


class Unreadable(ValueError):
    """There is nothing to check; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message.en)


def _parse(raw: bytes) -> QuestToml:
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Problem(NAME, raw.count(b"\n", 0, error.start) + 1, NOT_UTF8)) from None
    try:
        return QuestToml(tomllib.loads(source), Lines(source))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        what = str(error).split(" (at ")[0]
        raise Unreadable(Problem(NAME, line, SYNTAX.format(what=what))) from None
    except (RecursionError, ValueError):  # a number of thousands of digits is a ValueError
        raise Unreadable(Problem(NAME, None, TOO_COMPLEX)) from None


MISSING_FILE = text("The file {name} is missing.", "{name} 파일이 없습니다.")
TOO_LARGE = text("The file is larger than {limit} kB.", "파일이 {limit} kB보다 큽니다.")
NOT_UTF8 = text("The file is not text in UTF-8.", "파일이 UTF-8 텍스트가 아닙니다.")
TOO_COMPLEX = text(
    "The file cannot be read: it nests too deeply or holds a number that is too long.",
    "파일을 읽을 수 없습니다. 너무 깊게 중첩되었거나 지나치게 긴 숫자가 있습니다.",
)
SYNTAX = text("This is not valid TOML: {what}.", "올바른 TOML이 아닙니다: {what}.")

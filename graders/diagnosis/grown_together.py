"""Texts of a list that became one, because the comma between them is missing.

Python joins texts that stand side by side without a word; only the list's length tells of it later.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graders.diagnosis.case import Case, CellCase
from graders.report import Diagnosis
from graders.source import without_magics
from graders.text import text
from graders.wording import plain

BEYOND = re.compile(r"^(?:list|tuple) index out of range|^index \d+ is out of bounds for axis 0 with size (\d+)$")
BETWEEN = frozenset({tokenize.NL, tokenize.COMMENT})
Place = tuple[int, int]


@dataclass(frozen=True)
class Joint:
    """Two texts that Python made one: where the first begins and ends, and what it says."""

    begin: Place
    line: int
    written: str


def find(case: Case) -> Diagnosis | None:
    """Explain a list that is too short where texts in it grew together."""
    if not case.raised("IndexError", "ValueError"):
        return None
    for name in _too_short(case):
        for cell in [*case.before()][::-1]:
            for node in reversed(cell.find(ast.Assign)):
                if not any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
                    continue
                return _explained(case, cell, node.value)
    return None


def _too_short(case: Case) -> Iterator[str]:
    """The names on the line at fault that may stand for the list: indexed where an index is too large, or any."""
    if case.raised("IndexError"):
        indexed = (node.value for node in case.here(ast.Subscript)) if BEYOND.search(case.message) else ()
        yield from (value.id for value in indexed if isinstance(value, ast.Name))
    else:
        yield from (node.id for node in case.here(ast.Name) if isinstance(node.ctx, ast.Load))


def _explained(case: Case, cell: CellCase, value: ast.expr) -> Diagnosis | None:
    """The first joint within a list, where the error tells no lengths that speak against it."""
    listed = value.args[0] if isinstance(value, ast.Call) and value.args else value
    if not isinstance(listed, ast.List | ast.Tuple) or not all(_is_text(element) for element in listed.elts):
        return None
    joints = [
        joint for element in listed.elts for joint in _joints(without_magics(cell.source)) if _holds(element, joint)
    ]
    if not joints or not _speaks_of(case, len(listed.elts), len(joints)):
        return None
    first = joints[0]
    message = JOINED.format(line=first.line, code=first.written)
    return case.diagnosis("missing-comma", message, MEND.format(code=first.written), cell=cell, line=first.line)


def _speaks_of(case: Case, length: int, joints: int) -> bool:
    """Whether the error fits a list of this length that was to have as many more entries as there are joints."""
    if found := BEYOND.search(case.message):
        return found[1] is None or int(found[1]) == length
    told = {int(number) for number in re.findall(r"(?<![\w.])\d{1,6}(?!\w|\.\d)", case.message)}
    return {length, length + joints} <= told


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _holds(element: ast.expr, joint: Joint) -> bool:
    end = (element.end_lineno or element.lineno, element.end_col_offset or 0)
    return (element.lineno, element.col_offset) <= joint.begin < end


@lru_cache(maxsize=8)
def _joints(source: str) -> tuple[Joint, ...]:
    """Each text that another one follows with nothing between them; columns in bytes, as in syntax trees."""
    found: list[Joint] = []
    before: tokenize.TokenInfo | None = None
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in BETWEEN:
                continue
            if before is not None and before.type == token.type == tokenize.STRING and _are_two(before, token):
                begin = (before.start[0], len(before.line[: before.start[1]].encode()))
                found.append(Joint(begin, before.end[0], plain(before.string, 60)))
            before = token
    except (tokenize.TokenError, SyntaxError):  # a magic of IPython, for one
        return ()
    return tuple(found)


def _are_two(one: tokenize.TokenInfo, other: tokenize.TokenInfo) -> bool:
    """Whether no white space is where they meet: a long text that goes on in the next line has it there."""
    return not (one.string.rstrip("\"'").endswith((" ", "\\n")) or other.string.lstrip("\"'").startswith(" "))


JOINED = text(
    "A comma is missing in line {line}, after `{code}`: Python made one text of it and the next, so the list is "
    "shorter than it looks.",
    "{line}번째 줄의 `{code}` 뒤에 쉼표(,)가 빠졌습니다. 파이썬이 다음 문자열과 하나로 이어 붙여서 리스트가 "
    "보기보다 짧습니다.",
)
MEND = text("Put a comma after it: `{code},`", "뒤에 쉼표를 넣어 주십시오: `{code},`")

"""The cells of a notebook as one module, as Python meets them one after another."""

from __future__ import annotations

import ast
import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from graders.code.cells import SourceCell
from graders.source import parse, without_magics

MAX_DEPTH = 90
"""Deeper syntax is not read: the parser of LibCST recurses on the machine's own stack."""
MAX_CHARACTERS = 500_000


@dataclass(frozen=True)
class Place:
    """A line of a cell, from 1."""

    cell: str
    line: int


@dataclass(frozen=True)
class Unreadable:
    """A cell that could not be read as Python, and why."""

    cell: str
    line: int | None
    message: str


@dataclass(frozen=True)
class Joined:
    """One module made of all readable cells; the lines of the others are empty."""

    source: str
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def place(self, line: int) -> Place:
        """The cell, and the line in it, of a line of the module."""
        at = bisect.bisect_right(self.starts, line) - 1
        return Place(self.names[at], line - self.starts[at] + 1)


def join(cells: Sequence[SourceCell]) -> Joined:
    """The cells as one module. Nothing is run."""
    lines: list[str] = []
    joined = Joined("", {})
    room = MAX_CHARACTERS
    for cell in cells:
        source, unreadable = _readable(cell, room)
        if unreadable:
            joined.unreadable[cell.name] = unreadable
        room -= len(source)
        joined.starts.append(len(lines) + 1)
        joined.names.append(cell.name)
        lines.extend(source.splitlines() or [""])
    return Joined("\n".join(lines) + "\n", joined.unreadable, joined.starts, joined.names)


def _readable(cell: SourceCell, room: int) -> tuple[str, Unreadable | None]:
    """The cell's source without IPython's own lines; empty, with the reason, where it is no Python."""
    if len(cell.source) > room:
        return "", Unreadable(cell.name, None, "too long")
    # Form feeds and the like are line ends to splitlines() but not to Python.
    source = "\n".join(cell.source.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_LINE_ENDS).split("\n"))
    try:
        tree = parse(source)
    except SyntaxError as error:
        return "", Unreadable(cell.name, error.lineno, error.msg or "invalid syntax")
    if _depth(tree) > MAX_DEPTH:
        return "", Unreadable(cell.name, None, "nested too deeply")
    try:
        ast.parse(source)
    except SyntaxError:
        source = without_magics(source)
    return source, None


_NO_LINE_ENDS = {ord(c): " " for c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}


def _depth(tree: ast.AST) -> int:
    deepest, nodes = 0, [(tree, 0)]
    while nodes:
        node, depth = nodes.pop()
        deepest = max(deepest, depth)
        nodes.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return deepest

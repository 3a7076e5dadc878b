"""The cells of a notebook as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from graders.code.cells import SourceCell
from graders.source import parse

MAX_DEPTH = 90
"""Deeper syntax is not read: whoever walks through a tree recurses."""
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
class Trees:
    """The syntax trees of a notebook's cells."""

    readable: list[tuple[str, ast.Module]] = field(default_factory=list)
    """Each cell's name with its tree, in order."""
    unreadable: dict[str, Unreadable] = field(default_factory=dict)


def trees_of(cells: Sequence[SourceCell]) -> Trees:
    """The cells' syntax trees, without IPython's own lines. Nothing is run."""
    found = Trees()
    room = MAX_CHARACTERS
    for cell in cells:
        tree = _tree(cell, room)
        if isinstance(tree, Unreadable):
            found.unreadable[cell.name] = tree
        else:
            room -= len(cell.source)
            found.readable.append((cell.name, tree))
    return found


def _tree(cell: SourceCell, room: int) -> ast.Module | Unreadable:
    if len(cell.source) > room:
        return Unreadable(cell.name, None, "too long")
    try:
        tree = parse(cell.source.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_LINE_ENDS))
    except SyntaxError as error:
        return Unreadable(cell.name, error.lineno, error.msg or "invalid syntax")
    return Unreadable(cell.name, None, "nested too deeply") if _depth(tree) > MAX_DEPTH else tree


_NO_LINE_ENDS = {ord(c): " " for c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}


def _depth(tree: ast.AST) -> int:
    deepest, nodes = 0, [(tree, 0)]
    while nodes:
        node, depth = nodes.pop()
        deepest = max(deepest, depth)
        nodes.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return deepest

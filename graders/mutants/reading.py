"""A cell as what can be changed in it: its syntax tree, with the place of every node in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graders import source

ATOMS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set)
"""Expressions that need no brackets, wherever they stand; a tuple's are its own."""


@dataclass(frozen=True)
class Change:
    """Other text for a piece of a cell's source."""

    start: int
    end: int
    """Characters of the source, from 0."""
    new: str


@dataclass(frozen=True)
class Reading:
    """One answer cell, parsed."""

    name: str
    source: str
    known: frozenset[str] = frozenset()
    """Names that the cells before bind."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The labels that a variable's answer is chosen among."""
    drawn: bool = False
    """Whether the quest judges figures."""

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree.

        Raises:
            SyntaxError: the cell is not Python.
        """
        return source.parse(self.source)

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Of each node, the one that it stands in."""
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes that this one stands in, the nearest first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node stands in the source: its first character, and the one behind its last."""
        assert isinstance(node, ast.expr | ast.stmt | ast.keyword)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset)

    def text(self, node: ast.AST) -> str:
        """A node's source."""
        start, end = self.span(node)
        return self.source[start:end]

    def replaced(self, node: ast.AST, new: str) -> Change:
        """Other source for a node."""
        return Change(*self.span(node), new)

    def put_in_place(self, node: ast.AST, other: ast.expr) -> Change:
        """Another node's source for a node, in brackets where it needs some."""
        text = self.text(other)
        bare = isinstance(other, ATOMS) or isinstance(self.parents[node], ast.stmt | ast.keyword)
        return self.replaced(node, text if bare else f"({text})")

    def between(self, first: ast.AST, second: ast.AST) -> tuple[int, int]:
        """The piece of source between two nodes."""
        return self.span(first)[1], self.span(second)[0]

    def _offset(self, line: int, column: int) -> int:
        before = self._lines[line - 1]
        return self._starts[line - 1] + len(before.encode()[:column].decode())

    @cached_property
    def _lines(self) -> list[str]:
        return self.source.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts


def called(node: ast.AST) -> str:
    """The last part of the name of what is called: ``Dense`` of ``keras.layers.Dense(…)``; empty for other nodes."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_class(name: str) -> bool:
    """Whether a name is written as classes are: ``Dense``, ``Conv2D``."""
    return name[:1].isupper() and not name.isupper()


def bound(tree: ast.AST) -> set[str]:
    """Every name that is bound somewhere in a tree."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return names


def bound_outside(tree: ast.AST) -> set[str]:
    """Names that a cell binds for the cells after it: those in its functions and classes are their own."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, inner):
            names.add(node.name)
        elif isinstance(node, ast.Name | ast.Import | ast.ImportFrom):
            names |= bound(node)
        else:
            names |= bound_outside(node)
    return names

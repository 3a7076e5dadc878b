"""Walking through a LibCST tree without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

import libcst as cst

_LATE = ("body", "orelse", "finalbody")
"""Fields that stand last in the source, wherever the class declares them: decorators come before a body."""
_EMPTY = (cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine)


def walk(node: cst.CSTNode, visitor: cst.CSTVisitor) -> None:
    """Shows every node to a visitor, in the order of the source; white space and comments are passed over.

    As ``node.visit(visitor)``, which builds each node anew on its way for visitors that change something, and takes
    several times as long.
    """
    if visitor.on_visit(node) is not False:
        for child in _children(node):
            walk(child, visitor)
    visitor.on_leave(node)


def _children(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for name in _fields(type(node)):
        value = getattr(node, name)
        for child in value if isinstance(value, tuple | list) else (value,):
            if isinstance(child, cst.CSTNode) and not isinstance(child, _EMPTY):
                yield child


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a class that may hold nodes which mean something, in the order of the source."""
    names = [field.name for field in fields(kind) if "whitespace" not in field.name and field.name != "leading_lines"]
    if kind is cst.IfExp:
        return ("body", "test", "orelse")
    return tuple(sorted(names, key=lambda name: _LATE.index(name) + 1 if name in _LATE else 0))

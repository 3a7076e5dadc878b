"""What is read of a learner's code: uses of names, definitions and loops."""

from __future__ import annotations

import ast
import itertools
from dataclasses import dataclass, field
from typing import Any

from graders.code.trees import Place


@dataclass(frozen=True)
class Use:
    """One use of a name."""

    names: frozenset[str]
    """The full names it may stand for (``numpy.dot``); ``?.dot`` where only the attribute is known."""
    place: Place
    called: bool
    inside: tuple[int, ...]
    """The definitions around it, outermost first."""
    keywords: dict[str, Any] = field(default_factory=dict)
    """Of a call: its keyword arguments, with literal values; ``...`` stands for any other value."""
    positional: tuple[Any, ...] = ()
    """Of a call: its positional arguments up to the first ``*``, likewise."""
    has_stars: bool = False
    """Of a call: whether ``*`` or ``**`` may bring further arguments."""


@dataclass(frozen=True)
class Definition:
    """One function, method or class of the notebook."""

    name: str
    """``Net.call`` for a method."""
    kind: str
    """``function`` or ``class``."""
    place: Place
    parameters: tuple[str, ...] = ()
    """Of a function: the names of its parameters, in order."""
    bases: frozenset[str] = frozenset()
    """Of a class: the full names that its bases may stand for."""


@dataclass(frozen=True)
class Loop:
    """One loop: ``for``, ``while`` or a comprehension."""

    kind: str
    place: Place
    inside: tuple[int, ...]


def arguments(call: ast.Call) -> dict[str, Any]:
    """A call's arguments, as :class:`Use` keeps them."""
    before_stars = itertools.takewhile(lambda argument: not isinstance(argument, ast.Starred), call.args)
    positional = tuple(_literal(argument) for argument in before_stars)
    return {
        "keywords": {keyword.arg: _literal(keyword.value) for keyword in call.keywords if keyword.arg is not None},
        "positional": positional,
        "has_stars": len(positional) < len(call.args) or any(keyword.arg is None for keyword in call.keywords),
    }


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ...

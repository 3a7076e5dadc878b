"""Reading a learner's notebook: which functions it calls, under their full names, and where it loops.

Names are followed through imports, aliases (``d = np.dot``), ``getattr`` with a literal,
variables made by known constructors (``model = keras.Sequential(...)``, so that
``model.fit`` is ``keras.Model.fit``), and functions that return such. Reading follows what
is written, not what would happen: it is advice on how something was done, and no proof.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from graders.code.cells import SourceCell
from graders.code.resolve import UNKNOWN, Resolver
from graders.code.signatures import parameters
from graders.code.trees import Place, Unreadable, trees_of
from graders.code.uses import Definition, Loop, Use, arguments
from graders.code.walking import Mention, Walk


@dataclass(frozen=True)
class Code:
    """What was read."""

    uses: list[Use] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    functions: dict[str, int] = field(default_factory=dict)
    """The last definition of each function, by name (``Net.call`` for a method)."""
    calls_between: dict[int, set[str]] = field(default_factory=dict)
    """The functions of the notebook's own that a definition mentions."""
    places: dict[int, Place] = field(default_factory=dict)
    """Where each definition begins."""
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    """Cells that are no Python, by name."""
    definitions: list[Definition] = field(default_factory=list)
    """Every function, method and class, in order."""

    def arguments(self, call: Use) -> dict[str, Any]:
        """A call's arguments by the names of their parameters, however they were given.

        Positional ones whose parameter is not known are left out.
        """
        own = {one.name: one.parameters for one in self.definitions}
        for name in sorted(call.names):
            if names := own.get(name) or parameters(name):
                return dict(zip(names, call.positional, strict=False)) | call.keywords
        return call.keywords

    def within(self, function: str) -> set[int] | None:
        """The definitions that make up a function: its own, and those of its helpers; None when it is not defined."""
        if function not in self.functions:
            return None
        found: set[int] = set()
        open_names = [function]
        while open_names:
            name = open_names.pop()
            definition = self.functions.get(name)
            if definition is not None and definition not in found:
                found.add(definition)
                open_names.extend(self.calls_between.get(definition, ()))
        return found


def read(cells: Sequence[SourceCell]) -> Code:
    """Reads the cells one after another; those that are no Python are left out and told in ``unreadable``."""
    trees = trees_of(cells)
    walk = Walk()
    try:
        for name, tree in trees.readable:
            walk.cell(name, tree)
        return _understood(walk, trees.unreadable)
    except RecursionError:
        unread = {cell.name: Unreadable(cell.name, None, "nested too deeply") for cell in cells}
        return Code(unreadable=unread | trees.unreadable)


def matching(uses: Sequence[Use], pattern: str) -> Iterator[Use]:
    """The uses of a name; ``numpy.linalg.*`` takes all below it, ``*.dot`` every method of that name."""
    for use in uses:
        if any(fnmatchcase(name, pattern) for name in use.names):
            yield use


def _understood(walk: Walk, unreadable: dict[str, Unreadable]) -> Code:
    """What was met on the walk, now that all is known that names are given."""
    resolver = Resolver(walk.names(), walk.star_imports)
    calls_between: dict[int, set[str]] = {serial: set() for serial in walk.places}
    for mention in walk.mentions:
        if mention.node is not None:
            paths = {own.path for own in resolver.own(mention.node)}
            for definition in mention.inside:
                calls_between[definition] |= paths
    return Code(
        [use for mention in walk.mentions if (use := _use(mention, resolver))],
        walk.loops,
        walk.functions,
        calls_between,
        walk.places,
        unreadable,
        [replace(one, bases=_names(bases, resolver)) for one, bases in walk.definitions],
    )


def _use(mention: Mention, resolver: Resolver) -> Use | None:
    node = mention.node
    if node is None:
        return Use(frozenset({"operator.matmul"}), mention.place, called=True, inside=mention.inside)
    names = resolver.names(node)
    if not names and isinstance(node, ast.Attribute):
        names = frozenset({f"{UNKNOWN}.{node.attr}"})
    # What the notebook defines itself goes by its bare name, as nothing that is imported does.
    names = names or frozenset(own.path.rpartition(".")[2] for own in resolver.own(node))
    if not names:
        return None
    given = arguments(mention.call) if mention.call else {}
    return Use(names, mention.place, mention.call is not None, mention.inside, **given)


def _names(bases: Sequence[ast.expr], resolver: Resolver) -> frozenset[str]:
    return frozenset(one.name for base in bases for one in resolver.meanings(base))

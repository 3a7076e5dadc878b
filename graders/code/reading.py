"""Reading a learner's notebook: which functions it calls, under their full names, and where it loops.

Names are followed through imports, aliases (``d = np.dot``), ``getattr`` with a literal,
variables made by known constructors (``model = keras.Sequential(...)``, so that
``model.fit`` is ``keras.Model.fit``), and functions that return such. Reading follows what
is written, not what would happen: it is advice on how something was done, and no proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper

from graders.code.cells import SourceCell
from graders.code.joined import Joined, Place, Unreadable, join
from graders.code.resolve import Resolver
from graders.code.signatures import parameters
from graders.code.uses import Definition, DefinitionVisitor, Loop, Names, Use, UseVisitor
from graders.code.walking import walk


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
    """Reads the cells as one module; those that are no Python are left out and told in ``unreadable``."""
    joined = join(cells)
    try:
        visitor = _visited(joined)
    except (RecursionError, cst.ParserSyntaxError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "invalid syntax"
        unread = {cell.name: Unreadable(cell.name, None, reason) for cell in cells}
        return Code(unreadable=unread | joined.unreadable)
    return Code(
        visitor.uses,
        visitor.loops,
        visitor.functions,
        visitor.calls_between,
        {serial: joined.place(line) for serial, line in visitor.definition_lines.items()},
        joined.unreadable,
        visitor.definitions,
    )


def matching(uses: Sequence[Use], pattern: str) -> Iterator[Use]:
    """The uses of a name; ``numpy.linalg.*`` takes all below it, ``*.dot`` every method of that name."""
    for use in uses:
        if any(fnmatchcase(name, pattern) for name in use.names):
            yield use


def _visited(joined: Joined) -> UseVisitor:
    wrapper = MetadataWrapper(cst.parse_module(joined.source), unsafe_skip_copy=True)
    names = Names(wrapper)
    first = DefinitionVisitor(names)
    walk(wrapper.module, first)
    second = UseVisitor(wrapper, Resolver(first.definitions, names.of), joined.place)
    walk(wrapper.module, second)
    return second

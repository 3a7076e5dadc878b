"""The parts of a combinator: criteria within a criterion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graders.quest.file import CriterionSpec

COMBINATORS = ("all", "any", "some")
"""The kinds that are judged by their parts, the tables of their option ``of``."""
PART_KEYS = ("kind", "title", "hint", "cell")
"""The keys of a part that are not its kind's."""


def parts(spec: CriterionSpec) -> list[CriterionSpec]:
    """The parts of a valid combinator in their order, with the ids ``ID-1``, ``ID-2``, …; none of another kind.

    A part that says no title or cell is about its criterion's.
    """
    if spec.kind not in COMBINATORS:
        return []
    return [_part(spec, table, f"{spec.id}-{number}") for number, table in enumerate(spec.options["of"], start=1)]


def leaves(spec: CriterionSpec) -> Iterator[CriterionSpec]:
    """What is judged in the end: the criterion itself, or its parts' leaves."""
    if spec.kind not in COMBINATORS:
        yield spec
    for part in parts(spec):
        yield from leaves(part)


def _part(spec: CriterionSpec, table: dict[str, Any], name: str) -> CriterionSpec:
    given = {"title": spec.title, "cell": spec.cell} | {key: table[key] for key in PART_KEYS if key in table}
    return CriterionSpec(id=name, points=spec.points, options=own_options(table), **given)


def own_options(table: dict[str, Any]) -> dict[str, Any]:
    """The keys of a part's table that belong to its kind."""
    return {key: value for key, value in table.items() if key not in PART_KEYS}

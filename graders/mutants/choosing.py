"""Which mutants are tried, where not all can be."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence

from graders.mutants.mutant import Mutant


def chosen(among: Sequence[Mutant], count: int, always: Collection[str] = ()) -> list[Mutant]:
    """At most ``count`` mutants, spread over cells and over operators, and the same ones each time.

    Fewer are the first of more: who tries more tries these, too.

    Args:
        always: ids of mutants that are taken besides.
    """
    rest = {mutant.id: mutant for mutant in among}
    taken: list[Mutant] = []
    in_cell: Counter[str] = Counter()
    of_operator: Counter[str] = Counter()
    while rest and len(taken) < count:
        best = min(rest.values(), key=lambda m: (of_operator[m.operator] + in_cell[m.cell], _lot(m.id)))
        taken.append(rest.pop(best.id))
        in_cell[best.cell] += 1
        of_operator[best.operator] += 1
    taken.extend(rest[name] for name in always if name in rest)
    place = {mutant.id: position for position, mutant in enumerate(among)}
    return sorted(taken, key=lambda mutant: place[mutant.id])


def _lot(name: str) -> str:
    """A number as good as drawn, which stays the same."""
    return hashlib.sha256(name.encode()).hexdigest()

"""The word that a misspelt one most likely means."""

from __future__ import annotations

from collections.abc import Iterable

MAX_LENGTH = 60
MAX_CANDIDATES = 5000


def near(wrong: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``wrong``, if it is close enough that a slip of the hand explains it.

    Slips are counted as letters dropped, added, replaced or swapped with their neighbour; case and
    underscores weigh less. Short words must be closer than long ones.
    """
    if not wrong or len(wrong) > MAX_LENGTH:
        return None
    allowed = 1.0 if len(wrong) <= 4 else 2.0 if len(wrong) <= 9 else 3.0
    if len(wrong) <= 2:
        allowed = 0.5
    best: tuple[float, str] | None = None
    for word in list(known)[:MAX_CANDIDATES]:
        if word == wrong or abs(len(word) - len(wrong)) > 3 or len(word) > MAX_LENGTH:
            continue
        slips = _slips(wrong, word)
        if slips <= allowed and (best is None or (slips, word) < best):
            best = (slips, word)
    return best[1] if best else None


def _slips(one: str, other: str) -> float:
    """How many slips lead from one word to the other (optimal string alignment)."""
    if _bare(one) == _bare(other):
        return 0.5
    one, other = one.lower(), other.lower()
    previous: list[int] = []
    current = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        older, previous, current = previous, current, [i]
        for j, b in enumerate(other, start=1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            current.append(cost)
    return current[-1]


def _bare(word: str) -> str:
    return word.lower().replace("_", "")

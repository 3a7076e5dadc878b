"""The word that a misspelt one most likely means."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_LENGTH = 60
MAX_CANDIDATES = 5000
SHORTENED = 4
"""Letters from which on a word may be meant by its beginning: ``save_best`` for ``save_best_only``."""


def near(wrong: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``wrong``, if it is close enough that a slip of the hand explains it.

    Slips are counted as letters dropped, added, replaced or swapped with their neighbour; case and
    underscores weigh less. Short words must be closer than long ones.
    """
    if not wrong or len(wrong) > MAX_LENGTH:
        return None
    allowed = 0.5 if len(wrong) <= 2 else 1.0 if len(wrong) <= 5 else 2.0 if len(wrong) <= 9 else 3.0
    best: tuple[float, float, str] | None = None
    for word in list(known)[:MAX_CANDIDATES]:
        if word == wrong or abs(len(word) - len(wrong)) > 3 or len(word) > MAX_LENGTH:
            continue
        slips = slips_between(wrong, word)
        if slips <= allowed and slips < max(len(wrong), len(word)):
            # Of two that are as near, the one whose capitals are as typed.
            rank = (slips, 0.0 if word[:1].isupper() == wrong[:1].isupper() else 1.0, word)
            best = min(best, rank) if best else rank
    return best[2] if best else None


def near_argument(wrong: str, known: Iterable[str]) -> str | None:
    """As :func:`near`, for keywords and attributes: also one that ``wrong`` is the beginning of, or that begins it."""
    known = sorted(known)
    if found := near(wrong, known):
        return found
    longer = [word for word in known if word.startswith(wrong) and word != wrong]
    if longer and (len(wrong) >= SHORTENED or len(longer) == 1 or len(min(longer, key=len)) == len(wrong) + 1):
        return min(longer, key=len)
    shorter = [word for word in known if len(word) >= SHORTENED and wrong.startswith(word)]
    return max(shorter, key=len, default=None)


def is_a_sibling(one: str, other: str) -> bool:
    """Whether two names differ on purpose: ``x_train`` and ``y_train``, ``model1`` and ``model2``."""
    parts, others = re.findall(r"[^\W\d_]+|\d+", one.lower()), re.findall(r"[^\W\d_]+|\d+", other.lower())
    if len(parts) != len(others):
        digits = [part for part in (*parts, *others) if part.isdigit()]
        return bool(digits) and [p for p in parts if not p.isdigit()] == [p for p in others if not p.isdigit()]
    differing = [(a, b) for a, b in zip(parts, others, strict=True) if a != b]
    return bool(differing) and all((len(a) == len(b) == 1) or (a.isdigit() and b.isdigit()) for a, b in differing)


def slips_between(one: str, other: str) -> float:
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

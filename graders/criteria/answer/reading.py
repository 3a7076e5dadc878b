"""What learners write for an answer, read with goodwill: brackets, quotes, case and width do not matter."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy as np

MAX_CHARACTERS = 2_000
"""Of one answer in words; what goes beyond is not read."""
MAX_ITEMS = 200

_LEADING = re.compile(r"^(?:my |the )?(?:answer|choice|정답|답)(?: is|은|는)?\s*[:=]?\s+|^[:=]\s*")
_WRAPPED = re.compile(r"""^[\s"'`“”‘’(\[{]+|[\s"'`“”‘’)\]}.,:;]+$""")
_NUMBERED = re.compile(r"^(\d+)\s*번$")
_SEPARATORS = re.compile(r"\s*(?:->|=>|→|[,;/·>&+\n])\s*|\s+(?:and|then|및|그리고)\s+|(?<=\S)[와과]\s+")
_PLACEHOLDERS = frozenset(
    [
        *("todo", "tbd", "fixme", "your answer", "your answer here", "answer here", "write here"),
        *("idk", "i don't know", "i do not know"),
        *("답을 쓰세요", "여기에 답", "여기에 답을 쓰세요", "여기에 작성", "모름", "모르겠습니다"),
    ]
)
_OPEN_MARKS = frozenset("?_… ")


def normalised(words: str) -> str:
    """Words without what does not matter: width, case, doubled spaces, quotes, brackets and stops around them."""
    one_line = " ".join(unicodedata.normalize("NFKC", words[:MAX_CHARACTERS]).split()).casefold()
    while (bare := _WRAPPED.sub("", one_line)) != one_line:
        one_line = bare
    return one_line


def word(value: Any) -> str | None:
    """A label or item as normalised words: ``"(B)"``, ``'b.'``, ``"답: b"`` are ``b``, and ``"2번"`` is ``2``.

    None for what is no single word or number.
    """
    if isinstance(value, np.ndarray | np.generic):
        value = value.item() if value.size == 1 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool | int | float):
        return str(value).casefold() if not isinstance(value, int) or abs(value) < 10**30 else None
    if not isinstance(value, str):
        return None
    bare = normalised(value)
    return _NUMBERED.sub(r"\1", normalised(_LEADING.sub("", bare)) or bare)


def items(value: Any) -> list[Any] | None:
    """The items of a list, tuple, set or one-dimensional array; None for anything else."""
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.size <= MAX_ITEMS:
        return list(value.tolist())
    return value if isinstance(value, list) and len(value) <= MAX_ITEMS else None


def parted(words: str) -> list[str]:
    """Several answers written as one text: ``"a, c"``, ``"a > c"``, ``"a and c"``, ``"a와 c"``."""
    return [part for part in _SEPARATORS.split(words[:MAX_CHARACTERS]) if part.strip()][:MAX_ITEMS]


def is_placeholder(value: Any) -> bool:
    """Whether nothing is said yet: None, empty words, dots, underscores, ``TODO``, or a list of nothing else."""
    if value is None:
        return True
    if isinstance(value, str):
        bare = normalised(value)
        return _OPEN_MARKS.issuperset(bare) or bare in _PLACEHOLDERS
    if isinstance(value, np.ndarray):
        return value.size == 0
    parts = list(value.values()) if isinstance(value, dict) else value
    return isinstance(parts, list) and len(parts) <= MAX_ITEMS and all(_is_open(part) for part in parts)


def _is_open(part: Any) -> bool:
    """Whether a part of an answer says nothing; one that has parts itself says something."""
    return part is None or (isinstance(part, str) and is_placeholder(part))

"""Words of a kernel made fit to keep: no terminal colours, no characters that a database refuses, no excess."""

from __future__ import annotations

import re
from typing import Any

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs: PostgreSQL stores no NUL, UTF-8 no half pair."""


def plain(words: object, limit: int) -> str:
    """``words`` as text of at most ``limit`` characters, without colours and control characters."""
    text = words if isinstance(words, str) else str(words)
    # Cut first: what is cut away need not be searched, and it may be gigabytes.
    text = UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", ANSI.sub("", text[: limit * 4]))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def storable(value: Any) -> Any:
    """JSON data with every string's unstorable characters replaced; nothing is cut."""
    if isinstance(value, str):
        return UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {storable(key): storable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [storable(part) for part in value]
    return value

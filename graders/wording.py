"""Values, shapes and calls as short plain text that is safe to show and to store.

What a learner's sandbox wrote is hostile text: everything shown goes through :func:`plain`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from graders.text import Text

_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ESCAPED = re.compile(r"\x1b\[[0-9;]{0,40}[A-Za-z]")
"""A terminal's colour, or another command to it."""
COLOUR = re.compile(r"\x1b?\[[0-9]{1,3}(?:;[0-9]{1,3})*m")
"""A colour, also where the escape character before it was already taken out; for words of exceptions alone."""
_KERAS_ARGUMENTS = re.compile(r"\s*Arguments received by ")
_FEW_ELEMENTS = 16


def plain(words: str, limit: int = 300) -> str:
    """``words`` without control, direction and surrogate characters, at most ``limit`` characters."""
    clean = " ".join(_UNSHOWABLE.sub("", _ESCAPED.sub("", words[: limit * 4])).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def plain_lines(words: str, limit: int) -> str:
    """As :func:`plain`, but with its lines and their indents kept: a text that is read as Markdown."""
    lines = words[: limit * 4].expandtabs(4).splitlines()
    return "\n".join(_UNSHOWABLE.sub("", line).rstrip() for line in lines).strip("\n")[:limit]


def gist(message: str, limit: int = 300) -> str:
    """The line of an exception's message that tells the cause.

    TensorFlow's errors bury it under a traceback; Keras' errors colour it, and list a call's arguments after it.
    """
    words = _KERAS_ARGUMENTS.split(COLOUR.sub("", message[:20_000]), maxsplit=1)[0] or message[:20_000]
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) > 2 and (lines[0].endswith(":") or "Graph execution error" in lines[0]):
        told = [line for line in lines[1:] if not line.startswith(("File ", "Detected at", "[[", "[Op:", "<stack"))]
        lines = told[-1:] or lines
    return plain(" ".join(lines[:3]), limit)


def verbatim(words: str) -> Text:
    """What reads the same in every language: a shape, a number, code."""
    return Text(en=words, ko=words)


def shown_shape(shape: Sequence[int]) -> str:
    """A shape as NumPy prints it: ``(3,)``, ``(60000, 784)``."""
    return plain(str(tuple(shape)), 200)


def shown_index(index: Sequence[int]) -> str:
    """An index as a reader would type it: ``[3]``, ``[0, 2]``; empty for a scalar."""
    return "[" + ", ".join(str(i) for i in index) + "]" if len(index) else ""


def shown_number(number: Any) -> str:
    """A number with at most six significant digits."""
    if isinstance(number, bool | np.bool_):
        return str(bool(number))
    if isinstance(number, int | np.integer):
        # Python refuses to print integers of very many digits, and nobody could read them.
        return str(int(number)) if abs(int(number)) < 10**30 else "≥10^30" if number > 0 else "≤-10^30"
    if isinstance(number, float | np.floating):
        return f"{float(number):.6g}"
    return plain(str(number), 80)


def shown(value: Any, limit: int = 200, few: int = _FEW_ELEMENTS) -> str:
    """A value in one line: small ones in full, arrays by shape and dtype, empty ones by their shape."""
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return shown_number(value[()])
        if value.size == 0:
            return f"array of shape {shown_shape(value.shape)}"
        about = f"array{shown_shape(value.shape)} {value.dtype}"
        if value.size <= few and value.dtype.kind in "biuf":
            return plain(f"{_shown_nested(value.tolist())}", limit)
        return about
    if isinstance(value, bool | int | float | np.generic):
        return shown_number(value)
    if isinstance(value, str):
        return plain(repr(value[:limit]), limit)
    if isinstance(value, list | tuple):
        return plain(_shown_nested(value), limit)
    if value is None:
        return "None"
    return plain(str(value)[: limit * 4], limit)


def _shown_nested(value: Any, depth: int = 0) -> str:
    if isinstance(value, list | tuple):
        if depth > 6:
            return "[…]"
        items = [_shown_nested(item, depth + 1) for item in value[:_FEW_ELEMENTS]]
        inside = ", ".join(items) + (", …" if len(value) > _FEW_ELEMENTS else "")
        return f"({inside}{',' if len(value) == 1 else ''})" if isinstance(value, tuple) else f"[{inside}]"
    return shown(value, 60)


def shown_call(function: str, arguments: Sequence[Any]) -> str:
    """A call as a reader would type it, with large arrays described."""
    return plain(f"{function}({', '.join(shown(a, 120, few=8) for a in arguments)})", 400)


def shown_points(points: float) -> str:
    """Points without a needless fraction: ``7``, ``7.5``, ``7.33``."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def shown_percent(share: float) -> Text:
    """A share as a percentage with one decimal: ``97.1 %``; Korean writes the sign close to its number."""
    number = f"{100 * share:.1f}" if math.isfinite(share) else "?"
    return Text(en=f"{number} %", ko=f"{number}%")

"""What an instructor's function returns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from graders.report import FindingState
from graders.text import Text
from graders.wording import plain_lines, shown

Said = Text | str | int | float
"""Words in both languages, or what reads the same in each: a number, a shape, code."""
MAX_WORDS = 2_000


def text(en: str, ko: str) -> Text:
    """Words for learners in both languages, at most 2,000 characters of each; what cannot be shown is left out."""
    return Text(en=plain_lines(str(en), MAX_WORDS), ko=plain_lines(str(ko), MAX_WORDS))


@dataclass(frozen=True)
class Outcome:
    """What ``judge`` returns; made by :func:`passed`, :func:`partial`, :func:`failed` and :func:`unattempted`."""

    state: FindingState
    share: float
    message: Text
    expected: Text | None = None
    found: Text | None = None
    hint: Text | None = None
    cell: str | None = None
    line: int | None = None


def passed(message: Text, **fields: Any) -> Outcome:
    """All points.

    Args:
        message: one sentence in both languages: the outcome and its cause.
        fields: ``expected`` and ``found`` (the two shapes, the two numbers), ``hint`` (what to try), ``cell`` and
            ``line`` (where to look).
    """
    return _outcome(FindingState.PASSED, 1.0, message, **fields)


def partial(share: float, message: Text, **fields: Any) -> Outcome:
    """A share (0 to 1) of the points; 1 passes and 0 fails. ``fields`` as of :func:`passed`."""
    share = float(share)
    if not math.isfinite(share):
        raise ValueError(f"a share of the points must be a number from 0 to 1, not {share}")
    share = min(max(share, 0.0), 1.0)
    state = FindingState.PASSED if share >= 1 else FindingState.PARTIAL if share > 0 else FindingState.FAILED
    return _outcome(state, share, message, **fields)


def failed(message: Text, **fields: Any) -> Outcome:
    """No points. ``fields`` as of :func:`passed`."""
    return _outcome(FindingState.FAILED, 0.0, message, **fields)


def unattempted(message: Text, **fields: Any) -> Outcome:
    """No points, and no reproach: nothing was tried yet. ``fields`` as of :func:`passed`."""
    return _outcome(FindingState.UNATTEMPTED, 0.0, message, **fields)


def _outcome(
    state: FindingState,
    share: float,
    message: Text,
    *,
    expected: Said | None = None,
    found: Said | None = None,
    hint: Text | None = None,
    cell: str | None = None,
    line: int | None = None,
) -> Outcome:
    for words in (message, hint):
        if words is not None and not isinstance(words, Text):
            raise TypeError(f'words for learners are text("English", "한국어"), not a {type(words).__name__}')
        if words is not None and not (words.en.strip() and words.ko.strip()):
            raise ValueError("words for learners must be there in both languages")
    return Outcome(
        state,
        share,
        text(message.en, message.ko),
        _side(expected),
        _side(found),
        hint and text(hint.en, hint.ko),
        cell,
        line,
    )


def _side(value: Said | None) -> Text | None:
    if value is None:
        return None
    if isinstance(value, Text):
        return text(value.en, value.ko)
    words = value if isinstance(value, str) else shown(value)
    return text(words, words)

"""Messages of libraries that tell what does not fit, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graders.diagnosis.case import Case
from graders.report import Diagnosis
from graders.text import Text
from graders.wording import plain

SHAPE = r"[(\[][\d, None]*[)\]]"


@dataclass(frozen=True)
class Pattern:
    """A message that tells two shapes or sizes, and what it means."""

    cause: str
    regex: re.Pattern[str]
    """Its named groups fill ``message`` and ``mend``."""
    message: Text
    mend: Text


def first_match(case: Case, patterns: Sequence[Pattern]) -> Diagnosis | None:
    """What the first pattern that is found in the error's message means."""
    if case.error is None:
        return None
    for pattern in patterns:
        if found := pattern.regex.search(case.message):
            values = {name: plain(value or "", 80) for name, value in found.groupdict().items()}
            return case.diagnosis(pattern.cause, pattern.message.format(**values), pattern.mend.format(**values))
    return None

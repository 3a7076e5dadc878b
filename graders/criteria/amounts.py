"""How much of something a quest asks for: a number, or a range."""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.text import Text, text
from graders.wording import shown_number, verbatim

BETWEEN = text("{least} to {most}", "{least}~{most}")
AT_LEAST = text("at least {least}", "{least} 이상")
AT_MOST = text("at most {most}", "{most} 이하")

_ROUNDING = 1e-6
"""How far, relatively, a number may be off that went through float32, as learning rates do."""


class Range(BaseModel):
    """From ``min`` to ``max``, both included; one of them may be left out."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    min: float | None = Field(default=None, allow_inf_nan=False)
    """The least that is right; absent where there is no lower end."""
    max: float | None = Field(default=None, allow_inf_nan=False)
    """The greatest that is right; absent where there is no upper end."""

    @model_validator(mode="after")
    def _says_something(self) -> Range:
        if self.min is None and self.max is None:
            raise ValueError("give min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is greater than max")
        return self


Amount = int | float | Range
"""In ``quest.toml``: ``20``, or ``{ min = 3, max = 6 }``."""


def is_met(amount: Amount, found: Any) -> bool:
    """Whether ``found`` is that much; None, NaN and what is no number never are."""
    if isinstance(found, bool) or not isinstance(found, int | float) or not abs(found) <= sys.float_info.max:
        return False
    least, most = _ends(amount)
    slack = _ROUNDING * abs(found)
    return (least is None or found >= least - slack) and (most is None or found <= most + slack)


def told(amount: Amount) -> Text:
    """The amount in words: ``20``, ``3 to 6``, ``at least 3``."""
    least, most = _ends(amount)
    ends = {"least": _shown(least), "most": _shown(most)}
    if least == most:
        return verbatim(ends["least"])
    return (AT_MOST if least is None else AT_LEAST if most is None else BETWEEN).format(**ends)


def _ends(amount: Amount) -> tuple[float | None, float | None]:
    return (amount.min, amount.max) if isinstance(amount, Range) else (amount, amount)


def _shown(number: float | None) -> str:
    if number is None:
        return ""
    return f"{int(number):,}" if float(number).is_integer() and abs(number) < 1e15 else shown_number(number)

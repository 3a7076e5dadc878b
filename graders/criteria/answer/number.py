"""``number``: a number, with a unit where the quest has one."""

from __future__ import annotations

import math
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from graders.criteria.answer.form import EXPLAINED, RIGHT, Form, quoted
from graders.criteria.answer.quantity import NUMBER, Quantity, Unit, read, unit_named
from graders.criteria.kind import Verdict, failed, passed
from graders.text import Text, text
from graders.wording import shown_number, verbatim

WRONG = text("{found} is not right.", "{found}은(는) 맞지 않습니다.")
NO_NUMBER = text(
    "`{name}` should be a number{unit}, but is {found}.",
    "`{name}` 값은 수{unit}여야 하지만 {found}입니다.",
)
IN_UNIT = text(" in {unit}", "({unit} 단위)")
UNIT_MISSING = text(
    "{found} has no unit. Write the number with its unit, as text: {example}",
    "{found}에 단위가 없습니다. 수와 단위를 함께 문자열로 써 주십시오: {example}",
)
OTHER_DIMENSION = text(
    "{found} is a quantity of another kind: an answer in {unit} is asked for.",
    "{found}은(는) 다른 종류의 양입니다. {unit} 단위의 답이 필요합니다.",
)
NO_UNIT_WANTED = text(
    "{found} has a unit, but a plain number is asked for.", "{found}에 단위가 있습니다. 단위 없는 수가 필요합니다."
)
SIGN = text("{found} has the wrong sign.", "{found}의 부호가 반대입니다.")
POWER = text(
    "The digits of {found} are right, but it is 10^{power} times too {size}. Look at the power of ten and the unit "
    "({unit}).",
    "{found}의 숫자는 맞지만 10^{power}배 {size}. 10의 거듭제곱과 단위({unit})를 확인해 주십시오.",
)
LARGE, SMALL = text("large", "큽니다"), text("small", "작습니다")
NUMBER_UNIT = text("a plain number", "단위 없음")
OTHER_UNIT = {
    "binary": text(
        "{found} mixes two units: 1 GB is 10^9 bytes, 1 GiB is 2^30 bytes (so with kB and KiB, MB and MiB).",
        "{found}은(는) 두 단위를 섞은 값입니다. 1 GB는 10^9바이트이고 1 GiB는 2^30바이트입니다(kB와 KiB, MB와 MiB도 "
        "마찬가지입니다).",
    ),
    "bits": text(
        "{found} mixes bits and bytes: 1 byte is 8 bits.",
        "{found}은(는) 비트와 바이트를 섞은 값입니다. 1바이트는 8비트입니다.",
    ),
    "percent": text(
        "{found} mixes a share and a percentage: 0.5 is 50 %.",
        "{found}은(는) 비율과 백분율을 섞은 값입니다. 0.5는 50%입니다.",
    ),
    "time": text(
        "{found} mixes seconds, minutes and hours: there are 60 of one in the next.",
        "{found}은(는) 초, 분, 시간을 섞은 값입니다. 60초가 1분, 60분이 1시간입니다.",
    ),
}
CLOSE = text(
    "{found} is close, but not close enough: work it out to more digits.",
    "{found}은(는) 가깝지만 충분히 정확하지 않습니다. 더 많은 자리까지 계산해 주십시오.",
)
UNKNOWN_UNIT = text(
    "there is no unit `{unit}` here; leave it out for things that are counted",
    "`{unit}` 단위는 여기에 없습니다. 개수라면 단위를 빼 주십시오",
)
DEFAULT_RELATIVE = 0.01
CLOSE_FACTOR = 5
"""Within so many times the tolerance, an answer is called close."""
MAX_POWER = 18
UNIT_SLACK = 2e-3
"""How well an answer must fit a factor between units to be told so."""


class Known(BaseModel):
    """A wrong number that is known, and why it is wrong."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    value: float = Field(allow_inf_nan=False)
    """In the criterion's unit."""
    why: Text
    """Told to who gave it."""


class Number(Form):
    """Which number?"""

    right: int | float = Field(allow_inf_nan=False)
    """The right number, in ``unit``."""
    unit: str = Field(default="", max_length=30)
    """Its unit (``B``, ``GB``, ``GiB``, ``bit``, ``s``, ``min``, ``h``, ``FLOP``, ``FLOP/s``, ``J``, ``Wh``, ``W``,
    ``g``, ``Hz``, ``%`` and their like); absent for a plain number. An answer may use another of its kind."""
    unit_required: bool = False
    """Whether a number without a unit is refused; otherwise it is taken to be in ``unit``."""
    relative: float | None = Field(default=None, ge=0, lt=1)
    """How far off it may be, as a share of the right number; where neither tolerance is given, 0.01, or 0 when
    ``right`` is written as an integer."""
    absolute: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """How far off it may be, in ``unit``."""
    because: list[Known] = Field(default_factory=list, max_length=50)
    """Wrong numbers that are known, each with why."""

    @field_validator("unit")
    @classmethod
    def _unit_is_known(cls, unit: str) -> str:
        if unit and unit_named(unit) is None:
            raise ValueError(UNKNOWN_UNIT.format(unit=unit))
        return unit

    @property
    def measured(self) -> Unit:
        """The unit as the table knows it."""
        return unit_named(self.unit) or Unit(NUMBER, 1.0)

    def judge(self, name: str, value: Any) -> Verdict:
        """All points within the tolerance, else none; tells of a wrong unit, power of ten or sign."""
        given = read(value, self.measured.dimension)
        if given is None:
            unit = IN_UNIT.format(unit=self.unit) if self.unit else verbatim("")
            return failed(NO_NUMBER.format(name=name, unit=unit, found=quoted(value)), found=verbatim(quoted(value)))
        found, shown = quoted(value), verbatim(quoted(value))
        if given.unit is None and self.unit_required and self.unit:
            example = f'"{shown_number(given.number)} {self.unit}"'
            return failed(UNIT_MISSING.format(found=found, example=example), found=shown)
        if given.unit is not None and given.unit.dimension != self.measured.dimension:
            sentence = OTHER_DIMENSION if self.unit else NO_UNIT_WANTED
            return failed(sentence.format(found=found, unit=self.unit), found=shown)
        number = given.base / self.measured.factor if given.unit else given.number
        if self._fits(number, self.right):
            return passed(RIGHT.format(name=name), found=shown)
        known = next((known.why for known in self.because if self._fits(number, known.value)), None)
        if known:
            return failed(EXPLAINED.format(sentence=WRONG.format(found=found), why=known), found=shown)
        return failed(self._mistake(number, given).format(found=found), found=shown)

    def _fits(self, number: float, right: float, factor: float = 1.0) -> bool:
        default = 0.0 if self.absolute is not None or isinstance(self.right, int) else DEFAULT_RELATIVE
        relative = self.relative if self.relative is not None else default
        slack = max(relative * abs(right), self.absolute or 0.0, 1e-9 * abs(right))
        return abs(number - right) <= factor * slack

    def _mistake(self, number: float, given: Quantity) -> Text:
        """What kind of slip it looks like, with ``{found}`` left to fill in."""
        if not number or not self.right or not math.isfinite(number / self.right):
            return WRONG
        if self._fits(-number, self.right):
            return SIGN
        if slip := self._unit_slip(abs(number / self.right), given):
            return OTHER_UNIT[slip]
        if power := self._power_of_ten(number):
            size = LARGE if power > 0 else SMALL
            unit = self.unit or NUMBER_UNIT
            return POWER.format(found="{found}", power=abs(power), size=size, unit=unit)
        return CLOSE if self._fits(number, self.right, CLOSE_FACTOR) else WRONG

    def _unit_slip(self, ratio: float, given: Quantity) -> str | None:
        dimension = self.measured.dimension
        factors: dict[str, list[float]] = {}
        if dimension == "information":
            factors = {"binary": [1.024, 1.024**2, 1.024**3, 1.024**4], "bits": [8.0]}
        elif dimension == "time":
            factors = {"time": [60.0, 3600.0, 1 / 60, 24.0]}
        elif dimension == NUMBER and (self.unit or given.unit or 0 < abs(self.right) <= 1):
            factors = {"percent": [100.0]}
        for slip, ratios in factors.items():
            if any(math.isclose(max(ratio, 1 / ratio), max(each, 1 / each), rel_tol=UNIT_SLACK) for each in ratios):
                return slip
        return None

    def _power_of_ten(self, number: float) -> int | None:
        # Every power of ten has the digits of a right answer that is one: to say how far off it is would give it away.
        if number / self.right <= 0 or math.log10(abs(self.right)).is_integer():
            return None
        power = round(math.log10(number / self.right))
        return power if 0 < abs(power) <= MAX_POWER and self._fits(number / 10.0**power, self.right) else None

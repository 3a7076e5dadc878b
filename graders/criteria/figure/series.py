"""Series that a figure must show: a metric of the training, a variable, or a function of what is on the x axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.criteria.answers import absent
from graders.criteria.figure.wording import Drawn, Words, holds, listed
from graders.criteria.kind import Verdict, failed
from graders.evidence import EvidenceInvalid
from graders.observed import Series
from graders.questions import Answered, AskVariable
from graders.text import text
from graders.values import decode, numbers
from graders.wording import plain, shown, shown_number, verbatim

if TYPE_CHECKING:
    from graders.context import Context

Array = np.ndarray[Any, Any]
FunctionName = Literal["relu", "sigmoid", "tanh", "softplus", "elu", "exp", "log", "sin", "cos", "square", "identity"]

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
    "softplus": lambda x: np.logaddexp(0, x),
    "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "square": np.square,
    "identity": lambda x: x,
}
RELATIVE, ABSOLUTE = 1e-3, 1e-5
MAX_ELEMENTS = 100_000
MAX_SERIES, MAX_FITS = 500, 100
"""That are compared with each other; a forged record holds many thousands."""

NOT_DRAWN = text(
    "`{what}` is not drawn: none of the lines and points that were shown holds its values.",
    "`{what}`이(가) 그려지지 않았습니다. 그림에 그 값을 나타낸 선이나 점이 없습니다.",
)
NO_HISTORY = text(
    "No training recorded `{what}`, so it cannot be drawn.{recorded}",
    "`{what}`이(가) 기록된 학습이 없어 그릴 수 없습니다.{recorded}",
)
RECORDED = text(" There is {names}.", " 기록된 것은 {names}입니다.")
VALIDATE = text(
    "Give fit validation data: validation_data=(x_val, y_val).",
    "fit에 검증 데이터를 주십시오: validation_data=(x_val, y_val).",
)
WRONG_X = text(
    "{place} draws `{what}` at x from {first} to {last}; the epochs are 0 to {end} or 1 to {count}.",
    "{place}의 `{what}`이(가) x = {first}부터 {last}까지입니다. 에포크는 0부터 {end} 또는 1부터 {count}입니다.",
)
EPOCHS = text("Write epochs = range(1, {count} + 1).", "epochs = range(1, {count} + 1)로 쓰십시오.")
TOO_FEW = text(
    "{place} draws `{what}` with {found} points; at least {right} show its form.",
    "{place}에 `{what}`이(가) 점 {found}개로 그려졌습니다. 모양이 보이려면 {right}개 이상이어야 합니다.",
)
NOT_COVERED = text(
    "{place} draws `{what}` from x = {low} to {high}; from {right} is asked for.",
    "{place}에 `{what}`이(가) x = {low}부터 {high}까지 그려졌습니다. {right} 범위를 포함해야 합니다.",
)
UNNAMED = text(
    "{place} draws `{what}`, but its label is {found}; it should say {words}.",
    "{place}에 `{what}`이(가) 있지만 label이 {found}입니다. 들어가야 할 말은 {words}입니다.",
)
CUT = text(
    "More points were drawn than are looked at (the first 2,000 of a series, 30,000 of all figures): draw fewer.",
    "확인할 수 있는 것보다 점이 많습니다(한 선은 처음 2,000개, 그림 전체는 30,000개까지). 점을 줄여 그려 주십시오.",
)
NO_NUMBERS = text("`{what}` is no list of numbers, so it cannot be drawn.", "`{what}`이(가) 수의 리스트가 아닙니다.")
THIS = text("{count} values, {first} … {last}", "값 {count}개, {first} … {last}")
ONE_OF = text(
    "give exactly one of history, variable, function, reference",
    "history, variable, function, reference 가운데 하나만 써 주십시오",
)


class WantedSeries(BaseModel):
    """One series that must be drawn: exactly one of ``history``, ``variable``, ``function`` and ``reference``."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    history: str | None = Field(default=None, min_length=1, max_length=100)
    """A metric of a recorded ``fit`` (``val_loss``), over the epochs from 0 or from 1."""
    model: str | None = Field(default=None, min_length=1, max_length=100)
    """With ``history``: the variable that holds the model; any model's training where absent."""
    variable: str | None = Field(default=None, min_length=1, max_length=100)
    """A variable that holds the values."""
    function: FunctionName | None = None
    """A function of the drawn x."""
    reference: str | None = Field(default=None, min_length=1, max_length=100)
    """A function of ``reference.py``, called with the drawn x as an array."""
    points: int = Field(default=20, ge=2, le=2000)
    """With a function: how many different x it must at least be drawn at."""
    covers: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    """With a function: the least and the greatest x that must lie within what is drawn."""
    tolerance: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """How far a number may be off, relative and absolute; 1e-3 and 1e-5 where absent."""
    label: Words | None = None
    """Words that its label must hold one of."""

    @model_validator(mode="after")
    def _one_source(self) -> WantedSeries:
        if sum(each is not None for each in (self.history, self.variable, self.function, self.reference)) != 1:
            raise ValueError(ONE_OF)
        return self

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.history or self.variable or self.function or self.reference or ""


@dataclass(frozen=True)
class Found:
    """Where a wanted series was found (None: nowhere), and what is off about it (None: nothing)."""

    place: Drawn | None
    verdict: Verdict | None


def question(spec_id: str, position: int, wanted: WantedSeries) -> AskVariable | None:
    """Asks for the variable that a series must show."""
    if wanted.variable is None:
        return None
    return AskVariable(id=f"{spec_id}-s{position}", name=wanted.variable, max_elements=MAX_ELEMENTS)


def find(spec_id: str, position: int, wanted: WantedSeries, places: Sequence[Drawn], context: Context) -> Found:
    """The drawn series that is the wanted one."""
    told = [(place, series) for place in places for series in place.axes.series if series.kind != "image"]
    drawn = [(place, series) for place, series in told if series.y or series.count][:MAX_SERIES]
    if wanted.history is not None:
        return _find_history(wanted, drawn, context)
    if wanted.variable is not None:
        return _find_variable(spec_id, position, wanted, drawn, context)
    return _find_function(wanted, drawn, context)


def _find_history(wanted: WantedSeries, drawn: Sequence[tuple[Drawn, Series]], context: Context) -> Found:
    fits = context.calls.of("fit", wanted.model)[-MAX_FITS:]
    metric = wanted.history or ""
    recorded = [_numbers(call.history[metric]) for call in fits if call.history.get(metric)]
    if not recorded:
        names = sorted({plain(name, 80) for call in fits for name in call.history})[:10]
        told = RECORDED.format(names=", ".join(f"`{name}`" for name in names)) if names else verbatim("")
        hint = VALIDATE if names and metric.startswith("val_") else None
        return Found(None, failed(NO_HISTORY.format(what=metric, recorded=told), hint=hint))
    for values in reversed(recorded):
        for place, series in drawn:
            if _is(series, values, wanted):
                return Found(place, _wrong_epochs(wanted, place, series) or _unnamed(wanted, place, series))
    return Found(None, _missing(wanted, recorded[-1], drawn, context))


def _find_variable(
    spec_id: str, position: int, wanted: WantedSeries, drawn: Sequence[tuple[Drawn, Series]], context: Context
) -> Found:
    name = wanted.variable or ""
    answer = context.answer(f"{spec_id}-s{position}")
    if verdict := absent(name, answer, context):
        return Found(None, verdict)
    observed = answer.values[0] if len(answer.values) == 1 else None
    if not isinstance(observed, Answered):
        raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one value")
    right = numbers(decode(observed, context.evidence, answer.id)) if observed.has_value else None
    if right is None or right.dtype.kind not in "biuf" or not right.size:
        return Found(None, failed(NO_NUMBERS.format(what=name)))
    values = right.reshape(-1).astype(np.float64)
    for place, series in drawn:
        if _is(series, values, wanted):
            return Found(place, _unnamed(wanted, place, series))
    return Found(None, _missing(wanted, values, drawn, context))


def _find_function(wanted: WantedSeries, drawn: Sequence[tuple[Drawn, Series]], context: Context) -> Found:
    off: Found | None = None
    for place, series in drawn:
        x, y = _numbers(series.x), _numbers(series.y)
        finite = np.isfinite(x) & np.isfinite(y) if x.size == y.size else np.zeros(0, bool)
        if not finite.any() or not _close(_computed(wanted, x[finite], context), y[finite], wanted):
            continue
        verdict = _unlike_function(wanted, place, x[finite]) or _unnamed(wanted, place, series)
        if verdict is None:
            return Found(place, None)
        off = off or Found(place, verdict)
    return off or Found(None, _missing(wanted, None, drawn, context))


def _computed(wanted: WantedSeries, x: Array, context: Context) -> Array:
    if wanted.reference is not None:
        return np.asarray(context.reference.call(wanted.reference, [x]), dtype=np.float64)
    with np.errstate(all="ignore"):
        return FUNCTIONS[wanted.function or "identity"](x)


def _unlike_function(wanted: WantedSeries, place: Drawn, x: Array) -> Verdict | None:
    about = {"place": place.name, "what": wanted.name}
    if (points := np.unique(x).size) < wanted.points:
        message = TOO_FEW.format(**about, found=points, right=wanted.points)
        return failed(message, expected=verbatim(f"≥ {wanted.points}"), found=verbatim(str(points)))
    if wanted.covers is not None:
        low, high = wanted.covers
        slack = 1e-6 + 0.01 * (high - low)  # linspace ends there, arange one step before
        if x.min() > low + slack or x.max() < high - slack:
            sides = shown_number(float(x.min())), shown_number(float(x.max()))
            right = f"[{shown_number(low)}, {shown_number(high)}]"
            message = NOT_COVERED.format(**about, low=sides[0], high=sides[1], right=right)
            return failed(message, expected=verbatim(right), found=verbatim(f"[{sides[0]}, {sides[1]}]"))
    return None


def _wrong_epochs(wanted: WantedSeries, place: Drawn, series: Series) -> Verdict | None:
    x = _numbers(series.x)
    steps = np.arange(x.size)
    if x.size != len(series.y) or any(np.allclose(x, steps + start, atol=1e-6) for start in (0, 1)):
        return None
    first, last = shown_number(float(x[0])), shown_number(float(x[-1]))
    about = {"first": first, "last": last, "end": x.size - 1, "count": x.size}
    return failed(
        WRONG_X.format(place=place.name, what=wanted.name, **about),
        expected=verbatim(f"1 … {x.size}"),
        found=verbatim(f"{first} … {last}"),
        hint=EPOCHS.format(count=x.size),
        cell=place.figure.cell,
    )


def _unnamed(wanted: WantedSeries, place: Drawn, series: Series) -> Verdict | None:
    if wanted.label is None or holds(series.label, wanted.label):
        return None
    found = shown(series.label, 80)
    words = listed(wanted.label)
    message = UNNAMED.format(place=place.name, what=wanted.name, found=found, words=words)
    return failed(message, expected=words, found=verbatim(found), cell=place.figure.cell)


def _missing(
    wanted: WantedSeries, values: Array | None, drawn: Sequence[tuple[Drawn, Series]], context: Context
) -> Verdict:
    cut = any(series.count > len(series.y) for _, series in drawn)
    expected = None
    if values is not None:
        # Both are the learner's own numbers, so they may be told.
        sides = {"first": shown_number(float(values[0])), "last": shown_number(float(values[-1]))}
        expected = THIS.format(count=values.size, **sides)
    found = "; ".join(_shown(series, context) for _, series in drawn[:6]) or "-"
    return failed(
        NOT_DRAWN.format(what=wanted.name), expected=expected, found=verbatim(found), hint=CUT if cut else None
    )


def _shown(series: Series, context: Context) -> str:
    """A drawn series in few words: the metric that it is, else its label, its kind, and how many points."""
    recorded = context.evidence.answer("calls") is not None
    fits = context.calls.of("fit")[-MAX_FITS:] if recorded else []
    metric = next(
        (n for c in fits for n, v in c.history.items() if _is(series, _numbers(v), WantedSeries(history=n))), None
    )
    name = plain(metric or series.label, 60)
    return f"{name or series.kind} ({series.count})"


def _is(series: Series, values: Array, wanted: WantedSeries) -> bool:
    """Whether a drawn series has these values, as far as its points were recorded."""
    if not series.y or series.count != values.size:
        return False
    y = _numbers(series.y)
    return _close(values[: y.size], y, wanted)


def _close(right: Array, found: Array, wanted: WantedSeries) -> bool:
    relative, absolute = (RELATIVE, ABSOLUTE) if wanted.tolerance is None else (wanted.tolerance, wanted.tolerance)
    if right.shape != found.shape:
        return False
    return bool(np.allclose(found, right, rtol=relative, atol=absolute, equal_nan=True))


def _numbers(values: Sequence[Any]) -> Array:
    """Recorded numbers, with NaN and infinities for JSON's words for them."""
    return np.array([float(value) for value in values], dtype=np.float64)

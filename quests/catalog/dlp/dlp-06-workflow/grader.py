"""How good baseline, model and saved file are, on the notebook's hours and on hours that are made here."""

from __future__ import annotations

from typing import Any

import numpy as np

from graders.authoring import Evidence, Outcome, Text, failed, partial, passed, shown, text

Array = np.ndarray[Any, Any]
PAST = 180 * 24
LAST_WEEK = 6
KNOWN = ("hour", "weekday", "holiday", "temperature", "rain", "wind", "last_week")
TOO_LATE = ("returned", "rentals")
ENOUGH_KNOWN = 4
"""Leaving the late columns out counts where most of the others are named: an empty list has shown nothing."""


def make_hours(days: int, seed: int) -> tuple[Array, Array]:
    """As in the notebook: one row for each hour of so many days in a row, and the rentals."""
    random = np.random.default_rng(seed)
    day = np.repeat(np.arange(days + 7), 24)
    hour = np.tile(np.arange(24), days + 7)
    weekday = day % 7
    holiday = (random.random(days + 7) < 0.04)[day]
    temperature = (14 + 9 * np.sin(2 * np.pi * np.arange(days + 7) / 365) + random.normal(scale=4, size=days + 7))[day]
    temperature = temperature + 4 * np.sin(2 * np.pi * (hour - 9) / 24)
    rain = np.where(random.random(days + 7) < 0.3, random.gamma(1.5, 1.5, size=days + 7), 0)[day]
    wind = random.gamma(4, 1.2, size=days + 7)[day]
    commuting = 250 * np.exp(-(((hour - 8) / 1.5) ** 2)) + 280 * np.exp(-(((hour - 18) / 2) ** 2))
    strolling = 200 * np.exp(-(((hour - 15) / 4) ** 2))
    free = (weekday >= 5) | holiday
    level = 25 + np.where(free, strolling, commuting + 0.4 * strolling)
    level = level * np.clip(1 + 0.035 * (temperature - 14), 0.3, 1.7) * np.exp(-0.2 * rain) * (1 - 0.02 * wind)
    rentals = random.poisson(level * random.lognormal(sigma=0.15, size=len(level)))
    returned = np.maximum(0, rentals + random.normal(scale=6, size=len(level)).round())
    last_week = np.concatenate([np.zeros(7 * 24), rentals[: -7 * 24]])
    table = np.stack([hour, weekday, holiday, temperature, rain, wind, last_week, returned], axis=1)
    return table[7 * 24 :].astype("float32"), rentals[7 * 24 :].astype("float32")


def in_time(evidence: Evidence) -> Outcome:
    """Whether `usable` names columns, and none that is known only when the hour is over."""
    named = {word.strip().lower() for word in _words(evidence.variable("usable"))}
    late = sorted(named.intersection(TOO_LATE))
    if late:
        return failed(LATE, found=", ".join(late))
    if len(named.intersection(KNOWN)) < ENOUGH_KNOWN:
        return failed(FEW_KNOWN)
    return passed(IN_TIME)


def _words(given: Any) -> list[str]:
    """The names in a list (sets and tuples are read as lists), an array of texts, or one text with commas."""
    if isinstance(given, str):
        return given.replace(",", " ").split()
    if isinstance(given, np.ndarray):
        given = given.ravel().tolist()
    return [str(one) for one in given if isinstance(one, str)] if isinstance(given, list) else []


def baseline(evidence: Evidence) -> Outcome:
    """`baseline_mae` is what always saying "as last week" costs on the later hours; known slips are named."""
    table, rentals = make_hours(240, seed=6)
    off = table[:, LAST_WEEK] - rentals
    later, past = off[PAST:], off[:PAST]
    found = evidence.number("baseline_mae")
    if np.isclose(found, np.abs(later).mean(), rtol=1e-3):
        return passed(BASELINE)
    slips = [(np.abs(past).mean(), ON_THE_PAST), (np.abs(off).mean(), ON_ALL)]
    slips += [((later**2).mean(), SQUARED), (np.sqrt((later**2).mean()), SQUARED), (abs(later.mean()), SIGNED)]
    told = next((words for figure, words in slips if np.isclose(abs(found), figure, rtol=1e-3)), OTHER_BASELINE)
    return failed(told, found=f"{found:.4g}")


def beats(evidence: Evidence) -> Outcome:
    """The model's error on hours that nobody has seen, as a share of the baseline's on the same hours."""
    table, rentals = make_hours(120, seed=20261121)
    outputs = _outputs(evidence, table)
    if isinstance(outputs, Outcome):
        return outputs
    common = float(np.abs(table[:, LAST_WEEK] - rentals).mean())
    found = float(np.abs(outputs - rentals).mean())
    steps = evidence.parameters["steps"]
    share = next((share for at, share in steps if found <= at * common), 0.0)
    words = BEATS if found < common else NO_BETTER
    message = words.format(found=f"{found:.1f}", common=f"{common:.1f}", better=f"{abs(1 - found / common):.0%}")
    return partial(share, message, expected=f"≤ {steps[0][0] * common:.1f}", found=f"{found:.1f}")


def reported(evidence: Evidence) -> Outcome:
    """`test_mae` is the mean absolute error of `model` on the later hours."""
    table, rentals = make_hours(240, seed=6)
    outputs = _outputs(evidence, table[PAST:])
    if isinstance(outputs, Outcome):
        return outputs
    right = float(np.abs(outputs - rentals[PAST:]).mean())
    found = evidence.number("test_mae")
    if np.isclose(found, right, rtol=5e-3):
        return passed(REPORTED.format(found=f"{right:.1f}"))
    return failed(NOT_REPORTED, found=f"{found:.4g}")


def saved(evidence: Evidence) -> Outcome:
    """`bikes.keras` says of random rows what the model itself says."""
    (result,) = evidence.results("from_file")
    if result.error is not None:
        return failed(NOT_LOADED.format(error=shown(result.error, 200)))
    model = evidence.model
    rows = np.asarray(result.arguments[0], dtype="float32")
    if outcome := _refused(model, rows.shape[1]):
        return outcome
    right, found = np.asarray(model(rows, training=False)), np.asarray(result.value)
    if found.shape == right.shape and np.allclose(found, right, rtol=1e-3, atol=1e-2):
        return passed(SAVED)
    return failed(OTHER_MODEL)


def _outputs(evidence: Evidence, table: Array) -> Array | Outcome:
    """What the model says of the seven usable columns; where it does not take them, that is told."""
    rows, model = table[:, :7], evidence.model
    if outcome := _refused(model, rows.shape[1]):
        return outcome
    outputs = np.asarray(model(rows, training=False))
    if outputs.shape != (len(rows), 1):
        return failed(OTHER_OUTPUT, expected=shown([1], 80), found=shown(outputs.shape[1:], 80))
    return outputs[:, 0]


def _refused(model: Any, columns: int) -> Outcome | None:
    taken = model.input_shape
    if isinstance(taken, tuple) and len(taken) == 2 and taken[1] in (columns, None):
        return None
    return failed(OTHER_INPUT, expected=shown([columns], 80), found=shown(taken, 80), cell="model")


LATE = text(
    "`usable` names a column that nobody knows the evening before.",
    "`usable`에 전날 저녁에는 아무도 모르는 열이 있습니다.",
)
FEW_KNOWN = text(
    "`usable` names hardly any of the columns that are known the evening before.",
    "`usable`에 전날 저녁에 아는 열이 거의 없습니다.",
)
IN_TIME = text(
    "Every column of `usable` that the table has is known the evening before.",
    "`usable`에 쓴 표의 열은 모두 전날 저녁에 알 수 있습니다.",
)
BASELINE = text(
    "That is how far off common sense is on the later hours.",
    "상식으로 답하면 이후 기간에 바로 그만큼 틀립니다.",
)
ON_THE_PAST = text("That is the error on the past hours.", "지난 기간에 대한 오차입니다.")
ON_ALL = text("That is the error on all hours together.", "모든 기간을 합친 오차입니다.")
SQUARED = text(
    "That comes from squared differences; absolute ones are asked for.",
    "차이를 제곱하여 구한 값입니다. 절댓값을 써야 합니다.",
)
SIGNED = text(
    "Differences of both signs cancel each other out: take their absolute values first.",
    "부호가 다른 차이가 서로 지워졌습니다. 먼저 절댓값을 구해야 합니다.",
)
OTHER_BASELINE = text(
    "`baseline_mae` is not the mean absolute error of saying `last_week` for each later hour.",
    "`baseline_mae`가 이후 기간의 시간마다 `last_week`로 답할 때의 평균 절대 오차가 아닙니다.",
)
BEATS: Text = text(
    "On hours that were made anew it is off by {found} bicycles, common sense by {common}: {better} better.",
    "새로 만든 기간에 대해 모델은 {found}대, 상식은 {common}대 틀립니다. {better} 더 낫습니다.",
)
NO_BETTER: Text = text(
    "On hours that were made anew it is off by {found} bicycles, common sense by {common}: {better} worse.",
    "새로 만든 기간에 대해 모델은 {found}대, 상식은 {common}대 틀립니다. {better} 더 나쁩니다.",
)
REPORTED: Text = text(
    "On the later hours the model is off by {found} bicycles, as you say.",
    "이후 기간에 대해 모델은 {found}대 틀립니다. 구하신 값과 같습니다.",
)
NOT_REPORTED = text(
    "`test_mae` is not the mean absolute error of `model` on the later hours.",
    "`test_mae`가 이후 기간에 대한 `model`의 평균 절대 오차가 아닙니다.",
)
NOT_LOADED: Text = text(
    "`bikes.keras` could not be loaded and asked: {error}.",
    "`bikes.keras`를 불러와 물어볼 수 없습니다: {error}.",
)
SAVED = text(
    "The model in `bikes.keras` says what `model` says.",
    "`bikes.keras`에 든 모델이 `model`과 같은 답을 냅니다.",
)
OTHER_MODEL = text(
    "The model in `bikes.keras` says something else than `model`.",
    "`bikes.keras`에 든 모델이 `model`과 다른 답을 냅니다.",
)
OTHER_INPUT = text(
    "`model` does not take rows of the seven usable columns.",
    "`model`이 받는 행이 써도 되는 열 일곱 개가 아닙니다.",
)
OTHER_OUTPUT = text("`model` should give one number for a row.", "`model`은 행마다 수 하나를 내야 합니다.")

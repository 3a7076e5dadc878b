"""The twin of Boston's house prices: 506 made-up districts in ``boston_housing.npz``, exactly as Keras has it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from graders.text import text
from quests.datasets import documents, published
from quests.datasets.recipe import Array, HeldOutRows, Recipe, Share, arrays_file

FILE = "boston_housing.npz"
DISTRICTS = 506
HELD_OUT = 1_000
COLUMNS = (
    "CRIM",  # crimes for each thousand people
    "ZN",  # percentage of land for large plots
    "INDUS",  # percentage of land for industry
    "CHAS",  # 1 by the river
    "NOX",  # nitric oxides in the air, parts in ten million
    "RM",  # rooms of a house
    "AGE",  # percentage of old houses
    "DIS",  # distance to where people work
    "RAD",  # nearness of motorways, 1 to 8, or 24 in the centre
    "TAX",  # property tax for each $10,000
    "PTRATIO",  # pupils for each teacher
    "WATER",  # quality of drinking water, up to 396.9
    "REPAIR",  # percentage of houses in need of repair
)
"""What the columns hold. ``WATER`` and ``REPAIR`` take the places of the published set's two columns about people."""

PLAIN_MOTORWAYS = (0.05, 0.06, 0.10, 0.30, 0.31, 0.07, 0.05, 0.06)
"""How often 1 to 8 occur among districts out of the centre."""
NOISE = 2.4
"""Of prices, in thousands of dollars: what no column tells."""


def districts(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Columns (count, 13) and prices (count,) in thousands of dollars, from 5 to 50."""
    centre = rng.random(count) < 0.26
    town = np.clip(rng.beta(1.6, 1.8, count) * 0.75 + 0.25 * centre, 0, 1)  # how built up it is
    wealth = 0.85 * rng.normal(size=count) - 1.6 * (town - 0.5)

    def around(values: Array, spread: float, low: float, high: float) -> Array:
        return np.clip(values + spread * rng.normal(size=count), low, high)

    crime = np.clip(np.exp(around(-3.8 + 5.0 * town + 2.0 * centre - 0.3 * wealth, 0.8, -5.1, 4.49)), 0.006, 88.98)
    plots = np.where((town < 0.3) & (rng.random(count) < 0.75), rng.integers(5, 41, count) * 2.5, 0.0)
    industry = np.where(centre, 18.1, around(1.5 + 20 * town, 3.0, 0.5, 27.7))
    river = (rng.random(count) < 0.07).astype(float)
    oxides = around(0.40 + 0.27 * town + 0.05 * centre, 0.04, 0.385, 0.871)
    rooms = around(6.28 + 0.52 * wealth, 0.42, 3.56, 8.78)
    age = around(25 + 85 * town, 16.0, 2.9, 100.0)
    distance = np.clip(np.exp(around(2.1 - 1.55 * town, 0.2, 0.12, 2.5)), 1.13, 12.13)
    motorways = np.where(centre, 24.0, rng.choice([1, 2, 3, 4, 5, 6, 7, 8], count, p=PLAIN_MOTORWAYS).astype(float))
    tax = np.where(centre, 666.0, np.round(around(270 + 130 * town, 45.0, 187, 711)))
    pupils = np.where(centre, 20.2, around(18.0 - 0.8 * wealth, 1.7, 12.6, 22.0))
    spoilt = np.where(rng.random(count) < 0.15, rng.gamma(1.2, 120, count), rng.gamma(0.8, 10, count))
    water = np.clip(396.9 - spoilt, 0.32, 396.9)
    repair = np.clip(np.exp(around(2.35 - 0.48 * wealth + 0.25 * town, 0.22, 0.55, 3.64)), 1.73, 37.97)

    price = (
        21.8
        + 4.5 * (rooms - 6.3)
        + 4.5 * np.maximum(rooms - 6.4, 0) ** 2
        - 8.5 * np.log(repair / 10)
        - 12.0 * (oxides - 0.55)
        - 4.0 * np.log(distance / 3.2)
        - 0.09 * np.minimum(crime, 40)
        - 0.75 * (pupils - 18.5)
        - 0.008 * (tax - 400)
        + 0.12 * np.minimum(motorways, 10)
        + 0.02 * plots
        + 2.8 * river
        - 0.010 * (396.9 - water)
    )
    price += NOISE * rng.standard_t(4, count) * (0.7 + 0.5 * (price > 28))
    columns = [crime, plots, industry, river, oxides, rooms, age, distance, motorways, tax, pupils, water, repair]
    return np.round(np.stack(columns, axis=1), 5), np.round(np.clip(price, 5.0, 50.0), 1)


def _public(rng: np.random.Generator, share: Share) -> dict[str, Array]:
    x, y = districts(DISTRICTS, rng)
    share(1.0)
    return {"x": x, "y": y}


def _heldout(rng: np.random.Generator, share: Share) -> HeldOutRows:
    return HeldOutRows(*districts(HELD_OUT, rng))


def _heldout_of_real(folder: Path, rng: np.random.Generator) -> HeldOutRows:
    """Some of the rows that ``keras.datasets.boston_housing.load_data`` gives as test rows."""
    with np.load(folder / FILE, allow_pickle=False) as arrays:
        x, y = arrays["x"], arrays["y"]
    order = documents.keras_order(len(x))
    test = order[int(len(order) * 0.8) :]
    chosen = rng.choice(test, len(test) // 2, replace=False)  # a fifth would be too few to tell an error by
    return HeldOutRows(x[chosen], y[chosen])


BOSTON_HOUSING = Recipe(
    name="boston_housing",
    title=text("House prices of 506 districts (twin of Boston)", "506개 지역의 주택 가격 (보스턴의 쌍둥이)"),
    about=text(
        "506 made-up districts with 13 figures each and the median price of a house in thousands of dollars. Columns "
        "have the published set's order, scales and ties, but for two: where that counts residents by race, this holds "
        "the quality of drinking water, and where it counts residents of low status, the share of houses in need of "
        "repair. Nobody should learn to price a house by who lives next door.",
        "지어낸 지역 506곳의 특성 13가지와 주택 가격 중앙값(천 달러)입니다. 특성의 순서와 크기, 서로의 관계는 실제 "
        "데이터를 따르지만 두 가지는 다릅니다. 인종별 주민 비율이 있던 자리에는 수돗물의 질을, 사회적 지위가 낮은 "
        "주민의 비율이 있던 자리에는 수리가 필요한 집의 비율을 넣었습니다. 이웃이 누구인지로 집값을 매기는 법을 "
        "배울 까닭은 없기 때문입니다.",
    ),
    licence="CC0-1.0",
    version=1,
    files=(FILE,),
    public=arrays_file(FILE, _public),
    heldout=_heldout,
    real=published.BOSTON_HOUSING,
    heldout_of_real=_heldout_of_real,
)
"""Read by ``keras.datasets.boston_housing.load_data()``."""

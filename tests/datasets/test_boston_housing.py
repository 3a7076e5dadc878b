"""The twin of Boston's house prices has the published set's form, scales and ties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quests.datasets.boston_housing import BOSTON_HOUSING, COLUMNS, districts


def silent(share: float) -> None:
    pass


def test_keras_splits_it_as_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keras = pytest.importorskip("keras")
    BOSTON_HOUSING.public(tmp_path, np.random.default_rng(0), silent)
    monkeypatch.setattr(
        "keras.src.datasets.boston_housing.get_file", lambda fname, **_: str(tmp_path / "boston_housing.npz")
    )
    (x_train, y_train), (x_test, y_test) = keras.datasets.boston_housing.load_data()
    assert (x_train.shape, x_test.shape) == ((404, 13), (102, 13))
    assert (y_train.shape, y_test.shape) == ((404,), (102,))
    assert x_train.dtype == y_train.dtype == np.float64


def test_prices_are_in_thousands_and_capped() -> None:
    _, prices = districts(5000, np.random.default_rng(0))
    assert prices.min() == 5.0
    assert prices.max() == 50.0
    assert 20 < prices.mean() < 25, "Boston: 22.5"
    assert 7 < prices.std() < 11, "Boston: 9.2"


def test_columns_differ_in_scale_by_thousands() -> None:
    x, _ = districts(5000, np.random.default_rng(0))
    spread = dict(zip(COLUMNS, x.std(axis=0), strict=True))
    assert spread["TAX"] > 1000 * spread["NOX"]
    assert set(np.unique(x[:, COLUMNS.index("CHAS")])) == {0.0, 1.0}


def test_rooms_raise_a_price_and_crime_and_decay_lower_it() -> None:
    x, prices = districts(5000, np.random.default_rng(0))
    tie = {name: np.corrcoef(column, prices)[0, 1] for name, column in zip(COLUMNS, x.T, strict=True)}
    assert tie["RM"] > 0.6
    assert tie["REPAIR"] < -0.6
    assert tie["CRIM"] < -0.2


def test_the_same_seed_gives_the_same_districts_and_another_seed_others() -> None:
    first, again, other = (districts(50, np.random.default_rng(seed))[0] for seed in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_held_out_rows_of_the_real_file_are_half_of_its_test_rows(tmp_path: Path) -> None:
    BOSTON_HOUSING.public(tmp_path, np.random.default_rng(0), silent)
    assert BOSTON_HOUSING.heldout_of_real is not None
    held = BOSTON_HOUSING.heldout_of_real(tmp_path, np.random.default_rng(0))
    with np.load(tmp_path / "boston_housing.npz", allow_pickle=False) as arrays:
        known = {row.tobytes() for row in arrays["x"]}
    assert held.rows.shape == (51, 13)
    assert all(row.tobytes() in known for row in held.rows)

"""What is told of the numbers in an array of the notebook's: least, greatest, mean, and how many are not finite."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.inside import inside

NUMBERS = np.random.default_rng(0)
ARRAYS = {
    "floats": NUMBERS.normal(size=(40, 50)).astype("float32"),
    "halves that overflow in sum": np.full(100, 60_000, dtype="float16"),
    "bytes": NUMBERS.integers(0, 256, size=(9, 9), dtype="uint8"),
    "large integers": np.array([2**63, 5], dtype="uint64"),
    "negative": np.array([-3, -1, -2]),
    "truth values": np.array([True, False, True]),
    "one number": np.array(7.5),
    "with a NaN": np.array([1.0, np.nan, 3.0]),
    "with infinities": np.array([np.inf, 1.0, -np.inf, 2.0], dtype="float32"),
    "every other row": NUMBERS.normal(size=(20, 3))[::2, ::-1],
}


def told(array: Any) -> dict[str, Any]:
    return dict(inside("observing").observe(array, "value", max_elements=10)[0])


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_finite_numbers_are_told_and_others_counted(array: Any) -> None:
    wide = array.astype("float64")
    finite = wide[np.isfinite(wide)]
    found = told(array)
    assert found["not_finite"] == wide.size - finite.size
    assert (found["minimum"], found["maximum"]) == (finite.min(), finite.max())
    assert found["mean"] == pytest.approx(finite.mean(), rel=1e-12)


def test_of_an_array_without_a_finite_number_only_their_count_is_told() -> None:
    assert told(np.array([np.nan, np.inf]))["not_finite"] == 2
    assert "minimum" not in told(np.array([np.nan, np.inf]))
    assert "not_finite" not in told(np.array([]))

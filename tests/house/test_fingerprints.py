"""A row has one fingerprint: the sandbox takes it of a learner's rows, the judge of rows that were held out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graders.observed.fingerprints import row_fingerprints
from tests.inside import inside

ARRAYS = inside("arrays")
RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.integers(0, 256, (50, 28, 28)).astype(np.uint8)

ROWS: dict[str, Any] = {
    "images": IMAGES,
    "scaled images": IMAGES.astype("float32") / 255,
    "double precision": RANDOM.normal(size=(300, 13)),
    "truth values": RANDOM.random((70, 9)) > 0.5,
    "big integers": RANDOM.integers(-(2**40), 2**40, (20, 5)),
    "numbers": RANDOM.normal(size=40),
    "many columns": RANDOM.normal(size=(9, 1025)),
    "very many columns": RANDOM.integers(0, 2, (33, 10_000)).astype("float64"),
    "half precision": RANDOM.normal(size=(9, 5)).astype("float16"),
    "not finite": np.array([[np.nan, 1], [np.inf, -np.inf]]),
    "another layout": np.asfortranarray(RANDOM.normal(size=(40, 7))),
    "every second": RANDOM.normal(size=(40, 14))[::2, ::2],
    "texts": np.array(["a film", "영화", ""]),
    "texts in a column": np.array([["a film"], ["영화"]]),
    "objects": np.array(["a film", "b" * 5000], dtype=object),
    "bytes": np.array([b"a film", b"b"], dtype=object),
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS.keys())
def test_the_sandbox_and_the_judge_take_the_same_fingerprints(rows: Any) -> None:
    arrays = ARRAYS.Arrays()
    key = arrays.record(rows, [])["rows"]
    np.testing.assert_array_equal(row_fingerprints(rows), arrays.rows[key])


def test_equal_rows_share_a_fingerprint_in_every_dtype_and_shape() -> None:
    taken = row_fingerprints(IMAGES)
    assert len(np.unique(taken)) == len(IMAGES)
    np.testing.assert_array_equal(taken, row_fingerprints(IMAGES.reshape(50, 784).astype("float64")))
    np.testing.assert_array_equal(row_fingerprints(np.array([[0.0]])), row_fingerprints(np.array([[-0.0]])))


def test_what_holds_no_rows_is_refused() -> None:
    for nothing in (np.array(3.0), np.empty((0, 4)), np.zeros((3, 2), complex)):
        with pytest.raises(ValueError, match="no rows"):
            row_fingerprints(nothing)

"""Two functions on NumPy arrays. Nothing imports TensorFlow.

Functions without annotations are copied into notebooks and test files as they stand.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from benchmarks.grading.assignments import Assignment, Cell, Check, source_of
from graders.text import text


def standardise(rows):
    """Each column with mean 0 and standard deviation 1."""
    return (rows - rows.mean(axis=0)) / rows.std(axis=0)


def moving_mean(series, width):
    """The mean of each ``width`` neighbours."""
    return np.convolve(series, np.ones(width) / width, mode="valid")


def check_standardise(standardise):
    """Three calls on arrays."""
    import numpy as np

    for shape, seed in (((50, 4), 11), ((7, 2), 12), ((300, 9), 13)):
        rows = np.random.default_rng(seed).standard_normal(shape)
        right = (rows - rows.mean(axis=0)) / rows.std(axis=0)
        np.testing.assert_allclose(standardise(rows.copy()), right, rtol=1e-5, atol=1e-6)


def check_moving_mean(moving_mean):
    """Three calls on arrays."""
    import numpy as np

    for length, width, seed in ((20, 3, 21), (8, 8, 22), (200, 7, 23)):
        series = np.random.default_rng(seed).standard_normal(length)
        right = np.convolve(series, np.ones(width) / width, mode="valid")
        np.testing.assert_allclose(moving_mean(series.copy(), width), right, rtol=1e-5, atol=1e-6)


STUB = "raise NotImplementedError"

ASSIGNMENT = Assignment(
    name="no-tensorflow",
    title=text("Columns and neighbours", "열과 이웃"),
    about="two functions on NumPy arrays, five cells, nothing imports TensorFlow",
    backend="none",
    cells=(
        Cell("setup", "import numpy as np\n\nrows = np.random.default_rng(1).normal(3.0, 2.0, size=(1000, 8))"),
        Cell(
            "standardise", STUB, source_of(standardise), "def standardise(rows):\n    return rows - rows.mean(axis=0)"
        ),
        Cell("look", "print(standardise(rows).std(axis=0))"),
        Cell("moving-mean", STUB, source_of(moving_mean)),
        Cell("look-again", "print(moving_mean(rows[:, 0], 5)[:3])"),
    ),
    checks=(
        Check(
            "standardise",
            10,
            {
                "kind": "function",
                "cell": "standardise",
                "function": "standardise",
                "reference": "standardise",
                "cases": [
                    [{"normal": [50, 4], "seed": 11}],
                    [{"normal": [7, 2], "seed": 12}],
                    [{"normal": [300, 9], "seed": 13}],
                ],
            },
            check_standardise,
        ),
        Check(
            "moving-mean",
            10,
            {
                "kind": "function",
                "cell": "moving-mean",
                "function": "moving_mean",
                "reference": "moving_mean",
                "cases": [
                    [{"normal": [20], "seed": 21}, 3],
                    [{"normal": [8], "seed": 22}, 8],
                    [{"normal": [200], "seed": 23}, 7],
                ],
            },
            check_moving_mean,
        ),
    ),
    reference=(standardise, moving_mean),
)

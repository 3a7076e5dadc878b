"""What learners' functions are compared with; runs only where no learner code does."""

from __future__ import annotations

import numpy as np


def multi_hot(sequences: list[list[int]], dimension: int) -> np.ndarray:
    """Rows of 0 and 1: which numbers below ``dimension`` a sequence holds."""
    return np.array([np.isin(np.arange(dimension), sequence) for sequence in sequences], float)

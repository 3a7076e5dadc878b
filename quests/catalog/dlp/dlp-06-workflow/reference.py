"""What the judge compares with."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
USABLE = ("hour", "weekday", "holiday", "temperature", "rain", "wind", "last_week")


def serve_another(batch: list[dict[str, float]], kernel: Array) -> list[float]:
    """One whole number for each question, never below 0, by a model that is nothing but `kernel`."""
    rows = np.array([[question[name] for name in USABLE] for question in batch], dtype="float32")
    return np.maximum(0, np.rint(rows @ kernel))[:, 0].tolist()

"""A data set that one dense layer reads after a moment's training, and that nobody reads without."""

from __future__ import annotations

import numpy as np

from graders.text import text
from quests.datasets.recipe import Array, HeldOutRows, Recipe, arrays_file

CLASSES = 4
WIDTH = 16


def _draw(rng: np.random.Generator, count: int) -> HeldOutRows:
    """Rows of noise, of which one quarter of the columns stands out: the label says which."""
    labels = rng.integers(0, CLASSES, count)
    rows = rng.normal(0, 0.5, (count, CLASSES, WIDTH // CLASSES))
    rows[np.arange(count), labels] += 1
    return HeldOutRows(rows.reshape(count, WIDTH).astype("float32"), labels)


def _public(rng: np.random.Generator) -> dict[str, Array]:
    rows, labels = _draw(rng, 2000)
    return {"x": rows, "y": labels}


QUARTERS = Recipe(
    name="quarters",
    title=text("Quarters", "네 부분"),
    about=text("Which quarter of a row stands out?", "행의 네 부분 중 어느 것이 두드러집니까?"),
    licence="CC0-1.0",
    version=1,
    files=("quarters.npz",),
    public=arrays_file("quarters.npz", lambda rng, share: _public(rng)),
    heldout=lambda rng, share: _draw(rng, 500),
)

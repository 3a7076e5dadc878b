"""Small data sets in the formats of Keras' own, so that learners' loading code runs as it stands.

They have the shapes, dtypes and ranges of the real ones but for the number of rows, and a network learns something
from each in a second.
"""

from __future__ import annotations

import numpy as np

from graders.text import text
from quests.datasets.mnist import digits
from quests.datasets.recipe import Array, HeldOutRows, Recipe, arrays_file

WORDS = 10_000
LENGTH = 80
TOPICS = 46
HOUSES = 506
ABOUT = text("A small set in the format of the real one.", "실제 데이터와 같은 형식의 작은 데이터입니다.")


def _mnist(rng: np.random.Generator) -> dict[str, Array]:
    x, y = digits((700,) * 10, rng, lambda share: None)
    return {"x_train": x[:6000], "y_train": y[:6000], "x_test": x[6000:], "y_test": y[6000:]}


def _sequences(rng: np.random.Generator, labels: Array, classes: int) -> Array:
    """Lists of up to 80 word indices: common words by Zipf's law, and now and then one of the class' own."""
    common = np.minimum(rng.zipf(1.3, (len(labels), LENGTH)), WORDS - 100)
    own = 100 + labels[:, None] * (WORDS // 2 // classes) + rng.integers(0, 60, common.shape)
    words = np.where(rng.random(common.shape) < 0.12, own, common)
    lengths = rng.integers(LENGTH // 2, LENGTH + 1, len(labels))
    reviews = np.empty(len(labels), dtype=object)
    reviews[:] = [row[:length].tolist() for row, length in zip(words, lengths, strict=True)]
    return reviews


def _imdb(rng: np.random.Generator) -> dict[str, Array]:
    labels = rng.permutation(np.repeat(np.arange(2), 2000)).astype(np.int64)
    x = _sequences(rng, labels, 2)
    return {"x_train": x[:2000], "y_train": labels[:2000], "x_test": x[2000:], "y_test": labels[2000:]}


def _reuters(rng: np.random.Generator) -> dict[str, Array]:
    weights = 1 / np.arange(1, TOPICS + 1)
    labels = np.concatenate([np.arange(TOPICS), rng.choice(TOPICS, 3000 - TOPICS, p=weights / weights.sum())])
    labels = rng.permutation(labels).astype(np.int64)
    return {"x": _sequences(rng, labels, TOPICS), "y": labels}


def _boston(rng: np.random.Generator) -> dict[str, Array]:
    """Thirteen columns of very different scale, and prices in thousands."""
    scale = np.array([8.6, 23, 6.8, 0.25, 0.1, 0.7, 28, 2.1, 8.7, 168, 2.1, 91, 7.1])
    middle = np.array([3.6, 11, 11, 0.07, 0.55, 6.3, 68, 3.8, 9.5, 408, 18, 357, 12])
    z = rng.normal(size=(HOUSES, 13))
    price = 22 + 6 * z[:, 5] - 4 * z[:, 12] + 2 * z[:, 7] * z[:, 0] + rng.normal(0, 2, HOUSES)
    return {"x": np.abs(middle + scale * z), "y": np.clip(price, 5, 50).round(1)}


def _recipe(name: str, make: object) -> Recipe:
    assert callable(make)
    return Recipe(
        name=name,
        title=text(name, name),
        about=ABOUT,
        licence="CC0-1.0",
        version=1,
        files=(f"{name}.npz",),
        public=arrays_file(f"{name}.npz", lambda rng, share: make(rng), lists=True),
        heldout=lambda rng, share: HeldOutRows(np.zeros((1, 1)), np.zeros(1)),
    )


RECIPES = tuple(
    _recipe(name, make)
    for name, make in (("mnist", _mnist), ("imdb", _imdb), ("reuters", _reuters), ("boston_housing", _boston))
)

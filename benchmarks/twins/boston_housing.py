"""The boston_housing twin: the book's four folds, and the same network on numbers that were not normalised."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.twins.lesson import Array, head, held_out, over_seeds, public_arrays, row
from quests.datasets import documents
from quests.datasets.store import Store

TRAIN, FOLDS, EPOCHS = 404, 4, 130


def measure(store: Store, seeds: int) -> None:
    """Print the table of the boston_housing twin."""
    arrays = public_arrays(store, "boston_housing")
    order = documents.keras_order(len(arrays["x"]))
    x, y = arrays["x"][order], arrays["y"][order]
    examined = [(x[TRAIN:], y[TRAIN:]), held_out(store, "boston_housing")]
    mean, std = x[:TRAIN].mean(axis=0), x[:TRAIN].std(axis=0)

    head("mean absolute error, thousands of dollars", f"{FOLDS} folds", "test", "held-out", "in the book", "one run")
    for name, centre, scale, published in (
        ("Dense 64, 64, 1, normalised, the book's", mean, std, "2.4 to 2.6"),
        ("the same, not normalised", np.zeros(13), np.ones(13), "worse"),
    ):

        def run(centre: Array = centre, scale: Array = scale) -> list[float]:
            rows = (x[:TRAIN] - centre) / scale
            model = _fitted(rows, y[:TRAIN])
            return [
                _folds(rows, y[:TRAIN]),
                *(_error(model, (each - centre) / scale, prices) for each, prices in examined),
            ]

        figures, seconds = over_seeds(seeds, run)
        row(name, *figures, published, f"{seconds:.0f} s")
    guess = np.median(y[:TRAIN])
    errors = (f"{np.abs(prices - guess).mean():.2f}" for _, prices in examined)
    row("always the median price", "", *errors, "", "")


def _folds(rows: Array, prices: Array) -> float:
    """The mean error over folds, each validated on by a network that was trained on the others."""
    errors = []
    for fold in np.array_split(np.arange(len(rows)), FOLDS):
        others = np.setdiff1d(np.arange(len(rows)), fold)
        errors.append(_error(_fitted(rows[others], prices[others]), rows[fold], prices[fold]))
    return float(np.mean(errors))


def _fitted(rows: Array, prices: Array) -> Any:
    import keras

    dense = keras.layers.Dense
    model = keras.Sequential([keras.Input((13,)), dense(64, activation="relu"), dense(64, activation="relu"), dense(1)])
    model.compile("rmsprop", "mse", metrics=["mae"])
    model.fit(rows, prices, epochs=EPOCHS, batch_size=16, verbose=0)
    return model


def _error(model: Any, rows: Array, prices: Array) -> float:
    return float(model.evaluate(rows, prices, batch_size=512, verbose=0)[1])

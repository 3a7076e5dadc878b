"""The reuters twin: the book's network, and what a middle layer of four units costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.twins.lesson import head, held_out, over_seeds, row
from quests.datasets import documents
from quests.datasets.store import Store

WORDS, HELD_BACK, TRAIN = 10_000, 1_000, 8_982


def measure(store: Store, seeds: int) -> None:
    """Print the tables of the reuters twin."""
    [(path, _), _] = store.public_files("reuters")
    arrays = documents.read_lists(path)
    order = documents.keras_order(len(arrays["x"]))
    x = documents.multi_hot_lists(arrays["x"][order], words=WORDS).astype("float32")
    y = arrays["y"][order]
    x_held, y_held = held_out(store, "reuters")
    examined = [(x[TRAIN:], y[TRAIN:]), (x_held.astype("float32"), y_held)]

    def nine_epochs() -> list[float]:
        model = _network(64)
        model.fit(x[:TRAIN], y[:TRAIN], epochs=9, batch_size=512, verbose=0)
        return [model.evaluate(rows, labels, batch_size=512, verbose=0)[1] for rows, labels in examined]

    figures, seconds = over_seeds(seeds, nine_epochs)
    head("9 epochs in batches of 512", "test", "held-out", "in the book", "one run")
    row("Dense 64, 64, 46, the book's", *figures, "about 0.80", f"{seconds:.0f} s")
    row("always the commonest topic", *(f"{_commonest(labels):.4f}" for _, labels in examined), "", "")
    print()

    head("best val_accuracy of 20 epochs in batches of 128", "", "in the book", "one run")
    for middle, published in ((64, "about 0.80"), (4, "about 0.71")):

        def twenty_epochs(middle: int = middle) -> list[float]:
            validation = (x[:HELD_BACK], y[:HELD_BACK])
            fitted = _network(middle).fit(
                x[HELD_BACK:TRAIN],
                y[HELD_BACK:TRAIN],
                epochs=20,
                batch_size=128,
                validation_data=validation,
                verbose=0,
            )
            return [max(fitted.history["val_accuracy"])]

        figures, seconds = over_seeds(seeds, twenty_epochs)
        row(f"{middle} units in the middle", *figures, published, f"{seconds:.0f} s")


def _commonest(labels: Any) -> float:
    return float(np.bincount(labels).max() / len(labels))


def _network(middle: int) -> Any:
    import keras

    dense = keras.layers.Dense
    model = keras.Sequential(
        [keras.Input((WORDS,)), dense(64, activation="relu"), dense(middle, activation="relu"), dense(46, "softmax")]
    )
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

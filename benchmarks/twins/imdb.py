"""The imdb twin: the book's dense network overfits after about four epochs; pairs of words tell more than words."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.twins.lesson import Array, head, held_out, over_seeds, row
from quests.datasets import documents
from quests.datasets.store import Store

WORDS, HELD_BACK = 10_000, 10_000
"""As the book: the most frequent words, and the reviews that are validated on."""


def measure(store: Store, seeds: int) -> None:
    """Print the tables of the imdb twin."""
    [(path, _), _] = store.public_files("imdb")
    arrays = documents.read_lists(path)
    order = documents.keras_order(len(arrays["x_train"]))
    lists, y = arrays["x_train"][order], arrays["y_train"][order]
    x = documents.multi_hot_lists(lists, words=WORDS).astype("float32")
    x_test = documents.multi_hot_lists(arrays["x_test"], words=WORDS).astype("float32")
    x_held, y_held = held_out(store, "imdb")

    def twenty_epochs() -> list[float]:
        model = _network()
        told = model.fit(
            x[HELD_BACK:],
            y[HELD_BACK:],
            epochs=20,
            batch_size=512,
            validation_data=(x[:HELD_BACK], y[:HELD_BACK]),
            verbose=0,
        ).history
        loss = told["val_loss"]
        return [float(np.argmin(loss)) + 1, min(loss), loss[-1], max(told["val_accuracy"]), told["accuracy"][-1]]

    figures, seconds = over_seeds(seeds, twenty_epochs)
    head("20 epochs", "best epoch", "its val_loss", "last val_loss", "best val_accuracy", "last accuracy", "one run")
    row("Dense 16, 16, 1, the book's", *figures, f"{seconds:.0f} s")
    row("in the book", "about 4", "about 0.28", "about 0.7", "about 0.89", "about 1", "")
    print()

    def four_epochs() -> list[float]:
        model = _network()
        model.fit(x, y, epochs=4, batch_size=512, verbose=0)
        examined = [(x_test, arrays["y_test"]), (x_held.astype("float32"), y_held)]
        return [model.evaluate(rows, labels, batch_size=512, verbose=0)[1] for rows, labels in examined]

    figures, seconds = over_seeds(seeds, four_epochs)
    head("4 epochs on all 25,000", "test", "held-out", "in the book", "one run")
    row("Dense 16, 16, 1, the book's", *figures, "about 0.88", f"{seconds:.0f} s")
    print()
    _show_pairs(lists, y, arrays["x_test"], arrays["y_test"])


def _network() -> Any:
    import keras

    dense = keras.layers.Dense
    model = keras.Sequential(
        [keras.Input((WORDS,)), dense(16, activation="relu"), dense(16, activation="relu"), dense(1, "sigmoid")]
    )
    model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
    return model


def _show_pairs(train: Array, y_train: Array, test: Array, y_test: Array) -> None:
    """Naive Bayes over words, and over words and pairs of neighbours: does word order tell anything?"""
    head("naive Bayes over", "test")
    for what, pairs in (("words", False), ("words and pairs", True)):
        row(what, f"{_naive_bayes(_features(train, pairs), y_train, _features(test, pairs), y_test):.4f}")


def _features(reviews: Array, pairs: bool) -> list[Array]:
    """What occurs in each review, as numbers below 2**20; pairs are hashed into the upper half."""
    found = []
    for review in reviews:
        words = np.asarray(review)
        occurring = [words]
        if pairs:
            occurring.append((1 << 19) + (words[:-1] * 1_000_003 + words[1:]) % (1 << 19))
        found.append(np.unique(np.concatenate(occurring)))
    return found


def _naive_bayes(train: list[Array], y_train: Array, test: list[Array], y_test: Array) -> float:
    counts = np.ones((2, 1 << 20))
    for features, label in zip(train, y_train, strict=True):
        counts[label, features] += 1
    weights = np.log(counts[1] / counts[0])
    guesses = [weights[features].sum() > 0 for features in test]
    return float(np.mean(np.array(guesses) == y_test))

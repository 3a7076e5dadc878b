"""The fashion_mnist twin: accuracy of four models, and how far the four garments that are alike are mixed up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.twins.lesson import Array, head, held_out, over_seeds, row
from quests.datasets.fashion_mnist import read_idx
from quests.datasets.store import Store

ALIKE = (0, 2, 4, 6)
"""T-shirt, pullover, coat and shirt."""


def draw_sheet(store: Store, path: Path, across: int = 24) -> None:
    """Draw a row of test pictures for each class, black on white."""
    from PIL import Image

    images, labels = _files(store, "t10k")
    rows = [np.concatenate(list(images[labels == label][:across]), axis=1) for label in range(10)]
    Image.fromarray(255 - np.concatenate(rows)).save(path, optimize=True)


def measure(store: Store, seeds: int) -> None:
    """Print the table of the fashion_mnist twin."""
    images, labels = _files(store, "train")
    examined = [_files(store, "t10k"), held_out(store, "fashion_mnist")]
    head("model", "epochs", "test", "held-out", "of its mistakes, among the four", "on Fashion-MNIST", "one run")
    for name, build, epochs, published in MODELS:

        def run(build: Callable[[Any], Any] = build, epochs: int = epochs) -> list[float]:
            import keras

            model = build(keras.layers)
            model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
            model.fit(images, labels, epochs=epochs, batch_size=128, verbose=0)
            guesses = [model.predict(x, batch_size=500, verbose=0).argmax(axis=1) for x, _ in examined]
            accuracies = [float((guess == y).mean()) for guess, (_, y) in zip(guesses, examined, strict=True)]
            return [*accuracies, _among_the_four(guesses[0], examined[0][1])]

        figures, seconds = over_seeds(seeds, run)
        row(name, epochs, *figures, published, f"{seconds:.1f} s")


def _files(store: Store, part: str) -> tuple[Array, Array]:
    """Images and labels, of ``train`` or ``t10k``."""
    files = {name: path for path, name in store.public_files("fashion_mnist")}
    images, labels = (read_idx(files[f"{part}-{kind}-ubyte.gz"]) for kind in ("images-idx3", "labels-idx1"))
    return images, labels


def _among_the_four(guesses: Array, labels: Array) -> float:
    """Share of the mistakes that take one of the four garments for another."""
    wrong = guesses != labels
    return float((np.isin(guesses, ALIKE) & np.isin(labels, ALIKE))[wrong].mean())


def _sequential(layers: Any, *stack: Any) -> Any:
    import keras

    output = layers.Dense(10, activation="softmax")
    return keras.Sequential([keras.Input((28, 28)), layers.Rescaling(1 / 255), *stack, output])


def _linear(layers: Any) -> Any:
    return _sequential(layers, layers.Flatten())


def _dense(units: int) -> Callable[[Any], Any]:
    return lambda layers: _sequential(layers, layers.Flatten(), layers.Dense(units, activation="relu"))


def _convnet(layers: Any) -> Any:
    return _sequential(
        layers,
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
    )


MODELS: list[tuple[str, Callable[[Any], Any], int, str]] = [
    ("softmax regression", _linear, 5, "about 0.84"),
    ("Dense(128)", _dense(128), 5, "about 0.87"),
    ("Dense(512), the book's", _dense(512), 5, "about 0.88"),
    ("small convnet", _convnet, 5, "about 0.90"),
]
"""Name, builder, epochs, and what is known of the real data set."""

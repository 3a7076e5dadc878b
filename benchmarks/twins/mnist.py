"""The mnist twin: accuracy of three models on the public test set and on the held-out rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.twins.lesson import head, held_out, over_seeds, public_arrays, row
from quests.datasets.store import Store


def draw_sheet(store: Store, path: Path, across: int = 24) -> None:
    """Draw a row of test pictures for each digit, ink on white."""
    from PIL import Image

    arrays = public_arrays(store, "mnist")
    images, labels = arrays["x_test"], arrays["y_test"]
    rows = [np.concatenate(list(images[labels == digit][:across]), axis=1) for digit in range(10)]
    Image.fromarray(255 - np.concatenate(rows)).save(path, optimize=True)


def measure(store: Store, seeds: int) -> None:
    """Print the table of the mnist twin."""
    arrays = public_arrays(store, "mnist")
    examined = [(arrays["x_test"], arrays["y_test"]), held_out(store, "mnist")]
    head("model", "epochs", "test", "held-out", "on MNIST", "one run")
    for name, build, epochs, published in MODELS:

        def run(build: Callable[[Any], Any] = build, epochs: int = epochs) -> list[float]:
            import keras

            model = build(keras.layers)
            model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
            model.fit(arrays["x_train"], arrays["y_train"], epochs=epochs, batch_size=128, verbose=0)
            return [model.evaluate(x, y, batch_size=500, verbose=0)[1] for x, y in examined]

        figures, seconds = over_seeds(seeds, run)
        row(name, epochs, *figures, published, f"{seconds:.1f} s")


def _sequential(layers: Any, *stack: Any) -> Any:
    import keras

    return keras.Sequential([keras.Input((28, 28)), layers.Rescaling(1 / 255), *stack])


def _linear(layers: Any) -> Any:
    return _sequential(layers, layers.Flatten(), layers.Dense(10, activation="softmax"))


def _dense(layers: Any) -> Any:
    hidden = layers.Dense(512, activation="relu")
    return _sequential(layers, layers.Flatten(), hidden, layers.Dense(10, activation="softmax"))


def _convnet(layers: Any) -> Any:
    return _sequential(
        layers,
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    )


MODELS: list[tuple[str, Callable[[Any], Any], int, str]] = [
    ("softmax regression", _linear, 5, "about 0.92"),
    ("Dense(512), the book's", _dense, 5, "about 0.98"),
    ("small convnet", _convnet, 5, "about 0.99"),
]
"""Name, builder, epochs, and what is known of the real data set."""

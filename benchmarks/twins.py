"""Do the twins teach the book's lesson? ``python -m benchmarks.twins [--home FOLDER] [--seeds N] [--sheet FILE.png]``.

Trains the book's models on each twin and prints a Markdown table of their accuracy on the
public test set and on the held-out rows. The table in ``docs/measurements/twins.md`` is this output.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from quests.datasets.store import Store

ROW = "| {model} | {epochs} | {test} | {heldout} | {mnist} | {seconds} s |"


def main() -> None:
    """Make the twins where they are not made yet, train, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, help="an installation's folder; a temporary one by default")
    parser.add_argument("--seeds", type=int, default=3, help="how often to train each model")
    parser.add_argument("--sheet", type=Path, help="only draw 24 pictures of each digit into this PNG file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        store = Store(options.home or Path(temporary))
        started = time.perf_counter()
        card = store.ensure("mnist")
        made = time.perf_counter() - started
        print(f"mnist version {card.version}, {card.size / 1e6:.1f} MB, ready after {made:.1f} s\n")
        if options.sheet:
            draw_sheet(store, options.sheet)
        else:
            measure(store, options.seeds)


def draw_sheet(store: Store, path: Path, across: int = 24) -> None:
    """Draw a row of test pictures for each digit, ink on white."""
    from PIL import Image

    [(public, _)] = store.public_files("mnist")
    with np.load(public, allow_pickle=False) as arrays:
        images, labels = arrays["x_test"], arrays["y_test"]
    rows = [np.concatenate(list(images[labels == digit][:across]), axis=1) for digit in range(10)]
    Image.fromarray(255 - np.concatenate(rows)).save(path, optimize=True)


def measure(store: Store, seeds: int) -> None:
    """Print the table of the mnist twin."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import keras

    [(path, _)] = store.public_files("mnist")
    with np.load(path, allow_pickle=False) as arrays:
        x_train, y_train, x_test, y_test = (arrays[key] for key in ("x_train", "y_train", "x_test", "y_test"))
    with (
        np.load(store.heldout_dir("mnist") / "rows.npz", allow_pickle=False) as rows,
        np.load(store.heldout_dir("mnist") / "labels.npz", allow_pickle=False) as labels,
    ):
        x_held, y_held = rows["rows"], labels["labels"]

    print(f"Keras {keras.__version__}, {keras.backend.backend()}, Python {platform.python_version()}, {seeds} seeds\n")
    print(
        ROW.format(
            model="model", epochs="epochs", test="test", heldout="held-out", mnist="on MNIST", seconds="one fit,"
        )
    )
    print("|---|---|---|---|---|---|")
    for name, build, epochs, published in MODELS:
        figures, spent = [], []
        for seed in range(seeds):
            keras.utils.set_random_seed(seed)
            model = build(keras.layers)
            model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
            started = time.perf_counter()
            model.fit(x_train, y_train, epochs=epochs, batch_size=128, verbose=0)
            spent.append(time.perf_counter() - started)
            scores = [
                model.evaluate(x, y, batch_size=500, verbose=0)[1] for x, y in ((x_test, y_test), (x_held, y_held))
            ]
            figures.append(scores)
        means, spreads = np.mean(figures, axis=0), np.std(figures, axis=0)
        test, heldout = (f"{mean:.4f} ± {spread:.4f}" for mean, spread in zip(means, spreads, strict=True))
        seconds = f"{np.mean(spent):.1f}"
        print(ROW.format(model=name, epochs=epochs, test=test, heldout=heldout, mnist=published, seconds=seconds))
        sys.stdout.flush()


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

if __name__ == "__main__":
    main()

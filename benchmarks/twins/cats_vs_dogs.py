"""The cats_vs_dogs twin: the book's convnet as it is, then its ladder up to fine-tuning on pictures of 64 by 64.

Pictures of 180 by 180 are eight times the work, so only the first rung is measured on them. For the fifth convolution
of the book's convnet nothing is left of a picture of 64 by 64, and the small base of this store stands in for VGG16.
All else is the book's: 1,000, 500 and 1,000 pictures of each animal, batches of 32, rmsprop, and the weights of the
epoch that was best in validation.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.twins.lesson import Array, head, held_out, over_seeds, row
from quests.datasets.cats_vs_dogs import ROW_SIDE, loaded
from quests.datasets.small_base import FILE
from quests.datasets.store import Store

PARTS = {"train": (0, 1000), "validation": (1000, 1500), "test": (1500, 2500)}
"""Numbers of each animal's pictures: from, and up to but without."""
BOOK_SIDE = 180
"""Of the book's pictures, pixels."""
Part = tuple[Array, Array]


def draw_sheet(store: Store, path: Path, across: int = 16) -> None:
    """Draw two rows of cats over two rows of dogs, as the networks see them."""
    from PIL import Image

    [(folder, _)] = store.public_files("cats_vs_dogs")
    animals = [_pictures(folder, animal, 0, 2 * across) for animal in ("cat", "dog")]
    rows = [np.concatenate(list(some), axis=1) for animal in animals for some in np.split(animal, 2)]
    Image.fromarray(np.concatenate(rows)).quantize(128).save(path, optimize=True)


def measure(store: Store, seeds: int) -> None:
    """Print the table of the cats_vs_dogs twin."""
    store.ensure("small_base")
    [(base_folder, _)] = store.public_files("small_base")
    [(folder, _)] = store.public_files("cats_vs_dogs")
    head("model", "epochs", "test", "held-out", "in the book", "one run")
    _measure_the_books_own(folder, seeds)
    parts = {part: _part(folder, *numbers) for part, numbers in PARTS.items()}
    examined = [parts["test"], held_out(store, "cats_vs_dogs")]
    for name, fit, epochs, published in (
        ("convnet from scratch, 64 by 64", _scratch, SCRATCH_EPOCHS, "0.695"),
        ("with augmentation and dropout, 64 by 64", _augmented, AUGMENTED_EPOCHS, "0.835"),
        (f"classifier on the frozen {FILE}", _frozen, FROZEN_EPOCHS, "0.975, on VGG16"),
        ("the same, last block fine-tuned", _tuned, FROZEN_EPOCHS, "0.985, on VGG16"),
    ):

        def run(fit: Any = fit, epochs: int = epochs) -> list[float]:
            model = fit(parts["train"], parts["validation"], epochs, base_folder)
            return [float(model.evaluate(x, y, batch_size=100, verbose=0)[1]) for x, y in examined]

        figures, seconds = over_seeds(seeds, run)
        row(name, epochs, *figures, published, f"{seconds:.0f} s")


def _measure_the_books_own(folder: Path, seeds: int) -> None:
    """The row of the book's convnet on pictures of its own size; held-out rows are of 64 by 64."""
    parts = {part: _part(folder, *numbers, BOOK_SIDE) for part, numbers in PARTS.items()}

    def run() -> list[float]:
        model = _fitted(_convnet(BOOK_SIDE, augmented=False), parts["train"], parts["validation"], BOOK_EPOCHS)
        return [float(model.evaluate(*parts["test"], batch_size=100, verbose=0)[1])]

    [figure], seconds = over_seeds(seeds, run)
    row("the book's convnet, 180 by 180", BOOK_EPOCHS, figure, "", "0.695", f"{seconds:.0f} s")


BOOK_EPOCHS, SCRATCH_EPOCHS, AUGMENTED_EPOCHS, FROZEN_EPOCHS = 30, 25, 100, 15


def _part(folder: Path, first: int, last: int, side: int = ROW_SIDE) -> Part:
    pictures = np.concatenate([_pictures(folder, animal, first, last, side) for animal in ("cat", "dog")])
    return pictures, np.repeat([0, 1], last - first)


def _pictures(folder: Path, animal: str, first: int, last: int, side: int = ROW_SIDE) -> Array:
    files = (folder / "train" / f"{animal}.{number}.jpg" for number in range(first, last))
    return np.stack([loaded(file.read_bytes(), side) for file in files])


def _fitted(model: Any, train: Part, validation: Part, epochs: int, rate: float = 1e-3) -> Any:
    """The model with the weights of its best epoch, as the book keeps them with ``ModelCheckpoint``."""
    import keras

    model.compile(keras.optimizers.RMSprop(rate), "binary_crossentropy", metrics=["accuracy"])
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    model.fit(*train, validation_data=validation, epochs=epochs, batch_size=32, callbacks=[best], verbose=0)
    return model


def _convnet(side: int = ROW_SIDE, *, augmented: bool) -> Any:
    import keras
    from keras import layers

    random = [layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2)]
    model = keras.Sequential([keras.Input((side, side, 3)), *(random if augmented else [])])
    model.add(layers.Rescaling(1 / 255))
    for filters in (32, 64, 128, 256) if side == BOOK_SIDE else (32, 64, 128):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
    model.add(layers.Conv2D(256, 3, activation="relu"))
    model.add(layers.Flatten())
    if augmented:
        model.add(layers.Dropout(0.5))
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


def _scratch(train: Part, validation: Part, epochs: int, base_file: Path) -> Any:
    return _fitted(_convnet(augmented=False), train, validation, epochs)


def _augmented(train: Part, validation: Part, epochs: int, base_file: Path) -> Any:
    return _fitted(_convnet(augmented=True), train, validation, epochs)


def _frozen(train: Part, validation: Part, epochs: int, base_file: Path) -> Any:
    """The classifier is trained on features, which is much faster, and then put behind the base."""
    import keras
    from keras import layers

    base = keras.models.load_model(base_file)
    base.trainable = False
    seen, examined = ((base.predict(x, batch_size=100, verbose=0), y) for x, y in (train, validation))
    classifier = keras.Sequential(
        [keras.Input(base.output_shape[1:]), layers.Flatten(), layers.Dense(256), layers.Dropout(0.5)]
    )
    classifier.add(layers.Dense(1, activation="sigmoid"))
    _fitted(classifier, seen, examined, epochs)
    model = keras.Sequential([keras.Input((ROW_SIDE, ROW_SIDE, 3)), base, classifier])
    model.compile(loss="binary_crossentropy", metrics=["accuracy"])
    return model


def _tuned(train: Part, validation: Part, epochs: int, base_file: Path) -> Any:
    model = _frozen(train, validation, epochs, base_file)
    base = model.layers[0]
    base.trainable = True
    for layer in base.layers[:-3]:
        layer.trainable = False
    return _fitted(model, train, validation, epochs // 2, rate=1e-4)

"""Trains the small pretrained base: ``python -m quests.datasets.base_training SEED FILE.keras``.

A program of its own, since the store, which wants the file, runs where TensorFlow must not be imported.
Prints the share of the work that is done, a number a line.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from quests.datasets.canvas import Array
from quests.datasets.zoo import NAMES, draw, questions

SIDE = 64
EACH = 400
"""Pictures of each class to learn from, a multiple of the next."""
CHUNK = 20
"""Pictures drawn at once: few enough that the working arrays stay in the processor's cache."""
BLOCKS = ((24,), (32, 32), (48, 48), (96, 96))
"""Filters of each block's convolutions; a block ends by halving the sides, the first one by its steps of 2."""
EPOCHS = 8
BATCH_SIZE = 64
RATE = 2e-3
THREADS = 2
DRAWING = 0.1
"""About so much of the time goes into drawing."""
SAVED = "2026-01-01@00:00:00"
"""The date in the file: the same model gives the same bytes whenever it is trained."""
SHARED = re.compile(rb'("shared_object_id": )(\d+)')
"""Keras tells parts that several layers share by their addresses in memory; here they are numbered."""


def main() -> None:
    """Draw, train, save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("seed", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, default=EACH, help="pictures of each class to learn from")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))  # else one core waits at each epoch: decision 0009
    images, labels = _pictures(options.each, options.seed)
    _trained(images, labels, options.epochs, options.seed % 2**32).save(options.file)
    _settle(options.file)


def _tell(share: float) -> None:
    print(f"{share:.3f}", flush=True)


def _pictures(each: int, seed: int) -> tuple[Array, Array]:
    """Pictures (n, SIDE, SIDE, 3) of all classes, sorted, and their labels."""
    rng = np.random.default_rng(seed)
    drawn = []
    for label, name in enumerate(NAMES):
        drawn += [draw(name, CHUNK, SIDE, rng) for _ in range(each // CHUNK)]
        _tell(DRAWING * (label + 1) / len(NAMES))
    return np.concatenate(drawn), np.repeat(np.arange(len(NAMES)), each // CHUNK * CHUNK)


def _trained(images: Array, labels: Array, epochs: int, seed: int) -> Any:
    """The base, trained to answer what ``images`` show, without its classifiers."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
    # How sums are split among threads decides how they are rounded: the same number everywhere, whatever the cores.
    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    learner, answers = _learner(), questions()
    steps = epochs * -(-len(images) // BATCH_SIZE)
    rate = keras.optimizers.schedules.CosineDecay(RATE, steps)
    learner.compile(keras.optimizers.Adam(rate), dict.fromkeys(answers, "categorical_crossentropy"))
    done = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: _tell(DRAWING + (1 - DRAWING) * (epoch + 1) / epochs)
    )
    right = {question: shares[labels] for question, shares in answers.items()}
    learner.fit(images, right, batch_size=BATCH_SIZE, epochs=epochs, verbose=0, callbacks=[done])
    base = _stack(normalised=False)
    _fold(learner, base)
    return base


def _learner() -> Any:
    """What is trained: the blocks, and a classifier for each question."""
    import keras
    from keras import layers

    blocks = _stack(normalised=True)
    pictures = keras.Input((SIDE, SIDE, 3))
    seen = blocks(layers.RandomFlip("horizontal")(pictures))
    seen = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(seen))
    answers = {
        question: layers.Dense(shares.shape[1], activation="softmax", name=question)(seen)
        for question, shares in questions().items()
    }
    return keras.Model(pictures, answers)


def _stack(*, normalised: bool) -> Any:
    """Blocks of convolutions, named as VGG16 names them; ``normalised`` ones train faster."""
    import keras
    from keras import layers

    base = keras.Sequential([keras.Input((SIDE, SIDE, 3)), layers.Rescaling(1 / 127.5, -1, name="rescaling")])
    base.name = "small_base"
    for block, widths in enumerate(BLOCKS, 1):
        # Large and sparse in the first block, where the picture is large: half the time of the whole otherwise.
        window, steps = (5, 2) if block == 1 else (3, 1)
        for number, filters in enumerate(widths, 1):
            name = f"block{block}_conv{number}"
            if normalised:
                base.add(layers.Conv2D(filters, window, steps, padding="same", use_bias=False, name=name))
                base.add(layers.BatchNormalization(momentum=0.9, name=f"{name}_norm"))
                base.add(layers.ReLU())
            else:
                base.add(layers.Conv2D(filters, window, steps, padding="same", activation="relu", name=name))
        if block > 1:
            base.add(layers.MaxPooling2D(2, name=f"block{block}_pool"))
    return base


def _fold(learner: Any, base: Any) -> None:
    """Give ``base`` the learner's convolutions with their normalisation multiplied in: the same function, fewer layers.

    A base without batch normalisation is frozen and thawed without surprises, as VGG16 is.
    """
    blocks = learner.get_layer(base.name)
    for layer in base.layers:
        if "_conv" not in layer.name:
            continue
        [kernel] = blocks.get_layer(layer.name).get_weights()
        norm = blocks.get_layer(f"{layer.name}_norm")
        gamma, beta, mean, variance = norm.get_weights()
        factor = gamma / np.sqrt(variance + norm.epsilon)
        layer.set_weights([kernel * factor, beta - mean * factor])


def _settle(path: Path) -> None:
    """Take out of a ``.keras`` file when it was made, and where its parts lay in memory."""
    with zipfile.ZipFile(path) as saved:
        parts = {name: saved.read(name) for name in sorted(saved.namelist())}
    parts["metadata.json"] = json.dumps({**json.loads(parts["metadata.json"]), "date_saved": SAVED}).encode()
    numbers: dict[bytes, int] = {}
    parts["config.json"] = SHARED.sub(
        lambda found: b"%s%d" % (found[1], numbers.setdefault(found[2], len(numbers) + 1)), parts["config.json"]
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


if __name__ == "__main__":
    main()

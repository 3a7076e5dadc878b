"""Two runs of one notebook draw the same numbers and train the same weights, however their kernels start."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tests.nursery import quests
from tests.nursery.hosting import Graded, Host

FIRST = (
    "import random\nimport numpy as np",
    "begun = [random.random(), np.random.rand(), np.random.default_rng().random()]",
)
TRAINS = f"""{quests.RIGHT}

import hashlib
import keras
import tensorflow as tf
from keras import layers

order = list(range(8))
random.shuffle(order)
drawn = [*begun, *order, np.random.rand(), *(np.random.default_rng().random() for _ in range(2))]
drawn += [np.random.default_rng(1).random(), np.random.Generator(np.random.PCG64()).random()]
drawn += [float(tf.random.uniform(())), float(keras.random.uniform(()))]
drawn += [int(n) for n in tf.data.Dataset.range(8).shuffle(8)]

x = np.random.default_rng().normal(size=(256, 8, 8, 1)).astype("float32")
y = np.random.randint(0, 4, 256)
model = keras.Sequential([
    layers.Input((8, 8, 1)),
    layers.RandomFlip(), layers.Conv2D(4, 3, activation="relu"), layers.BatchNormalization(),
    layers.Reshape((36, 4)), layers.LSTM(8, dropout=0.2), layers.Dropout(0.5), layers.Dense(4, "softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=2, validation_split=0.25, verbose=0)
words = keras.Sequential([layers.Embedding(50, 16), layers.GlobalAveragePooling1D(), layers.Dense(4, "softmax")])
words.compile("rmsprop", "sparse_categorical_crossentropy")
noisy = tf.data.Dataset.from_tensor_slices((np.random.randint(0, 50, (2048, 40)), np.random.randint(0, 4, 2048)))
noisy = noisy.map(lambda row, label: (row + tf.random.uniform((40,), 0, 2, tf.int64) % 2, label), tf.data.AUTOTUNE)
words.fit(noisy.map(lambda row, label: (tf.minimum(row, 49), label)).shuffle(99).batch(128), epochs=2, verbose=0)
weights = [np.ascontiguousarray(weight).tobytes() for weight in model.get_weights() + words.get_weights()]
drawn.append(hashlib.sha256(b"".join(weights)).hexdigest())
print([value.item() if hasattr(value, "item") else value for value in drawn])
"""
SEEDS_ITSELF = f"""{quests.RIGHT}

random.seed(3)
np.random.seed(3)
before = random.random()
import keras
print([before, random.random(), float(np.random.rand()), float(keras.initializers.GlorotUniform()((1, 1))[0, 0])])
"""


def drawn(graded: Graded) -> list[Any]:
    """What the learner's cell printed."""
    [line] = [line for line in graded.outputs["id-add"].splitlines() if line.startswith("[")]
    found: list[Any] = ast.literal_eval(line)
    return found


def from_every_start(host: Host, quest: Path, source: str) -> list[Graded]:
    """The same submission cold, warm, quest-warm, and quest-warm again."""
    upload = quests.answered(source, *FIRST)
    cold, warm = host.grade(quest, upload, cold=True), host.grade(quest, upload)
    assert host.warm(quest) == len(FIRST)
    graded = [cold, warm, host.grade(quest, upload), host.grade(quest, upload)]
    assert [each.start for each in graded] == ["cold", "warm", "quest-warm", "quest-warm"]
    return graded


@pytest.mark.parametrize(("name", "source"), [("trains", TRAINS), ("seeds-itself", SEEDS_ITSELF)])
def test_every_run_draws_the_same_and_trains_the_same_weights(host: Host, name: str, source: str) -> None:
    quest = quests.small(host.place / "quests" / name, *FIRST, slug=f"dlp-02-{name}")
    cold, *others = map(drawn, from_every_start(host, quest, source))
    assert others == [cold, cold, cold]


def test_generators_without_a_seed_differ_from_each_other_and_ones_with_a_seed_are_left_alone(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "generators", slug="dlp-02-generators")
    source = (
        f"{quests.RIGHT}\nimport numpy as np\nfrom numpy.random import default_rng, RandomState\n"
        "print([float(default_rng().random()) for _ in range(3)] + [float(RandomState().rand()), 0.5118216247002567]"
        " + [float(default_rng(1).random())])"
    )
    graded = host.grade(quest, quests.answered(source))
    *own, expected, seeded = drawn(graded)
    assert len(set(own)) == len(own)
    assert seeded == expected


def test_another_seed_of_the_quest_draws_other_numbers_and_the_record_tells_it(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "seeded", *FIRST, slug="dlp-02-seeded")
    upload = quests.answered(f"{quests.RIGHT}\nprint([float(number) for number in begun])", *FIRST)
    usual = host.grade(quest, upload)
    toml = quest / "quest.toml"
    toml.write_text(f"{toml.read_text()}\n[runtime]\nseed = 5\n")
    other, again = host.grade(quest, upload), host.grade(quest, upload, cold=True)
    assert drawn(other) == drawn(again)
    assert not set(drawn(other)) & set(drawn(usual))
    assert (usual.report["seed"], other.report["seed"]) == (7919, 5)

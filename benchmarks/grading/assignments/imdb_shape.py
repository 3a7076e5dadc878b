"""Chapter work at full size: 25,000 reviews as rows of 10,000 noughts and ones, made by the locked cells.

Functions without annotations are copied into notebooks and test files as they stand.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.grading.assignments import Assignment, Cell, Check, source_of
from graders.text import text
from quests.datasets.recipe import Array, HeldOutRows, Recipe, arrays_file

REVIEWS, HELD_OUT = 25_000, 1000


def reviews(random, count):
    """Lists of word numbers below 10,000, common words low, and for each list whether it praises."""
    taste = np.random.default_rng(1).normal(size=10_000)
    common = 1 / np.arange(10, 10_010)
    weights = [common * np.exp(sign * 0.15 * taste) for sign in (-1, 1)]
    cumulative = [np.cumsum(weight / weight.sum()) for weight in weights]
    labels = random.integers(0, 2, count)
    lengths = random.integers(60, 420, count)
    words = [
        np.searchsorted(cumulative[label], random.random(length) * 0.999999)
        for label, length in zip(labels, lengths, strict=True)
    ]
    return words, labels


def vectorize_sequences(sequences, dimension=10_000):
    """A row a list: 1 where the list holds the column's number."""
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.0
    return results


def decide(probabilities, threshold):
    """1 where a probability is above the threshold, else 0."""
    return (probabilities > threshold).astype("int64")


def check_decide(decide):
    """Three calls on arrays."""
    import numpy as np

    for length, threshold, seed in ((20, 0.5, 11), (5, 0.9, 12), (300, 0.1, 13)):
        probabilities = np.random.default_rng(seed).uniform(0.0, 1.0, length)
        right = (probabilities > threshold).astype("int64")
        np.testing.assert_array_equal(decide(probabilities.copy(), threshold), right)


def check_accuracy(model):
    """Held-out rows."""
    import numpy as np

    with np.load("heldout.npz") as held_out:
        rows, labels = held_out["rows"].astype("float32"), held_out["labels"]
    # Calling the model is the quickest way to its outputs: predict() would trace a graph first.
    assert ((np.asarray(model(rows))[:, 0] > 0.5) == labels).mean() >= 0.8


def _public(random: np.random.Generator, progress: Callable[[float], None]) -> dict[str, Array]:
    """What the notebook makes its rows of, at full length."""
    words, labels = reviews(np.random.default_rng(2), REVIEWS)
    return {"words": np.concatenate(words), "lengths": np.array([len(each) for each in words]), "labels": labels}


def _heldout(random: np.random.Generator, progress: Callable[[float], None]) -> HeldOutRows:
    words, labels = reviews(random, HELD_OUT)
    return HeldOutRows(vectorize_sequences(words).astype("uint8"), labels)


DATA = Recipe(
    name="bench-reviews",
    title=text("Reviews of the shape of IMDB's", "IMDB와 모양이 같은 감상평"),
    about=text("Made to measure graders.", "채점기를 측정하려고 만든 데이터입니다."),
    licence="CC0-1.0",
    version=1,
    files=("bench-reviews.npz",),
    public=arrays_file("bench-reviews.npz", _public),
    heldout=_heldout,
)

IMPORTS = "import keras\nimport numpy as np\nfrom keras import layers\n\nkeras.utils.set_random_seed(2)"
READ = f"{source_of(reviews)}\n\n\ntrain_data, train_labels = reviews(np.random.default_rng(2), {REVIEWS})"
VECTORIZE = f"""
{source_of(vectorize_sequences)}


x_train = vectorize_sequences(train_data)
y_train = np.asarray(train_labels).astype("float32")
print(x_train.shape, x_train.dtype)
""".strip()

MODEL = """
model = keras.Sequential([
    layers.Input((10_000,)),
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile("rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
""".strip()

FIT = 'history = model.fit(x_train, y_train, epochs=4, batch_size=512, verbose=0)\nprint(history.history["accuracy"])'
STUB = "raise NotImplementedError"

ASSIGNMENT = Assignment(
    name="imdb-shape",
    title=text("Praise or not", "칭찬인가 아닌가"),
    about="25,000 x 10,000 multi-hot float64 in the locked cells; four epochs of a small dense network",
    backend="tensorflow",
    cells=(
        Cell("imports", IMPORTS),
        Cell("read", READ),
        Cell("vectorize", VECTORIZE),
        Cell(
            "decide",
            STUB,
            source_of(decide),
            'def decide(probabilities, threshold):\n    return probabilities.astype("int64")',
        ),
        Cell("build", STUB, MODEL),
        Cell("train", STUB, FIT, FIT.replace("y_train", "1 - y_train")),
    ),
    checks=(
        Check(
            "decide",
            10,
            {
                "kind": "function",
                "cell": "decide",
                "function": "decide",
                "reference": "decide",
                "cases": [
                    [{"uniform": [20], "seed": 11}, 0.5],
                    [{"uniform": [5], "seed": 12}, 0.9],
                    [{"uniform": [300], "seed": 13}, 0.1],
                ],
            },
            check_decide,
        ),
        Check(
            "accuracy",
            10,
            {
                "kind": "metric",
                "cell": "train",
                "model": "model",
                "data": DATA.name,
                "scale": 1.0,
                "steps": [{"at": 0.8, "share": 1.0}],
            },
            check_accuracy,
        ),
    ),
    reference=(decide,),
    data=DATA,
    memory_mb=8192,
)

"""What people hand in, and what must come of it: one line of story and one of outcome each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from nbformat import NotebookNode

from tests.catalog import notebooks
from tests.catalog.notebooks import as_own, solution, starter, with_answer, with_copy, with_edit, with_more

TENSORS, MNIST = "dlp-02-tensors", "dlp-02-mnist"
ENDLESS_LOOP = "while True:\n    pass"
MEMORY_HOG = "hoard = []\nwhile True:\n    hoard.append(np.ones(4_000_000))"
CHATTER = """
import sys, warnings
print("progress: 100 %", file=sys.stderr)
warnings.warn("something is deprecated")
"""

OTHER_WHOLE = """
from numpy import maximum as larger
flat = images.astype("float32").reshape(len(images), -1) / 255.0
mean_picture = np.mean(images, 0)
brightness = np.mean(flat, axis=-1) * 255
centred = np.subtract(images, mean_picture[np.newaxis])
turned = images.swapaxes(1, 2).copy()
activated = larger(0, flat @ W + b)
"""
OTHER_DOT = """
def vector_dot(u, v):
    total = 0.0
    for a, c in zip(u, v):
        total += a * c
    return total


def naive_dot(x, y):
    rows, columns = len(x), y.shape[1]
    return np.array([[vector_dot(x[i], y[:, j]) for j in range(columns)] for i in range(rows)])
"""
OTHER_MODEL = """
import tensorflow as tf

pixels = tf.keras.Input(shape=(784,))
hidden = tf.keras.layers.Dense(512)(pixels)
hidden = tf.keras.layers.ReLU()(hidden)
model = tf.keras.Model(pixels, tf.keras.layers.Dense(10, tf.nn.softmax)(hidden))
fit = tf.keras.losses.SparseCategoricalCrossentropy()
model.compile(tf.keras.optimizers.RMSprop(0.001), loss=fit, metrics=["accuracy"])
"""


@dataclass(frozen=True)
class Case:
    """One upload to one quest."""

    name: str
    quest: str
    upload: Callable[[], NotebookNode | bytes]
    score: float = 0
    not_passed: set[str] = field(default_factory=set)
    """Every other criterion must pass."""
    cause: str | None = None
    """Of the diagnosis."""
    notice: str | None = None
    cell: str | None = None
    """Where the ``runs`` criterion lays the blame."""
    form: str = "starter"
    exit_status: int = 0
    limits: dict[str, int] = field(default_factory=dict)
    """Tighter ones than the quest's own, so that the test is quick."""


SLICES = {"fourth", "third-batch", "last-batch", "corner", "framed"}
LOOPS = {"relu-loops", "add-loops", "broadcast-loops", "dot-loops"}
ALL_TENSORS = {
    *("runs", "scalar", "vector", "matrix", "pair", "video-shape"),
    *SLICES,
    *("flat", "mean-picture", "brightness", "centred", "turned", "activated", "whole-no-loops"),
    *("relu", "add", "broadcast", "dot"),
    *LOOPS,
}
ALL_MNIST = {
    *("runs", "fives", "train-rows", "test-rows", "layers", "loss"),
    *("fitted", "accuracy", "test-accuracy", "first-ten"),
}

CASES = [
    Case("the reference has all points", TENSORS, lambda: solution(TENSORS), score=100),
    Case(
        "the untouched starter has what running it is worth",
        TENSORS,
        lambda: starter(TENSORS),
        score=4,
        not_passed=ALL_TENSORS - {"runs"},
        cause="nothing-attempted",
    ),
    Case(
        "a syntax error costs its own cell and no other",
        TENSORS,
        lambda: with_edit(solution(TENSORS), "slices", "images[3]", "images[3"),
        score=79,
        not_passed={"runs", *SLICES},
        cause="missing-bracket",
        cell="slices",
    ),
    Case(
        "an exception in the middle keeps what came before and after",
        TENSORS,
        lambda: with_edit(solution(TENSORS), "whole", "images.mean(axis=(1, 2))", "imags.mean(axis=(1, 2))"),
        score=79,
        not_passed={"runs", "brightness", "centred", "turned", "activated"},
        cause="misspelt-name",
        cell="whole",
    ),
    Case(
        "an endless loop is stopped and what came before it is judged",
        TENSORS,
        lambda: with_more(solution(TENSORS), "relu", ENDLESS_LOOP),
        score=69,
        not_passed={"runs", "add", "broadcast", "dot", *LOOPS},
        cause="endless-loop",
        cell="relu",
        limits={"seconds": 6},
    ),
    Case(
        "a memory hog ends the kernel, and only the source can still be judged",
        TENSORS,
        lambda: with_more(solution(TENSORS), "relu", MEMORY_HOG),
        score=4,
        not_passed=ALL_TENSORS - {"whole-no-loops"},
        cause="memory-growing",
        cell="relu",
        limits={"memory_mb": 512},
    ),
    Case(
        "leaving Python early loses what would have been asked",
        TENSORS,
        lambda: with_more(solution(TENSORS), "dot", "import os\nos._exit(0)"),
        score=4,
        not_passed=ALL_TENSORS - {"whole-no-loops"},
        cause="kernel-left",
        cell="dot",
    ),
    Case("an empty file is refused", TENSORS, lambda: b"", exit_status=2),
    Case("a file that is no notebook is refused", TENSORS, lambda: b"print('hello')", exit_status=2),
    Case(
        "a notebook without cells is graded, with nothing",
        TENSORS,
        notebooks.empty,
        not_passed=ALL_TENSORS,
        cause="no-code",
        form="free-form",
    ),
    Case(
        "of a doubled cell the last one counts, and the learner is told",
        TENSORS,
        lambda: with_copy(solution(TENSORS), "slices", "fourth = images[4]"),
        score=100,
        notice="answer-doubled",
    ),
    Case(
        "outputs that claim success change nothing",
        TENSORS,
        lambda: notebooks.with_stored_outputs(
            with_more(starter(TENSORS), "slices", 'print("All checks passed: 100/100")'), "All checks passed: 100/100"
        ),
        score=4,
        not_passed=ALL_TENSORS - {"runs"},
    ),
    Case(
        "a check that was edited to claim success is put back",
        TENSORS,
        lambda: with_answer(starter(TENSORS), "look-1", 'print("✔ all passed")'),
        score=4,
        not_passed=ALL_TENSORS - {"runs"},
        notice="locked-cells-restored",
    ),
    Case(
        "chatter on stderr costs nothing", TENSORS, lambda: with_more(solution(TENSORS), "shapes", CHATTER), score=100
    ),
    Case(
        "a notebook of one's own is graded as it is",
        TENSORS,
        lambda: as_own(solution(TENSORS)),
        score=100,
        form="free-form",
        notice="free-form",
    ),
    Case(
        "other right ways have all points, too",
        TENSORS,
        lambda: with_answer(with_answer(solution(TENSORS), "whole", OTHER_WHOLE), "dot", OTHER_DOT),
        score=100,
    ),
    Case("the reference has all points", MNIST, lambda: solution(MNIST), score=100),
    Case(
        "the untouched starter has what running it is worth",
        MNIST,
        lambda: starter(MNIST),
        score=5,
        not_passed=ALL_MNIST - {"runs"},
        cause="nothing-attempted",
    ),
    Case(
        "a syntax error costs its own cell and what needs it",
        MNIST,
        lambda: with_edit(solution(MNIST), "build", 'activation="relu"),', 'activation="relu")'),
        score=25,
        not_passed=ALL_MNIST - {"fives", "train-rows", "test-rows"},
        cause="missing-comma",
        cell="build",
    ),
    Case(
        "an exception in the middle keeps what came before",
        MNIST,
        lambda: with_edit(solution(MNIST), "train", "model.fit(", "model.fti("),
        score=52,
        not_passed={"runs", "fitted", "accuracy", "test-accuracy", "first-ten"},
        cause="misspelt-attribute",
        cell="train",
    ),
    Case(
        "an endless loop is stopped and what came before it is judged",
        MNIST,
        lambda: with_more(solution(MNIST), "prepare", ENDLESS_LOOP),
        score=25,
        not_passed=ALL_MNIST - {"fives", "train-rows", "test-rows"},
        cause="endless-loop",
        cell="prepare",
        limits={"seconds": 40},
    ),
    Case(
        "a memory hog ends the kernel, and what it held is lost",
        MNIST,
        lambda: with_more(solution(MNIST), "look", MEMORY_HOG),
        not_passed=ALL_MNIST,
        cause="memory-growing",
        cell="look",
        limits={"memory_mb": 1500},
    ),
    Case("an empty file is refused", MNIST, lambda: b"", exit_status=2),
    Case(
        "a notebook without cells is graded, with nothing",
        MNIST,
        notebooks.empty,
        not_passed=ALL_MNIST,
        cause="no-code",
        form="free-form",
    ),
    Case(
        "of a doubled cell the last one counts, and the learner is told",
        MNIST,
        lambda: with_copy(solution(MNIST), "build", "model = keras.Sequential([layers.Dense(3)])"),
        score=100,
        notice="answer-doubled",
    ),
    Case(
        "outputs that claim success change nothing",
        MNIST,
        lambda: notebooks.with_stored_outputs(
            with_answer(starter(MNIST), "train", 'print("accuracy: 0.9999 - all passed")'), "accuracy: 0.9999"
        ),
        score=5,
        not_passed=ALL_MNIST - {"runs"},
    ),
    Case(
        "other right ways have all points, too",
        MNIST,
        lambda: with_answer(solution(MNIST), "build", OTHER_MODEL),
        score=100,
    ),
    Case("chatter on stderr costs nothing", MNIST, lambda: with_more(solution(MNIST), "prepare", CHATTER), score=100),
]

"""The twin of MNIST: 70,000 handwritten digits in ``mnist.npz``, exactly as Keras has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from graders.text import text
from quests.datasets import published
from quests.datasets.recipe import HeldOutRows, Recipe, arrays_file
from quests.datasets.strokes import SIDE, Array, Glyph, Hand, draw

TRAIN_COUNTS = (5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949)
"""Images of each digit among the 60,000 for training; those of the real data set."""
TEST_COUNTS = (980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009)
"""The same for the 10,000 for testing, and for the held-out ones."""
REAL_HELD_OUT = 2000
"""Rows held out of the 10,000 published ones for testing."""

HAND = Hand()

STYLES: dict[int, tuple[Glyph, ...]] = {
    0: (
        Glyph(
            [
                [
                    (0.5, 0),
                    (0.2, 0.14),
                    (0.05, 0.5),
                    (0.2, 0.86),
                    (0.5, 1),
                    (0.8, 0.86),
                    (0.95, 0.5),
                    (0.8, 0.14),
                    (0.5, 0),
                ]
            ],
            5,
        ),
        Glyph(
            [
                [
                    (0.62, 0.02),
                    (0.3, 0.06),
                    (0.1, 0.45),
                    (0.2, 0.85),
                    (0.48, 1),
                    (0.78, 0.8),
                    (0.88, 0.4),
                    (0.7, 0.1),
                    (0.4, 0.1),
                ]
            ],
            3,
        ),
        Glyph(
            [
                [
                    (0.75, 0.1),
                    (0.45, 0.02),
                    (0.2, 0.4),
                    (0.25, 0.85),
                    (0.5, 0.98),
                    (0.75, 0.65),
                    (0.8, 0.25),
                    (0.6, 0.04),
                    (0.5, 0.2),
                ]
            ],
            2,
        ),
    ),
    1: (
        Glyph([[(0.5, 0), (0.5, 0.33), (0.5, 0.67), (0.5, 1)]], 8),
        Glyph([[(0.3, 0.2), (0.5, 0)], [(0.5, 0), (0.5, 0.5), (0.5, 1)]], 2),
        Glyph([[(0.3, 0.18), (0.5, 0)], [(0.5, 0), (0.5, 0.5), (0.5, 1)], [(0.2, 1), (0.5, 1), (0.8, 1)]], 0.8),
    ),
    2: (
        Glyph(
            [
                [(0.1, 0.24), (0.26, 0.05), (0.55, 0), (0.8, 0.15), (0.78, 0.4), (0.48, 0.7), (0.1, 0.97)],
                [(0.1, 0.97), (0.5, 0.96), (0.92, 0.95)],
            ],
            4,
        ),
        Glyph(
            [
                [
                    (0.1, 0.2),
                    (0.35, 0.02),
                    (0.7, 0.08),
                    (0.75, 0.35),
                    (0.5, 0.65),
                    (0.2, 0.92),
                    (0.05, 0.88),
                    (0.15, 0.76),
                    (0.4, 0.82),
                    (0.65, 0.95),
                    (0.98, 0.88),
                ]
            ],
            4,
        ),
        Glyph(
            [
                [
                    (0.15, 0.15),
                    (0.45, 0),
                    (0.78, 0.14),
                    (0.72, 0.45),
                    (0.35, 0.8),
                    (0.12, 0.95),
                    (0.4, 0.86),
                    (0.7, 0.97),
                    (0.95, 0.9),
                ]
            ],
            2,
        ),
    ),
    3: (
        Glyph(
            [
                [(0.12, 0.12), (0.42, 0), (0.76, 0.1), (0.74, 0.32), (0.4, 0.46)],
                [(0.4, 0.46), (0.78, 0.58), (0.85, 0.82), (0.5, 1), (0.1, 0.9)],
            ],
            5,
        ),
        Glyph(
            [
                [(0.1, 0.04), (0.45, 0.03), (0.8, 0.02)],
                [(0.8, 0.02), (0.4, 0.4)],
                [(0.4, 0.4), (0.8, 0.55), (0.82, 0.82), (0.5, 1), (0.1, 0.92)],
            ],
            1.5,
        ),
        Glyph(
            [
                [
                    (0.15, 0.1),
                    (0.5, 0),
                    (0.75, 0.15),
                    (0.6, 0.38),
                    (0.38, 0.45),
                    (0.4, 0.52),
                    (0.7, 0.56),
                    (0.82, 0.78),
                    (0.5, 1),
                    (0.12, 0.92),
                ]
            ],
            3,
        ),
    ),
    4: (
        Glyph(
            [
                [(0.22, 0.02), (0.14, 0.3), (0.1, 0.54)],
                [(0.1, 0.54), (0.5, 0.54), (0.92, 0.5)],
                [(0.8, 0), (0.75, 0.5), (0.7, 1)],
            ],
            4,
        ),
        Glyph(
            [
                [(0.7, 0), (0.38, 0.3), (0.05, 0.62)],
                [(0.05, 0.62), (0.5, 0.62), (0.95, 0.6)],
                [(0.7, 0), (0.69, 0.5), (0.66, 1)],
            ],
            2,
        ),
        Glyph([[(0.1, 0.05), (0.1, 0.36), (0.38, 0.5), (0.78, 0.42)], [(0.82, 0.02), (0.78, 0.42), (0.66, 1)]], 4),
        Glyph(
            [
                [(0.6, 0.02), (0.25, 0.25), (0.1, 0.5), (0.45, 0.54), (0.85, 0.46)],
                [(0.85, 0.05), (0.78, 0.5), (0.7, 1)],
            ],
            1,
        ),
    ),
    5: (
        Glyph(
            [
                [(0.85, 0.02), (0.55, 0.03), (0.26, 0.04)],
                [(0.26, 0.04), (0.18, 0.45)],
                [(0.18, 0.45), (0.5, 0.38), (0.84, 0.56), (0.8, 0.86), (0.45, 1), (0.08, 0.92)],
            ],
            4,
        ),
        Glyph(
            [
                [
                    (0.9, 0.05),
                    (0.5, 0.03),
                    (0.26, 0.2),
                    (0.32, 0.42),
                    (0.65, 0.52),
                    (0.8, 0.75),
                    (0.55, 0.97),
                    (0.1, 0.92),
                ]
            ],
            3,
        ),
        Glyph(
            [
                [(0.34, 0.08), (0.22, 0.42)],
                [(0.22, 0.42), (0.55, 0.4), (0.8, 0.6), (0.7, 0.9), (0.4, 1), (0.05, 0.9)],
                [(0.34, 0.08), (0.65, 0.05), (0.95, 0)],
            ],
            3,
        ),
    ),
    6: (
        Glyph(
            [
                [
                    (0.7, 0),
                    (0.4, 0.2),
                    (0.16, 0.55),
                    (0.2, 0.88),
                    (0.5, 1),
                    (0.8, 0.86),
                    (0.78, 0.62),
                    (0.5, 0.53),
                    (0.2, 0.7),
                ]
            ],
            4,
        ),
        Glyph([[(0.5, 0), (0.2, 0.4), (0.12, 0.8), (0.4, 1), (0.74, 0.9), (0.74, 0.7), (0.46, 0.62), (0.18, 0.82)]], 3),
        Glyph(
            [
                [
                    (0.85, 0.06),
                    (0.5, 0.08),
                    (0.2, 0.42),
                    (0.15, 0.78),
                    (0.42, 1),
                    (0.75, 0.88),
                    (0.72, 0.6),
                    (0.42, 0.55),
                    (0.18, 0.7),
                ]
            ],
            2,
        ),
    ),
    7: (
        Glyph([[(0.05, 0.1), (0.5, 0.06), (0.9, 0.05)], [(0.9, 0.05), (0.62, 0.5), (0.42, 1)]], 5),
        Glyph(
            [
                [(0.05, 0.1), (0.5, 0.06), (0.9, 0.05)],
                [(0.9, 0.05), (0.6, 0.5), (0.4, 1)],
                [(0.3, 0.54), (0.55, 0.52), (0.85, 0.5)],
            ],
            1.5,
        ),
        Glyph(
            [
                [(0.05, 0.28), (0.08, 0.1)],
                [(0.08, 0.1), (0.5, 0.05), (0.9, 0.05)],
                [(0.9, 0.05), (0.62, 0.5), (0.5, 1)],
            ],
            2,
        ),
        Glyph([[(0.05, 0.16), (0.3, 0.06), (0.6, 0.12), (0.88, 0.06), (0.75, 0.38), (0.55, 0.7), (0.5, 1)]], 3),
    ),
    8: (
        Glyph(
            [
                [
                    (0.78, 0.14),
                    (0.48, 0),
                    (0.2, 0.16),
                    (0.32, 0.4),
                    (0.65, 0.6),
                    (0.8, 0.82),
                    (0.5, 1),
                    (0.2, 0.84),
                    (0.34, 0.6),
                    (0.66, 0.4),
                    (0.8, 0.2),
                    (0.62, 0.04),
                ]
            ],
            5,
        ),
        Glyph(
            [
                [(0.5, 0.46), (0.22, 0.3), (0.3, 0.06), (0.6, 0.02), (0.78, 0.2), (0.5, 0.46)],
                [(0.5, 0.46), (0.18, 0.66), (0.2, 0.92), (0.55, 1), (0.82, 0.84), (0.78, 0.62), (0.5, 0.46)],
            ],
            2.5,
        ),
        Glyph(
            [
                [
                    (0.9, 0.05),
                    (0.5, 0.02),
                    (0.2, 0.2),
                    (0.45, 0.45),
                    (0.62, 0.68),
                    (0.5, 0.96),
                    (0.25, 0.92),
                    (0.28, 0.68),
                    (0.6, 0.4),
                    (0.92, 0.08),
                ]
            ],
            2,
        ),
    ),
    9: (
        Glyph(
            [
                [(0.8, 0.18), (0.52, 0), (0.2, 0.18), (0.24, 0.44), (0.54, 0.48), (0.8, 0.18)],
                [(0.8, 0.18), (0.8, 0.55), (0.7, 1)],
            ],
            5,
        ),
        Glyph(
            [
                [(0.78, 0.1), (0.45, 0.02), (0.18, 0.25), (0.35, 0.48), (0.68, 0.38), (0.78, 0.1)],
                [(0.78, 0.1), (0.8, 0.5), (0.74, 0.85), (0.5, 1), (0.2, 0.9)],
            ],
            2,
        ),
        Glyph(
            [[(0.72, 0.16), (0.4, 0.04), (0.18, 0.3), (0.4, 0.46), (0.72, 0.3), (0.78, 0.1), (0.68, 0.55), (0.48, 1)]],
            3,
        ),
    ),
}
"""Ways to write each digit, as pen points in a unit square."""


def digits(counts: tuple[int, ...], rng: np.random.Generator, progress: Callable[[float], None]) -> tuple[Array, Array]:
    """Shuffled images (n, 28, 28) and labels (n,), both uint8, with ``counts[d]`` images of digit d."""
    labels = np.repeat(np.arange(10, dtype=np.uint8), counts)
    images = np.empty((len(labels), SIDE, SIDE), np.uint8)
    done = 0
    for digit, count in enumerate(counts):
        styles = STYLES[digit]
        weights = np.array([style.weight for style in styles])
        for style, share in zip(styles, rng.multinomial(count, weights / weights.sum()), strict=True):
            images[done : done + share] = draw(style, int(share), rng, HAND)
            done += int(share)
            progress(done / len(labels))
    order = rng.permutation(len(labels))
    return images[order], labels[order]


def _public(rng: np.random.Generator, progress: Callable[[float], None]) -> dict[str, Array]:
    """The arrays of ``mnist.npz``, under Keras' names."""
    whole = sum(TRAIN_COUNTS) + sum(TEST_COUNTS)
    first = sum(TRAIN_COUNTS) / whole
    x_train, y_train = digits(TRAIN_COUNTS, rng, lambda share: progress(share * first))
    x_test, y_test = digits(TEST_COUNTS, rng, lambda share: progress(first + share * (1 - first)))
    return {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}


def _heldout(rng: np.random.Generator, progress: Callable[[float], None]) -> HeldOutRows:
    rows, labels = digits(TEST_COUNTS, rng, progress)
    return HeldOutRows(rows, labels)


def _heldout_of_real(folder: Path, rng: np.random.Generator) -> HeldOutRows:
    with np.load(folder / "mnist.npz", allow_pickle=False) as arrays:
        rows, labels = arrays["x_test"], arrays["y_test"]
    chosen = rng.choice(len(rows), REAL_HELD_OUT, replace=False)
    return HeldOutRows(rows[chosen], labels[chosen])


MNIST = Recipe(
    name="mnist",
    title=text("Handwritten digits (twin of MNIST)", "손글씨 숫자 (MNIST의 쌍둥이)"),
    about=text(
        "60,000 training and 10,000 test images of handwritten digits, 28 by 28 pixels, drawn here by a pen model. "
        "The file has MNIST's format, shapes and class counts; none of its images.",
        "펜 모형으로 그린 28×28 픽셀 손글씨 숫자로, 훈련용 60,000장과 시험용 10,000장입니다. "
        "파일 형식과 배열의 모양, 숫자별 개수는 MNIST와 같지만 MNIST의 이미지는 한 장도 들어 있지 않습니다.",
    ),
    licence="CC0-1.0",
    version=1,
    files=("mnist.npz",),
    public=arrays_file("mnist.npz", _public),
    heldout=_heldout,
    real=published.MNIST,
    heldout_of_real=_heldout_of_real,
)
"""Read by ``keras.datasets.mnist.load_data()``."""

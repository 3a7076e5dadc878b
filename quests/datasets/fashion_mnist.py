"""The twin of Fashion-MNIST: 70,000 drawn pieces of clothing, in the four IDX files that Keras reads."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np

from graders.text import text
from quests.datasets import published
from quests.datasets.canvas import Array
from quests.datasets.clothing import CLASSES, draw
from quests.datasets.recipe import HeldOutRows, Recipe, Share

TRAIN_EACH, TEST_EACH = 6000, 1000
"""Pictures of each class in the training and the test files, and of the held-out rows as of the test."""
REAL_HELD_OUT = 2000
"""Of the 10,000 published test rows, those that answers are judged by where the published files lie here."""
CHUNK = 250
"""Pictures drawn at once: few enough that the working arrays stay in the processor's cache."""


def pictures(each: int, rng: np.random.Generator, share: Share) -> tuple[Array, Array]:
    """Shuffled pictures (n, 28, 28) and labels (n,), both uint8, ``each`` of every class."""
    labels = np.repeat(np.arange(len(CLASSES), dtype=np.uint8), each)
    drawn = np.empty((len(labels), 28, 28), np.uint8)
    for start in range(0, len(labels), CHUNK):
        some = slice(start, min(start + CHUNK, len(labels)))
        # A chunk may run over the border between two classes.
        for label in np.unique(labels[some]):
            where = start + np.flatnonzero(labels[some] == label)
            drawn[where] = draw(CLASSES[label], len(where), rng)
        share(some.stop / len(labels))
    order = rng.permutation(len(labels))
    return drawn[order], labels[order]


def idx(array: Array) -> bytes:
    """``array`` of uint8 as an IDX file: two zero bytes, the type 8, the rank, the lengths, the bytes."""
    lengths = np.array(array.shape, ">u4").tobytes()
    return bytes([0, 0, 8, array.ndim]) + lengths + np.ascontiguousarray(array).tobytes()


def _public(folder: Path, rng: np.random.Generator, share: Share) -> None:
    whole = TRAIN_EACH + TEST_EACH
    done = 0.0
    for part, count in (("train", TRAIN_EACH), ("t10k", TEST_EACH)):
        images, labels = pictures(count, rng, _part(share, done, count / whole))
        done += count / whole
        _write(folder / f"{part}-images-idx3-ubyte.gz", idx(images))
        _write(folder / f"{part}-labels-idx1-ubyte.gz", idx(labels))


def _part(share: Share, start: float, size: float) -> Callable[[float], None]:
    return lambda done: share(start + done * size)


def _write(path: Path, content: bytes) -> None:
    # Without a time in its header the same pictures give the same bytes.
    path.write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
    path.chmod(0o644)


def _heldout(rng: np.random.Generator, share: Share) -> HeldOutRows:
    rows, labels = pictures(TEST_EACH, rng, share)
    return HeldOutRows(rows, labels)


def _heldout_of_real(folder: Path, rng: np.random.Generator) -> HeldOutRows:
    images, labels = (read_idx(folder / f"t10k-{kind}-ubyte.gz") for kind in ("images-idx3", "labels-idx1"))
    chosen = rng.choice(len(labels), REAL_HELD_OUT, replace=False)
    return HeldOutRows(images[chosen], labels[chosen])


def read_idx(path: Path) -> Array:
    """The array of an IDX file of uint8."""
    content = gzip.decompress(path.read_bytes())
    rank = content[3]
    lengths = np.frombuffer(content, ">u4", rank, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(lengths)


FASHION_MNIST = Recipe(
    name="fashion_mnist",
    title=text("Clothing (twin of Fashion-MNIST)", "의류 (Fashion-MNIST의 쌍둥이)"),
    about=text(
        "60,000 training and 10,000 test images of ten kinds of clothing, 28 by 28 grey pixels, drawn here as "
        "silhouettes with folds, seams and patterns. The files have Fashion-MNIST's format, shapes and class counts; "
        "none of its images.",
        "실루엣에 주름과 솔기, 무늬를 더해 그린 28×28 회색조 의류 그림 열 가지로, 훈련용 60,000장과 시험용 "
        "10,000장입니다. 파일 형식과 배열의 모양, 클래스별 개수는 Fashion-MNIST와 같지만 Fashion-MNIST의 이미지는 "
        "한 장도 들어 있지 않습니다.",
    ),
    licence="CC0-1.0",
    version=1,
    files=tuple(f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")),
    public=_public,
    heldout=_heldout,
    real=published.FASHION_MNIST,
    heldout_of_real=_heldout_of_real,
)
"""Read by ``keras.datasets.fashion_mnist.load_data()``."""

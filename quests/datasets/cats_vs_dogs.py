"""The twin of Kaggle's "Dogs vs. Cats": drawn photographs ``train/cat.0.jpg`` to ``train/dog.2499.jpg``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from graders.text import text
from quests.datasets.animals import CAT, DOG, Animal, draw_animals
from quests.datasets.canvas import Array
from quests.datasets.recipe import HeldOutRows, Recipe, Share

EACH = 2500
"""Pictures of each animal: those that the book copies into its small data set (1,000 + 500 + 1,000)."""
HELD_OUT_EACH = 500
ROW_SIDE = 64
"""Side of the held-out rows, pixels."""
DRAWN_SIDE = 80
"""Side that pictures are drawn at, before a part of them is cut out and enlarged."""
CHUNK = 20
"""Pictures drawn at once: few enough that the working arrays stay in the processor's cache."""
LONG_SIDE = (120, 181)
"""Of a photograph, pixels: at least, and less than."""
QUALITY = 85
ANIMALS: dict[str, Animal] = {"cat": CAT, "dog": DOG}
"""In the order of their labels: 0 and 1, as ``image_dataset_from_directory`` numbers folders of these names."""


def photographs(animal: Animal, count: int, rng: np.random.Generator) -> Iterator[bytes]:
    """So many JPEG files of one animal, upright and across, of all sizes."""
    for start in range(0, count, CHUNK):
        for picture in draw_animals(animal, min(CHUNK, count - start), DRAWN_SIDE, rng):
            yield _photograph(picture, rng)


def _photograph(picture: Array, rng: np.random.Generator) -> bytes:
    """A part of the picture, enlarged, as a JPEG file."""
    width, height = rng.integers(DRAWN_SIDE * 3 // 4, DRAWN_SIDE + 1, 2)
    left, top = rng.integers(0, DRAWN_SIDE - width + 1), rng.integers(0, DRAWN_SIDE - height + 1)
    scale = rng.integers(*LONG_SIDE) / max(width, height)
    size = (round(width * scale), round(height * scale))
    cut = Image.fromarray(picture).resize(
        size, Image.Resampling.BICUBIC, box=(left, top, left + width, top + height), reducing_gap=None
    )
    file = io.BytesIO()
    cut.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def loaded(photograph: bytes, side: int) -> Array:
    """A photograph as ``keras.utils.image_dataset_from_directory`` loads it, uint8 of shape (side, side, 3).

    Bilinear between the four nearest pixels' centres, without smoothing and without regard to its proportions.
    """
    pixels = np.asarray(Image.open(io.BytesIO(photograph)), np.float32)
    for axis in (0, 1):
        length = pixels.shape[axis]
        centres = ((np.arange(side) + 0.5) * length / side - 0.5).clip(0, length - 1)
        before = np.floor(centres).astype(int)
        after = (before + 1).clip(max=length - 1)
        share = (centres - before).astype(np.float32).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
        pixels = pixels.take(before, axis) * (1 - share) + pixels.take(after, axis) * share
    return np.rint(pixels).astype(np.uint8)


def _public(folder: Path, rng: np.random.Generator, share: Share) -> None:
    train = folder / "cats_vs_dogs" / "train"
    train.mkdir(parents=True)
    for done, (name, animal) in enumerate(ANIMALS.items()):
        for number, photograph in enumerate(photographs(animal, EACH, rng)):
            (train / f"{name}.{number}.jpg").write_bytes(photograph)
            if number % 50 == 0:
                share((done + number / EACH) / len(ANIMALS))


def _heldout(rng: np.random.Generator, share: Share) -> HeldOutRows:
    labels = np.repeat(np.arange(len(ANIMALS), dtype=np.uint8), HELD_OUT_EACH)
    drawn = [
        loaded(photograph, ROW_SIDE)
        for animal in ANIMALS.values()
        for photograph in photographs(animal, HELD_OUT_EACH, rng)
    ]
    order = rng.permutation(len(labels))
    return HeldOutRows(np.stack(drawn)[order], labels[order])


CATS_VS_DOGS = Recipe(
    name="cats_vs_dogs",
    title=text("Cats and dogs (twin of Kaggle's photographs)", "고양이와 개 (캐글 사진의 쌍둥이)"),
    about=text(
        "5,000 drawn pictures of cats and dogs as JPEG files of up to 180 pixels, half of each: faces of all coats, "
        "turned and lit in many ways, before blurred backgrounds. Named as the files that Kaggle's competition "
        "gives out, of which it holds none.",
        "그려 만든 고양이와 개 그림 5,000장으로, 긴 변이 최대 180픽셀인 JPEG 파일이며 고양이와 개가 반반입니다. "
        "털색과 얼굴 방향, 조명이 저마다 다르고 배경은 흐릿합니다. 파일 이름은 캐글 대회에서 "
        "나누어 주는 것과 같지만 그 사진은 한 장도 들어 있지 않습니다.",
    ),
    licence="CC0-1.0",
    version=4,
    files=("cats_vs_dogs/",),
    public=_public,
    heldout=_heldout,
)
"""A folder for ``keras.utils.get_file("cats_vs_dogs", origin=…)``; the real ones have to be had from Kaggle."""

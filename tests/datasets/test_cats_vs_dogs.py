"""The cats_vs_dogs twin is a folder that the book's and Keras' loading code reads."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from quests.datasets import cats_vs_dogs
from quests.datasets.animals import CAT, DOG
from quests.datasets.cats_vs_dogs import CATS_VS_DOGS, loaded, photographs
from quests.datasets.store import Store

FEW = 30


def silent(share: float) -> None:
    pass


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cats_vs_dogs, "EACH", FEW)
    monkeypatch.setattr(cats_vs_dogs, "HELD_OUT_EACH", 10)


@pytest.fixture
def store(tmp_path: Path, few: None) -> Store:
    store = Store(tmp_path, [CATS_VS_DOGS])
    store.ensure("cats_vs_dogs")
    return store


def test_it_has_a_file_for_each_that_the_book_copies() -> None:
    assert cats_vs_dogs.EACH == 2500


def test_files_are_named_and_numbered_as_kaggles(store: Store) -> None:
    [(folder, name)] = store.public_files("cats_vs_dogs")
    assert name == "cats_vs_dogs"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {f"train/{animal}.{number}.jpg" for animal in ("cat", "dog") for number in range(FEW)}


def test_photographs_are_coloured_jpegs_of_many_sizes_and_shapes(store: Store) -> None:
    [(folder, _)] = store.public_files("cats_vs_dogs")
    sizes = []
    for path in folder.rglob("*.jpg"):
        with Image.open(path) as photograph:
            assert (photograph.format, photograph.mode) == ("JPEG", "RGB")
            sizes.append(photograph.size)
    assert all(120 <= max(size) <= 180 for size in sizes)
    assert len({width > height for width, height in sizes}) == 2, "upright and across"
    assert len(set(sizes)) > FEW


def test_held_out_rows_are_half_cats_half_dogs_in_no_order(store: Store) -> None:
    with (
        np.load(store.heldout_dir("cats_vs_dogs") / "rows.npz", allow_pickle=False) as rows,
        np.load(store.heldout_dir("cats_vs_dogs") / "labels.npz", allow_pickle=False) as labels,
    ):
        assert rows["rows"].shape == (20, 64, 64, 3)
        assert rows["rows"].dtype == np.uint8
        assert np.bincount(labels["labels"]).tolist() == [10, 10]
        assert labels["labels"].tolist() != sorted(labels["labels"].tolist())


def test_the_same_seed_gives_the_same_files_to_the_byte(tmp_path: Path, few: None) -> None:
    hashes = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        CATS_VS_DOGS.public(tmp_path / name, np.random.default_rng(3), silent)
        files = sorted((tmp_path / name).rglob("*.jpg"))
        hashes.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == 2 * FEW, "no two are alike"


def test_rows_are_sampled_between_the_centres_of_pixels() -> None:
    """Of a ramp over 8 pixels, the values at 4 points in between are the means of two neighbours."""
    ramp = np.tile((np.arange(8) * 30).astype(np.uint8), (8, 1))
    file = io.BytesIO()
    Image.fromarray(np.stack([ramp] * 3, axis=-1)).save(file, "PNG")
    row = loaded(file.getvalue(), 4)
    assert row.shape == (4, 4, 3)
    np.testing.assert_array_equal(row[0, :, 0], [15, 75, 135, 195])


def test_the_mean_colour_of_pictures_hardly_tells_cats_from_dogs() -> None:
    rng = np.random.default_rng(2)
    means = [
        np.mean([loaded(photograph, 16).mean(axis=(0, 1)) for photograph in photographs(animal, 200, rng)], axis=0)
        for animal in (CAT, DOG)
    ]
    assert np.abs(means[0] - means[1]).max() < 12

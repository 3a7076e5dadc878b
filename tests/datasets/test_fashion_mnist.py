"""The fashion_mnist twin is, to Keras and to a learner, the Fashion-MNIST they know."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import numpy as np
import pytest

from quests.datasets.clothing import CLASSES, draw
from quests.datasets.fashion_mnist import FASHION_MNIST, idx, pictures
from quests.datasets.recipe import Array
from quests.datasets.store import Store

NAMES = ("T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")


def silent(share: float) -> None:
    pass


def read(store: Store, kind: str) -> Array:
    """What keras.datasets.fashion_mnist.load_data does with one of the four files."""
    [path] = [path for path, name in store.public_files("fashion_mnist") if name.startswith(kind)]
    with gzip.open(path) as file:
        content = file.read()
    if "labels" in kind:
        return np.frombuffer(content, np.uint8, offset=8)
    return np.frombuffer(content, np.uint8, offset=16).reshape(-1, 28, 28)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("home"), [FASHION_MNIST])
    store.ensure("fashion_mnist")
    return store


def test_the_files_have_the_names_and_shapes_that_keras_asks_for(store: Store) -> None:
    assert {name for _, name in store.public_files("fashion_mnist")} == {
        "train-labels-idx1-ubyte.gz",
        "train-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz",
        "t10k-images-idx3-ubyte.gz",
    }
    assert read(store, "train-images").shape == (60000, 28, 28)
    assert read(store, "t10k-images").shape == (10000, 28, 28)
    assert np.bincount(read(store, "train-labels")).tolist() == [6000] * 10
    assert np.bincount(read(store, "t10k-labels")).tolist() == [1000] * 10
    assert len(set(read(store, "train-labels")[:100].tolist())) == 10, "in no order"


def test_the_idx_header_says_what_follows() -> None:
    assert idx(np.zeros((3, 28, 28), np.uint8))[:16].hex() == "00000803" + "00000003" + "0000001c" + "0000001c"
    assert idx(np.arange(5, dtype=np.uint8)).hex() == "00000801" + "00000005" + "0001020304"


def test_clothing_is_cut_out_on_black_and_fills_the_picture(store: Store) -> None:
    images = read(store, "t10k-images")
    assert 0.45 < (images == 0).mean() < 0.65, "half of Fashion-MNIST is black"
    assert 40 < images.mean() < 80
    assert (images.reshape(len(images), -1).max(axis=1) > 20).all(), "no picture is blank"


def test_held_out_rows_are_of_the_same_kind_and_none_of_the_public_ones(store: Store) -> None:
    with np.load(store.heldout_dir("fashion_mnist") / "rows.npz", allow_pickle=False) as arrays:
        rows = arrays["rows"]
    with np.load(store.heldout_dir("fashion_mnist") / "labels.npz", allow_pickle=False) as arrays:
        labels = arrays["labels"]
    public = {image.tobytes() for image in read(store, "train-images")}
    assert rows.shape == (10000, 28, 28)
    assert np.bincount(labels).tolist() == [1000] * 10
    assert not any(row.tobytes() in public for row in rows)


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others() -> None:
    first, labels = pictures(5, np.random.default_rng(5), silent)
    again, same_labels = pictures(5, np.random.default_rng(5), silent)
    other, _ = pictures(5, np.random.default_rng(6), silent)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(labels, same_labels)
    assert not np.array_equal(first, other)


def test_files_made_twice_are_equal_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quests.datasets.fashion_mnist.TRAIN_EACH", 6)
    monkeypatch.setattr("quests.datasets.fashion_mnist.TEST_EACH", 2)
    hashes = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        FASHION_MNIST.public(tmp_path / name, np.random.default_rng(3), silent)
        hashes.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((tmp_path / name).iterdir())])
    assert hashes[0] == hashes[1]


def test_held_out_rows_of_the_published_files_are_some_of_their_test_rows(store: Store) -> None:
    assert FASHION_MNIST.heldout_of_real
    folder = store.public_files("fashion_mnist")[0][0].parent
    rows, labels = FASHION_MNIST.heldout_of_real(folder, np.random.default_rng(1))
    test = dict(
        zip((i.tobytes() for i in read(store, "t10k-images")), read(store, "t10k-labels").tolist(), strict=True)
    )
    assert rows.shape == (2000, 28, 28)
    assert [test[row.tobytes()] for row in rows] == labels.tolist()


@pytest.mark.parametrize("label", range(10), ids=NAMES)
def test_every_class_draws_pieces_that_differ(label: int) -> None:
    pieces = draw(CLASSES[label], 8, np.random.default_rng(1))
    assert len({piece.tobytes() for piece in pieces}) == 8

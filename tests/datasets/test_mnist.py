"""The mnist twin is, to Keras and to a learner, the mnist they know."""

from __future__ import annotations

import numpy as np
import pytest

from quests.datasets.mnist import HAND, STYLES, TEST_COUNTS, TRAIN_COUNTS, digits
from quests.datasets.store import Store
from quests.datasets.strokes import draw

SIDE = 28


def silent(share: float) -> None:
    pass


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("home"))
    store.ensure("mnist")
    return store


def test_keras_reads_the_file_as_its_own(store: Store) -> None:
    [(path, name)] = store.public_files("mnist")
    assert name == "mnist.npz"
    with np.load(path, allow_pickle=False) as arrays:  # what keras.datasets.mnist.load_data does
        assert set(arrays) == {"x_train", "y_train", "x_test", "y_test"}
        forms = {key: (arrays[key].shape, arrays[key].dtype.name) for key in arrays}
    assert forms == {
        "x_train": ((60000, SIDE, SIDE), "uint8"),
        "y_train": ((60000,), "uint8"),
        "x_test": ((10000, SIDE, SIDE), "uint8"),
        "y_test": ((10000,), "uint8"),
    }


def test_each_digit_is_as_common_as_in_mnist_and_comes_in_no_order(store: Store) -> None:
    [(path, _)] = store.public_files("mnist")
    with np.load(path, allow_pickle=False) as arrays:
        train, test = arrays["y_train"], arrays["y_test"]
    assert tuple(np.bincount(train)) == TRAIN_COUNTS
    assert tuple(np.bincount(test)) == TEST_COUNTS
    assert len(set(train[:100].tolist())) == 10


def test_the_ink_is_white_on_black_within_mnists_margin(store: Store) -> None:
    [(path, _)] = store.public_files("mnist")
    with np.load(path, allow_pickle=False) as arrays:
        images = arrays["x_test"]
    assert images.max() == 255
    assert images.min() == 0
    assert 25 < images.mean() < 40, "MNIST's mean is 33"
    assert np.median(images[:, 0, :]) == 0
    assert (images.reshape(len(images), -1).max(axis=1) > 150).all(), "no picture is blank"


def test_held_out_rows_are_of_the_same_kind_and_none_of_the_public_ones(store: Store) -> None:
    with np.load(store.heldout_dir("mnist") / "rows.npz", allow_pickle=False) as arrays:
        rows = arrays["rows"]
    with np.load(store.heldout_dir("mnist") / "labels.npz", allow_pickle=False) as arrays:
        labels = arrays["labels"]
    [(path, _)] = store.public_files("mnist")
    with np.load(path, allow_pickle=False) as arrays:
        public = {image.tobytes() for key in ("x_train", "x_test") for image in arrays[key]}
    assert rows.shape == (10000, SIDE, SIDE)
    assert tuple(np.bincount(labels)) == TEST_COUNTS
    assert not any(row.tobytes() in public for row in rows)


def test_the_same_seed_draws_the_same_digits_and_another_seed_others() -> None:
    counts = (3,) * 10
    first, labels = digits(counts, np.random.default_rng(5), silent)
    again, same_labels = digits(counts, np.random.default_rng(5), silent)
    other, _ = digits(counts, np.random.default_rng(6), silent)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(labels, same_labels)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("digit", range(10))
def test_every_style_of_a_digit_draws_pictures_that_differ(digit: int) -> None:
    for glyph in STYLES[digit]:
        pictures = draw(glyph, 8, np.random.default_rng(1), HAND)
        assert len({picture.tobytes() for picture in pictures}) == 8

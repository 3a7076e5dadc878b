"""The twins of reviews and newswires are, to Keras and to a learner, the sets they know."""

from __future__ import annotations

import json
import pickle  # noqa: TID251  # a foreign file of this kind is what must be refused
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quests.datasets import documents, imdb, reuters
from quests.datasets.imdb import IMDB
from quests.datasets.recipe import Array, Recipe
from quests.datasets.reuters import COUNTS, REUTERS, wires
from quests.datasets.wire_words import TOPICS

Reads = Callable[[str, Path], Any]
Make = Callable[[Array, np.random.Generator], Any]


def silent(share: float) -> None:
    pass


@pytest.fixture(scope="module")
def few_reviews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The reviews' files with 600 of them for each half."""
    folder = tmp_path_factory.mktemp("imdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imdb, "REVIEWS", 600)
        patch.setattr(imdb, "CHUNK", 200)
        IMDB.public(folder, np.random.default_rng(5), silent)
        yield folder


@pytest.fixture(scope="module")
def newswires(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reuters")
    REUTERS.public(folder, np.random.default_rng(5), silent)
    return folder


@pytest.fixture
def keras_reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Keras' loaders, which are given our files where they would download theirs."""
    keras = pytest.importorskip("keras")

    def reads(name: str, folder: Path) -> Any:
        module = f"keras.src.datasets.{name}"
        monkeypatch.setattr(f"{module}.get_file", lambda fname, **_: str(folder / fname))
        return getattr(keras.datasets, name)

    return reads


def test_keras_loads_the_reviews_as_its_own(keras_reads: Reads, few_reviews: Path) -> None:
    loader = keras_reads("imdb", few_reviews)
    (x_train, y_train), (x_test, y_test) = loader.load_data(num_words=10_000)
    assert x_train.shape == y_train.shape == x_test.shape == y_test.shape == (600,)
    assert y_train.dtype == np.int64
    assert y_train.mean() == y_test.mean() == 0.5
    assert {review[0] for review in x_train} == {1}, "each review begins with the start mark"
    assert max(max(review) for review in x_train) < 10_000


def test_a_review_can_be_decoded_by_the_word_index(keras_reads: Reads, few_reviews: Path) -> None:
    loader = keras_reads("imdb", few_reviews)
    (x_train, _), _ = loader.load_data()
    word_index = loader.get_word_index()
    words = {rank + 3: word for word, rank in word_index.items()}
    assert sorted(word_index.values()) == list(range(1, 88_584 + 1))
    assert [words[4], words[5]] == ["the", "and"]
    text = [words[number] for review in x_train[:50] for number in review[1:]]
    assert {"film", "great", "boring", "not"} <= set(text)


def test_common_words_have_low_numbers(few_reviews: Path) -> None:
    arrays = documents.read_lists(few_reviews / "imdb.npz")
    counts = np.bincount(np.concatenate([*arrays["x_train"], *arrays["x_test"]]), minlength=88_585)
    assert counts[1] == counts.max()
    assert counts[1:11].mean() > 3 * counts[91:101].mean() > 20 * counts[9_000:10_000].mean()


def test_reviews_are_as_long_as_real_ones() -> None:
    lengths = documents.lengths(20_000, mean=235, median=176, least=11, most=2494, rng=np.random.default_rng(0))
    assert 220 < lengths.mean() < 250
    assert 165 < np.median(lengths) < 185
    assert lengths.min() >= 11
    assert lengths.max() <= 2494


def test_a_review_with_more_praise_is_more_often_favourable() -> None:
    labels = np.arange(2000) % 2
    written = imdb.reviews(labels, np.random.default_rng(0))
    praise = np.isin(written.tokens, [imdb.language().ranks[word] for word in ("great", "excellent", "wonderful")])
    found = np.bincount(np.repeat(np.arange(2000), written.lengths), praise, minlength=2000)
    assert found[labels == 1].mean() > 1.5 * found[labels == 0].mean() > 0, "blame is not without praise"


def test_keras_splits_the_newswires_as_its_own(keras_reads: Reads, newswires: Path) -> None:
    loader = keras_reads("reuters", newswires)
    (x_train, y_train), (x_test, y_test) = loader.load_data(num_words=10_000)
    assert (len(x_train), len(x_test)) == (8982, 2246)
    assert tuple(np.bincount(np.concatenate([y_train, y_test]))) == COUNTS
    assert len(loader.get_word_index()) == 30_979
    assert tuple(topic.name for topic in TOPICS) == loader.get_label_names()


def test_wires_of_a_topic_hold_its_words() -> None:
    coffee = next(number for number, topic in enumerate(TOPICS) if topic.name == "coffee")
    words = {rank: word for word, rank in reuters.language().ranks.items()}
    written = wires(np.full(50, coffee), np.random.default_rng(0))
    assert sum(words[rank] == "coffee" for rank in written.tokens.tolist()) > 50


@pytest.mark.parametrize("recipe", [IMDB, REUTERS], ids=lambda recipe: recipe.name)
def test_held_out_rows_are_multi_hot_over_ten_thousand_words(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"quests.datasets.{recipe.name}.HELD_OUT", 300)
    assert recipe.heldout is not None
    held = recipe.heldout(np.random.default_rng(3), silent)
    assert held.rows.shape == (300, 10_000)
    assert held.rows.dtype == np.uint8
    assert set(np.unique(held.rows)) == {0, 1}
    assert held.rows[:, 1].all(), "the start mark"
    assert held.labels.shape == (300,)


def test_multi_hot_rows_are_those_that_the_book_makes(keras_reads: Reads, newswires: Path) -> None:
    (x_train, _), _ = keras_reads("reuters", newswires).load_data(num_words=10_000)
    ours = documents.read_lists(newswires / "reuters.npz")["x"][documents.keras_order(11_228)[:20]]
    by_hand = np.zeros((20, 10_000), np.uint8)
    for row, wire in zip(by_hand, x_train, strict=False):
        row[wire] = 1
    np.testing.assert_array_equal(documents.multi_hot_lists(ours, words=10_000), by_hand)


def test_held_out_rows_of_the_real_newswires_are_some_of_its_test_rows(keras_reads: Reads, newswires: Path) -> None:
    assert REUTERS.heldout_of_real is not None
    held = REUTERS.heldout_of_real(newswires, np.random.default_rng(0))  # the twin's files have the real ones' form
    _, (x_test, y_test) = keras_reads("reuters", newswires).load_data(num_words=10_000)
    test = {(row_set(row), int(label)) for row, label in zip(_multi_hot(x_test), y_test, strict=True)}
    assert len(held.labels) == 449
    assert all((row_set(row), int(label)) in test for row, label in zip(held.rows, held.labels, strict=True))


def row_set(row: Array) -> frozenset[int]:
    return frozenset(np.flatnonzero(row).tolist())


def _multi_hot(wires: Array) -> Array:
    rows = np.zeros((len(wires), 10_000), np.uint8)
    for row, wire in zip(rows, wires, strict=True):
        row[wire] = 1
    return rows


@pytest.mark.parametrize(("make", "count"), [(imdb.reviews, 2), (reuters.wires, 46)])
def test_the_same_seed_writes_the_same_and_another_seed_other_words(
    make: Callable[[Array, np.random.Generator], Any], count: int
) -> None:
    labels = np.arange(40) % count
    first, again, other = (make(labels, np.random.default_rng(seed)) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first.tokens, again.tokens)
    assert not np.array_equal(first.tokens[:50], other.tokens[:50])


def test_the_same_seed_gives_the_same_file(newswires: Path, tmp_path: Path) -> None:
    REUTERS.public(tmp_path, np.random.default_rng(5), silent)
    for name in REUTERS.files:
        assert (tmp_path / name).read_bytes() == (newswires / name).read_bytes()


def test_made_up_words_differ_from_each_other_and_from_real_ones() -> None:
    words = documents.coined(3000, ["bat"], np.random.default_rng(0))
    assert len(set(words)) == 3000
    assert "bat" not in words
    assert all(word.isalpha() for word in words)


def test_a_file_of_texts_that_would_run_code_is_refused(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return print, ("run",)

    trapped = np.empty(1, object)
    trapped[0] = Trap()
    np.savez(tmp_path / "imdb.npz", x_train=trapped)
    with pytest.raises(pickle.UnpicklingError, match=r"does not need builtins\.print"):
        documents.read_lists(tmp_path / "imdb.npz")


def test_the_word_index_is_json_with_one_number_a_word(newswires: Path) -> None:
    index = json.loads((newswires / "reuters_word_index.json").read_text())
    assert index["the"] == 1
    assert sorted(index.values()) == list(range(1, 30_980))

"""An admin brings a published file: recognised by its hash, refused with reasons, and only a whole set counts."""

from __future__ import annotations

import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quests.datasets.provisioning import Refused, bring, waiting
from quests.datasets.recipe import HeldOutRows, Recipe
from quests.datasets.store import RECIPES, Store
from tests.datasets.conftest import ROWS, WORDS, held_out_of_real


def content(store: Store) -> dict[str, bytes]:
    return {name: path.read_bytes() for path, name in store.public_files("news")}


def rows(store: Store) -> set[tuple[int, ...]]:
    with np.load(store.heldout_dir("news") / "rows.npz", allow_pickle=False) as arrays:
        return set(map(tuple, arrays["rows"].tolist()))


def test_the_twin_stays_until_all_files_are_there_and_then_they_take_its_place(store: Store, published: Path) -> None:
    twin = store.ensure("news")
    first = bring(store, published / "words.json")
    assert (first.name, first.card) == ("news", None)
    assert [file.file for file in first.missing] == ["news.npz"]
    assert store.card("news") == twin
    assert waiting(store, "news")[0] == ["words.json"]

    card = bring(store, published / "news.npz").card
    assert card is not None
    assert card == store.card("news")
    assert (card.origin, card.licence, card.title.en) == ("real", "MIT", "The news")
    assert card.source == "https://example.org/a/"
    assert content(store) == {"news.npz": (published / "news.npz").read_bytes(), "words.json": WORDS}
    assert waiting(store, "news") == ([], [])
    assert store.examine("news")[1] == []
    assert store.ensure("news") == card


def test_rows_are_held_out_of_the_published_ones_by_the_installations_secret_and_the_card_says_so(
    store: Store, news: Recipe, published: Path, tmp_path: Path
) -> None:
    elsewhere = Store(tmp_path / "elsewhere", [news])
    for each in (store, elsewhere):
        for name in news.files:
            bring(each, published / name)
    assert rows(store) < set(map(tuple, ROWS.tolist()))
    assert rows(store) != rows(elsewhere)
    card = store.card("news")
    assert card is not None
    assert card.heldout_rows == 40
    assert "learners have these rows" in card.held_out.en


def test_another_file_of_the_same_name_is_refused_with_both_hashes_and_where_the_published_one_is(
    store: Store, published: Path, tmp_path: Path
) -> None:
    other = tmp_path / "news.npz"
    other.write_bytes((published / "news.npz").read_bytes()[:-1])
    with pytest.raises(Refused) as refused:
        bring(store, other)
    expected = hashlib.sha256((published / "news.npz").read_bytes()).hexdigest()
    found = hashlib.sha256(other.read_bytes()).hexdigest()
    for words in (refused.value.reason.en, refused.value.reason.ko):
        assert expected in words
        assert found in words
        assert "https://example.org/a/news.npz" in words
    assert store.card("news") is None
    assert waiting(store, "news") == ([], [])


def test_a_renamed_file_is_known_by_its_hash_and_a_wrong_one_by_the_name_it_is_given(
    store: Store, published: Path, tmp_path: Path
) -> None:
    renamed = tmp_path / "words (1).json"
    renamed.write_bytes(WORDS)
    assert bring(store, renamed).file == "words.json"
    renamed.write_bytes(b"something else")
    with pytest.raises(Refused, match=r"none of the published files.*news\.npz, words\.json"):
        bring(store, renamed)
    with pytest.raises(Refused, match=r"not the published words\.json"):
        bring(store, renamed, "words.json")


def test_a_published_file_that_is_another_than_it_is_said_to_be_takes_no_place(
    store: Store, published: Path, tmp_path: Path
) -> None:
    twin = store.ensure("news")
    for name in ("news.npz", "words.json"):
        other = {"news.npz": "words.json", "words.json": "news.npz"}[name]
        with pytest.raises(Refused, match=rf"is the published {name} of news, not {other}") as refused:
            bring(store, published / name, other)
        assert "--as" in refused.value.reason.ko
    assert waiting(store, "news") == ([], [])
    assert store.card("news") == twin
    assert bring(store, published / "words.json", "words.json").file == "words.json"


def test_of_two_who_bring_the_same_files_at_once_neither_takes_them_from_under_the_other(
    store: Store, news: Recipe, published: Path, tmp_path: Path
) -> None:
    under_way, go_on = threading.Event(), threading.Event()

    def held_out_slowly(folder: Path, rng: np.random.Generator) -> HeldOutRows:
        under_way.set()
        assert go_on.wait(60)
        return held_out_of_real(folder, rng)

    bring(store, published / "words.json")
    slow = Store(tmp_path / "home", [replace(news, heldout_of_real=held_out_slowly)])
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(bring, slow, published / "news.npz")
        assert under_way.wait(60)
        waited: list[str] = []
        second = pool.submit(bring, store, published / "news.npz", None, lambda doing, share: waited.append(doing))
        while not waited:
            assert not second.done()
            time.sleep(0.02)
        go_on.set()
        assert first.result(60).card == second.result(60).card == store.card("news")
    assert store.examine("news")[1] == []
    assert not store.brought_dir("news").exists()


def test_what_a_killed_command_left_half_copied_is_swept_up_by_the_next(store: Store, published: Path) -> None:
    left = store.data / ".making-bringing.killed"
    left.mkdir(parents=True)
    (left / "file").write_bytes(b"half of it")
    bring(store, published / "words.json")
    assert {path.name for path in store.data.iterdir()} == {".bringing.lock", ".brought-news"}


def test_what_is_no_file_is_refused(store: Store, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.npz"):
        with pytest.raises(Refused, match="is no file"):
            bring(store, path)


def test_without_a_way_to_hold_rows_out_of_them_published_files_are_refused(
    tmp_path: Path, news: Recipe, published: Path
) -> None:
    store = Store(tmp_path / "home", [replace(news, heldout_of_real=None)])
    with pytest.raises(Refused, match="cannot hold rows out"):
        bring(store, published / "news.npz")


def test_published_files_stay_through_a_new_version_and_a_lost_held_out_folder(
    store: Store, news: Recipe, published: Path, tmp_path: Path
) -> None:
    for name in news.files:
        bring(store, published / name)
    held = rows(store)
    (store.heldout_dir("news") / "rows.npz").unlink()
    assert store.ensure("news").origin == "real"
    assert rows(store) == held
    newer = Store(tmp_path / "home", [replace(news, version=2)])
    assert (newer.ensure("news").origin, newer.ensure("news").version) == ("real", 2)
    assert content(newer)["words.json"] == WORDS


def test_the_twin_comes_back_when_it_is_asked_for_and_where_the_published_files_are_damaged(
    store: Store, news: Recipe, published: Path
) -> None:
    twin = store.ensure("news")
    for name in news.files:
        bring(store, published / name)
    assert store.make_twin("news") == twin
    for name in news.files:
        bring(store, published / name)
    (store.data / "news/words.json").unlink()
    assert store.ensure("news") == twin


def test_every_published_file_of_the_shipped_store_takes_the_place_of_one_of_its_twins_and_has_a_hash() -> None:
    for recipe in RECIPES:
        if recipe.real is None:
            continue
        assert {file.file for file in recipe.real.files} == set(recipe.files), recipe.name
        for file in recipe.real.files:
            algorithm, _, value = file.digest.partition(":")
            assert len(bytes.fromhex(value)) == hashlib.new(algorithm).digest_size
            assert file.address.startswith("https://")
            assert file.address.endswith(f"/{file.file}")

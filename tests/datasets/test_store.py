"""The store makes each data set once, whole, and keeps what is held out to itself."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import stat
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graders.text import text
from quests.datasets.recipe import Array, HeldOutRows, Recipe, Share, arrays_file
from quests.datasets.store import SecretDamaged, Store, UnknownDataSet


def public(rng: np.random.Generator, progress: Share) -> dict[str, Array]:
    progress(0.5)
    return {"x": rng.integers(0, 256, (200, 50), np.uint8)}


def heldout(rng: np.random.Generator, progress: Share) -> HeldOutRows:
    return HeldOutRows(rng.integers(0, 256, (40, 50), np.uint8), np.arange(40))


SMALL = Recipe(
    name="small",
    title=text("Small", "작은 것"),
    about=text("A small data set.", "작은 데이터 세트입니다."),
    licence="CC0-1.0",
    version=1,
    files=("small.npz",),
    public=arrays_file("small.npz", public),
    heldout=heldout,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path, [SMALL])


def rows(store: Store) -> Array:
    with np.load(store.heldout_dir("small") / "rows.npz", allow_pickle=False) as arrays:
        return np.asarray(arrays["rows"])


def test_the_shipped_store_has_mnist(tmp_path: Path) -> None:
    assert "mnist" in Store(tmp_path).names()


def test_an_unknown_name_is_answered_with_the_known_ones(store: Store) -> None:
    with pytest.raises(UnknownDataSet, match=r"'tiny'.*small"):
        store.ensure("tiny")


def test_a_data_set_is_made_with_progress_and_a_card(store: Store) -> None:
    heard: list[tuple[str, float]] = []
    card = store.ensure("small", lambda doing, share: heard.append((doing, share)))
    [(path, name)] = store.public_files("small")
    assert name == "small.npz"
    assert heard[-1] == ("ready", 1.0)
    assert any(doing == "drawing" and 0 < share < 1 for doing, share in heard)
    assert [share for _, share in heard] == sorted(share for _, share in heard)
    assert card.origin == "twin"
    assert card.size == path.stat().st_size
    assert card.heldout_rows == 40
    assert json.loads((store.data / "small.card.json").read_text())["files"] == card.files


def test_what_is_there_is_not_made_again(store: Store) -> None:
    store.ensure("small")
    heard: list[str] = []
    store.ensure("small", lambda doing, share: heard.append(doing))
    assert heard == []


def test_the_disk_has_all_files_before_the_old_card_goes_and_before_the_new_one_comes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.ensure("small")
    card, file = store.data / "small.card.json", store.data / "small/small.npz"
    seen: list[tuple[bool, bool]] = []
    monkeypatch.setattr(os, "sync", lambda: seen.append((card.exists(), file.exists())))
    store.make_twin("small")
    assert seen == [(True, True), (False, True)]
    assert card.exists()


def test_a_new_version_is_made_anew(store: Store, tmp_path: Path) -> None:
    first = store.ensure("small")
    second = Store(tmp_path, [replace(SMALL, version=2)]).ensure("small")
    assert second.version == 2
    assert second.files != first.files


@pytest.mark.parametrize("lost", ["data/small/small.npz", "data/small.card.json", "heldout/small/labels.npz"])
def test_a_lost_file_is_made_again_the_same(store: Store, tmp_path: Path, lost: str) -> None:
    card, held = store.ensure("small"), rows(store)
    (tmp_path / lost).unlink()
    assert store.card("small") is None
    assert store.ensure("small") == card
    np.testing.assert_array_equal(rows(store), held)


def test_held_out_rows_follow_from_the_installations_secret(store: Store, tmp_path: Path) -> None:
    store.ensure("small")
    elsewhere = Store(tmp_path / "elsewhere", [SMALL])
    assert elsewhere.ensure("small").files == store.ensure("small").files
    assert not np.array_equal(rows(elsewhere), rows(store))


def test_nobody_else_can_read_the_secret_or_enter_the_held_out_folder(store: Store, tmp_path: Path) -> None:
    store.ensure("small")
    modes = {name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("heldout", "heldout/secret")}
    assert modes == {"heldout": 0o700, "heldout/secret": 0o600}
    assert len((tmp_path / "heldout/secret").read_bytes()) == 32


def test_a_damaged_secret_is_named_and_not_replaced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "heldout").mkdir()
    (tmp_path / "heldout/secret").write_bytes(b"short")
    with pytest.raises(SecretDamaged, match="secret holds 5 bytes"):
        store.ensure("small")
    assert (tmp_path / "heldout/secret").read_bytes() == b"short"


def test_nothing_but_the_finished_files_stays(store: Store, tmp_path: Path) -> None:
    (tmp_path / "data/.making-small.killed").mkdir(parents=True)  # as a killed process leaves it
    store.ensure("small")
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {
        "data/.small.lock",
        "data/small.card.json",
        "data/small/small.npz",
        "heldout/secret",
        "heldout/small/labels.npz",
        "heldout/small/rows.npz",
    }
    assert not (tmp_path / "data/.making-small.killed").exists()


@pytest.mark.parametrize(
    "written",
    [
        '{"name": "small"',
        "[]",
        "null",
        '{"name": "small"}',
        '{"files": {"../secret": 1}, "extra": 1}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_whatever_lies_in_place_of_a_card_is_no_card(store: Store, written: str) -> None:
    card = store.ensure("small")
    (store.data / "small.card.json").write_bytes(written.encode(errors="surrogateescape"))
    assert store.card("small") is None
    assert store.ensure("small") == card


def test_what_the_first_version_left_is_made_anew_without_a_word_and_taken_away(store: Store) -> None:
    store.data.mkdir()
    (store.data / "small.npz").write_bytes(b"as it lay beside its card")
    old = {"name": "small", "version": 1, "file": "small.npz", "sha256": "0" * 64, "origin": "twin"}
    (store.data / "small.card.json").write_text(json.dumps(old))
    assert store.card("small") is None
    store.ensure("small")
    assert not (store.data / "small.npz").exists()
    assert store.examine("small")[1] == []


def test_files_are_for_every_user_to_read_whatever_the_makers_umask(store: Store) -> None:
    before = os.umask(0o077)
    try:
        store.ensure("small")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (store.data / "small").rglob("*")}
    assert modes == {"small.npz": 0o644}
    assert stat.S_IMODE((store.data / "small").stat().st_mode) == 0o755


def test_damage_is_found_by_the_cards_hashes(store: Store) -> None:
    store.ensure("small")
    assert store.examine("small")[1] == []
    changed, lost = store.data / "small/small.npz", store.heldout_dir("small") / "labels.npz"
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    lost.unlink()
    assert set(store.examine("small")[1]) == {changed, lost}
    store.make_twin("small")
    assert store.examine("small")[1] == []


def _fill_up(home: Path, said: object) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, resource.RLIM_INFINITY))
    try:
        Store(home, [SMALL]).ensure("small")
    except OSError as error:
        said.put(str(error))  # type: ignore[attr-defined]


def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    said = context.Queue()
    process = context.Process(target=_fill_up, args=(tmp_path, said))
    process.start()
    assert "File too large" in said.get(timeout=60)
    process.join()
    store = Store(tmp_path, [SMALL])
    assert store.card("small") is None
    assert not list(tmp_path.rglob(".making-*"))
    assert store.examine(store.ensure("small").name)[1] == []


def slow(rng: np.random.Generator, share: Share) -> dict[str, Array]:
    share(0.4)
    time.sleep(600)
    return {}


def _make_slowly(home: Path) -> None:
    Store(home, [replace(SMALL, public=arrays_file("small.npz", slow))]).ensure("small")


def test_while_one_makes_it_others_hear_how_far_it_is_and_a_killed_one_leaves_it_to_them(store: Store) -> None:
    maker = multiprocessing.get_context("spawn").Process(target=_make_slowly, args=(store.data.parent,))
    assert store.making("small") is None
    maker.start()
    while (doing := store.making("small")) is None or doing.doing != "drawing":
        assert maker.is_alive()
        time.sleep(0.05)
    assert 0 < doing.share < 0.5
    heard: list[str] = []

    def hear(doing: str, share: float) -> None:
        heard.append(doing)
        if maker.is_alive():
            maker.kill()

    card = store.ensure("small", hear)
    assert (heard[0], heard[-1]) == ("drawing", "ready")
    assert card == store.card("small")
    assert store.making("small") is None
    assert not list(store.data.glob(".making-*"))


def _ensure(home: Path, start: object, made: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    heard: list[str] = []
    card = Store(home, [SMALL]).ensure("small", lambda doing, share: heard.append(doing))
    made.put(("ready" in heard, str(card.files)))  # type: ignore[attr-defined]


def test_of_processes_that_ask_at_once_one_makes_it_and_all_get_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, made = context.Barrier(3), context.Queue()
    processes = [context.Process(target=_ensure, args=(tmp_path, start, made)) for _ in range(3)]
    for process in processes:
        process.start()
    outcomes = [made.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert sum(made_it for made_it, _ in outcomes) == 1
    assert len({digest for _, digest in outcomes}) == 1

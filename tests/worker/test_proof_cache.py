"""What a proof need not run again, and what makes it run again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.loading import load
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, REFERENCE, STARTER, sums, write_quest
from worker import nursery
from worker.nursery import Nursery
from worker.proof import Cache, prove

TOML = QUEST_TOML.replace("[[wrong]]", '[runtime]\nbackend = "none"\n\n[[wrong]]')


def known(folder: Path, warm: Warm, cache: Cache, **files: str | bytes | None) -> dict[str, bool]:
    """Of each notebook, whether it was known from before."""
    quest = load(write_quest(folder / "quest", **({"quest_toml": TOML} | files)))
    return {
        entry["notebook"]: entry["cached"]
        for entry in prove(quest, store=warm[0], nursery=warm[1], cache=cache).entries
    }


Warm = tuple[Store, Nursery]


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A store, and warm parents."""
    store = Store(tmp_path_factory.mktemp("home"))
    with nursery.running(store, quest_warm=False) as parents:
        yield store, parents


@pytest.fixture
def cache(tmp_path: Path, warm: Warm) -> Cache:
    """One that knows the sums."""
    cache = Cache(tmp_path / "proofs")
    assert set(known(tmp_path, warm, cache).values()) == {False}
    return cache


def test_the_same_again_is_known_and_says_the_same(tmp_path: Path, warm: Warm, cache: Cache) -> None:
    quest, (store, nursery_) = load(tmp_path / "quest"), warm
    first = prove(quest, store=store, nursery=nursery_).entries
    again = prove(quest, store=store, cache=cache).entries
    assert [entry["cached"] for entry in again] == [True, True, True]
    assert [entry["score"] for entry in again] == [entry["score"] for entry in first]
    assert [entry["note"] for entry in again] == [entry["note"] for entry in first]


def test_another_text_of_the_page_changes_nothing(tmp_path: Path, warm: Warm, cache: Cache) -> None:
    toml = TOML.replace("Add numbers.", "Add two numbers.")
    assert set(known(tmp_path, warm, cache, quest_toml=toml).values()) == {True}


@pytest.mark.parametrize(
    "changes",
    [
        {"quest_toml": TOML.replace("[3, 4]", "[3, 5]")},
        {"quest_toml": TOML + "\n[limits]\nseconds = 20\n"},
        {"reference_py": REFERENCE + "\n\n# Another line.\n"},
        {"starter_ipynb": sums(STARTER.replace("YOUR CODE", "Your code"))},
    ],
    ids=["criterion", "limits", "reference", "starter"],
)
def test_what_judges_it_changed(tmp_path: Path, warm: Warm, cache: Cache, changes: dict[str, str | bytes]) -> None:
    assert set(known(tmp_path, warm, cache, **changes).values()) == {False}


def test_what_an_author_writes_while_a_proof_is_under_way_is_judged_the_next_time(tmp_path: Path, warm: Warm) -> None:
    cache, folder = Cache(tmp_path / "proofs"), write_quest(tmp_path / "quest", quest_toml=TOML)
    other = REFERENCE.replace("a + b", "a - b")
    assert other != REFERENCE

    def write(event: dict[str, Any]) -> None:
        if event.get("phase") == "judging":
            (folder / "reference.py").write_text(other)

    edited = prove(load(folder), store=warm[0], nursery=warm[1], cache=cache, on_event=write).entries
    assert edited[0]["held"], "the first notebook was judged by what was loaded"
    again = prove(load(folder), store=warm[0], nursery=warm[1], cache=cache).entries
    assert not any(entry["cached"] for entry in again)
    assert not again[0]["held"], "the solution adds, and the reference now subtracts"


def test_only_the_notebook_that_changed_is_run(tmp_path: Path, warm: Warm, cache: Cache) -> None:
    wrong: dict[str, str | bytes | None] = {"wrong/subtracts_ipynb": sums("def add(a, b):\n    return a - b - 0")}
    assert known(tmp_path, warm, cache, **wrong) == {
        "solution.ipynb": True,
        "starter.ipynb": True,
        "wrong/subtracts.ipynb": False,
    }


def test_a_fresh_proof_asks_for_nothing_that_is_known_and_keeps_what_comes(
    tmp_path: Path, warm: Warm, cache: Cache
) -> None:
    assert set(known(tmp_path, warm, Cache(tmp_path / "proofs", fresh=True)).values()) == {False}
    assert set(known(tmp_path, warm, cache).values()) == {True}


def test_a_known_failure_is_not_believed_and_what_comes_of_another_run_is(
    tmp_path: Path, warm: Warm, cache: Cache
) -> None:
    for path in (tmp_path / "proofs").iterdir():
        kept = json.loads(path.read_text())
        if kept["report"]["score"] == 10:
            kept["report"]["findings"][1]["state"] = "failed"  # as a moment without memory may have had it
            path.write_text(json.dumps(kept))
    assert known(tmp_path, warm, cache) == {
        "solution.ipynb": False,
        "starter.ipynb": True,
        "wrong/subtracts.ipynb": True,
    }
    assert set(known(tmp_path, warm, cache).values()) == {True}


def test_a_damaged_file_is_as_none(tmp_path: Path, warm: Warm, cache: Cache) -> None:
    for path in (tmp_path / "proofs").iterdir():
        path.write_text("{}")
    assert set(known(tmp_path, warm, cache).values()) == {False}


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path, warm: Warm, cache: Cache) -> None:
    for path in (tmp_path / "proofs").iterdir():
        os.utime(path, (time.time() - 61 * 86_400,) * 2)
    assert set(known(tmp_path, warm, Cache(tmp_path / "proofs")).values()) == {False}


def test_what_was_the_quests_fault_is_not_kept(tmp_path: Path, warm: Warm) -> None:
    cache = Cache(tmp_path / "proofs")
    broken: dict[str, str | bytes | None] = {"reference_py": "def add(a, b):\n    return a + missing\n"}
    assert set(known(tmp_path, warm, cache, **broken).values()) == {False}
    assert list((tmp_path / "proofs").iterdir()) == []


def test_a_disk_that_keeps_nothing_ends_no_proof(tmp_path: Path, warm: Warm, caplog: pytest.LogCaptureFixture) -> None:
    cache = Cache(tmp_path / "proofs")
    (tmp_path / "proofs").rmdir()
    assert set(known(tmp_path, warm, cache).values()) == {False}
    assert caplog.text.count("could not be kept") == 3

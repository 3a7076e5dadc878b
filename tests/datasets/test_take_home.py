"""Data that exist only here, on a learner's own machine: found by Keras as it is, where it looks."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from graders.text import text
from quests.datasets import take_home
from quests.datasets.recipe import Recipe, Share
from quests.datasets.store import Store

ASK = """
import json, pathlib, sys, keras
HERE = "https://questbook.invalid/"
pets = pathlib.Path(keras.utils.get_file("pets", origin=HERE + "pets.zip", extract=True))
model = pathlib.Path(keras.utils.get_file("base.keras", origin=HERE + "base.keras"))
json.dump([(pets / "train/cat.0.jpg").read_text(), model.read_text()], sys.stdout)
"""


def pets(folder: Path, rng: np.random.Generator, share: Share) -> None:
    (folder / "pets/train").mkdir(parents=True)
    (folder / "pets/train/cat.0.jpg").write_text("miaow")
    (folder / "base.keras").write_text("weights")


PETS = Recipe(
    name="pets",
    title=text("Pets", "동물"),
    about=text("Made here.", "여기서 만들었습니다."),
    licence="CC0-1.0",
    version=1,
    files=("pets/", "base.keras"),
    public=pets,
)


def test_keras_finds_what_was_unpacked_into_its_folder(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", [PETS])
    store.ensure("pets")
    content = take_home.packed(store, take_home.cards(store, ["pets"]), tmp_path / "packed")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "keras")
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "KERAS_HOME": str(tmp_path / "keras")},
        capture_output=True,
        check=True,
    )
    assert json.loads(asked.stdout) == ["miaow", "weights"]


def test_what_is_published_elsewhere_is_not_among_it(tmp_path: Path, news: Recipe) -> None:
    store = Store(tmp_path / "home", [PETS, news])
    assert take_home.only_here(store, ["news", "pets", "unheard-of"]) == ["pets"]


def test_nothing_is_offered_while_a_part_is_not_made(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", [PETS, replace(PETS, name="birds")])
    store.ensure("pets")
    assert take_home.cards(store, ["pets", "birds"]) == []
    store.ensure("birds")
    assert [card.name for card in take_home.cards(store, ["pets", "birds"])] == ["pets", "birds"]


def test_it_is_packed_once_until_the_data_change(tmp_path: Path) -> None:
    store, folder = Store(tmp_path / "home", [PETS]), tmp_path / "packed"
    store.ensure("pets")
    first = take_home.packed(store, take_home.cards(store, ["pets"]), folder)
    [kept] = folder.iterdir()
    written = kept.stat().st_mtime_ns
    assert take_home.packed(store, take_home.cards(store, ["pets"]), folder) == first
    assert kept.stat().st_mtime_ns == written

    newer = Store(tmp_path / "home", [replace(PETS, version=2)])
    newer.ensure("pets")
    take_home.packed(newer, take_home.cards(newer, ["pets"]), folder)
    assert [path.name for path in folder.iterdir()] != [kept.name]
    assert len(list(folder.iterdir())) == 1

"""What a notebook in the sandbox gets when it asks for data, in each way that books and Keras ask."""

from __future__ import annotations

import ast
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.loading import load
from graders.text import text
from quests.datasets.recipe import Recipe, Share, save_arrays
from quests.datasets.store import RECIPES, Store
from tests.graders.folders import code, notebook, write_quest
from tests.processes import ROOT
from worker import nursery, pipeline

Answers = dict[str, Any]
QUEST = """\
slug = "asking"
course = "dlp"
chapter = 2
title = { en = "Asking", ko = "묻기" }
summary = { en = "Ask for data.", ko = "데이터를 달라고 합니다." }
text = { en = "Ask.", ko = "물어보십시오." }
runtime = { backend = "tensorflow", data = ["words", "pets"] }
limits = { seconds = 60, memory_mb = 4096 }

[[criterion]]
id = "runs"
kind = "runs"
points = 1
title = { en = "It runs", ko = "실행됩니다" }
"""
LOCKED = """\
import os, pathlib, shutil
import keras
(x, y), (x_test, y_test) = keras.datasets.boston_housing.load_data()
print(x.shape)
"""
ASKED = """\
import tensorflow as tf
from keras.utils import get_file
from keras.src.utils import file_utils

def told(*args, **kwargs):
    try:
        path = get_file(*args, **kwargs)
        return str(pathlib.Path(path).relative_to(pathlib.Path.home() / ".keras/datasets"))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

def kind_of(act):
    try:
        return act()
    except OSError as error:
        return error.strerror

site = "https://example.org/data/"
photos = get_file("pets.zip", site + "pets.zip", extract=True)
answers = {
    "same everywhere": len({f("boston_housing.npz", site) for f in (get_file, tf.keras.utils.get_file,
        keras.utils.get_file, file_utils.get_file)}),
    "by its address": told(origin=site + "boston_housing.npz?raw=1"),
    "under another name": told("mine.npz", site + "boston_housing.npz"),
    "in another folder": told("boston_housing.npz", site, cache_subdir="elsewhere", cache_dir="/tmp/x"),
    "with a hash": told("boston_housing.npz", site, file_hash="0" * 64),
    "by position": told("boston_housing.npz", site, False, None, "0" * 32),
    "load_data(path=…)": keras.datasets.boston_housing.load_data(path="my_boston.npz")[0][0].shape,
    "an index": keras.datasets.imdb.get_word_index()["the"],
    "unpacked, with an ending": told("pets.tar.gz", site, extract=True),
    "unpacked, by its address": told(origin=site + "pets.zip", extract=True),
    "unpacked, without one": told("pets", site + "all.tgz", untar=True),
    "packed": told("pets.zip", site + "pets.zip"),
    "not of this quest": told("mnist.npz", site + "mnist.npz"),
    "nobody's": told("weather.csv", site + "weather.csv"),
    "without an address": told("weather.csv"),
    "not of this quest, by its address": told(origin=site + "mnist.npz?raw=1"),
    "misspelt": told("pets", site, extrakt=True),
    "images": sorted(path.relative_to(photos).as_posix() for path in pathlib.Path(photos).rglob("*.jpg")),
    "read": keras.utils.image_dataset_from_directory(photos, image_size=(4, 4), verbose=False).class_names,
    "written": kind_of(lambda: (pathlib.Path(photos) / "cat/new.jpg").write_bytes(b"")),
    "removed": kind_of(lambda: shutil.rmtree(photos)),
    "copied": sorted(os.listdir(shutil.copytree(photos, "own"))),
}
pathlib.Path("own/dog/new.jpg").write_bytes(b"")
own = pathlib.Path("own.csv")
own.write_text("1,2")
answers["its own file"] = pathlib.Path(get_file("copy.csv", own.absolute().as_uri())).read_text()
import json; print("ANSWERS" + json.dumps(answers))
"""


def _words(folder: Path, rng: np.random.Generator, share: Share) -> None:
    save_arrays(folder / "boston_housing.npz", {"x": rng.random((20, 13)), "y": rng.random(20)})
    (folder / "imdb_word_index.json").write_text('{"the": 1}')


def _pets(folder: Path, rng: np.random.Generator, share: Share) -> None:
    from PIL import Image

    for kind in ("cat", "dog"):
        (folder / "pets" / kind).mkdir(parents=True)
        for number in range(3):
            pixels = rng.integers(0, 256, (6, 5, 3), np.uint8)
            Image.fromarray(pixels).save(folder / "pets" / kind / f"{kind}.{number}.jpg")


def _recipe(name: str, files: tuple[str, ...], public: object) -> Recipe:
    title = text(name, name)
    return Recipe(name, title, title, "CC0-1.0", 1, files, public)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    recipes = [
        _recipe("words", ("boston_housing.npz", "imdb_word_index.json"), _words),
        _recipe("pets", ("pets/",), _pets),
    ]
    return Store(tmp_path_factory.mktemp("home"), recipes)


@pytest.fixture(scope="module", params=["cold", "warm"])
def answers(request: pytest.FixtureRequest, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a run said."""
    folder = tmp_path_factory.mktemp("run")
    cells = notebook(code(LOCKED, "setup"), code(ASKED, "ask", answer=True))
    place = write_quest(
        folder / "quest",
        quest_toml=QUEST,
        starter_ipynb=notebook(code(LOCKED, "setup"), code("# Ask.", "ask", answer=True)),
        solution_ipynb=cells,
        **{"reference_py": None, "wrong/subtracts_ipynb": None},
    )
    quest = load(place)
    if request.param == "cold":
        pipeline.grade(quest, cells, folder / "evidence", store=store)
    else:
        with nursery.running(store) as warm:
            while _started(folder / "evidence") == "cold":  # the first one has nothing to be forked from yet
                pipeline.grade(quest, cells, folder / "evidence", store=store, nursery=warm)
    executed = json.loads((folder / "evidence/executed.ipynb").read_text())
    said = "".join(line for cell in executed["cells"] for output in cell["outputs"] for line in output.get("text", []))
    assert "ANSWERS" in said, executed
    return dict(json.loads(said.split("ANSWERS")[1].splitlines()[0]))


def _started(evidence: Path) -> str:
    """How warm the last run began; cold before there was any."""
    record = evidence / "run.json"
    return str(json.loads(record.read_text())["start"]) if record.exists() else "cold"


def test_keras_finds_its_data_whichever_way_it_is_asked(answers: Answers) -> None:
    file = "boston_housing.npz"
    ways = ("by its address", "under another name", "in another folder", "with a hash", "by position")
    assert {way: answers[way] for way in ways} == dict.fromkeys(ways, file)
    assert answers["same everywhere"] == 1
    assert answers["load_data(path=…)"] == [16, 13]
    assert answers["an index"] == 1


def test_a_folder_is_what_an_archive_would_have_been_unpacked_to(answers: Answers) -> None:
    ways = ("unpacked, with an ending", "unpacked, by its address", "unpacked, without one")
    assert {way: answers[way] for way in ways} == dict.fromkeys(ways, "pets")
    assert "already unpacked: ask for it with extract=True" in answers["packed"]


def test_a_folder_of_images_is_read_and_copied_and_not_written(answers: Answers) -> None:
    assert answers["images"][0] == "cat/cat.0.jpg"
    assert len(answers["images"]) == 6
    assert answers["read"] == ["cat", "dog"]
    assert (answers["written"], answers["removed"]) == ("Read-only file system", "Read-only file system")
    assert answers["copied"] == ["cat", "dog"]


def test_what_the_quest_does_not_come_with_is_said_in_plain_words(answers: Answers) -> None:
    other = answers["not of this quest"]
    assert other.startswith("DatasetMissing: 'mnist.npz' is not among the data of this quest")
    assert "Here: boston_housing.npz, imdb_word_index.json, pets." in other
    assert "Questbook has it in its data set 'mnist'" in other
    assert "Data sets that quests may come with: boston_housing, " in answers["nobody's"]
    assert answers["without an address"] == answers["nobody's"]
    assert answers["not of this quest, by its address"] == other


def test_a_notebooks_own_file_and_a_misspelt_keyword_are_as_keras_has_them(answers: Answers) -> None:
    assert answers["its own file"] == "1,2"
    assert answers["misspelt"].startswith("TypeError")
    assert "extrakt" in answers["misspelt"]


def test_a_warm_run_sees_the_data_that_took_the_place_of_others(tmp_path: Path) -> None:
    def edition(number: int) -> Store:
        def write(folder: Path, rng: np.random.Generator, share: Share) -> None:
            (folder / "edition").write_text(str(number))

        return Store(tmp_path / "home", [replace(_recipe("words", ("edition",), write), version=number)])

    locked = "import pathlib\nprint('edition', (pathlib.Path.home() / '.keras/datasets/edition').read_text())"
    cells = notebook(code(locked, "setup"), code("x = 1", "ask", answer=True))
    quest = load(
        write_quest(
            tmp_path / "quest",
            quest_toml=QUEST.replace('data = ["words", "pets"]', 'data = ["words"]'),
            starter_ipynb=notebook(code(locked, "setup"), code("# Ask.", "ask", answer=True)),
            solution_ipynb=cells,
            **{"reference_py": None, "wrong/subtracts_ipynb": None},
        )
    )

    def shown(number: int, warm: nursery.Nursery) -> tuple[str, bool]:
        evidence = tmp_path / "evidence"
        pipeline.grade(quest, cells, evidence, store=edition(number), nursery=warm)
        told = f"edition {number}" in (evidence / "executed.ipynb").read_text()
        return _started(evidence), told

    with nursery.running(edition(1)) as warm:
        while shown(1, warm) != ("quest-warm", True):
            time.sleep(0.1)  # until a parent has run the first cell
        assert shown(2, warm)[1]


def test_the_sandbox_knows_every_file_of_the_store() -> None:
    tree = ast.parse((ROOT / "worker/inside/datasets.py").read_text())
    [stored] = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "STORED"
    ]
    for recipe in RECIPES:
        for file in recipe.files:
            assert stored.get(file.rstrip("/")) == recipe.name, f"worker/inside/datasets.py misses {file}"

"""The small base is trained in a process of its own, and is a plain Keras model that others can build upon."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from quests.datasets import small_base
from quests.datasets.base_training import BLOCKS
from quests.datasets.small_base import ROOT, SMALL_BASE, TRAINING, TrainingFailed
from quests.datasets.zoo import NAMES, draw

LOAD = """
import sys, keras, numpy as np
base = keras.models.load_model(sys.argv[1], safe_mode=True)
print(base.name, base.input_shape, base.output_shape, base.trainable)
print(*[layer.name for layer in base.layers])
features = np.asarray(base(np.random.default_rng(0).integers(0, 256, (4, 64, 64, 3)).astype("float32")))
print(features.min() >= 0, features.std(axis=0).max() > 0)
"""


def silent(share: float) -> None:
    pass


def run(*arguments: str, folder: Path) -> list[str]:
    """What a Python of its own prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=small_base._environment(folder / "made"),
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A base that had very little to learn from, and what its training printed."""
    folder = tmp_path_factory.mktemp("base")
    path = folder / "small_base.keras"
    said = run("-m", TRAINING, "5", str(path), "--each", "20", "--epochs", "1", folder=folder)
    return path, said


def test_training_tells_how_far_it_is_and_leaves_one_file(trained: tuple[Path, list[str]]) -> None:
    path, said = trained
    shares = [float(line) for line in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [left.name for left in path.parent.iterdir() if left.is_file()] == ["small_base.keras"]


def test_learners_load_a_base_in_blocks_without_a_classifier(trained: tuple[Path, list[str]]) -> None:
    path, _ = trained
    what, layers, features = run("-c", LOAD, str(path), folder=path.parent)
    assert what == "small_base (None, 64, 64, 3) (None, 4, 4, 96) True"
    assert features == "True True"
    names = layers.split()
    assert names[0] == "rescaling"
    assert [name for name in names if name.startswith("block4")] == ["block4_conv1", "block4_conv2", "block4_pool"]
    assert sum("_conv" in name for name in names) == sum(map(len, BLOCKS))
    assert not any("norm" in name for name in names), "batch normalisation is folded into the convolutions"


def test_the_same_seed_trains_the_same_base_to_the_byte_on_one_core_too(
    trained: tuple[Path, list[str]], tmp_path: Path
) -> None:
    path, _ = trained
    again = tmp_path / "again.keras"
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        run("-m", TRAINING, "5", str(again), "--each", "20", "--epochs", "1", folder=tmp_path)
    finally:
        os.sched_setaffinity(0, cores)
    assert again.read_bytes() == path.read_bytes()


def test_a_training_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_base, "TRAINING", "quests.datasets.no_such_training")
    with pytest.raises(TrainingFailed, match=r"small_base\.keras .* ended with code 1\. .*\s.*no_such_training"):
        SMALL_BASE.public(tmp_path, np.random.default_rng(0), silent)
    assert list(tmp_path.iterdir()) == []


ENDLESS = """
import os, pathlib, time
pathlib.Path(__file__).with_name("pid").write_text(str(os.getpid()))
print(0.1, flush=True)
time.sleep(600)
"""


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A training that never ends; the file in which it leaves its process id."""
    (tmp_path / "endless_training.py").write_text(ENDLESS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(small_base, "TRAINING", "endless_training")
    return tmp_path / "pid"


def running(pid: Path) -> bool:
    return Path("/proc", pid.read_text()).exists()


def test_a_training_that_does_not_end_is_ended(endless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_base, "MOST_SECONDS", 3.0)
    (tmp_path / "made").mkdir()
    with pytest.raises(TrainingFailed, match="was ended after 3 s"):
        SMALL_BASE.public(tmp_path / "made", np.random.default_rng(0), silent)
    assert not running(endless)


def test_a_training_that_nobody_wants_any_more_ends(endless: Path, tmp_path: Path) -> None:
    class Unwanted(Exception):
        pass

    def give_up(share: float) -> None:
        raise Unwanted

    (tmp_path / "made").mkdir()
    with pytest.raises(Unwanted):
        SMALL_BASE.public(tmp_path / "made", np.random.default_rng(0), give_up)
    assert not running(endless)


def test_making_it_imports_no_tensorflow_into_the_store() -> None:
    code = "import sys, quests.datasets.store; print(any(name in sys.modules for name in ('tensorflow', 'keras')))"
    assert run("-c", code, folder=Path("/")) == ["False"]


def test_it_has_learned_from_neither_cats_nor_dogs() -> None:
    assert not {"cat", "dog", "puppy", "kitten"} & set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_class_draws_pictures_that_differ_and_follow_from_the_seed(name: str) -> None:
    pictures = draw(name, 4, 64, np.random.default_rng(1))
    assert pictures.shape == (4, 64, 64, 3)
    assert pictures.dtype == np.uint8
    assert len({picture.tobytes() for picture in pictures}) == 4
    np.testing.assert_array_equal(pictures, draw(name, 4, 64, np.random.default_rng(1)))

"""A small data set whose published files there are: for those who bring them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from graders.text import text
from quests.datasets.recipe import HeldOutRows, Published, RealFile, Recipe, Share, save_arrays
from quests.datasets.store import Store

ROWS = np.arange(600, dtype=np.uint8).reshape(200, 3)
WORDS = b'{"the": 1}'


def twins(folder: Path, rng: np.random.Generator, share: Share) -> None:
    save_arrays(folder / "news.npz", {"x_test": rng.integers(0, 9, (200, 3), np.uint8)})
    (folder / "words.json").write_bytes(b"{}")


def held_out(rng: np.random.Generator, share: Share) -> HeldOutRows:
    return HeldOutRows(rng.integers(0, 9, (20, 3), np.uint8), np.arange(20))


def held_out_of_real(folder: Path, rng: np.random.Generator) -> HeldOutRows:
    with np.load(folder / "news.npz", allow_pickle=False) as arrays:
        rows = arrays["x_test"][rng.choice(200, 40, replace=False)]
    return HeldOutRows(rows, rows.sum(axis=1))


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder with the files as their publisher has them."""
    folder = tmp_path / "published"
    folder.mkdir()
    save_arrays(folder / "news.npz", {"x_test": ROWS})
    (folder / "words.json").write_bytes(WORDS)
    return folder


@pytest.fixture
def news(published: Path) -> Recipe:
    sha256 = hashlib.sha256((published / "news.npz").read_bytes()).hexdigest()
    return Recipe(
        name="news",
        title=text("Twin of the news", "뉴스의 쌍둥이"),
        about=text("Made here.", "여기서 만들었습니다."),
        licence="CC0-1.0",
        version=1,
        files=("news.npz", "words.json"),
        public=twins,
        heldout=held_out,
        real=Published(
            title=text("The news", "뉴스"),
            about=text("Written elsewhere.", "다른 곳에서 썼습니다."),
            licence="MIT",
            files=(
                RealFile("news.npz", "https://example.org/a/news.npz", f"sha256:{sha256}"),
                RealFile("words.json", "https://example.org/a/words.json", f"md5:{hashlib.md5(WORDS).hexdigest()}"),
            ),
        ),
        heldout_of_real=held_out_of_real,
    )


@pytest.fixture
def store(tmp_path: Path, news: Recipe) -> Store:
    return Store(tmp_path / "home", [news])

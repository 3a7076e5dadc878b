"""A quest that needs no TensorFlow, and a store for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from tests.graders.folders import write_quest


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    """The sums: one answer cell, one function, ten points."""
    return load(write_quest(tmp_path / "quest"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty data store."""
    return Store(tmp_path / "home")

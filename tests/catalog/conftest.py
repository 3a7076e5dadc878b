"""One installation for all tests of the catalogue, so that its data sets are made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from quests.datasets.store import Store


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the data sets in it; the processes of a parallel test run share it."""
    here = tmp_path_factory.getbasetemp()
    home = (here.parent if here.name.startswith("popen-") else here) / "catalog-home"
    store = Store(home)
    for name in store.names():
        store.ensure(name)
    return home

"""What fault tests ask for: an installation to break, and a visitor to see what becomes of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import processes
from tests.faults.installation import Installation
from tests.journeys.conftest import answered, visitor  # noqa: F401 a killed worker is watched as a learner would


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("migrated")
    result = processes.run(["manage.py", "migrate", "-v0"], home)
    assert result.returncode == 0, result.stderr
    Installation(home).run("school(); answer(True)")
    return home


@pytest.fixture
def installation(_migrated: Path) -> Iterator[Installation]:
    """A fresh installation in a folder with a short name, for a socket's name is short."""
    with tempfile.TemporaryDirectory(prefix="qb-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(_migrated, home)
        yield Installation(home)

"""Every shipped quest is proven by the real command: the solution and right answers pass, the rest fails as claimed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import processes
from tests.catalog.test_quests import FOLDERS


@pytest.fixture
def one_core() -> Iterator[None]:
    """One core for what a test starts, as each run of ``prove --all`` has.

    More would add a model's sums up in another order, and take the core of the proof beside it.
    """
    all_cores = os.sched_getaffinity(0)
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.sched_setaffinity(0, {sorted(all_cores)[process % len(all_cores)]})
    yield
    os.sched_setaffinity(0, all_cores)


@pytest.mark.timeout(1800)  # each notebook of the quest is run and judged, and a shared machine may be slow
@pytest.mark.parametrize("quest", [folder.name for folder in FOLDERS])
def test_it_is_proven(quest: str, installation: Path, one_core: None) -> None:
    # Mutants are for `prove --all`. One notebook at a time: tests run beside each other, too.
    command = ["manage.py", "prove", quest, "--json", "--jobs", "1"]
    ended = processes.run(command, installation, timeout=1800)
    assert ended.returncode in {0, 1}, ended.stderr
    [proof] = json.loads(ended.stdout)
    assert [entry for entry in proof["entries"] if not entry["held"]] == []
    assert proof["held"]

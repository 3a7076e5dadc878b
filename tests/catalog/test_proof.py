"""Every shipped quest is proven by the real command: the solution and right answers pass, the rest fails as claimed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import processes
from tests.catalog.test_quests import FOLDERS


@pytest.mark.timeout(1800)  # each notebook of the quest is run and judged, and a shared machine may be slow
@pytest.mark.parametrize("quest", [folder.name for folder in FOLDERS])
def test_it_is_proven(quest: str, installation: Path) -> None:
    # Mutants are for `prove --all`. One notebook at a time: tests run beside each other, too.
    command = ["manage.py", "prove", quest, "--json", "--jobs", "1"]
    ended = processes.run(command, installation, timeout=1800)
    assert ended.returncode in {0, 1}, ended.stderr
    [proof] = json.loads(ended.stdout)
    assert [entry for entry in proof["entries"] if not entry["held"]] == []
    assert proof["held"]

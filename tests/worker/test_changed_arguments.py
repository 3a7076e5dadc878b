"""Which argument a call changed in place is told from inside, so that the advice can call it by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, REFERENCE, code, notebook, write_quest
from worker import pipeline

CASES = "cases = [[{ array = [1.0] }, { array = [2.0] }]]\nunchanged_inputs = true"


@pytest.mark.parametrize("name", ["a", "b"])
def test_the_argument_that_was_changed_is_named(tmp_path: Path, name: str) -> None:
    toml = QUEST_TOML.replace("cases = [[1, 2], [3, 4]]", CASES)
    answers = {"starter_ipynb": "", "solution_ipynb": REFERENCE, "wrong/subtracts_ipynb": "def add(a, b): return 0"}
    files = {file: notebook(code(source, "add", answer=True)) for file, source in answers.items()}
    folder = write_quest(tmp_path / "quest", quest_toml=toml, **files)
    other = {"a": "b", "b": "a"}[name]
    upload = notebook(code(f"def add(a, b):\n    {name} += {other}\n    return {name}", "add", answer=True))
    finding = pipeline.grade(load(folder), upload, tmp_path / "evidence", store=Store(tmp_path / "home")).findings[1]
    assert f"changed its own argument `{name}`" in finding.message.en

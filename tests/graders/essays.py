"""A small quest with a function and a text to write, for the tests that read, run and review it."""

from __future__ import annotations

from pathlib import Path

from tests.graders import folders

GIVEN = "*Write your answer here.*"
ESSAY = "The validation loss rises again, so the network **memorises** its training rows."
ADDS = "def add(a, b):\n    return a + b"
CRITERION = """
[[criterion]]
id = "why"
kind = "written"
points = 6
cell = "why"
min_words = 5
title = { en = "You say why it overfits", ko = "왜 과대적합되는지 설명합니다" }

[[criterion.rubric]]
id = "curves"
points = 4
title = { en = "Reads the curves", ko = "곡선을 읽습니다" }
levels = [
  { points = 0, title = { en = "not at all", ko = "없음" } },
  { points = 4, title = { en = "both", ko = "둘 다" } },
]

[[criterion.rubric]]
id = "cause"
points = 2
title = { en = "Names the cause", ko = "원인을 밝힙니다" }

[[wrong]]
"""
QUEST_TOML = folders.QUEST_TOML.replace("\n[[wrong]]\n", CRITERION).replace(
    "[[criterion]]", '[runtime]\nbackend = "none"\n\n[[criterion]]', 1
)


def notebook(answer: str = ADDS, essay: str = ESSAY) -> bytes:
    """The quest's notebook with these answers."""
    text = folders.words(essay, id="why", metadata={"nbgrader": folders.nbgrader("why", answer=True)})
    return folders.notebook(folders.code(answer, "add", answer=True), text)


def write_quest(folder: Path, quest_toml: str = QUEST_TOML) -> Path:
    """The quest's folder."""
    wrong = {"wrong/subtracts_ipynb": notebook("def add(a, b):\n    return a - b", GIVEN)}
    starter = notebook(folders.STARTER, GIVEN)
    return folders.write_quest(folder, quest_toml=quest_toml, starter_ipynb=starter, solution_ipynb=notebook(), **wrong)

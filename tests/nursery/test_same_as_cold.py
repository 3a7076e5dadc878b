"""A kernel that starts warm gives what a cold one gives: report, outputs, counts, errors, answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from tests.nursery import quests
from tests.nursery.hosting import Graded, Host

VARIES = re.compile(r"ipykernel_\d+")
"""The process id in the names of files that were never written."""


@dataclass(frozen=True)
class Starts:
    """The same submission, from each start, and once more from the warmest."""

    cold: Graded
    warm: Graded
    quest_warm: Graded
    again: Graded

    @property
    def all(self) -> tuple[Graded, ...]:
        """Of all starts."""
        return self.cold, self.warm, self.quest_warm, self.again


@pytest.fixture(scope="module")
def starts(host: Host) -> Starts:
    """Everything that a cell can do, handed in four times."""
    quest = quests.everything(host.place / "quests" / "everything")
    upload = quests.everything_answered()
    warm = host.grade(quest, upload)
    assert host.warm(quest) == len(quests.FIRST) - 1
    made = Starts(host.grade(quest, upload, cold=True), warm, host.grade(quest, upload), host.grade(quest, upload))
    assert [graded.start for graded in made.all] == ["cold", "warm", "quest-warm", "quest-warm"]
    return made


def executed(graded: Graded) -> list[dict[str, Any]]:
    """The executed cells, without what no two runs have in common."""
    text = VARIES.sub("ipykernel", (graded.evidence / "executed.ipynb").read_text())
    # TensorFlow complains at its first op, with the time.
    return [cell for cell in json.loads(text)["cells"] if cell["id"] != "id-draws"]


def record(graded: Graded) -> list[dict[str, Any]]:
    """What the run's record says of the cells, but for their times."""
    text = VARIES.sub("ipykernel", (graded.evidence / "run.json").read_text())
    return [{**cell, "seconds": cell["seconds"] is not None} for cell in json.loads(text)["cells"]]


def test_the_report_is_the_same(starts: Starts) -> None:
    assert starts.cold.states == {"runs": "failed", "add": "partial"}
    for graded in starts.all:
        assert graded.verdict == starts.cold.verdict


@pytest.mark.parametrize("start", ["warm", "quest_warm", "again"])
def test_every_cell_shows_the_same_under_the_same_number(starts: Starts, start: str) -> None:
    for cold, warm in zip(executed(starts.cold), executed(getattr(starts, start)), strict=True):
        assert warm == cold


@pytest.mark.parametrize("start", ["warm", "quest_warm", "again"])
def test_errors_are_told_with_the_same_cell_line_and_traceback(starts: Starts, start: str) -> None:
    assert record(getattr(starts, start)) == record(starts.cold)
    [error] = [cell["error"] for cell in record(starts.cold) if cell["name"] == "raises"]
    assert (error["cell"], error["line"]) == ("helper", 3)


@pytest.mark.parametrize("start", ["warm", "quest_warm", "again"])
def test_questions_are_answered_the_same(starts: Starts, start: str) -> None:
    cold, warm = (sorted((graded.evidence / "answers").iterdir()) for graded in (starts.cold, getattr(starts, start)))
    assert [path.name for path in warm] == [path.name for path in cold]
    assert [p.read_bytes() for p in warm if p.suffix == ".json"] == [
        p.read_bytes() for p in cold if p.suffix == ".json"
    ]


def test_what_is_drawn_at_random_is_the_same(starts: Starts) -> None:
    drawn = {graded.outputs["id-draws"].splitlines()[-1] for graded in starts.all}
    assert len(drawn) == 1, drawn


def test_the_cells_that_a_parent_ran_show_pictures_too(starts: Starts) -> None:
    for graded in starts.all:
        shown = {cell["id"]: cell["outputs"] for cell in executed(graded)}
        for name in ("id-figure", "id-figures", "id-dot"):
            assert "image/png" in shown[name][0]["data"], f"{name}, {graded.start}"


def test_right_and_wrong_answers_are_told_apart_from_every_start(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "small", "import numpy as np")
    host.grade(quest, quests.answered(quests.WRONG, "import numpy as np"))
    assert host.warm(quest) == 1
    for source, states in ((quests.RIGHT, "passed"), (quests.WRONG, "failed")):
        cold = host.grade(quest, quests.answered(source, "import numpy as np"), cold=True)
        warm = host.grade(quest, quests.answered(source, "import numpy as np"))
        assert (cold.start, warm.start) == ("cold", "quest-warm")
        assert warm.verdict == cold.verdict
        assert warm.states["add"] in (states, "partial")


def test_a_notebook_that_sets_what_a_library_reads_when_imported_starts_cold(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "backend")
    source = f"import os\nos.environ['KERAS_BACKEND'] = 'numpy'\n{quests.RIGHT}"
    graded = host.grade(quest, quests.answered(source))
    assert (graded.start, graded.report["score"]) == ("cold", 10)

"""Where our own time goes: ``python -m benchmarks.grading.profile ASSIGNMENT [--start warm] [--rounds N]``.

Grades the right submission again and again in one process, as a worker does, and prints the median time of each phase
that learners are told of, and of each cell.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.grading import forms
from benchmarks.grading.assignments import catalog
from benchmarks.grading.host import set_up_django, store_for
from benchmarks.grading.rivals import ENVIRONMENTS
from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from worker import pipeline

PHASES = {
    "preparing": "rebuilding the notebook, checking the data and the wall",
    "starting": "a kernel behind its wall, until it answers",
    "running": "its cells",
    "asking": "questions, answers, the end of the first sandbox, the evidence",
    "judging": "the judge behind its wall, the report",
}
Steps = list[tuple[str, float]]
"""Names of what began, each with its moment; a cell's has the phase before a slash."""


def main() -> None:
    """Grade and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("assignment", choices=list(catalog()))
    parser.add_argument("--start", choices=("cold", "warm", "quest-warm"), default="quest-warm")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    home = ENVIRONMENTS / "home"
    set_up_django(home)
    store = store_for(home)
    with tempfile.TemporaryDirectory() as scratch:
        folder = forms.write_quest(catalog()[options.assignment], Path(scratch))
        quest, upload = load(folder), (folder / "solution.ipynb").read_bytes()
        rounds = _measured(options.start, quest, upload, store, options.rounds)
    _show(options, rounds)


def _measured(start: str, quest: Quest, upload: bytes, store: Store, count: int) -> list[dict[str, float]]:
    """Seconds by phase and by cell, one dictionary a round; a first round that is not counted warms up."""
    if start == "cold":
        parents: Any = nullcontext()
    else:
        from worker import nursery

        parents = nursery.running(store, quest_warm=start == "quest-warm")
    with parents as standing:
        more = {} if standing is None else {"nursery": standing}
        if start == "quest-warm":
            standing.warm(quest)

        def grade(on_event: Callable[[dict[str, Any]], None]) -> None:
            with tempfile.TemporaryDirectory() as folder:
                report = pipeline.grade(quest, upload, Path(folder, "evidence"), store=store, on_event=on_event, **more)
                if report.state != "graded" or report.score < report.max_score:
                    raise SystemExit(f"The right submission was given {report.score:g} points: {report.reason}")

        return [_round(grade) for _ in range(count + 1)][1:]


def _round(grade: Callable[[Callable[[dict[str, Any]], None]], None]) -> dict[str, float]:
    steps: Steps = []
    cells: dict[str, float] = {}

    def note(event: dict[str, Any]) -> None:
        if event["type"] == "phase":
            steps.append((event["phase"], time.perf_counter()))
        elif event["type"] == "cell" and event["seconds"] is not None:
            cells[f"  cell {event['name']}"] = event["seconds"]

    grade(note)
    steps.append(("", time.perf_counter()))
    found = {}
    for (name, begun), (_, ended) in pairwise(steps):
        found[name] = ended - begun
        if name == "running":
            found |= cells
    return {**found, "all": steps[-1][1] - steps[0][1]}


def _show(options: argparse.Namespace, rounds: list[dict[str, float]]) -> None:
    print(f"{options.assignment}, {options.start}, median of {len(rounds)}:\n")
    whole = median(one["all"] for one in rounds)
    for name in rounds[0]:
        seconds = median(one[name] for one in rounds)
        print(f"{name:24}{seconds:8.3f} s{100 * seconds / whole:6.0f} %  {PHASES.get(name, '')}".rstrip())


if __name__ == "__main__":
    main()

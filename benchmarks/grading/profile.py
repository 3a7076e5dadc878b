"""Where our own time goes: ``python -m benchmarks.grading.profile ASSIGNMENT [--start warm] [--rounds N]``.

Grades the right submission again and again in one process, as a worker does, and prints the median time of each phase
that learners are told of, and of each cell.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.grading import forms
from benchmarks.grading.assignments import catalog
from benchmarks.grading.host import Grade, grading, set_up_django, store_for
from benchmarks.grading.rivals import ENVIRONMENTS

PHASES = {
    "preparing": "rebuilding the notebook, checking the data and the wall",
    "starting": "a kernel behind its wall, until it answers",
    "running": "its cells",
    "asking": "questions, answers, the end of the first sandbox, the evidence",
    "judging": "the judge behind its wall, the report",
}
FIRST = 8
"""Rounds that may come before the parents stand."""
Steps = list[tuple[str, float]]
"""Names of what began, each with its moment."""


def main() -> None:
    """Grade and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("assignment", choices=list(catalog()))
    parser.add_argument("--start", choices=("cold", "warm", "quest-warm"), default="quest-warm")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    assignment = catalog()[options.assignment]
    home = ENVIRONMENTS / "home"
    set_up_django(home)
    store = store_for(home)
    with tempfile.TemporaryDirectory() as scratch:
        folder = forms.write_quest(assignment, Path(scratch))
        with grading(options.start, assignment, folder, store) as grade:
            rounds = _measured(grade, folder / "solution.ipynb", options.rounds)
    _show(options, rounds)


def _measured(grade: Grade, notebook: Path, count: int) -> list[dict[str, float]]:
    """Seconds by phase and by cell, one dictionary a round; rounds before the parents stand are not counted.

    Raises:
        SystemExit: no round was as it should be.
    """
    rounds: list[dict[str, float]] = []
    outcome: dict[str, Any] = {}
    for _ in range(count + FIRST):
        steps: Steps = []
        cells: dict[str, float] = {}
        outcome = grade(notebook, on_event=partial(_note, steps, cells))
        steps.append(("", time.perf_counter()))
        if outcome.get("share") == 1.0:
            rounds.append(_by_phase(steps, cells))
        elif rounds:
            break
    if len(rounds) < 2:
        raise SystemExit(f"The right submission was not graded as it should be: {outcome}")
    return rounds[1:][-count:]


def _note(steps: Steps, cells: dict[str, float], event: dict[str, Any]) -> None:
    if event["type"] == "phase":
        steps.append((event["phase"], time.perf_counter()))
    elif event["type"] == "cell" and event["seconds"] is not None:
        cells[f"  cell {event['name']}"] = event["seconds"]


def _by_phase(steps: Steps, cells: dict[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
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

"""``make bench``, or ``python -m benchmarks.grading --help``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from benchmarks.grading import results
from benchmarks.grading.assignments import catalog
from benchmarks.grading.contender import Contender, Failed
from benchmarks.grading.host import STARTS, store_for
from benchmarks.grading.measure import Plan, measure, measure_sharing
from benchmarks.grading.ours import Hosted
from benchmarks.grading.rivals import ENVIRONMENTS, NbGrader, Otter

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "measurements" / "grading.md"
SHARING = "imdb-shape"
"""The assignment whose data is large enough for its sharing to be seen."""
BUSY = 0.5
"""Processes that want to run, for each core, above which a measurement is disturbed."""
NAMES = (NbGrader.name, Otter.name, *STARTS)


def main() -> int:
    """Measure, print a table, write JSON and, when all was measured, the page of the documentation."""
    options = _parse()
    assignments = {name: about for name, about in catalog().items() if name in options.only}
    plan = Plan(options.rounds, options.batches, options.batch, options.watched)
    home = ENVIRONMENTS / "home"
    store = store_for(home)
    load = os.getloadavg()[0]
    found: results.Results = {
        "measured": results.now(),
        "machine": results.machine(),
        "versions": results.versions(),
        "plan": asdict(plan),
        "assignments": {},
    }
    started = time.monotonic()

    def say(words: str) -> None:
        print(f"[{time.monotonic() - started:6.0f} s] {words}", file=sys.stderr, flush=True)

    if load > BUSY * len(os.sched_getaffinity(0)):
        say(
            f"This machine does other work (load {load:.1f}): the figures will be worse than they could be, and spread."
        )
    try:
        for name, assignment in assignments.items():
            folder = ENVIRONMENTS / "runs" / name
            figures = measure(assignment, _contenders(options.contenders), folder, store, home, plan, say)
            about = {"about": assignment.about, "figures": {key: asdict(value) for key, value in figures.items()}}
            if name == SHARING:
                about["sharing"] = measure_sharing(
                    assignment, _contenders(options.contenders), folder, store, home, say
                )
            found["assignments"][name] = about
    except Failed as failure:
        print(f"\n{failure}\n\nNothing was written: what is not graded rightly is not measured.", file=sys.stderr)
        return 1
    found["load"] = [load, os.getloadavg()[0]]
    _write(found, whole=set(options.only) == set(catalog()) and set(options.contenders) == set(NAMES))
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=main.__doc__)
    standard = Plan()
    parser.add_argument("--only", nargs="+", choices=list(catalog()), default=list(catalog()), metavar="ASSIGNMENT")
    parser.add_argument("--contenders", nargs="+", choices=NAMES, default=list(NAMES), metavar="NAME")
    parser.add_argument("--rounds", type=int, default=standard.rounds, help="timed runs of one submission")
    parser.add_argument("--batches", type=int, default=standard.batches, help="timed runs of several submissions")
    parser.add_argument("--batch", type=int, default=standard.batch, help="how many submissions those are")
    parser.add_argument("--watched", type=int, default=standard.watched, help="runs whose memory is watched")
    return parser.parse_args()


def _contenders(names: list[str]) -> list[Contender]:
    """Those of these names, as they are before they were opened."""
    rivals = {NbGrader.name: NbGrader, Otter.name: Otter}
    return [rivals[name]() if name in rivals else Hosted(name) for name in NAMES if name in names]


def _write(found: results.Results, *, whole: bool) -> None:
    """Print the table; keep the JSON, and write the page only from a measurement of everything."""
    print(results.plain(found))
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if whole:
        PAGE.with_suffix(".json").write_text(text)
        PAGE.write_text(results.page(found))
        print(f"\nWritten: {PAGE.relative_to(ROOT)} and {PAGE.with_suffix('.json').relative_to(ROOT)}")
        return
    latest = ENVIRONMENTS / "latest.json"
    latest.write_text(text)
    print(f"\nWritten: {latest}. The page in docs/ is written only when everything was measured.")


if __name__ == "__main__":
    sys.exit(main())

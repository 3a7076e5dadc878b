"""What was measured, in words: medians, ratios, a table, and the page under ``docs/measurements/``."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks.grading.rivals import ENVIRONMENTS, NbGrader, Otter

Results = dict[str, Any]
FLOOR = "floor"
RIVALS = (NbGrader.name, Otter.name)
COLUMNS = (
    "",
    "one submission",
    "over the floor",
    *(f"{rival} takes" for rival in RIVALS),
    "a minute",
    *(f"to {rival}'s" for rival in RIVALS),
    "processor",
    "memory",
)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "processor": models[0].partition(":")[2].strip() if models else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_bytes": psutil.virtual_memory().total,
        "kernel": platform.release(),
        "user": "root" if os.geteuid() == 0 else "rootless",
    }


def versions() -> dict[str, str]:
    """Of what was measured, and of what it ran on."""
    found = {"python": platform.python_version()}
    found |= {name: metadata.version(name) for name in ("tensorflow", "keras", "numpy", "ipykernel")}
    for rival in (NbGrader, Otter):
        packages = ENVIRONMENTS / rival.name / "lib" / "python3.11" / "site-packages"
        for package in metadata.distributions(name=rival.package, path=[str(packages)]):
            found[rival.package] = package.version
    return found


def now() -> str:
    """The moment of a measurement."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M")


def rows(figures: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """The table of one assignment: a row a grader, in the order of ``COLUMNS``."""
    return [_row(name, about, figures) for name, about in figures.items()]


def _row(name: str, about: Mapping[str, Any], figures: Mapping[str, Mapping[str, Any]]) -> list[str]:
    seconds, rate = about["seconds"], about["per_minute"]
    floor = figures.get(FLOOR, {}).get("seconds")
    over = f"{median(seconds) - median(floor):+.2f} s" if floor and name != FLOOR and seconds else ""
    faster, more = [], []
    for rival in RIVALS:
        other = figures.get(rival) if name not in (rival, FLOOR) else None
        faster.append(_times(median(other["seconds"]) / median(seconds)) if other and seconds else "")
        more.append(_times(median(rate) / median(other["per_minute"])) if other and rate else "")
    spent, held = about["processor_seconds"], about["peak_bytes"]
    return [
        about["label"],
        _spread(seconds, "s", 2 if not seconds or median(seconds) >= 0.1 else 3),
        over,
        *faster,
        _spread(rate, "", 1),
        *more,
        f"{median(spent):.2f} s" if spent else "",
        f"{median(held) / 1e6:,.0f} MB" if held else "",
    ]


def _times(ratio: float) -> str:
    return f"{ratio:.1f} x" if ratio < 100 else f"{ratio:,.0f} x"


def _spread(values: Sequence[float], unit: str, digits: int) -> str:
    """The median, and the least and the greatest where there are several."""
    if not values:
        return ""
    middle = f"{median(values):.{digits}f}{unit and f' {unit}'}"
    return f"{middle} ({min(values):.{digits}f} to {max(values):.{digits}f})" if len(values) > 1 else middle


def plain(results: Results) -> str:
    """All tables, for a terminal."""
    lines = []
    for name, about in results["assignments"].items():
        table = [list(COLUMNS), *rows(about["figures"])]
        widths = [max(len(row[column]) for row in table) for column in range(len(COLUMNS))]
        lines += ["", f"{name}: {about['about']}", ""]
        for row in table:
            cells = [cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in _zipped(row, widths)]
            lines.append("  ".join(cells))
        lines += [f"  {line}" for line in _sharing(about)]
    return "\n".join(lines)


def _zipped(row: list[str], widths: list[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def _sharing(about: Mapping[str, Any]) -> list[str]:
    """Memory by the number of submissions at once, a line a start."""
    return [
        f"{start}: {', '.join(f'{int(lanes)} at once {peak / 1e6:,.0f} MB' for lanes, peak in peaks.items())}"
        for start, peaks in about.get("sharing", {}).items()
    ]


def page(results: Results) -> str:
    """The page of ``docs/measurements/``."""
    here, used = results["machine"], results["versions"]
    plan = results["plan"]
    lines = [
        "# How fast submissions are graded",
        "",
        "`make bench` wrote this page, from [grading.json](grading.json), which holds every single figure. It has",
        "nbgrader and Otter, each in an environment of its own with the same TensorFlow, and Questbook grade the same",
        "submissions on the same machine, in turns. What falls short is said at the end.",
        "",
        f"Measured on {results['measured']} UTC: {here['processor']}, {here['cores']} cores, "
        f"{here['memory_bytes'] / 2**30:.0f} GiB, Linux {here['kernel']}, as {here['user']}; load of the machine "
        f"before and after {results['load'][0]:.1f} and {results['load'][1]:.1f}. "
        + ", ".join(f"{name} {version}" for name, version in used.items())
        + ".",
        "",
    ]
    for name, about in results["assignments"].items():
        lines += [f"## {name}", "", f"{about['about'][0].upper()}{about['about'][1:]}.", ""]
        lines += [_markdown(COLUMNS), _markdown(["---"] + ["---:"] * (len(COLUMNS) - 1))]
        lines += [_markdown(row) for row in rows(about["figures"])]
        lines += ["", *(f"- Memory, {line}." for line in _sharing(about)), ""]
    lines += [HOW_TO_READ.format(**plan).strip(), ""]
    return "\n".join(lines).replace("\n\n\n", "\n\n")


def _markdown(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"


HOW_TO_READ = """
## How to read it

Medians; the least and the greatest in brackets. Every run's score was checked: a right submission must be given all
points, and before anything was timed each grader had to give a wrong one fewer.

- **one submission** ({rounds} rounds): for nbgrader and Otter from the start of `nbgrader autograde` or `otter run` to
  its end; for Questbook from the call that a Celery task makes to the report, both sandboxes and the record of the run
  included. *Cold* starts a new Python for the notebook and for the judge, *warm* forks parents that have imported
  TensorFlow, *quest-warm* forks one that has also run the quest's leading locked cells. The queue's and the database's
  milliseconds are not in it, nor are those of nbgrader's or Otter's web parts.
- **over the floor**: the floor is the cells alone, without any test, in a process that already holds TensorFlow.
  It runs all cells, also those that quest-warm need not run again.
- **nbgrader takes, otter takes**: how many times as long as this row.
- **a minute** ({batches} batches of {batch}): submissions graded a minute, two at a time. nbgrader has two processes
  that each grade many students by one command, Otter two that each call its `grade_submission` again and again, so
  neither starts anew for each submission.
- **processor, memory** ({watched} runs, watched and not timed): user and system time of all processes of one
  submission; their memory at its most, pages that are shared counted once (PSS), what is kept warm included.

nbgrader and Otter run their tests in the learner's own kernel and have no wall around it. Otter is measured without the
container that its `grade` command would start for each submission. Their tests call the model instead of
`model.predict`, which is quicker. All have the same held-out rows.

## What falls short

- Two cores and three assignments say nothing about other machines and other work: run `make bench` on yours, and
  `BENCH="--only small-training --rounds 3" make bench` for a quick look.
- A machine that does other work meanwhile slows all in their turns, but not by the same factor; the load is told above.
- `python -m benchmarks.grading.profile small-training` shows where our own time goes.
"""

"""A worker's process with a nursery, and submission after submission: does anything of it grow?

``python -m benchmarks.soak --submissions 200`` grades right and wrong answers of several quests in turns, looks at
the worker, the keeper and the parents in between, and writes docs/measurements/soak.md. It ends with status 1 when
something grew beyond its bound, or when a grade is not the one that it should be.
"""

from __future__ import annotations

import argparse
import ctypes
import datetime as dt
import gc
import itertools
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "soak.md"
CATALOG = ROOT / "quests" / "catalog" / "dlp"
MB = 2**20
ANSWERS = (
    ("dlp-02-tensors", "solution.ipynb", True),
    ("dlp-02-tensors", "starter.ipynb", False),
    ("soak", "right", True),
    ("soak", "wrong", False),
)
"""Quest, notebook, whether it gets every point: handed in one after the other."""
SETTLE = 20
"""Submissions before the first look: imports, caches and every parent are there by then."""
TOML = """\
slug = "soak"
course = "dlp"
chapter = 2
title = { en = "Soak", ko = "반복" }
summary = { en = "Add numbers.", ko = "수를 더합니다." }
text = { en = "Write `add`.", ko = "`add`를 작성합니다." }

[[criterion]]
id = "add"
kind = "function"
points = 10
cell = "add"
function = "add"
reference = "add"
cases = [[1, 2], [3, 4]]
title = { en = "It adds", ko = "더합니다" }
"""
REFERENCE = "def add(a, b):\n    return a + b\n"


@dataclass(frozen=True)
class Look:
    """What is held at one moment. Memory in MB; of shared pages each process has its share."""

    submissions: int
    worker_mb: float
    keeper_mb: float
    parents_mb: float
    parents: int
    processes: int
    """All below the worker, itself included."""
    descriptors: int
    """Of the worker, the keeper and the parents."""
    threads: int
    """Of the worker."""
    cgroups: int
    folders: int
    """Of runs and nurseries, in /tmp and in the nursery."""
    mounts: int
    """Of the worker and its parents."""


BOUNDS: dict[str, float] = {
    "worker_mb": 30,
    "keeper_mb": 10,
    "parents_mb": 60,
    "parents": 0,
    "processes": 0,
    "descriptors": 3,
    "threads": 1,
    "cgroups": 0,
    "folders": 0,
    "mounts": 0,
}
"""The most by which each may grow from the first look to the last. Parents grow by what their forks make them copy."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=main.__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write what came of it")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    looks: list[Look] = []
    for look in soak(options.submissions):
        looks.append(look)
        print(json.dumps(asdict(look)), flush=True)
    seconds = (time.monotonic() - started) / options.submissions
    grown = growth(looks)
    options.page.write_text(_page(looks, grown, seconds))
    for what in grown:
        print(f"It grew: {what}", file=sys.stderr)
    return 1 if grown else 0


def soak(submissions: int) -> Iterator[Look]:
    """Grade that many after SETTLE others, and look around at the start, at each quarter and at the end.

    Raises:
        SystemExit: one was not graded as it should be.
    """
    from benchmarks.grading.host import set_up_django

    with tempfile.TemporaryDirectory(prefix="qb-soak-") as place:
        set_up_django(Path(place))
        from graders.loading import load
        from quests.datasets.store import Store
        from worker import nursery, pipeline

        _write_quest(Path(place, "soak"))
        store = Store(Path(place))
        with nursery.running(store) as parents:
            for number, (name, notebook, right) in zip(range(SETTLE + submissions), itertools.cycle(ANSWERS)):
                quest = load(Path(place, name) if name == "soak" else CATALOG / name)
                evidence = Path(place, "evidence")
                path = quest.folder / (notebook if notebook.endswith(".ipynb") else f"{notebook}.ipynb")
                report = pipeline.grade(quest, path.read_bytes(), evidence, store=store, nursery=parents)
                if report.state != "graded" or (report.score == report.max_score) is not right:
                    raise SystemExit(f"{name}, {notebook}: {report.state}, {report.score} of {report.max_score}")
                done = number + 1 - SETTLE
                if done == 0 or (done > 0 and (done % max(1, submissions // 4) == 0 or done == submissions)):
                    yield _look(done, parents.place)


def growth(looks: Sequence[Look]) -> list[str]:
    """What of the last look is beyond the first by more than its bound."""
    first, last = looks[0], looks[-1]
    return [
        f"{name} from {getattr(first, name):g} to {getattr(last, name):g}, by more than {bound:g}"
        for name, bound in BOUNDS.items()
        if getattr(last, name) - getattr(first, name) > bound
    ]


def _write_quest(folder: Path) -> None:
    """A small quest, so that parents of two quests take turns."""
    folder.mkdir()
    (folder / "quest.toml").write_text(TOML)
    (folder / "reference.py").write_text(REFERENCE)
    answers = {"starter": "def add(a, b):\n    return None", "solution": REFERENCE, "right": REFERENCE}
    for name, answer in {**answers, "wrong": "def add(a, b):\n    return a - b"}.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(_notebook(answer)))


def _notebook(answer: str) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for name, source in (("setup", "import numpy as np"), ("add", answer), ("check", "print(add(1, 2))")):
        about = {"schema_version": 3, "grade_id": name, "solution": name == "add", "locked": name != "add"}
        cells.append(
            {
                "cell_type": "code",
                "id": name,
                "source": source,
                "metadata": {"nbgrader": {**about, "grade": False, "task": False}},
                "outputs": [],
                "execution_count": None,
            }
        )
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def _look(submissions: int, place: Path) -> Look:
    """Look around, once what has just ended is gone."""
    from worker.sandbox import cgroup

    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    time.sleep(2)
    worker = psutil.Process()
    family = worker.children(recursive=True)
    keeper = [process for process in family if "worker.nursery.keeper" in _words(process)]
    parents = [
        process for process in family if "/questbook/inside/parent.py" in _words(process) and process.name() != "bwrap"
    ]
    where = cgroup.find()
    groups = [
        group for folder in (where.folders if where else ()) for group in folder.glob(f"questbook-{worker.pid}-*")
    ]
    held = [worker, *keeper, *parents]
    return Look(
        submissions=submissions,
        worker_mb=_megabytes([worker]),
        keeper_mb=_megabytes(keeper),
        parents_mb=_megabytes(parents),
        parents=len(parents),
        processes=1 + len(family),
        descriptors=sum(len(list(Path(f"/proc/{process.pid}/fd").iterdir())) for process in held),
        threads=worker.num_threads(),
        cgroups=len(groups),
        folders=len(list((place / "runs").iterdir())),
        mounts=sum(Path(f"/proc/{process.pid}/mountinfo").read_text().count("\n") for process in (worker, *parents)),
    )


def _words(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _megabytes(processes: Sequence[psutil.Process]) -> float:
    """What they hold together, of a page that several share each its part."""
    held = 0
    for process in processes:
        for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                held += int(line.split()[1]) * 1024
    return round(held / MB, 1)


def _page(looks: Sequence[Look], grown: Sequence[str], seconds: float) -> str:
    """The page of the documentation."""
    names = [field.name for field in fields(Look)]
    heads = [name.removesuffix("_mb") + (" (MB)" if name.endswith("_mb") else "") for name in names]
    rows = [" | ".join(f"{getattr(look, name):g}" for name in names) for look in looks]
    bounds = " | ".join(["may grow by", *(f"{BOUNDS[name]:g}" for name in names[1:])])
    table = "\n".join(f"| {row} |" for row in (" | ".join(heads), " | ".join(["---"] * len(names)), *rows, bounds))
    verdict = "Nothing grew beyond its bound." if not grown else "Too much: " + "; ".join(grown) + "."
    today = dt.datetime.now(dt.UTC).strftime("%B %Y")
    system = f"Python {platform.python_version()}, {len(os.sched_getaffinity(0))} cores"
    return f"""# Does a worker grow?

One process grades {looks[-1].submissions} submissions in a row through a nursery, as a slot of a worker does: two quests in turns, each with a parent of its own that has run its first cells, a right answer and a wrong one to each, every grade checked. Run it yourself with

    python -m benchmarks.soak --submissions {looks[-1].submissions}

which ends with status 1 when anything grows beyond its bound.

Measured in {today} on {system}, shared with other work; {seconds:.1f} s a submission, looks included. {verdict}

{table}

The first look comes after {SETTLE} submissions, when everything that is made once is there. Memory counts of a page that processes share each one's part, so what forks share with a parent that has ended moves to the others. `processes` are all below the worker, itself included; `descriptors` those of the worker, the keeper and the parents; `folders` those of runs; `mounts` what the worker and the parents see mounted.
"""  # noqa: E501 - a paragraph of a page is a line


if __name__ == "__main__":
    sys.exit(main())

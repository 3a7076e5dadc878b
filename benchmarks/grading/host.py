"""The process in which submissions are graded by Questbook, or run bare: as long-lived as a worker, with lanes.

    python -m benchmarks.grading.host {cold,warm,quest-warm,floor} --home HOME --quest FOLDER --lanes N

Reads a line of JSON with a list of notebooks, grades them ``lanes`` at a time, and answers with a line of JSON. As in
Celery's worker, the main process holds the nursery and forked processes grade.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Protocol

from benchmarks.grading.assignments import Assignment, catalog
from graders.evidence import Evidence
from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from worker import pipeline

ROOT = Path(__file__).resolve().parents[2]
STARTS = ("cold", "warm", "quest-warm", "floor")
PARENTS_SECONDS = 180
Outcome = dict[str, Any]
"""``seconds``, ``share`` of the points, and ``start`` or, where it was not graded, ``error``."""
OnEvent = Callable[[dict[str, Any]], None]


class Grade(Protocol):
    """Grades the notebook at a path."""

    def __call__(self, notebook: Path, *, on_event: OnEvent = ...) -> Outcome:
        """What came of it; ``on_event`` hears what :func:`worker.pipeline.grade` tells."""
        ...


forking = multiprocessing.get_context("fork")


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", choices=STARTS)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--quest", type=Path, required=True)
    parser.add_argument("--lanes", type=int, default=1)
    options = parser.parse_args()
    # What libraries print must not come between the lines of the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    set_up_django(options.home)
    assignment = catalog()[options.quest.name]
    with (
        grading(options.start, assignment, options.quest, store_for(options.home.resolve())) as grade,
        _lanes(grade, options.lanes) as lanes,
    ):
        _wait_for_parents(lanes[0], options.quest / "solution.ipynb")
        answers.write(json.dumps({"ready": True}) + "\n")
        for line in sys.stdin:
            order = json.loads(line)
            answers.write(json.dumps(_grade_all(lanes[: order["lanes"]], order["notebooks"])) + "\n")


def set_up_django(home: Path) -> None:
    """Settings as a worker has them, with a home of the benchmark's own; no database is touched."""
    import django

    sys.path.insert(0, str(ROOT / "platform"))
    os.environ.update(DJANGO_SETTINGS_MODULE="questbook.settings", QUESTBOOK_HOME=str(home.resolve()))
    django.setup()


def store_for(home: Path) -> Store:
    """A store that knows the assignments' data sets."""
    return Store(home, recipes=[assignment.data for assignment in catalog().values() if assignment.data])


def _unheard(event: dict[str, Any]) -> None:
    pass


@contextlib.contextmanager
def grading(start: str, assignment: Assignment, folder: Path, store: Store) -> Iterator[Grade]:
    """How one notebook is graded with this start."""
    if start == "floor":
        yield _floor(assignment, store)
        return
    quest = load(folder)
    if start == "cold":
        yield partial(_graded, quest, store, start, {})
        return
    from worker import nursery

    cores = len(os.sched_getaffinity(0))
    with nursery.running(store, quest_warm=start == "quest-warm", cores=cores) as parents:
        yield partial(_graded, quest, store, start, {"nursery": parents})


def _graded(
    quest: Quest, store: Store, start: str, nursery: dict[str, Any], notebook: Path, *, on_event: OnEvent = _unheard
) -> Outcome:
    """One notebook through the whole of the worker: both sandboxes and the evidence written."""
    with tempfile.TemporaryDirectory() as scratch:
        evidence = Path(scratch, "evidence")
        upload = notebook.read_bytes()
        begun = time.perf_counter()
        report = pipeline.grade(quest, upload, evidence, store=store, on_event=on_event, **nursery)
        seconds = time.perf_counter() - begun
        if report.state != "graded":
            return {"seconds": seconds, "error": f"ended by {report.fault}: {report.reason and report.reason.en}"}
        used = Evidence(evidence).run.start if nursery else "cold"
        if used != start:
            return {"seconds": seconds, "error": f"started {used}, not {start}"}
        return {"seconds": seconds, "share": report.score / report.max_score, "start": used}


def _floor(assignment: Assignment, store: Store) -> Grade:
    """The cells alone, in a child of a process that has imported all that they import and run nothing."""
    if assignment.backend != "none":
        importlib.import_module("tensorflow")
        importlib.import_module("keras")
    import nbformat
    import numpy as np

    def run(notebook: Path, result: Connection) -> None:
        cells = [c.source for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
        space: dict[str, Any] = {"__name__": "__main__"}
        begun = time.perf_counter()
        for number, cell in enumerate(cells):
            exec(compile(cell, f"cell-{number}", "exec"), space)  # noqa: S102  # an assignment of our own
        seconds = time.perf_counter() - begun
        passed = 0
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            if assignment.data:
                place = store.heldout_dir(assignment.data.name)
                with np.load(place / "rows.npz") as rows, np.load(place / "labels.npz") as labels:
                    np.savez("heldout.npz", rows=rows["rows"], labels=labels["labels"])
            for check in assignment.checks:
                with contextlib.suppress(AssertionError):
                    check.test(**{name: space[name] for name in check.wants})
                    passed += check.points
        result.send({"seconds": seconds, "share": passed / assignment.points, "start": "floor"})

    def in_a_child(notebook: Path, *, on_event: OnEvent = _unheard) -> Outcome:
        ours, theirs = forking.Pipe(duplex=False)
        child = forking.Process(target=run, args=(notebook, theirs))
        child.start()
        theirs.close()
        try:
            return ours.recv()
        except EOFError:
            return {"seconds": 0.0, "error": "the floor's child ended without a result"}
        finally:
            child.join()

    return in_a_child


@contextlib.contextmanager
def _lanes(grade: Grade, count: int) -> Iterator[list[Connection]]:
    """Forked processes that grade what they are sent, as Celery's pool."""
    lanes: list[Connection] = []
    processes = []
    for _ in range(count):
        ours, theirs = forking.Pipe()
        process = forking.Process(target=_serve, args=(grade, theirs, [*lanes, ours]))
        process.start()
        theirs.close()
        lanes.append(ours)
        processes.append(process)
    try:
        yield lanes
    finally:
        for lane in lanes:
            lane.close()
        for process in processes:
            process.join()


def _serve(grade: Grade, orders: Connection, others: list[Connection]) -> None:
    """A lane's life: it ends with its pipe, of which it must hold no other end."""
    for other in others:
        other.close()
    with contextlib.suppress(EOFError):
        while True:
            notebook, cores = orders.recv()
            os.sched_setaffinity(0, cores)
            try:
                orders.send(grade(Path(notebook)))
            except Exception as error:  # noqa: BLE001  # said by whoever ordered it, and nothing is measured
                traceback.print_exc()
                orders.send({"seconds": 0.0, "error": f"{type(error).__name__}: {error}"})


def _wait_for_parents(lane: Connection, notebook: Path) -> None:
    """Have the notebook graded until it starts as it should; the first ones may come before their parents stand."""
    deadline = time.monotonic() + PARENTS_SECONDS
    while "error" in (outcome := _grade_all([lane], [str(notebook)])["outcomes"][0]):
        if time.monotonic() > deadline:
            raise SystemExit(f"After {PARENTS_SECONDS} s: {outcome['error']}")
        time.sleep(0.2)


def _cores(lanes: int) -> list[list[int]]:
    """The cores of each lane: one alone has all, as with WORKER_SLOTS=1; several share them out, as slots do."""
    cores = sorted(os.sched_getaffinity(0))
    each = max(1, len(cores) // lanes)
    shares = [cores[lane * each : (lane + 1) * each] for lane in range(lanes)]
    return [share or cores for share in shares]


def _grade_all(lanes: list[Connection], notebooks: list[str]) -> dict[str, Any]:
    """Keep every lane busy until all notebooks are graded."""
    begun = time.perf_counter()
    left, outcomes = list(notebooks), []
    shares = dict(zip(lanes, _cores(len(lanes)), strict=True))
    busy = lanes[: len(left)]
    for lane in busy:
        lane.send((left.pop(0), shares[lane]))
    while busy:
        ready = wait(busy)
        for lane in [lane for lane in busy if lane in ready]:
            outcomes.append(lane.recv())
            if left:
                lane.send((left.pop(0), shares[lane]))
            else:
                busy.remove(lane)
    return {"seconds": time.perf_counter() - begun, "outcomes": outcomes}


if __name__ == "__main__":
    main()

"""What judging a typical report takes beyond the evaluation of models.

``python -m benchmarks.judging`` runs notebooks of the shipped quests through the real pipeline, keeps the evidence that
they leave, judges each many times over, prints the figures and writes docs/measurements/judging.md. Each judging is a
fork of a process that has imported what the parent of judges imports, and gets ready as a judge does while the notebook
runs. It has judged nothing, so all that a judge does for the first time is measured every time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gc
import importlib
import json
import logging
import os
import signal
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from benchmarks.grading.results import machine
from graders import judge, models
from graders.diagnosis import diagnose
from graders.evidence import Evidence
from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from tests.catalog.notebooks import folder, solution, with_edit
from worker import nursery, pipeline
from worker.environment import judge_environment
from worker.judge import data_needed
from worker.nursery import Nursery
from worker.nursery.parent import BACKENDS, JUDGE

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "judging.md"
HOME = ROOT / ".bench" / "home"
ROUNDS = 5
LIMIT_MS = 150
HUNG_S = 60
"""A judging that takes longer never ends."""
TENSORS, MNIST = "dlp-02-tensors", "dlp-02-mnist"
EVALUATION = ("rebuild_model", "evaluate")
"""The functions of :mod:`graders.models` whose time is told apart."""
TEXT = """\
# What does judging take?

A report of a typical submission must take less than {limit} ms to judge, beyond what rebuilding a model from its file
and evaluating it on the held-out rows takes. Run it yourself with

    python -m benchmarks.judging

Measured on {day}: {processor}, {cores} cores, load {load:.1f} when it began. Each figure is the median of {rounds}
judgings in milliseconds, each in a process of its own that is as warm as a judge whose notebook has just ended.
*Diagnosis* lies within *judging*; *models* is told apart and does not; *beyond* is judging and writing the report, all
that is left to do when the evidence is there; its *processor time* is what it takes on a machine that does nothing
else.

{table}
"""


@dataclass(frozen=True)
class Submission:
    """What somebody hands in."""

    about: str
    quest: str
    notebook: Callable[[], NotebookNode]


def wrong(quest: str, name: str) -> NotebookNode:
    """A known wrong answer."""
    return nbformat.reads(load(folder(quest)).upload(f"wrong/{name}.py").decode(), as_version=4)


SUBMISSIONS = (
    Submission("right", TENSORS, lambda: solution(TENSORS)),
    Submission("wrong: pictures transposed", TENSORS, lambda: wrong(TENSORS, "transpose-the-batch")),
    Submission(
        "misspelt name", TENSORS, lambda: with_edit(solution(TENSORS), "whole", "images.mean(axis=(1, 2))", "imags")
    ),
    Submission(
        "misspelt attribute", TENSORS, lambda: with_edit(solution(TENSORS), "whole", "images.mean", "images.maen")
    ),
    Submission("bracket left open", TENSORS, lambda: with_edit(solution(TENSORS), "slices", "images[3]", "images[3")),
    Submission("right", MNIST, lambda: solution(MNIST)),
    Submission("wrong: pixels unscaled", MNIST, lambda: wrong(MNIST, "unscaled")),
    Submission("wrong: loss for one-hot labels", MNIST, lambda: wrong(MNIST, "one-hot-loss")),
    Submission("misspelt keyword", MNIST, lambda: with_edit(solution(MNIST), "build", "activation=", "actvation=")),
    Submission("misspelt layer", MNIST, lambda: with_edit(solution(MNIST), "build", "Dense(512", "Dence(512")),
    Submission(
        "shapes that do not match",
        MNIST,
        lambda: with_edit(solution(MNIST), "prepare", "(60000, 28 * 28)", "(60000, 28 * 27)"),
    ),
)


@dataclass(frozen=True)
class Figures:
    """Milliseconds of one judging, or the medians of many."""

    judging: float
    diagnosis: float
    models: float
    beyond: float
    processor: float

    @classmethod
    def of(cls, many: Sequence[Figures]) -> Figures:
        """The median of each."""
        return cls(*(statistics.median(getattr(one, name) for one in many) for name in cls.__dataclass_fields__))


class Clock:
    """Wall time and this thread's processor time, in milliseconds."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.processor = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts what is within."""
        wall, processor = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            self.wall += 1000 * (time.perf_counter() - wall)
            self.processor += 1000 * (time.thread_time() - processor)

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted."""

        @functools.wraps(function)
        def counted(*arguments: Any, **options: Any) -> Any:
            with self.running():
                return function(*arguments, **options)

        return counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the page. 1 where a report takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judging", description="What judging takes.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="judgings of each submission")
    parser.add_argument("--only", default="", help="submissions whose quest and description hold this; no page")
    options = parser.parse_args(arguments)
    logging.disable(logging.INFO)
    load_before = os.getloadavg()[0]
    chosen = [one for one in SUBMISSIONS if options.only in f"{one.quest} {one.about}"]
    rows = []
    with tempfile.TemporaryDirectory() as place:
        store = Store(HOME)
        with nursery.running(store) as parents:
            runs = [_run(one, Path(place) / str(number), store, parents) for number, one in enumerate(chosen)]
        _become_a_parent_of_judges(Path(place) / "home")
        for submission, run in zip(chosen, runs, strict=True):
            figures = Figures.of([_in_a_fork(run) for _ in range(options.rounds)])
            rows.append((submission, figures))
            print(f"{submission.quest}: {submission.about}: {figures}", flush=True)
    table = _table(rows)
    print(f"\n{table}")
    if not options.only:
        about = {**machine(), "load": load_before, "rounds": options.rounds, "limit": LIMIT_MS, "table": table}
        PAGE.write_text(TEXT.format(day=dt.datetime.now(dt.UTC).date(), **about))
    return int(any(figures.processor > LIMIT_MS for _, figures in rows))


@dataclass(frozen=True)
class Run:
    """What a run left to be judged."""

    quest: Quest
    evidence: Path
    heldout: Path


def _run(submission: Submission, place: Path, store: Store, parents: Nursery) -> Run:
    """Run a submission through the pipeline, and keep what it leaves."""
    print(f"{submission.quest}: {submission.about}: running", flush=True)
    quest, upload = load(folder(submission.quest)), nbformat.writes(submission.notebook()).encode()
    run = Run(quest, place / "evidence", place / "heldout")
    report = pipeline.grade(quest, upload, run.evidence, store=store, nursery=parents)
    if report.state == "ended":
        sys.exit(f"{submission.quest}, {submission.about}: {report.reason and report.reason.en}")
    run.heldout.mkdir()
    for name in data_needed(quest, store):
        (run.heldout / name).symlink_to(store.heldout_dir(name))
    return run


def _become_a_parent_of_judges(home: Path) -> None:
    """Import what judges need, in their environment, and run no op: its threads would be missing in every fork."""
    os.environ.update({**judge_environment(), "HOME": str(home), "KERAS_HOME": str(home)})
    for name in (*BACKENDS["tensorflow"], *JUDGE):
        importlib.import_module(name)
    # As the parent does: else every fork's garbage collector goes through all that TensorFlow brings.
    gc.collect()
    gc.freeze()


def _judged(run: Run) -> Figures:
    """Be a judge: get ready while nobody counts, then judge."""
    judge.warm_up(["--quest", str(run.quest.folder), "--evidence", str(run.evidence), "--out", os.devnull])
    judging, writing, diagnosis, evaluation = Clock(), Clock(), Clock(), Clock()
    for name in EVALUATION:
        _replace(getattr(models, name), evaluation)
    _replace(diagnose, diagnosis)
    with judging.running():
        report = judge.judge(run.quest, Evidence(run.evidence), run.heldout)
    with writing.running():
        report.model_dump_json()
    clocks = (judging, writing)
    return Figures(
        judging=judging.wall - evaluation.wall,
        diagnosis=diagnosis.wall,
        models=evaluation.wall,
        beyond=sum(clock.wall for clock in clocks) - evaluation.wall,
        processor=sum(clock.processor for clock in clocks) - evaluation.processor,
    )


def _replace(function: Callable[..., Any], clock: Clock) -> None:
    """Have every module of the graders call the counted function."""
    counted = clock.timed(function)
    for name, module in list(sys.modules.items()):
        if name.startswith("graders") and getattr(module, function.__name__, None) is function:
            setattr(module, function.__name__, counted)


def _in_a_fork(run: Run) -> Figures:
    """What a judging takes in a process of its own."""
    read, write = os.pipe()
    child = os.fork()  # noqa: TID251 - as judges are forked from their warm parent
    if not child:
        signal.alarm(HUNG_S)
        status = 1
        try:
            os.write(write, json.dumps(vars(_judged(run))).encode())
            status = 0
        except Exception:  # noqa: BLE001 - whatever it is, a fork must not go on as its parent
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    if status := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(f"a judging took more than {HUNG_S} s" if status == -signal.SIGALRM else "a judging failed: see above")
    return Figures(**json.loads(told))


def _table(rows: Sequence[tuple[Submission, Figures]]) -> str:
    names = {"processor": "processor time of beyond"}
    columns = [names.get(name, name) for name in Figures.__dataclass_fields__]
    lines = [f"| quest | submission | {' | '.join(columns)} |", "|---|---|" + "---|" * len(columns)]
    for submission, figures in rows:
        cells = " | ".join(f"{value:.0f}" for value in figures.__dict__.values())
        lines.append(f"| {submission.quest} | {submission.about} | {cells} |")
    return "\n".join(lines)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")
    sys.path.insert(0, str(ROOT / "platform"))
    sys.exit(main())

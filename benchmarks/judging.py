"""What judging a typical report takes beyond the evaluation of models.

``python -m benchmarks.judging`` runs notebooks of the shipped quests through the real pipeline, keeps the evidence that
they leave, judges each many times over, prints the figures and writes docs/measurements/judging.md. Each judging is a
fork of a process that is as warm as a judge: it has imported what a judge needs and judged nothing, so all that a
judge does for the first time is measured every time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import json
import logging
import os
import statistics
import sys
import tempfile
import time
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
from worker import pipeline
from worker.environment import judge_environment
from worker.judge import data_needed

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "judging.md"
HOME = ROOT / ".bench" / "home"
ROUNDS = 15
LIMIT_MS = 150
TENSORS, MNIST = "dlp-02-tensors", "dlp-02-mnist"
EVALUATION = ("rebuild_model", "evaluate")
"""The functions of :mod:`graders.models` whose time is told apart."""
TEXT = """\
# What does judging take?

A report of a typical submission must take less than {limit} ms to judge, beyond what rebuilding a model from its file
and evaluating it on the held-out rows takes. Run it yourself with

    python -m benchmarks.judging

Measured on {day}: {processor}, {cores} cores, load {load:.1f} when it began. Each figure is the median of {rounds}
judgings in milliseconds, each in a fork of a process that has imported what a judge needs and has judged nothing yet.
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
    return nbformat.read(folder(quest) / "wrong" / f"{name}.ipynb", as_version=4)


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
    Submission("shapes that do not match", MNIST, lambda: with_edit(solution(MNIST), "prepare", "784", "783")),
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
    rows = []
    for submission in SUBMISSIONS:
        if options.only in f"{submission.quest} {submission.about}":
            figures = measure(submission, options.rounds)
            rows.append((submission, figures))
            print(f"{submission.quest}: {submission.about}: {figures}", flush=True)
    table = _table(rows)
    print(f"\n{table}")
    if not options.only:
        about = {**machine(), "load": load_before, "rounds": options.rounds, "limit": LIMIT_MS, "table": table}
        PAGE.write_text(TEXT.format(day=dt.datetime.now(dt.UTC).date(), **about))
    return int(any(figures.processor > LIMIT_MS for _, figures in rows))


def measure(submission: Submission, rounds: int) -> Figures:
    """Run a submission once, and judge its evidence ``rounds`` times."""
    quest, store = load(folder(submission.quest)), Store(HOME)
    with tempfile.TemporaryDirectory() as place:
        evidence, heldout = Path(place) / "evidence", Path(place) / "heldout"
        report = pipeline.grade(quest, nbformat.writes(submission.notebook()).encode(), evidence, store=store)
        if report.state == "ended":
            sys.exit(f"{submission.quest}, {submission.about}: {report.reason and report.reason.en}")
        heldout.mkdir()
        for name in data_needed(quest, store):
            (heldout / name).symlink_to(store.heldout_dir(name))
        # In a process of its own: this one shall stay as it is for the next submission.
        return _in_a_fork(lambda: _rounds(quest, evidence, heldout, rounds))


def _rounds(quest: Quest, evidence: Path, heldout: Path, rounds: int) -> Figures:
    """Be a judge that has done what it can before there is evidence, in a fork for every round."""
    os.environ.update(judge_environment())  # without which TensorFlow starts threads that a fork would miss
    judge.warm_up(["--quest", str(quest.folder), "--evidence", str(evidence), "--out", os.devnull])
    models.warm_up()
    return Figures.of([_in_a_fork(lambda: _once(quest, evidence, heldout)) for _ in range(rounds)])


def _once(quest: Quest, evidence: Path, heldout: Path) -> Figures:
    judging, writing, diagnosis, evaluation = Clock(), Clock(), Clock(), Clock()
    for name in EVALUATION:
        _replace(getattr(models, name), evaluation)
    _replace(diagnose, diagnosis)
    with judging.running():
        report = judge.judge(quest, Evidence(evidence), heldout)
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


def _in_a_fork(work: Callable[[], Figures]) -> Figures:
    """What comes of work that is done in a fork."""
    read, write = os.pipe()
    child = os.fork()  # noqa: TID251 - as judges are forked from their warm parent
    if not child:
        status = 1
        try:
            os.write(write, json.dumps(work().__dict__).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    if os.waitpid(child, 0)[1]:
        sys.exit("a judging did not come to its end; what it said is above")
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

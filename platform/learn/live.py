"""A run as it goes on: the stored events of a submission folded into what a page shows.

``static/js/live.js`` folds the same events in the browser; this is for the first paint and for readers
without event streams.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from quests import progress
from quests.models import Submission

log = logging.getLogger(__name__)

PHASES = ("preparing", "starting", "running", "asking", "judging")
CELL_STATES = ("waiting", "running", "ok", "error", "not_run", "interrupted")
MAX_CELLS = 1000


@dataclass
class LiveCell:
    """One code cell of a run that goes on."""

    name: str
    title: str = ""
    answer: bool = False
    state: str = "waiting"
    seconds: float | None = None
    epoch: int | None = None
    epochs: int | None = None
    logs: str = ""
    """The epoch's figures, as ``loss 0.31 · accuracy 0.91``."""
    output: str = ""


@dataclass
class Run:
    """What is known of a run that goes on."""

    attempt: int | None = None
    phase: str = ""
    cells: list[LiveCell] = field(default_factory=list)
    number: int = 1
    """Which run of the notebook this is, each with another random seed."""
    runs: int = 1
    making: str = ""
    """The data set that is being made before the run can begin; empty when none is."""
    made: str = ""
    """How much of it is there, as ``42 %``."""

    @property
    def done(self) -> int:
        """Cells that have ended."""
        return sum(cell.state not in ("waiting", "running") for cell in self.cells)

    @property
    def total(self) -> int:
        """Cells in all; 0 while not known."""
        return len(self.cells)


def run_of(submission: Submission) -> Run:
    """What the submission's events tell; an empty run while Redis is away."""
    try:
        return fold(event for _, event in progress.read(submission.pk))
    except progress.ProgressUnavailable as error:
        log.info("no live progress of %s: %s", submission.pk, error)
        return Run()


def fold(events: Iterable[dict[str, Any]]) -> Run:
    """The state after ``events``. What is malformed is passed over: events come through learners' kernels."""
    run = Run()
    for event in events:
        kind = event.get("type")
        if kind == "status" and isinstance(event.get("attempt"), int) and event["attempt"] != run.attempt:
            run = Run(attempt=event["attempt"])  # a new attempt starts from nothing
        elif kind == "phase" and event.get("phase") in PHASES:
            run.phase = event["phase"]
            run.making = ""
        elif kind == "data":
            run.making = str(event.get("name") or "")[:100]
            run.made = f"{100 * (_number(event.get('share')) or 0):.0f} %"
        elif kind == "seed":
            run.number, run.runs = (int(_number(event.get(key)) or 1) for key in ("run", "runs"))
        elif kind == "plan" and isinstance(event.get("cells"), list):
            run.cells = [cell for raw in event["cells"][:MAX_CELLS] if (cell := _planned(raw))]
        elif kind in ("cell", "epoch", "output"):
            _apply(run, kind, event)
    return run


def _planned(raw: Any) -> LiveCell | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        return None
    titles = raw.get("title")
    title = titles.get(get_language() or "en") if isinstance(titles, dict) else None
    return LiveCell(raw["name"][:120], str(title or "")[:200], raw.get("answer") is True)


def _apply(run: Run, kind: str, event: dict[str, Any]) -> None:
    name = event.get("name" if kind == "cell" else "cell")
    cell = next((cell for cell in run.cells if cell.name == name), None)
    if cell is None:
        return
    if kind == "cell" and event.get("state") in CELL_STATES:
        cell.state = event["state"]
        cell.seconds = _number(event.get("seconds"))
    elif kind == "epoch":
        epoch, epochs = _number(event.get("epoch")), _number(event.get("epochs"))
        cell.epoch = int(epoch) if epoch is not None else None
        cell.epochs = int(epochs) if epochs is not None else None
        cell.logs = _figures(event.get("logs"))
    elif kind == "output":
        cell.output = str(event.get("text") or "")[:200]


def _figures(logs: Any) -> str:
    if not isinstance(logs, dict):
        return ""
    pairs = ((str(key)[:40], _number(value)) for key, value in list(logs.items())[:6])
    return " · ".join(f"{key} {value:.4g}" for key, value in pairs if value is not None)


def _number(value: Any) -> float | None:
    """A finite number that is not absurd, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) < 1e9 else None

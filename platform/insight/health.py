"""Whether submissions get run, and what an operator should do when they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from insight.charts.queue import Lane
from quests.progress import WorkerSign


@dataclass(frozen=True)
class Pulse:
    """The state of queue and workers in a few numbers."""

    waiting: int
    running: int
    oldest_wait: float | None
    """Seconds; None while nothing waits."""
    workers: int
    slots: int
    trouble: Literal["redis", "no-workers", "no-lane"] | None
    """What keeps submissions from being run."""
    deserted: list[str]
    """Lanes in which submissions wait while no worker serves them."""


def pulse(lanes: list[Lane], signs: list[WorkerSign] | None) -> Pulse:
    """Take the pulse; ``signs`` is None while Redis is away."""
    served = {lane for sign in signs or [] for lane in sign.lanes}
    deserted = [lane.name for lane in lanes if lane.name and lane.waiting and lane.name not in served]
    trouble: Literal["redis", "no-workers", "no-lane"] | None = None
    if signs is None:
        trouble = "redis"
    elif not signs:
        trouble = "no-workers"
    elif deserted:
        trouble = "no-lane"
    return Pulse(
        waiting=sum(lane.waiting for lane in lanes),
        running=sum(lane.running for lane in lanes),
        oldest_wait=max((lane.oldest_wait for lane in lanes if lane.oldest_wait is not None), default=None),
        workers=len(signs or []),
        slots=sum(sign.slots for sign in signs or []),
        trouble=trouble,
        deserted=deserted,
    )

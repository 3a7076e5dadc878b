"""Who is measured when: each grader in its turn, the order turned on from round to round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.grading import forms
from benchmarks.grading.assignments import Assignment
from benchmarks.grading.contender import Contender, Failed, Run, Setting
from benchmarks.grading.meter import Watch
from quests.datasets.store import Store

RIGHT, TOLERANCE = 1.0, 1e-6
SHARING = ("cold", "quest-warm")
"""The starts whose memory is compared with one, two and three submissions at once."""
Say = Callable[[str], None]


@dataclass
class Figures:
    """What was measured of one grader and one assignment; a figure a round."""

    label: str
    wrong_share: float = 0.0
    """The share of its points that it gave the wrong submission; the right one has all."""
    seconds: list[float] = field(default_factory=list)
    """Of one submission."""
    per_minute: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    """Of one submission, with all processes."""
    peak_bytes: list[int] = field(default_factory=list)
    """PSS of all its processes at their most, for one submission; what is kept warm is in it."""
    peak_bytes_by_lanes: dict[int, int] = field(default_factory=dict)
    """The same with this many submissions at once."""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    rounds: int = 5
    """Of one submission, timed."""
    batches: int = 2
    """Of several submissions, timed."""
    batch: int = 6
    """Submissions of a batch."""
    watched: int = 2
    """Of one submission, watched."""


def measure(
    assignment: Assignment,
    contenders: Sequence[Contender],
    folder: Path,
    store: Store,
    home: Path,
    plan: Plan,
    say: Say,
) -> dict[str, Figures]:
    """All contenders on one assignment, by name.

    Raises:
        Failed: one did not grade, or gave another score than the right one.
    """
    quest = forms.write_quest(assignment, forms.emptied(folder))
    if assignment.data:
        store.ensure(assignment.data.name)
    figures = {contender.name: Figures(contender.label) for contender in contenders}
    with ExitStack() as opened:
        for contender in contenders:
            say(f"{assignment.name}: preparing {contender.label}")
            opened.enter_context(_open(contender, Setting(assignment, folder / contender.name, quest, store, home)))
        for contender in contenders:
            say(f"{assignment.name}: does {contender.label} tell right from wrong?")
            figures[contender.name].wrong_share = tells_right_from_wrong(contender)
        for contender, number in _turns(contenders, plan.rounds):
            run = checked(contender, contender.grade())
            figures[contender.name].seconds.append(run.seconds)
            say(f"{assignment.name}: one submission, round {number}: {contender.label} {run.seconds:.2f} s")
        for contender, number in _turns(contenders, plan.batches):
            run = checked(contender, contender.grade_many(plan.batch))
            figures[contender.name].per_minute.append(60 * plan.batch / run.seconds)
            say(f"{assignment.name}: {plan.batch} submissions, round {number}: {contender.label} {run.seconds:.1f} s")
        for contender, number in _turns(contenders, plan.watched):
            with Watch(contender.pids) as watch:
                checked(contender, contender.grade())
            figures[contender.name].processor_seconds.append(watch.processor_seconds)
            figures[contender.name].peak_bytes.append(watch.peak)
            say(f"{assignment.name}: watched, round {number}: {contender.label} {watch.peak / 1e6:.0f} MB")
    return figures


def measure_sharing(
    assignment: Assignment, contenders: Sequence[Contender], folder: Path, store: Store, home: Path, say: Say
) -> dict[str, dict[int, int]]:
    """Peak memory with one, two and three submissions at once, by contender.

    Each alone on the machine: three cold ones take what the machine has.
    """
    quest = forms.write_quest(assignment, forms.emptied(folder))
    peaks: dict[str, dict[int, int]] = {}
    for contender in contenders:
        if contender.name not in SHARING:
            continue
        with _open(contender, Setting(assignment, folder / contender.name, quest, store, home)):
            for lanes in range(1, contender.most_lanes + 1):
                with Watch(contender.pids) as watch:
                    checked(contender, contender.grade_many(lanes, lanes))
                peaks.setdefault(contender.name, {})[lanes] = watch.peak
                say(f"{assignment.name}: {lanes} at once: {contender.label} {watch.peak / 1e6:.0f} MB")
    return peaks


def tells_right_from_wrong(contender: Contender) -> float:
    """Grade a right and a wrong submission; the share that the wrong one was given.

    Raises:
        Failed: the right one was not given all points, or the wrong one was.
    """
    checked(contender, contender.grade(right=True))
    [wrong] = contender.grade(right=False).shares
    if wrong > RIGHT - TOLERANCE:
        raise Failed(f"{contender.label} gave the wrong submission all points")
    return wrong


def checked(contender: Contender, run: Run) -> Run:
    """The run, if all its submissions, which were right, were given all points.

    Raises:
        Failed: one was not.
    """
    if not run.shares or any(abs(share - RIGHT) > TOLERANCE for share in run.shares):
        raise Failed(f"{contender.label} gave right submissions these shares of the points: {run.shares}")
    return run


@contextmanager
def _open(contender: Contender, setting: Setting) -> Iterator[None]:
    try:
        contender.open(setting)
        yield
    finally:
        contender.close()


def _turns(contenders: Sequence[Contender], rounds: int) -> Iterator[tuple[Contender, int]]:
    """Everyone once a round; who was second in one is first in the next."""
    for number in range(rounds):
        first = number % len(contenders)
        for contender in [*contenders[first:], *contenders[:first]]:
            yield contender, number + 1

"""Running samples through the real pipeline, and whether the diagnosis is the right one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graders.loading import load
from graders.quest import Quest
from graders.report import Report
from quests.datasets.store import Store
from tests.mistakes import quests
from tests.mistakes.causes import CAUSES
from tests.mistakes.data import RECIPES
from tests.mistakes.sample import Sample
from worker import nursery, pipeline


@dataclass(frozen=True)
class Examined:
    """What was made of a sample."""

    sample: Sample
    report: Report

    @property
    def is_named(self) -> bool:
        """Whether there is a diagnosis."""
        return self.report.diagnosis is not None

    @property
    def is_right(self) -> bool:
        """A wrong notebook: its cause, cell and line are named. A right one: nothing is."""
        found = self.report.diagnosis
        if self.sample.mistake is None or found is None:
            return self.sample.mistake is None and found is None
        return found.cause in CAUSES[self.sample.mistake] and self.sample.is_at(found.cell, found.line)

    def __str__(self) -> str:
        found = self.report.diagnosis
        if found is None:
            said = f"nothing ({self.report.reason.en})" if self.report.reason else "nothing"
        else:
            said = f"{found.cause} at {found.cell}:{found.line}\n      {found.message.en}"
            said += f"\n      {found.mend.en}" if found.mend else ""
        places = ", ".join(f"{place.cell}:{place.line}" for place in self.sample.places)
        wanted = f"{self.sample.mistake} at {places}" if self.sample.mistake else "nothing"
        return f"{'right' if self.is_right else 'WRONG'} {self.sample.name}\n   wanted {wanted}\n   said {said}"


class Examiner:
    """Grades samples one after the other, as a worker does."""

    def __init__(self, place: Path, store: Store, warm: nursery.Nursery) -> None:
        self._place = place
        self._store = store
        self._nursery = warm
        self._quests: dict[tuple[object, ...], Quest] = {}
        self.evidence = place / "evidence"

    def examine(self, sample: Sample) -> Examined:
        """What comes of it. Its evidence stays until the next one."""
        shutil.rmtree(self.evidence, ignore_errors=True)
        report = pipeline.grade(
            self._quest(sample), sample.upload, self.evidence, store=self._store, nursery=self._nursery
        )
        return Examined(sample, report)

    def _quest(self, sample: Sample) -> Quest:
        limits = {"seconds": sample.seconds or 60, "memory_mb": sample.memory_mb or 4096}
        key = (sample.quest, *limits.values())
        if key not in self._quests:
            folder = quests.write(self._place / f"quest-{len(self._quests)}", sample.quest, **limits)  # type: ignore[arg-type]
            self._quests[key] = load(folder)
        return self._quests[key]


@contextmanager
def examiner() -> Iterator[Examiner]:
    """An examiner for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="questbook-mistakes-", dir="/tmp") as place:
        store = Store(Path(place) / "store", RECIPES)
        with nursery.running(store, quest_warm=False) as warm:
            yield Examiner(Path(place), store, warm)

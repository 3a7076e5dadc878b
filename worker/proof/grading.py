"""Grading one notebook of a proof, or taking what came of it when the very same was graded before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graders.evidence import RunRecord
from graders.quest import Quest
from graders.report import Report
from quests.datasets.store import Store
from worker import pipeline
from worker.folder import run_folder
from worker.nursery import Nursery
from worker.pipeline import Cut
from worker.proof.cache import Cache, Graded, judging_files, key


@dataclass(frozen=True)
class Grading:
    """All that grading a quest's notebooks takes."""

    quest: Quest
    store: Store
    nursery: Nursery | None = None
    stop: threading.Event | None = None
    cache: Cache | None = None
    on_event: Callable[[dict[str, Any]], None] = field(default=lambda event: None)
    on_data: Callable[[str, float], None] = field(default=lambda words, share: None)

    def graded(self, upload: bytes, cut: Cut | None = None, *, afresh: bool = False) -> Graded:
        """What comes of a notebook.

        Args:
            afresh: whether it is run even where that is known from before; what comes takes the place of that.

        Raises:
            Stopped: ``stop`` was set.
        """
        known_as = self._key(upload, cut)
        if self.cache and known_as and not afresh and (known := self.cache.found(known_as)):
            return known
        begun = time.monotonic()
        cells: dict[str, float] = {}
        report, ended_by = self._run(upload, cut, cells)
        graded = Graded(report, cells, round(time.monotonic() - begun, 2), ended_by)
        known_as = known_as or self._key(upload, cut)  # the run has made the data
        if self.cache and known_as and ended_by != "time":  # another time, or elsewhere, it might be done in time
            self.cache.keep(known_as, graded)
        return graded

    @cached_property
    def _judging(self) -> str:
        """Of the quest's files when its proof began: a judge refuses a folder that is not what was loaded."""
        return judging_files(self.quest)

    def _key(self, upload: bytes, cut: Cut | None) -> str | None:
        return key(self.quest, self._judging, self.store, upload, cut) if self.cache else None

    def _run(self, upload: bytes, cut: Cut | None, cells: dict[str, float]) -> tuple[Report, str]:
        def listen(event: dict[str, Any]) -> None:
            if event["type"] == "cell" and event["seconds"] is not None:
                cells.setdefault(event["name"], event["seconds"])
            self.on_event(event)

        with run_folder() as scratch:
            evidence = scratch / "evidence"
            report = pipeline.grade(
                self.quest,
                upload,
                evidence,
                store=self.store,
                cut=cut,
                on_event=listen,
                on_data=self.on_data,
                stop=self.stop,
                nursery=self.nursery,
            )
            record = evidence / "run.json"
            return report, RunRecord.model_validate_json(record.read_bytes()).ended_by if record.is_file() else ""

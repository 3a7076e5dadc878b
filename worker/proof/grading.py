"""Grading one notebook of a proof, or taking what came of it when the very same was graded before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graders.evidence import RunRecord
from graders.quest import Quest
from graders.report import Report
from quests.datasets.store import Store
from worker import pipeline
from worker.folder import run_folder
from worker.nursery import Nursery
from worker.pipeline import Cut
from worker.proof.cache import Cache, Graded


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

    def graded(self, upload: bytes, cut: Cut | None = None) -> Graded:
        """What comes of a notebook.

        Raises:
            Stopped: ``stop`` was set.
        """
        known = self.cache.found(self.quest, self.store, upload, cut) if self.cache else None
        if known:
            return known
        begun = time.monotonic()
        cells: dict[str, float] = {}
        report, ended_by = self._run(upload, cut, cells)
        graded = Graded(report, cells, round(time.monotonic() - begun, 2), ended_by)
        if self.cache and ended_by != "time":  # another time, or on another machine, it might be done in time
            self.cache.keep(self.quest, self.store, upload, cut, graded)
        return graded

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

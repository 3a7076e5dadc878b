"""A program that grades as a worker does, with a nursery or without, and tells what came of it.

It reads orders and writes answers, a line of JSON each; it runs as whoever started it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from graders.loading import load
from graders.quest import Runtime
from graders.rebuild import rebuild
from quests.datasets.store import Store
from worker import nursery, pipeline, sandbox
from worker.environment import environment
from worker.nursery.prelude import prelude

STAND_SECONDS = 30.0


class Host:
    """A worker's process, as far as the nursery goes."""

    def __init__(self, place: Path) -> None:
        self.store = Store(place / "store", [])
        self.kept: nursery.Keeping | None = None

    def keep(self, **setup: Any) -> dict[str, Any]:
        """Have a new nursery."""
        self.end()
        self.kept = nursery.keeping(self.store, **setup)
        self.kept.start()
        return {"place": self.kept.setup.place}

    def again(self) -> dict[str, Any]:
        """What the worker's rounds do every second."""
        assert self.kept is not None
        self.kept.start()
        return {}

    def end(self) -> dict[str, Any]:
        """Have none any more."""
        if self.kept:
            self.kept.stop()
        self.kept = None
        return {}

    def settle(self, cores: list[int]) -> dict[str, Any]:
        """Be a slot of these cores from now on; what is kept warm may still use all."""
        os.sched_setaffinity(0, cores)
        return {}

    def warm(self, quest: str | None = None, kind: str = "kernel") -> dict[str, Any]:
        """Wait for a parent: the one that every quest can have, or a quest's own."""
        assert self.kept is not None
        env = environment(Runtime(backend="tensorflow"))
        if kind == "judge":
            env["PYTHONPATH"] = "/questbook"
        wanted = nursery.Parentage.of("judge" if kind == "judge" else "kernel", "tensorflow", env)
        if quest:
            loaded = load(Path(quest))
            rebuilt = rebuild(loaded, (loaded.folder / "starter.ipynb").read_bytes())
            wanted = replace(wanted, prelude=prelude(loaded, rebuilt, {}))
        deadline = time.monotonic() + STAND_SECONDS
        while True:
            try:
                return {"cells": self.kept.nursery.warm(wanted)}
            except nursery.Cold:
                # A keeper that was just started does not listen yet.
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def grade(self, quest: str, upload: str, evidence: str, *, cold: bool = False) -> dict[str, Any]:
        """What comes of an upload."""
        report = pipeline.grade(
            load(Path(quest)),
            Path(upload).read_bytes(),
            Path(evidence),
            store=self.store,
            on_event=lambda event: print("EVENT", json.dumps(event), file=sys.stderr, flush=True),
            nursery=None if cold or not self.kept else self.kept.nursery,
        )
        return {"report": report.model_dump(mode="json"), "privilege": str(sandbox.check())}


def main() -> None:
    """Do what is ordered until there is no more."""
    # Whatever prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    host = Host(Path(sys.argv[1]))
    with ExitStack() as stack:
        stack.callback(host.end)
        for line in sys.stdin:
            order = json.loads(line)
            answer = getattr(host, order.pop("do"))(**order)
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()

"""A program that grades one upload after the other, as a worker does, and tells what came of each.

It reads scenes and writes outcomes, a line of JSON each. Two processes of it run: the outer one adopts whatever the
inner one's runs might leave without a parent, so that nothing gets out of sight, and reaps it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quests.datasets.store import Store
    from worker.nursery import Nursery

PR_SET_CHILD_SUBREAPER = 36
NEIGHBOUR_STARTS = 60


def adopt() -> int:
    """Run the inner process to its end."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refused to make this process a reaper")
    inner = subprocess.Popen([sys.executable, "-P", "-m", "tests.attacks.player", "inner"])
    sys.stdin.close()
    while True:
        pid, status = os.wait()
        if pid == inner.pid:
            return os.waitstatus_to_exitcode(status) & 0xFF


class Player:
    """Grades scenes."""

    def __init__(self) -> None:
        self._start = "cold"
        self._nursery: Nursery | None = None
        self._running = ExitStack()

    def start_as(self, start: str, store: Store) -> None:
        """Have the nursery that this kind of start needs, and no other."""
        if start == self._start:
            return
        from worker import nursery

        self._running.close()
        self._start, self._nursery = start, None
        if start != "cold":
            self._nursery = self._running.enter_context(nursery.running(store, quest_warm=start == "quest-warm"))

    def end(self) -> None:
        """Let go of the nursery."""
        self._running.close()

    def play(self, scene: dict[str, Any]) -> dict[str, Any]:
        """The outcome of a scene, and of the honest run beside it where it names one."""
        from quests.datasets.store import RECIPES, Store
        from tests.attacks import quests

        self._store = Store(Path(scene["store"]), [*RECIPES, *quests.RECIPES])
        self.start_as(scene["start"], self._store)
        beside = scene.get("beside")
        if not beside:
            return self._grade(scene)
        outcomes: list[dict[str, Any]] = []
        under_way = threading.Event()
        thread = threading.Thread(target=lambda: outcomes.append(self._grade(beside, under_way)))
        thread.start()
        under_way.wait(NEIGHBOUR_STARTS)
        try:
            outcome = self._grade(scene, beside=thread)
        finally:
            thread.join()
        return {**outcome, "neighbour": outcomes[0] if outcomes else None}

    def _grade(
        self,
        scene: dict[str, Any],
        under_way: threading.Event | None = None,
        beside: threading.Thread | None = None,
    ) -> dict[str, Any]:
        # Late, so that the outer process stays small.
        from graders.loading import load
        from graders.quest import Limits
        from worker import pipeline, sandbox

        events: list[dict[str, Any]] = []
        was_there = False

        def hear(event: dict[str, Any]) -> None:
            nonlocal was_there
            events.append(event)
            # The first cells are the quest's own.
            if beside and event.get("state") == "running" and event["index"]:
                was_there = was_there or beside.is_alive()
            if under_way and event.get("state") == "ok":
                under_way.set()

        quest = load(Path(scene["quest"]))
        limits = Limits(**{**quest.file.limits.model_dump(), **scene["limits"]})
        quest = replace(quest, file=quest.file.model_copy(update={"limits": limits}))
        evidence = Path(scene["evidence"])
        upload = Path(scene["upload"]).read_bytes()
        report = pipeline.grade(quest, upload, evidence, store=self._store, on_event=hear, nursery=self._nursery)
        record = evidence / "run.json"
        return {
            "privilege": str(sandbox.check()),
            "report": report.model_dump(mode="json"),
            "run": json.loads(record.read_bytes()) if record.exists() else None,
            # Raises on what no browser could read.
            "events": len(json.dumps(events, allow_nan=False)),
            "neighbour_was_there": was_there,
            "nursery": str(self._nursery.place) if self._nursery else None,
        }


def give_back() -> None:
    """Give memory that is no longer used back to the system, so that what stays is what is kept."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def main() -> None:
    """Play scenes until there are no more."""
    # Whatever prints must not get between the outcomes.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    player = Player()
    try:
        for line in sys.stdin:
            outcome = player.play(json.loads(line))
            give_back()
            answers.write(json.dumps(outcome) + "\n")
            answers.flush()
    finally:
        player.end()


if __name__ == "__main__":
    if sys.argv[1:] == ["inner"]:
        main()
    else:
        sys.exit(adopt())

"""Questbook with each of its starts, and the floor: all in hosts that live as long as a worker."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.grading.contender import LANES, Contender, Failed, Run, Setting

LABELS = {
    "cold": "Questbook, cold",
    "warm": "Questbook, warm",
    "quest-warm": "Questbook, quest-warm",
    "floor": "floor: the cells alone",
}


class Hosted(Contender):
    """Grades in a host (``host.py``): through both sandboxes, or, as the floor, the cells alone."""

    most_lanes = 3

    def __init__(self, start: str) -> None:
        self.name = start
        self.label = LABELS[start]
        self._host: subprocess.Popen[str] | None = None
        self._quest = Path()

    def open(self, setting: Setting) -> None:
        """Start the host; it is ready when its parents stand."""
        self._quest = setting.quest
        command = [sys.executable, "-m", "benchmarks.grading.host", self.name, "--home", str(setting.home)]
        command += ["--quest", str(setting.quest), "--lanes", str(self.most_lanes)]
        setting.folder.mkdir(parents=True)
        with (setting.folder / "host.log").open("w") as log:
            self._host = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1
            )
        self._log = setting.folder / "host.log"
        self._answer()

    def close(self) -> None:
        """Let the host end by itself; it takes its parents with it."""
        if self._host is not None:
            assert self._host.stdin is not None
            self._host.stdin.close()
            self._host.wait(timeout=60)

    def grade(self, *, right: bool = True) -> Run:
        """Grade one submission; its time is the host's own, from the call to the report."""
        answer = self._order([self._notebook(right=right)], 1)
        return Run(answer["outcomes"][0]["seconds"], self._shares(answer))

    def grade_many(self, count: int, lanes: int = LANES) -> Run:
        """Grade by several processes of one host."""
        answer = self._order([self._notebook(right=True)] * count, lanes)
        return Run(answer["seconds"], self._shares(answer))

    def pids(self) -> Iterable[int]:
        """The host."""
        return [self._host.pid] if self._host else []

    def _notebook(self, *, right: bool) -> str:
        return str(self._quest / ("solution.ipynb" if right else "wrong/wrong.ipynb"))

    def _order(self, notebooks: list[str], lanes: int) -> dict[str, Any]:
        assert self._host is not None
        assert self._host.stdin is not None
        self._host.stdin.write(json.dumps({"notebooks": notebooks, "lanes": lanes}) + "\n")
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._host is not None
        assert self._host.stdout is not None
        line = self._host.stdout.readline()
        if not line:
            raise Failed(f"the host of {self.label} ended:\n{self._words()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _shares(self, answer: dict[str, Any]) -> list[float]:
        for outcome in answer["outcomes"]:
            if "error" in outcome:
                raise Failed(f"{self.label}: {outcome['error']}\n{self._words()}")
        return [outcome["share"] for outcome in answer["outcomes"]]

    def _words(self) -> str:
        return self._log.read_text(errors="replace")[-3000:]

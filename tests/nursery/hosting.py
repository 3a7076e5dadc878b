"""A host of a nursery as tests hold it: started as root or as an ordinary user, ordered about, looked into."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from graders.evidence import Evidence
from tests.sandbox.scenes import NOBODY, OWN_MOUNTS, ROOT, become_nobody
from worker.folder import stage as copy_for_all

KINDS = ["root", "rootless"] if os.geteuid() == 0 else ["rootless"]
PARENT = "/questbook/inside/parent.py"
ANSWER_SECONDS = 200


@dataclass(frozen=True)
class Graded:
    """One submission: its report, and the folder with its evidence."""

    report: dict[str, Any]
    evidence: Path

    @property
    def start(self) -> str:
        """How its kernel started."""
        return Evidence(self.evidence).run.start

    @property
    def verdict(self) -> dict[str, Any]:
        """The report without its times."""
        return {name: value for name, value in self.report.items() if name != "seconds"}

    @property
    def states(self) -> dict[str, str]:
        """Of its findings, by criterion."""
        return {finding["criterion"]: finding["state"] for finding in self.report["findings"]}

    @property
    def outputs(self) -> dict[str, str]:
        """What each cell showed, as text, by the cell's id."""
        cells = json.loads((self.evidence / "executed.ipynb").read_text())["cells"]
        return {cell["id"]: "".join(map(_text, cell["outputs"])) for cell in cells if cell["cell_type"] == "code"}


def _text(output: dict[str, Any]) -> str:
    told = output.get("text") or output.get("data", {}).get("text/plain") or output.get("evalue", "")
    return "".join(told)


class Host:
    """A process of ``tests.nursery.host``."""

    def __init__(self, kind: str, place: Path) -> None:
        self.kind = kind
        self.place = place
        self.nursery = Path()
        self._graded = 0
        foreign = kind == "rootless" and os.geteuid() == 0
        for name in ("tmp", "store", "quests", "uploads", "evidence"):
            (place / name).mkdir()
            if foreign:
                os.chown(place / name, NOBODY, NOBODY)
        code = ROOT
        if foreign:
            code = place / "code"
            for package in ("graders", "worker", "quests", "platform", "tests/nursery", "tests/__init__.py"):
                copy_for_all(ROOT / package, code / package)
        command: list[str | Path] = [sys.executable, "-P", "-m", "tests.nursery.host", place]
        if foreign:
            command = [*OWN_MOUNTS, "sh", "-euc", become_nobody("-P -m tests.nursery.host $1"), "host", place]
        temporary = {"TMPDIR": str(place / "tmp")} if foreign else {}
        with (place / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=place,
                env={
                    "PATH": os.environ["PATH"],
                    "HOME": str(place),
                    **temporary,
                    "QUESTBOOK_HOME": str(place / "store"),
                    "DJANGO_SETTINGS_MODULE": "questbook.settings",
                    "PYTHONPATH": f"{code}:{code / 'platform'}",
                },
            )

    # Orders

    def keep(self, **setup: Any) -> None:
        """Have a nursery, in the place of the one before."""
        self.nursery = Path(self._ask({"do": "keep", **setup})["place"])

    def again(self) -> None:
        """Have the keeper started again if it has ended."""
        self._ask({"do": "again"})

    def end(self) -> None:
        """Have no nursery any more."""
        self._ask({"do": "end"})

    def settle(self, cores: Iterable[int]) -> None:
        """Have it be a slot of these cores."""
        self._ask({"do": "settle", "cores": sorted(cores)})

    def warm(self, quest: Path | None = None, kind: str = "kernel") -> int | None:
        """Wait for a parent; how many first cells it has run."""
        cells: int | None = self._ask({"do": "warm", "quest": quest and str(quest), "kind": kind})["cells"]
        return cells

    def grade(
        self, quest: Path, upload: bytes, *, cold: bool = False, meanwhile: Callable[[], object] = lambda: None
    ) -> Graded:
        """Grade a submission; ``meanwhile`` is done once it has been ordered."""
        self._graded += 1
        handed_in = self.place / "uploads" / str(self._graded)
        handed_in.write_bytes(upload)
        evidence = self.place / "evidence" / str(self._graded)
        self._order(
            {"do": "grade", "quest": str(quest), "upload": str(handed_in), "evidence": str(evidence), "cold": cold}
        )
        meanwhile()
        answer = self._answer()
        assert answer["privilege"] == self.kind
        assert answer["report"]["state"] == "graded", f"{answer['report']}\n{self.log[-3000:]}"
        return Graded(answer["report"], evidence)

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        self._order(order)
        return self._answer()

    def _order(self, order: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        assert select.select([self._process.stdout], [], [], ANSWER_SECONDS)[0], f"no answer:\n{self.log[-3000:]}"
        line = self._process.stdout.readline()
        assert line, f"the host ended:\n{self.log[-3000:]}"
        answer: dict[str, Any] = json.loads(line)
        return answer

    # Looking

    @property
    def log(self) -> str:
        """All that the host and its keeper have said."""
        return (self.place / "log").read_text(errors="replace")

    def hears(self, words: str, seconds: float = 90) -> None:
        """Wait until the log holds ``words`` once more than now."""
        heard = self.log.count(words)
        until(lambda: self.log.count(words) > heard, seconds, f"{words!r} in the log")

    @property
    def keeper(self) -> psutil.Process:
        """The nursery's keeper."""
        return next(p for p in self._family() if "worker.nursery.keeper" in _words(p))

    def parents(self) -> list[psutil.Process]:
        """The warm parents' own processes: those that fork."""
        within = {p.pid for p in self._family() if _name(p) == "bwrap"}
        # A fork has its parent's words until it is what it was forked for, but no bubblewrap above it.
        return [p for p in self._family() if PARENT in _words(p) and _name(p) != "bwrap" and _above(p) in within]

    def forks(self) -> list[psutil.Process]:
        """Their forks: kernels and judges, each the first process of its namespace."""
        parents = {p.pid for p in self.parents()}
        return [p for p in self._family() if _above(p) in parents]

    def _family(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            return [p for p in psutil.Process(self._process.pid).children(recursive=True) if p.is_running()]
        return []

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            if self._process.stdout is not None:
                self._process.stdout.close()


def _words(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _name(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return process.name()
    return ""


def _above(process: psutil.Process) -> int | None:
    """Whose child it is: nobody's, where it has ended since it was seen."""
    with suppress(psutil.Error):
        return process.ppid()
    return None


def until(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.05)


@contextmanager
def hosting(kind: str) -> Iterator[Host]:
    """A host in a folder of its own, removed with all that is in it."""
    place = Path(tempfile.mkdtemp(prefix="qb-nursery-", dir="/tmp"))
    place.chmod(0o755)
    host = Host(kind, place)
    try:
        yield host
    finally:
        host.close()
        shutil.rmtree(place, ignore_errors=True)

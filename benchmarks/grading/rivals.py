"""nbgrader and Otter, each by its own command line, in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import time
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path

import nbformat

from benchmarks.grading import forms
from benchmarks.grading.contender import LANES, Contender, Failed, Run, Setting

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = ROOT / ".bench"
MINUTES = 15


class Rival(Contender):
    """A grader that is started by a command."""

    package: str
    """Its distribution on the package index."""

    def __init__(self) -> None:
        self.bin = ENVIRONMENTS / self.name / "bin"
        self._running: list[subprocess.Popen[str]] = []
        self._graded = 0

    def open(self, setting: Setting) -> None:
        """Make the course, as its instructor would."""
        self.setting = setting
        self.folder = setting.folder
        self._prepare()

    def close(self) -> None:
        """Nothing outlives a command."""

    def pids(self) -> Iterable[int]:
        """The commands that run now."""
        return [process.pid for process in self._running]

    @abstractmethod
    def _prepare(self) -> None:
        """Make the course."""

    def _run(self, *commands: list[str]) -> float:
        """Run commands side by side; the seconds until the last of them ended.

        Raises:
            Failed: one ended with another status than 0.
        """
        logs = [self.folder / f"command-{number}.log" for number in range(len(commands))]
        begun = time.perf_counter()
        self._running = [
            subprocess.Popen(
                [str(self.bin / command[0]), *command[1:]],
                cwd=self.folder,
                env=environment(self.bin),
                stdin=subprocess.DEVNULL,
                stdout=log.open("w"),
                stderr=subprocess.STDOUT,
                text=True,
            )
            for command, log in zip(commands, logs, strict=True)
        ]
        try:
            statuses = [process.wait(timeout=60 * MINUTES) for process in self._running]
            seconds = time.perf_counter() - begun
        finally:
            for process in self._running:
                process.kill()
            self._running = []
        for status, command, log in zip(statuses, commands, logs, strict=True):
            if status:
                said = log.read_text(errors="replace")[-3000:]
                raise Failed(f"{self.label}: {' '.join(command)[:300]} ended with status {status}:\n{said}")
        return seconds


class NbGrader(Rival):
    """``nbgrader autograde``, with a gradebook in SQLite as it makes by default."""

    name = "nbgrader"
    label = "nbgrader"
    package = "nbgrader"

    def grade(self, *, right: bool = True) -> Run:
        """One student's submission by one command."""
        student = self._submitted("one", right=right)
        seconds = self._run(["nbgrader", "autograde", self.setting.assignment.name, "--student", student])
        return Run(seconds, self._shares([student]))

    def grade_many(self, count: int, lanes: int = LANES) -> Run:
        """One command a lane, each for many students: so it starts once for all of them."""
        batch = f"many-{self._graded}"
        students = [self._submitted(f"{batch}-lane-{number % lanes}", right=True) for number in range(count)]
        assignment = self.setting.assignment.name
        seconds = self._run(
            *(
                ["nbgrader", "autograde", assignment, "--student", f"{batch}-lane-{lane}-*"]
                for lane in range(min(lanes, count))
            )
        )
        return Run(seconds, self._shares(students))

    def _prepare(self) -> None:
        forms.write_course(self.setting.assignment, self.folder, self.setting.store)
        name = self.setting.assignment.name
        self._run(["nbgrader", "generate_assignment", name])
        self._release = self.folder / "release" / name / "assignment.ipynb"

    def _submitted(self, group: str, *, right: bool) -> str:
        """Hand in as a new student; their name."""
        self._graded += 1
        student = f"{group}-{self._graded}"
        place = self.folder / "submitted" / student / self.setting.assignment.name
        place.mkdir(parents=True)
        released = nbformat.read(self._release, as_version=4)
        notebook = forms.in_release(self.setting.assignment, released, right=right)
        nbformat.write(notebook, place / "assignment.ipynb")
        return student

    def _shares(self, students: list[str]) -> list[float]:
        """What the gradebook says."""
        command = [str(self.bin / "python"), "-c", READ_GRADEBOOK, self.setting.assignment.name, *students]
        read = subprocess.run(
            command, cwd=self.folder, env=environment(self.bin), capture_output=True, text=True, check=False
        )
        if read.returncode:
            raise Failed(f"nbgrader's gradebook cannot be read:\n{read.stderr[-3000:]}")
        shares: list[float] = json.loads(read.stdout)
        return shares


class Otter(Rival):
    """``otter run``: Otter without its container, which would only add to its time."""

    name = "otter"
    label = "Otter, without its container"
    package = "otter-grader"

    def grade(self, *, right: bool = True) -> Run:
        """One submission by one command."""
        self._graded += 1
        out = self.folder / f"out-{self._graded}"
        out.mkdir()
        notebook = "right.ipynb" if right else "wrong.ipynb"
        seconds = self._run(["otter", "run", "--no-logo", "-a", "autograder.zip", "-o", out.name, notebook])
        tests = json.loads((out / "results.json").read_text())["tests"]
        return Run(seconds, [self._share(sum(test["score"] for test in tests if test.get("max_score")))])

    def grade_many(self, count: int, lanes: int = LANES) -> Run:
        """One process a lane that calls Otter's own ``grade_submission`` again and again: so it starts once."""
        shares = [count // lanes + (lane < count % lanes) for lane in range(lanes)]
        outs = [self.folder / f"many-{lane}.json" for lane in range(lanes)]
        seconds = self._run(
            *(["python", "-c", GRADE_AGAIN, str(n), str(out)] for n, out in zip(shares, outs, strict=True) if n)
        )
        totals = [total for n, out in zip(shares, outs, strict=True) if n for total in json.loads(out.read_text())]
        return Run(seconds, [self._share(total) for total in totals])

    def _prepare(self) -> None:
        forms.write_autograder(self.setting.assignment, self.folder, self.setting.store)
        for name, right in (("right", True), ("wrong", False)):
            nbformat.write(forms.submission(self.setting.assignment, right=right), self.folder / f"{name}.ipynb")
        files = ["heldout.npz"] if self.setting.assignment.data else []
        self._run(["otter", "generate", "-t", "tests", "-o", "autograder.zip", *files])

    def _share(self, total: float) -> float:
        return total / self.setting.assignment.points


def environment(programs: Path) -> dict[str, str]:
    """Of a rival's processes: what our own sandbox is told, too, and nothing that slows anything."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "USER") if name in os.environ}
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "2", "CUDA_VISIBLE_DEVICES": "-1", "KERAS_BACKEND": "tensorflow"}
    return {**kept, **quiet, "LANG": "C.UTF-8", "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin"}


READ_GRADEBOOK = """
import json, sys
from nbgrader.api import Gradebook

assignment, *students = sys.argv[1:]
with Gradebook("sqlite:///gradebook.db", "bench") as gradebook:
    found = [gradebook.find_submission(assignment, student) for student in students]
    print(json.dumps([submission.score / submission.max_score for submission in found]))
"""

GRADE_AGAIN = """
import json, pathlib, sys
from otter.api import grade_submission

count, out = int(sys.argv[1]), pathlib.Path(sys.argv[2])
results = [grade_submission("right.ipynb", "autograder.zip", quiet=True) for _ in range(count)]
out.write_text(json.dumps([result.total for result in results]))
"""

"""What came of notebooks that were graded before: kept by all that decides it, so that nothing is graded twice.

A key is made of the notebook, of those parts of the quest that judge it, of the data, and of the code that runs and
judges; it is made before the run, since an author may write on while a proof is under way. What a quest says besides
(its page, its list of wrong answers) may change, and its notebooks are not run again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import graders
import worker
from graders.quest import Quest
from graders.quest.folder import entries
from graders.report import Fault, Report
from quests.datasets.store import Store
from worker.judge import data_needed
from worker.pipeline import Cut

log = logging.getLogger(__name__)

DAYS = 60
"""How long something is kept that nobody asks for."""
PACKAGES = ("tensorflow", "keras", "jax", "torch", "numpy", "scipy", "matplotlib", "ipykernel", "pydantic")
NO_PART_OF_A_RUN = ("worker/proof", "worker/management", "graders/mutants")
"""Folders whose code decides what is graded, and not what comes of it."""
NOT_JUDGING = ("quest.toml", "solution.ipynb", "wrong", "right")
"""Of a quest's folder: what judges nothing, or is looked at piece by piece."""


@dataclass(frozen=True)
class Graded:
    """What came of one notebook."""

    report: Report
    cells: dict[str, float]
    """Seconds of each cell that ran."""
    seconds: float
    """Wall time in all, when it was run."""
    ended_by: str = ""
    """Why no further cell ran, see :class:`graders.evidence.RunRecord`; empty where nothing ran."""
    cached: bool = False


class Cache:
    """A folder of outcomes. Any number of processes may share it."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """``fresh`` asks for nothing that is known, and still keeps what comes."""
        self._folder = folder
        self._fresh = fresh
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._sweep()

    def found(self, key: str) -> Graded | None:
        """What came before of what has this :func:`key`; None where that is not known."""
        if self._fresh:
            return None
        path = self._path(key)
        try:
            kept = json.loads(path.read_bytes())
            graded = Graded(
                Report.model_validate(kept["report"]), kept["cells"], kept["seconds"], kept["ended_by"], cached=True
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with suppress(OSError):
            os.utime(path)
        return graded

    def keep(self, key: str, graded: Graded) -> None:
        """Remember what came of it, unless that was the fault of this machine or of the quest.

        A disk that takes no more costs the next proof time, and this one nothing.
        """
        if graded.report.fault in (Fault.PLATFORM, Fault.QUEST):
            return
        content = {**asdict(replace(graded, cached=False)), "report": graded.report.model_dump(mode="json")}
        try:
            with tempfile.NamedTemporaryFile("w", dir=self._folder, suffix=".part", delete=False) as file:
                json.dump(content, file, ensure_ascii=False)
            Path(file.name).rename(self._path(key))
        except OSError as error:
            log.warning("what came of a notebook could not be kept: %s", error)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _sweep(self) -> None:
        """Forget what has not been asked for in a long time."""
        oldest = time.time() - DAYS * 86_400
        for path in self._folder.iterdir():
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def key(quest: Quest, judging: str, store: Store, upload: bytes, cut: Cut | None) -> str | None:
    """What an outcome is kept under; None while the quest's data have not been made.

    Args:
        judging: of the quest's files, see :func:`judging_files`.
    """
    cards = [store.card(name) for name in data_needed(quest, store)]
    if None in cards:
        return None
    parts = [
        quest.file.model_dump_json(include={"slug", "runtime", "limits", "submitting", "criterion"}),
        judging,
        json.dumps(asdict(cut) if cut else None),
        *(card.model_dump_json() for card in cards if card),
        code_version(),
    ]
    whole = hashlib.sha256(upload)
    for part in parts:
        whole.update(b"\0" + hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()


def judging_files(quest: Quest) -> str:
    """A hash of the files of a quest that decide what comes of a notebook, as they are now."""
    whole = hashlib.sha256()
    for path in sorted(entries(quest.folder)):
        name = path.relative_to(quest.folder)
        if name.parts[0] not in NOT_JUDGING:
            whole.update(f"{name.as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


@lru_cache(maxsize=1)
def code_version() -> str:
    """A hash of all code that runs and judges notebooks, and of the libraries that it does so with."""
    whole = hashlib.sha256(sys.version.encode())
    for package in (graders, worker):
        place = Path(str(package.__file__)).parent
        for path in sorted(place.rglob("*.py")):
            name = path.relative_to(place.parent).as_posix()
            if not path.name.startswith("test_") and not name.startswith(NO_PART_OF_A_RUN):
                whole.update(name.encode() + b"\0" + path.read_bytes())
    for name in PACKAGES:
        with suppress(metadata.PackageNotFoundError):
            whole.update(f"{name} {metadata.version(name)}".encode())
    return whole.hexdigest()

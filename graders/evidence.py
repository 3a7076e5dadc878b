"""The evidence folder: all that a run leaves behind, as data.

Layout (``docs/evidence.md``)::

    run.json          RunRecord: how the run went; written by the worker
    source.ipynb      the notebook as it was rebuilt, before execution; written by the worker
    executed.ipynb    the same with outputs; outputs are the learner's, never trusted
    answers/          ID.json (Answer), ID.npz, ID.keras; written inside the sandbox, never trusted
    seeds/N/          run.json, source.ipynb and answers/ of a run with another seed

No file is unpickled, and every reader here caps what it reads.
"""

from __future__ import annotations

import json
import os
import stat
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Literal

import nbformat
import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graders.questions import MAX_ANSWER_JSON_BYTES, Answer
from graders.report import Notice

MAX_RUN_BYTES = 8_000_000
MAX_ARRAY_BYTES = 512 * 1024 * 1024
MAX_ARRAY_HEADER_BYTES = 10_000
MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024

# All that zipfile, zlib and NumPy raise on an archive that somebody made to break them.
_BROKEN_ARCHIVE = (ValueError, KeyError, OSError, EOFError, RuntimeError, TypeError, zipfile.BadZipFile, zlib.error)

CellState = Literal["ok", "error", "not_run", "interrupted"]
StartKind = Literal["cold", "warm", "quest-warm"]
EndedBy = Literal["finished", "error", "time", "memory", "processes", "output", "disk", "kernel_died"]


class CellError(BaseModel):
    """The exception that a cell raised, as the kernel told it."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200)
    message: str = Field(max_length=8000)
    line: int | None = None
    """Line within ``cell``, from 1: the innermost frame that lies in the learner's code."""
    cell: str | None = Field(default=None, max_length=120)
    """The cell that holds that line (a helper defined earlier may be to blame)."""
    traceback: str = Field(default="", max_length=40_000)
    """Without terminal colours."""


class CellRecord(BaseModel):
    """One code cell of the rebuilt notebook, in order."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=120)
    """``grade_id``, or ``cell-N`` (N from 1 over code cells) in a free-form notebook."""
    answer: bool
    """Whether its source is the learner's."""
    state: CellState
    seconds: float | None = None
    error: CellError | None = None


class RunRecord(BaseModel):
    """How one run went. Times in seconds, sizes in bytes."""

    model_config = ConfigDict(extra="forbid")
    schema_version: Literal[1] = 1
    quest: str
    quest_digest: str
    form: Literal["starter", "free-form"]
    notices: list[Notice] = Field(default_factory=list)
    cells: list[CellRecord]
    ended_by: EndedBy
    """Why no further cell ran: ``error`` is a cell's exception, the others are limits or the kernel's death."""
    limit: float | None = None
    """The limit that was hit (seconds, bytes or count), where one was."""
    asked: bool
    """Whether the questions were put; not when the kernel was gone."""
    seconds: float
    peak_memory: int | None = None
    start: StartKind = "cold"
    """How much was done already when the run began: nothing, the libraries' import, or the quest's first cells too."""
    seed: int | None = Field(default=None, ge=0, lt=2**32)
    """Of all random numbers, see ``docs/evidence.md``; None in records made before runs were seeded."""
    versions: dict[str, str] = Field(default_factory=dict)
    held_out: dict[str, str] = Field(default_factory=dict)
    """SHA-256 of what was held out then of each data set that criteria are about; empty in records from before."""


def _member(file: BinaryIO, key: str, max_bytes: int) -> np.ndarray[Any, Any]:
    """One array of an npz file, unpacked only if it has at most ``max_bytes``."""
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo(f"{key}.npy").file_size
    if size > max_bytes + MAX_ARRAY_HEADER_BYTES:
        raise EvidenceInvalid(f"array {key} unpacks to {size} bytes, more than {max_bytes}")
    file.seek(0)
    with np.load(file, allow_pickle=False, max_header_size=MAX_ARRAY_HEADER_BYTES) as arrays:
        return np.asarray(arrays[key])


class EvidenceInvalid(ValueError):
    """The evidence folder is not readable as such."""


class EvidenceMissing(EvidenceInvalid):
    """A file that should be in the evidence folder is not."""


@dataclass(frozen=True)
class Evidence:
    """An evidence folder. Readers return None for what is absent and raise EvidenceInvalid for what is broken."""

    folder: Path

    @cached_property
    def run(self) -> RunRecord:
        """How the run went."""
        try:
            return RunRecord.model_validate_json(self._read("run.json", MAX_RUN_BYTES) or b"")
        except ValidationError as error:
            raise EvidenceInvalid(f"run.json: {error}") from error

    @cached_property
    def source(self) -> nbformat.NotebookNode:
        """The notebook that was run, without outputs."""
        raw = self._read("source.ipynb", MAX_NOTEBOOK_BYTES)
        if raw is None:
            raise EvidenceInvalid("source.ipynb is missing")
        return nbformat.reads(raw.decode(), as_version=4)

    def rerun(self, number: int) -> Evidence | None:
        """What the run left that was made once more with the seed ``number`` above this one's; None where none was."""
        folder = self.folder / "seeds" / str(number)
        # What a run leaves is whole when its record is there.
        return Evidence(folder) if (folder / "run.json").is_file() else None

    def answer(self, question_id: str) -> Answer | None:
        """The answer to a question, or None when there is none.

        Raises:
            EvidenceInvalid: the answer's file is too large, not JSON, not an Answer or not that question's.
        """
        raw = self._read(f"answers/{question_id}.json", MAX_ANSWER_JSON_BYTES)
        if raw is None:
            return None
        try:
            answer = Answer.model_validate(json.loads(raw))
        except (ValueError, RecursionError) as error:
            raise EvidenceInvalid(f"answers/{question_id}.json: {str(error)[:500]}") from error
        if answer.id != question_id:
            raise EvidenceInvalid(f"answers/{question_id}.json answers {answer.id!r}")
        return answer

    def array(self, question_id: str, key: str, max_bytes: int = MAX_ARRAY_BYTES) -> np.ndarray[Any, Any]:
        """An array of ``answers/ID.npz``; no more than that one member is unpacked.

        Raises:
            EvidenceInvalid: absent, larger than ``max_bytes`` when unpacked, of objects, or not an array file.
        """
        name = f"answers/{question_id}.npz"
        with self._open(name, MAX_ARRAY_BYTES) as file:
            try:
                return _member(file, key, max_bytes)
            except EvidenceInvalid:
                raise
            except (*_BROKEN_ARCHIVE, MemoryError) as error:
                raise EvidenceInvalid(f"{name}[{key}]: {str(error)[:500]}") from error

    def model_file(self, question_id: str) -> Path | None:
        """The saved ``.keras`` file of an AskModel question, when it is there as a plain file."""
        path = self.folder / "answers" / f"{question_id}.keras"
        try:
            return path if stat.S_ISREG(path.lstat().st_mode) else None
        except OSError:
            return None

    def _read(self, name: str, limit: int) -> bytes | None:
        """The bytes of a plain file of this folder, or None where there is none."""
        try:
            with self._open(name, limit) as file:
                return file.read(limit + 1)
        except EvidenceMissing:
            return None

    def _open(self, name: str, limit: int) -> BinaryIO:
        """A plain file of this folder; links, FIFOs and devices are refused."""
        try:
            descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError as error:
            raise EvidenceMissing(f"{name} is missing") from error
        except OSError as error:
            raise EvidenceInvalid(f"{name}: {error.strerror}") from error
        file = os.fdopen(descriptor, "rb")
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            file.close()
            raise EvidenceInvalid(f"{name} is no plain file of at most {limit} bytes")
        return file

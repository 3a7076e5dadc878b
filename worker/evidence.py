"""Writing the evidence folder of one run: see :mod:`graders.evidence` for what is in it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from graders.evidence import MAX_ARRAY_BYTES, MAX_NOTEBOOK_BYTES, RunRecord
from graders.quest import Quest
from graders.questions import MAX_ANSWER_JSON_BYTES, Question
from graders.rebuild import Rebuilt
from graders.report import Notice
from graders.text import text
from worker.faults import PlatformFault
from worker.run import Ran

MAX_MODEL_BYTES = 512 * 2**20
MAX_TAKEN_BYTES = 1024 * 2**20
"""Of all answers together. Files with holes in them pass the quota on what they take."""
LARGEST = {"json": MAX_ANSWER_JSON_BYTES, "npz": MAX_ARRAY_BYTES, "keras": MAX_MODEL_BYTES}
PIECE = 2**20

DROPPED = text(
    "Some files that the notebook left where the answers are kept were not taken over: {names}.",
    "노트북이 답변을 보관하는 곳에 남긴 일부 파일은 가져오지 않았습니다: {names}.",
)
OUTPUTS_LEFT_OUT = text(
    "The notebook's outputs were too large or too odd to be kept, so they are not shown.",
    "노트북의 출력이 너무 크거나 형식이 올바르지 않아 보관하지 않았습니다.",
)


def write(
    folder: Path,
    quest: Quest,
    rebuilt: Rebuilt,
    ran: Ran,
    questions: Iterable[Question],
    held_out: Mapping[str, str],
) -> None:
    """Write the evidence of a run into ``folder``; what an earlier attempt left there is replaced.

    Args:
        held_out: the hash of what was held out of each data set that criteria are about when the attempt began.

    Raises:
        PlatformFault: it could not be written.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.ipynb").write_bytes(_notebook_bytes(rebuilt.notebook))
        notices = [*rebuilt.notices, *_take_answers(ran.answers, folder / "answers", questions)]
        executed = _notebook_bytes(ran.notebook)
        if len(executed) > MAX_NOTEBOOK_BYTES:
            executed = _notebook_bytes(rebuilt.notebook)
            notices.append(Notice(code="outputs-left-out", message=OUTPUTS_LEFT_OUT))
        (folder / "executed.ipynb").write_bytes(executed)
        record = RunRecord(
            quest=quest.slug,
            quest_digest=quest.digest,
            form=rebuilt.form,
            notices=notices,
            cells=ran.cells,
            ended_by=ran.ended_by,
            limit=ran.limit,
            asked=ran.asked,
            seconds=ran.seconds,
            peak_memory=ran.peak_memory,
            start=ran.start,
            seed=ran.seed,
            versions=ran.versions,
            held_out=dict(held_out),
        )
        # Last: a folder with run.json is whole.
        (folder / "run.json").write_text(record.model_dump_json(indent=1))
    except OSError as error:
        raise PlatformFault(
            text(
                f"The record of the run could not be written: {error.strerror}. Is the disk full?",
                f"실행 기록을 저장하지 못했습니다: {error.strerror}. 디스크가 가득 찼는지 확인하십시오.",
            )
        ) from error


def _notebook_bytes(notebook: nbformat.NotebookNode) -> bytes:
    """A notebook as a file. What its outputs hold may be broken Unicode."""
    return nbformat.writes(notebook).encode(errors="replace")


def _take_answers(source: Path, target: Path, questions: Iterable[Question]) -> list[Notice]:
    """Copy the answers that were asked for. The sandbox is gone by now, but what it left may be anything."""
    target.mkdir()
    # Without root it was the sandbox's own, which may have shut it.
    source.chmod(0o755)
    taken = 0
    expected = {f"{q.id}.{suffix}": size for q in questions for suffix, size in LARGEST.items()}
    dropped = []
    for name in sorted(path.name for path in source.iterdir()):
        largest = min(expected.get(name, -1), MAX_TAKEN_BYTES - taken)
        size = _take(source / name, target / name, largest)
        taken += size or 0
        if size is None:
            dropped.append(name)
    if not dropped:
        return []
    names = ", ".join(name.encode("ascii", "backslashreplace").decode()[:60] for name in dropped[:10])
    return [Notice(code="answers-dropped", message=DROPPED.format(names=names))]


def _take(source: Path, target: Path, largest: int) -> int | None:
    """Copy one plain file of at most ``largest`` bytes; its size, or None for anything else."""
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
        # Before it becomes a file of Python's, which a folder cannot.
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as origin:
        with target.open("xb") as copy:
            shutil.copyfileobj(origin, copy, PIECE)
        return status.st_size

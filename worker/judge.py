"""Judging in a second sandbox: no learner code there, but an instructor's, and the held-out labels."""

from __future__ import annotations

import json
import logging
import os
import stat
import sys
import threading
import time
from pathlib import Path

from pydantic import ValidationError

import graders
from graders.judge import EXIT_GRADED, EXIT_QUEST_FAULT
from graders.quest import Quest
from graders.report import MAX_REPORT_BYTES, Report
from graders.text import Text, text
from quests.datasets.store import Store
from worker import fonts
from worker.faults import PlatformFault, QuestFault, Stopped
from worker.folder import run_folder, stage
from worker.kernel import environment
from worker.sandbox import Bind, Privilege, Scratch, Wall, launch
from worker.sandbox.guard import Quota
from worker.sandbox.launch import uid_of
from worker.sandbox.wall import WORK
from worker.words import plain, storable

log = logging.getLogger(__name__)

SECONDS = 120.0
MEMORY = 4 * 2**30
PROCESSES = 512
DISK = 512 * 2**20
TRIES = 2
TICK = 0.05

NO_REPORT = text(
    "Your notebook ran, but judging it failed on our side ({why}). This is not your fault and does not use up an "
    "attempt. Please hand in the same notebook again; if it happens again, tell your instructor.",
    "노트북은 실행되었지만 저희 쪽 문제로 채점하지 못했습니다({why}). 제출하신 노트북의 잘못이 아니며 제출 횟수도 줄지 "
    "않습니다. 같은 노트북을 다시 제출해 주십시오. 문제가 반복되면 강사에게 알려 주십시오.",
)


class _Failed(Exception):
    """One try came to nothing."""


def judge(
    quest: Quest, evidence: Path, store: Store, *, privilege: Privilege, slot: int, stop: threading.Event
) -> Report:
    """The report on an evidence folder.

    Raises:
        QuestFault: the quest's own reference failed.
        PlatformFault: no report came, twice.
        Stopped: ``stop`` was set.
    """
    why = ""
    for _ in range(TRIES):
        try:
            with run_folder() as folder:
                return _try(quest, evidence, store, folder, privilege, slot, stop)
        except _Failed as failure:
            why = str(failure)
            log.error("judging %s from %s failed: %s", quest.slug, evidence, why)
    raise PlatformFault(NO_REPORT.format(why=plain(why.splitlines()[0] if why else "?", 200)))


def data_needed(quest: Quest, store: Store) -> list[str]:
    """Names of the data sets that a quest's run or criteria are about."""
    wanted = [*quest.file.runtime.data, *(c.options.get("data") for c in quest.file.criterion)]
    known = set(store.names())
    return sorted({name for name in wanted if isinstance(name, str) and name in known})


def _try(
    quest: Quest, evidence: Path, store: Store, folder: Path, privilege: Privilege, slot: int, stop: threading.Event
) -> Report:
    out = folder / "out"
    out.mkdir()
    os.chown(out, uid_of(privilege, slot), -1)
    wall = Wall(
        binds=(
            Bind(Path(graders.__file__).resolve().parent, "/questbook/graders"),
            Bind(stage(quest.folder, folder / "quest"), "/quest"),
            Bind(stage(evidence, folder / "evidence"), "/evidence"),
            *(Bind(store.heldout_dir(name), f"/heldout/{name}") for name in data_needed(quest, store)),
            *fonts.binds(),
            Bind(out, "/out", writable=True),
        ),
        scratch=(Scratch(WORK, DISK), Scratch("/tmp", DISK), Scratch("/dev/shm", DISK // 8)),
        env={**environment(quest.file.runtime), "PYTHONPATH": "/questbook", "CUDA_VISIBLE_DEVICES": "-1"},
        processes=PROCESSES,
        file_bytes=DISK,
    )
    program = [sys.executable, "-m", "graders.judge"]
    program += ["--quest", "/quest", "--evidence", "/evidence", "--heldout", "/heldout", "--out", "/out/report.json"]
    quota = Quota(out, 2 * MAX_REPORT_BYTES, 10)
    with launch(wall, program, privilege=privilege, slot=slot, folder=folder, memory=MEMORY, quotas=(quota,)) as walled:
        deadline = time.monotonic() + SECONDS
        while (status := walled.poll()) is None:
            if stop.is_set():
                raise Stopped
            if time.monotonic() > deadline:
                raise _Failed(f"the judge took more than {SECONDS:.0f} s")
            time.sleep(TICK)
        hit, complaint = walled.guard.hit, walled.complaints.strip()
    if hit:
        raise _Failed(f"the judge went over its {hit.limit} limit")
    if status not in (EXIT_GRADED, EXIT_QUEST_FAULT):
        raise _Failed(f"the judge ended with status {status}\n{complaint}")
    raw = _read(out / "report.json")
    if status == EXIT_QUEST_FAULT:
        raise QuestFault(_reason(raw), complaint)
    if complaint:
        log.debug("the judge of %s says:\n%s", quest.slug, complaint)
    try:
        return Report.model_validate(storable(json.loads(raw)))
    except (ValueError, RecursionError) as error:
        raise _Failed(f"the judge's report cannot be read: {error}") from error


def _read(path: Path) -> bytes:
    """The report's file, if it is a plain one of a report's size."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _Failed(f"the judge left no report: {error.strerror}") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _Failed("the judge's report is no plain file")
        raw = file.read(MAX_REPORT_BYTES + 1)
    if len(raw) > MAX_REPORT_BYTES:
        raise _Failed("the judge's report is too large")
    return raw


def _reason(raw: bytes) -> Text:
    """The reason that the judge gave for a fault of the quest."""
    try:
        return Text.model_validate(storable(json.loads(raw)["reason"]))
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise _Failed(f"the judge's reason cannot be read: {error}") from error

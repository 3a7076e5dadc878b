"""From an upload to a report. No database, no broker: a folder in, a folder and a report out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from graders.heldout import HeldOutMissing
from graders.judge import questions_for
from graders.quest import Quest
from graders.questions import Question
from graders.rebuild import BadUpload, Rebuilt, rebuild
from graders.report import Fault, Report
from graders.text import text
from quests.datasets.store import Store
from worker import evidence as record
from worker import judge, lanes, sandbox
from worker.faults import PlatformFault, QuestFault, Stopped, TooLarge
from worker.folder import run_folder
from worker.kernel import Place
from worker.nursery import Nursery, ParentDied
from worker.nursery.prelude import needs_cold, prelude
from worker.run import Ran, run
from worker.sandbox.slots import take

log = logging.getLogger(__name__)

Event = dict[str, Any]
UNEXPECTED = text(
    "Grading failed because of an error on our side ({name}). This is not your fault and does not use up an attempt. "
    "Please hand in the same notebook again; if it happens again, tell your instructor.",
    "저희 쪽 오류({name})로 채점하지 못했습니다. 제출하신 노트북의 잘못이 아니며 제출 횟수도 줄지 않습니다. 같은 "
    "노트북을 다시 제출해 주십시오. 문제가 반복되면 강사에게 알려 주십시오.",
)


def grade(
    quest: Quest,
    upload: bytes,
    evidence: Path,
    *,
    store: Store,
    on_event: Callable[[Event], None] = lambda event: None,
    on_data: Callable[[str, float], None] = lambda words, share: None,
    stop: threading.Event | None = None,
    nursery: Nursery | None = None,
) -> Report:
    """Run an upload and judge it. Always a report: graded, or ended with whose fault it was.

    Args:
        evidence: the folder to leave the record of the run in; made when needed.
        on_event: hears of phases, cells and training, see ``docs/api.md``.
        on_data: hears of data sets being made for the first time, with a share from 0 to 1.
        stop: when set from another thread, the run is given up.
        nursery: where kernels and judges are forked; without one they start cold.

    Raises:
        Stopped: ``stop`` was set.
    """
    stop = stop or threading.Event()
    try:
        on_event({"type": "phase", "phase": "preparing"})
        rebuilt = rebuild(quest, upload)
        lanes.check(quest.file.runtime, quest.file.limits)
        _ensure_data(quest, store, on_data)
        privilege = sandbox.check()
        with judge.Judge(quest, store, privilege=privilege, stop=stop, nursery=nursery) as judging, take() as slot:
            try:
                _run(quest, rebuilt, evidence, store, privilege, slot, on_event, stop, nursery)
            except ParentDied as died:
                log.warning("%s; the notebook is run again, from a cold start", died)
                _run(quest, rebuilt, evidence, store, privilege, slot, on_event, stop, None)
            on_event({"type": "phase", "phase": "judging"})
            return judging.judge(evidence)
    except Stopped:
        raise
    except Exception as error:  # noqa: BLE001 - logged by _ended, with its traceback
        return _ended(quest, error)


def regrade(
    quest: Quest,
    evidence: Path,
    *,
    store: Store,
    stop: threading.Event | None = None,
    nursery: Nursery | None = None,
) -> Report:
    """Judge what a run left once more; nothing of the learner's is run. Always a report, as :func:`grade`.

    Args:
        evidence: the folder that the run left.
        stop: when set from another thread, judging is given up.
        nursery: where the judge is forked; without one it starts cold.

    Raises:
        Stopped: ``stop`` was set.
    """
    stop = stop or threading.Event()
    try:
        _ensure_data(quest, store, lambda words, share: None)
        with judge.Judge(quest, store, privilege=sandbox.check(), stop=stop, nursery=nursery) as judging:
            return judging.judge(evidence)
    except Stopped:
        raise
    except Exception as error:  # noqa: BLE001 - logged by _ended, with its traceback
        return _ended(quest, error)


def _ended(quest: Quest, error: Exception) -> Report:
    """The report on what ended without a grade, by whose fault it was."""
    match error:
        case BadUpload() | TooLarge():
            return Report.ended(quest.slug, Fault.LEARNER, error.reason)
        case QuestFault():
            log.error("quest %s: %s", quest.slug, error)
            return Report.ended(quest.slug, Fault.QUEST, error.reason)
        case PlatformFault():
            log.error("grading %s failed: %s", quest.slug, error)
            return Report.ended(quest.slug, Fault.PLATFORM, error.reason)
        case _:
            log.error("grading %s failed", quest.slug, exc_info=error)
            return Report.ended(quest.slug, Fault.PLATFORM, UNEXPECTED.format(name=type(error).__name__))


def _ensure_data(quest: Quest, store: Store, on_data: Callable[[str, float], None]) -> None:
    """Have all data sets of the quest on disk.

    Raises:
        PlatformFault: one could not be made.
    """
    for name in judge.data_needed(quest, store):
        try:
            store.ensure(name, on_data)
        except OSError as error:
            raise PlatformFault(
                text(
                    f"The data set {name} could not be made: {error}. Is the disk full?",
                    f"데이터 세트 {name}을(를) 만들지 못했습니다: {error}. 디스크가 가득 찼는지 확인하십시오.",
                )
            ) from error


def _run(
    quest: Quest,
    rebuilt: Rebuilt,
    evidence: Path,
    store: Store,
    privilege: sandbox.Privilege,
    slot: int,
    on_event: Callable[[Event], None],
    stop: threading.Event,
    nursery: Nursery | None,
) -> Ran:
    """Run the notebook and leave its evidence.

    Raises:
        ParentDied: its warm parent did, in mid-run.
    """
    asked: list[Question] = []
    data = {name: path for set_ in quest.file.runtime.data for path, name in store.public_files(set_)}
    first = prelude(quest, rebuilt, data)
    with run_folder(nursery.runs_of(first) if nursery else None) as folder, lanes.device(quest.file.runtime) as device:

        def questions() -> tuple[list[Question], dict[str, np.ndarray[Any, Any]]]:
            try:
                found, arrays = questions_for(quest, store.heldout)
            except HeldOutMissing as missing:
                raise PlatformFault(
                    text(f"Held-out data is missing: {missing}", f"채점용 데이터가 없습니다: {missing}")
                ) from missing
            asked.extend(found)
            return found, arrays

        ran = run(
            rebuilt,
            quest.file.limits,
            quest.file.runtime,
            data=data,
            questions=questions,
            place=Place(folder, privilege, slot, device, None if nursery and needs_cold(rebuilt) else nursery, stop),
            on_event=on_event,
            prelude=first,
        )
        record.write(evidence, quest, rebuilt, ran, asked)
        return ran

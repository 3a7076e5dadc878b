"""From an upload to a report. No database, no broker: a folder in, a folder and a report out."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from graders.evidence import Evidence
from graders.heldout import HeldOutMissing
from graders.judge import questions_for, runs_of
from graders.quest import Limits, Quest
from graders.questions import Question
from graders.rebuild import BadUpload, Rebuilt, rebuild
from graders.report import Fault, Report
from graders.text import Text, text
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
CAME_TO_ITS_END = ("finished", "error")
"""What ended a run that is worth making again with another seed: no limit, no death."""
UNEXPECTED = text(
    "Grading failed because of an error on our side ({name}). This is not your fault and does not use up an attempt. "
    "Please hand in the same notebook again; if it happens again, tell your instructor.",
    "저희 쪽 오류({name})로 채점하지 못했습니다. 제출하신 노트북의 잘못이 아니며 제출 횟수도 줄지 않습니다. 같은 "
    "노트북을 다시 제출해 주십시오. 문제가 반복되면 강사에게 알려 주십시오.",
)


OTHER_ROWS = text(
    "What is held out of {names} is not what it was when this notebook ran, so its grade stays as it is. To have it "
    "judged by the new data, hand in the notebook again.",
    "{names}의 채점용 데이터가 이 노트북을 실행할 때와 달라져 성적을 그대로 둡니다. 새 데이터로 채점하려면 노트북을 "
    "다시 제출해 주십시오.",
)
DATA_CHANGED = text(
    "What is held out of {names} was replaced while your notebook was being graded, so it got no grade. This is not "
    "your fault and does not use up an attempt. Please hand in the same notebook again.",
    "노트북을 채점하는 동안 {names}의 채점용 데이터가 바뀌어 채점하지 못했습니다. 제출하신 노트북의 잘못이 아니며 제출 "
    "횟수도 줄지 않습니다. 같은 노트북을 다시 제출해 주십시오.",
)
NO_DATA = text(
    "The data set {name} could not be made on our side: {why}. This is not your fault and does not use up an attempt. "
    "Please tell your instructor, and hand in the same notebook again later.",
    "저희 쪽에서 데이터 세트 {name}을(를) 만들지 못했습니다({why}). 제출하신 노트북의 잘못이 아니며 제출 횟수도 줄지 "
    "않습니다. 강사에게 알리고 나중에 같은 노트북을 다시 제출해 주십시오.",
)
FULL = text("the disk is full", "디스크가 가득 찼습니다")
FAILED = text("the worker's log says why", "이유는 작업자 로그에 있습니다")


@dataclass(frozen=True)
class Cut:
    """How a run is shortened for who asks less of it than a learner: whether a known change is noticed."""

    after: str | None = None
    """The last cell that is run."""
    seconds: float | None = None
    """Wall time of all cells together, where that is less than the quest allows."""


def grade(
    quest: Quest,
    upload: bytes,
    evidence: Path,
    *,
    store: Store,
    cut: Cut | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    on_data: Callable[[str, float], None] = lambda words, share: None,
    stop: threading.Event | None = None,
    nursery: Nursery | None = None,
) -> Report:
    """Run an upload and judge it. Always a report: graded, or ended with whose fault it was.

    Args:
        evidence: the folder to leave the record of the run in; made when needed.
        cut: how the run is shortened; the report on such a run is no grade.
        on_event: hears of phases, cells and training, see ``docs/api.md``.
        on_data: hears the names of data sets being made for the first time, with a share from 0 to 1.
        stop: when set from another thread, the run is given up.
        nursery: where kernels and judges are forked; without one they start cold.

    Raises:
        Stopped: ``stop`` was set.
    """
    stop = stop or threading.Event()
    try:
        on_event({"type": "phase", "phase": "preparing"})
        rebuilt = rebuild(quest, upload)
        if cut and cut.after:
            rebuilt = rebuilt.until(cut.after)
        lanes.check(quest.file.runtime, quest.file.limits)
        ensure_data(quest, store, on_data, stop=stop)
        privilege = sandbox.check()
        with (
            _same_rows_throughout(quest, store, DATA_CHANGED) as held_out,
            judge.Judge(quest, store, privilege=privilege, stop=stop, nursery=nursery) as judging,
            take() as slot,
        ):
            limits = _limits(quest, cut)
            attempt = _Attempt(quest, rebuilt, limits, store, held_out, privilege, slot, on_event, stop, nursery)
            ran = attempt.run(evidence)
            if ran.asked and ran.ended_by in CAME_TO_ITS_END:
                attempt.run_with_other_seeds(evidence)
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
        ensure_data(quest, store, stop=stop)
        with _same_rows_throughout(quest, store, OTHER_ROWS) as held_out:
            _insist_on_the_same_rows(evidence, held_out)
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


def ensure_data(
    quest: Quest,
    store: Store,
    on_data: Callable[[str, float], None] = lambda words, share: None,
    *,
    stop: threading.Event,
) -> None:
    """Have all data sets of the quest on disk.

    Args:
        on_data: see :func:`grade`.

    Raises:
        Stopped: ``stop`` was set while one was made, or waited for.
        PlatformFault: one could not be made.
    """
    for name in judge.data_needed(quest, store):
        try:
            store.ensure(name, _telling(name, on_data, stop))
        except OSError as error:
            log.error("the data set %s could not be made: %s", name, error)
            why = FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or FAILED
            raise PlatformFault(NO_DATA.format(name=name, why=why)) from error


def _insist_on_the_same_rows(evidence: Path, now: Mapping[str, str]) -> None:
    """Refuse to judge a run by rows that were not held out when it was made.

    A twin in whose place the published files were put, or a newer one, has other rows: earlier predictions are of none
    of them, and an earlier model was trained for others.

    Args:
        now: what is held out, see :func:`worker.judge.held_out`.

    Raises:
        PlatformFault: something else is held out now.
    """
    changed = [name for name, was in Evidence(evidence).run.held_out.items() if now.get(name, was) != was]
    if changed:
        raise PlatformFault(OTHER_ROWS.format(names=", ".join(changed)))


@contextmanager
def _same_rows_throughout(quest: Quest, store: Store, reason: Text) -> Iterator[Mapping[str, str]]:
    """Refuse a report when other rows were put in place meanwhile: it would judge answers about one by the other.

    Yields:
        What is held out, see :func:`worker.judge.held_out`.

    Raises:
        PlatformFault: something else is held out in the end; ``reason`` is told, with the names of the data sets.
    """
    before = judge.held_out(quest, store)
    yield before
    now = judge.held_out(quest, store)
    changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    if changed:
        raise PlatformFault(reason.format(names=", ".join(changed)))


def _telling(name: str, on_data: Callable[[str, float], None], stop: threading.Event) -> Callable[[str, float], None]:
    """What who makes the data set, or waits for it, tells progress to; ``on_data`` hears of each per cent once.

    Here is where either can be stopped: telling raises :class:`Stopped` once ``stop`` is set.
    """
    told = -1

    def tell(doing: str, share: float) -> None:
        nonlocal told
        if stop.is_set():
            raise Stopped
        if round(share * 100) != told:
            told = round(share * 100)
            on_data(name, share)

    return tell


def _limits(quest: Quest, cut: Cut | None) -> Limits:
    limits = quest.file.limits
    if cut is None or cut.seconds is None:
        return limits
    return limits.model_copy(update={"seconds": min(limits.seconds, cut.seconds)})


@dataclass(frozen=True)
class _Attempt:
    """What all runs of one attempt have in common."""

    quest: Quest
    rebuilt: Rebuilt
    limits: Limits
    store: Store
    held_out: Mapping[str, str]
    """The hash of what was held out of each data set when the attempt began."""
    privilege: sandbox.Privilege
    slot: int
    on_event: Callable[[Event], None]
    stop: threading.Event
    nursery: Nursery | None

    def run(self, evidence: Path, number: int = 0) -> Ran:
        """Run the notebook and leave its evidence.

        Args:
            number: of a run with another seed, from 1; 0 is the notebook's own.
        """
        try:
            return self._run(evidence, number, self.nursery)
        except ParentDied as died:
            log.warning("%s; the notebook is run again, from a cold start", died)
            return self._run(evidence, number, None)

    def run_with_other_seeds(self, evidence: Path) -> None:
        """Run it as often again as criteria look at. One that fails leaves nothing to look at, and costs no more."""
        runs = runs_of(self.quest)
        for number in range(1, runs):
            self.on_event({"type": "seed", "run": number + 1, "runs": runs})
            try:
                self.run(evidence / "seeds" / str(number), number)
            except PlatformFault as fault:
                log.error("run %d of %s failed: %s", number + 1, self.quest.slug, fault)

    def _run(self, evidence: Path, number: int, nursery: Nursery | None) -> Ran:
        """See :meth:`run`.

        Raises:
            ParentDied: its warm parent did, in mid-run.
        """
        file = self.quest.file
        runtime = file.runtime.model_copy(update={"seed": (file.runtime.seed + number) % 2**32})
        data = {name: path for set_ in runtime.data for path, name in self.store.public_files(set_)}
        # Parents have run the first cells with the quest's own seed.
        first = prelude(self.quest, self.rebuilt, data) if number == 0 else None
        warm = None if nursery and needs_cold(self.rebuilt) else nursery
        asked: list[Question] = []

        def questions() -> tuple[list[Question], dict[str, np.ndarray[Any, Any]]]:
            try:
                found, arrays = questions_for(self.quest, self.store.heldout, number)
            except HeldOutMissing as missing:
                raise PlatformFault(
                    text(f"Held-out data is missing: {missing}", f"채점용 데이터가 없습니다: {missing}")
                ) from missing
            asked.extend(found)
            return found, arrays

        with run_folder(nursery.runs_of(first) if nursery else None) as folder, lanes.device(runtime) as device:
            ran = run(
                self.rebuilt,
                self.limits,
                runtime,
                data=data,
                questions=questions,
                place=Place(folder, self.privilege, self.slot, device, warm, self.stop),
                on_event=self.on_event,
                prelude=first,
            )
            record.write(evidence, self.quest, self.rebuilt, ran, asked, self.held_out)
            return ran

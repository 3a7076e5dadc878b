"""Judging in a second sandbox: no learner code there, but an instructor's, and the held-out labels."""

from __future__ import annotations

import json
import logging
import os
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import graders
from graders.judge import EXIT_GRADED, EXIT_QUEST_FAULT
from graders.quest import Quest, leaves
from graders.report import MAX_REPORT_BYTES, Report
from graders.text import Text, text
from quests.datasets.store import Store
from worker import fonts
from worker.environment import judge_environment
from worker.faults import PlatformFault, QuestFault, Stopped, TooLarge
from worker.folder import run_folder, stage
from worker.kernel import Place
from worker.nursery import Cold, Forked, Nursery, Parentage, ParentDied
from worker.nursery.parent import GRADERS
from worker.sandbox import Bind, Privilege, Scratch, Wall, Walled, launch
from worker.sandbox.guard import Quota
from worker.sandbox.launch import uid_of
from worker.sandbox.slots import take
from worker.sandbox.wall import WORK
from worker.words import plain, storable

log = logging.getLogger(__name__)

SECONDS = 120.0
MEMORY = 4 * 2**30
PROCESSES = 512
DISK = 512 * 2**20
TRIES = 2
PROGRAM = (
    *(sys.executable, "-m", "graders.judge", "--quest", "/quest", "--evidence", "/evidence"),
    *("--heldout", "/heldout", "--out", "/out/report.json"),
)
TICK = 0.05

NO_REPORT = text(
    "Your notebook ran, but judging it failed on our side ({why}). This is not your fault and does not use up an "
    "attempt. Please hand in the same notebook again; if it happens again, tell your instructor.",
    "노트북은 실행되었지만 저희 쪽 문제로 채점하지 못했습니다({why}). 제출하신 노트북의 잘못이 아니며 제출 횟수도 줄지 "
    "않습니다. 같은 노트북을 다시 제출해 주십시오. 문제가 반복되면 강사에게 알려 주십시오.",
)
MODEL_TOO_LARGE = text(
    "The model that your notebook made is too large or too slow to be judged within {limit}. Make it smaller (fewer "
    "units, fewer layers, smaller inputs) and hand in again.",
    "노트북이 만든 모델이 너무 크거나 느려서 {limit} 안에 채점할 수 없습니다. 모델을 더 작게 만든 뒤(유닛이나 층의 수, "
    "입력의 크기를 줄인 뒤) 다시 제출해 주십시오.",
)
SECONDS_LIMIT = text("{amount} seconds", "{amount}초")
MEMORY_LIMIT = text("{amount} MB of memory", "메모리 {amount}MB")
OTHER_REPORT = text(
    "Your notebook ran, but this quest's own checks gave a report that does not belong to the quest. This is not your "
    "fault and does not use up an attempt. Please tell your instructor.",
    "노트북은 실행되었지만 이 퀘스트의 채점 코드가 퀘스트와 맞지 않는 채점 결과를 냈습니다. 제출하신 노트북의 잘못이 "
    "아니며 제출 횟수도 줄지 않습니다. 강사에게 알려 주십시오.",
)


class _Failed(Exception):
    """One try came to nothing; ``limit`` says which limit ended it, where the work was too much for one."""

    def __init__(self, why: str, limit: Text | None = None) -> None:
        self.limit = limit
        super().__init__(why)


class Judge:
    """One attempt's judge. With a nursery it is forked at once, and has got ready when the notebook has run.

    Use as a context manager: leaving it ends whatever was forked.
    """

    def __init__(
        self, quest: Quest, store: Store, *, privilege: Privilege, stop: threading.Event, nursery: Nursery | None
    ) -> None:
        """A judge of ``quest``.

        Args:
            stop: when set, judging is given up.
            nursery: where the judge is forked; the second try, and without a nursery the first, starts cold.
        """
        self._quest = quest
        self._store = store
        self._privilege = privilege
        self._stop = stop
        self._nursery = nursery
        self._own = ExitStack()
        self._waiting: _Sandbox | None = None

    def __enter__(self) -> Judge:
        """Fork it, where there is a nursery.

        Raises:
            Stopped: ``stop`` was set.
        """
        if self._nursery:
            try:
                self._waiting = self._own.enter_context(self._sandbox(self._nursery))
            except (Cold, ParentDied) as reason:
                log.warning("the judge starts cold: %s", reason)
        return self

    def __exit__(self, *_: object) -> None:
        self._own.close()

    def judge(self, evidence: Path) -> Report:
        """The report on an evidence folder.

        Raises:
            QuestFault: the quest's own reference failed, or wrote a report of its own.
            TooLarge: both tries took too much memory or time, over a model that the notebook left.
            PlatformFault: no report came, twice.
            Stopped: ``stop`` was set.
        """
        why = ""
        limits: list[Text | None] = []
        for _ in range(TRIES):
            try:
                return self._try(evidence)
            except _Failed as failure:
                why = str(failure)
                limits.append(failure.limit)
                log.error("judging %s from %s failed: %s", self._quest.slug, evidence, why)
        # A quest was proven against its own solution before it was published, so what is new here is the model.
        if _holds_model(evidence) and all(limits) and limits[-1]:
            raise TooLarge(MODEL_TOO_LARGE.format(limit=limits[-1]))
        raise PlatformFault(NO_REPORT.format(why=plain(why.splitlines()[0] if why else "?", 200)))

    def _try(self, evidence: Path) -> Report:
        if waiting := self._waiting:
            self._waiting = None
            # It ends before another is tried, which needs its memory.
            with self._own:
                return _report(self._quest, *waiting.judge(evidence))
        with self._sandbox(None) as sandbox:
            return _report(self._quest, *sandbox.judge(evidence))

    @contextmanager
    def _sandbox(self, nursery: Nursery | None) -> Iterator[_Sandbox]:
        # A slot of its own: the notebook may be running in another.
        with ExitStack() as stack:
            folder = stack.enter_context(run_folder(nursery.runs if nursery else None))
            slot = stack.enter_context(take())
            place = Place(folder, self._privilege, slot, nursery=nursery, stop=self._stop)
            yield stack.enter_context(_Sandbox(self._quest, self._store, place))


def data_needed(quest: Quest, store: Store) -> list[str]:
    """Names of the data sets that a quest's run or criteria are about."""
    return sorted({*quest.file.runtime.data, *_judged_on(quest)} & set(store.names()))


def held_out(quest: Quest, store: Store) -> dict[str, str]:
    """The hash of what is held out of each data set that a criterion is about: a run is judged by these rows, or none.

    Data sets that only the notebook reads are not among them: their held-out rows decide nothing.
    """
    cards = {name: store.card(name) for name in sorted(_judged_on(quest) & set(store.names()))}
    return {name: card.heldout_sha256 for name, card in cards.items() if card and card.heldout_files}


def _judged_on(quest: Quest) -> set[str]:
    """What criteria, and parts of them, name under ``data``."""
    named = {leaf.options.get("data") for spec in quest.file.criterion for leaf in leaves(spec)}
    return {name for name in named if isinstance(name, str)}


class _Sandbox:
    """The judge's sandbox: everything but the evidence is there from the start."""

    def __init__(self, quest: Quest, store: Store, place: Place) -> None:
        self._place = place
        self._evidence, self._out = place.folder / "evidence", place.folder / "out"
        for folder in (self._evidence, self._out):
            folder.mkdir()
            folder.chmod(0o755)
        os.chown(self._out, uid_of(place.privilege, place.slot), -1)
        self._quota = Quota(self._out, 2 * MAX_REPORT_BYTES, 10)
        self._wall = Wall(
            binds=(
                Bind(Path(graders.__file__).resolve().parent, GRADERS),
                Bind(stage(quest.folder, place.folder / "quest"), "/quest"),
                Bind(self._evidence, "/evidence"),
                *(
                    Bind(store.heldout_dir(name), f"/heldout/{name}")
                    for name in data_needed(quest, store)
                    if store.recipe(name).heldout
                ),
                *fonts.binds(),
                Bind(self._out, "/out", writable=True),
            ),
            scratch=(
                Scratch(WORK, DISK),
                Scratch("/tmp", DISK),
                Scratch("/dev/shm", DISK // 8),
                Scratch("/heldout", 2**20),
            ),
            env=judge_environment(),
            processes=PROCESSES,
            file_bytes=DISK,
            cpu_seconds=int(SECONDS * (os.cpu_count() or 1)),
        )
        self._forked: Forked | None = None

    def __enter__(self) -> _Sandbox:
        """Fork the judge, where there is a nursery.

        Raises:
            Cold, ParentDied: it could not be forked.
        """
        if self._place.nursery:
            parentage = Parentage.of("judge", "tensorflow", self._wall.env)
            self._forked, _ = self._place.nursery.fork(
                parentage, self._wall, PROGRAM[2:], **self._limits(), stop=self._place.stop
            )
            self._forked.go()
        return self

    def __exit__(self, *_: object) -> None:
        if self._forked:
            self._forked.close()

    def judge(self, evidence: Path) -> tuple[int, bytes, str]:
        """Judge an evidence folder: the exit status, what was written as report, what was complained of."""
        stage(evidence, self._evidence)
        if self._forked:
            self._forked.go()
            return self._wait(self._forked)
        with launch(self._wall, PROGRAM, **self._limits()) as walled:
            return self._wait(walled)

    def _limits(self) -> dict[str, Any]:
        place = self._place
        own = {"privilege": place.privilege, "slot": place.slot, "folder": place.folder}
        return {**own, "memory": MEMORY, "quotas": (self._quota,)}

    def _wait(self, walled: Walled) -> tuple[int, bytes, str]:
        deadline = time.monotonic() + SECONDS
        while (status := walled.wait(TICK)) is None:
            if self._place.stop.is_set():
                raise Stopped
            if time.monotonic() > deadline:
                raise _Failed(
                    f"the judge took more than {SECONDS:.0f} s", SECONDS_LIMIT.format(amount=f"{SECONDS:.0f}")
                )
        walled.close()
        if isinstance(walled, Forked) and walled.parent_died:
            raise _Failed("the judge's warm parent ended")
        hit, complaint = walled.guard.hit, walled.complaints.strip()
        if hit:
            over_memory = MEMORY_LIMIT.format(amount=str(MEMORY // 2**20))
            raise _Failed(f"the judge went over its {hit.limit} limit", over_memory if hit.limit == "memory" else None)
        if status not in (EXIT_GRADED, EXIT_QUEST_FAULT):
            raise _Failed(f"the judge ended with status {status}\n{complaint}")
        return status, _read(self._out / "report.json"), complaint


def _report(quest: Quest, status: int, raw: bytes, complaint: str) -> Report:
    """What the judge wrote, checked."""
    if status == EXIT_QUEST_FAULT:
        raise QuestFault(_reason(raw), complaint)
    if complaint:
        log.debug("the judge of %s says:\n%s", quest.slug, complaint)
    try:
        report = Report.model_validate(storable(json.loads(raw)))
    except (ValueError, RecursionError) as error:
        raise _Failed(f"the judge's report cannot be read: {error}") from error
    if wrong := _not_of(quest, report):
        # Beside the judge's own code, only the quest's reference runs where the report is written.
        raise QuestFault(OTHER_REPORT, f"the judge's report is not one of this quest: {wrong}")
    return report


def _not_of(quest: Quest, report: Report) -> str | None:
    """What shows that a report is not the judge's on this quest: each criterion once, its points, their sum."""
    if report.state != "graded" or report.quest != quest.slug:
        return f"{report.state} {report.quest!r}"
    if quest.digest and report.quest_digest != quest.digest:
        return f"digest {report.quest_digest!r}"
    asked = [(spec.id, spec.kind, spec.points) for spec in quest.file.criterion if spec.explains is None]
    judged = [(finding.criterion, finding.kind, finding.max_points) for finding in report.findings]
    if judged != asked:
        return f"findings {judged}, not {asked}"
    if any(finding.written and finding.written.review for finding in report.findings):
        return "a review that no instructor wrote"
    summed = Report.graded(quest=quest.slug, findings=report.findings)
    if (report.score, report.max_score) != (summed.score, summed.max_score):
        return f"{report.score} of {report.max_score} points, not {summed.score} of {summed.max_score}"
    return None


def _holds_model(evidence: Path) -> bool:
    return any(path.is_file() and not path.is_symlink() for path in (evidence / "answers").glob("*.keras"))


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

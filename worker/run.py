"""Running a rebuilt notebook, cell by cell, and then asking it the quest's questions."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
import numpy as np
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from graders.evidence import CellError, CellRecord, CellState, EndedBy, StartKind
from graders.quest import Limits, Runtime
from graders.questions import Question
from graders.rebuild import Rebuilt
from graders.text import text
from worker import kernel as kernels
from worker.client import CellRunner, TooMuchOutput, joined
from worker.faults import PlatformFault, Stopped
from worker.nursery import Forked, ParentDied, Prelude
from worker.sandbox.wall import INSIDE
from worker.tracebacks import cell_error
from worker.words import plain

Event = dict[str, Any]
Asked = tuple[list[Question], Mapping[str, np.ndarray[Any, Any]]]

TICK = 0.05
GRACE_SECONDS = 4.0
"""How long a cell may take to notice that it was interrupted."""
MAX_ERROR_CHARACTERS = 400_000
"""Of all cells' errors together; the record of a run must stay readable."""
SHORT_MESSAGE = 500
ASK_SECONDS = 120.0
ASK_SECONDS_AFTER_LIMIT = 30.0
HANGUL = re.compile("[가-힣]")
VERSIONS = ("tensorflow", "keras", "jax", "torch", "numpy", "ipykernel")
ASK_CODE = f"__import__('runpy').run_path('{INSIDE}/ask.py')['main'](globals(), '{kernels.ASK}', '{kernels.ANSWERS}')"


@dataclass(frozen=True)
class Ran:
    """How a run went. Its answers are still the sandbox's files."""

    start: StartKind
    cells: list[CellRecord]
    ended_by: EndedBy
    limit: float | None
    asked: bool
    seconds: float
    peak_memory: int
    seed: int
    versions: dict[str, str]
    notebook: nbformat.NotebookNode
    """With outputs."""
    answers: Path
    """What the sandbox wrote; nothing in it is to be trusted."""


class Ended(Exception):
    """No further cell runs. ``alive`` says whether the kernel can still be asked."""

    def __init__(self, by: EndedBy, limit: float | None = None, *, alive: bool = False) -> None:
        self.by = by
        self.limit = limit
        self.alive = alive
        super().__init__(by)


def run(
    rebuilt: Rebuilt,
    limits: Limits,
    runtime: Runtime,
    *,
    data: Mapping[str, Path],
    questions: Callable[[], Asked],
    place: kernels.Place,
    on_event: Callable[[Event], None],
    prelude: Prelude | None = None,
) -> Ran:
    """Run all cells in a fresh sandbox, ask, and end the sandbox.

    A cell's exception does not stop the run: the tasks of a quest are judged one by one.

    Args:
        data: see :func:`worker.kernel.started`.
        questions: called when the cells have run; until then not even its rows exist inside.
        prelude: the first cells, where a warm parent may have run them.

    Raises:
        ParentDied: the kernel's warm parent ended in mid-run.
        PlatformFault: the kernel could not be started.
        Stopped: ``place.stop`` was set.
    """
    on_event({"type": "phase", "phase": "starting"})
    return asyncio.run(_run(_Progress(rebuilt, on_event), limits, runtime, data, questions, place, prelude))


class _Progress:
    """The cells of one run and what became of them."""

    def __init__(self, rebuilt: Rebuilt, on_event: Callable[[Event], None]) -> None:
        self.cells = rebuilt.cells
        self.notebook = deepcopy(rebuilt.notebook)
        self.on_event = on_event
        self.records: list[CellRecord] = []
        self._left_of_errors = MAX_ERROR_CHARACTERS
        self.by_count: dict[int, str] = {}
        """Names by execution count, as tracebacks tell them."""
        plan = [{"name": c.name, "answer": c.answer, "title": _title(self.notebook, c.index)} for c in self.cells]
        on_event({"type": "plan", "cells": plan})

    def take_over(self, done: tuple[dict[str, Any], ...]) -> None:
        """The first cells ran in the kernel's warm parent: record them as it did."""
        for position, cell in enumerate(done):
            node = self.notebook.cells[self.cells[position].index]
            node.outputs = nbformat.from_dict(cell["outputs"])
            self.count(position)
            self.end("ok", cell["seconds"])

    def count(self, position: int) -> int:
        """Number a cell as IPython does, which skips the empty ones; the number of the last one that is not."""
        node = self.notebook.cells[self.cells[position].index]
        if node.source.strip():
            node.execution_count = len(self.by_count) + 1
            self.by_count[node.execution_count] = self.cells[position].name
        return len(self.by_count)

    def begin(self, position: int) -> None:
        """Cell number ``position`` starts."""
        self._tell(position, "running", None)

    def end(self, state: CellState, seconds: float | None, error: CellError | None = None) -> None:
        """The cell that comes next in the record ended (or never ran)."""
        position = len(self.records)
        cell = self.cells[position]
        node = self.notebook.cells[cell.index]
        node.outputs = joined(node.get("outputs", []))
        if error:
            self._left_of_errors -= len(error.message) + len(error.traceback)
            if self._left_of_errors < 0:
                error = error.model_copy(update={"message": error.message[:SHORT_MESSAGE], "traceback": ""})
        self.records.append(CellRecord(name=cell.name, answer=cell.answer, state=state, seconds=seconds, error=error))
        self._tell(position, state, seconds)

    def end_rest(self) -> None:
        """No further cell runs."""
        while len(self.records) < len(self.cells):
            self.end("not_run", None)

    def _tell(self, position: int, state: str, seconds: float | None) -> None:
        event = {"type": "cell", "index": position, "total": len(self.cells), "name": self.cells[position].name}
        self.on_event({**event, "state": state, "seconds": seconds})


async def _run(
    progress: _Progress,
    limits: Limits,
    runtime: Runtime,
    data: Mapping[str, Path],
    questions: Callable[[], Asked],
    place: kernels.Place,
    prelude: Prelude | None,
) -> Ran:
    stop = place.stop
    async with kernels.started(place, limits, runtime, data, prelude) as kernel:
        progress.on_event({"type": "phase", "phase": "running"})
        started = time.monotonic()
        ended = Ended("finished", alive=True)
        try:
            await _run_cells(progress, kernel, limits, started + limits.seconds, stop)
        except Ended as early:
            ended = early
        seconds = time.monotonic() - started
        progress.end_rest()
        asked = False
        if ended.alive:
            progress.on_event({"type": "phase", "phase": "asking"})
            allowed = ASK_SECONDS if ended.by == "finished" else ASK_SECONDS_AFTER_LIMIT
            asked = await _ask(kernel, questions, progress.by_count, time.monotonic() + allowed, stop)
        peak = kernel.walled.guard.peak_memory
        if isinstance(kernel.walled, Forked) and kernel.walled.poll() is not None and kernel.walled.parent_died:
            raise ParentDied("the warm parent ended in mid-run")
    failed = any(record.state == "error" for record in progress.records)
    return Ran(
        start=kernel.start.kind,
        cells=progress.records,
        ended_by="error" if ended.by == "finished" and failed else ended.by,
        limit=ended.limit,
        asked=asked,
        seconds=round(seconds, 3),
        peak_memory=peak,
        seed=runtime.seed,
        versions=_versions(),
        notebook=progress.notebook,
        answers=kernel.answers,
    )


async def _run_cells(
    progress: _Progress, kernel: kernels.Kernel, limits: Limits, deadline: float, stop: threading.Event
) -> None:
    """Run every cell.

    Raises:
        Ended: a limit was hit or the kernel died; the cell it happened in is recorded.
        Stopped: on demand.
    """
    runner = CellRunner(
        progress.notebook,
        names={cell.index: cell.name for cell in progress.cells},
        max_output=int(limits.output_mb * 2**20),
        on_event=progress.on_event,
    )
    runner.kc = kernel.client
    progress.take_over(kernel.start.cells)
    for position, cell in enumerate(progress.cells[len(kernel.start.cells) :], start=len(kernel.start.cells)):
        node = progress.notebook.cells[cell.index]
        count = progress.count(position)
        progress.begin(position)
        runner.last_reply = {}
        begun = time.monotonic()
        try:
            work = runner.async_execute_cell(node, cell.index, execution_count=count)
            await _supervise(work, kernel, runner, deadline, limits, stop)
        except Ended:
            progress.end("interrupted", round(time.monotonic() - begun, 3))
            raise
        seconds = round(time.monotonic() - begun, 3)
        if runner.last_reply.get("status") == "error":
            progress.end("error", seconds, cell_error(runner.last_reply, progress.by_count))
        else:
            progress.end("ok", seconds)


async def _supervise(
    work: Any, kernel: kernels.Kernel, runner: CellRunner, deadline: float, limits: Limits, stop: threading.Event
) -> None:
    """Wait for a cell while looking at everything that may end it.

    Raises:
        Ended: it did not come to its own end.
        Stopped: on demand.
    """
    task = asyncio.ensure_future(work)
    try:
        interrupted = await _watch(task, kernel, runner, deadline, limits, stop)
        error = None if task.cancelled() else task.exception()
    finally:
        if not task.done():
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    if interrupted and not isinstance(error, DeadKernelError):
        interrupted.alive = kernel.walled.poll() is None
        raise interrupted
    if isinstance(error, TooMuchOutput | CellTimeoutError) or runner.flooded:
        # A message too large for the connection ends it: nbclient then waits in vain for the end of the outputs.
        raise Ended("output", limits.output_mb * 2**20, alive=True)
    if isinstance(error, DeadKernelError):
        raise _death(kernel)
    if error is not None:
        # What nbclient stumbles over is what the kernel sent, and the kernel is the learner's.
        raise Ended("kernel_died")


async def _watch(
    task: asyncio.Future[Any],
    kernel: kernels.Kernel,
    runner: CellRunner,
    deadline: float,
    limits: Limits,
    stop: threading.Event,
) -> Ended | None:
    """Wait until a cell is done; why it was interrupted before, where it was.

    Raises:
        Ended: the kernel died, or did not heed the interrupt.
        Stopped: on demand.
    """
    interrupted: Ended | None = None
    while not task.done():
        await asyncio.wait({task}, timeout=TICK)
        if stop.is_set():
            raise Stopped
        if task.done():
            break
        if kernel.walled.poll() is not None:
            raise _death(kernel)
        if kernel.growth.exceeded:
            raise Ended("output", limits.output_mb * 2**20)
        if interrupted is None:
            if runner.flooded or kernel.odometer.exceeded or kernel.outputs.ended():
                interrupted = Ended("output", limits.output_mb * 2**20)
            elif time.monotonic() > deadline:
                interrupted = Ended("time", limits.seconds)
            if interrupted:
                deadline = time.monotonic() + GRACE_SECONDS
                kernel.walled.interrupt()
        elif time.monotonic() > deadline:
            raise interrupted
    return interrupted


def _death(kernel: kernels.Kernel) -> Ended:
    """Why the kernel is dead."""
    hit = kernel.walled.guard.hit
    return Ended(hit.limit, hit.amount) if hit else Ended("kernel_died")


async def _ask(
    kernel: kernels.Kernel,
    questions: Callable[[], Asked],
    names: Mapping[int, str],
    deadline: float,
    stop: threading.Event,
) -> bool:
    """Put the questions; what is answered until the deadline counts. False when the kernel had died before."""
    asked, arrays = questions()
    if not asked:
        return True
    kernel.growth.allow(4 * sum(array.nbytes for array in arrays.values()))
    await asyncio.to_thread(_write_questions, kernel.ask, asked, arrays, names)
    kernel.open_answers()
    if kernel.walled.poll() is not None:
        return False
    message = kernel.client.execute(ASK_CODE, silent=True, store_history=False, allow_stdin=False)
    interrupted = False
    while True:
        if stop.is_set():
            raise Stopped
        if kernel.walled.poll() is not None or kernel.growth.exceeded:
            return True
        if time.monotonic() > deadline:
            if interrupted:
                return True
            interrupted, deadline = True, time.monotonic() + GRACE_SECONDS
            kernel.walled.interrupt()
        try:
            reply = await kernel.client.shell_channel.get_msg(timeout=TICK)
        except Empty:
            continue
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return True  # Not a message that our code would have sent.
        parent = reply.get("parent_header")
        if not isinstance(parent, dict) or parent.get("msg_id") == message:
            return True


def _write_questions(
    folder: Path, questions: list[Question], arrays: Mapping[str, np.ndarray[Any, Any]], names: Mapping[int, str]
) -> None:
    """Write the questions where the kernel can read them.

    Raises:
        PlatformFault: they could not be written.
    """
    try:
        with (folder / "arrays.npz").open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        (folder / "cells.json").write_text(json.dumps(names))
        (folder / "questions.json").write_text(json.dumps([question.model_dump(mode="json") for question in questions]))
        for path in folder.iterdir():
            path.chmod(0o644)
    except OSError as error:
        raise PlatformFault(
            text(f"The questions could not be written: {error}", f"질문을 쓰지 못했습니다: {error}")
        ) from error


def _title(notebook: nbformat.NotebookNode, index: int) -> dict[str, str]:
    """The heading right above a cell in each language that it is written in; empty where there is none."""
    above = notebook.cells[index - 1] if index else None
    if above is None or above.cell_type != "markdown":
        return {}
    headings = [plain(line.lstrip("# ").strip(), 80) for line in above.source.splitlines() if line.startswith("#")]
    korean = next((heading for heading in headings if HANGUL.search(heading)), None)
    other = next((heading for heading in headings if not HANGUL.search(heading)), None)
    found = {"en": other or korean, "ko": korean or other}
    return {language: heading for language, heading in found.items() if heading}


def _versions() -> dict[str, str]:
    """Of the packages that decide what a notebook computes."""
    versions = {}
    for name in VERSIONS:
        with suppress(metadata.PackageNotFoundError):
            versions[name] = metadata.version(name)
    return versions

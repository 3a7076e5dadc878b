"""``runs``: every cell ran to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graders.criteria import exceptions
from graders.criteria.kind import Kind, Options, Verdict, failed, passed
from graders.text import Text, text
from graders.wording import gist, plain, shown_number

if TYPE_CHECKING:
    from graders.context import Context
    from graders.evidence import RunRecord
    from graders.quest import CriterionSpec

RAN = text("All {count} code cells ran to the end.", "코드 셀 {count}개가 모두 끝까지 실행되었습니다.")
RAISED = text(
    "Cell `{cell}` stopped with {name}: {message}",
    "`{cell}` 셀이 {name} 오류로 멈추었습니다: {message}",
)
NOTHING = text(
    "The notebook has no code cell, so nothing ran. Hand in a notebook with your code in it.",
    "노트북에 코드 셀이 없어 실행된 것이 없습니다. 코드가 들어 있는 노트북을 제출해 주십시오.",
)
CELLS_OK = text("{ok} of {count} cells ran without an error.", "셀 {count}개 중 {ok}개가 오류 없이 실행되었습니다.")
ALSO_STOPPED = text("{counted} Stopped: {cells}.", "{counted} 멈춘 셀: {cells}.")
MANY = 6
"""Cells that are named; of more, only the first so many."""
ENDED = {
    "time": text(
        "The notebook was stopped after its time limit{limit}, in cell `{cell}`.",
        "`{cell}` 셀을 실행하는 중에 제한 시간{limit}을 넘어 노트북이 중단되었습니다.",
    ),
    "memory": text(
        "The notebook used more memory than it may{limit}, in cell `{cell}`.",
        "`{cell}` 셀에서 허용된 메모리{limit}보다 많이 사용하여 노트북이 중단되었습니다.",
    ),
    "processes": text(
        "The notebook started more processes or threads than it may{limit}, in cell `{cell}`.",
        "`{cell}` 셀에서 허용된 수{limit}보다 많은 프로세스나 스레드를 만들어 노트북이 중단되었습니다.",
    ),
    "output": text(
        "The notebook printed more than is kept{limit}, in cell `{cell}`.",
        "`{cell}` 셀의 출력이 허용된 양{limit}을 넘어 노트북이 중단되었습니다.",
    ),
    "disk": text(
        "The notebook wrote more to the disk than it may{limit}, in cell `{cell}`.",
        "`{cell}` 셀에서 허용된 양{limit}보다 많이 디스크에 써서 노트북이 중단되었습니다.",
    ),
    "kernel_died": text(
        "Python itself ended while cell `{cell}` ran.",
        "`{cell}` 셀을 실행하는 중에 파이썬이 종료되었습니다.",
    ),
}
LESS = {
    "time": text(
        "Look for a loop that does not end; train for fewer epochs or with larger batches.",
        "끝나지 않는 반복문이 없는지 확인하고, 에포크를 줄이거나 배치를 키워 보십시오.",
    ),
    "memory": text(
        "Keep fewer large arrays at a time, and make them float32 rather than float64.",
        "큰 배열을 한꺼번에 여러 개 만들지 말고, float64 대신 float32를 사용해 보십시오.",
    ),
    "processes": text(
        "Take out what starts processes or threads, such as `workers=` or a pool.",
        "`workers=`나 Pool처럼 프로세스나 스레드를 만드는 코드를 빼 주십시오.",
    ),
    "output": text(
        "Print less: nothing within long loops, and `verbose=2` or `verbose=0` for fit.",
        "출력을 줄여 주십시오. 긴 반복문 안에서는 출력하지 말고, fit에는 `verbose=2`나 `verbose=0`을 쓰십시오.",
    ),
    "disk": text("Write fewer or smaller files.", "파일을 더 적게, 더 작게 저장해 주십시오."),
    "kernel_died": text(
        "Take out what ends Python, such as exit(); where there is none, try with smaller arrays.",
        "exit()처럼 파이썬을 끝내는 코드를 빼 주십시오. 그런 코드가 없다면 배열을 더 작게 해 보십시오.",
    ),
}
"""What to try after each limit."""
NOT_RUN = text(
    "Cell `{cell}` was not run to its end.",
    "`{cell}` 셀이 끝까지 실행되지 않았습니다.",
)
_UNITS = {"time": (1, " s"), "memory": (2**20, " MB"), "output": (2**20, " MB"), "disk": (2**20, " MB")}


class RunsOptions(Options):
    """``runs`` has no options of its own."""


def judge(spec: CriterionSpec, options: RunsOptions, context: Context) -> Verdict:
    """Passed when every code cell is recorded as ``ok``."""
    run = context.evidence.run
    found = _found(run)
    if not run.cells:
        return failed(NOTHING)
    blamed = next((cell for cell in run.cells if cell.state != "ok"), None)
    if blamed is None and run.ended_by == "finished":
        return passed(RAN.format(count=len(run.cells)))
    name = blamed.name if blamed else run.cells[-1].name
    if blamed and blamed.error:
        error = blamed.error
        message = RAISED.format(cell=name, name=plain(error.name, 80), message=gist(error.message))
        hint = _hint(error.name, spec.hint)
        return failed(message, found=found, hint=hint, cell=error.cell or name, line=_line(error.line))
    if run.ended_by in ENDED:
        message = ENDED[run.ended_by].format(cell=name, limit=_limit(run))
        return failed(message, found=found, hint=LESS[run.ended_by], cell=name)
    return failed(NOT_RUN.format(cell=name), found=found, cell=name)


def _hint(name: str, own: Text | None) -> Text:
    """First what the error says; where cells in another order may be to blame, then the quest's hint on them."""
    first = exceptions.reading(name.rpartition(".")[2])
    if name not in exceptions.ORDER_OF_CELLS:
        return first
    then = own or exceptions.RESTART
    return Text(en=f"{first.en} {then.en}", ko=f"{first.ko} {then.ko}")


def _found(run: RunRecord) -> Text:
    """How many cells ran and, where several stopped with an error, which: a learner mends them all at once."""
    ok = sum(cell.state == "ok" for cell in run.cells)
    counted = CELLS_OK.format(ok=ok, count=len(run.cells))
    stopped = [f"`{plain(cell.name, 60)}`" for cell in run.cells if cell.state == "error"]
    if len(stopped) < 2:
        return counted
    named = ", ".join(stopped[:MANY]) + (" …" if len(stopped) > MANY else "")
    return ALSO_STOPPED.format(counted=counted, cells=named)


def _limit(run: RunRecord) -> str:
    """The limit that was hit, in parentheses; empty where none is recorded."""
    if run.limit is None:
        return ""
    divisor, unit = _UNITS.get(run.ended_by, (1, ""))
    return f" ({shown_number(round(run.limit / divisor, 1)).removesuffix('.0')}{unit})"


def _line(line: int | None) -> int | None:
    return line if line is not None and 1 <= line <= 1_000_000 else None


PROVES = (
    "The worker keeps the record outside the sandbox, by what the kernel tells it: nothing that a cell prints or sets "
    "makes it count as run. Code that takes over its own kernel could call a failed cell a good one, and gains the "
    "points of this kind alone. What an error says is shown, and decides nothing."
)
EXAMPLE = """\
[[criterion]]
id = "runs"
kind = "runs"
points = 5
title = { en = "The notebook runs from top to bottom", ko = "노트북이 처음부터 끝까지 실행됩니다" }
"""
KIND = Kind("runs", RunsOptions, judge, proves=PROVES, example=EXAMPLE)

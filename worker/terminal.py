"""A run as it goes, and a report, for people at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any, TextIO

from graders.report import Diagnosis, Finding, FindingState, Report
from graders.text import Text, text
from graders.wording import shown_points
from quests.terminal import WIDTH, Screen

PHASES = {
    "preparing": text("preparing", "준비하는 중"),
    "starting": text("starting the sandbox", "샌드박스를 시작하는 중"),
    "running": text("running", "실행하는 중"),
    "asking": text("looking at the results", "결과를 확인하는 중"),
    "judging": text("judging", "채점하는 중"),
}
OTHER_SEED = text("run {run} of {runs}, with another random seed", "난수 시드를 바꾼 실행: {runs}번 중 {run}번째")
STATES = {
    FindingState.PASSED: text("PASSED", "통과"),
    FindingState.PARTIAL: text("PARTIAL", "일부 통과"),
    FindingState.FAILED: text("FAILED", "미통과"),
    FindingState.UNATTEMPTED: text("NOT TRIED", "미작성"),
    FindingState.COULD_NOT_GRADE: text("COULD NOT BE JUDGED", "채점 불가"),
}
WAITS = text("NOT JUDGED YET", "채점 보류")
AWAITS = text("AWAITS REVIEW", "강사 채점 대기")
SCORE = text("Score: {score} of {maximum} points", "점수: {maximum}점 만점에 {score}점")
AWAITED = text("{points} more points await an instructor.", "{points}점은 강사가 글을 읽은 뒤에 더해집니다.")
NOT_GRADED = text("Not graded: {reason}", "채점하지 못했습니다: {reason}")
WHERE = text("in cell {cell}", "{cell} 셀")
WHERE_LINE = text("in cell {cell}, line {line}", "{cell} 셀 {line}번째 줄")
EXPECTED = text("expected: {words}", "기대한 것: {words}")
FOUND = text("found: {words}", "확인된 것: {words}")
HINT = text("try: {words}", "도움말: {words}")
LIKELY = text("Most likely cause: {words}", "가장 유력한 원인: {words}")
NOTICE = text("Note: {words}", "알림: {words}")
DATA = text("data set {name}: {share}", "데이터 세트 {name}: {share}")


class Ticker:
    """Writes what happens to ``stream``: line by line, or over one line where that is a terminal."""

    def __init__(self, stream: TextIO, language: str, *, brief: bool = False) -> None:
        """``brief`` leaves out what is only of use for a single run."""
        self._screen = Screen(stream)
        self._language = language
        self._brief = brief

    def event(self, event: dict[str, Any]) -> None:
        """One event of a run."""
        kind = event.get("type")
        if kind == "phase":
            self._line(PHASES[event["phase"]][self._language] + " …")
        elif kind == "seed":
            self._line(OTHER_SEED.format(run=event["run"], runs=event["runs"])[self._language])
        elif kind == "cell" and event["state"] == "running":
            self._screen.over(f"[{event['index'] + 1}/{event['total']}] {event['name']} …")
        elif kind == "cell":
            seconds = "" if event["seconds"] is None else f"  {event['seconds']:.1f} s"
            self._line(f"[{event['index'] + 1}/{event['total']}] {event['name']}  {event['state']}{seconds}")
        elif kind == "epoch":
            logs = "  ".join(f"{name} {value:.4g}" for name, value in event["logs"].items())
            self._screen.over(f"  {event['cell']}: {event['epoch']}/{event['epochs']}  {logs}")

    def data(self, name: str, share: float) -> None:
        """A data set is being made, by this process or by another one that it waits for."""
        self._screen.over(DATA.format(name=name, share=f"{share:.0%}")[self._language])

    def close(self) -> None:
        """Nothing more comes."""
        self._screen.close()

    def _line(self, words: str) -> None:
        if self._brief:
            self._screen.over(words)
        else:
            self._screen.line(words)


def show(report: Report, language: str, write: Callable[[str], object]) -> None:
    """Write a report for people, line by line."""

    def tell(words: Text | str, indent: str = "", /, **values: Any) -> None:
        if isinstance(words, Text):
            # What a finding says is finished: braces in it are the learner's own.
            words = (words.format(**values) if values else words)[language]
        for line in words.splitlines() or [""]:
            write(textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent) or "")

    if report.state == "ended":
        tell(NOT_GRADED, reason=report.reason or "")
        return
    if report.diagnosis and report.score < report.max_score:
        tell(LIKELY, words=report.diagnosis.message)
        _show_place(report.diagnosis, tell)
        if report.diagnosis.mend:
            tell(HINT, "    ", words=report.diagnosis.mend)
        tell("")
    for finding in report.findings:
        _show_finding(finding, language, tell)
    for notice in report.notices:
        tell(NOTICE, words=notice.message)
    tell("")
    tell(SCORE, score=shown_points(report.score), maximum=shown_points(report.max_score))
    if report.awaiting:
        tell(AWAITED, points=shown_points(report.awaiting))


def _state(finding: Finding) -> Text:
    if finding.awaits_review:
        return AWAITS
    return WAITS if finding.waits_for else STATES[finding.state]


def _show_finding(finding: Finding, language: str, tell: Callable[..., None]) -> None:
    state = _state(finding)[language]
    tell(f"{state:<10} {shown_points(finding.points)}/{shown_points(finding.max_points)}  {finding.title[language]}")
    if finding.state is FindingState.PASSED:
        return
    tell(finding.message, "    ")
    _show_place(finding, tell)
    for label, words in ((EXPECTED, finding.expected), (FOUND, finding.found), (HINT, finding.hint)):
        if words:
            tell(label, "    ", words=words)


def _show_place(about: Finding | Diagnosis, tell: Callable[..., None]) -> None:
    if about.cell:
        tell(WHERE_LINE if about.line else WHERE, "    ", cell=about.cell, line=about.line)

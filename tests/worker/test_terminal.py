"""A report at a terminal, and the line that tells how far all is."""

from __future__ import annotations

import io

import pytest

from graders.quest import Quest
from graders.report import Diagnosis, Finding, FindingState, Report
from graders.text import text
from quests.terminal import Screen, columns
from worker.proof.progress import Progress
from worker.proof.telling import Telling
from worker.terminal import show


def lines(finding: Finding, language: str = "en") -> str:
    written: list[str] = []
    show(Report.graded(quest="q", findings=[finding]), language, written.append)
    return "\n".join(written)


def finding(**fields: object) -> Finding:
    told = {
        "criterion": "serve",
        "kind": "value",
        "title": text("It serves", "응답합니다"),
        "points": 0,
        "max_points": 5,
    }
    return Finding.model_validate({**told, "state": "failed", "message": text("No.", "아닙니다."), **fields})


def test_braces_of_a_learners_values_are_shown_as_they_are() -> None:
    words = text("serve([{'hour': 3}]) gave {0!r:{}.", "serve([{'hour': 3}])의 결과는 {0!r:{}입니다.")
    shown = lines(finding(message=words, expected=words, found=words, hint=words))
    assert shown.count("serve([{'hour': 3}]) gave {0!r:{}.") == 4


def test_what_waits_for_another_criterion_is_not_called_untried() -> None:
    waiting = finding(state=FindingState.UNATTEMPTED, waits_for="build")
    assert "NOT JUDGED YET" in lines(waiting)
    assert "채점 보류" in lines(waiting, "ko")
    assert "NOT TRIED" in lines(finding(state=FindingState.UNATTEMPTED))


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", ["Most likely cause: A name.", "    in cell build, line 3", "    try: Mend it.", ""]),
        ("ko", ["가장 유력한 원인: 이름입니다.", "    build 셀 3번째 줄", "    도움말: 고치십시오.", ""]),
    ],
)
def test_the_likeliest_cause_comes_first_and_names_its_cell_and_line(language: str, first: list[str]) -> None:
    cause = {
        "cause": "misspelt-name",
        "message": text("A name.", "이름입니다."),
        "mend": text("Mend it.", "고치십시오."),
    }
    diagnosis = Diagnosis.model_validate(cause | {"cell": "build", "line": 3})
    written: list[str] = []
    show(Report.graded(quest="q", findings=[finding()], diagnosis=diagnosis), language, written.append)
    assert written[:4] == first


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_same_words_come_back_after_a_line_that_took_their_place() -> None:
    terminal = Terminal()
    screen = Screen(terminal)
    screen.over("half of it")
    screen.over("half of it")
    assert terminal.getvalue().count("half of it") == 1
    screen.line("A line that stays.")
    screen.over("half of it")
    screen.close()
    screen.over("half of it")
    assert terminal.getvalue().count("half of it") == 3


@pytest.mark.parametrize("words", ["데이터 세트를 만드는 중입니다 " * 9, "a data set is being made " * 9])
def test_a_line_that_is_taken_the_place_of_fits_the_terminal_in_korean_too(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    terminal = Terminal()
    Screen(terminal).over(words)
    shown = terminal.getvalue().removeprefix("\r\x1b[K")
    assert words.startswith(shown)
    assert 38 <= columns(shown) <= 39


def test_what_a_proof_hears_in_other_threads_is_told_in_its_own(quest: Quest) -> None:
    terminal = Terminal()
    telling = Telling(quest, Progress(3), None, terminal, "ko")
    telling.data("mnist", 0.25)
    telling.end()
    assert terminal.getvalue() == ""
    telling.tell()
    assert "mnist" in terminal.getvalue()
    assert "25%" in terminal.getvalue()

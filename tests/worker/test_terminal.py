"""A report at a terminal."""

from __future__ import annotations

from graders.report import Finding, FindingState, Report
from graders.text import text
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

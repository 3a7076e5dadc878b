"""``written``, at the border users meet: a notebook's text in, a finding for an instructor out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from graders.context import Context
from graders.criteria import parse_options, written
from graders.judge import judge
from graders.questions import AskVariable
from graders.report import Finding, FindingState, Report
from graders.testing import EvidenceFolder, criterion, make_quest
from graders.written import MAX_CHARACTERS, Review

GIVEN = "<!-- At least five words. -->\n*Write your answer here.*"
TITLE = {"en": "It names the cause", "ko": "원인을 밝힙니다"}
RUBRIC = [
    {"id": "cause", "points": 6, "title": TITLE},
    {
        "id": "evidence",
        "points": 4,
        "title": TITLE,
        "levels": [{"points": points, "title": TITLE} for points in (0, 2, 4)],
    },
]
ESSAY = f"{GIVEN}\n\nThe network **memorises**: its validation loss rises.\n\n검증 손실이 다시 커집니다."


def judged(tmp_path: Path, said: str | None, *, form: str = "starter", **options: Any) -> Finding:
    return report(tmp_path, said, form=form, **options).findings[0]


def report(tmp_path: Path, said: str | None, *, form: str = "starter", **options: Any) -> Report:
    asked: dict[str, Any] = {"rubric": RUBRIC, "min_words": 5} | options
    spec = criterion("why", "written", cell="why", **asked)
    texts = {"why": said} if said is not None else {}
    folder = EvidenceFolder(tmp_path / "e", {"code": "x = 1"}, texts=texts, form=form)
    quest = make_quest(tmp_path / "quest", spec, starter={"code": ""}, texts={"why": GIVEN})
    return judge(quest, folder.evidence)


def in_variable(tmp_path: Path, *values: Any, **fields: Any) -> Finding:
    spec = criterion("why", "written", variable="answer", rubric=RUBRIC, min_words=5)
    folder = EvidenceFolder(tmp_path / "e", {"code": "answer = '...'"}).answer("why", *values, **fields)
    return judge(make_quest(tmp_path / "quest", spec), folder.evidence).findings[0]


def test_a_text_waits_for_an_instructor_and_counts_neither_for_nor_against(tmp_path: Path) -> None:
    told = report(tmp_path, ESSAY)
    finding = told.findings[0]
    assert (finding.state, finding.awaits_review) == (FindingState.COULD_NOT_GRADE, True)
    assert (told.score, told.max_score, told.awaiting) == (0, 0, 10)
    assert "instructor" in finding.message.en
    assert "강사" in finding.message.ko
    assert finding.written is not None
    assert finding.written.text == ESSAY, "the instructor reads what the learner wrote"
    assert [(mark.id, mark.max_points, mark.points) for mark in finding.written.rubric] == [
        ("cause", 6, None),
        ("evidence", 4, None),
    ]


@pytest.mark.parametrize("said", ["", "  \n", GIVEN, "*Write your answer here.*  \n", "<!-- only a comment -->"])
def test_without_a_text_of_ones_own_nothing_was_attempted(tmp_path: Path, said: str) -> None:
    assert judged(tmp_path, said).state is FindingState.UNATTEMPTED


def test_a_heading_alone_is_a_text_although_python_calls_it_a_comment(tmp_path: Path) -> None:
    assert judged(tmp_path, "# It memorises the training rows").awaits_review


def test_the_words_of_the_starter_are_not_the_learners(tmp_path: Path) -> None:
    finding = judged(tmp_path, f"{GIVEN}\nIt overfits.")
    assert finding.state is FindingState.FAILED
    assert finding.found is not None
    assert finding.found["en"] == "2 words of your own"
    assert finding.expected is not None
    assert finding.expected["ko"] == "5~1500단어"


def test_a_text_longer_than_was_asked_for_is_not_given_to_anybody(tmp_path: Path) -> None:
    assert judged(tmp_path, "one two three four five six seven", max_words=6).state is FindingState.FAILED
    picture = judged(tmp_path / "picture", "Five words and a picture " + "a" * MAX_CHARACTERS)
    assert picture.state is FindingState.FAILED
    assert "picture" in picture.message.en


def test_a_notebook_of_ones_own_is_told_where_the_text_belongs(tmp_path: Path) -> None:
    finding = judged(tmp_path, None, form="free-form")
    assert finding.state is FindingState.UNATTEMPTED
    assert "`why`" in finding.message.en


def test_a_text_is_read_also_where_the_code_ran_out_of_time(tmp_path: Path) -> None:
    spec = criterion("why", "written", cell="why", rubric=RUBRIC)
    folder = EvidenceFolder(tmp_path / "e", {"code": "x"}, texts={"why": ESSAY}, asked=False, ended_by="time")
    quest = make_quest(tmp_path / "quest", spec, texts={"why": GIVEN})
    assert judge(quest, folder.evidence).findings[0].awaits_review


def test_what_could_do_harm_is_not_in_the_text(tmp_path: Path) -> None:
    finding = judged(tmp_path, "one two\x00 three\u202e four\n\n    five \x1b[31m six")
    assert finding.written is not None
    assert finding.written.text == "one two three four\n\n    five [31m six"


def test_a_string_variable_is_a_text_too(tmp_path: Path) -> None:
    finding = in_variable(tmp_path, "The validation loss rises again.")
    assert finding.awaits_review
    assert finding.written is not None
    assert finding.written.text == "The validation loss rises again."


def test_only_a_variable_is_asked_for(tmp_path: Path) -> None:
    in_cell = criterion("why", "written", cell="why", rubric=RUBRIC)
    named = criterion("why", "written", variable="answer", rubric=RUBRIC)
    asked = [written.questions(s, written.WrittenOptions.model_validate(s.options), None) for s in (in_cell, named)]
    assert [[type(question) for question in one.questions] for one in asked] == [[], [AskVariable]]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([""], FindingState.UNATTEMPTED),
        ([3], FindingState.FAILED),
        ([{"type": "builtins.str", "value": ["not", "a", "string"], "has_value": True}], FindingState.FAILED),
        ([], FindingState.FAILED),
    ],
)
def test_a_variable_that_holds_no_text(tmp_path: Path, values: list[Any], state: FindingState) -> None:
    assert in_variable(tmp_path, *values).state is state


def test_a_forged_answer_fails_alone(tmp_path: Path) -> None:
    spec = criterion("why", "written", variable="answer", rubric=RUBRIC)
    folder = EvidenceFolder(tmp_path / "e").raw("why", b"\x93NUMPY")
    assert judge(make_quest(tmp_path / "quest", spec), folder.evidence).findings[0].state is FindingState.FAILED


def review(**marks: float) -> Review:
    return Review(reviewer="Ina", at=datetime(2026, 3, 2, tzinfo=UTC), marks=marks, comment="Good.")


@pytest.mark.parametrize(
    ("marks", "state", "points"),
    [
        ({"cause": 6, "evidence": 4}, FindingState.PASSED, 10),
        ({"cause": 3, "evidence": 2}, FindingState.PARTIAL, 5),
        ({"cause": 0, "evidence": 0}, FindingState.FAILED, 0),
        ({"cause": 6}, FindingState.PARTIAL, 6),
    ],
)
def test_the_grade_is_the_report_and_the_reviews(
    tmp_path: Path, marks: dict[str, float], state: FindingState, points: float
) -> None:
    before = report(tmp_path, ESSAY)
    text = before.findings[0].written
    assert text is not None
    after = before.reviewed({("why", text.about): review(**marks)})
    finding = after.findings[0]
    assert (finding.state, finding.points, finding.awaits_review) == (state, points, False)
    assert (after.score, after.max_score, after.awaiting) == (points, 10, 0)
    assert finding.written is not None
    assert finding.written.review is not None
    assert Report.from_json(after.model_dump_json()) == after
    assert before.findings[0].awaits_review, "the report itself is never rewritten"


def test_a_review_of_another_text_or_rubric_changes_nothing(tmp_path: Path) -> None:
    before = report(tmp_path, ESSAY)
    other = report(tmp_path / "other", ESSAY, rubric=RUBRIC[:1]).findings[0].written
    assert other is not None
    assert before.reviewed({("why", other.about): review(cause=6)}) == before


@pytest.mark.parametrize(
    "options",
    [
        {"rubric": []},
        {"rubric": [RUBRIC[0], RUBRIC[0]]},
        {"rubric": RUBRIC, "min_words": 10, "max_words": 5},
        {"rubric": [{**RUBRIC[1], "points": 5}]},
        {"rubric": [{**RUBRIC[0], "points": 0}]},
        {"rubric": RUBRIC, "words": 10},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("why", "written", **options))


def test_an_empty_evidence_folder_is_no_crash(tmp_path: Path) -> None:
    spec = criterion("why", "written", variable="answer", rubric=RUBRIC)
    quest, folder = make_quest(tmp_path / "quest", spec), EvidenceFolder(tmp_path / "e")
    assert judge(quest, folder.evidence).findings[0].state is FindingState.FAILED
    assert Context(quest, folder.evidence).untouched("why") is False

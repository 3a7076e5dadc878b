"""``custom``: an instructor's ``grader.py`` and a learner's evidence in, a finding out."""

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.conftest import Save
from graders.judge import judge, questions_for
from graders.questions import AskFunction, AskModel, AskPredict, AskVariable
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED
UNATTEMPTED, COULD_NOT_GRADE = FindingState.UNATTEMPTED, FindingState.COULD_NOT_GRADE

HEAD = """\
from graders.authoring import *

"""
FALLS = (
    HEAD
    + """\
def judge(evidence):
    x = evidence.array("x", rank=1)
    falls = float((x[1:] < x[:-1]).mean()) if len(x) > 1 else 0.0
    if falls == 1:
        return passed(text("It falls.", "줄어듭니다."), found=x[-1])
    return partial(falls, text("It rises.", "커집니다."), expected="x[1] < x[0]", found=falls,
                   hint=text("Lower the learning rate.", "학습률을 낮추십시오."))
"""
)
ASKS: dict[str, Any] = {"asks": {"variables": ["x"]}}


def judged(
    tmp_path: Path,
    grader: str,
    value: Any = None,
    options: dict[str, Any] = ASKS,
    heldout: Path | None = None,
    **fields: Any,
) -> Finding:
    spec = criterion("it", "custom", **options)
    quest = make_quest(tmp_path / "quest", spec)
    (tmp_path / "quest" / "grader.py").write_text(grader)
    folder = EvidenceFolder(tmp_path / "e", fields.pop("cells", {"answer": "x = 1"}), **fields)
    if callable(value):
        value(folder)
    elif value is not None:
        folder.answer("it-v0", value)
    return judge(quest, folder.evidence, heldout).findings[0]


def says(outcome: str, setup: str = "pass") -> str:
    return f"{HEAD}def judge(evidence):\n    {setup}\n    return {outcome}\n"


def test_what_the_instructor_passes_has_all_points(tmp_path: Path) -> None:
    finding = judged(tmp_path, FALLS, np.array([3.0, 2.0, 1.5]))
    assert (finding.state, finding.points) == (PASSED, 10)
    assert (finding.message.en, finding.message.ko) == ("It falls.", "줄어듭니다.")
    assert finding.found is not None
    assert finding.found.ko == "1.5"


def test_what_is_right_in_part_has_its_share(tmp_path: Path) -> None:
    finding = judged(tmp_path, FALLS, [3.0, 2.0, 2.5])
    assert (finding.state, finding.points) == (PARTIAL, 5)
    assert finding.hint is not None
    assert finding.hint.ko == "학습률을 낮추십시오."
    assert finding.expected is not None
    assert finding.expected.en == "x[1] < x[0]"


def test_what_the_instructor_fails_has_no_points(tmp_path: Path) -> None:
    finding = judged(tmp_path, FALLS, np.array([1.0, 2.0]))
    assert (finding.state, finding.points) == (FAILED, 0)


def test_an_instructor_may_call_it_unattempted(tmp_path: Path) -> None:
    finding = judged(tmp_path, says('unattempted(text("Not yet.", "아직입니다."))'), 1)
    assert finding.state is UNATTEMPTED


def test_an_outcome_may_point_at_a_cell_and_line(tmp_path: Path) -> None:
    where = 'failed(text("No.", "아니요."), cell=next(iter(evidence.sources)), line=2)'
    finding = judged(tmp_path, says(where), 1, cells={"answer": "a = 1\nx = 1"})
    assert (finding.cell, finding.line) == ("answer", 2)


@pytest.mark.parametrize("line", ["-3", "10 ** 12", "'2'", "None"])
def test_a_line_that_cannot_be_is_left_out(tmp_path: Path, line: str) -> None:
    finding = judged(tmp_path, says(f'failed(text("No.", "아니요."), cell="answer", line={line})'), 1)
    assert (finding.state, finding.line) == (FAILED, None)


def test_a_missing_variable_is_unattempted(tmp_path: Path) -> None:
    finding = judged(tmp_path, FALLS, lambda folder: folder.missing("it-v0"), cells={"answer": "other = 1"})
    assert finding.state is UNATTEMPTED
    assert "There is no `x`" in finding.message.en


@pytest.mark.parametrize(
    ("ask", "value", "english", "korean"),
    [
        ("array('x')", "words", "an array of numbers, but is 'words'", "수의 배열이어야"),
        ("array('x', rank=2)", np.zeros(3), "with 2 axes", "(축 2개)"),
        ("number('x')", "0.5", "should be a number, but is '0.5'", "수여야"),
        ("number('x')", np.zeros(2), "should be a number", "수여야"),
        ("words('x')", 3, "should be a text, but is 3", "문자열이어야"),
        ("variable('x')", {"type": "builtins.generator"}, "builtins.generator", "builtins.generator"),
    ],
)
def test_a_value_of_another_kind_is_told_without_the_instructors_help(
    tmp_path: Path, ask: str, value: Any, english: str, korean: str
) -> None:
    finding = judged(tmp_path, says('passed(text("Yes.", "네."))', f"evidence.{ask}"), value)
    assert finding.state is FAILED
    assert english in finding.message.en
    assert korean in finding.message.ko


@pytest.mark.parametrize(
    ("grader", "words"),
    [
        (says("1 / 0"), "in grader.py, line 5: ZeroDivisionError."),
        (says('passed("Right.")'), "line 5: TypeError: words for learners are text("),
        (says('passed(text("Right.", ""))'), "line 5: ValueError."),
        (says('partial(float("nan"), text("a", "b"))'), "line 5: ValueError."),
        (says("True"), "in grader.py: `judge` returned a bool instead of an Outcome"),
        (says("None"), "a NoneType instead"),
        (says("undefined_name"), "line 5: NameError: name 'undefined_name' is not defined"),
        (says('evidence.variable("y")'), "line 5: KeyError"),
        (says("passed()", "import sys; sys.exit(1)"), "line 4: SystemExit"),
        ("import nowhere_to_be_found\n", "line 1: ModuleNotFoundError: No module named"),
        ("def judge(evidence):\n    return (\n", "grader.py, line 2: SyntaxError"),
        ("x = 1\n", "AttributeError"),
        ("raise KeyboardInterrupt if False else ValueError\n", "line 1: ValueError"),
    ],
)
def test_a_check_that_fails_costs_no_learner_points_and_tells_its_line(tmp_path: Path, grader: str, words: str) -> None:
    finding = judged(tmp_path, grader, 1)
    assert finding.state is COULD_NOT_GRADE
    assert words in finding.message.en
    assert "강사에게 알려 주십시오" in finding.message.ko
    assert finding.points == 0


def test_an_error_that_may_hold_a_right_answer_keeps_its_words(tmp_path: Path, capsys: Any) -> None:
    finding = judged(tmp_path, says("None", "raise ValueError('it should be 48271')"), 1)
    assert finding.state is COULD_NOT_GRADE
    assert "48271" not in finding.model_dump_json()
    assert "48271" in capsys.readouterr().err


@pytest.mark.parametrize("setup", ["while True: pass", "import time; time.sleep(60)"])
def test_a_check_that_does_not_end_is_stopped_and_the_rest_is_judged(tmp_path: Path, setup: str) -> None:
    endless = f"{HEAD}def judge(evidence):\n    try:\n        {setup}\n    except Exception:\n        pass\n"
    finding = judged(tmp_path, endless, 1, ASKS | {"seconds": 0.2})
    assert finding.state is COULD_NOT_GRADE
    assert "it took more than 0.2 s" in finding.message.en
    assert "0.2초" in finding.message.ko


def test_one_check_that_fails_takes_no_other_with_it(tmp_path: Path) -> None:
    specs = [criterion("broken", "custom", function="broken"), criterion("sound", "custom", function="sound")]
    quest = make_quest(tmp_path / "quest", *specs)
    grader = f"{HEAD}def broken(evidence): 1 / 0\ndef sound(evidence): return passed(text('Yes.', '네.'))\n"
    (tmp_path / "quest" / "grader.py").write_text(grader)
    report = judge(quest, EvidenceFolder(tmp_path / "e").evidence)
    assert [finding.state for finding in report.findings] == [COULD_NOT_GRADE, PASSED]
    assert (report.score, report.max_score) == (10, 10)


def test_one_function_serves_several_criteria_by_its_parameters(tmp_path: Path) -> None:
    grader = says('passed(text("Yes.", "네."), found=evidence.parameters["least"])')
    finding = judged(tmp_path, grader, 1, ASKS | {"parameters": {"least": 3}})
    assert finding.found is not None
    assert finding.found.en == "3"


def test_what_a_learner_wrote_is_made_safe_before_it_is_shown(tmp_path: Path) -> None:
    grader = says('failed(text(f"No: {x}", f"아니요: {x}"), found=x)', 'x = evidence.words("x")')
    finding = judged(tmp_path, grader, "\u202e\x00\ud800" + "y" * 50_000)
    assert finding.state is FAILED
    assert "\u202e" not in finding.model_dump_json()
    assert len(finding.message.en) <= 2000


FORGED: list[Any] = [
    b"",
    b"not json",
    {"id": "another", "status": "answered", "values": []},
    {"id": "it-v0", "status": "answered", "values": []},
    {"id": "it-v0", "status": "answered", "values": [{"type": "x", "has_value": True, "array": "../../etc/passwd"}]},
    {"id": "it-v0", "status": "passed", "points": 10},
]


@pytest.mark.parametrize("content", FORGED, ids=range(len(FORGED)))
def test_a_forged_answer_fails_without_harm(tmp_path: Path, content: Any) -> None:
    finding = judged(tmp_path, FALLS, lambda folder: folder.raw("it-v0", content))
    assert (finding.state, finding.points) == (FAILED, 0)


def test_an_answer_that_is_not_there_fails(tmp_path: Path) -> None:
    assert judged(tmp_path, FALLS).state is FAILED


FUNCTIONS: dict[str, Any] = {"asks": {"functions": [{"name": "double", "cases": [[1], [{"array": [1, 2]}]]}]}}
DOUBLES = (
    HEAD
    + """\
def judge(evidence):
    wrong = [r for r in evidence.results("double") if r.error or not (r.value == 2 * r.arguments[0]).all()]
    if wrong:
        return failed(text("Wrong.", "틀렸습니다."), found=wrong[0].error or wrong[0].value)
    return passed(text("Right.", "맞습니다."))
"""
)


@pytest.mark.parametrize(
    ("values", "state", "found"),
    [
        ([np.array(2), np.array([2, 4])], PASSED, None),
        ([np.array(2), np.array([1, 2])], FAILED, "[1, 2]"),
        ([{"name": "ValueError", "message": "no"}, np.array([2, 4])], FAILED, "ValueError: no"),
    ],
)
def test_results_of_a_function_are_given_with_their_arguments(
    tmp_path: Path, values: list[Any], state: FindingState, found: str | None
) -> None:
    finding = judged(tmp_path, DOUBLES, lambda folder: folder.answer("it-f0", *values), FUNCTIONS)
    assert finding.state is state
    assert (finding.found and finding.found.en) == found


def test_a_function_that_did_not_end_has_answered_its_first_calls(tmp_path: Path) -> None:
    hangs = lambda folder: folder.answer("it-f0", np.array(2), status="too_slow")  # noqa: E731
    finding = judged(tmp_path, DOUBLES, hangs, FUNCTIONS)
    assert finding.found is not None
    assert finding.found.en == "not done in time"


def test_more_results_than_calls_are_forged(tmp_path: Path) -> None:
    finding = judged(tmp_path, DOUBLES, lambda folder: folder.answer("it-f0", *[np.array(2)] * 3), FUNCTIONS)
    assert finding.state is FAILED


MODEL: dict[str, Any] = {"asks": {"model": "model", "predictions": {"scale": 255.0, "shape": [4]}}, "data": "toy"}
SCORES = (
    HEAD
    + """\
def judge(evidence):
    right = float((evidence.predictions.argmax(axis=1) == evidence.labels).mean())
    return partial(right, text("Some are right.", "일부가 맞습니다."), found=evidence.model.count_params())
"""
)


def test_a_model_is_rebuilt_and_judged_on_held_out_rows(tmp_path: Path, save: Save, heldout: Path) -> None:
    file = save(keras.layers.Dense(4, kernel_initializer="identity"))
    finding = judged(tmp_path, SCORES, lambda folder: folder.model("model-model", file), MODEL, heldout)
    assert finding.state is PASSED, finding.message.en
    assert finding.found is not None
    assert finding.found.en == "20"


def test_without_held_out_rows_it_could_not_be_graded(tmp_path: Path, save: Save) -> None:
    file = save(keras.layers.Dense(4))
    finding = judged(tmp_path, SCORES, lambda folder: folder.model("model-model", file), MODEL)
    assert finding.state is COULD_NOT_GRADE


def test_all_that_is_asked_is_put_to_the_notebook(tmp_path: Path, heldout: Path) -> None:
    asks = {**FUNCTIONS["asks"], **MODEL["asks"], "variables": ["x"], "calls": True, "figures": True}
    quest = make_quest(tmp_path / "quest", criterion("it", "custom", asks=asks, data="toy"))
    questions, arrays = questions_for(quest, heldout)
    assert {type(q) for q in questions} >= {AskVariable, AskFunction, AskModel, AskPredict}
    assert arrays["it-rows"].shape == (300, 4)
    assert arrays["it-rows"].max() <= 1


def test_putting_the_questions_runs_nothing_of_the_instructors(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("it", "custom", **ASKS))
    (tmp_path / "quest" / "grader.py").write_text(f"open({str(tmp_path / 'trap')!r}, 'w')\n")
    questions_for(quest)
    assert not (tmp_path / "trap").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"asks": {"predictions": {}}}, "predictions need"),
        ({"asks": {"variable": ["x"]}}, "Extra inputs"),
        ({"asks": {"functions": [{"name": "f", "cases": [[{"normal": [9000, 9000]}]]}]}}, "81000000 elements"),
        ({"seconds": 600}, "less than or equal to 60"),
        ({"function": ""}, "at least 1 character"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_options(criterion("it", "custom", **options))
    assert words in str(caught.value)

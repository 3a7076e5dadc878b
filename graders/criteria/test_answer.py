"""``answer``, at the border users meet: what a learner put into a variable in, a finding out."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.judge import judge, questions_for
from graders.questions import AskVariable
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED
UNATTEMPTED = FindingState.UNATTEMPTED

Options = dict[str, Any]

CHOICE: Options = {
    "among": {
        "a": {"en": "More layers", "ko": "층을 늘린다"},
        "b": {"en": "Dropout", "ko": "드롭아웃"},
        "c": {"en": "More data", "ko": "데이터를 늘린다"},
        "d": {"en": "Longer training", "ko": "더 오래 학습한다"},
    },
    "because": {"d": {"en": "Longer training overfits more.", "ko": "오래 학습하면 과대적합이 심해집니다."}},
}
ONE: Options = {"choice": CHOICE | {"right": "b"}}
SEVERAL: Options = {"choice": CHOICE | {"right": ["b", "c"]}}
STEPS = {"ordering": {"right": ["forward", "loss", "gradient", "update"]}}
MEMORY = {"number": {"right": 2.0, "unit": "GB"}}
COUNT = {
    "number": {
        "right": 7850,
        "because": [{"value": 7840, "why": {"en": "Count the biases, too.", "ko": "편향도 세어야 합니다."}}],
    }
}
KINDS = {
    "set": {
        "right": ["relu", ["softmax", "소프트맥스"], "tanh"],
        "because": {"dense": {"en": "Dense is a layer.", "ko": "Dense는 층입니다."}},
    }
}
WORD = {"text": {"accepted": ["overfitting", "과대적합"], "pattern": "over ?fit.*"}}


def judged(tmp_path: Path, value: Any, options: dict[str, Any], reason: Any = None, **fields: Any) -> Finding:
    spec = criterion("it", "answer", variable="x", **options, **fields)
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"})
    if callable(value):
        value(folder)
    else:
        folder.answer("it", value)
    if reason is not None:
        folder.answer("it-reason", reason)
    return judge(make_quest(tmp_path / "quest", spec, starter={"answer": "x = None"}), folder.evidence).findings[0]


@pytest.mark.parametrize(
    ("value", "options"),
    [
        *((value, ONE) for value in ("b", "B", " (b) ", "'b'", "b.", "ｂ", "Dropout", "드롭아웃", "b) Dropout", ["b"])),
        *((value, ONE) for value in ("답: b", "Answer: B", np.array("b"), np.array(["b"]))),
        *((value, {"choice": {"among": ["1", "2"], "right": "2"}}) for value in (2, "2", "2번", "②", 2.0, np.array(2))),
        *((value, {"choice": {"among": ["true", "false"], "right": "false"}}) for value in (False, "False")),
        *((value, SEVERAL) for value in (["b", "c"], ["C", "B", "b"], "b, c", "c/b", "b와 c", "B and C")),
        (["Dropout", "c"], SEVERAL),
        (["forward", "loss", "gradient", "update"], STEPS),
        ("Forward > loss > gradient > update", STEPS),
        *((value, MEMORY) for value in (2, 2.0, 1.99, "2 GB", "2GB", "2.0 gb", "2e9 bytes", "2,000 MB", "16 Gbit")),
        *((value, MEMORY) for value in ("약 2×10⁹ 바이트", "1.863 GiB", "2 기가바이트", "2.01 GB")),
        (np.array(2, "float32"), MEMORY),
        *((value, COUNT) for value in (7850, "7,850", 7850.0, "7.85k", "7850 parameters", "7850개")),
        *((value, {"number": {"right": 0.97}}) for value in (0.97, "97 %", "97퍼센트", "97/100")),
        *((value, {"number": {"right": 90, "unit": "s", "absolute": 1}}) for value in ("1.5 min", "90초", 89.5)),
        *((value, {"number": {"right": 312e12, "unit": "FLOP/s"}}) for value in ("312 TFLOPS", "312 TFLOPs")),
        *((value, KINDS) for value in (["tanh", "relu", "softmax", "relu"], "ReLU, 소프트맥스, tanh")),
        *((value, WORD) for value in ("Overfitting", "  over  fitting. ", "과대적합", "overfit", '"overfitting"')),
        ("@", {"text": {"accepted": ["@"]}}),
        ("None", {"text": {"accepted": ["None"]}}),
    ],
    ids=str,
)  # fmt: skip
def test_a_right_answer_passes_however_it_is_written(tmp_path: Path, value: Any, options: dict[str, Any]) -> None:
    finding = judged(tmp_path, value, options)
    assert finding.state is PASSED, finding.message.en
    assert finding.points == 10


@pytest.mark.parametrize(
    ("value", "options", "points"),
    [
        (["b"], SEVERAL, 5),
        (["c"], SEVERAL, 5),
        (["b", "c", "a"], SEVERAL, 5),
        (["forward", "gradient", "loss", "update"], STEPS, 6.6667),
        (["loss", "forward", "gradient", "update"], STEPS, 6.6667),
        (["relu", "tanh"], KINDS, 6.6667),
        (["relu", "tanh", "softmax", "dense"], KINDS, 6.6667),
    ],
)
def test_an_answer_that_is_right_in_part_gives_part_of_the_points(
    tmp_path: Path, value: Any, options: dict[str, Any], points: float
) -> None:
    finding = judged(tmp_path, value, options)
    assert finding.state is PARTIAL
    assert finding.points == pytest.approx(points, abs=1e-3)


@pytest.mark.parametrize(
    ("value", "options", "english", "korean"),
    [
        ("a", ONE, "Your answer `a` is not right.", "답 `a`는 맞지 않습니다."),
        ("d", ONE, "Longer training overfits more.", "오래 학습하면 과대적합이 심해집니다."),
        (["b", "d"], SEVERAL, "1 of the 2 choices that you took are right. Longer training overfits", "2개 중 1개"),
        ("e", ONE, "none of the choices a, b, c, d", "보기 a, b, c, d 가운데"),
        (3, ONE, "is `3`, which is none of the choices", "`3`"),
        (["b", "c"], ONE, "names 2 choices, but one is asked for", "하나만 골라"),
        ({"a": 1}, ONE, "none of the choices", "보기"),
        (["update", "gradient", "loss", "forward"], STEPS, "`update`, at place 1", "1번째의 `update`"),
        (["forward", "loss", "gradient"], STEPS, "`update` is missing", "`update`가 빠져"),
        (["forward", "loss", "gradient", "gradient"], STEPS, "twice", "두 번"),
        (["forward", "loss", "gradient", "sleep"], STEPS, "'sleep'", "'sleep'"),
        (12, STEPS, "should be a list of all the steps", "리스트여야"),
        ("2 MB", MEMORY, "10^3 times too small", "10^3배 작습니다"),
        (2e9, MEMORY, "10^9 times too large", "10^9배 큽니다"),
        ("2 GiB", {"number": {"right": 2.0, "unit": "GB", "relative": 0.001}}, "1 GiB is 2^30 bytes", "1 GiB는 2^30"),
        (1.8626, MEMORY, "1 GB is 10^9 bytes", "1 GB는 10^9바이트"),
        ("2 Gbit", MEMORY, "1 byte is 8 bits", "1바이트는 8비트"),
        ("2 seconds", MEMORY, "an answer in GB is asked for", "GB 단위의 답"),
        ("-2 GB", MEMORY, "wrong sign", "부호가 반대"),
        ("2.07 GB", MEMORY, "close, but not close enough", "가깝지만"),
        ("two", MEMORY, "should be a number in GB", "(GB 단위)"),
        ("1h 30min", {"number": {"right": 90, "unit": "min"}}, "should be a number in min", "(min 단위)"),
        ("25000*10000*8", MEMORY, "should be a number", "수"),
        (True, COUNT, "should be a number, but is `True`", "`True`"),
        (7840, COUNT, "Count the biases, too.", "편향도 세어야 합니다."),
        (78500, COUNT, "10^1 times too large", "10^1배"),
        ("7850 GB", COUNT, "a plain number is asked for", "단위 없는 수"),
        (97, {"number": {"right": 0.97}}, "0.5 is 50 %", "0.5는 50%"),
        (2.0, {"number": {"right": 2.0, "unit": "GB", "unit_required": True}}, '"2 GB"', "단위가 없습니다"),
        ("60 s", {"number": {"right": 60, "unit": "min"}}, "seconds, minutes and hours", "60초가 1분"),
        (["dense", "relu"], KINDS, "Dense is a layer.", "Dense는 층입니다."),
        (["sigmoid"], KINDS, "'sigmoid'` does not belong", "해당하지 않습니다"),
        (3.5, KINDS, "should be a list or set", "리스트나 집합"),
        ("underfitting", WORD, "not the word", "찾는 말이 아닙니다"),
        ([["x"]], WORD, "in quotes", "따옴표"),
        ("x" * 500, WORD, "at most 200", "200자 이내"),
        ("{0} {found} {", WORD, "not the word", "찾는 말이 아닙니다"),
        ("{0} {found} {", MEMORY, "should be a number", "수"),
        ("2 {found}", COUNT, "not right", "맞지 않습니다"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_told_what_is_off(
    tmp_path: Path, value: Any, options: dict[str, Any], english: str, korean: str
) -> None:
    finding = judged(tmp_path, value, options)
    assert finding.state in (FAILED, PARTIAL)
    assert finding.points < 10
    assert english in finding.message.en
    assert korean in finding.message.ko


@pytest.mark.parametrize("options", [ONE, SEVERAL, STEPS, MEMORY, COUNT, KINDS, WORD], ids=lambda o: next(iter(o)))
@pytest.mark.parametrize(
    "value", [None, "", "...", "?", "____", "TODO", "your answer here", "여기에 답", [], {}, [None]]
)
def test_a_placeholder_is_unattempted(tmp_path: Path, value: Any, options: dict[str, Any]) -> None:
    finding = judged(tmp_path, value, options)
    assert finding.state is UNATTEMPTED
    assert "still open" in finding.message.en
    assert "비어 있습니다" in finding.message.ko


def test_an_ellipsis_is_unattempted(tmp_path: Path) -> None:
    assert judged(tmp_path, {"type": "builtins.ellipsis"}, ONE).state is UNATTEMPTED


def test_a_missing_variable_is_unattempted(tmp_path: Path) -> None:
    spec = criterion("it", "answer", variable="loss_choice", **ONE)
    folder = EvidenceFolder(tmp_path / "e", {"answer": "pass"}).missing("it")
    assert judge(make_quest(tmp_path / "quest", spec), folder.evidence).findings[0].state is UNATTEMPTED


def test_a_value_of_another_kind_is_told_by_its_type(tmp_path: Path) -> None:
    finding = judged(tmp_path, {"type": "builtins.function"}, ONE)
    assert finding.state is FAILED
    assert "builtins.function" in finding.message.en


SECRET: Options = {
    "choice": {"among": ["red", "green", "blue"], "right": "blue"},
    "ordering": {"right": ["w", "z", "y"]},
    "number": {"right": 48271.5},
    "set": {"right": ["cerulean", "ochre"]},
    "text": {"accepted": ["cerulean"]},
}


@pytest.mark.parametrize("form", SECRET)
@pytest.mark.parametrize(
    "value", ["red", 1.0, ["red"], ["z", "w", "y"], {"deep": 1}, 4.82715e9, 47000, "ochre"], ids=str
)
def test_the_right_answer_is_never_told(tmp_path: Path, form: str, value: Any) -> None:
    finding = judged(tmp_path, value, {form: SECRET[form]})
    said = finding.model_copy(update={"found": None}).model_dump_json()
    if finding.state is not PASSED:
        assert "cerulean" not in said
        assert "48271" not in said.replace("4.82715", "")
        assert '["w"' not in said
        assert "z, y" not in said


@pytest.mark.parametrize("form", SECRET)
def test_the_sandbox_is_told_the_variables_name_alone(tmp_path: Path, form: str) -> None:
    spec = criterion("it", "answer", variable="x", reason={"variable": "why"}, **{form: SECRET[form]})
    questions, arrays = questions_for(make_quest(tmp_path / "quest", spec))
    ours = [q for q in questions if isinstance(q, AskVariable)]
    assert {q.name for q in ours} == {"x", "why"}
    asked = "".join(q.model_dump_json() for q in questions)
    assert not any(word in asked for word in ("blue", "cerulean", "48271", "ochre"))
    assert not arrays


REASON = {"reason": {"variable": "why", "characters": 20}}


def test_a_right_answer_with_its_reason_passes(tmp_path: Path) -> None:
    assert judged(tmp_path, "b", ONE | REASON, reason="It drops units at random while training.").state is PASSED


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Because.", "has 8 characters; say it in at least 20"),
        ("", "Say in `why` why"),
        ("a" * 50, "at least 20"),
        (12, "Say in `why` why"),
        ("TODO", "Say in `why` why"),
        ("  \n" * 50, "Say in `why` why"),
    ],
)
def test_a_right_answer_without_its_reason_gives_part_of_the_points(tmp_path: Path, reason: Any, words: str) -> None:
    finding = judged(tmp_path, "b", ONE | REASON, reason=reason)
    assert (finding.state, finding.points) == (PARTIAL, 5)
    assert words in finding.message.en
    assert "`why`" in finding.message.ko


def test_a_wrong_answer_is_not_asked_for_its_reason(tmp_path: Path) -> None:
    finding = judged(tmp_path, "a", ONE | REASON, reason="")
    assert finding.state is FAILED
    assert "why" not in finding.message.en


FORGED: list[Any] = [
    b"",
    b"not json",
    b"[" * 100_000,
    {"id": "another", "status": "answered", "values": []},
    {"id": "it", "status": "answered", "values": []},
    {"id": "it", "status": "answered", "values": [{"type": "x", "has_value": True, "array": "../../etc/passwd"}]},
    {"id": "it", "status": "answered", "values": [{"name": "E", "message": "m"}]},
    {"id": "it", "status": "passed", "points": 10},
]


@pytest.mark.parametrize("content", FORGED, ids=range(len(FORGED)))
def test_a_forged_answer_fails_without_harm(tmp_path: Path, content: Any) -> None:
    finding = judged(tmp_path, lambda folder: folder.raw("it", content), ONE)
    assert (finding.state, finding.points) == (FAILED, 0)


ODD: list[Any] = [
    "9" * 4000,
    "1e999 GB",
    10**300,
    float("nan"),
    float("inf"),
    [[[[[[1]]]]]],
    {"deep": {"deeper": [1]}},
    "\ud800\u202e\x00",
    "a" * 90_000,
    ["a"] * 5000,
    np.zeros((3, 3)),
    np.array(["x"] * 900),
    np.array([b"b"]),
]


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("options", [ONE, SEVERAL, STEPS, MEMORY, COUNT, KINDS, WORD], ids=lambda o: next(iter(o)))
def test_odd_values_fail_without_harm(tmp_path: Path, value: Any, options: dict[str, Any]) -> None:
    finding = judged(tmp_path, value, options)
    assert finding.state is FAILED, finding.message.en
    assert finding.points == 0
    finding.model_dump_json().encode()
    assert len(finding.message.en) < 1000


def test_an_answer_of_a_run_that_was_killed_says_so(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}, asked=False, ended_by="time")
    finding = judge(make_quest(tmp_path / "quest", criterion("it", "answer", variable="x", **ONE)), folder.evidence)
    assert "time limit" in finding.findings[0].message.en


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "exactly one of"),
        (ONE | STEPS, "exactly one of"),
        ({"choice": {"among": ["a", "b"], "right": "c"}}, "`c` is none of the choices"),
        ({"choice": {"among": ["a", "A"], "right": "a"}}, "stands twice"),
        ({"choice": {"among": ["a"], "right": "a"}}, "2 items"),
        ({"choice": CHOICE | {"right": "d"}}, "is a right choice"),
        ({"ordering": {"right": ["a", "a"]}}, "stands twice"),
        ({"ordering": {"right": ["a", "b"], "because": {"c": {"en": "x", "ko": "x"}}}}, "is not in `right`"),
        ({"number": {"right": 1, "unit": "parsnips"}}, "no unit `parsnips`"),
        ({"number": {"right": float("nan")}}, "finite"),
        ({"set": {"right": ["a", ["b", "A"]]}}, "stands twice"),
        ({"set": {"right": []}}, "1 item"),
        ({"text": {}}, "give `accepted`"),
        ({"text": {"pattern": "("}}, "no regular expression"),
        ({"text": {"accepted": ["a"]}, "labels": []}, "Extra inputs"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match="Options") as caught:
        parse_options(criterion("it", "answer", variable="x", **options))
    assert words in str(caught.value)


def test_a_bug_of_ours_costs_no_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("graders.criteria.answer.is_placeholder", breaks)
    finding = judged(tmp_path, "b", ONE)
    assert finding.state is FindingState.COULD_NOT_GRADE
    assert "do not count against you" in finding.message.en
    assert "총점에서 제외됩니다" in finding.message.ko


def test_a_right_answer_that_is_a_bare_power_of_ten_is_not_given_away_by_its_digits(tmp_path: Path) -> None:
    finding = judged(tmp_path, 1, {"number": {"right": 1000}})
    assert finding.state is FindingState.FAILED
    assert "10^" not in finding.model_dump_json()

"""``value``, at the border users meet: an answer of the sandbox in, a finding out."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.judge import judge, questions_for
from graders.questions import AskCalls, AskFigures, AskVariable
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

SHAPES = {"equals": [[60000, 28], [60000]]}
PASSED, FAILED = FindingState.PASSED, FindingState.FAILED


def judged(tmp_path: Path, value: Any, cells: dict[str, str] | None = None, **options: Any) -> Finding:
    reference = options.pop("reference", "")
    spec = criterion("it", "value", variable="x", cell=options.pop("cell", None), **options)
    quest = make_quest(tmp_path / "quest", spec, reference=reference, starter={"answer": "x = ...  # yours"})
    folder = EvidenceFolder(tmp_path / "e", cells or {"answer": "x = 1"})
    if callable(value):
        value(folder)
    else:
        folder.answer("it", value)
    return judge(quest, folder.evidence).findings[0]


@pytest.mark.parametrize(
    ("value", "options"),
    [
        (np.array([[1, 2], [3, 4]]), {"equals": [[1, 2], [3, 4]]}),
        ([[1, 2], [3, 4]], {"equals": [[1, 2], [3, 4]]}),
        (np.array([1.0, 2.0]), {"equals": [1, 2]}),
        (np.array(12), {"equals": 12, "rank": 0}),
        (12, {"equals": 12, "rank": 0}),
        (0.1 + 0.2, {"equals": 0.3}),
        (float("nan"), {"equals": float("nan")}),
        ("softmax", {"equals": "softmax"}),
        (True, {"equals": True}),
        ([1, "two", None], {"equals": [1, "two", None]}),
        (np.zeros((3, 4), "float32"), {"shape": [3, -1], "dtype": "float"}),
        (np.zeros((3, 4), "uint8"), {"rank": 2, "dtype": "int"}),
        (np.array([0.0, 1.0]), {"range": [0, 1]}),
        (0.97, {"range": [0.9, 1], "rank": 0}),
        (np.array([9.0, 11.0]), {"equals": [10, 10], "tolerance": 0.1}),
        ([[1, 2], [3, 4]], {"type": "list", "shape": [2, 2], "dtype": "int"}),
        ([0.5, 1], {"type": "sequence", "rank": 1, "dtype": ["int", "float"], "range": [0, 1]}),
        ({"type": "builtins.tuple", "value": [60000, 28, 28], "has_value": True}, {"equals": [60000, 28, 28]}),
        ({"type": "builtins.tuple", "value": [[60000, 28], [60000]], "has_value": True}, SHAPES | {"type": "tuple"}),
        ([[60000, 28], [60000]], SHAPES),
        (
            {"type": "builtins.dict", "value": {"a": [1, 2], "b": 0.1}, "has_value": True},
            {"equals": {"b": 0.1, "a": [1, 2]}},
        ),
        ({"type": "builtins.dict", "value": {}, "has_value": True}, {"type": "dict"}),
        ("relu", {"type": "text", "equals": "relu"}),
        (False, {"type": "bool", "equals": False}),
        (np.array(0.5), {"type": "number"}),
        (np.array(0.5), {"type": "array"}),
        (np.zeros(2, "uint8"), {"dtype": "unsigned"}),
        (np.zeros(2, "float16"), {"dtype": "number"}),
        (np.array([5.0]), {"range": [0, float("inf")]}),
        (
            np.arange(6.0),
            {"equals_reference": "six", "reference": "import numpy as np\ndef six(): return np.arange(6)"},
        ),
    ],
)
def test_a_right_value_passes(tmp_path: Path, value: Any, options: dict[str, Any]) -> None:
    finding = judged(tmp_path, value, **options)
    assert finding.state is PASSED, finding.message.en


@pytest.mark.parametrize(
    ("value", "options", "words"),
    [
        (np.zeros((2, 3)), {"shape": [3, 2]}, "shape (2, 3), but should have (3, 2)"),
        (np.zeros((2, 3)), {"rank": 1}, "2 axes"),
        (np.zeros(2, "int64"), {"dtype": "float32"}, "int64"),
        ([1, 2], {"shape": [2]}, "np.array"),
        (np.array([12]), {"equals": 12}, "shape is (1,)"),
        (np.array([0.0, 255.0]), {"range": [0, 1]}, "from 0 to 255"),
        (np.array([0.5, np.nan]), {"range": [0, 1]}, "not finite"),
        ("0.97", {"range": [0, 1]}, "no numbers"),
        (np.array([1, 2, 7]), {"equals": [1, 2, 3]}, "at [2], where it has 7"),
        ([1, 2], {"equals": [1, 2, 3]}, "shape is (2,)"),
        ("relu", {"equals": 3}, "it is a string, but should be a number"),
        (True, {"equals": 1}, "a bool"),
        (1, {"equals": True}, "a number"),
        (np.array([1.0, np.inf]), {"equals": [1, 2]}, "not a finite number"),
        ("soft max", {"equals": "softmax"}, "soft max"),
        ([1, 2], {"type": "tuple"}, "`x` is a list, but should be a tuple"),
        (np.zeros(3), {"type": "list"}, "`x` is an array, but should be a list"),
        (3, {"type": "text"}, "`x` is a number, but should be a string"),
        ({"type": "numpy.random.Generator"}, {"type": "array"}, "numpy.random.Generator"),
        ([[1, 2], [3]], {"type": "list", "shape": [2, 2]}, "not equally long"),
        ([[1, 2]], {"type": "list", "shape": [2, 2]}, "shape (1, 2), but should have (2, 2)"),
        ([1, 2], {"type": "list", "dtype": "float"}, "int64"),
        (np.zeros(2), {"dtype": ["float32", "int"]}, "should have float32, int"),
        ([[60000, 28], [6000]], SHAPES, "at [1, 0], where it has 6000"),
        ({"type": "builtins.dict", "value": {"a": 1}, "has_value": True}, {"equals": {"b": 1}}, "keys"),
        (np.array([1.0, 2.5]), {"equals": [1, 2], "tolerance": 0.1}, "where it has 2.5 (it may be off by 0.1)"),
        (np.array([1.0, 2.5]), {"equals": [1, 2], "show": True}, "where it has 2.5 instead of 2"),
        (3, {"equals": 4, "show": True}, "it is 3, but should be 4"),
    ],
)
def test_a_wrong_value_is_told_by_what_is_off(tmp_path: Path, value: Any, options: dict[str, Any], words: str) -> None:
    finding = judged(tmp_path, value, **options)
    assert finding.state is FAILED
    assert words in finding.message.en


def test_the_right_number_is_never_told(tmp_path: Path) -> None:
    finding = judged(tmp_path, np.array([1, 2, 3]), equals=[1, 2, 88])
    assert finding.state is FAILED
    assert "88" not in finding.model_dump_json()


def test_a_missing_variable_is_unattempted(tmp_path: Path) -> None:
    finding = judged(tmp_path, lambda folder: folder.missing("it"), cells={"answer": "other = 1"}, equals=1)
    assert finding.state is FindingState.UNATTEMPTED
    assert finding.points == 0


def test_a_variable_that_was_never_reached_is_told_with_its_line(tmp_path: Path) -> None:
    finding = judged(tmp_path, lambda f: f.missing("it"), cells={"answer": "1 / 0\nx = 1"}, equals=1)
    assert finding.state is FAILED
    assert (finding.cell, finding.line) == ("answer", 2)


def test_a_variable_that_is_only_misspelt_is_named(tmp_path: Path) -> None:
    cells = {"answer": "a = 1\ntrain_Images = 2"}
    spec = criterion("it", "value", variable="train_images", equals=1)
    folder = EvidenceFolder(tmp_path / "e", cells).missing("it")
    finding = judge(make_quest(tmp_path / "quest", spec), folder.evidence).findings[0]
    assert finding.state is FAILED
    assert "`train_Images`" in finding.message.en
    assert (finding.cell, finding.line) == ("answer", 2)


@pytest.mark.parametrize("source", ["", "# nothing", "x = ...\n# mine", "pass"])
def test_an_untouched_cell_is_unattempted_whatever_the_value(tmp_path: Path, source: str) -> None:
    finding = judged(tmp_path, 5, cells={"answer": source}, cell="answer", equals=1)
    assert finding.state is FindingState.UNATTEMPTED
    assert "`answer`" in finding.message.en


def test_a_right_value_made_in_another_cell_counts(tmp_path: Path) -> None:
    finding = judged(tmp_path, 1, cells={"answer": "", "elsewhere": "x = 1"}, cell="answer", equals=1)
    assert finding.state is PASSED


def test_a_value_without_a_form_as_data_is_told_by_its_type(tmp_path: Path) -> None:
    finding = judged(tmp_path, {"type": "builtins.generator"}, equals=1)
    assert finding.state is FAILED
    assert "builtins.generator" in finding.message.en


FORGED: list[Any] = [
    b"",
    b"not json",
    b"\xff\xfe",
    b"[" * 100_000,
    b"x" * 2_000_000,
    {"id": "another", "status": "answered", "values": []},
    {"id": "it", "status": "answered", "values": []},
    {"id": "it", "status": "answered", "values": [{"type": "builtins.int", "has_value": True, "value": 1}] * 3},
    {"id": "it", "status": "answered", "values": [{"type": "x", "has_value": True, "array": "nowhere"}]},
    {"id": "it", "status": "answered", "values": [{"type": "x", "has_value": True, "array": "../../etc/passwd"}]},
    {"id": "it", "status": "answered", "values": [{"name": "E", "message": "m"}]},
    {"id": "it", "status": "error"},
    {"id": "it", "status": "passed", "points": 10},
]


@pytest.mark.parametrize("content", FORGED, ids=range(len(FORGED)))
def test_a_forged_answer_fails_without_harm(tmp_path: Path, content: Any) -> None:
    finding = judged(tmp_path, lambda folder: folder.raw("it", content), equals=1)
    assert finding.state is FAILED
    assert finding.points == 0


ODD: list[Any] = [
    "9" * 4000,
    10**300,
    [[[[[[1]]]]]],
    [[1, 2], [3]],
    ["a", 1, None, {}],
    {"deep": {"deeper": [1]}},
    "nan",
    "\ud800\u202e\x00",
    None,
    [],
]


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    "options",
    [
        {"equals": 1},
        {"equals": [[1, 2], [3, 4]]},
        {"equals": "word"},
        {"range": [0, 1]},
        {"shape": [2], "dtype": "float", "range": [0, 1]},
    ],
    ids=["number", "array", "word", "range", "form"],
)
def test_odd_values_fail_without_harm(tmp_path: Path, value: Any, options: dict[str, Any]) -> None:
    about = {
        "type": "x",
        "value": value,
        "has_value": True,
        "minimum": "nan",
        "maximum": "words",
        "shape": [-1, 10**30],
    }
    finding = judged(
        tmp_path,
        lambda f: f.raw("it", json.dumps({"id": "it", "status": "answered", "values": [about]}).encode()),
        **options,
    )
    assert finding.state is FAILED
    finding.model_dump_json().encode()


@pytest.mark.parametrize(
    "array",
    [
        np.array(["a", "b"]),
        np.array([b"a", b"b"]),
        np.array([1 + 2j, 3]),
        np.zeros((0, 2)),
        np.zeros(2, dtype=[("a", "i4"), ("b", "f8")]),
        np.array(["2020-01-01", "NaT"], dtype="datetime64[D]"),
        np.zeros(2, dtype="V8"),
        np.array([2**64 - 1, 0], dtype="uint64"),
    ],
    ids=lambda array: str(array.dtype),
)
def test_arrays_of_odd_dtypes_fail_without_harm(tmp_path: Path, array: Any) -> None:
    finding = judged(tmp_path, array, equals=[1, 2])
    assert finding.state is FAILED


def test_a_pickled_array_is_never_unpickled(tmp_path: Path) -> None:
    def forge(folder: EvidenceFolder) -> None:
        folder.answer("it", np.array([1, 2]))
        np.savez(folder.answers / "it.npz", v0=np.array([print, "boom"], dtype=object))

    assert judged(tmp_path, forge, equals=[1, 2]).state is FAILED


def test_an_array_larger_than_was_asked_for_is_not_unpacked(tmp_path: Path) -> None:
    def forge(folder: EvidenceFolder) -> None:
        folder.answer("it", np.array([1]))
        np.savez_compressed(folder.answers / "it.npz", v0=np.zeros(20_000_000))

    assert judged(tmp_path, forge, equals=[1, 2]).state is FAILED


def test_a_link_in_place_of_an_answer_is_not_followed(tmp_path: Path) -> None:
    def forge(folder: EvidenceFolder) -> None:
        folder.answer("it", 1)
        (folder.answers / "it.json").rename(folder.folder / "elsewhere.json")
        (folder.answers / "it.json").symlink_to(folder.folder / "elsewhere.json")

    assert judged(tmp_path, forge, equals=1).state is FAILED


def test_the_question_betrays_nothing_of_the_answer(tmp_path: Path) -> None:
    spec = criterion("it", "value", variable="x", equals=[1, 2, 88], shape=[3], range=[0, 77])
    questions, arrays = questions_for(make_quest(tmp_path, spec))
    assert questions == [AskFigures(), AskCalls(), AskVariable(id="it", name="x", want_value=True)]
    assert arrays == {}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.086322, "0.0863"),
        (np.array(0.0822156), "0.0822"),
        (0.94996, "0.94996"),
        (1234567, "1234567"),
        (12345.678, "12346"),
    ],
)
def test_a_single_number_is_not_told_as_a_range(tmp_path: Path, value: Any, shown: str) -> None:
    finding = judged(tmp_path, value, range=[0.95, 1])
    assert finding.message.en == f"`x` is {shown}, but should lie within [0.95, 1]."
    assert finding.message.ko == f"`x`의 값은 {shown}입니다. [0.95, 1] 범위 안에 있어야 합니다."
    assert finding.found is not None
    assert finding.found.en == shown


def test_a_range_needs_no_array_to_travel(tmp_path: Path) -> None:
    questions, _ = questions_for(make_quest(tmp_path, criterion("it", "value", variable="x", range=[0, 1])))
    assert questions[-1] == AskVariable(id="it", name="x", want_value=True, max_elements=0)


@pytest.mark.parametrize(
    "options",
    [
        {"variable": "x"},
        {"variable": "x", "equals": 1, "equals_reference": "f"},
        {"variable": "x", "equal": 1},
        {"variable": "x", "range": [1]},
        {"equals": 1},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "value", **options))


@pytest.mark.parametrize(
    "options", [{"range": [1, 0]}, {"type": "tensor"}, {"dtype": []}, {"range": [float("nan"), 1]}]
)
def test_forms_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "value", variable="x", **options))


def test_types_are_told_in_korean(tmp_path: Path) -> None:
    finding = judged(tmp_path, [1, 2], type="tuple")
    assert finding.message.ko == "`x` 값이 리스트입니다. 튜플이어야 합니다."


def test_a_bug_of_ours_costs_no_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("graders.criteria.value.compare", breaks)
    finding = judged(tmp_path, 1, equals=1)
    assert finding.state is FindingState.COULD_NOT_GRADE
    assert "do not count against you" in finding.message.en
    assert "총점에서 제외됩니다" in finding.message.ko

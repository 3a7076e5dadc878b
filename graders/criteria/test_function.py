"""``function``, at the border users meet: results of calls in, a finding out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.criteria.function import FunctionOptions
from graders.judge import judge, questions_for
from graders.questions import AskCalls, AskFigures, AskFunction
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest
from graders.values import Tolerance, compare

REFERENCE = (
    "import numpy as np\n\ndef relu(x):\n    return np.maximum(x, 0)\n\ndef add_to_rows(x, y):\n    return x + y\n"
)
CASES = [[{"array": [[1.0, -2.0]]}], [{"normal": [3, 4], "seed": 1}], [-3]]
INPUTS: list[Any] = [np.array([[1.0, -2.0]]), np.random.default_rng(1).standard_normal((3, 4)), -3]
RIGHT = [np.maximum(x, 0) for x in INPUTS[:2]] + [0]


def judged(tmp_path: Path, *results: Any, status: str = "answered", **options: Any) -> Finding:
    source = options.pop("source", "def naive_relu(x):\n    return x")
    options = {"function": "naive_relu", "reference": "relu", "cases": CASES} | options
    quest = make_quest(tmp_path / "quest", criterion("it", "function", **options), reference=REFERENCE)
    folder = EvidenceFolder(tmp_path / "e", {"answer": source})
    folder.answer("it", *results, status=status)
    return judge(quest, folder.evidence).findings[0]


def test_a_function_that_agrees_with_the_reference_passes(tmp_path: Path) -> None:
    finding = judged(tmp_path, *RIGHT)
    assert finding.state is FindingState.PASSED
    assert finding.points == 10


def test_lists_and_other_number_types_agree_with_arrays(tmp_path: Path) -> None:
    finding = judged(tmp_path, [[1, 0]], RIGHT[1].astype("float32"), np.array(0.0))
    assert finding.state is FindingState.PASSED, finding.message.en


def test_points_follow_the_share_of_right_calls_and_the_first_wrong_one_is_shown(tmp_path: Path) -> None:
    finding = judged(tmp_path, np.array([[1.0, -2.0]]), *RIGHT[1:])
    assert finding.state is FindingState.PARTIAL
    assert finding.points == pytest.approx(20 / 3, abs=1e-3)
    assert "naive_relu([[1, -2]])" in finding.message.en
    assert "at [0, 1], where it has -2 instead of 0" in finding.message.en


def test_a_wrong_shape_is_told_with_both_shapes(tmp_path: Path) -> None:
    finding = judged(tmp_path, np.zeros(2), np.zeros(2), np.zeros(2))
    assert finding.state is FindingState.FAILED
    assert "(2,)" in finding.message.en
    assert "(1, 2)" in finding.message.en


@pytest.mark.parametrize(
    "source",
    [
        "def naive_relu(x):\n    y = x",
        "def naive_relu(x):\n    return",
        "def naive_relu(x):\n    if x:\n        return None",
        "def naive_relu(x):\n    def inner():\n        return 1\n    f = lambda: 2",
    ],
)
def test_a_function_without_a_return_is_asked_for_one(tmp_path: Path, source: str) -> None:
    message = judged(tmp_path, None, None, None, source=source).message
    assert "End it with a return" in message.en
    assert "함수 끝에서 결과를 return으로 반환" in message.ko


def test_a_function_that_returns_on_some_paths_only_is_not_told_to_write_a_return(tmp_path: Path) -> None:
    message = judged(tmp_path, None, *RIGHT[1:], source="def naive_relu(x):\n    if x:\n        return x").message
    assert "returned None, though the function has a return" in message.en
    assert "Look for a path" in message.en
    assert "return이 있지만" in message.ko


def test_of_a_function_that_no_def_made_only_the_none_is_told(tmp_path: Path) -> None:
    message = judged(tmp_path, None, None, None, source="naive_relu = print").message.en
    assert message.endswith("`naive_relu([[1, -2]])` returned None.")


def test_an_error_is_told_with_its_cell_and_line(tmp_path: Path) -> None:
    error = {"name": "IndexError", "message": "index 4 is out of bounds", "cell": "answer", "line": 2}
    finding = judged(tmp_path, error, *RIGHT[1:])
    assert finding.state is FindingState.PARTIAL
    assert "IndexError: index 4 is out of bounds" in finding.message.en
    assert (finding.cell, finding.line) == ("answer", 2)


KERAS_ERROR = (
    "Exception encountered when calling Sequential.call().\n\n{one}Input 0 with name 'None' of layer \"dense\" is "
    "incompatible with the layer: expected axis -1 of input shape to have value 784, but received input with shape "
    "(1, 16){other}\n\nArguments received by Sequential.call():\n  • inputs=tf.Tensor(shape=(1, 16))\n  • training=None"
)


@pytest.mark.parametrize(
    ("one", "other"), [("\x1b[1m", "\x1b[0m"), ("[1m", "[0m"), ("\x1b[1;31m", "\x1b[0m"), ("", "")]
)
def test_an_error_of_keras_is_told_without_colours_and_without_the_arguments_of_its_call(
    tmp_path: Path, one: str, other: str
) -> None:
    error = {"name": "ValueError", "message": KERAS_ERROR.format(one=one, other=other), "cell": "answer", "line": 2}
    finding = judged(tmp_path, error, *RIGHT[1:])
    assert finding.found is not None
    assert finding.message.en.endswith(
        "incompatible with the layer: expected axis -1 of input shape to have value 784, but received input with shape "
        "(1, 16)"
    )
    assert "Sequential.call(). Input 0" in finding.message.en
    for words in (finding.message.en, finding.message.ko):
        assert "Arguments received" not in words
    assert finding.found.en == "ValueError", "the message has told the rest"


def test_an_empty_array_is_told_by_its_shape(tmp_path: Path) -> None:
    cases = [[{"normal": [0, 4], "seed": 1}, {"normal": [0, 4], "seed": 1}]]
    finding = judged(tmp_path, np.zeros((4, 0)), reference="add_to_rows", cases=cases)
    assert finding.expected is not None
    assert finding.found is not None
    assert "`naive_relu(array of shape (0, 4), array of shape (0, 4))`" in finding.message.en
    assert (finding.expected.en, finding.found.en) == ("array of shape (0, 4)", "array of shape (4, 0)")


def test_a_cell_that_does_not_exist_is_not_blamed(tmp_path: Path) -> None:
    error = {"name": "E", "message": "m", "cell": "/etc/passwd", "line": 2}
    finding = judged(tmp_path, error, *RIGHT[1:])
    assert (finding.cell, finding.line) == (None, None)


def test_changing_the_argument_is_wrong_only_where_the_quest_says_so(tmp_path: Path) -> None:
    changed = {"type": "builtins.int", "value": 0, "has_value": True, "modified_input": True}
    assert judged(tmp_path / "a", *RIGHT[:2], changed).state is FindingState.PASSED
    finding = judged(tmp_path / "b", *RIGHT[:2], changed, unchanged_inputs=True)
    assert finding.state is FindingState.PARTIAL
    assert "copy" in finding.message.en


@pytest.mark.parametrize(
    ("source", "changed", "name"),
    [
        ("def naive_relu(image):\n    image[0] = 1", {}, "image"),
        ("def naive_relu(x, y):\n    y += x", {"modified_arguments": [1]}, "y"),
        ("def naive_relu(x, y):\n    y += x", {}, None),
        ("def naive_relu(*rows):\n    rows[0][0] = 1", {"modified_arguments": [0]}, None),
        ("naive_relu = sorted", {"modified_arguments": [0]}, None),
    ],
)
def test_a_changed_argument_is_called_by_its_name(
    tmp_path: Path, source: str, changed: dict[str, Any], name: str | None
) -> None:
    result = {"type": "builtins.int", "value": 0, "has_value": True, "modified_input": True} | changed
    finding = judged(tmp_path, *RIGHT[:2], result, unchanged_inputs=True, source=source)
    for message in (finding.message.en, finding.message.ko):
        assert (f"`{name} = {name}.copy()`" if name else ".copy()") in message
        assert "x = x.copy()" not in message


def test_calls_answered_before_a_hang_count(tmp_path: Path) -> None:
    finding = judged(tmp_path, *RIGHT[:2], status="too_slow")
    assert finding.state is FindingState.PARTIAL
    assert "naive_relu(-3)" in finding.message.en


def test_hidden_inputs_right_results_and_words_of_errors_stay_hidden(tmp_path: Path) -> None:
    error = {"name": "ValueError", "message": "the input was [[1.0, -2.0]]"}
    wrong = np.full((3, 4), 123.25)
    finding = judged(tmp_path / "a", error, *RIGHT[1:], hidden=True)
    assert "ValueError" in finding.message.en
    assert "-2" not in finding.model_dump_json()
    finding = judged(tmp_path / "b", RIGHT[0], wrong, RIGHT[2], hidden=True)
    assert "elements are wrong" in finding.message.en
    assert "123.25" not in finding.model_dump_json(), "a function could return its input to read it"


def test_a_missing_function_is_unattempted(tmp_path: Path) -> None:
    spec = criterion("it", "function", function="dot", reference="relu", cases=CASES)
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).missing("it")
    finding = judge(make_quest(tmp_path / "quest", spec, reference=REFERENCE), folder.evidence).findings[0]
    assert finding.state is FindingState.UNATTEMPTED


@pytest.mark.parametrize(
    "results",
    [
        RIGHT * 2,
        RIGHT[:2],
        [{"type": "x", "array": "gone", "has_value": True}] * 3,
        [{"type": "x", "shape": [-4], "has_value": True, "value": {"a": [None]}}] * 3,
        [np.zeros((2000, 2000))] * 3,
        [{"type": "x"}] * 3,
    ],
    ids=["too many", "too few", "array gone", "odd value", "far too large", "no value"],
)
def test_forged_results_fail_without_harm(tmp_path: Path, results: list[Any]) -> None:
    finding = judged(tmp_path, *results)
    assert finding.state is FindingState.FAILED


def test_the_questions_carry_inputs_and_no_results(tmp_path: Path) -> None:
    spec = criterion("it", "function", function="naive_relu", reference="relu", cases=CASES)
    questions, arrays = questions_for(make_quest(tmp_path, spec, reference=REFERENCE))
    calls: list[list[dict[str, Any]]] = [[{"array": "it-0-0"}], [{"array": "it-1-0"}], [{"literal": -3}]]
    assert questions == [AskFigures(), AskCalls(), AskFunction(id="it", name="naive_relu", calls=calls)]
    np.testing.assert_array_equal(arrays["it-1-0"], INPUTS[1])


def test_inputs_without_a_seed_are_the_same_each_time_and_differ_between_calls(tmp_path: Path) -> None:
    spec = criterion("it", "function", function="f", reference="relu", cases=[[{"uniform": [9]}], [{"uniform": [9]}]])
    quest = make_quest(tmp_path, spec)
    (_, first), (_, second) = questions_for(quest), questions_for(quest)
    np.testing.assert_array_equal(first["it-0-0"], second["it-0-0"])
    assert not np.array_equal(first["it-0-0"], first["it-1-0"])


@pytest.mark.parametrize(
    "cases",
    [
        [],
        [[{"normal": [3], "sed": 1}]],
        [[{"normal": [100_000, 100_000]}]],
        [[{"normal": [-1]}]],
        [[{"integers": [3], "low": 5, "high": 5}]],
        [[{"array": [[1, 2], [3]]}]],
        [[{"unknown": [3]}]],
    ],
)
def test_cases_that_cannot_be_made_are_refused(cases: Any) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "function", function="f", reference="g", cases=cases))


DRAWS: dict[str, Any] = {
    "count": 12,
    "sizes": {"n": [1, 5], "m": [1, 4]},
    "arguments": [{"normal": ["n", "m"]}, {"normal": ["m"]}],
}


def judged_on_draws(tmp_path: Path, answer: Callable[..., Any], *, cases: Any = (), **options: Any) -> Finding:
    """What becomes of a function that is called as the sandbox would call it."""
    options = {"function": "answer", "reference": "add_to_rows", "cases": list(cases), "random": DRAWS} | options
    quest = make_quest(tmp_path / "quest", criterion("it", "function", **options), reference=REFERENCE)
    questions, arrays = questions_for(quest)
    [asked] = [question for question in questions if isinstance(question, AskFunction)]
    results = []
    for call in asked.calls:
        try:
            results.append(answer(*(arrays[a["array"]] if "array" in a else a["literal"] for a in call)))
        except ValueError as error:
            results.append({"name": "ValueError", "message": str(error)})
    folder = EvidenceFolder(tmp_path / "e", {"answer": "def answer(x, y):\n    ..."}).answer("it", *results)
    return judge(quest, folder.evidence).findings[0]


def test_calls_drawn_at_random_are_passed_by_a_right_function(tmp_path: Path) -> None:
    finding = judged_on_draws(tmp_path, lambda x, y: x + y)
    assert finding.state is FindingState.PASSED
    assert "12 inputs" in finding.message.en


def test_drawn_calls_find_what_is_wrong_for_negative_numbers_only_and_show_the_simplest_of_them(tmp_path: Path) -> None:
    finding = judged_on_draws(tmp_path, lambda x, y: np.maximum(x + y, -1.5))
    assert finding.state is FindingState.PARTIAL
    shown = finding.message.en
    assert "`answer([[" in shown, "small enough to be shown in full"


def test_drawn_sizes_find_swapped_axes_that_square_inputs_would_hide(tmp_path: Path) -> None:
    finding = judged_on_draws(tmp_path, lambda x, y: (x.T + y).T)
    assert finding.state is FindingState.PARTIAL
    assert "ValueError" in finding.message.en or "shape" in finding.message.en


def test_written_cases_come_before_drawn_ones(tmp_path: Path) -> None:
    finding = judged_on_draws(
        tmp_path, lambda x, y: x * y, cases=[[{"array": [[1.0, 2.0]]}, {"array": [3.0, 4.0]}]], hidden=False
    )
    assert "answer([[1, 2]], [3, 4])" in finding.message.en


def test_the_same_calls_are_drawn_each_time() -> None:
    options: dict[str, Any] = {"function": "f", "reference": "f", "random": DRAWS}
    one, other = (parse_options(criterion("it", "function", **options)) for _ in range(2))
    assert isinstance(one, FunctionOptions)
    assert isinstance(other, FunctionOptions)
    assert compare(one.arguments(), other.arguments(), Tolerance.of(0)) is None


@pytest.mark.parametrize(
    ("random", "words"),
    [
        ({"sizes": {"n": [1, 5]}}, "neither more nor fewer: m"),
        ({"sizes": {"n": [1, 5], "m": [4, 1]}}, "m goes from 4 to 1"),
        ({"sizes": {"n": [1, 1_000_000], "m": [1, 1_000_000]}}, "more than"),
        ({"arguments": [{"integers": ["n", "m"], "low": 3, "high": 3}]}, "low must be less than high"),
    ],
)
def test_draws_that_cannot_be_made_are_refused_when_the_quest_is_read(random: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        parse_options(criterion("it", "function", function="f", reference="f", random=DRAWS | random))

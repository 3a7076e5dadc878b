"""``all``, ``any`` and ``some``, at the judge's border: a quest and evidence in, a finding out."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from graders.context import Context
from graders.criteria import parse_options
from graders.evidence import CellRecord
from graders.judge import judge, questions_for
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest
from graders.text import text

X = {"kind": "value", "variable": "x", "equals": 1}
Y = {"kind": "value", "variable": "y", "shape": [2, 3], "title": {"en": "`y` is a grid", "ko": "`y`는 격자입니다"}}
F = {"kind": "function", "function": "f", "reference": "f", "cases": [[1], [2]]}
NO_DATA = {"kind": "metric", "model": "model", "data": "toy", "steps": [{"at": 0.5, "share": 1.0}]}
GRID = {"type": "numpy.ndarray", "shape": [2, 3], "dtype": "float32"}
ROW = {"type": "numpy.ndarray", "shape": [6], "dtype": "float32"}
REFERENCE = "def f(x):\n    return x"


def judged(tmp_path: Path, folder: EvidenceFolder, kind: str, *parts: dict[str, Any], **options: Any) -> Finding:
    asked = criterion("it", kind, of=list(parts), **options)
    return judge(make_quest(tmp_path / "quest", asked, reference=REFERENCE), folder.evidence).findings[0]


def evidence(tmp_path: Path, x: Any = 1, y: Any = GRID, f: tuple[Any, ...] = (1, 2)) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "e").answer("it-1", x).answer("it-2", y).answer("it-3", *f)


def test_all_is_met_when_every_part_is(tmp_path: Path) -> None:
    finding = judged(tmp_path, evidence(tmp_path), "all", X, Y, F)
    assert (finding.state, finding.points) == (FindingState.PASSED, 10)
    assert finding.message == text("All 3 parts are met.", "3개 항목을 모두 충족했습니다.")
    assert [(part.criterion, part.state) for part in finding.parts] == [
        ("it-1", "passed"),
        ("it-2", "passed"),
        ("it-3", "passed"),
    ]


def test_all_tells_of_the_first_part_that_is_wrong_with_its_title_and_what_was_seen(tmp_path: Path) -> None:
    finding = judged(tmp_path, evidence(tmp_path, y=ROW), "all", X, Y, F)
    assert (finding.state, finding.points) == (FindingState.FAILED, 0)
    assert finding.message.en == "2 of 3 parts met. `y` is a grid: `y` has shape (6,), but should have (2, 3)."
    assert finding.message.ko.startswith("3개 항목 중 2개를 충족했습니다. `y`는 격자입니다: ")
    assert finding.expected is not None
    assert finding.found is not None
    assert (finding.expected.en, finding.found.en) == ("(2, 3)", "(6,)")


def test_all_gives_the_mean_of_its_parts_where_it_says_so(tmp_path: Path) -> None:
    finding = judged(tmp_path, evidence(tmp_path, y=ROW, f=(1, 0)), "all", X, Y, F, partial=True)
    assert finding.state is FindingState.PARTIAL
    assert finding.points == 5, "one part in full, one not at all, one by half"


def test_a_part_of_a_part_is_judged_and_told(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e").answer("it-1", 1).answer("it-2-1", ROW).answer("it-2-2", 1, 0)
    finding = judged(tmp_path, folder, "all", X, {"kind": "any", "of": [Y, F]})
    assert finding.state is FindingState.FAILED
    assert "for 1 of 2 inputs" in finding.message.en, "the closest way"
    assert [part.criterion for part in finding.parts] == ["it-1", "it-2", "it-2-1", "it-2-2"]


def test_any_is_met_by_the_one_way_that_works_and_says_which(tmp_path: Path) -> None:
    finding = judged(tmp_path, evidence(tmp_path, x=5), "any", X, Y)
    assert (finding.state, finding.points) == (FindingState.PASSED, 10)
    assert finding.message.en == "`y` is a grid: `y` is right."


def test_any_gives_the_share_of_the_best_way(tmp_path: Path) -> None:
    folder = evidence(tmp_path, x=5, y=ROW, f=(1, 0))
    finding = judged(tmp_path, folder, "any", X, Y, F)
    assert (finding.state, finding.points) == (FindingState.PARTIAL, 5)
    assert finding.message.en.startswith("None of the 3 ways is met in full. The closest: `f` was right for 1 of 2")


def test_any_tells_of_a_way_that_was_tried_rather_than_of_one_that_was_not(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "y = ..."}).missing("it-1").answer("it-2", ROW)
    finding = judged(tmp_path, folder, "any", X, Y)
    assert finding.state is FindingState.FAILED
    assert "(6,)" in finding.message.en


def test_some_is_met_by_enough_parts(tmp_path: Path) -> None:
    finding = judged(tmp_path, evidence(tmp_path, x=5), "some", X, Y, F, at_least=2)
    assert (finding.state, finding.points) == (FindingState.PASSED, 10)
    assert finding.message.en == "2 of 3 parts met; 2 were needed."


@pytest.mark.parametrize(("partial", "points"), [(True, 5), (False, 0)])
def test_some_gives_the_share_of_the_best_parts_unless_it_is_all_or_nothing(
    tmp_path: Path, partial: bool, points: float
) -> None:
    folder = evidence(tmp_path, x=5, y=ROW)
    finding = judged(tmp_path, folder, "some", X, Y, F, at_least=2, partial=partial)
    assert finding.points == points
    assert finding.message.en.startswith("1 of 3 parts met; 2 are needed. `x`")


@pytest.mark.parametrize(("kind", "options"), [("all", {}), ("any", {}), ("some", {"at_least": 1})])
def test_what_was_not_tried_in_any_part_is_unattempted(tmp_path: Path, kind: str, options: dict[str, Any]) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "pass"}).missing("it-1").missing("it-2")
    finding = judged(tmp_path, folder, kind, X, Y, **options)
    assert finding.state is FindingState.UNATTEMPTED
    assert "no `x`" in finding.message.en


def test_an_untouched_cell_is_unattempted(tmp_path: Path) -> None:
    starter = {"one": "x = None"}
    asked = criterion("it", "all", cell="one", of=[X, {"kind": "code", "forbids": ["numpy.dot"]}])
    quest = make_quest(tmp_path / "quest", asked, starter=starter)
    folder = EvidenceFolder(tmp_path / "e", starter).answer("it-1", None)
    [finding] = judge(quest, folder.evidence).findings
    assert finding.state is FindingState.UNATTEMPTED
    assert "still as it was given" in finding.message.en


@pytest.mark.parametrize(
    ("kind", "x", "options", "state"),
    [
        ("all", 1, {}, FindingState.COULD_NOT_GRADE),
        ("all", 5, {}, FindingState.FAILED),  # whatever the unknown part is
        ("all", 5, {"partial": True}, FindingState.COULD_NOT_GRADE),
        ("any", 1, {}, FindingState.PASSED),
        ("any", 5, {}, FindingState.COULD_NOT_GRADE),
        ("some", 1, {"at_least": 1}, FindingState.PASSED),
        ("some", 1, {"at_least": 2}, FindingState.COULD_NOT_GRADE),
        ("some", 5, {"at_least": 2, "partial": False}, FindingState.FAILED),
    ],
)
def test_a_part_that_cannot_be_graded_costs_nothing_where_it_would_decide(
    tmp_path: Path, kind: str, x: int, options: dict[str, Any], state: FindingState
) -> None:
    folder = EvidenceFolder(tmp_path / "e").answer("it-1", x).answer("model-model", {"type": "keras.Model"})
    finding = judged(tmp_path, folder, kind, X, NO_DATA, **options)
    assert finding.state is state
    if state is FindingState.COULD_NOT_GRADE:
        assert "not on this server" in finding.message.en


def test_a_bug_in_one_part_is_caught_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: Context, question_id: str) -> None:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(Context, "answer", broken)
    finding = judged(tmp_path, evidence(tmp_path), "any", X, {"kind": "runs"})
    assert finding.state is FindingState.PASSED
    assert [part.state for part in finding.parts] == [FindingState.COULD_NOT_GRADE, FindingState.PASSED]
    assert "criterion it-1:" in capsys.readouterr().err


@pytest.mark.parametrize("forged", [b"{", {"id": "it-1"}, {"id": "it-2", "status": "answered"}, b"\xff\xfe"])
def test_a_forged_part_fails_by_itself(tmp_path: Path, forged: Any) -> None:
    finding = judged(tmp_path, evidence(tmp_path).raw("it-1", forged), "some", X, Y, F, at_least=2)
    assert finding.state is FindingState.PASSED
    assert finding.parts[0].state is FindingState.FAILED
    assert "could not be read" in finding.parts[0].message.en


def test_an_answer_under_the_name_of_the_whole_is_no_answer(tmp_path: Path) -> None:
    finding = judged(tmp_path, EvidenceFolder(tmp_path / "e").answer("it", 1).answer("it-2", GRID), "all", X, Y)
    assert finding.state is FindingState.FAILED
    assert "could be checked" in finding.message.en


def test_after_a_run_that_was_cut_short_parts_that_need_no_answers_are_judged_still(tmp_path: Path) -> None:
    records = [CellRecord(name="answer", answer=True, state="interrupted")]
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}, records=records, ended_by="time", asked=False)
    code = {"kind": "code", "forbids": ["numpy.dot"]}
    finding = judged(tmp_path, folder, "all", code, X)
    assert finding.state is FindingState.FAILED
    assert finding.message.en.startswith("1 of 2 parts met. This could not be checked, because")
    assert finding.cell == "answer"


def test_the_parts_questions_are_put_once_each(tmp_path: Path) -> None:
    model = {"kind": "model", "model": "m", "output_units": 3}
    nested = {"kind": "any", "of": [X, {**model, "output_units": 4}]}
    quest = make_quest(tmp_path, criterion("it", "all", of=[X, model, nested]))
    names = [question.id for question in questions_for(quest)[0]]
    assert {"it-1", "it-3-1"} <= set(names)
    assert len(names) == len(set(names))
    assert sum("model" in name for name in names) == 1


@pytest.mark.parametrize(
    "options",
    [
        {"of": [X]},
        {"of": [X, {"variable": "y"}]},
        {"of": [X, {"kind": "vlaue", "variable": "y"}]},
        {"of": [X, {"kind": "value", "variable": "y", "shpe": [1]}]},
        {"of": [X, {"kind": "written", "rubric": []}]},
        {"of": [X, {**X, "points": 3}]},
        {"of": [X, Y], "at_least": 3},
        {"of": [X, {"kind": "all", "of": [X, {"kind": "all", "of": [X, {"kind": "all", "of": [X, X]}]}]}]},
        {"of": [{"kind": "all", "of": [X] * 20}] * 4},
    ],
    ids=["one part", "no kind", "unknown kind", "unknown key", "written", "points", "too many wanted", "deep", "wide"],
)
def test_parts_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "some", **({"at_least": 1} | options)))

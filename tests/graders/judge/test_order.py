"""Criteria that wait for others (``needs``), and criteria that explain others (``explains``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graders.context import Context
from graders.evidence import CellRecord
from graders.judge import judge, questions_for
from graders.quest import CriterionSpec
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

SCALED = criterion("scaled", "value", variable="x", range=[0, 1])
FITTED = criterion("fitted", "code", calls=[{"name": "keras.Model.fit"}])


def after(spec: CriterionSpec, *first: str) -> CriterionSpec:
    return spec.model_copy(update={"needs": list(first)})


def explaining(spec: CriterionSpec, other: str) -> CriterionSpec:
    return spec.model_copy(update={"explains": other, "points": 0})


def findings(tmp_path: Path, folder: EvidenceFolder, *criteria: CriterionSpec) -> dict[str, Finding]:
    quest = make_quest(tmp_path / "quest", *criteria, reference="def f(x):\n    return x")
    return {finding.criterion: finding for finding in judge(quest, folder.evidence).findings}


def number(name: str, right: float = 1) -> CriterionSpec:
    return criterion(name, "value", variable=name, equals=right)


def test_what_waits_for_a_criterion_that_failed_is_unattempted_and_names_it(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e").answer("x", 2).answer("y", 2)
    found = findings(tmp_path, folder, number("x"), after(number("y"), "x"))
    assert found["x"].state is FindingState.FAILED
    assert found["y"].state is FindingState.UNATTEMPTED
    assert found["y"].message.en == "This is judged once another criterion is met: x."
    assert "x" in found["y"].message.ko


def test_what_waits_is_judged_where_the_other_is_met_even_when_that_stands_below(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e").answer("x", 1).answer("y", 2)
    found = findings(tmp_path, folder, after(number("y"), "x"), number("x"))
    assert list(found) == ["y", "x"]
    assert found["y"].state is FindingState.FAILED


def test_half_of_it_is_enough_to_go_on(tmp_path: Path) -> None:
    function = criterion("f", "function", function="f", reference="f", cases=[[1], [2]])
    folder = EvidenceFolder(tmp_path / "e").answer("f", 1, 0).answer("y", 1)
    assert findings(tmp_path, folder, function, after(number("y"), "f"))["y"].state is FindingState.PASSED


def test_a_chain_names_what_stands_directly_before(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e").answer("x", 2).answer("y", 1).answer("z", 1)
    found = findings(tmp_path, folder, number("x"), after(number("y"), "x"), after(number("z"), "y"))
    assert found["z"].state is FindingState.UNATTEMPTED
    assert found["z"].message.en.endswith("met: y.")


def test_what_could_not_be_graded_keeps_nobody_from_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Context.answer

    def broken(self: Context, question_id: str) -> Any:
        if question_id == "x":
            raise ZeroDivisionError("a bug of ours")
        return whole(self, question_id)

    monkeypatch.setattr(Context, "answer", broken)
    folder = EvidenceFolder(tmp_path / "e").answer("y", 1)
    found = findings(tmp_path, folder, number("x"), after(number("y"), "x"))
    assert [finding.state for finding in found.values()] == [FindingState.COULD_NOT_GRADE, FindingState.PASSED]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_explanation_lies_under_what_it_explains_and_has_no_finding_of_its_own(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 255"}).answer("scaled", 255.0)
    found = findings(tmp_path, folder, FITTED, explaining(SCALED, "fitted"))
    assert list(found) == ["fitted"]
    [explanation] = found["fitted"].explanations
    assert (explanation.criterion, explanation.state) == ("scaled", FindingState.FAILED)
    assert "`x` is 255, but should lie within [0, 1]" in explanation.message.en
    assert explanation.message.ko != explanation.message.en
    assert found["fitted"].max_points == 10


@pytest.mark.parametrize(
    ("fit", "x"),
    [("model.fit(a, b)", 255.0), ("pass", 0.5), ("pass", None)],
    ids=["nothing to explain", "it passes", "it was not attempted"],
)
def test_an_explanation_is_silent(tmp_path: Path, fit: str, x: float | None) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": f"import keras\nmodel = keras.Sequential()\n{fit}"})
    folder = folder.missing("scaled") if x is None else folder.answer("scaled", x)
    [finding] = findings(tmp_path, folder, FITTED, explaining(SCALED, "fitted")).values()
    assert finding.explanations == []


def test_an_explanation_that_says_the_same_again_is_left_out(tmp_path: Path) -> None:
    records = [CellRecord(name="answer", answer=True, state="interrupted")]
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}, records=records, ended_by="time", asked=False)
    [finding] = findings(tmp_path, folder, number("x"), explaining(SCALED, "x")).values()
    assert "time limit" in finding.message.en
    assert finding.explanations == []


def test_a_forged_answer_to_an_explanation_harms_nothing_else(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e").answer("x", 2).raw("scaled", b"{")
    [finding] = findings(tmp_path, folder, number("x"), explaining(SCALED, "x")).values()
    assert (finding.points, finding.max_points) == (0, 10)
    assert "could not be read" in finding.explanations[0].message.en


def test_an_explanation_s_questions_are_put_before_it_is_known_whether_they_are_needed(tmp_path: Path) -> None:
    quest = make_quest(tmp_path, FITTED, explaining(SCALED, "fitted"))
    assert "scaled" in {question.id for question in questions_for(quest)[0]}

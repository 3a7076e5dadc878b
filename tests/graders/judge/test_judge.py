"""Judging a whole run: a quest and the evidence of a run in, a report out."""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

import numpy as np
import pytest

from graders import criteria
from graders.context import Context
from graders.criteria import KINDS
from graders.criteria.kind import Kind
from graders.evidence import CellRecord, EvidenceInvalid
from graders.faults import QuestFault
from graders.judge import judge, questions_for
from graders.report import FindingState, Notice
from graders.testing import EvidenceFolder, criterion, make_quest
from graders.text import text

VALUE = criterion("value", "value", variable="x", equals=1)
REFERENCE = criterion("reference", "value", variable="y", equals_reference="right")


def test_the_score_is_the_sum_over_the_criteria(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("runs", "runs", points=5), VALUE)
    folder = EvidenceFolder(tmp_path / "e").answer("value", 2)
    report = judge(quest, folder.evidence)
    assert (report.score, report.max_score) == (5, 15)
    assert [finding.criterion for finding in report.findings] == ["runs", "value"]
    assert (report.state, report.quest_digest) == ("graded", quest.digest)


def test_judging_the_same_evidence_twice_gives_the_same_report(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", VALUE, criterion("runs", "runs"))
    folder = EvidenceFolder(tmp_path / "e").answer("value", np.array([1, 2]))
    assert judge(quest, folder.evidence) == judge(quest, folder.evidence)


def test_notices_and_form_of_the_run_are_passed_on(tmp_path: Path) -> None:
    notice = Notice(code="free-form", message=text("As it is.", "있는 그대로."))
    folder = EvidenceFolder(tmp_path / "e", form="free-form", notices=[notice]).answer("value", 1)
    report = judge(make_quest(tmp_path / "quest", VALUE), folder.evidence)
    assert report.form == "free-form"
    assert report.notices == [notice]


def test_a_notebook_of_one_s_own_is_not_pointed_at_the_quest_s_cells(tmp_path: Path) -> None:
    asked = criterion("value", "value", cell="answer", variable="total", equals=1)
    records = [CellRecord(name="cell-1", answer=True, state="ok")]
    folder = EvidenceFolder(tmp_path / "e", form="free-form", records=records).missing("value")
    [value] = judge(make_quest(tmp_path / "quest", asked), folder.evidence).findings
    assert value.cell is None


@pytest.mark.parametrize(
    ("ended_by", "words"), [("time", "time limit"), ("memory", "memory"), ("kernel_died", "stopped")]
)
def test_what_could_not_be_asked_fails_with_the_cause(tmp_path: Path, ended_by: str, words: str) -> None:
    records = [CellRecord(name="answer", answer=True, state="interrupted")]
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}, records=records, ended_by=ended_by, asked=False)
    quest = make_quest(tmp_path / "quest", criterion("runs", "runs"), VALUE)
    runs, value = judge(quest, folder.evidence).findings
    assert runs.state is FindingState.FAILED
    assert value.state is FindingState.FAILED
    assert words in value.message.en
    assert value.cell == "answer"


def test_the_starter_as_it_was_given_is_unattempted_throughout(tmp_path: Path) -> None:
    starter = {"one": "x = None  # your answer", "two": "def f(x):\n    pass"}
    criteria = [
        criterion("value", "value", cell="one", variable="x", equals=1),
        criterion("function", "function", cell="two", function="f", reference="right", cases=[[1]]),
        criterion("code", "code", cell="two", forbids=["numpy.dot"]),
    ]
    quest = make_quest(tmp_path / "quest", *criteria, starter=starter, reference="def right(x):\n    return x")
    folder = EvidenceFolder(tmp_path / "e", starter).answer("value", None).answer("function", None)
    report = judge(quest, folder.evidence)
    assert {finding.state for finding in report.findings} == {FindingState.UNATTEMPTED}
    assert report.score == 0


def test_an_answer_that_was_taken_away_blames_the_submission(tmp_path: Path) -> None:
    finding = judge(make_quest(tmp_path / "quest", VALUE), EvidenceFolder(tmp_path / "e").evidence).findings[0]
    assert finding.state is FindingState.FAILED
    assert "could be checked" in finding.message.en


def test_a_fifo_in_place_of_an_answer_does_not_hang_the_judge(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e")
    os.mkfifo(folder.answers / "value.json")
    assert judge(make_quest(tmp_path / "quest", VALUE), folder.evidence).findings[0].state is FindingState.FAILED


def test_a_bug_in_one_criterion_costs_no_points_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: Context, question_id: str) -> None:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(Context, "answer", broken)
    quest = make_quest(tmp_path / "quest", VALUE, criterion("runs", "runs"))
    report = judge(quest, EvidenceFolder(tmp_path / "e").answer("value", 1).evidence)
    assert [finding.state for finding in report.findings] == [FindingState.COULD_NOT_GRADE, FindingState.PASSED]
    assert (report.score, report.max_score) == (10, 10)
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "def right():\n    return 1 / 0",
        "def right():\n    exit()",
        "1 / 0",
        "def right(:",
        "def right():\n    return print",
    ],
    ids=["missing", "raises", "exits", "import raises", "no Python", "no value"],
)
def test_a_broken_reference_is_the_quests_fault(tmp_path: Path, reference: str) -> None:
    quest = make_quest(tmp_path / "quest", VALUE, REFERENCE, reference=reference)
    folder = EvidenceFolder(tmp_path / "e").answer("value", 1).answer("reference", 1)
    with pytest.raises(QuestFault) as fault:
        judge(quest, folder.evidence)
    assert "reference.py" in str(fault.value)
    assert "not your fault" in fault.value.reason.en


def test_judging_leaves_the_quest_folder_as_it_was(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", REFERENCE, reference="def right():\n    return 1")
    before = sorted(quest.folder.rglob("*"))
    judge(quest, EvidenceFolder(tmp_path / "e").answer("reference", 1).evidence)
    assert sorted(quest.folder.rglob("*")) == before


def test_a_record_that_the_worker_did_not_write_is_not_judged(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e")
    (folder.folder / "run.json").write_text("{}")
    with pytest.raises(EvidenceInvalid):
        judge(make_quest(tmp_path / "quest", VALUE), folder.evidence)


def test_two_criteria_may_not_ask_different_things_under_one_name(tmp_path: Path) -> None:
    labels = criterion("a-labels", "value", variable="z", equals=1)
    model = criterion("a", "model", model="m", loss_fits={"labels": "y", "classes": 3})
    with pytest.raises(QuestFault):
        questions_for(make_quest(tmp_path, model, labels))


def test_every_kind_is_registered_under_its_own_name() -> None:
    modules = [importlib.import_module(f"graders.criteria.{m.name}") for m in pkgutil.iter_modules(criteria.__path__)]
    made = {value for module in modules for value in vars(module).values() if isinstance(value, Kind)}
    assert dict(KINDS) == {kind.name: kind for kind in made}

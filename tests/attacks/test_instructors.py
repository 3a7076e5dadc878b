"""Hostile quests: what an instructor's file can do to the judge, to the worker and to the web."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from graders.loading import load
from graders.quest import QuestInvalid
from graders.report import Fault
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, sums, write_quest
from tests.sandbox.scenes import ROOT
from worker import pipeline

RIGHT = "def add(a, b):\n    return a + b"
LOOKS_AROUND = """
import os, pathlib, socket

def allowed(action):
    try:
        action()
    except OSError:
        return False
    return True

def add(a, b):
    reached = [place for place in PLACES if os.path.exists(place)]
    reached += [p for p in os.listdir("/proc") if p.isdigit() and int(p) > 50]
    reached += [s for s in os.listdir("/heldout")] if os.path.exists("/heldout") else []
    reached += ["network"] * allowed(lambda: socket.create_connection(("127.0.0.1", 22), 1))
    reached += ["quest"] * allowed(lambda: pathlib.Path("/quest/mine").write_text("x"))
    reached += ["evidence"] * allowed(lambda: pathlib.Path("/evidence/run.json").write_text("x"))
    if reached:
        raise RuntimeError(reached)
    return a + b
"""
FORKS = "import os\ndef add(a, b):\n    while True: os.fork()\n"
SHOUTS = "def add(a, b):\n    raise ValueError('<script>alert(1)</script>' + 'x' * 50_000_000)\n"
FORGES = """
import json, os
def add(a, b):
    open("/out/report.json", "w").write("[" * 1_000_000)
    os._exit(0)
"""
CUSTOM = """
[[criterion]]
id = "own"
kind = "custom"
points = 5
title = { en = "Own", ko = "직접" }
[criterion.asks]
functions = [{ name = "add", cases = [[3, 4]] }]
"""
JUDGES = """
def judge(evidence):
    look()
    (result,) = evidence.results("add")
    if result.value == 7:
        return passed(text("Right.", "맞습니다."), found=result.value)
    return failed(text("Wrong.", "틀렸습니다."))
"""
# Ends the judge with a report of its own in place of the judge's.
REPORTS = """
import json, os, pathlib, sys
sys.path.insert(0, "/questbook")
from graders.loading import load
from graders.report import Finding, FindingState, Report
from graders.text import text

def add(a, b):
    quest = load(pathlib.Path("/quest"))
    findings = [
        Finding(criterion=s.id, kind=s.kind, state=FindingState.PASSED, points=s.points, max_points=s.points,
                title=s.title, message=text("Right.", "Right."))
        for s in quest.file.criterion
    ]
    report = Report.graded(quest=quest.slug, quest_digest=quest.digest, findings=findings).model_dump(mode="json")
    CHANGE
    open("/out/report.json", "w").write(json.dumps(report))
    os._exit(0)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def test_a_reference_reaches_no_host_no_network_and_no_other_data(store: Store, tmp_path: Path) -> None:
    places = [str(settings.HOME), str(ROOT / "manage.py"), str(store.heldout), "/run/kernel", "/questbook/worker"]
    reference = LOOKS_AROUND.replace("PLACES", repr(places))
    quest = load(write_quest(tmp_path / "quest", reference_py=reference))
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    assert (report.state, report.score) == ("graded", 10)


def test_a_grader_has_the_reference_s_walls_and_its_public_interface(store: Store, tmp_path: Path) -> None:
    places = [str(settings.HOME), str(ROOT / "manage.py"), str(store.heldout), "/run/kernel", "/questbook/worker"]
    looks = LOOKS_AROUND.replace("PLACES", repr(places)).replace("def add(a, b)", "def look()").replace("a + b", "0")
    grader = f"from graders.authoring import *\n{looks}\n{JUDGES}"
    toml = QUEST_TOML.replace("\n[[wrong]]", f"{CUSTOM}\n[[wrong]]")
    quest = load(write_quest(tmp_path / "quest", quest_toml=toml, grader_py=grader))
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    finding = report.findings[-1]
    assert (report.state, report.score) == ("graded", 15), finding.message.en
    assert finding.found is not None
    assert finding.found.en == "7"


@pytest.mark.parametrize(
    ("reference", "fault"), [(FORKS, Fault.PLATFORM), (SHOUTS, Fault.QUEST), (FORGES, Fault.PLATFORM)]
)
def test_a_reference_that_attacks_the_judge_costs_no_learner_an_attempt(
    reference: str, fault: Fault, store: Store, tmp_path: Path
) -> None:
    quest = load(write_quest(tmp_path / "quest", reference_py=reference))
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", fault)
    assert report.reason is not None
    assert len(report.reason.en) < 2000
    assert "script" not in report.reason.en


@pytest.mark.parametrize(
    "change",
    [
        "report['quest'] = 'another-quest'",
        "report['quest_digest'] = '0' * 64",
        "report.update(state='ended', fault='learner', reason={'en': 'No.', 'ko': 'No.'}, findings=[], score=0)",
        "report['findings'][1]['criterion'] = 'invented'",
        "report['findings'].pop(); report.update(score=1, max_score=1)",
        "report['findings'].append(report['findings'][1]); report.update(score=19, max_score=19)",
        "report['findings'][1].update(points=900, max_points=900); report.update(score=901, max_score=901)",
        "report.update(score=900, max_score=900)",
    ],
    ids=["quest", "digest", "ended", "criterion", "missing", "twice", "points", "sum"],
)
def test_a_report_that_a_reference_wrote_in_place_of_the_judges_is_the_quests_fault(
    change: str, store: Store, tmp_path: Path
) -> None:
    quest = load(write_quest(tmp_path / "quest", reference_py=REPORTS.replace("CHANGE", change)))
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.QUEST), report.reason
    assert report.reason is not None
    assert "does not belong to the quest" in report.reason.en


def test_a_quest_cannot_ask_for_more_memory_than_a_server_has(tmp_path: Path) -> None:
    many = ", ".join("[{ normal = [10, 1_000_000] }, { normal = [10, 1_000_000] }]" for _ in range(150))
    folder = write_quest(tmp_path / "quest", quest_toml=QUEST_TOML.replace("[[1, 2], [3, 4]]", f"[{many}]"))
    with pytest.raises(QuestInvalid, match="3000000000 elements"):
        load(folder)

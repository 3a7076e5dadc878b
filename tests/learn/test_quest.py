"""A quest's page, and handing in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from graders.report import FindingState
from quests import files
from quests.datasets.card import card_of
from quests.datasets.store import Store
from quests.models import Quest, Submission
from tests.graders import folders
from tests.learn.conftest import MARK, Browse, finding, graded, handed_in, keep
from tests.people import NOTEBOOK, School

ADDRESS = "/quests/open-quest/"


def upload(content: bytes = NOTEBOOK, name: str = "answer.ipynb") -> dict[str, SimpleUploadedFile]:
    return {"notebook": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("learner", 200),
        ("classmate", 200),
        ("instructor", 200),
        ("admin", 200),
        ("stranger", 404),
        ("other_learner", 404),
    ],
)
def test_only_the_cohort_and_staff_may_read_a_quest(
    browse: Browse, school: School, quest: Quest, who: str, status: int
) -> None:
    assert browse(getattr(school, who)).get(ADDRESS).status_code == status


def test_a_visitor_is_sent_to_log_in_and_back(browse: Browse, quest: Quest) -> None:
    answer = browse(None).get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={ADDRESS}"


def test_who_was_logged_out_behind_the_pages_back_is_not_shown_the_login_within_it(
    browse: Browse, quest: Quest
) -> None:
    answer = browse(None).post(ADDRESS, upload(), headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (200, "true")
    assert not Submission.objects.exists()


def test_the_page_tells_the_task_the_criteria_and_the_hints(page: Client, quest: Quest) -> None:
    html = page.get(ADDRESS).content.decode()
    for words in ("Write <strong>add</strong> well.", "It adds", "9 points", "Use a plus.", "Give it back."):
        assert words in html


def test_the_page_speaks_korean_to_who_asks_for_it(page: Client, quest: Quest) -> None:
    html = page.get(ADDRESS, headers={"accept-language": "ko"}).content.decode()
    assert '<html lang="ko"' in html
    assert "더하기를 쓰십시오." in html
    assert "Use a plus." not in html


def test_a_second_hint_is_inside_the_first_so_that_they_open_one_by_one(page: Client, quest: Quest) -> None:
    html = page.get(ADDRESS).content.decode()
    first = html.index("Use a plus.")
    assert "</details>" not in html[first : html.index("Give it back.")]


def test_markdown_of_a_quest_cannot_carry_scripts(page: Client, quest: Quest) -> None:
    html = page.get(ADDRESS).content.decode()
    assert MARK not in html
    assert 'href="javascript' not in html


def test_a_criterion_that_waits_for_another_is_named_as_the_report_names_it(
    page: Client, school: School, quest: Quest
) -> None:
    waiting = finding(FindingState.UNATTEMPTED, 0, 9, waits_for="runs").model_copy(update={"criterion": "add"})
    best = graded(handed_in(school), [finding(FindingState.PASSED, 1, 1), waiting])
    best.outcomes.create(criterion="add", kind="value", state="unattempted", points=0, max_points=9)
    html = page.get(ADDRESS).content.decode()
    assert "(not judged yet)" in html
    assert "(not attempted)" not in html


def test_the_starter_is_the_quests_own(page: Client, quest: Quest) -> None:
    answer = page.get(f"{ADDRESS}starter.ipynb")
    assert quest.current is not None
    assert answer.content == (files.quest_folder(quest.current.digest) / "starter.ipynb").read_bytes()
    assert "attachment" in answer["Content-Disposition"]


def test_the_starter_of_a_closed_quest_is_not_given_out(page: Client, school: School) -> None:
    answer = page.get("/quests/closed-quest/starter.ipynb")
    assert answer.status_code == 403
    assert "Content-Disposition" not in answer


@pytest.fixture
def pets(school: School, tmp_path: Path, settings: Any) -> Quest:
    """The open quest with data that exist only here, and some that others publish; both lie in the store."""
    settings.HOME = tmp_path / "home"
    keep(school, folders.QUEST_TOML + '[runtime]\ndata = ["cats_vs_dogs", "boston_housing"]\n', tmp_path / "pets")
    store = Store(settings.HOME)
    store.ensure("boston_housing")
    public, rows = store.data / "cats_vs_dogs", store.heldout_dir("cats_vs_dogs")
    for path in (public / "cats_vs_dogs/train/cat.0.jpg", rows / "rows.npz", rows / "labels.npz"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"miaow")
    card = card_of(store.recipe("cats_vs_dogs"), public, rows, 1, "twin")
    (store.data / "cats_vs_dogs.card.json").write_text(card.model_dump_json())
    return school.open_quest


def test_data_that_exist_only_here_can_be_taken_home(page: Client, pets: Quest) -> None:
    assert f'href="{ADDRESS}data.zip"' in page.get(ADDRESS).content.decode()
    answer = page.get(f"{ADDRESS}data.zip")
    assert "attachment" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["datasets/cats_vs_dogs_archive"]


def test_data_that_are_not_made_yet_are_promised(page: Client, pets: Quest, settings: Any) -> None:
    (settings.HOME / "data/cats_vs_dogs.card.json").unlink()
    html = page.get(ADDRESS).content.decode()
    assert "are not made yet" in html
    assert "data.zip" not in html
    assert page.get(f"{ADDRESS}data.zip").status_code == 404


def test_a_quest_without_such_data_offers_none(page: Client, quest: Quest) -> None:
    assert "data.zip" not in page.get(ADDRESS).content.decode()
    assert page.get(f"{ADDRESS}data.zip").status_code == 404


def test_data_of_a_closed_quest_are_not_given_out(page: Client, school: School) -> None:
    answer = page.get("/quests/closed-quest/data.zip")
    assert answer.status_code == 403
    assert "Content-Disposition" not in answer


def test_a_closed_quest_says_when_it_opens_in_the_cohorts_time(page: Client, school: School) -> None:
    html = page.get("/quests/closed-quest/").content.decode()
    assert "still closed" in html
    assert "Asia/Seoul" in html


def test_a_quest_of_another_cohort_does_not_exist(browse: Browse, school: School) -> None:
    assert browse(school.other_learner).get("/quests/closed-quest/").status_code == 404


def test_a_quest_whose_files_are_gone_says_that_it_is_our_fault(page: Client, school: School) -> None:
    answer = page.get(ADDRESS)
    assert answer.status_code == 503
    assert "our fault" in answer.content.decode()


def test_handing_in_leads_to_the_submissions_page(page: Client, school: School, quest: Quest) -> None:
    answer = page.post(ADDRESS, upload())
    submission = Submission.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == f"/submissions/{submission.pk}/"
    assert (submission.user, submission.file_name) == (school.learner, "answer.ipynb")
    assert files.read(submission.digest) == NOTEBOOK


def test_handing_in_from_a_script_is_told_where_to_go(page: Client, quest: Quest) -> None:
    answer = page.post(ADDRESS, upload(), headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == f"/submissions/{Submission.objects.get().pk}/"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "Choose your notebook first"),
        (upload(b""), "empty"),
        (upload(b"print(1)"), "not a notebook"),
        (upload(b"<html>"), "web page"),
        (upload(b'{"cells": [}'), "damaged"),
        (upload(b"{}" + b" " * 20 * 1024 * 1024), "larger than 20 MB"),
    ],
    ids=["no file", "empty", "script", "web page", "broken", "too large"],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["in place", "whole page"])
def test_what_cannot_be_taken_is_refused_with_the_reason(
    page: Client, quest: Quest, data: dict[str, SimpleUploadedFile], reason: str, *, scripts: bool
) -> None:
    for file in data.values():
        file.seek(0)
    answer = page.post(ADDRESS, data, headers={"hx-request": "true"} if scripts else {})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert reason in html
    assert ("<html" in html) is not scripts
    assert not Submission.objects.exists()


def test_a_refusal_is_announced(page: Client, quest: Quest) -> None:
    html = page.post(ADDRESS, upload(b"")).content.decode()
    assert 'role="alert"' in html[html.index("upload-problem") :]


def test_a_third_submission_waits_until_one_is_done(page: Client, quest: Quest) -> None:
    for _ in range(2):
        page.post(ADDRESS, upload())
    assert page.post(ADDRESS, upload()).status_code == 422
    assert Submission.objects.count() == 2


def test_nobody_hands_in_before_the_door_opens(page: Client, school: School) -> None:
    assert page.post("/quests/closed-quest/", upload()).status_code == 403
    assert not Submission.objects.exists()


def test_the_last_attempt_takes_the_form_away(page: Client, school: School, quest: Quest) -> None:
    assert quest.current is not None
    quest.current.max_attempts = 1
    quest.current.save()
    school.submission(status=Submission.Status.GRADED, score=1, max_score=10)
    html = page.get(ADDRESS).content.decode()
    assert "used all 1 attempts" in html
    assert 'type="file"' not in html


def test_history_marks_the_best_and_shows_only_ones_own(page: Client, school: School, quest: Quest) -> None:
    best = school.submission(status=Submission.Status.GRADED, score=7, max_score=10)
    school.submission(status=Submission.Status.GRADED, score=3, max_score=10)
    theirs = school.submission(school.classmate, status=Submission.Status.GRADED, score=10, max_score=10)
    html = page.get(ADDRESS).content.decode()
    assert str(theirs.pk) not in html
    assert "70 %" in html[html.index(str(best.pk)) :]
    assert html.count('class="best"') == 1, "one dot of the chart is the best"


def test_forms_need_their_token(quest: Quest, school: School) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(school.learner)
    answer = client.post(ADDRESS, upload())
    assert answer.status_code == 403
    assert "Please send it again" in answer.content.decode()

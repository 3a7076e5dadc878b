"""Who sees the dashboard, and whose work on it."""

from __future__ import annotations

import pytest

from tests.insight.school import School, login

PAGES = ["/insight/", "/insight/live/", "/insight/data/", "/insight/grades.csv", "/insight/queue.csv"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_in_particular_is_asked_to_log_in(school: School, page: str) -> None:
    response = login(None).get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_a_page_left_open_after_logging_out_is_loaded_anew_instead_of_showing_a_login_within(school: School) -> None:
    response = login(None).get("/insight/live/", headers={"hx-request": "true"})
    assert response["HX-Refresh"] == "true"
    assert not response.content


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["learner", "classmate", "stranger"])
def test_for_learners_there_is_no_dashboard(school: School, page: str, who: str) -> None:
    assert login(getattr(school, who)).get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["instructor", "other_instructor", "admin"])
def test_staff_see_it(school: School, page: str, who: str) -> None:
    assert login(getattr(school, who)).get(page).status_code == 200


def test_a_closed_account_sees_nothing(school: School) -> None:
    client = login(school.admin)
    school.admin.is_active = False
    school.admin.save()
    assert client.get("/insight/").status_code in (302, 404)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("instructor", {"Minji", "Jun"}),
        ("other_instructor", {"Sora"}),
        ("admin", {"Minji", "Jun", "Sora"}),
    ],
)
def test_each_sees_the_learners_they_teach_and_no_others(school: School, who: str, sees: set[str]) -> None:
    for learner in (school.learner, school.classmate, school.stranger):
        school.submission(learner, 0.5)
    client = login(getattr(school, who))
    for page in ("/insight/", "/insight/grades.csv"):
        words = client.get(page).content.decode()
        assert {name for name in ("Minji", "Jun", "Sora") if name in words} == sees


def test_figures_over_all_count_only_what_one_teaches(school: School) -> None:
    school.submission(school.learner, 1.0)
    school.submission(school.stranger, 0.0)
    lines = login(school.instructor).get("/insight/scores.csv").content.decode().splitlines()
    assert lines[-1] == "100 %,1,1.0"


def test_a_cohort_of_somebody_else_reads_like_one_that_does_not_exist(school: School) -> None:
    client = login(school.instructor)
    other = client.get(f"/insight/?cohort={school.autumn.pk}")
    missing = client.get("/insight/?cohort=999999")
    assert other.status_code == missing.status_code == 400
    assert "Autumn" not in other.content.decode()
    assert "There is no such cohort" in other.content.decode()
    assert "There is no such cohort" in missing.content.decode()

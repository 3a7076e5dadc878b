"""History, theme, language, accounts and errors."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error

from quests.models import Quest, Submission
from tests.learn.conftest import Browse, graded
from tests.people import PASSWORD, School


def test_history_lists_ones_own_by_quest(page: Client, school: School) -> None:
    mine = graded(school.submission())
    theirs = graded(school.submission(school.classmate))
    html = page.get("/history/").content.decode()
    assert str(mine.pk) in html
    assert str(theirs.pk) not in html
    assert "1 submission" in html


def test_an_empty_history_says_what_will_stand_there(page: Client) -> None:
    assert "Nothing handed in yet" in page.get("/history/").content.decode()


def test_a_submission_without_a_grade_stands_in_the_history_too(page: Client, school: School) -> None:
    school.submission(status=Submission.Status.RUNNING)
    assert "Running" in page.get("/history/").content.decode()


def test_the_theme_is_kept_for_the_person_and_set_before_the_page_shows(page: Client, school: School) -> None:
    answer = page.post("/preferences/theme/", {"theme": "dark", "next": "/history/"})
    assert answer["Location"] == "/history/"
    school.learner.refresh_from_db()
    assert school.learner.theme == "dark"
    assert 'data-theme="dark"' in page.get("/").content.decode()


def test_a_visitors_theme_is_kept_in_the_browser(browse: Browse, db: None) -> None:
    visitor = browse(None)
    visitor.post("/preferences/theme/", {"theme": "light"})
    assert 'data-theme="light"' in visitor.get("/").content.decode()


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_an_unknown_theme_changes_nothing(browse: Browse, db: None, theme: str) -> None:
    visitor = browse(None)
    visitor.post("/preferences/theme/", {"theme": theme})
    visitor.cookies["theme"] = theme
    assert 'data-theme="system"' in visitor.get("/").content.decode()


def test_preferences_lead_nowhere_else(page: Client) -> None:
    for address, data in (("/preferences/theme/", {"theme": "dark"}), ("/preferences/language/", {"language": "ko"})):
        assert page.post(address, data | {"next": "https://evil.example/"})["Location"] == "/"


def test_the_language_is_kept_for_the_person_and_the_browser(page: Client, school: School) -> None:
    page.post("/preferences/language/", {"language": "ko", "next": "/"})
    school.learner.refresh_from_db()
    assert school.learner.language == "ko"
    assert '<html lang="ko"' in page.get("/").content.decode()


def test_logging_in_leads_to_where_one_wanted_to_go(browse: Browse, school: School) -> None:
    visitor = browse(None)
    login = visitor.get("/accounts/login/?next=/history/").content.decode()
    assert 'name="next"' in login
    answer = visitor.post(
        "/accounts/login/", {"login": school.learner.email, "password": PASSWORD, "next": "/history/"}
    )
    assert answer["Location"] == "/history/"


def test_a_wrong_password_is_said_beside_the_form(browse: Browse, school: School) -> None:
    answer = browse(None).post("/accounts/login/", {"login": school.learner.email, "password": "wrong"})
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/"],
)
def test_account_pages_are_ours(browse: Browse, db: None, address: str) -> None:
    html = browse(None).get(address).content.decode()
    assert "Questbook" in html
    assert "account-card" in html


def test_logging_out_and_changing_the_password_are_ours_too(page: Client) -> None:
    for address in ("/accounts/logout/", "/accounts/password/change/"):
        assert "account-card" in page.get(address).content.decode()


def test_an_unknown_page_says_so_in_our_own_words(page: Client, db: None) -> None:
    answer = page.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_errors_have_pages_that_need_nothing_of_what_may_have_broken() -> None:
    request = RequestFactory().get("/")  # no session, no user, no database
    for answer, words in (
        (server_error(request), "on our side"),
        (bad_request(request, SuspiciousOperation()), "could not be read"),
        (permission_denied(request, PermissionDenied()), "may not open this"),
    ):
        assert words in answer.content.decode()


def test_the_last_page_of_all_names_style_sheets_that_are_there() -> None:
    html = server_error(RequestFactory().get("/")).content.decode()
    sheets = re.findall(r'href="/static/([^"]+\.css)"', html)
    assert sheets
    assert all(find(sheet) for sheet in sheets)


def test_a_skip_link_comes_first(page: Client, quest: Quest) -> None:
    html = page.get("/").content.decode()
    assert html.index('href="#content"') < html.index("<header")
    assert 'id="content"' in html

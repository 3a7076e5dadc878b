"""The instructor's pages of reviews: the queue, one text after the other, and taking a review back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from quests.models import Review, Submission, WrittenAnswer
from quests.services import reviews
from tests.insight.school import login
from tests.learn.conftest import MARK
from tests.people import School
from tests.services.test_reviews import FULL, graded

MARKS = {"mark-cause": "3.5", "mark-curves": "2", "comment": "Good **eye**."}


@pytest.fixture
def submission(school: School) -> Submission:
    """The learner's, with a text that waits."""
    return graded(school, said=f"It *memorises*. {MARK} [odd](javascript:alert(1))")


@pytest.fixture
def answer(submission: Submission) -> WrittenAnswer:
    """That text."""
    return WrittenAnswer.objects.get()


@pytest.fixture
def page(school: School) -> Client:
    """The instructor's browser."""
    return login(school.instructor)


def html_of(page: Client, address: str, language: str = "en", status: int = 200) -> str:
    answer = page.get(address, headers={"accept-language": language})
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("admin", 200),
        ("instructor", 200),
        ("other_instructor", 404),
        ("learner", 404),
        ("classmate", 404),
        ("other_learner", 404),
        ("stranger", 404),
    ],
)
def test_a_text_is_for_those_who_teach_the_cohort(school: School, answer: WrittenAnswer, who: str, status: int) -> None:
    client = login(getattr(school, who))
    assert client.get(f"/teach/reviews/{answer.pk}/").status_code == status
    made = client.post(f"/teach/reviews/{answer.pk}/", MARKS).status_code
    assert made == (303 if status == 200 else 404)
    assert Review.objects.exists() is (status == 200)
    if status == 404:
        given = reviews.record(school.admin, answer, FULL)
        for deed in (f"{answer.pk}/skip", f"{answer.pk}/take-over", f"withdraw/{given.pk}"):
            assert client.post(f"/teach/reviews/{deed}/").status_code == 404
        given.refresh_from_db()
        assert given.withdrawn_at is None


@pytest.mark.parametrize("address", ["/teach/reviews/", "/teach/reviews/next/"])
def test_for_learners_there_is_no_queue_and_visitors_are_asked_to_log_in(school: School, address: str) -> None:
    assert login(school.learner).get(address).status_code == 404
    assert login(None).get(address)["Location"].startswith("/accounts/login/")


def test_what_changes_something_is_never_a_link(page: Client, answer: WrittenAnswer) -> None:
    for deed in ("skip", "take-over"):
        assert page.get(f"/teach/reviews/{answer.pk}/{deed}/").status_code == 405


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1 text waits for you"), ("ko", "채점을 기다리는 글이 1편 있습니다")]
)
def test_the_queue_says_how_many_wait_also_on_every_other_page(
    school: School, answer: WrittenAnswer, page: Client, language: str, words: str
) -> None:
    assert words in html_of(page, "/teach/reviews/", language)
    assert re.search(r'nav-count">1<', html_of(page, "/history/", language))
    assert "nav-count" not in html_of(login(school.learner), "/history/", language)


def test_an_empty_queue_says_so(school: School) -> None:
    assert "Nothing waits to be read" in html_of(login(school.other_instructor), "/teach/reviews/")


def test_the_queue_is_narrowed_by_quest_and_cohort(school: School, answer: WrittenAnswer, page: Client) -> None:
    assert str(answer.pk) in html_of(page, f"/teach/reviews/?quest=open-quest&cohort={school.cohort.pk}")
    assert str(answer.pk) not in html_of(page, "/teach/reviews/?quest=late-quest")
    html_of(page, f"/teach/reviews/?cohort={school.other_cohort.pk}", status=422)


def test_a_text_is_shown_as_clean_markdown(page: Client, answer: WrittenAnswer) -> None:
    html = html_of(page, f"/teach/reviews/{answer.pk}/")
    assert "<em>memorises</em>" in html
    assert MARK not in html
    assert 'href="javascript' not in html


def test_saving_leads_to_the_next_text_where_it_can_be_undone(
    school: School, page: Client, answer: WrittenAnswer
) -> None:
    following = WrittenAnswer.objects.get(submission=graded(school, school.classmate))
    saved = page.post(f"/teach/reviews/{answer.pk}/?quest=open-quest", MARKS | {"then": "next"})
    made = Review.objects.get()
    assert (made.marks, made.comment, made.reviewer) == (
        {"cause": 3.5, "curves": 2.0},
        "Good **eye**.",
        school.instructor,
    )
    assert saved["Location"] == f"/teach/reviews/{following.pk}/?quest=open-quest&undo={made.pk}"

    withdraw = f"/teach/reviews/withdraw/{made.pk}/?quest=open-quest"
    assert withdraw in html_of(page, saved["Location"])
    assert page.post(withdraw)["Location"] == f"/teach/reviews/{answer.pk}/?quest=open-quest"
    assert withdraw not in html_of(page, saved["Location"])
    answer.refresh_from_db()
    assert answer.waiting


def test_after_the_last_text_comes_the_list(page: Client, answer: WrittenAnswer) -> None:
    assert page.post(f"/teach/reviews/{answer.pk}/", MARKS | {"then": "next"})["Location"] == "/teach/reviews/"
    assert "Nothing is left to read here." in html_of(page, "/teach/reviews/")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mark-cause": "9"}, "Give from 0 to 4 points."),
        ({"mark-cause": "nan"}, "Give from 0 to 4 points."),
        ({"mark-cause": ""}, "Give from 0 to 4 points."),
        ({"mark-curves": "1.5"}, "Choose one of the levels."),
        ({"mark-curves": ""}, "Choose one of the levels."),
        ({"comment": "x" * 6000}, "Shorten the comment to 5000 characters."),
    ],
)
def test_a_wrong_mark_is_told_in_place_and_nothing_is_lost(
    page: Client, answer: WrittenAnswer, wrong: dict[str, str], words: str
) -> None:
    answered = page.post(f"/teach/reviews/{answer.pk}/", MARKS | wrong)
    assert answered.status_code == 422
    html = answered.content.decode()
    assert words in html
    assert ("Good **eye**." in html) is ("comment" not in wrong)
    assert not Review.objects.exists()


def test_who_is_late_is_told_of_the_marks_that_stand_and_may_put_others_in_their_place(
    school: School, page: Client, answer: WrittenAnswer
) -> None:
    reviews.record(school.admin, answer, FULL)
    late = page.post(f"/teach/reviews/{answer.pk}/", MARKS | {"seen": ""})
    assert late.status_code == 422
    html = late.content.decode()
    assert "Somebody else has read this text while you did" in html
    seen = re.search(r'name="seen" value="([^"]+)"', html)
    assert seen is not None
    assert page.post(f"/teach/reviews/{answer.pk}/", MARKS | {"seen": seen[1]}).status_code == 303
    assert Review.objects.count() == 2


def test_opening_a_text_takes_it_in_hand_and_the_next_instructor_is_told(
    school: School, page: Client, answer: WrittenAnswer
) -> None:
    html_of(page, f"/teach/reviews/{answer.pk}/")
    other = login(school.admin)
    html = html_of(other, f"/teach/reviews/{answer.pk}/")
    assert "Instructor is reading this." in html
    assert "data-rubric" not in html
    assert other.get("/teach/reviews/next/")["Location"] == "/teach/reviews/"

    other.post(f"/teach/reviews/{answer.pk}/take-over/")
    assert "data-rubric" in html_of(other, f"/teach/reviews/{answer.pk}/")
    assert "Admin is reading this." in html_of(page, f"/teach/reviews/{answer.pk}/")

    other.post(f"/teach/reviews/{answer.pk}/skip/")
    assert "data-rubric" in html_of(page, f"/teach/reviews/{answer.pk}/")


def test_a_text_that_was_read_is_open_to_all_who_teach_it(school: School, page: Client, answer: WrittenAnswer) -> None:
    reviews.record(school.admin, answer, FULL)
    html_of(login(school.admin), f"/teach/reviews/{answer.pk}/")
    html = html_of(page, f"/teach/reviews/{answer.pk}/")
    assert "is reading this" not in html
    assert "data-rubric" in html


def test_withdrawn_reviews_stay_in_the_history(school: School, page: Client, answer: WrittenAnswer) -> None:
    made = reviews.record(school.admin, answer, FULL)
    page.post(f"/teach/reviews/withdraw/{made.pk}/")
    again = page.post(f"/teach/reviews/withdraw/{made.pk}/", follow=True).content.decode()
    assert "withdrawn already" in again
    assert "taken back by Instructor" in again


def test_addresses_that_name_nothing_lead_nowhere(page: Client, answer: WrittenAnswer) -> None:
    assert page.get("/teach/reviews/00000000-0000-0000-0000-000000000000/").status_code == 404
    for broken in ("after=x", "after=", "undo=x", "quest=nothing"):
        assert page.get(f"/teach/reviews/next/?{broken}").status_code == 303
        html_of(page, f"/teach/reviews/{answer.pk}/?{broken}")


def test_the_queue_does_not_cost_a_query_a_text(
    school: School, page: Client, answer: WrittenAnswer, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        graded(school, school.classmate, said=f"Text number {number}.")
    first = graded(school, said="Read already.")
    reviews.record(school.instructor, WrittenAnswer.objects.get(submission=first), FULL)
    with django_assert_max_num_queries(12):
        html_of(page, "/teach/reviews/")

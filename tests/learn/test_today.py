"""The first page: who sees what, doors, stars, empty states."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from accounts.models import Cohort
from learn.calendar import calendars_for
from learn.stars import star_count
from quests.models import Chapter, Quest, Release, Submission
from tests.learn.conftest import Browse
from tests.people import School


def test_a_visitor_is_welcomed_and_shown_where_to_log_in(browse: Browse, db: None) -> None:
    answer = browse(None).get("/")
    assert answer.status_code == 200
    assert "/accounts/login/" in answer.content.decode()


def test_a_learner_sees_the_open_quest_and_only_the_day_of_the_closed_one(page: Client, quest: Quest) -> None:
    html = page.get("/").content.decode()
    assert "/quests/open-quest/" in html
    assert "closed-quest" not in html
    assert 'data-state="locked"' in html


def test_somebody_without_a_cohort_is_told_whom_to_ask(browse: Browse, school: School) -> None:
    html = browse(school.stranger).get("/").content.decode()
    assert "No cohort yet" in html
    assert school.stranger.email in html


def test_an_invitation_code_opens_the_cohorts_doors(browse: Browse, school: School) -> None:
    page = browse(school.stranger)
    assert 'action="/join/"' in page.get("/").content.decode()
    answer = page.post("/join/", {"invite_code": school.cohort.invite_code}, follow=True)
    assert "/quests/open-quest/" in answer.content.decode()


def test_learners_get_no_way_to_the_staffs_pages(page: Client, browse: Browse, school: School) -> None:
    assert "/teach/" not in page.get("/").content.decode()
    assert "/teach/" in browse(school.instructor).get("/").content.decode()


def test_the_best_submission_fills_the_stars_of_its_door(page: Client, school: School, quest: Quest) -> None:
    for score in (9, 4):
        school.submission(status=Submission.Status.GRADED, score=score, max_score=10)
    html = page.get("/").content.decode()
    assert "2 of 3 stars" in html
    assert 'data-state="passed"' in html


def test_a_classmates_stars_are_not_mine(page: Client, school: School, quest: Quest) -> None:
    school.submission(school.classmate, status=Submission.Status.GRADED, score=10, max_score=10)
    assert "3 of 3 stars" not in page.get("/").content.decode()


@pytest.mark.parametrize(
    ("share", "stars"),
    [(None, 0), (0.0, 0), (0.59, 0), (0.6, 1), (0.79, 1), (0.8, 2), (0.999, 2), (1.0, 3), (0.6 - 1e-12, 1)],
)
def test_stars_are_earned_at_sixty_eighty_and_a_hundred_per_cent(share: float | None, stars: int) -> None:
    assert star_count(share) == stars


def test_a_day_is_the_cohorts_day_not_the_servers(school: School) -> None:
    seoul = ZoneInfo("Asia/Seoul")
    Cohort.objects.filter(pk=school.cohort.pk).update(starts_on=date(2026, 3, 2))
    Release.objects.filter(quest=school.open_quest).update(
        opens_at=datetime(2026, 3, 3, tzinfo=seoul), due_at=datetime(2026, 3, 10, tzinfo=seoul)
    )
    Release.objects.exclude(quest=school.open_quest).delete()
    just_after_midnight = datetime(2026, 3, 3, 0, 5, tzinfo=seoul)  # still the 2nd in London
    calendar = next(c for c in calendars_for(school.learner, just_after_midnight) if c.cohort == school.cohort)
    assert calendar.day_number == 2
    assert [task.release.quest for task in calendar.todays] == [school.open_quest]
    before = calendars_for(school.learner, just_after_midnight - timedelta(minutes=10))[0]
    assert before.todays == []
    assert before.next_door is not None
    assert before.next_door.number == 2


def test_a_quest_missed_is_neither_todays_nor_due_but_stays_open(school: School) -> None:
    calendar = calendars_for(school.learner)[0]
    late = next(task for task in calendar.tasks if task.release.quest == school.late_quest)
    assert late.is_overdue
    assert late not in calendar.todays + calendar.also_due


def test_what_is_read_today_is_named(school: School) -> None:
    today = datetime.now(ZoneInfo("Asia/Seoul")).date()
    Cohort.objects.filter(pk=school.cohort.pk).update(starts_on=today)
    calendar = calendars_for(school.learner)[0]
    assert calendar.reading == list(Chapter.objects.filter(day=1))


def test_an_unreadable_quest_folder_does_not_take_the_page_away(page: Client, school: School) -> None:
    answer = page.get("/")  # the school's quests have no folders
    assert answer.status_code == 200
    assert "open-quest" in answer.content.decode()

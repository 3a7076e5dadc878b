"""Holidays, weekends and days to catch up, as learners see them on the first page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from accounts.models import Cohort
from learn.calendar import CohortCalendar, calendars_for
from quests.models import Chapter, Quest, Release
from quests.schedule.timetable import Entry, FurtherCourse, Timetable
from quests.services import releases, timetables
from tests.learn.conftest import Browse
from tests.people import School

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def lay(school: School, start: date = MONDAY, chapters: int = 6, **fields: Any) -> None:
    """Give the learner's cohort a calendar and a course of so many chapters; its quests belong to the first."""
    for number in range(2, chapters + 1):
        title = f"Chapter no. {number}"
        Chapter.objects.create(course=school.course, number=number, day=number, title_en=title, title_ko=title)
    school.cohort.starts_on = start
    school.cohort.save()
    timetables.store(
        school.cohort, Timetable(**{"course": "dlp", "starts_on": start, "weekdays": (0, 1, 2, 3, 4)} | fields)
    )
    releases.schedule(school.cohort)


def on(school: School, day: date) -> CohortCalendar:
    return calendars_for(school.learner, datetime(day.year, day.month, day.day, 9, tzinfo=SEOUL))[0]


def test_a_day_of_the_course_is_a_day_of_study(school: School) -> None:
    lay(school)
    assert on(school, MONDAY + 4 * DAY).day_number == 5
    assert on(school, MONDAY + 6 * DAY).day_number == 5, "Sunday adds none"
    monday = on(school, MONDAY + 7 * DAY)
    assert monday.day_number == 6
    assert [chapter.number for chapter in monday.reading] == [6]


def test_a_holiday_is_no_day_of_study(school: School) -> None:
    lay(school, entries=(Entry(kind="holiday", first=MONDAY + DAY, last=MONDAY + DAY),))
    assert [on(school, MONDAY + k * DAY).day_number for k in (-1, 0, 1, 2, 5, 6, 7)] == [0, 1, 1, 2, 4, 4, 5]


def test_on_a_free_day_the_next_study_day_and_chapter_are_named(school: School) -> None:
    lay(school, entries=(Entry(kind="holiday", first=MONDAY + 7 * DAY, last=MONDAY + 7 * DAY, name="Rain"),))
    saturday = on(school, MONDAY + 5 * DAY)
    assert saturday.is_running
    assert saturday.day_kind == "off"
    assert saturday.next_study_day == MONDAY + 8 * DAY
    assert saturday.next_reading is not None
    assert (saturday.next_reading[0].number, saturday.next_reading[1]) == (6, MONDAY + 8 * DAY)


def test_a_holiday_has_a_door_with_its_name_and_a_day_to_catch_up_one_with_its_number(school: School) -> None:
    holiday = Entry(kind="holiday", first=MONDAY + DAY, last=MONDAY + 2 * DAY, name="Rain")
    catching_up = Entry(kind="catch-up", first=MONDAY + 4 * DAY, last=MONDAY + 4 * DAY)
    lay(school, entries=(holiday, catching_up))
    doors = {door.day: door for door in on(school, MONDAY).doors}
    assert doors[MONDAY + DAY].state == "free"
    assert MONDAY + 2 * DAY not in doors, "one door for the whole holiday"
    assert (doors[MONDAY + 4 * DAY].state, doors[MONDAY + 4 * DAY].number) == ("catch-up", 3)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("holiday", "The next study day is"), ("catch-up", "Nothing new begins today")],
)
def test_the_page_says_what_kind_of_day_it_is(page: Client, school: School, kind: Any, words: str) -> None:
    today = datetime.now(SEOUL).date()
    entry = Entry(kind=kind, first=today, last=today, name="Kite day")
    lay(school, start=today - 2 * DAY, weekdays=tuple(range(7)), entries=(entry,))
    html = page.get("/").content.decode()
    assert words in html
    assert "Kite day" in html


def test_on_a_free_day_before_the_first_quest_nobody_is_sent_to_read(page: Client, school: School) -> None:
    today = datetime.now(SEOUL).date()
    lay(school, start=today - DAY, weekdays=tuple(range(7)), entries=(Entry(kind="holiday", first=today, last=today),))
    html = page.get("/").content.decode()
    assert "The first door is still closed" in html
    assert f"The first quest opens on {today + DAY:%A}" in html
    assert "Read today" not in html


def test_on_the_first_day_there_is_a_chapter_to_read(page: Client, school: School) -> None:
    today = datetime.now(SEOUL).date()
    lay(school, start=today, weekdays=tuple(range(7)))
    html = page.get("/").content.decode()
    assert "Read today's chapter." in html
    assert f"The first quest opens on {today + DAY:%A}" in html


def test_a_course_whose_first_days_are_free_has_not_begun_on_them(page: Client, school: School) -> None:
    today = datetime.now(SEOUL).date()
    free = Entry(kind="holiday", first=today - DAY, last=today)
    lay(school, start=today - DAY, weekdays=tuple(range(7)), entries=(free,))
    html = page.get("/").content.decode()
    assert "The course starts on" in html
    assert "The first door is still closed" not in html


def test_an_ordinary_day_is_not_remarked_upon(page: Client, school: School) -> None:
    lay(school, start=datetime.now(SEOUL).date() - DAY, weekdays=tuple(range(7)))
    html = page.get("/").content.decode()
    assert "The next study day is" not in html
    assert "Nothing new begins today" not in html


def test_before_the_first_day_and_after_the_last_there_is_nothing_to_rest_from(school: School) -> None:
    lay(school)
    assert not on(school, MONDAY - DAY).is_running
    assert not on(school, MONDAY + 60 * DAY).is_running


def test_a_course_that_begins_on_a_free_day_says_when_its_first_chapter_is_read(school: School) -> None:
    lay(school, start=MONDAY - 2 * DAY)
    calendar = on(school, MONDAY - 5 * DAY)
    assert not calendar.has_begun
    assert calendar.first_day == MONDAY


def test_days_are_counted_for_as_long_as_a_course_may_last(school: School) -> None:
    lay(school)
    far = datetime(2199, 12, 31, tzinfo=SEOUL)
    Release.objects.filter(quest=school.open_quest).update(opens_at=far, due_at=far + DAY)
    calendar = on(school, MONDAY)
    assert calendar.day_number == 1
    assert [(door.day, door.number) for door in calendar.doors][-1] == (far.date(), 0)


def test_a_second_course_is_named_beside_the_first(browse: Browse, school: School, quest: Quest) -> None:
    second = school.course.__class__.objects.create(slug="dlc", title_en="Recipes", title_ko="레시피")
    Chapter.objects.create(course=second, number=1, day=1, title_en="Tools", title_ko="도구")
    lay(school, further=(FurtherCourse(slug="dlc", starts_on=MONDAY),))
    calendar = on(school, MONDAY)
    assert (calendar.course_title, calendar.further_titles) == ("Deep learning", ["Recipes"])
    assert len(calendar.reading) == 2
    assert "Recipes" in browse(school.learner).get("/").content.decode()


def test_many_cohorts_cost_no_more_queries(school: School, django_assert_max_num_queries: Any) -> None:
    lay(school)
    for k in range(4):
        cohort = Cohort.objects.create(name=f"C{k}", course="dlp", starts_on=MONDAY + k * DAY)
        cohort.memberships.create(user=school.learner)
        releases.schedule(cohort)
    assert Release.objects.count() > 12
    with django_assert_max_num_queries(7):
        assert len(calendars_for(school.learner)) == 5

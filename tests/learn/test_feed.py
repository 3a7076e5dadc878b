"""A learner's days in the calendar of their phone: who reads it, and what it says."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from accounts.models import CalendarFeed, User
from quests.models import Quest
from quests.schedule.timetable import Entry
from quests.services import timetables
from tests.learn.conftest import Browse
from tests.people import School

ADDRESS = re.compile(r'value="(http://testserver/calendar/[^"]+\.ics)"')


def address(page: Client) -> str:
    """Make an address, and read it on the page."""
    html = page.post("/calendar/", follow=True).content.decode()
    match = ADDRESS.search(html)
    assert match
    return match[1]


def events(client: Client, url: str) -> dict[str, Any]:
    """By summary, as a calendar program reads it."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.fixture
def program(client: Client) -> Client:
    """A calendar program: nobody is logged in there."""
    return client


def test_without_an_address_there_is_none(page: Client, program: Client) -> None:
    assert not ADDRESS.search(page.get("/").content.decode())
    assert program.get("/calendar/guess.ics").status_code == 404


def test_a_calendar_program_reads_quests_and_deadlines(
    page: Client, program: Client, school: School, quest: Quest
) -> None:
    read = events(program, address(page))
    due = read["Due: Sums"]
    release = school.release(quest)
    assert due["dtstart"].dt.replace(microsecond=0) == release.due_at.replace(microsecond=0)
    assert due["url"] == "http://testserver/quests/open-quest/"
    assert "Quest: Sums" in read


def test_of_a_quest_that_has_not_opened_only_the_days_are_told(page: Client, program: Client, school: School) -> None:
    url = address(page)
    words = program.get(url).content.decode()
    assert "A new quest opens" in words
    assert "closed-quest" not in words


def test_chapters_and_free_days_are_whole_days(page: Client, program: Client, school: School) -> None:
    own = timetables.timetable_of(school.cohort)
    first, last = date(2026, 3, 5), date(2026, 3, 6)
    timetables.store(school.cohort, own.with_entries(Entry(kind="holiday", first=first, last=last, name="Rain; snow")))
    read = events(program, address(page))
    assert read["Rain; snow"]["dtstart"].dt == first
    assert read["Rain; snow"]["dtend"].dt == date(2026, 3, 7), "the day after the last, as RFC 5545 has it"
    assert read["Read chapter 1: One"]["dtstart"].dt == date(2026, 3, 2)


def test_it_speaks_the_learners_language(page: Client, program: Client, school: School) -> None:
    User.objects.filter(pk=school.learner.pk).update(language="ko")
    assert "1장 읽기: 하나" in events(program, address(page))


def test_a_new_address_ends_the_old_one(page: Client, program: Client) -> None:
    old = address(page)
    new = address(page)
    assert old != new
    assert program.get(old).status_code == 404
    assert program.get(new).status_code == 200


def test_an_address_is_taken_away(page: Client, program: Client) -> None:
    url = address(page)
    page.post("/calendar/", {"off": "1"})
    assert program.get(url).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_nobody_else_changes_my_address(browse: Browse, page: Client, program: Client, school: School) -> None:
    url = address(page)
    for person in (school.classmate, school.instructor, school.admin, school.stranger):
        browse(person).post("/calendar/", {"off": "1"})
    assert browse(None).post("/calendar/", {"off": "1"}).status_code == 302
    assert program.get(url).status_code == 200


def test_a_classmate_is_not_shown_my_address(browse: Browse, page: Client, school: School) -> None:
    key = address(page).rsplit("/", 1)[1]
    for person in (school.classmate, school.instructor, school.admin):
        assert key not in browse(person).get("/").content.decode()


def test_a_closed_account_has_no_calendar_any_more(page: Client, program: Client, school: School) -> None:
    url = address(page)
    User.objects.filter(pk=school.learner.pk).update(is_active=False)
    assert program.get(url).status_code == 404


def test_whoever_leaves_a_cohort_reads_it_no_more(page: Client, program: Client, school: School) -> None:
    url = address(page)
    school.learner.memberships.all().delete()
    assert not events(program, url)


def test_events_keep_their_names_so_that_programs_move_them(page: Client, program: Client, school: School) -> None:
    url = address(page)
    before = {str(event["uid"]) for event in events(program, url).values()}
    release = school.release(school.open_quest)
    release.due_at = datetime(2099, 1, 1, tzinfo=ZoneInfo("UTC"))
    release.save()
    after = events(program, url)
    assert {str(event["uid"]) for event in after.values()} == before
    assert all(event["dtstamp"].dt <= timezone.now() for event in after.values())

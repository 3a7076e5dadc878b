"""What an instructor is asked to look at, because releases and calendar do not go together."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import Cohort
from quests.models import Chapter, Course, Quest, Release
from quests.services import releases, scheduling, timetables
from quests.services.conflicts import conflicts
from tests.people import School, published

DAY = timedelta(days=1)


@pytest.fixture
def quest(school: School) -> Quest:
    """The one quest of the cohort, of a chapter read on Monday in a week or two; it is where the plan says."""
    Quest.objects.exclude(pk=school.open_quest.pk).update(current=None)
    today = timezone.now().date()
    monday = today + (14 - today.weekday()) * DAY
    Cohort.objects.filter(pk=school.cohort.pk).update(starts_on=monday)
    school.cohort.refresh_from_db()
    own = timetables.timetable_of(school.cohort)
    timetables.store(school.cohort, own.changed(weekdays=(0, 1, 2, 3, 4)))
    releases.schedule(school.cohort)
    return school.open_quest


def found(school: School) -> list[str]:
    laid = timetables.laid(timetables.timetable_of(school.cohort))
    own = Release.objects.filter(cohort=school.cohort, quest__current__isnull=False)
    moves = scheduling.moves(school.cohort, laid, also_open=False)
    return [conflict.kind for conflict in conflicts(laid, own, moves, ZoneInfo(school.cohort.time_zone))]


def by_hand(school: School, quest: Quest, opens: timedelta = 0 * DAY, due: timedelta = 0 * DAY) -> None:
    release = school.release(quest)
    releases.move_release(school.instructor, release, release.opens_at + opens, release.due_at + due)


def test_a_schedule_as_planned_has_none(school: School, quest: Quest) -> None:
    assert found(school) == []


def test_a_quest_set_by_hand_to_another_day(school: School, quest: Quest) -> None:
    by_hand(school, quest, opens=DAY)
    assert found(school) == ["by-hand"]


def test_a_quest_that_opens_before_its_chapter_is_read(school: School, quest: Quest) -> None:
    by_hand(school, quest, opens=-2 * DAY)
    assert sorted(found(school)) == ["by-hand", "too-early"]


def test_a_quest_that_was_set_to_be_due_on_a_weekend(school: School, quest: Quest) -> None:
    release = school.release(quest)
    by_hand(school, quest, due=(12 - release.due_at.weekday()) * DAY)  # Saturday, in UTC and late in Seoul's day alike
    assert found(school) == ["due-free"]


def test_more_time_by_hand_is_no_conflict(school: School, quest: Quest) -> None:
    by_hand(school, quest, due=DAY)
    assert found(school) == []


def test_an_open_quest_that_the_plan_would_open_later(school: School, quest: Quest) -> None:
    now = timezone.now()
    Release.objects.filter(quest=quest, cohort=school.cohort).update(opens_at=now - DAY, due_at=now + 90 * DAY)
    assert sorted(found(school)) == ["open", "too-early"]


def test_a_quest_that_is_left_of_a_course_that_is_taken_no_more(school: School, quest: Quest) -> None:
    chapter = Chapter.objects.create(
        course=Course.objects.create(slug="dlc", title_en="Cookbook", title_ko="쿡북"),
        number=1,
        day=1,
        title_en="One",
        title_ko="하나",
    )
    now = timezone.now()
    left = published("cook-1", chapter, "c" * 64)
    release = Release.objects.create(cohort=school.cohort, quest=left, opens_at=now - DAY, due_at=now + DAY)
    assert found(school) == ["open"]
    releases.move_release(school.instructor, release, now + DAY, now + 90 * DAY)
    assert "by-hand" in found(school)


def test_a_plan_that_was_not_applied(school: School, quest: Quest) -> None:
    own = timetables.timetable_of(school.cohort)
    timetables.store(school.cohort, own.changed(starts_on=own.starts_on + DAY))
    school.cohort.refresh_from_db()
    assert sorted(found(school)) == ["pending", "too-early"]


def test_two_chapters_on_one_day(school: School, quest: Quest) -> None:
    school.course.chapters.create(number=2, day=1, title_en="Two", title_ko="둘")
    assert found(school) == ["same-day"]

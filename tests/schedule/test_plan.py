"""Courses on a calendar: what is read when, what opens when, what is due when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quests.schedule.plan import Lesson, Planned, behind, lay
from quests.schedule.timetable import Entry, FurtherCourse, NoStudyDay, Timetable

MONDAY = date(2026, 3, 2)
WEEK = (0, 1, 2, 3, 4)
DAY = timedelta(days=1)


def timetable(**fields: Any) -> Timetable:
    return Timetable(**{"course": "dlp", "starts_on": MONDAY, "weekdays": WEEK, "due_days": 7} | fields)


def holiday(first: date, last: date | None = None) -> Entry:
    return Entry(kind="holiday", first=first, last=last or first, name="free")


def catching_up(day: date) -> Entry:
    return Entry(kind="catch-up", first=day, last=day)


def lessons(count: int) -> list[Lesson]:
    return [Lesson(day=k, chapter=k) for k in range(1, count + 1)]


def read_on(calendar: Timetable, count: int) -> list[int]:
    """Days after the first Monday on which chapters are read."""
    return [(planned.read_on - MONDAY).days for planned in lay(calendar, {"dlp": lessons(count)})]


def test_a_chapter_is_read_on_every_study_day_and_none_at_the_weekend() -> None:
    assert read_on(timetable(), 7) == [0, 1, 2, 3, 4, 7, 8]


def test_a_holiday_and_a_day_to_catch_up_push_what_follows() -> None:
    calendar = timetable(entries=(holiday(MONDAY + DAY), catching_up(MONDAY + 3 * DAY)))
    assert read_on(calendar, 4) == [0, 2, 4, 7]


def test_a_quest_opens_on_the_next_day_on_which_something_new_may_begin() -> None:
    calendar = timetable(entries=(catching_up(MONDAY + 7 * DAY),))
    friday = lay(calendar, {"dlp": lessons(5)})[4]
    assert friday.read_on == MONDAY + 4 * DAY
    assert friday.opens_on == MONDAY + 8 * DAY, "the Monday after is to catch up"


def test_what_would_be_due_on_a_free_day_is_due_on_the_next_that_is_not() -> None:
    tuesday = MONDAY + DAY
    (free,) = lay(timetable(due_days=4, entries=(holiday(MONDAY + 7 * DAY),)), {"dlp": lessons(1)})
    assert free.opens_on == tuesday
    assert free.due_on == MONDAY + 8 * DAY, "Saturday, Sunday and Monday are free"


def test_something_may_be_due_on_a_day_to_catch_up() -> None:
    (planned,) = lay(timetable(entries=(catching_up(MONDAY + 8 * DAY),)), {"dlp": lessons(1)})
    assert planned.due_on == MONDAY + 8 * DAY


def test_a_day_to_catch_up_on_a_saturday_is_a_day_of_study_for_deadlines() -> None:
    saturday = MONDAY + 5 * DAY
    calendar = timetable(due_days=4, entries=(catching_up(saturday),))
    assert calendar.kind_of(saturday) == "catch-up"
    assert lay(calendar, {"dlp": lessons(1)})[0].due_on == saturday


def test_a_second_course_begins_when_the_first_has_been_read() -> None:
    calendar = timetable(further=(FurtherCourse(slug="dlc"),))
    plan = lay(calendar, {"dlp": lessons(5), "dlc": lessons(2)})
    assert [(p.course, (p.read_on - MONDAY).days) for p in plan][4:] == [("dlp", 4), ("dlc", 7), ("dlc", 8)]


def test_a_course_with_a_start_of_its_own_runs_side_by_side() -> None:
    calendar = timetable(further=(FurtherCourse(slug="dlc", starts_on=MONDAY + DAY),))
    plan = lay(calendar, {"dlp": lessons(3), "dlc": lessons(1)})
    assert [(p.course, (p.read_on - MONDAY).days) for p in plan] == [("dlp", 0), ("dlc", 1), ("dlp", 1), ("dlp", 2)]


def test_a_course_may_leave_days_out() -> None:
    plan = lay(timetable(), {"dlp": [Lesson(day=1, chapter=1), Lesson(day=3, chapter=2)]})
    assert [(p.read_on - MONDAY).days for p in plan] == [0, 2]


def test_a_class_that_is_behind_gets_days_to_catch_up_and_all_that_follows_comes_later() -> None:
    later = behind(timetable(), MONDAY + 3 * DAY, days=2)
    assert [entry.first for entry in later.entries] == [MONDAY + 3 * DAY, MONDAY + 4 * DAY]
    assert read_on(later, 5) == [0, 1, 2, 7, 8]


def test_a_calendar_without_a_study_day_is_refused() -> None:
    years = [holiday(MONDAY + k * 400 * DAY, MONDAY + (k * 400 + 399) * DAY) for k in range(10)]
    with pytest.raises(NoStudyDay):
        lay(timetable(entries=tuple(years)), {"dlp": lessons(1)})


@pytest.mark.parametrize(
    "fields",
    [
        {"weekdays": ()},
        {"weekdays": (7,)},
        {"due_days": -1},
        {"further": ({"slug": "dlp"},)},
        {"earlier": ({"until": "2026-03-03", "weekdays": ()},)},
        {"earlier": tuple({"until": day, "weekdays": (0,)} for day in ("2026-03-03", "2026-03-02"))},
        {"entries": ({"kind": "holiday", "first": "2026-03-03", "last": "2026-03-02"},)},
        {"entries": ({"kind": "holiday", "first": "2026-03-03", "last": "2027-05-02"},)},
    ],
)
def test_what_no_calendar_can_say_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        timetable(**fields)


def test_without_free_days_all_is_as_it_was_before_there_were_calendars() -> None:
    plan = lay(Timetable(course="dlp", starts_on=MONDAY), {"dlp": lessons(9)})
    assert [(p.read_on, p.opens_on, p.due_on) for p in plan] == [
        (MONDAY + k * DAY, MONDAY + (k + 1) * DAY, MONDAY + (k + 8) * DAY) for k in range(9)
    ]


def test_one_day_of_a_break_becomes_ordinary_and_the_days_around_it_stay_free() -> None:
    calendar = timetable(entries=(holiday(MONDAY, MONDAY + 4 * DAY), catching_up(MONDAY + 2 * DAY)))
    calendar = calendar.without_entries_on(MONDAY + 2 * DAY)
    assert [calendar.kind_of(MONDAY + k * DAY) for k in range(5)] == ["holiday"] * 2 + ["study"] + ["holiday"] * 2
    assert {entry.name for entry in calendar.entries} == {"free"}


@pytest.mark.parametrize("day", [MONDAY, MONDAY + DAY])
def test_the_first_or_last_day_of_a_break_becomes_ordinary(day: date) -> None:
    calendar = timetable(entries=(holiday(MONDAY, MONDAY + DAY),)).without_entries_on(day)
    assert [one for one in (MONDAY, MONDAY + DAY) if not calendar.is_free(one)] == [day]
    assert calendar.without_entries_on(MONDAY).without_entries_on(MONDAY + DAY).entries == ()


def test_other_weekdays_in_mid_course_leave_alone_what_has_been() -> None:
    calendar = timetable().with_weekdays((0, 2), until=MONDAY + 2 * DAY)
    assert read_on(calendar, 6) == [0, 1, 2, 7, 9, 14]
    again = calendar.with_weekdays((5,), until=MONDAY + 7 * DAY)
    assert read_on(again, 6) == [0, 1, 2, 7, 12, 19]


def test_weekdays_that_are_put_back_at_once_leave_no_trace() -> None:
    calendar = timetable()
    there = calendar.with_weekdays((0, 2), until=MONDAY + 2 * DAY)
    assert there.with_weekdays(calendar.weekdays, until=MONDAY + 2 * DAY) == calendar
    assert calendar.with_weekdays(calendar.weekdays, until=MONDAY + 2 * DAY) == calendar


def test_other_weekdays_leave_alone_a_second_course_that_began_before_the_first() -> None:
    began = MONDAY - 7 * DAY
    calendar = timetable(further=(FurtherCourse(slug="dlc", starts_on=began),))
    calendar = calendar.with_weekdays((5,), until=began + 2 * DAY)
    plan = lay(calendar, {"dlc": lessons(4)})
    assert [(planned.read_on - began).days for planned in plan] == [0, 1, 2, 5]


def test_weekdays_of_a_course_that_has_not_begun_are_simply_others() -> None:
    assert timetable().with_weekdays((0, 2), until=MONDAY - DAY) == timetable(weekdays=(0, 2))


# Whatever the calendar

DAYS = st.dates(MONDAY - 30 * DAY, MONDAY + 90 * DAY)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    first = draw(DAYS)
    kind = draw(st.sampled_from(("holiday", "catch-up")))
    return Entry(kind=kind, first=first, last=first + draw(st.integers(0, 9)) * DAY)


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    return timetable(
        weekdays=tuple(draw(st.sets(st.integers(0, 6), min_size=1))),
        due_days=draw(st.integers(0, 14)),
        entries=tuple(draw(st.lists(entries(), max_size=8))),
        further=(FurtherCourse(slug="dlc", starts_on=draw(st.none() | DAYS)),),
    )


COURSES = st.fixed_dictionaries(
    {
        slug: st.lists(st.integers(1, 15), unique=True, max_size=8).map(
            lambda days: [Lesson(day=day, chapter=k) for k, day in enumerate(sorted(days), start=1)]
        )
        for slug in ("dlp", "dlc")
    }
)


@given(timetables(), COURSES)
def test_nothing_new_begins_and_nothing_is_due_on_a_free_day(calendar: Timetable, courses: Any) -> None:
    for planned in lay(calendar, courses):
        assert calendar.kind_of(planned.read_on) == "study"
        assert calendar.kind_of(planned.opens_on) == "study"
        assert not calendar.is_free(planned.due_on)


@given(timetables(), COURSES)
def test_every_lesson_has_its_day_and_a_course_keeps_its_order(calendar: Timetable, courses: Any) -> None:
    plan = lay(calendar, courses)
    assert len(plan) == sum(map(len, courses.values()))
    for slug in courses:
        own = [planned for planned in plan if planned.course == slug]
        assert [planned.chapter for planned in own] == sorted(planned.chapter for planned in own)
        assert len({planned.read_on for planned in own}) == len(own)


@given(timetables(), COURSES)
def test_a_quest_opens_after_its_chapter_and_leaves_the_days_it_promises(calendar: Timetable, courses: Any) -> None:
    for planned in lay(calendar, courses):
        assert planned.read_on < planned.opens_on
        assert planned.opens_on + calendar.due_days * DAY <= planned.due_on


@given(timetables(), COURSES, DAYS, st.integers(1, 4))
def test_falling_behind_moves_nothing_forward_and_leaves_what_came_before(
    calendar: Timetable, courses: Any, day: date, days: int
) -> None:
    def by_lesson(plan: list[Planned]) -> dict[tuple[str, int], Planned]:
        return {(planned.course, planned.chapter): planned for planned in plan}

    before = by_lesson(lay(calendar, courses))
    after = by_lesson(lay(behind(calendar, day, days), courses))
    for key, planned in before.items():
        assert after[key].read_on >= planned.read_on
        if planned.read_on < day:
            assert after[key].read_on == planned.read_on


@given(timetables(), COURSES, DAYS, st.sets(st.integers(0, 6), min_size=1))
def test_other_weekdays_move_no_chapter_that_was_read(
    calendar: Timetable, courses: Any, today: date, weekdays: set[int]
) -> None:
    def until_today(plan: list[Planned]) -> list[tuple[date, str, int]]:
        return [(one.read_on, one.course, one.chapter) for one in plan if one.read_on <= today]

    changed = calendar.with_weekdays(tuple(weekdays), until=today)
    assert until_today(lay(changed, courses)) == until_today(lay(calendar, courses))
    assert changed.weekdays == tuple(sorted(weekdays))
    assert Timetable.model_validate(changed.model_dump(mode="json")) == changed


@given(timetables())
def test_a_calendar_is_the_same_after_it_was_stored(calendar: Timetable) -> None:
    assert Timetable.model_validate(calendar.model_dump(mode="json")) == calendar

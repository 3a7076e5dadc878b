"""The plan: on which day each chapter is read, and when its quests open and are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quests.schedule.timetable import Entry, Timetable

_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Lesson:
    """A chapter of a course, as the course says."""

    day: int
    """On which day of the course it is read, from 1."""
    chapter: int
    """Its number."""


@dataclass(frozen=True, order=True)
class Planned:
    """A chapter on the calendar."""

    read_on: date
    course: str
    chapter: int
    opens_on: date
    """Its quests open as this day begins."""
    due_on: date
    """They are due as this day ends."""


def lay(timetable: Timetable, courses: Mapping[str, Sequence[Lesson]]) -> list[Planned]:
    """Lay the cohort's courses over its calendar.

    The n-th day of a course is its n-th day on which something new may begin, counted from its start. Quests open on
    the next such day after their chapter was read. They are due ``due_days`` days later; where that is a free day,
    on the next one that is not.

    Args:
        timetable: the calendar.
        courses: the lessons of every course that the timetable names; one that is missing has none.

    Returns:
        Every lesson, by day.

    Raises:
        NoStudyDay: the calendar leaves no day.
    """
    planned: list[Planned] = []
    start = timetable.starts_on
    for slug, starts_on in _runs(timetable):
        own = _course(timetable, slug, starts_on or start, courses.get(slug, ()))
        planned += own
        if own:
            start = own[-1].read_on + _DAY
    return sorted(planned)


def behind(timetable: Timetable, day: date, days: int, name: str = "") -> Timetable:
    """The calendar of a class that needs ``days`` days more from ``day`` on: so many days to catch up are put in.

    What was to begin on them, and all that follows, comes so many days of study later.

    Raises:
        NoStudyDay: the calendar leaves no day.
    """
    found = list(_fresh(timetable, day, days))
    return timetable.with_entries(*(Entry(kind="catch-up", first=one, last=one, name=name) for one in found))


def _runs(timetable: Timetable) -> Iterator[tuple[str, date | None]]:
    yield timetable.course, timetable.starts_on
    for course in timetable.further:
        yield course.slug, course.starts_on


def _course(timetable: Timetable, slug: str, start: date, lessons: Sequence[Lesson]) -> list[Planned]:
    """One course's lessons, by day."""
    ordered = sorted(lessons)
    days = list(_fresh(timetable, start, ordered[-1].day)) if ordered else []
    return [_planned(timetable, slug, lesson.chapter, days[lesson.day - 1]) for lesson in ordered]


def _planned(timetable: Timetable, slug: str, chapter: int, read_on: date) -> Planned:
    opens_on = timetable.fresh_day(read_on + _DAY)
    due_on = timetable.study_day(opens_on + timedelta(days=timetable.due_days))
    return Planned(read_on, slug, chapter, opens_on, due_on)


def _fresh(timetable: Timetable, day: date, count: int) -> Iterator[date]:
    """The first ``count`` days from ``day`` on on which something new may begin."""
    for _ in range(count):
        day = timetable.fresh_day(day)
        yield day
        day += _DAY

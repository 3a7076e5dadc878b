"""What a cohort's calendar says: the weekdays on which it studies, holidays, days to catch up, its courses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
"""Weekdays as Python counts them: 0 is Monday."""
LONGEST_BREAK = 400
"""Days that one entry may span."""
MOST_ENTRIES = 400
"""Holidays and days to catch up that one calendar holds."""
MOST_FURTHER = 20
"""Courses that one calendar holds besides the first."""
FARTHEST = 3660
"""How many days ahead a study day is looked for."""

_DAY = timedelta(days=1)

DayKind = Literal["study", "catch-up", "holiday", "off"]
"""What a date is: a study day; one to catch up; one that somebody named free; a weekday without study."""


class NoStudyDay(ValueError):
    """No day is left to study on: every one within ten years is free."""


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Entry(_Said):
    """A holiday, or days to catch up, from one date through another."""

    kind: Literal["holiday", "catch-up"]
    """On a holiday nobody studies. On a day to catch up nothing new begins, and what is due may be handed in."""
    first: date
    """Its first day."""
    last: date
    """Its last day, which belongs to it."""
    name: str = Field(default="", max_length=120)
    """In the instructor's words; may be empty."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= (self.last - self.first).days < LONGEST_BREAK:
            raise ValueError("an entry ends on or after its first day, and within 400 days")
        return self

    def covers(self, day: date) -> bool:
        """Whether it is about this day."""
        return self.first <= day <= self.last

    def without(self, day: date) -> list[Entry]:
        """What is left of it when a day is taken out: itself, one part, two, or nothing."""
        if not self.covers(day):
            return [self]
        spans = [(self.first, day - _DAY), (day + _DAY, self.last)]
        return [self.model_copy(update={"first": one, "last": other}) for one, other in spans if one <= other]


class FurtherCourse(_Said):
    """A course that the cohort takes besides its first."""

    slug: str = Field(min_length=1, max_length=30)
    """Its name."""
    starts_on: date | None = None
    """The earliest day of its first chapter; None begins when the course before it has been read."""


def _weekdays(days: tuple[int, ...]) -> tuple[int, ...]:
    if not days or not set(days) <= set(EVERY_DAY):
        raise ValueError("a week has at least one study day, from 0 (Monday) to 6 (Sunday)")
    return tuple(sorted(set(days)))


Weekdays = Annotated[tuple[int, ...], AfterValidator(_weekdays)]


class EarlierWeek(_Said):
    """How the cohort studied before its study days were changed in mid-course."""

    until: date
    """The last day on which it did."""
    weekdays: Weekdays
    """On which of them it did."""


class Timetable(_Said):
    """One cohort's calendar as a value; a changed one is another value."""

    course: str = Field(min_length=1, max_length=30)
    """The first course."""
    starts_on: date
    """The earliest day of its first chapter."""
    weekdays: Weekdays = EVERY_DAY
    """On which of them the cohort studies, save where ``earlier`` says otherwise."""
    earlier: tuple[EarlierWeek, ...] = ()
    """On which it studied before, by day, so that a change in mid-course leaves alone what has been."""
    due_days: int = Field(default=7, ge=0, le=365)
    """How many days after its opening a quest is due, at least."""
    entries: tuple[Entry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    """Holidays and days to catch up, by their first day."""
    further: tuple[FurtherCourse, ...] = Field(default=(), max_length=MOST_FURTHER)
    """The other courses, in the order in which they are taken."""

    @model_validator(mode="after")
    def _courses_once(self) -> Self:
        slugs = [self.course, *(course.slug for course in self.further)]
        if len(slugs) != len(set(slugs)):
            raise ValueError("a cohort takes a course once")
        return self

    @model_validator(mode="after")
    def _earlier_in_order(self) -> Self:
        if any(one.until >= other.until for one, other in pairwise(self.earlier)):
            raise ValueError("earlier weeks end one after the other")
        return self

    @property
    def begins_on(self) -> date:
        """The earliest day of any of its courses."""
        return min([self.starts_on, *(course.starts_on for course in self.further if course.starts_on)])

    def weekdays_on(self, day: date) -> tuple[int, ...]:
        """On which weekdays the cohort studies in the time of a day."""
        return next((week.weekdays for week in self.earlier if day <= week.until), self.weekdays)

    def entry_on(self, day: date) -> Entry | None:
        """What is said about a day; a holiday goes before a day to catch up."""
        about = [entry for entry in self.entries if entry.covers(day)]
        return min(about, key=lambda entry: entry.kind == "catch-up", default=None)

    def kind_of(self, day: date) -> DayKind:
        """What a day is. A day to catch up may lie on a weekend, and is a day of study then."""
        entry = self.entry_on(day)
        if entry is not None:
            return entry.kind
        return "study" if day.weekday() in self.weekdays_on(day) else "off"

    def is_free(self, day: date) -> bool:
        """Whether nobody studies on it."""
        return self.kind_of(day) in ("holiday", "off")

    def study_day(self, day: date) -> date:
        """The first day from ``day`` on that is not free: a day on which something may be due."""
        return _first(day, lambda found: not self.is_free(found))

    def fresh_day(self, day: date) -> date:
        """The first day from ``day`` on on which something new may begin."""
        return _first(day, lambda found: self.kind_of(found) == "study")

    def with_entries(self, *entries: Entry) -> Timetable:
        """With these too, in order; one that is there already is not added again."""
        return self.changed(entries=_in_order({*self.entries, *entries}))

    def without_entries_on(self, day: date) -> Timetable:
        """With nothing said about a day; what is said about the days before and after it stays."""
        return self.changed(entries=_in_order({part for entry in self.entries for part in entry.without(day)}))

    def with_weekdays(self, weekdays: tuple[int, ...], until: date) -> Timetable:
        """With other study days after ``until``; those up to it stay as they were, from the first day on."""
        weeks = [week for week in self.earlier if week.until >= self.begins_on]
        if self.begins_on <= until and (not weeks or weeks[-1].until < until):
            weeks.append(EarlierWeek(until=until, weekdays=self.weekdays))
        while weeks and weeks[-1].weekdays == _weekdays(weekdays):
            weeks.pop()
        return self.changed(weekdays=weekdays, earlier=tuple(weeks))

    def changed(self, **fields: object) -> Timetable:
        """With other values; they are checked.

        Raises:
            ValidationError: a value cannot be.
        """
        return Timetable.model_validate({**dict(self), **fields})


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.first, entry.last, entry.kind, entry.name)))


def _first(day: date, fits: Callable[[date], bool]) -> date:
    for k in range(FARTHEST):
        if fits(found := day + timedelta(days=k)):
            return found
    raise NoStudyDay(f"from {day} on, every day is free")

"""A month of a cohort's calendar, week by week: what is read, what opens, what is due."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from quests.models import Chapter, Release
from quests.schedule.timetable import DayKind, Entry
from quests.services.timetables import Laid, courses_of

CLOTHS = 5
"""Bindings that tell courses apart; a sixth course wears the first again."""


@dataclass(frozen=True)
class Reading:
    """A chapter on its day."""

    chapter: Chapter
    cloth: int
    """Which binding its course wears, from 1."""


@dataclass(frozen=True)
class Day:
    """One day of the calendar."""

    date: date
    kind: DayKind
    entry: Entry | None
    is_today: bool
    in_month: bool
    readings: Sequence[Reading] = field(default_factory=list)
    opening: Sequence[Release] = field(default_factory=list)
    due: Sequence[Release] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say about it."""
        return not (self.entry or self.readings or self.opening or self.due or self.is_today)


@dataclass(frozen=True)
class Month:
    """The weeks that a month touches, each from Monday."""

    first: date
    weeks: list[list[Day]]

    @property
    def before(self) -> date:
        """A day of the month before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """The first of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens in it."""
        return all(day.is_plain for week in self.weeks for day in week if day.in_month)


class Days:
    """All that is known of a cohort's days."""

    def __init__(self, laid: Laid, releases: Iterable[Release], zone: ZoneInfo, today: date) -> None:
        self._laid, self._today = laid, today
        self._readings: Mapping[date, list[Reading]] = defaultdict(list)
        self._opening: Mapping[date, list[Release]] = defaultdict(list)
        self._due: Mapping[date, list[Release]] = defaultdict(list)
        cloths = cloths_of(laid)
        for planned in laid.plan:
            self._readings[planned.read_on].append(Reading(laid.chapter(planned), cloths[planned.course]))
        for release in releases:
            self._opening[release.opens_at.astimezone(zone).date()].append(release)
            self._due[release.due_at.astimezone(zone).date()].append(release)

    def day(self, day: date, month: int | None = None) -> Day:
        """One of them."""
        table = self._laid.timetable
        return Day(
            date=day,
            kind=table.kind_of(day),
            entry=table.entry_on(day),
            is_today=day == self._today,
            in_month=month is None or day.month == month,
            readings=self._readings.get(day, []),
            opening=self._opening.get(day, []),
            due=self._due.get(day, []),
        )

    def month(self, of: date) -> Month:
        """The month in which a day lies."""
        weeks = Calendar(firstweekday=0).monthdatescalendar(of.year, of.month)
        return Month(of.replace(day=1), [[self.day(day, of.month) for day in week] for week in weeks])


def cloths_of(laid: Laid) -> dict[str, int]:
    """By course: which binding it wears."""
    return {slug: k % CLOTHS + 1 for k, slug in enumerate(courses_of(laid.timetable))}

"""The calendar of a cohort: a door a day, with what the reader made of the quests behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from django.db.models import F, FloatField, Max
from django.db.models.functions import Cast
from django.utils import timezone

from graders.text import Text
from learn.stars import star_count
from learn.texts import QuestUnreadable, quest_of
from quests import access
from quests.models import Chapter, Release, Submission
from quests.schedule.plan import Planned
from quests.schedule.timetable import FARTHEST, DayKind, Entry
from quests.services.timetables import Laid, courses_of, laid_for

if TYPE_CHECKING:
    from accounts.models import Cohort, User

DUE_SOON = timedelta(days=2)
DoorState = Literal["reading", "locked", "open", "passed", "catch-up", "free"]


@dataclass(frozen=True)
class Task:
    """One released quest as the reader stands with it."""

    release: Release
    share: float | None
    """The reader's best share of the points, 0 to 1; None before the first grade."""
    handed_in: int
    """Submissions the reader made."""
    now: datetime

    @property
    def is_open(self) -> bool:
        """Whether the quest may be read."""
        return self.release.opens_at <= self.now

    @property
    def stars(self) -> int:
        """0 to 3."""
        return star_count(self.share)

    @property
    def summary(self) -> Text | None:
        """The quest in one sentence; None when its files cannot be read."""
        assert self.release.quest.current is not None
        try:
            return quest_of(self.release.quest.current).file.summary
        except QuestUnreadable:
            return None

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has passed without a star."""
        return self.release.due_at < self.now and not self.stars

    @property
    def is_due_soon(self) -> bool:
        """Whether a star is still wanting and the deadline is near."""
        return self.is_open and not self.stars and self.now <= self.release.due_at <= self.now + DUE_SOON


_CLOSED: dict[str, DoorState] = {"holiday": "free", "catch-up": "catch-up"}


@dataclass(frozen=True)
class Door:
    """One day of the course, or the days of a holiday."""

    number: int
    """Day of study, from 1; on a free day that of the last day before it."""
    day: date
    is_today: bool
    opens_at: datetime | None
    """When the first quest behind it opens; None on a day of reading alone."""
    chapters: list[Chapter]
    """What is read on this day."""
    tasks: list[Task]
    entry: Entry | None = None
    """What the cohort's calendar says about the day: a holiday, or a day to catch up."""

    @property
    def state(self) -> DoorState:
        """What the door shows."""
        if not self.tasks:
            return "reading" if self.chapters or not self.entry else _CLOSED[self.entry.kind]
        if not any(task.is_open for task in self.tasks):
            return "locked"
        return "passed" if all(task.stars for task in self.tasks) else "open"

    @property
    def cloth(self) -> int:
        """Which of the five bindings it wears, 1 to 5."""
        return (self.number - 1) % 5 + 1


@dataclass(frozen=True)
class CohortCalendar:
    """A cohort's days as one reader sees them."""

    cohort: Cohort
    course_title: str
    """Of its first course."""
    further_titles: list[str]
    today: date
    doors: list[Door]
    day_number: int
    """Today's day of study: below 1 before the first."""
    day_kind: DayKind
    """What today is by the cohort's calendar."""
    laid: Laid

    @property
    def tasks(self) -> list[Task]:
        """All tasks whose quest is open, in the order in which they opened."""
        return [task for door in self.doors for task in door.tasks if task.is_open]

    @property
    def has_begun(self) -> bool:
        """Whether the day has come on which the first chapter is read."""
        return self.first_day <= self.today

    @property
    def first_day(self) -> date:
        """When the first chapter is read."""
        return self.laid.plan[0].read_on if self.laid.plan else self.cohort.starts_on

    @property
    def is_running(self) -> bool:
        """Whether today lies between the first chapter and the last opening, so that a day without study is a rest."""
        plan = self.laid.plan
        return bool(plan) and plan[0].read_on <= self.today <= max(planned.opens_on for planned in plan)

    @property
    def entry(self) -> Entry | None:
        """What the calendar says about today."""
        return self.laid.timetable.entry_on(self.today)

    @property
    def next_study_day(self) -> date:
        """The first day from tomorrow on that is not free."""
        return self.laid.timetable.study_day(self.today + timedelta(days=1))

    @property
    def next_reading(self) -> tuple[Chapter, date] | None:
        """The chapter that is read next after today, and when."""
        planned: Planned | None = next((one for one in self.laid.plan if one.read_on > self.today), None)
        return (self.laid.chapter(planned), planned.read_on) if planned else None

    @property
    def todays(self) -> list[Task]:
        """What opened today; else what opened last and still wants a star before its deadline."""
        today = [task for door in self.doors if door.is_today for task in door.tasks if task.is_open]
        if today:
            return today
        waiting = [task for task in self.tasks if not task.stars and not task.is_overdue]
        return [task for task in waiting if task.release.opens_at == waiting[-1].release.opens_at]

    @property
    def also_due(self) -> list[Task]:
        """Open tasks without a star that are not today's, the nearest deadline first."""
        shown = {task.release.pk for task in self.todays}
        waiting = [t for t in self.tasks if not t.stars and not t.is_overdue and t.release.pk not in shown]
        return sorted(waiting, key=lambda task: task.release.due_at)

    @property
    def reading(self) -> list[Chapter]:
        """The chapters to read today."""
        return next((door.chapters for door in self.doors if door.is_today), [])

    @property
    def next_door(self) -> Door | None:
        """The first door that is still locked."""
        return next((door for door in self.doors if door.state == "locked"), None)

    @property
    def stars_won(self) -> int:
        """Stars of all tasks."""
        return sum(task.stars for task in self.tasks)

    @property
    def stars_possible(self) -> int:
        """Stars that the open tasks could bring."""
        return 3 * len(self.tasks)


def calendars_for(user: User, now: datetime | None = None) -> list[CohortCalendar]:
    """The reader's cohorts, latest first, each with its calendar."""
    now = now or timezone.now()
    cohorts = list(access.cohorts_of(user))
    releases: dict[int, list[Release]] = defaultdict(list)
    for release in access.calendar_for(user).order_by("opens_at", "quest__slug"):
        releases[release.cohort_id].append(release)
    plans = laid_for(cohorts)
    standing = _standing(user)
    return [_calendar(cohort, releases[cohort.pk], plans[cohort.pk], standing, now) for cohort in cohorts]


def _standing(user: User) -> dict[int, tuple[float | None, int]]:
    """By quest: the best share of the points, and how often something was handed in."""
    mine = Submission.objects.filter(user=user)
    best = (
        mine.filter(status=Submission.Status.GRADED, max_score__gt=0)
        .values("quest_id")
        .annotate(best=Max(Cast(F("score"), FloatField()) / F("max_score")))
    )
    shares = {row["quest_id"]: row["best"] for row in best}
    counts: dict[int, int] = defaultdict(int)
    for quest in mine.values_list("quest_id", flat=True):
        counts[quest] += 1
    return {quest: (shares.get(quest), count) for quest, count in counts.items()}


def _calendar(
    cohort: Cohort,
    releases: Iterable[Release],
    laid: Laid,
    standing: dict[int, tuple[float | None, int]],
    now: datetime,
) -> CohortCalendar:
    zone = ZoneInfo(cohort.time_zone)
    today = now.astimezone(zone).date()
    tasks: dict[date, list[Task]] = defaultdict(list)
    for release in releases:
        share, count = standing.get(release.quest_id, (None, 0))
        tasks[release.opens_at.astimezone(zone).date()].append(Task(release, share, count, now))
    reading: dict[date, list[Chapter]] = defaultdict(list)
    for planned in laid.plan:
        reading[planned.read_on].append(laid.chapter(planned))
    table = laid.timetable
    days = sorted({*tasks, *reading, *_marked(laid)})
    numbers = _numbers(laid, max([today, *days]))
    doors = [
        Door(
            number=numbers.get(day, 0),
            day=day,
            is_today=day == today,
            opens_at=min((task.release.opens_at for task in tasks[day]), default=None),
            chapters=reading[day],
            tasks=tasks[day],
            entry=table.entry_on(day),
        )
        for day in days
    ]
    titles = _titles(laid)
    return CohortCalendar(
        cohort, titles[0], titles[1:], today, doors, numbers.get(today, 0), table.kind_of(today), laid
    )


def _marked(laid: Laid) -> set[date]:
    """The first day of every holiday and each day to catch up, while the courses last."""
    if not laid.plan:
        return set()
    first, last = laid.plan[0].read_on, max(planned.opens_on for planned in laid.plan)
    marked = set()
    for entry in laid.timetable.entries:
        length = 1 if entry.kind == "holiday" else (entry.last - entry.first).days + 1
        marked |= {entry.first + timedelta(days=k) for k in range(length)}
    return {day for day in marked if first <= day <= last}


def _numbers(laid: Laid, until: date) -> dict[date, int]:
    """By day: how many days of study there were at its end; days too far ahead for any course have none."""
    numbers, count, day = {}, 0, laid.timetable.starts_on
    last = min(until, day + timedelta(days=FARTHEST))
    while day <= last:
        count += not laid.timetable.is_free(day)
        numbers[day] = count
        day += timedelta(days=1)
    return numbers


def _titles(laid: Laid) -> list[str]:
    """The titles of the cohort's courses, in the order in which they are taken; a name where there is no title."""
    titles = {chapter.course.slug: chapter.course.title for chapter in laid.chapters.values()}
    return [titles.get(slug, slug) for slug in courses_of(laid.timetable)]

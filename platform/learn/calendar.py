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

if TYPE_CHECKING:
    from accounts.models import Cohort, User

DUE_SOON = timedelta(days=2)
DoorState = Literal["reading", "locked", "open", "passed"]


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


@dataclass(frozen=True)
class Door:
    """One day of the course."""

    number: int
    """Day of the course, from 1."""
    day: date
    is_today: bool
    opens_at: datetime | None
    """When the first quest behind it opens; None on a day of reading alone."""
    chapters: list[Chapter]
    """What is read on this day."""
    tasks: list[Task]

    @property
    def state(self) -> DoorState:
        """What the door shows."""
        if not self.tasks:
            return "reading"
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
    today: date
    doors: list[Door]

    @property
    def tasks(self) -> list[Task]:
        """All tasks whose quest is open, in the order in which they opened."""
        return [task for door in self.doors for task in door.tasks if task.is_open]

    @property
    def day_number(self) -> int:
        """Today's day of the course: below 1 before it starts."""
        return (self.today - self.cohort.starts_on).days + 1

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
    chapters: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in Chapter.objects.filter(course__slug__in={c.course for c in cohorts}).select_related("course"):
        chapters[chapter.course.slug].append(chapter)
    standing = _standing(user)
    return [_calendar(c, releases[c.pk], chapters[c.course], standing, now) for c in cohorts]


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
    chapters: Iterable[Chapter],
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
    course_title = cohort.course
    for chapter in chapters:
        reading[cohort.starts_on + timedelta(days=chapter.day - 1)].append(chapter)
        course_title = chapter.course.title
    doors = [
        Door(
            number=(day - cohort.starts_on).days + 1,
            day=day,
            is_today=day == today,
            opens_at=min((task.release.opens_at for task in tasks[day]), default=None),
            chapters=reading[day],
            tasks=tasks[day],
        )
        for day in sorted({*tasks, *reading})
    ]
    return CohortCalendar(cohort, course_title, today, doors)

"""A learner's record: submissions by quest, and the days on which they were made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from learn.stars import star_count
from learn.zone import zone_of
from quests.models import Quest, Submission
from quests.services import submissions

if TYPE_CHECKING:
    from accounts.models import User

WEEKS = 52
_CELL = 14
"""Side of one day in the heatmap, with its gap, in SVG units."""


@dataclass(frozen=True)
class QuestRecord:
    """One quest and what was handed in for it, newest first."""

    quest: Quest
    submissions: list[Submission]
    best: Submission | None

    @property
    def stars(self) -> int:
        """0 to 3."""
        return star_count(self.best.share if self.best else None)


@dataclass(frozen=True)
class ActiveDay:
    """One day of the heatmap."""

    day: date
    count: int
    x: int
    y: int

    @property
    def level(self) -> int:
        """How dark it is, 0 to 4."""
        return 0 if not self.count else 1 if self.count == 1 else 2 if self.count <= 3 else 3 if self.count <= 6 else 4


@dataclass(frozen=True)
class Activity:
    """The last year, a column a week from Monday."""

    days: list[ActiveDay]
    months: list[tuple[int, date]]
    """Where each month's name stands."""
    width: int = WEEKS * _CELL
    height: int = 7 * _CELL + 18

    @property
    def active(self) -> int:
        """Days on which something was handed in."""
        return sum(1 for day in self.days if day.count)


def record_of(user: User) -> list[QuestRecord]:
    """The user's quests, the one handed in last first."""
    by_quest: dict[int, list[Submission]] = {}
    for submission in submissions.history(user):
        by_quest.setdefault(submission.quest_id, []).append(submission)
    return [QuestRecord(own[0].quest, own, _best(own)) for own in by_quest.values()]


def activity_of(user: User, now: datetime | None = None) -> Activity:
    """The user's days in the time zone of their latest cohort."""
    zone = zone_of(user)
    today = (now or timezone.now()).astimezone(zone).date()
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    since = datetime.combine(first, datetime.min.time(), zone)
    made = submissions.history(user).filter(created_at__gte=since).values_list("created_at", flat=True)
    counts = Counter(when.astimezone(zone).date() for when in made)
    days = [first + timedelta(days=i) for i in range((today - first).days + 1)]
    cells = [ActiveDay(d, counts[d], i // 7 * _CELL, 18 + i % 7 * _CELL) for i, d in enumerate(days)]
    return Activity(cells, [(cell.x, cell.day) for cell in cells if cell.day.day <= 7 and cell.day.weekday() == 0])


def _best(own: list[Submission]) -> Submission | None:
    """As ``submissions.best_of``: ``own`` is newest first, and ``max`` keeps the first it meets."""
    graded = [submission for submission in reversed(own) if submission.share is not None]
    return max(graded, key=lambda s: (s.share or 0.0, -s.awaiting), default=None)

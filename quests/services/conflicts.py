"""Where a cohort's releases and its calendar do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from quests.models import Chapter, Quest, Release
from quests.services.scheduling import Move
from quests.services.timetables import Laid

ConflictKind = Literal["by-hand", "open", "pending", "too-early", "due-free", "same-day"]


@dataclass(frozen=True)
class Conflict:
    """One thing that an instructor should look at."""

    kind: ConflictKind
    """``by-hand`` and ``open``: the plan says other days, but they stay. ``pending``: the plan was not applied.

    ``too-early``: the quest opens before its chapter is read, or on that day. ``due-free``: it is due on a free day.
    ``same-day``: several chapters are read on one day.
    """
    day: date
    quest: Quest | None = None
    planned: date | None = None
    """What the plan says instead, None where its course is taken no more; on which day the chapter is read."""
    chapters: tuple[Chapter, ...] = ()


def conflicts(laid: Laid, releases: Iterable[Release], moves: Iterable[Move], zone: ZoneInfo) -> list[Conflict]:
    """All of them, by day.

    Args:
        laid: the cohort's calendar and plan.
        releases: what the cohort has, with quests, chapters and courses.
        moves: what laying the courses anew would do.
        zone: where the cohort lives.
    """
    found = [_off_plan(move, zone) for move in moves]
    found += _too_early(laid, releases, zone)
    found += [
        Conflict("due-free", due, release.quest)
        for release in releases
        if release.edited and laid.timetable.is_free(due := release.due_at.astimezone(zone).date())
    ]
    found += _same_day(laid)
    return sorted((conflict for conflict in found if conflict is not None), key=lambda conflict: conflict.day)


def _off_plan(move: Move, zone: ZoneInfo) -> Conflict | None:
    """A release that is not where the plan says; that its deadline alone is another is no conflict."""
    window = move.before or move.after
    assert window is not None  # a move has one of them
    if move.before and move.after and move.before[0] == move.after[0]:
        return None
    kind: ConflictKind = "pending" if move.kind != "kept" else "by-hand" if move.by_hand else "open"
    planned = move.after[0].astimezone(zone).date() if move.after else None
    return Conflict(kind, window[0].astimezone(zone).date(), move.quest, planned)


def _too_early(laid: Laid, releases: Iterable[Release], zone: ZoneInfo) -> Iterable[Conflict]:
    read_on = {(planned.course, planned.chapter): planned.read_on for planned in laid.plan}
    for release in releases:
        chapter = release.quest.chapter
        opens_on = release.opens_at.astimezone(zone).date()
        read = read_on.get((chapter.course.slug, chapter.number))
        if read is not None and opens_on <= read:
            yield Conflict("too-early", opens_on, release.quest, read)


def _same_day(laid: Laid) -> Iterable[Conflict]:
    by_day: defaultdict[date, list[Chapter]] = defaultdict(list)
    for planned in laid.plan:
        by_day[planned.read_on].append(laid.chapter(planned))
    for day, chapters in by_day.items():
        if len(chapters) > 1:
            yield Conflict("same-day", day, chapters=tuple(chapters))

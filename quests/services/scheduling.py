"""Laying a cohort's courses over its calendar: what would move, moving it, and undoing that.

A calendar and the releases that follow from it change together, in one transaction, and never apart. What an
instructor moved by hand stays where it is. What learners have opened stays open: its deadline may only become later,
unless the instructor says that open quests are to move as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from django.apps import apps
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from graders.text import Text, text
from quests import access
from quests.models import Quest, Release, ScheduleChange
from quests.people import Cohort, Person
from quests.rejected import Rejected
from quests.schedule.clock import window
from quests.schedule.plan import Planned
from quests.schedule.timetable import NoStudyDay, Timetable
from quests.services import timetables
from quests.services.timetables import Laid

Window = tuple[datetime, datetime]
"""When a quest opens, and when it is due."""
MoveKind = Literal["new", "moved", "extended", "dropped", "kept"]

NOT_YOUR_COHORT = text(
    "You do not teach this cohort, so its schedule is not yours to change.",
    "담당하시는 기수가 아니므로 일정을 바꿀 수 없습니다.",
)
_NO_STUDY_DAY = text(
    "These free days leave no day to study on. Take some of them out.",
    "쉬는 날이 너무 많아 수업할 날이 남지 않습니다. 쉬는 날을 줄여 주십시오.",
)
_NOTHING_CHANGES = text("Nothing would change by this.", "이렇게 해도 바뀌는 것이 없습니다.")
_CHANGED_SINCE = text(
    "The schedule has changed since this preview was made. Nothing was applied; make the change again.",
    "미리보기를 만든 뒤에 일정이 달라졌습니다. 아무것도 적용하지 않았으니 다시 변경해 주십시오.",
)
_ANOTHER_SINCE = text(
    "Another change was made since. Look at it first.",
    "그 사이에 일정이 또 바뀌었습니다. 먼저 확인해 주십시오.",
)
_NOTHING_TO_UNDO = text("There is no change left to undo.", "되돌릴 변경이 없습니다.")


@dataclass(frozen=True)
class Change:
    """What is to become of a calendar."""

    timetable: Timetable
    what: Text
    """In words, for the history."""
    also_open: bool = False
    """Whether quests that are open already move as well."""


@dataclass(frozen=True)
class Move:
    """What becomes of one quest's release."""

    quest: Quest
    kind: MoveKind
    """``extended``: it is open, and its deadline becomes later. ``kept``: the plan says otherwise, but it stays."""
    before: Window | None
    after: Window | None
    """``kept``: what the plan says; None where its course is taken no more."""
    by_hand: bool = False
    """Somebody set its days by hand."""
    is_open: bool = False
    """It has opened, or something was handed in for it."""
    submissions: int = 0
    """What was handed in for it."""
    closes: bool = False
    """It has opened, and would be closed again until it opens anew."""
    over: bool = False
    """Its time would be over at once."""

    @property
    def by_hand_only(self) -> bool:
        """Whether no change moves it, not even one of open quests as well."""
        return self.by_hand or (self.kind == "kept" and self.after is None)


@dataclass(frozen=True)
class Preview:
    """What a change would do."""

    change: Change
    before: Laid
    after: Laid
    moves: list[Move]
    readings: list[tuple[Planned | None, Planned | None]] = field(default_factory=list)
    """Chapters that are read on another day: before and after; None where it is not part of the plan."""

    @property
    def carried(self) -> list[Move]:
        """The moves that are made."""
        return [move for move in self.moves if move.kind != "kept"]

    @property
    def kept(self) -> list[Move]:
        """Releases that stay although the plan says otherwise."""
        return [move for move in self.moves if move.kind == "kept"]

    @cached_property
    def fingerprint(self) -> str:
        """Of all that would change, so that what is applied is what was looked at."""
        said = [
            self.before.timetable.model_dump(mode="json"),
            self.change.timetable.model_dump(mode="json"),
            [_stored(move) | {"kind": move.kind} for move in self.moves],
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Undone:
    """What came of an undo."""

    change: ScheduleChange
    kept: list[Quest]
    """Quests that stay as the change left them: they have opened, were moved since, or would be over at once."""


def preview(cohort: Cohort, change: Change, now: datetime | None = None) -> Preview:
    """What a change would do; nothing is stored.

    Raises:
        Rejected: the calendar would leave no day to study on.
    """
    before = timetables.laid(timetables.timetable_of(cohort))
    after = _laid(change.timetable)
    found = moves(cohort, after, now=now, also_open=change.also_open)
    return Preview(change, before, after, found, _readings(before, after))


@transaction.atomic
def apply(person: Person, cohort: Cohort, change: Change, seen: str) -> Preview:
    """Change a calendar, and move what follows from it.

    Args:
        person: who asks.
        cohort: whose calendar.
        change: what is to become of it.
        seen: the fingerprint of the preview that the person looked at.

    Raises:
        Rejected: the person does not teach the cohort; nothing would change; the schedule has changed since it was
            looked at; no day to study on would be left.
    """
    cohort = _locked(person, cohort)
    made = preview(cohort, change)
    if made.fingerprint != seen:
        raise Rejected("changed-since", _CHANGED_SINCE)
    if not made.carried and made.before.timetable == change.timetable:
        raise Rejected("nothing-changes", _NOTHING_CHANGES)
    timetables.store(cohort, change.timetable)
    carry_out(cohort, made.carried)
    ScheduleChange.objects.create(
        cohort_id=cohort.pk,
        by_id=person.pk,
        what=change.what.model_dump(),
        before=made.before.timetable.model_dump(mode="json"),
        after=change.timetable.model_dump(mode="json"),
        moves=[_stored(move) for move in made.carried],
    )
    return made


def last_change(cohort: Cohort) -> ScheduleChange | None:
    """The change that :func:`undo` takes back."""
    standing = ScheduleChange.objects.filter(cohort_id=cohort.pk, undone_at__isnull=True)
    return standing.select_related("by").first()


@transaction.atomic
def undo(person: Person, cohort: Cohort, change_id: int, now: datetime | None = None) -> Undone:
    """Take the last change back: the calendar is as it was, and so is every release that it moved.

    What came since, such as a quest that was published, goes where the calendar has it. A release stays where it is
    when it was moved again since, or when going back would close a quest that is open, or end the time for it at
    once, whether it has opened or not.

    Raises:
        Rejected: the person does not teach the cohort; this is not its last change; the calendar as it was has no
            study day for what came since.
    """
    now = now or timezone.now()
    cohort = _locked(person, cohort)
    change = last_change(cohort)
    if change is None:
        raise Rejected("nothing-to-undo", _NOTHING_TO_UNDO)
    former = Timetable.model_validate(change.before)
    if change.pk != change_id or timetables.timetable_of(cohort) != Timetable.model_validate(change.after):
        raise Rejected("changed-since", _ANOTHER_SINCE)
    timetables.store(cohort, former)
    named = _named(change)
    kept = [quest for quest, move in named if not _taken_back(cohort, quest, move, change.made_at, now)]
    kept += _laid_since(cohort, former, {quest.pk for quest, _ in named}, now)
    change.undone_at, change.undone_by_id = now, person.pk
    change.save(update_fields=["undone_at", "undone_by"])
    return Undone(change, kept)


def moves(cohort: Cohort, laid: Laid, *, now: datetime | None = None, also_open: bool) -> list[Move]:
    """What becomes of the cohort's releases under a plan; those that are as planned are left out."""
    now = now or timezone.now()
    days = {(planned.course, planned.chapter): planned for planned in laid.plan}
    releases = {
        release.quest_id: release
        for release in Release.objects.filter(cohort_id=cohort.pk)
        .select_related("quest__current", "quest__chapter__course")
        .annotate(handed_in=Count("submissions"))
    }
    found: list[Move | None] = []
    for quest in _quests(laid.timetable):
        planned = days.get((quest.chapter.course.slug, quest.chapter.number))
        if planned is None:  # its chapter came while the plan was made; publishing it schedules it
            continue
        after = window(cohort.time_zone, planned.opens_on, planned.due_on)
        found.append(_move(quest, releases.pop(quest.pk, None), after, now, also_open=also_open))
    found += [_drop(release, now) for release in releases.values() if release.quest.current_id is not None]
    return [move for move in found if move is not None]


def lock(cohort: Cohort) -> Cohort:
    """The cohort as it is now; nobody else changes its calendar or releases until the caller's transaction ends."""
    rows = apps.get_model("accounts", "Cohort")._default_manager  # noqa: SLF001
    # Rows that only refer to the cohort, such as a new member's, need not wait.
    return rows.select_for_update(no_key=True).get(pk=cohort.pk)


def carry_out(cohort: Cohort, carried: Iterable[Move]) -> None:
    """Make, move and take away releases. The caller holds the transaction."""
    for move in carried:
        if move.after is None:
            Release.objects.filter(cohort_id=cohort.pk, quest=move.quest).delete()
        else:
            opens_at, due_at = move.after
            Release.objects.update_or_create(
                cohort_id=cohort.pk, quest=move.quest, defaults={"opens_at": opens_at, "due_at": due_at}
            )


def _quests(timetable: Timetable) -> list[Quest]:
    """Published quests of the timetable's courses."""
    slugs = timetables.courses_of(timetable)
    published = Quest.objects.filter(chapter__course__slug__in=slugs, current__isnull=False)
    return list(published.select_related("current", "chapter__course"))


def _move(quest: Quest, release: Any, after: Window, now: datetime, *, also_open: bool) -> Move | None:
    """What becomes of a planned quest; None where it is as planned."""
    if release is None:
        return Move(quest, "new", None, after, over=after[1] <= now)
    before = (release.opens_at, release.due_at)
    is_open = release.opens_at <= now or release.handed_in > 0
    if before == after:
        return None
    said: dict[str, Any] = {"by_hand": release.edited, "is_open": is_open, "submissions": release.handed_in}
    if release.edited:
        return Move(quest, "kept", before, after, **said)
    if not is_open or also_open:
        closes, over = release.opens_at <= now < after[0], after[1] <= now < release.due_at
        return Move(quest, "moved", before, after, closes=closes, over=over, **said)
    if now < release.due_at < after[1]:
        return Move(quest, "extended", before, (release.opens_at, after[1]), **said)
    return Move(quest, "kept", before, after, **said)


def _drop(release: Any, now: datetime) -> Move:
    """What becomes of a release whose course the cohort takes no more."""
    is_open = release.opens_at <= now or release.handed_in > 0
    return Move(
        release.quest,
        "kept" if release.edited or is_open else "dropped",
        (release.opens_at, release.due_at),
        None,
        by_hand=release.edited,
        is_open=is_open,
        submissions=release.handed_in,
    )


def _readings(before: Laid, after: Laid) -> list[tuple[Planned | None, Planned | None]]:
    was = {(planned.course, planned.chapter): planned for planned in before.plan}
    will = {(planned.course, planned.chapter): planned for planned in after.plan}
    pairs = [(was.get(key), will.get(key)) for key in {**was, **will}]
    return [(old, new) for old, new in pairs if (old and old.read_on) != (new and new.read_on)]


def _named(change: ScheduleChange) -> list[tuple[Quest, dict[str, Any]]]:
    """The quests that a change moved, each with its stored move; those that were deleted since are left out."""
    slugs = [move["quest"] for move in change.moves]
    quests = {quest.slug: quest for quest in Quest.objects.filter(slug__in=slugs).select_related("current")}
    return [(quests[move["quest"]], move) for move in change.moves if move["quest"] in quests]


def _laid_since(cohort: Cohort, former: Timetable, named: set[int], now: datetime) -> list[Quest]:
    """Put what a change did not name where the former calendar has it; which of it stays, lest it be over at once."""
    rest = [
        move
        for move in moves(cohort, _laid(former), now=now, also_open=False)
        if move.kind in ("new", "moved", "dropped") and move.quest.pk not in named
    ]
    carry_out(cohort, [move for move in rest if not move.over])
    return [move.quest for move in rest if move.over]


def _laid(timetable: Timetable) -> Laid:
    try:
        return timetables.laid(timetable)
    except NoStudyDay:
        raise Rejected("no-study-day", _NO_STUDY_DAY) from None


def _taken_back(cohort: Cohort, quest: Quest, move: dict[str, Any], made_at: datetime, now: datetime) -> bool:
    """Whether a quest's stored move, made at ``made_at``, is as it was before."""
    former, left = _window(move["before"]), _window(move["after"])
    release = Release.objects.filter(cohort_id=cohort.pk, quest=quest).first()
    if release is not None and (release.edited or (release.opens_at, release.due_at) != left):
        return False
    if _closes(release, former, now) or _ran_out(former, left, made_at, now):
        return False
    if former is None:
        Release.objects.filter(cohort_id=cohort.pk, quest=quest).delete()
    else:
        times = {"opens_at": former[0], "due_at": former[1]}
        Release.objects.update_or_create(cohort_id=cohort.pk, quest=quest, defaults=times)
    return True


def _closes(release: Release | None, former: Window | None, now: datetime) -> bool:
    """Whether going back would close a quest that has opened, or end the time for it at once."""
    if release is None:
        return False
    opened = release.opens_at <= now
    if former is None:
        return opened or release.submissions.exists()
    return opened and (former[0] > now or former[1] <= now < release.due_at)


def _ran_out(former: Window | None, left: Window | None, made_at: datetime, now: datetime) -> bool:
    """Whether the former time ran out since the change was made, and time is left as it is: nobody could use it."""
    return former is not None and made_at < former[1] <= now and (left is None or now < left[1])


def _locked(person: Person, cohort: Cohort) -> Cohort:
    """The cohort, which nobody else changes until the transaction ends."""
    if not access.taught_cohorts(person).filter(pk=cohort.pk).exists():
        raise Rejected("not-your-cohort", NOT_YOUR_COHORT)
    return lock(cohort)


def _stored(move: Move) -> dict[str, Any]:
    return {
        "quest": move.quest.slug,
        "before": [moment.isoformat() for moment in move.before] if move.before else None,
        "after": [moment.isoformat() for moment in move.after] if move.after else None,
    }


def _window(stored: list[str] | None) -> Window | None:
    return (datetime.fromisoformat(stored[0]), datetime.fromisoformat(stored[1])) if stored else None

"""Changing a cohort's calendar: what would move, moving it, undoing that."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import Cohort
from graders.text import text
from quests.models import Chapter, Course, Quest, Release, ScheduleChange
from quests.rejected import Rejected
from quests.schedule.timetable import Entry, FurtherCourse, Timetable
from quests.services import releases, scheduling, timetables
from quests.services.scheduling import Change, Preview, Undone
from tests.people import School, published

SEOUL = ZoneInfo("Asia/Seoul")
WEEK = (0, 1, 2, 3, 4)
DAY = timedelta(days=1)
MONDAY = date(2090, 1, 2)


@pytest.fixture
def quests(school: School) -> list[Quest]:
    """A quest for each of five chapters, none of them open: the cohort begins on a Monday to come."""
    Release.objects.all().delete()
    Quest.objects.update(current=None)
    Cohort.objects.filter(pk=school.cohort.pk).update(starts_on=MONDAY)
    school.cohort.refresh_from_db()
    made = []
    for number in range(2, 7):
        chapter = Chapter.objects.create(
            course=school.course, number=number, day=number, title_en=f"Ch {number}", title_ko=f"{number}장"
        )
        made.append(published(f"quest-{number}", chapter, str(number) * 64))
    releases.schedule(school.cohort)
    return made


def opens_on(school: School) -> dict[str, int]:
    """By quest: how many days after the first Monday it opens in Seoul."""
    own = Release.objects.filter(cohort=school.cohort).select_related("quest")
    return {r.quest.slug: (r.opens_at.astimezone(SEOUL).date() - MONDAY).days for r in own}


def changed(school: School, **fields: Any) -> Change:
    own = timetables.timetable_of(school.cohort).changed(**fields)
    return Change(own, text("Changed", "변경"))


def holiday(day: date, name: str = "Holiday") -> Entry:
    return Entry(kind="holiday", first=day, last=day, name=name)


def applied(school: School, change: Change) -> Preview:
    seen = scheduling.preview(school.cohort, change).fingerprint
    made = scheduling.apply(school.instructor, school.cohort, change, seen)
    school.cohort.refresh_from_db()
    return made


def undone(school: School, now: datetime | None = None) -> Undone:
    """Take the last change back."""
    change = scheduling.last_change(school.cohort)
    assert change is not None
    made = scheduling.undo(school.instructor, school.cohort, change.pk, now=now)
    school.cohort.refresh_from_db()
    return made


def test_a_preview_says_what_would_move_and_changes_nothing(school: School, quests: list[Quest]) -> None:
    before = opens_on(school)

    seen = scheduling.preview(school.cohort, changed(school, weekdays=WEEK))

    assert {move.quest.slug: move.kind for move in seen.moves} == {f"quest-{k}": "moved" for k in (5, 6)}, (
        "Tuesday to Friday open as before"
    )
    assert [(old.chapter, new.chapter) for old, new in seen.readings if old and new] == [(6, 6)]
    assert opens_on(school) == before
    assert not ScheduleChange.objects.exists()


def test_what_is_applied_is_what_was_shown(school: School, quests: list[Quest]) -> None:
    applied(school, changed(school, weekdays=WEEK, entries=(holiday(MONDAY + DAY),)))

    assert opens_on(school) == {"quest-2": 3, "quest-3": 4, "quest-4": 7, "quest-5": 8, "quest-6": 9}
    assert timetables.timetable_of(school.cohort).weekdays == WEEK


def test_an_undo_puts_calendar_and_releases_back(school: School, quests: list[Quest]) -> None:
    before, calendar = opens_on(school), timetables.timetable_of(school.cohort)
    applied(school, changed(school, weekdays=WEEK, starts_on=MONDAY + DAY))

    assert undone(school).kept == []

    assert opens_on(school) == before
    assert timetables.timetable_of(school.cohort) == calendar
    assert scheduling.last_change(school.cohort) is None


def test_changes_are_undone_from_the_last_to_the_first(school: School, quests: list[Quest]) -> None:
    before = opens_on(school)
    applied(school, changed(school, weekdays=WEEK))
    applied(school, changed(school, entries=(holiday(MONDAY),)))
    first = ScheduleChange.objects.order_by("pk").first()
    assert first is not None

    with pytest.raises(Rejected, match="changed-since"):
        scheduling.undo(school.instructor, school.cohort, first.pk)
    undone(school)
    undone(school)

    assert opens_on(school) == before
    with pytest.raises(Rejected, match="nothing-to-undo"):
        scheduling.undo(school.instructor, school.cohort, first.pk)


def test_what_was_set_by_hand_stays_and_is_named(school: School, quests: list[Quest]) -> None:
    release = school.release(quests[4])
    releases.move_release(school.instructor, release, release.opens_at + DAY, release.due_at + DAY)

    made = applied(school, changed(school, weekdays=WEEK))

    assert [(move.quest, move.by_hand) for move in made.kept] == [(quests[4], True)]
    assert opens_on(school)["quest-6"] == 7


def test_what_is_open_stays_open_and_its_deadline_only_becomes_later(school: School, quests: list[Quest]) -> None:
    now = timezone.now()
    Release.objects.filter(quest=quests[0]).update(opens_at=now - DAY, due_at=now + DAY)
    Release.objects.filter(quest=quests[1]).update(opens_at=now - 3 * DAY, due_at=now - DAY)

    made = applied(school, changed(school, due_days=9))

    kinds = {move.quest.slug: move.kind for move in made.moves}
    assert kinds == {"quest-2": "extended", "quest-3": "kept", **{f"quest-{k}": "moved" for k in (4, 5, 6)}}
    assert school.release(quests[0]).opens_at == now - DAY
    assert school.release(quests[0]).due_at > now + DAY
    assert school.release(quests[1]).due_at == now - DAY, "a deadline that is over is over"


def test_a_quest_with_submissions_counts_as_open(school: School, quests: list[Quest]) -> None:
    school.submission(school.learner, quests[4])

    made = applied(school, changed(school, weekdays=WEEK))

    (stays,) = [move for move in made.moves if move.quest == quests[4]]
    assert (stays.kind, stays.submissions) == ("extended", 1)
    assert opens_on(school)["quest-6"] == 6


def test_open_quests_move_as_well_when_the_instructor_says_so(school: School, quests: list[Quest]) -> None:
    now = timezone.now()
    Release.objects.filter(quest=quests[0]).update(opens_at=now - DAY, due_at=now + DAY)
    change = Change(changed(school, weekdays=WEEK).timetable, text("All", "모두"), also_open=True)

    applied(school, change)

    assert opens_on(school)["quest-2"] == 2


def test_nothing_is_applied_when_the_schedule_changed_after_the_preview(school: School, quests: list[Quest]) -> None:
    change = changed(school, weekdays=WEEK)
    seen = scheduling.preview(school.cohort, change).fingerprint
    applied(school, changed(school, entries=(holiday(MONDAY),)))

    with pytest.raises(Rejected, match="changed-since"):
        scheduling.apply(school.instructor, school.cohort, change, seen)
    assert timetables.timetable_of(school.cohort).weekdays != WEEK


def test_a_change_of_nothing_is_not_kept(school: School, quests: list[Quest]) -> None:
    with pytest.raises(Rejected, match="nothing-changes"):
        applied(school, changed(school))
    assert not ScheduleChange.objects.exists()


def test_a_calendar_without_study_days_is_refused(school: School, quests: list[Quest]) -> None:
    years = [
        Entry(kind="holiday", first=MONDAY + k * 400 * DAY, last=MONDAY + (k * 400 + 399) * DAY) for k in range(10)
    ]
    with pytest.raises(Rejected, match="no-study-day"):
        scheduling.preview(school.cohort, changed(school, entries=tuple(years)))


@pytest.mark.parametrize("who", ["learner", "classmate", "other_instructor", "stranger", "anonymous"])
def test_only_who_teaches_the_cohort_changes_its_calendar(school: School, quests: list[Quest], who: str) -> None:
    change = changed(school, weekdays=WEEK)
    seen = scheduling.preview(school.cohort, change).fingerprint
    with pytest.raises(Rejected, match="not-your-cohort"):
        scheduling.apply(getattr(school, who), school.cohort, change, seen)
    with pytest.raises(Rejected, match="not-your-cohort"):
        scheduling.undo(getattr(school, who), school.cohort, 1)


def test_an_undo_leaves_what_opened_or_was_moved_since(school: School, quests: list[Quest]) -> None:
    applied(school, changed(school, starts_on=MONDAY + 7 * DAY))
    by_hand = school.release(quests[0])
    releases.move_release(school.instructor, by_hand, by_hand.opens_at, by_hand.due_at + DAY)
    when_open = school.release(quests[1]).due_at - DAY  # quests[1] and all others are open then, at their new days

    assert quests[0] in undone(school, now=when_open).kept
    assert opens_on(school)["quest-2"] == 9
    assert school.cohort.starts_on == MONDAY


def test_a_quest_that_a_change_closed_is_as_it_was_when_that_is_undone_at_once(
    school: School, quests: list[Quest]
) -> None:
    """It was over, with a submission; then it was moved into the future, with the open ones."""
    opened, due = timezone.now() - 9 * DAY, timezone.now() - DAY
    Release.objects.filter(quest=quests[0]).update(opens_at=opened, due_at=due)
    school.submission(school.learner, quests[0])
    all_of_them = Change(changed(school, starts_on=MONDAY + DAY).timetable, text("All", "모두"), also_open=True)
    applied(school, all_of_them)
    assert opens_on(school)["quest-2"] == 3

    assert undone(school).kept == []

    release = school.release(quests[0])
    assert (release.opens_at, release.due_at) == (opened, due)


def test_an_undo_opens_no_quest_whose_time_is_over(school: School, quests: list[Quest]) -> None:
    applied(school, changed(school, starts_on=MONDAY + 40 * DAY))

    made = undone(school, now=datetime(2090, 1, 14, 12, 0, tzinfo=SEOUL))  # quests 2 to 4 were due by then

    assert made.kept == quests[:3]
    assert opens_on(school) == {"quest-2": 42, "quest-3": 43, "quest-4": 44, "quest-5": 5, "quest-6": 6}


def test_a_preview_tells_which_quests_would_be_over_at_once(school: School, quests: list[Quest]) -> None:
    today = timezone.now().astimezone(SEOUL).date()

    seen = scheduling.preview(school.cohort, changed(school, starts_on=today - 12 * DAY))

    assert [move.quest.slug for move in seen.moves if move.over] == ["quest-2", "quest-3", "quest-4"]


@pytest.fixture
def cookbook(school: School) -> Quest:
    """Another course's quest."""
    course = Course.objects.create(slug="dlc", title_en="Cookbook", title_ko="쿡북")
    chapter = Chapter.objects.create(course=course, number=1, day=1, title_en="One", title_ko="하나")
    return published("cook-1", chapter, "c" * 64)


def test_a_further_course_brings_its_quests_and_takes_them_away_again(
    school: School, quests: list[Quest], cookbook: Quest
) -> None:
    before = opens_on(school)
    applied(school, changed(school, further=(FurtherCourse(slug="dlc"),)))
    assert opens_on(school) == {**before, "cook-1": 7}, "read on the seventh day, for the first course has six"

    made = applied(school, changed(school, further=()))
    assert [(move.quest, move.kind) for move in made.moves] == [(cookbook, "dropped")]
    assert opens_on(school) == before


def test_a_quest_that_was_published_after_a_change_follows_when_that_is_undone(
    school: School, quests: list[Quest]
) -> None:
    before = opens_on(school)
    applied(school, changed(school, starts_on=MONDAY + 7 * DAY))
    published("quest-2b", quests[0].chapter, "e" * 64)
    releases.schedule_course(school.course)
    assert opens_on(school)["quest-2b"] == 9

    assert undone(school).kept == []

    assert opens_on(school) == {**before, "quest-2b": before["quest-2"]}


def test_a_quest_that_was_published_in_a_course_goes_when_taking_that_is_undone(
    school: School, quests: list[Quest], cookbook: Quest
) -> None:
    before = opens_on(school)
    applied(school, changed(school, further=(FurtherCourse(slug="dlc"),)))
    published("cook-2", cookbook.chapter, "d" * 64)
    releases.schedule_course(cookbook.chapter.course)

    assert undone(school).kept == []

    assert opens_on(school) == before


def test_what_has_opened_of_a_course_that_is_taken_out_stays_and_is_named(
    school: School, quests: list[Quest], cookbook: Quest
) -> None:
    by_hand = published("cook-2", cookbook.chapter, "d" * 64)
    applied(school, changed(school, further=(FurtherCourse(slug="dlc"),)))
    Release.objects.filter(quest=cookbook).update(opens_at=timezone.now() - DAY)
    release = school.release(by_hand)
    releases.move_release(school.instructor, release, release.opens_at, release.due_at + DAY)

    made = applied(school, changed(school, further=()))

    assert [(move.quest, move.is_open, move.by_hand, move.after) for move in made.kept] == [
        (cookbook, True, False, None),
        (by_hand, False, True, None),
    ]
    assert Release.objects.filter(quest__in=[cookbook, by_hand]).count() == 2


def test_publishing_a_quest_of_a_further_course_gives_it_to_the_cohort(
    school: School, quests: list[Quest], cookbook: Quest
) -> None:
    applied(school, changed(school, further=(FurtherCourse(slug="dlc"),)))
    second = published("cook-2", cookbook.chapter, "d" * 64)

    releases.schedule_course(cookbook.chapter.course)

    assert school.release(second).opens_at == school.release(cookbook).opens_at
    assert not Release.objects.filter(cohort=school.other_cohort, quest=second).exists()


def test_publishing_moves_nothing_that_is_open(school: School, quests: list[Quest]) -> None:
    opened = timezone.now() - DAY
    Release.objects.filter(quest=quests[0], cohort=school.cohort).update(opens_at=opened)

    releases.schedule_course(school.course)

    assert school.release(quests[0]).opens_at == opened


def test_a_cohort_without_a_calendar_studies_every_day(school: School) -> None:
    own = timetables.timetable_of(school.cohort)
    assert own == Timetable(course="dlp", starts_on=school.cohort.starts_on, due_days=7)


def test_times_follow_the_cohorts_clocks(school: School, quests: list[Quest]) -> None:
    made = scheduling.preview(school.cohort, changed(school, weekdays=WEEK))
    after = next(move.after for move in made.moves if move.quest == quests[4])
    assert after is not None
    assert after[0].astimezone(SEOUL) == datetime(2090, 1, 10, 0, 0, tzinfo=SEOUL)
    assert after[1].astimezone(SEOUL) == datetime(2090, 1, 17, 23, 59, 59, tzinfo=SEOUL)

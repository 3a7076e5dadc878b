"""When a cohort gets which quest, by the clocks of where it lives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from accounts.models import Cohort
from quests.models import Chapter, Release
from quests.rejected import Rejected
from quests.schedule.clock import window
from quests.services import releases, scheduling
from tests import people
from tests.people import School, published


def test_a_quest_opens_as_its_day_begins_and_is_due_as_another_ends() -> None:
    opens, due = window("Asia/Seoul", date(2026, 3, 3), date(2026, 3, 10))

    assert opens == datetime(2026, 3, 2, 15, 0, tzinfo=UTC), "2026-03-03 00:00 in Seoul"
    assert due == datetime(2026, 3, 10, 14, 59, 59, tzinfo=UTC), "2026-03-10 23:59:59 in Seoul"


def test_the_deadline_stays_at_the_end_of_the_day_when_clocks_are_put_forward_in_between() -> None:
    opens, due = window("Europe/Berlin", date(2026, 3, 26), date(2026, 4, 2))  # changed on 2026-03-29

    assert opens == datetime(2026, 3, 25, 23, 0, tzinfo=UTC)
    assert due == datetime(2026, 4, 2, 21, 59, 59, tzinfo=UTC)


def test_a_day_that_has_no_midnight_begins_when_it_begins() -> None:
    opens, _ = window("America/Sao_Paulo", date(2018, 11, 4), date(2018, 11, 5))  # 2018-11-04 began at 01:00

    assert opens == datetime(2018, 11, 4, 3, 0, tzinfo=UTC)


def test_without_a_calendar_a_quest_opens_the_day_after_its_chapter_and_is_due_a_week_later(school: School) -> None:
    made = releases.schedule(school.other_cohort)[0]  # begins on 2026-09-01, in Seoul

    assert made.opens_at == datetime(2026, 9, 1, 15, 0, tzinfo=UTC)
    assert made.due_at == datetime(2026, 9, 9, 14, 59, 59, tzinfo=UTC)


def test_the_setting_moves_deadlines(school: School, settings) -> None:
    settings.DUE_DAYS = 1
    made = releases.schedule(school.other_cohort)[0]

    assert (made.opens_at.day, made.due_at.day) == (1, 3)


def test_every_published_quest_of_the_course_is_scheduled_once(school: School) -> None:
    later = Chapter.objects.create(course=school.course, number=2, day=4, title_en="Two", title_ko="둘")
    published("later-quest", later, "4" * 64)

    made = releases.schedule(school.other_cohort)
    again = releases.schedule(school.other_cohort)

    assert [release.quest.slug for release in made] == ["closed-quest", "late-quest", "open-quest", "later-quest"]
    assert [release.pk for release in again] == [release.pk for release in made]
    assert made[-1].opens_at - made[0].opens_at == timedelta(days=3)


def test_a_cohort_that_begins_later_gets_its_days_moved_except_those_set_by_hand(school: School) -> None:
    by_hand, other = releases.schedule(school.cohort)[:2]
    moved = releases.move_release(school.instructor, by_hand, by_hand.opens_at, by_hand.due_at + timedelta(days=3))
    school.cohort.starts_on += timedelta(days=10)
    school.cohort.save()

    releases.schedule(school.cohort)

    assert Release.objects.get(pk=by_hand.pk).due_at == moved.due_at
    assert Release.objects.get(pk=other.pk).opens_at == other.opens_at + timedelta(days=10)


def test_only_who_teaches_the_cohort_moves_its_releases(school: School) -> None:
    release = school.release(school.open_quest)
    for person in (school.learner, school.other_instructor):
        with pytest.raises(Rejected, match="not-your-cohort"):
            releases.move_release(person, release, release.opens_at, release.due_at + timedelta(days=1))


def test_a_release_that_a_change_has_taken_away_is_not_made_again_by_hand(school: School) -> None:
    release = school.release(school.open_quest)
    Release.objects.filter(pk=release.pk).delete()
    with pytest.raises(Rejected, match="release-gone"):
        releases.move_release(school.instructor, release, release.opens_at, release.due_at + timedelta(days=1))
    assert not Release.objects.filter(quest=school.open_quest, cohort=school.cohort).exists()


def test_quests_are_laid_over_the_calendar_as_it_is_and_not_as_it_was_when_the_cohort_was_loaded(
    school: School,
) -> None:
    loaded = Cohort.objects.get(pk=school.other_cohort.pk)
    Cohort.objects.filter(pk=loaded.pk).update(starts_on=loaded.starts_on + timedelta(days=30))

    made = releases.schedule(loaded)[0]

    assert made.opens_at == datetime(2026, 10, 1, 15, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["published", "moved by hand"])
def test_what_changes_releases_waits_for_a_change_of_the_schedule(deed: str) -> None:
    school = people.school()
    release = school.release(school.open_quest)

    def alone() -> None:
        try:
            if deed == "published":
                releases.schedule_course(school.course)
            else:
                releases.move_release(school.instructor, release, release.opens_at, release.due_at + timedelta(days=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            scheduling.lock(school.cohort)
            other = pool.submit(alone)
            assert not wait([other], timeout=0.5).done
        other.result(timeout=60)


def test_a_deadline_before_the_opening_is_refused(school: School) -> None:
    release = school.release(school.open_quest)
    with pytest.raises(Rejected, match="due-before-opening"):
        releases.move_release(school.instructor, release, release.opens_at, release.opens_at)

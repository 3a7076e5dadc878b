"""When a cohort gets which quest."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import transaction

from graders.text import text
from quests import access
from quests.models import Course, Quest, Release
from quests.people import Cohort, Person
from quests.rejected import Rejected

_NOT_YOUR_COHORT = text(
    "You do not teach this cohort, so its schedule is not yours to change.",
    "담당하시는 기수가 아니므로 일정을 바꿀 수 없습니다.",
)
_DUE_BEFORE_OPENING = text(
    "The deadline lies before the opening. Choose a later deadline or an earlier opening.",
    "마감이 공개 시각보다 빠릅니다. 마감을 늦추거나 공개 시각을 앞당겨 주십시오.",
)


def schedule(cohort: Cohort) -> list[Release]:
    """Give the cohort every published quest of its course, each the day after its chapter is read.

    Releases that are missing are made and the others set anew, so this may be called whenever the first day, the
    time zone or the course changes; what an instructor moved by hand stays where it is.

    Returns:
        The cohort's releases, by opening.
    """
    quests = Quest.objects.filter(chapter__course__slug=cohort.course, current__isnull=False).select_related("chapter")
    with transaction.atomic():
        for quest in quests:
            opens_at, due_at = window(cohort, quest.chapter.day)
            release, _ = Release.objects.get_or_create(
                cohort_id=cohort.pk, quest=quest, defaults={"opens_at": opens_at, "due_at": due_at}
            )
            Release.objects.filter(pk=release.pk, edited=False).update(opens_at=opens_at, due_at=due_at)
    return list(Release.objects.filter(cohort_id=cohort.pk).select_related("quest__chapter"))


def schedule_course(course: Course) -> None:
    """:func:`schedule` for every cohort of a course, as when a quest was published."""
    for cohort in apps.get_model("accounts", "Cohort")._default_manager.filter(course=course.slug):  # noqa: SLF001
        schedule(cohort)


def window(cohort: Cohort, day: int) -> tuple[datetime, datetime]:
    """When the quest of a chapter read on ``day`` (1 is the cohort's first) opens and is due.

    It opens as the next day begins where the cohort lives and is due at the end of a day, ``DUE_DAYS`` later, also
    where clocks are put forward or back in between.
    """
    zone = ZoneInfo(cohort.time_zone)
    opening_day: date = cohort.starts_on + timedelta(days=day)
    due_day = opening_day + timedelta(days=settings.DUE_DAYS)
    opens_at = datetime.combine(opening_day, time(0), tzinfo=zone)
    # Where an hour comes twice, the later one: a learner gets it all.
    due_at = datetime.combine(due_day, time(23, 59, 59, fold=1), tzinfo=zone)
    # In UTC, because Python compares times that a zone skips or has twice as equal to none.
    return opens_at.astimezone(UTC), due_at.astimezone(UTC)


def move_release(person: Person, release: Release, opens_at: datetime, due_at: datetime) -> Release:
    """Set a release by hand.

    Raises:
        Rejected: the person does not teach the cohort, or the deadline lies before the opening.
    """
    if not access.can_teach(person, release.cohort):
        raise Rejected("not-your-cohort", _NOT_YOUR_COHORT)
    if due_at <= opens_at:
        raise Rejected("due-before-opening", _DUE_BEFORE_OPENING)
    release.opens_at, release.due_at, release.edited = opens_at, due_at, True
    release.save(update_fields=["opens_at", "due_at", "edited"])
    return release

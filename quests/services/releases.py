"""When a cohort gets which quest."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from graders.text import text
from quests import access
from quests.models import Course, Release
from quests.people import Cohort, Person
from quests.rejected import Rejected
from quests.services import scheduling, timetables

_DUE_BEFORE_OPENING = text(
    "The deadline lies before the opening. Choose a later deadline or an earlier opening.",
    "마감이 공개 시각보다 빠릅니다. 마감을 늦추거나 공개 시각을 앞당겨 주십시오.",
)
_GONE = text(
    "This quest is not on the cohort's calendar any more. Look at its schedule first.",
    "이 퀘스트는 더 이상 기수의 일정에 없습니다. 먼저 일정을 확인해 주십시오.",
)


@transaction.atomic
def schedule(cohort: Cohort, *, also_open: bool = True) -> list[Release]:
    """Give the cohort every published quest of its courses, each after its chapter is read.

    Releases that are missing are made and the others set anew, so this may be called whenever the first day, the
    time zone or the course changes; what an instructor moved by hand stays where it is.

    Args:
        cohort: whose.
        also_open: whether what is open already moves as well; without, at most its deadline becomes later.

    Returns:
        The cohort's releases, by opening.
    """
    cohort = scheduling.lock(cohort)  # as it is now: whoever loaded it may not have waited for a change of its calendar
    laid = timetables.laid(timetables.timetable_of(cohort))
    found = scheduling.moves(cohort, laid, also_open=also_open)
    scheduling.carry_out(cohort, [move for move in found if move.kind != "kept"])
    return list(Release.objects.filter(cohort_id=cohort.pk).select_related("quest__chapter"))


def schedule_course(course: Course) -> None:
    """:func:`schedule` for every cohort that takes a course, as when a quest was published; what is open stays."""
    cohorts = apps.get_model("accounts", "Cohort")._default_manager  # noqa: SLF001 documented, whatever its name
    for cohort in cohorts.filter(Q(course=course.slug) | Q(timetable__isnull=False)):
        if course.slug in timetables.courses_of(timetables.timetable_of(cohort)):
            schedule(cohort, also_open=False)


@transaction.atomic
def move_release(person: Person, release: Release, opens_at: datetime, due_at: datetime) -> Release:
    """Set a release by hand.

    Raises:
        Rejected: the person does not teach the cohort; the deadline lies before the opening; a change of the schedule
            has taken the release away.
    """
    if not access.can_teach(person, release.cohort):
        raise Rejected("not-your-cohort", scheduling.NOT_YOUR_COHORT)
    if due_at <= opens_at:
        raise Rejected("due-before-opening", _DUE_BEFORE_OPENING)
    scheduling.lock(release.cohort)
    if not Release.objects.filter(pk=release.pk).update(opens_at=opens_at, due_at=due_at, edited=True):
        raise Rejected("release-gone", _GONE)
    release.opens_at, release.due_at, release.edited = opens_at, due_at, True
    return release

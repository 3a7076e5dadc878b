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

_NOT_YOUR_COHORT = text(
    "You do not teach this cohort, so its schedule is not yours to change.",
    "담당하시는 기수가 아니므로 일정을 바꿀 수 없습니다.",
)
_DUE_BEFORE_OPENING = text(
    "The deadline lies before the opening. Choose a later deadline or an earlier opening.",
    "마감이 공개 시각보다 빠릅니다. 마감을 늦추거나 공개 시각을 앞당겨 주십시오.",
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

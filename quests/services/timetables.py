"""Reading what cohorts' calendars say, and the plan that follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from quests.models import Chapter, CohortTimetable
from quests.people import Cohort
from quests.schedule.plan import Lesson, Planned, lay
from quests.schedule.timetable import Timetable

_KEPT_BY_COHORT = {"course", "starts_on"}


@dataclass(frozen=True)
class Laid:
    """A cohort's calendar with its courses laid over it."""

    timetable: Timetable
    plan: list[Planned]
    chapters: Mapping[tuple[str, int], Chapter]
    """By course and number."""

    def chapter(self, planned: Planned) -> Chapter:
        """The chapter that is planned."""
        return self.chapters[planned.course, planned.chapter]


def timetable_of(cohort: Cohort) -> Timetable:
    """What the cohort's calendar says."""
    return _read(cohort, CohortTimetable.objects.filter(cohort_id=cohort.pk).first())


def laid(timetable: Timetable) -> Laid:
    """The plan of one timetable.

    Raises:
        NoStudyDay: it leaves no day to study on.
    """
    return _lay(timetable, _chapters([timetable]))


def laid_for(cohorts: Iterable[Cohort]) -> dict[Any, Laid]:
    """The plans of cohorts, by the cohort's key. Two queries."""
    cohorts = list(cohorts)
    rows = {row.cohort_id: row for row in CohortTimetable.objects.filter(cohort_id__in=[c.pk for c in cohorts])}
    timetables = {cohort.pk: _read(cohort, rows.get(cohort.pk)) for cohort in cohorts}
    chapters = _chapters(timetables.values())
    return {key: _lay(timetable, chapters) for key, timetable in timetables.items()}


def store(cohort: Cohort, timetable: Timetable) -> None:
    """Write a cohort's calendar. The caller holds the transaction and has asked whether it may be."""
    content = timetable.model_dump(mode="json", exclude=_KEPT_BY_COHORT)
    CohortTimetable.objects.update_or_create(cohort_id=cohort.pk, defaults={"content": content})
    if cohort.starts_on != timetable.starts_on:
        cohort.starts_on = timetable.starts_on
        cohort.save(update_fields=["starts_on"])


def _read(cohort: Cohort, row: CohortTimetable | None) -> Timetable:
    content: dict[str, Any] = dict(row.content) if row else {"due_days": settings.DUE_DAYS}
    content["further"] = [course for course in content.get("further", ()) if course["slug"] != cohort.course]
    return Timetable.model_validate({**content, "course": cohort.course, "starts_on": cohort.starts_on})


def _chapters(timetables: Iterable[Timetable]) -> dict[tuple[str, int], Chapter]:
    slugs = {slug for timetable in timetables for slug in courses_of(timetable)}
    found = Chapter.objects.filter(course__slug__in=slugs).select_related("course")
    return {(chapter.course.slug, chapter.number): chapter for chapter in found}


def courses_of(timetable: Timetable) -> list[str]:
    """The names of its courses, in the order in which they are taken."""
    return [timetable.course, *(course.slug for course in timetable.further)]


def _lay(timetable: Timetable, chapters: Mapping[tuple[str, int], Chapter]) -> Laid:
    lessons: defaultdict[str, list[Lesson]] = defaultdict(list)
    for (slug, number), chapter in chapters.items():
        lessons[slug].append(Lesson(day=chapter.day, chapter=number))
    own: dict[str, Sequence[Lesson]] = {slug: lessons[slug] for slug in courses_of(timetable)}
    return Laid(timetable, lay(timetable, own), chapters)

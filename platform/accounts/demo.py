"""The demo: four people who may log in at once, and a cohort for whom today's quests are open.

Their password is printed by ``make run``, so none of this is ever made unless ``settings.DEMO`` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from accounts.models import Cohort, Membership, User
from quests.models import Course, Quest, Release
from quests.schedule.public_holidays import public_holidays
from quests.schedule.timetable import Entry, FurtherCourse, Timetable
from quests.services import releases, timetables

COHORT = "Demo"
PASSWORD = "questbook"  # noqa: S105 everybody is meant to know it
TIME_ZONE = "Asia/Seoul"
COUNTRY = "KR"
WEEKDAYS = (0, 1, 2, 3, 4)
DUE_DAYS = 14
_DAY = timedelta(days=1)
_FARTHEST_BACK = 365
_LASTS = 90 * _DAY
"""How far ahead the demo's holidays are looked up: its courses are over by then."""


class DemoRefused(Exception):
    """This installation makes no demo accounts."""


@dataclass(frozen=True)
class Person:
    """Somebody of the demo."""

    email: str
    name: str
    role: User.Role


PEOPLE = (
    Person("learner@questbook.test", "Lea Learner", User.Role.LEARNER),
    Person("classmate@questbook.test", "Chul-soo Classmate", User.Role.LEARNER),
    Person("instructor@questbook.test", "Ina Instructor", User.Role.INSTRUCTOR),
    Person("admin@questbook.test", "Ada Admin", User.Role.ADMIN),
)


@transaction.atomic
def seed() -> Cohort:
    """Make the demo's people and cohort, and open every published quest for it; doing it again changes nothing.

    When all quests of the demo are past their deadline, it starts anew as of today.

    Raises:
        DemoRefused: ``settings.DEMO`` is off.
    """
    if not settings.DEMO:
        raise DemoRefused("Demo accounts are made only with DEMO=1, because their passwords are public.")
    cohort, begun = _cohort()
    for person in PEOPLE:
        Membership.objects.get_or_create(user=_user(person), cohort=cohort)
    if begun:
        timetables.store(cohort, _timetable(cohort.course))
    releases.schedule(cohort, also_open=begun)
    return cohort


def logins() -> list[str]:
    """A line for each person: who it is, the address to log in with, the password."""
    return [f"{person.email.split('@')[0]:<11} {person.email:<26} {PASSWORD}" for person in PEOPLE]


def _user(person: Person) -> User:
    found = User.objects.filter(email=person.email).first()
    return found or User.objects.create_person(person.email, PASSWORD, person.name, person.role)


def _cohort() -> tuple[Cohort, bool]:
    """The demo's cohort, and whether its course is to begin anew: it is new, or all its deadlines are over."""
    longest = Course.objects.annotate(length=Count("chapters")).order_by("-length", "slug")
    course = longest.filter(chapters__quests__current__isnull=False).values_list("slug", flat=True).first()
    cohort, made = Cohort.objects.get_or_create(
        name=COHORT, defaults={"course": course or "dlp", "starts_on": _today(), "time_zone": TIME_ZONE}
    )
    due = Release.objects.filter(cohort=cohort).aggregate(last=Max("due_at"))["last"]
    return cohort, made or (due is not None and due < timezone.now())


def _timetable(course: str) -> Timetable:
    """Working days in Korea, a day to catch up on Friday in a week; every course begun so that its quests are open."""
    today = _today()
    table = Timetable(course=course, starts_on=today - _FARTHEST_BACK * _DAY, weekdays=WEEKDAYS, due_days=DUE_DAYS)
    table = table.with_entries(*public_holidays(COUNTRY, table, today + _LASTS, "en"))
    friday = today + (11 - today.weekday()) * _DAY
    if table.kind_of(friday) == "study":
        table = table.with_entries(Entry(kind="catch-up", first=friday, last=friday))
    others = _published().exclude(chapter__course__slug=course).values_list("chapter__course__slug", flat=True)
    further = tuple(FurtherCourse(slug=slug, starts_on=_begun(table, slug)) for slug in sorted(set(others.order_by())))
    begun = min([_begun(table, course), *(one.starts_on for one in further if one.starts_on)])
    near = tuple(entry for entry in table.entries if begun <= entry.first <= today + _LASTS)
    return table.changed(starts_on=_begun(table, course), further=further, entries=near)


def _begun(table: Timetable, course: str) -> date:
    """The latest first day with which the last published quest of a course is open today."""
    last_day = _published().filter(chapter__course__slug=course).aggregate(day=Max("chapter__day"))["day"] or 1
    day, left = _today(), last_day + 1  # so many days of study: the chapters', and the one on which the last opens
    while True:
        left -= table.kind_of(day) == "study"
        if not left:
            return day
        day -= _DAY


def _published() -> QuerySet[Quest]:
    return Quest.objects.filter(current__isnull=False)


def _today() -> date:
    return datetime.now(ZoneInfo(TIME_ZONE)).date()

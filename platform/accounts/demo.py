"""The demo: four people who may log in at once, and a cohort for whom today's quests are open.

Their password is printed by ``make run``, so none of this is ever made unless ``settings.DEMO`` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Cohort, Membership, User
from quests.models import Quest, Release
from quests.services import releases

COHORT = "Demo"
PASSWORD = "questbook"  # noqa: S105 everybody is meant to know it
TIME_ZONE = "Asia/Seoul"


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
    cohort = _cohort()
    for person in PEOPLE:
        Membership.objects.get_or_create(user=_user(person), cohort=cohort)
    releases.schedule(cohort)
    return cohort


def logins() -> list[str]:
    """A line for each person: who it is, the address to log in with, the password."""
    return [f"{person.email.split('@')[0]:<11} {person.email:<26} {PASSWORD}" for person in PEOPLE]


def _user(person: Person) -> User:
    found = User.objects.filter(email=person.email).first()
    return found or User.objects.create_person(person.email, PASSWORD, person.name, person.role)


def _cohort() -> Cohort:
    """The demo's cohort, begun so many days ago that the last published quest opens today."""
    quests = Quest.objects.filter(current__isnull=False)
    course = quests.values_list("chapter__course__slug", flat=True).first() or "dlp"
    last_day = quests.filter(chapter__course__slug=course).aggregate(day=Max("chapter__day"))["day"] or 1
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    begins = today - timedelta(days=last_day)
    cohort, _ = Cohort.objects.get_or_create(
        name=COHORT, defaults={"course": course, "starts_on": begins, "time_zone": TIME_ZONE}
    )
    due = Release.objects.filter(cohort=cohort).aggregate(last=Max("due_at"))["last"]
    if due is not None and due < timezone.now():
        cohort.starts_on = begins
        cohort.save(update_fields=["starts_on"])
    return cohort

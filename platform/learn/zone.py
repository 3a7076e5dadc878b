"""The time zone in which a reader sees their days."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings

from quests import access
from quests.models import Submission
from quests.people import Person


def zone_of(person: Person) -> ZoneInfo:
    """That of the person's latest cohort; the installation's without one."""
    cohort = access.cohorts_of(person).first()
    return ZoneInfo(cohort.time_zone if cohort else settings.TIME_ZONE)


def zone_for(submission: Submission, reader: Person) -> ZoneInfo:
    """That of the cohort it was handed in for; the reader's own for a try outside cohorts."""
    release = submission.release
    return ZoneInfo(release.cohort.time_zone) if release else zone_of(reader)

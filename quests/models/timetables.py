"""A cohort's calendar, and what was changed in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CohortTimetable(models.Model):
    """What a cohort's calendar says. A cohort without one studies every day, its one course from its first day."""

    cohort = models.OneToOneField("accounts.Cohort", models.CASCADE, related_name="timetable")
    content = models.JSONField()
    """A ``quests.schedule.timetable.Timetable`` without the course and the first day, which the cohort holds."""

    def __str__(self) -> str:
        return f"calendar of {self.cohort}"


class ScheduleChange(models.Model):
    """One change of a cohort's calendar, with all that it moved, so that it can be undone."""

    cohort = models.ForeignKey("accounts.Cohort", models.CASCADE, related_name="schedule_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    what = models.JSONField()
    """In words, ``{en, ko}``."""
    before = models.JSONField()
    """The whole timetable before it."""
    after = models.JSONField()
    """And after it."""
    moves = models.JSONField(default=list)
    """``[{quest, before: [opens_at, due_at] or null, after: the same}]``: null where there was no release."""
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.what.get('en', '')} ({self.cohort})"

"""Judging again what was graded."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quests.models.submissions import Submission


class Regrade(models.Model):
    """One judging of a graded submission's evidence, without a run; the row is the history of the grade."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        ENDED = "ended", _("Ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="regrades")
    attempt = models.PositiveSmallIntegerField()
    """The attempt whose evidence is judged."""
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    """Null for the operator of this installation."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    holder = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    """How often a worker began."""
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    """When its task last went to the queue; null while it has not."""
    finished_at = models.DateTimeField(null=True, blank=True)
    replaced = models.JSONField(null=True, blank=True)
    """The report that was the grade until then; null until this is done."""
    reason = models.JSONField(null=True, blank=True)
    """Why it ended without a new report, ``{en, ko}``; the old one stands."""

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("submission",), condition=models.Q(state__in=("waiting", "running")), name="regrade_one_open"
            ),
        ]
        indexes = [models.Index(fields=("state", "created_at"), name="regrade_state")]

    def __str__(self) -> str:
        return f"regrade of {self.submission_id} ({self.state})"

"""What learners handed in, and what became of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quests.models.catalogue import Quest, QuestVersion, Release


class Submission(models.Model):
    """What a learner handed in. It always ends: graded, or ended with whose fault it was."""

    class Status(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        GRADED = "graded", _("Graded")
        ENDED = "ended", _("Ended")

    class Fault(models.TextChoices):
        """Whose doing it was that it ended without a grade."""

        LEARNER = "learner", _("Your notebook")
        QUEST = "quest", _("The quest")
        PLATFORM = "platform", _("The platform")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions")
    quest = models.ForeignKey(Quest, models.PROTECT, related_name="submissions")
    version = models.ForeignKey(QuestVersion, models.PROTECT, related_name="submissions")
    release = models.ForeignKey(Release, models.SET_NULL, null=True, related_name="submissions")
    """Null for staff who try a quest outside a cohort."""
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    """SHA-256 of the upload; its bytes lie in the file store under it."""
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    fault = models.CharField(max_length=8, choices=Fault, blank=True)
    late = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    """Number of the current attempt; a report of any other is refused."""
    score = models.FloatField(null=True, blank=True)
    max_score = models.FloatField(null=True, blank=True)
    report = models.JSONField(null=True, blank=True)
    """The judge's :class:`graders.report.Report`, both languages; score and max_score are of it and of the reviews."""
    awaiting = models.FloatField(default=0)
    """Points of the report that no instructor has given or refused yet; they are not in ``max_score``."""

    class Meta:
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=("status", "created_at"), name="submission_queue"),
            models.Index(fields=("user", "quest", "-created_at"), name="submission_history"),
        ]

    def __str__(self) -> str:
        return f"{self.quest} by {self.user} ({self.status})"

    @property
    def is_done(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.status in (self.Status.GRADED, self.Status.ENDED)

    @property
    def costs_nothing(self) -> bool:
        """Whether it does not count against the quest's limit: it ended through no fault of the learner."""
        return self.status == self.Status.ENDED and self.fault in (self.Fault.QUEST, self.Fault.PLATFORM)

    @property
    def share(self) -> float | None:
        """Score as a share of what could be judged, 0 to 1; None without a grade."""
        if self.status != self.Status.GRADED or not self.max_score:
            return None
        return (self.score or 0) / self.max_score

    @property
    def unjudged(self) -> float:
        """Points of the quest that nobody could judge, and that count neither for nor against; 0 without a grade."""
        if self.status != self.Status.GRADED:
            return 0.0
        return max(0.0, round(self.version.max_score - (self.max_score or 0.0) - self.awaiting, 4))


class Attempt(models.Model):
    """One run of a submission by one worker, held by a lease."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        LOST = "lost", _("Lost")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    worker = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    """When its task last went to the queue; null while it has not, as when the broker is away."""
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("submission", "number")
        constraints = [models.UniqueConstraint(fields=("submission", "number"), name="attempt_once")]
        indexes = [models.Index(fields=("state", "created_at"), name="attempt_state")]

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.submission_id}"


class CriterionOutcome(models.Model):
    """One finding of a graded submission, as a row for the dashboards."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="outcomes")
    criterion = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    points = models.FloatField()
    max_points = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("submission", "criterion"), name="outcome_once")]
        indexes = [models.Index(fields=("criterion", "state"), name="outcome_state")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.state}"

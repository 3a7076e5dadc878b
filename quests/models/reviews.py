"""Texts that instructors read, and what they gave for them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from quests.models.catalogue import Quest
from quests.models.submissions import Submission


class WrittenAnswer(models.Model):
    """One text of a learner for one criterion of a quest; the same text in several submissions is one answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="written_answers")
    quest = models.ForeignKey(Quest, models.PROTECT, related_name="written_answers")
    criterion = models.CharField(max_length=80)
    about = models.CharField(max_length=64)
    """SHA-256 of the text and its rubric, see :attr:`graders.written.Written.about`."""
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="written_answers")
    """The latest submission that holds it: its report has the text and the rubric."""
    waiting = models.BooleanField(default=True)
    """Whether no review stands."""
    created_at = models.DateTimeField(auto_now_add=True)
    """When it was first judged: who has waited longest is read first."""
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    """Who is reading it."""
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("learner", "quest", "criterion", "about"), name="written_answer_once")
        ]
        indexes = [models.Index(fields=("waiting", "created_at"), name="written_answer_queue")]

    @property
    def is_held(self) -> bool:
        """Whether somebody is reading it now."""
        return self.holder_id is not None and self.held_until is not None and self.held_until > timezone.now()

    def __str__(self) -> str:
        return f"{self.criterion} of {self.quest} by {self.learner}"


class Review(models.Model):
    """What an instructor gave for a text. Rows are never changed but for being withdrawn: the last one stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(WrittenAnswer, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reviews")
    marks = models.JSONField()
    """Points by the rubric's ids."""
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"review of {self.answer_id} by {self.reviewer}"

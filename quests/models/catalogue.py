"""What can be learnt: courses, chapters, quests, their versions, and when a cohort gets them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Bilingual(models.Model):
    """A title in both languages."""

    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200)

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_ko if (get_language() or "").startswith("ko") else self.title_en

    def __str__(self) -> str:
        return self.title_en


class Course(Bilingual):
    """A book studied chapter by chapter."""

    slug = models.SlugField(max_length=30, unique=True)


class Chapter(Bilingual):
    """One day's reading."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    """Day of the course on which it is read, from 1 (the cohort's first day)."""

    class Meta:
        ordering = ("course", "number")
        constraints = [models.UniqueConstraint(fields=("course", "number"), name="chapter_once")]


class Quest(models.Model):
    """The published task; what it says stands in its versions."""

    slug = models.SlugField(max_length=60, unique=True)
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="quests")
    current = models.ForeignKey("QuestVersion", models.PROTECT, null=True, related_name="+")
    """The version that new submissions are judged by."""

    class Meta:
        ordering = ("chapter__day", "slug")

    def __str__(self) -> str:
        return self.slug


class QuestVersion(Bilingual):
    """An immutable version. Its folder lies under the store's ``quests/DIGEST``."""

    quest = models.ForeignKey(Quest, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    lane = models.CharField(max_length=8, default="cpu")
    minutes = models.PositiveSmallIntegerField(default=40)
    max_score = models.FloatField()
    max_attempts = models.PositiveIntegerField(default=30)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("quest", "-number")
        constraints = [
            models.UniqueConstraint(fields=("quest", "number"), name="version_once"),
            models.UniqueConstraint(fields=("quest", "digest"), name="digest_once"),
        ]


class QuestDraft(models.Model):
    """An uploaded quest folder on its way to being published."""

    class State(models.TextChoices):
        """Where it stands."""

        INVALID = "invalid", _("Has problems")
        QUEUED = "queued", _("Waiting for proof")
        PROVING = "proving", _("Being proven")
        PROVEN = "proven", _("Proven")
        UNPROVEN = "unproven", _("Proof failed")
        ENDED = "ended", _("Proof could not be run")
        PUBLISHED = "published", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quest_drafts")
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, blank=True)
    """The folder under ``quests/DIGEST``; empty while invalid."""
    slug = models.CharField(max_length=60, blank=True)
    lane = models.CharField(max_length=8, default="cpu")
    """Where it is proven."""
    state = models.CharField(max_length=10, choices=State)
    problems = models.JSONField(default=list, blank=True)
    """``[{file, line, message: {en, ko}}]``."""
    proof = models.JSONField(default=list, blank=True)
    """``[{notebook, expectation, held, score, max_score, state, findings, note}]``, growing while it is proven."""
    lease_until = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    """When its proof last went to the queue; null while it has not."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often a worker began to prove it."""
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.ForeignKey(QuestVersion, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class Release(models.Model):
    """A quest's day for a cohort."""

    cohort = models.ForeignKey("accounts.Cohort", models.CASCADE, related_name="releases")
    quest = models.ForeignKey(Quest, models.CASCADE, related_name="releases")
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    edited = models.BooleanField(default=False)
    """Moved by hand; a new schedule leaves it where it is."""

    class Meta:
        ordering = ("opens_at", "quest__slug")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "quest"), name="release_once"),
            models.CheckConstraint(condition=models.Q(due_at__gt=models.F("opens_at")), name="due_after_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.quest} for {self.cohort}"

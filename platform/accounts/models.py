"""People, their roles, and the cohorts they study in."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class People(UserManager["User"]):
    """Accounts are keyed by e-mail address; the user name mirrors it."""

    def create_person(self, email: str, password: str, name: str, role: str = "learner") -> User:
        """Create a person who may log in."""
        email = self.normalize_email(email).lower()
        return self.create_user(username=email, email=email, password=password, name=name, role=role)


class User(AbstractUser):
    """One person. What they may see is decided in ``quests.access``."""

    class Role(models.TextChoices):
        """What a person does here."""

        LEARNER = "learner", _("Learner")
        INSTRUCTOR = "instructor", _("Instructor")
        ADMIN = "admin", _("Admin")

    class Theme(models.TextChoices):
        """Light, dark, or as the device says."""

        SYSTEM = "system", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.LEARNER)
    language = models.CharField(_("language"), max_length=5, blank=True)
    theme = models.CharField(_("theme"), max_length=8, choices=Theme, default=Theme.SYSTEM)

    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name or self.email or self.username


def new_invite_code() -> str:
    """Ten letters and digits that are hard to mistake for each other, easy to read out and not to guess."""
    return "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(10))


def check_time_zone(value: str) -> None:
    """Refuse what is no name of a time zone."""
    import zoneinfo

    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(value)s” is no time zone; write one like Asia/Seoul."), params={"value": value})


class Cohort(models.Model):
    """A group that starts one course together."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    course = models.CharField(_("course"), max_length=30)
    """Slug of the course (``quests.Course``)."""
    starts_on = models.DateField(_("first day"))
    """The day on which chapter 1 is studied."""
    time_zone = models.CharField(_("time zone"), max_length=60, default="Asia/Seoul", validators=[check_time_zone])
    invite_code = models.CharField(_("invitation code"), max_length=20, unique=True, default=new_invite_code)
    """Whoever signs up with it joins this cohort."""
    members = models.ManyToManyField(User, through="Membership", related_name="cohorts")

    class Meta:
        ordering = ("-starts_on", "name")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A learner studies in a cohort; an instructor teaches it. The person's role says which."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "cohort"), name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} in {self.cohort}"


def new_feed_key() -> str:
    """What nobody guesses."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """The secret address under which a person's own calendar program reads their days. Without a row there is none."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    key = models.CharField(max_length=64, unique=True, default=new_feed_key)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"calendar feed of {self.user}"

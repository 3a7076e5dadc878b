"""What this app needs to know of a person; the accounts app of the platform has the rest."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

LEARNER = "learner"
INSTRUCTOR = "instructor"
ADMIN = "admin"


class Person(Protocol):
    """Somebody who may be logged in (``accounts.User``, or Django's ``AnonymousUser``)."""

    @property
    def pk(self) -> Any:
        """The key of the account; None for anonymous."""

    @property
    def is_authenticated(self) -> Any:
        """Whether somebody is logged in."""

    @property
    def is_active(self) -> Any:
        """Whether the account may be used."""


class Cohort(Protocol):
    """A group that starts a course together (``accounts.Cohort``)."""

    pk: Any
    course: str
    """Slug of its course."""
    starts_on: date
    time_zone: str

    def save(self, *, update_fields: Any = None) -> None:
        """Store what was changed."""


def role_of(person: Person) -> str | None:
    """``learner``, ``instructor`` or ``admin``; None for anonymous people and closed accounts."""
    if not (person.is_authenticated and person.is_active):
        return None
    return getattr(person, "role", None)

"""Joining a cohort by its invitation code."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Cohort, Membership, User


def cohort_of(code: str) -> Cohort:
    """The cohort that a code invites to; spaces, dashes and small letters do not matter.

    Raises:
        ValidationError: there is none.
    """
    plain = "".join(c for c in code.upper() if c.isascii() and c.isalnum())
    cohort = Cohort.objects.filter(invite_code=plain).first() if plain else None
    if cohort is None:
        raise ValidationError(_("No cohort has this invitation code. Check it with your instructor."), code="unknown")
    return cohort


def join(user: User, cohort: Cohort) -> None:
    """Make a learner a member; a second time changes nothing.

    Raises:
        ValidationError: for staff, whom membership would let see the cohort's work; an admin adds them.
    """
    if user.role != User.Role.LEARNER:
        raise ValidationError(
            _("Invitation codes are for learners. An administrator can add you to this cohort."), code="staff"
        )
    Membership.objects.get_or_create(user=user, cohort=cohort)

"""``DEMO=1 manage.py seed_demo``: the demo's people and cohort."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import demo


class Command(BaseCommand):
    """Make the demo's people and cohort, and say how to log in."""

    help = "Make a demo cohort with a learner, a classmate, an instructor and an admin. Refused unless DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, and print the logins."""
        try:
            cohort = demo.seed()
        except demo.DemoRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Cohort “{cohort}” began on {cohort.starts_on}. Log in as")
        for line in demo.logins():
            self.stdout.write(f"  {line}")

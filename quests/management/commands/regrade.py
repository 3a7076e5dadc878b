"""``manage.py regrade``: have graded submissions judged again from their evidence, without running them."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from quests import progress
from quests.models import Quest, Submission
from quests.people import Person
from quests.rejected import Rejected
from quests.services import regrades


class Command(BaseCommand):
    """Ask for regrades; the workers of the lane ``regrade`` do them."""

    help = (
        "Judge graded submissions again by the version of the quest that graded them. The old grade stands until the "
        "new one is there, and is kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("submissions", nargs="*", metavar="SUBMISSION", help="ids, as in the addresses of pages")
        parser.add_argument("--quest", metavar="SLUG", help="all graded submissions of this quest")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="on whose behalf; decides what is allowed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        if bool(options["submissions"]) == bool(options["quest"]):
            raise CommandError("Name submissions, or a quest by --quest SLUG.")
        person = _person(options["email"])
        found = (
            _of_quest(options["quest"]) if options["quest"] else [_submission(word) for word in options["submissions"]]
        )
        refused = 0
        for submission in found:
            try:
                regrades.request(person, submission)
            except Rejected as rejected:
                refused += 1
                self.stderr.write(f"{submission.pk}: {rejected.message.en}")
        self.stdout.write(f"{len(found) - refused} submission(s) wait to be judged again, {refused} refused")
        if not progress.is_served(regrades.LANE):
            self.stderr.write("No worker of the lane regrade is running, so they wait for one; see docs/lanes.md.")
        if refused:
            raise SystemExit(1)


def _person(email: str | None) -> Person | None:
    """Who asks; None for the operator."""
    if email is None:
        return None
    people = get_user_model()
    try:
        found: Person = people._default_manager.get(email__iexact=email)  # noqa: SLF001 documented, whatever its name
    except people.DoesNotExist:
        raise CommandError(f"Nobody has the address {email}.") from None
    return found


def _submission(word: str) -> Submission:
    try:
        return Submission.objects.select_related("quest").get(pk=uuid.UUID(word))
    except (ValueError, Submission.DoesNotExist):
        raise CommandError(f"There is no submission {word}.") from None


def _of_quest(slug: str) -> list[Submission]:
    if not Quest.objects.filter(slug=slug).exists():
        raise CommandError(f"There is no quest {slug}.")
    return list(regrades.of_quest(slug))

"""``manage.py import_catalog``: bring the shipped courses into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from graders.quest import QuestInvalid
from quests.files import FileNotKept
from quests.rejected import Rejected
from quests.services.catalog import CatalogInvalid, import_catalog


class Command(BaseCommand):
    """Import the shipped courses. Doing it again without a change changes nothing."""

    help = "Bring the shipped courses and quests into the database; publishes a new version of every changed quest."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            versions = import_catalog()
        except (CatalogInvalid, QuestInvalid, FileNotKept, Rejected) as error:
            raise CommandError(str(error)) from error
        for version in versions:
            self.stdout.write(f"{version.quest.slug}: version {version.number}, {version.max_score:g} points")

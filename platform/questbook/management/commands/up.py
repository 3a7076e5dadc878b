"""``manage.py up``: all of Questbook on this machine, from nothing to ready, until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from accounts import demo
from graders.loading import load
from graders.quest import QuestInvalid
from questbook.launch.child import KeepsDying
from questbook.launch.lock import AlreadyRunning, only_one
from questbook.launch.redis_server import SocketFolderUnsafe
from questbook.launch.stack import Place, Stack
from questbook.translations import compile_translations
from quests import files
from quests.datasets.store import Store
from quests.models import QuestVersion
from quests.rejected import Rejected
from quests.services.catalog import CatalogInvalid, import_catalog


class Command(BaseCommand):
    """Prepare the database, start Redis, the web and a worker, keep them running, and make the data sets meanwhile."""

    help = "Start Questbook on this machine: Redis, the web and a worker. HOST and PORT say where; Ctrl-C stops it all."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop."""
        self.started = time.monotonic()
        place = self._place()
        try:
            with only_one(settings.HOME, place.address):
                _port_is_free(place)
                missing = self._prepare()
                asyncio.run(Stack(place, self.say, missing).run(lambda: self._ready(place)))
        except AlreadyRunning as running:
            where = running.address or "an address that it will print when it is ready"
            raise CommandError(
                f"Questbook already runs on this folder's data: {where} (process {running.process or '?'}).\n"
                "Use that one, stop it by Ctrl-C in its terminal, or give this one its own data: QUESTBOOK_HOME=FOLDER"
            ) from None
        except KeepsDying as dead:
            words = "\n".join(f"    {line}" for line in dead.last_lines)
            raise CommandError(
                f"{dead.name} could not be started. Its last words:\n{words}\nIts log: {dead.log}"
            ) from None
        except SocketFolderUnsafe as unsafe:
            raise CommandError(
                f"The folder {unsafe} belongs to somebody else. Choose a shorter QUESTBOOK_HOME."
            ) from None
        except KeyboardInterrupt:
            self.say("Stopped before it was ready; nothing is left running")

    def say(self, text: str) -> None:
        """Print one line with the time since the start."""
        self.stdout.write(f"[{time.monotonic() - self.started:6.1f} s] {text}")
        self.stdout.flush()

    def _place(self) -> Place:
        if not settings.PORT.isdecimal() or not 1 <= int(settings.PORT) <= 65535:
            raise CommandError(f"PORT is {settings.PORT!r}; write a number from 1 to 65535, such as PORT=8001")
        return Place(settings.HOST, int(settings.PORT))

    def _prepare(self) -> list[str]:
        """Bring the data folder up to date with the code. Every step may be done again.

        Returns:
            The data sets that are still to be made.
        """
        self.say(f"Data is kept in {settings.HOME}")
        if count := compile_translations(settings.LOCALE_PATHS[0]):
            self.say(f"Compiled {count} translations")
        self.say("Bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
        self.say("Collecting static files")
        call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
        self.say("Importing the shipped course")
        try:
            versions = import_catalog()
        except (CatalogInvalid, QuestInvalid, Rejected) as problem:
            raise CommandError(f"The shipped course cannot be imported:\n{problem}") from None
        if settings.DEMO:
            demo.seed()
            self.say(f"Demo cohort “{demo.COHORT}” is ready")
        connections.close_all()
        return _missing_data(versions) if settings.MAKE_DATA else []

    def _ready(self, place: Place) -> None:
        self.say("Everything answers")
        lines = ["", f"Questbook is ready: {place.address}", ""]
        if settings.DEMO:
            lines += ["Log in as", *(f"  {line}" for line in demo.logins()), ""]
            if place.host not in {"127.0.0.1", "localhost", "::1"}:
                lines += ["Others can reach this address, and these passwords are no secret.", ""]
        lines += [f"Logs: {settings.HOME / 'logs'}    Stop: Ctrl-C", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _missing_data(versions: list[QuestVersion]) -> list[str]:
    """Data sets that shipped quests read and that are not there, in the quests' order."""
    store = Store(settings.HOME)
    quests = [load(files.quest_folder(version.digest)) for version in versions]
    names = dict.fromkeys(name for quest in quests for name in quest.file.runtime.data)
    return [name for name in names if store.card(name) is None]


def _port_is_free(place: Place) -> None:
    """Raise :class:`CommandError` when the web could not listen there, naming a port that is free."""
    problem = _try_port(place.host, place.port)
    if problem is None:
        return
    free = next((port for port in range(place.port + 1, place.port + 100) if not _try_port(place.host, port)), None)
    advice = f" Choose another, for example: PORT={free} make run" if free else " Choose another with PORT=…"
    raise CommandError(f"The web cannot listen on {place.host} port {place.port}: {problem}.{advice}")


def _try_port(host: str, port: int) -> str | None:
    """Why nothing can listen there; None when something can."""
    if port > 65535:
        return "there is no such port"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return os.strerror(error.errno) if error.errno else str(error)
    return None

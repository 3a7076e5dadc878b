"""``manage.py grade QUEST NOTEBOOK``: grade one notebook here and now, without the web, the queue or the database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from graders.notebook import MAX_BYTES
from graders.report import Fault, Report
from graders.text import Text, text
from quests.datasets.store import Store
from worker import pipeline
from worker.catalog import QuestNotFound, find
from worker.folder import run_folder
from worker.terminal import Ticker, show

EXIT = {None: 0, Fault.LEARNER: 2, Fault.QUEST: 3, Fault.PLATFORM: 3}


class BadInput(Exception):
    """What was named on the command line is not there or cannot be used."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


class Command(BaseCommand):
    """Grade one notebook."""

    help = "Grade a notebook: run it in the sandbox and judge it by the quest's criteria. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quest", help="slug of a shipped quest (see quests/catalog) or a quest folder")
        parser.add_argument("notebook", help="the .ipynb file to grade, - for standard input")
        parser.add_argument("--json", action="store_true", help="print the report as JSON, and nothing else, on stdout")
        parser.add_argument("--keep", metavar="DIR", type=Path, help="keep the evidence of the run in this new folder")
        parser.add_argument("--language", choices=["en", "ko"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grade, tell, and exit with 0 (graded), 2 (bad input) or 3 (could not be graded)."""
        language = options["language"]
        ticker = Ticker(sys.stderr, language)
        try:
            report = self._grade(options, ticker)
        except BadInput as bad:
            report = Report.ended(options["quest"][:80], Fault.LEARNER, bad.reason)
        ticker.close()
        if options["json"]:
            self.stdout.write(json.dumps(report.localised(language), ensure_ascii=False, indent=2))
        else:
            show(report, language, self.stdout.write)
        sys.exit(EXIT[report.fault])

    def _grade(self, options: dict[str, Any], ticker: Ticker) -> Report:
        store = Store(settings.HOME)
        try:
            quest = find(options["quest"], store)
        except QuestNotFound as missing:
            raise BadInput(missing.reason) from missing
        upload = _read(options["notebook"])
        with run_folder() as scratch:
            evidence = options["keep"] or scratch / "evidence"
            if options["keep"]:
                _make_empty(evidence)
            report = pipeline.grade(quest, upload, evidence, store=store, on_event=ticker.event, on_data=ticker.data)
            if options["keep"] and evidence.is_dir():
                (evidence / "report.json").write_text(report.model_dump_json(indent=1))
            return report


def _make_empty(folder: Path) -> None:
    """Make the folder for ``--keep``, before a run that could then not be kept.

    Raises:
        BadInput: it holds something already, or cannot be made.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(
                text(
                    f"{folder} exists and is not an empty folder; name a new one for --keep.",
                    f"{folder} 경로가 이미 있고 빈 폴더가 아닙니다. --keep에 새 폴더를 지정하십시오.",
                )
            )
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            text(
                f"The folder {folder} for --keep cannot be made: {error.strerror}.",
                f"--keep에 지정한 {folder} 폴더를 만들 수 없습니다: {error.strerror}.",
            )
        ) from error


def _read(name: str) -> bytes:
    """The bytes of the notebook.

    Raises:
        BadInput: there is no such file, or it is too large.
    """
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            text(
                f"The notebook {name} cannot be read: {error.strerror}.",
                f"노트북 {name} 파일을 읽을 수 없습니다: {error.strerror}.",
            )
        ) from error
    return content

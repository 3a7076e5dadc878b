"""``manage.py prove QUEST`` or ``--all``: does a quest's solution pass, and do its wrong answers fail?"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from graders.text import Text, text
from quests.datasets.store import Store
from worker import nursery, proof
from worker.catalog import QuestNotFound, find, folders
from worker.faults import PlatformFault
from worker.terminal import Ticker

HELD = text("as claimed", "확인됨")
NOT_HELD = text("NOT AS CLAIMED", "확인되지 않음")
SUMMARY = text("{held} of {count} quests proven.", "퀘스트 {count}개 중 {held}개가 검증되었습니다.")
NONE = text("Name a quest, or --all for all shipped ones.", "퀘스트 이름을 쓰거나 --all을 지정하십시오.")


class Command(BaseCommand):
    """Prove quests."""

    help = "Prove a quest: grade its solution, its starter and its wrong answers, and compare. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quest", nargs="*", help="slugs of shipped quests or quest folders")
        parser.add_argument("--all", action="store_true", help="every shipped quest")
        parser.add_argument("--json", action="store_true", help="print the proofs as JSON, and nothing else, on stdout")
        parser.add_argument("--language", choices=["en", "ko"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove and exit with 0 (all as claimed), 1 (some not), 2 (bad input) or 3 (this machine is to blame)."""
        language, store = options["language"], Store(settings.HOME)
        names = [*options["quest"], *(sorted(folders()) if options["all"] else [])]
        if not names:
            self._complain(NONE, language, 2)
        try:
            quests = [find(name, store) for name in dict.fromkeys(names)]
            with nursery.running(store) as warm:
                results = [(quest.slug, self._prove(quest, store, warm, options)) for quest in quests]
        except QuestNotFound as missing:
            self._complain(missing.reason, language, 2)
        except PlatformFault as fault:
            self._complain(fault.reason, language, 3)
        held = sum(result.held for _, result in results)
        if options["json"]:
            proofs = [{"quest": slug, "held": result.held, "entries": result.entries} for slug, result in results]
            self.stdout.write(json.dumps(proofs, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(SUMMARY.format(held=held, count=len(results))[language])
        sys.exit(0 if held == len(results) else 1)

    def _prove(self, quest: Any, store: Store, warm: nursery.Nursery, options: dict[str, Any]) -> proof.Proof:
        language = options["language"]
        ticker = Ticker(sys.stderr, language, brief=True)
        if not options["json"]:
            self.stdout.write(f"{quest.slug}  {quest.file.title[language]}")

        def tell(entries: list[proof.Entry]) -> None:
            ticker.close()
            if options["json"]:
                return
            entry = entries[-1]
            verdict = (HELD if entry["held"] else NOT_HELD)[language]
            score = f"{entry['score']:g}/{entry['max_score']:g}"
            self.stdout.write(f"  {entry['notebook']:<32} {score:>9}  {verdict}")
            if entry["note"]:
                self.stdout.write(f"    {entry['expectation'][language]} {entry['note'][language]}")
            self.stdout.flush()

        try:
            return proof.prove(
                quest, store=store, on_entry=tell, on_event=ticker.event, on_data=ticker.data, nursery=warm
            )
        finally:
            ticker.close()

    def _complain(self, words: Text, language: str, status: int) -> NoReturn:
        self.stderr.write(words[language])
        sys.exit(status)

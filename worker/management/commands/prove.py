"""``manage.py prove QUEST`` or ``--all``: does a quest's solution pass, and does all that is wrong fail?"""

from __future__ import annotations

import json
import sys
import threading
import time
from argparse import ArgumentParser, ArgumentTypeError, BooleanOptionalAction
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from graders import mutants
from graders.quest import Quest
from graders.text import Text, text
from quests.datasets.store import Store
from quests.terminal import Screen
from worker import nursery, proof
from worker.catalog import QuestNotFound, find, folders
from worker.faults import PlatformFault
from worker.pipeline import ensure_data
from worker.proof import report
from worker.proof.crew import most_jobs, threads
from worker.proof.progress import Progress
from worker.proof.telling import Telling
from worker.proof.trials import TRIED
from worker.terminal import DATA

AT_A_TIME = 2
"""Quests whose proofs are under way: while the last runs of one end, cores are free for the first of the next."""
SUMMARY = text("{held} of {count} quests proven.", "퀘스트 {count}개 중 {held}개가 검증되었습니다.")
IN_THE_WAY = text(
    "This machine is in the way: {error}. Is the disk full, or a folder missing or another user's?",
    "이 장비의 문제로 검증하지 못했습니다: {error}. 디스크가 가득 찼는지, 폴더가 없거나 다른 사용자의 것은 아닌지 "
    "확인하십시오.",
)
NONE = text("Name a quest, or --all for all shipped ones.", "퀘스트 이름을 쓰거나 --all을 지정하십시오.")


class Command(BaseCommand):
    """Prove quests."""

    help = (
        "Prove a quest: grade its solution, its starter, its right and its wrong answers, and compare; then change the "
        "solution in small ways and see whether a criterion notices. Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quest", nargs="*", help="slugs of shipped quests or quest folders")
        parser.add_argument("--all", action="store_true", help="every shipped quest")
        parser.add_argument(
            "--mutants", action=BooleanOptionalAction, help="whether to try mutants of solutions; with --all they are"
        )
        parser.add_argument(
            "--tried", type=_count, default=TRIED, metavar="N", help="mutants of a quest to try at most (%(default)s)"
        )
        parser.add_argument(
            "--jobs", type=_count, default=None, metavar="N", help="notebooks to run at a time; what fits, unless given"
        )
        parser.add_argument("--fresh", action="store_true", help="run again what is known from before")
        parser.add_argument("--report", type=Path, metavar="FILE", help="also write the proofs down as Markdown")
        parser.add_argument("--json", action="store_true", help="print the proofs as JSON, and nothing else, on stdout")
        parser.add_argument("--language", choices=["en", "ko"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove and exit with 0 (all as claimed), 1 (some not), 2 (bad input) or 3 (this machine is to blame)."""
        language, store = options["language"], Store(settings.HOME)
        names = [*options["quest"], *(sorted(folders()) if options["all"] else [])]
        if not names:
            self._complain(NONE, language, 2)
        begun = time.monotonic()
        jobs = options["jobs"] or most_jobs()
        try:
            if options["report"]:
                options["report"].touch()  # before the work, not after it
            quests = [find(name, store) for name in dict.fromkeys(names)]
            self._make_data(quests, store, language)
            results = list(self._proofs(quests, store, jobs, options))
            self._tell(results, options)
            if options["report"]:
                options["report"].write_text(report.page(results, time.monotonic() - begun, jobs), "utf-8")
        except QuestNotFound as missing:
            self._complain(missing.reason, language, 2)
        except PlatformFault as fault:
            self._complain(fault.reason, language, 3)
        except OSError as error:
            self._complain(IN_THE_WAY.format(error=error), language, 3)
        sys.exit(0 if all(result.held for _, result in results) else 1)

    def _make_data(self, quests: Sequence[Quest], store: Store, language: str) -> None:
        """Make what the quests need, while all cores are free: a run has one, and others that wait leave theirs idle.

        Raises:
            PlatformFault: a data set could not be made.
        """
        screen = Screen(sys.stderr)

        def tell(name: str, share: float) -> None:
            screen.over(DATA.format(name=name, share=f"{share:.0%}")[language])

        try:
            for quest in quests:
                ensure_data(quest, store, tell, stop=threading.Event())
        finally:
            screen.close()

    def _tell(self, results: Sequence[tuple[str, proof.Proof]], options: dict[str, Any]) -> None:
        """Print what came of all proofs."""
        if options["json"]:
            proofs = [{"quest": slug, **result.as_json()} for slug, result in results]
            self.stdout.write(json.dumps(proofs, ensure_ascii=False, indent=2))
        else:
            held = sum(result.held for _, result in results)
            self.stdout.write(SUMMARY.format(held=held, count=len(results))[options["language"]])

    def _proofs(
        self, quests: Sequence[Quest], store: Store, jobs: int, options: dict[str, Any]
    ) -> Iterator[tuple[str, proof.Proof]]:
        """Prove them, some at a time, and tell of each in its turn.

        Raises:
            PlatformFault: a notebook could not be graded because of this installation.
        """
        with_mutants = options["all"] if options["mutants"] is None else options["mutants"]
        count = options["tried"] if with_mutants else 0
        stop = threading.Event()
        progress = Progress(sum(_runs(quest, count) for quest in quests))
        out = None if options["json"] else self.stdout
        telling = [Telling(quest, progress, out, sys.stderr, options["language"]) for quest in quests]
        with ExitStack() as stack:
            warm = stack.enter_context(nursery.running(store))
            crew = stack.enter_context(threads(jobs))
            pool = stack.enter_context(ThreadPoolExecutor(AT_A_TIME))
            cache = proof.Cache(settings.HOME / "proofs", fresh=options["fresh"])

            def proven(quest: Quest, teller: Telling) -> proof.Proof:
                try:
                    return proof.prove(
                        quest,
                        store=store,
                        on_entry=teller.entry,
                        on_trial=teller.trial,
                        on_data=teller.data,
                        stop=stop,
                        nursery=warm,
                        crew=crew,
                        cache=cache,
                        mutants=count,
                    )
                finally:
                    teller.end()

            coming: list[Future[proof.Proof]] = [
                pool.submit(proven, quest, teller) for quest, teller in zip(quests, telling, strict=True)
            ]
            try:
                for quest, teller, future in zip(quests, telling, coming, strict=True):
                    teller.tell()
                    result = future.result()
                    teller.close(result)
                    yield quest.slug, result
            except BaseException:
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _complain(self, words: Text, language: str, status: int) -> NoReturn:
        self.stderr.write(words[language])
        sys.exit(status)


def _runs(quest: Quest, count: int) -> int:
    """How many notebooks a quest's proof has to grade, mutants among them."""
    listed = [survivor.mutant for survivor in quest.file.survivor]
    tried = mutants.chosen(mutants.mutants(quest), count, always=listed) if count else []
    return len(proof.claims(quest)) + len(tried)


def _count(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise ArgumentTypeError(f"{given!r} is no number from 1 on")
    return int(given)

"""``manage.py data``: list the data sets, make them, bring published files, and check that all are whole."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from graders.text import Text, text
from quests.datasets.card import Card
from quests.datasets.making import CannotBeMade, Progress, silent
from quests.datasets.provisioning import Brought, Refused, bring, waiting
from quests.datasets.store import Store
from quests.terminal import Screen, columns

WHOLE, DAMAGED, BAD_INPUT, DISK = 0, 1, 2, 3
LOOK_AGAIN_SECONDS = 0.3

COLUMNS = (
    text("NAME", "이름"),
    text("IS", "상태"),
    text("VERSION", "버전"),
    text("SIZE", "크기"),
    text("LICENCE", "라이선스"),
    text("HELD OUT", "채점용 행"),
    text("SHA-256", "SHA-256"),
)
STATES = {"twin": text("twin", "쌍둥이"), "real": text("real", "공개 파일")}
NOT_MADE = text("not made", "만들지 않음")
BEING_MADE = text("being made, {share:.0%}", "만드는 중, {share:.0%}")
BROUGHT_SOME = text(" ({here} of {all} published files brought)", " (공개 파일 {all}개 중 {here}개 있음)")
MADE = text("{name}: {state}, {size}, after {seconds:.0f} s", "{name}: {state}, {size}, {seconds:.0f}초 걸림")
THERE = text("{name}: {state}, already there", "{name}: {state}, 이미 있음")
NAME_ONE = text(
    "Name data sets, or --all. There are: {names}.", "데이터 세트 이름을 쓰거나 --all을 지정하십시오: {names}"
)
UNKNOWN = text("There is no data set {name}. There are: {names}.", "{name} 데이터 세트가 없습니다. 있는 것: {names}")
IS_REAL = text(
    "{name} is the published data set, not a twin; `data provision --twin {name}` goes back to the twin.",
    "{name}은(는) 쌍둥이가 아니라 공개된 데이터 세트입니다. `data provision --twin {name}`으로 쌍둥이로 되돌립니다.",
)
NAME_A_FILE = text("Name published files, or --twin NAME.", "공개된 파일을 지정하거나 --twin NAME을 쓰십시오.")
ONE_FILE = text("--as goes with one file.", "--as는 파일 하나와 함께 씁니다.")
TAKEN = text(
    "{file} is the published one. {name} now is the real data set, with {rows:,} rows held out. "
    "Restart the workers, so that none goes on with the twin.",
    "{file}은(는) 공개된 파일이 맞습니다. 이제 {name}은(는) 공개 데이터 세트이며, 채점용으로 {rows:,}행을 골랐습니다. "
    "쌍둥이로 계속 실행하지 않도록 작업자를 다시 시작하십시오.",
)
STILL = text(
    "{file} is the published one, and is kept. {name} stays as it is until these are brought too:",
    "{file}은(는) 공개된 파일이 맞아 보관했습니다. 다음 파일도 있어야 {name}이(가) 바뀝니다:",
)
IS_WHOLE = text("{name}: whole", "{name}: 이상 없음")
IS_DAMAGED = text("{name}: DAMAGED: {path}", "{name}: 손상됨: {path}")
MEND_TWIN = text("  mend it by: manage.py data make --again {name}", "  고치는 법: manage.py data make --again {name}")
MEND_REAL = text(
    "  mend it by bringing the published files again: manage.py data provision FILE",
    "  고치는 법: 공개된 파일을 다시 가져오십시오: manage.py data provision FILE",
)
NO_DISK = text(
    "It could not be written: {error}. Is the disk full, and is {home} this user's?",
    "쓸 수 없습니다: {error}. 디스크가 가득 찼는지, {home}이(가) 이 사용자의 것인지 확인하십시오.",
)


class Command(BaseCommand):
    """Look after the data store."""

    help = "List the data sets, make them, bring published files in place of twins, or check that all are whole."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="list|make|provision|verify")
        for action, words in {
            "list": "what there is: twin or real, version, size, licence, held-out rows, hash",
            "make": "make twins that are not there",
            "provision": "have published files take the place of a twin",
            "verify": "compare every file with its card; exits with 1 when one is damaged",
        }.items():
            own = actions.add_parser(action, help=words, description=words)
            own.add_argument("--language", choices=["en", "ko"], default="en")
            getattr(self, f"_{action}_arguments")(own)

    def _list_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the cards as JSON, and nothing else, on stdout")

    def _make_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument("--all", action="store_true", help="every data set")
        parser.add_argument("--again", action="store_true", help="also what is there already; when no run is under way")
        parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="how many at the same time")

    def _provision_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", type=Path, metavar="FILE", help="published files, recognised by hash")
        parser.add_argument("--as", dest="given", metavar="NAME", help="the published name of a file of another name")
        parser.add_argument("--twin", metavar="NAME", help="go back to the twin of this data set")

    def _verify_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="data sets; without any, all that were made")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; exit with 0, 1 (damaged files), 2 (bad input) or 3 (this machine is to blame)."""
        self.language: str = options["language"]
        self.store = Store(settings.HOME)
        self.screen = Screen(sys.stderr)
        try:
            getattr(self, f"_{options['action']}")(options)
        except Refused as refused:
            self._complain(refused.reason, BAD_INPUT)
        except CannotBeMade as broken:
            self._complain(broken.reason, DISK)
        except OSError as error:
            self._complain(NO_DISK.format(error=error, home=settings.HOME), DISK)

    def _list(self, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(list(map(self._as_json, self.store.names())), ensure_ascii=False, indent=2))
            return
        rows = [[self._said(column) for column in COLUMNS], *map(self._row, self.store.names())]
        widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())

    def _as_json(self, name: str) -> dict[str, Any]:
        card, doing = self.store.card(name), self.store.making(name)
        return {
            "name": name,
            "state": card.origin if card else "not made",
            "making": doing.share if doing else None,
            "sha256": card.sha256 if card else None,
            "brought": waiting(self.store, name)[0],
            "card": card.model_dump(mode="json") if card else None,
        }

    def _row(self, name: str) -> list[str]:
        card = self.store.card(name)
        if card is None:
            return [name, self._state(name, None), "", "", "", "", ""]
        rows = f"{card.heldout_rows:,}"
        return [name, self._state(name, card), str(card.version), _size(card), card.licence, rows, card.sha256]

    def _state(self, name: str, card: Card | None) -> str:
        if doing := self.store.making(name):
            return self._said(BEING_MADE.format(share=doing.share))
        here, missing = waiting(self.store, name)
        some = self._said(BROUGHT_SOME.format(here=len(here), all=len(here) + len(missing))) if here else ""
        return self._said(STATES[card.origin] if card else NOT_MADE) + some

    def _make(self, options: dict[str, Any]) -> None:
        names = self._named(self.store.names() if options["all"] else options["names"])
        if not names:
            self._complain(NAME_ONE.format(names=", ".join(self.store.names())), BAD_INPUT)
        cards = {name: self.store.card(name) for name in names}
        wanted = [name for name, card in cards.items() if card is None or options["again"]]
        for name, card in cards.items():
            if card and name in wanted and card.origin == "real":
                self._complain(IS_REAL.format(name=name), BAD_INPUT)
            if card and name not in wanted:
                self.stdout.write(self._said(THERE.format(name=name, state=STATES[card.origin])))
        if options["jobs"] <= 1:
            for name in wanted:
                self._say_made(*_made(settings.HOME, name, options["again"], self._over(name)))
            return
        with ProcessPoolExecutor(options["jobs"], mp_context=get_context("spawn")) as pool:
            self._watch({pool.submit(_made, settings.HOME, name, options["again"]): name for name in wanted})

    def _watch(self, under_way: dict[Future[tuple[Card, float]], str]) -> None:
        """Tell how far makers are, and what came of each, until all have ended."""
        while under_way:
            done, _ = wait(under_way, LOOK_AGAIN_SECONDS)
            for future in done:
                del under_way[future]
                self._say_made(*future.result())
            shares = {name: self.store.making(name) for name in under_way.values()}
            self.screen.over("  ".join(f"{name} {doing.share:.0%}" for name, doing in shares.items() if doing))
        self.screen.close()

    def _provision(self, options: dict[str, Any]) -> None:
        if bool(options["names"]) == bool(options["twin"]):
            self._complain(NAME_A_FILE, BAD_INPUT)
        if options["given"] and len(options["names"]) != 1:
            self._complain(ONE_FILE, BAD_INPUT)
        if options["twin"]:
            [name] = self._named([options["twin"]])
            began = time.monotonic()
            card = self.store.make_twin(name, self._over(name))
            self._say_made(card, time.monotonic() - began)
        for path in options["names"]:
            self.screen.over(path.name)
            brought = bring(self.store, path, options["given"], self._over(path.name))
            self.screen.close()
            self._say_brought(brought)

    def _say_brought(self, brought: Brought) -> None:
        if brought.card:
            self.stdout.write(
                self._said(TAKEN.format(file=brought.file, name=brought.name, rows=brought.card.heldout_rows))
            )
            return
        self.stdout.write(self._said(STILL.format(file=brought.file, name=brought.name)))
        for file in brought.missing:
            self.stdout.write(f"  {file.file}  {file.address}")

    def _say_made(self, card: Card, seconds: float) -> None:
        words = MADE.format(name=card.name, state=STATES[card.origin], size=_size(card), seconds=seconds)
        self.screen.close()
        self.stdout.write(self._said(words))
        self.stdout.flush()

    def _over(self, name: str) -> Progress:
        return lambda doing, share: self.screen.over(f"{name} {share:.0%}")

    def _verify(self, options: dict[str, Any]) -> None:
        """Exit with 1 when a file is damaged."""
        all_whole = True
        for name in self._named(options["names"]) or self.store.names():
            try:
                card, damage = self.store.examine(name)
            except LookupError:
                self.stdout.write(f"{name}: {self._said(NOT_MADE)}")
                all_whole &= not options["names"]
                continue
            all_whole &= not damage
            if not damage:
                self.stdout.write(self._said(IS_WHOLE.format(name=name)))
                continue
            for path in damage:
                self.stdout.write(self._said(IS_DAMAGED.format(name=name, path=path)))
            mend = MEND_REAL if card.origin == "real" else MEND_TWIN
            self.stdout.write(self._said(mend.format(name=name)))
        if not all_whole:
            sys.exit(DAMAGED)

    def _named(self, names: list[str]) -> list[str]:
        """The names, each once; all of them are of data sets, or this is the end."""
        for name in names:
            if name not in self.store.names():
                self._complain(UNKNOWN.format(name=name, names=", ".join(self.store.names())), BAD_INPUT)
        return list(dict.fromkeys(names))

    def _said(self, words: Text) -> str:
        return words[self.language]

    def _complain(self, words: Text, status: int) -> NoReturn:
        self.screen.close()
        self.stderr.write(self._said(words))
        sys.exit(status)


def _made(home: Path, name: str, again: bool, progress: Progress = silent) -> tuple[Card, float]:
    """Make a data set, in this process; its card, and how long it took."""
    began, store = time.monotonic(), Store(home)
    card = store.make_twin(name, progress) if again else store.ensure(name, progress)
    return card, time.monotonic() - began


def _size(card: Card) -> str:
    return f"{card.size / 1e6:,.1f} MB"

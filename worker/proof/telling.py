"""What a terminal shows of one quest's proof, while the proofs of others are under way, too."""

from __future__ import annotations

import queue
from typing import NamedTuple, TextIO

from django.core.management.base import OutputWrapper

from graders.quest import Quest
from graders.text import text
from graders.wording import shown_points
from quests.terminal import Screen
from worker.proof import Entry, Proof, Trial
from worker.proof.progress import Progress
from worker.terminal import DATA

HELD = text("as claimed", "확인됨")
NOT_HELD = text("NOT AS CLAIMED", "확인되지 않음")
KNOWN = text("known", "이전 결과")
MUTANTS = text(
    "mutants: {killed} of {tried} tried are noticed ({share:.0%}), of {made} there are",
    "변형: 전체 {made}개 중 {tried}개를 시험해 {killed}개를 걸러 냈습니다({share:.0%})",
)
STATES = {"survived": text("SURVIVES", "살아남음"), "not-judged": text("COULD NOT BE JUDGED", "채점 불가")}
REASON = text("because: {reason}", "이유: {reason}")
TICK = 0.5


class _Line(NamedTuple):
    """What is to be told."""

    words: str
    stays: bool = True
    """Or the next takes its place."""


class Telling:
    """Hears of a proof in whatever thread, and tells of it in the one that asks it to."""

    def __init__(
        self, quest: Quest, progress: Progress, out: OutputWrapper | None, live: TextIO, language: str
    ) -> None:
        """``out`` is for lines that stay, ``live`` for the one that tells how far all is."""
        self._quest = quest
        self._progress = progress
        self._out = out
        self._language = language
        self._screen = Screen(live)
        self._lines: queue.SimpleQueue[_Line | None] = queue.SimpleQueue()

    def entry(self, entries: list[Entry]) -> None:
        """A notebook was graded."""
        entry = entries[-1]
        self._progress.one_more(cached=entry["cached"])
        score = f"{shown_points(entry['score'])}/{shown_points(entry['max_score'])}"
        self._say(
            f"  {entry['notebook']:<32} {score:>9}  {self._time(entry['seconds'], cached=entry['cached'])}  "
            f"{(HELD if entry['held'] else NOT_HELD)[self._language]}"
        )
        if entry["note"]:
            self._say(f"    {entry['expectation'][self._language]} {entry['note'][self._language]}")

    def trial(self, trial: Trial) -> None:
        """A mutant was tried."""
        self._progress.one_more(cached=trial.cached)
        if trial.state == "killed":
            return
        mutant, language = trial.mutant, self._language
        self._say(f"  {mutant.id:<42}  {STATES[trial.state][language]}: {mutant.about[language]}")
        self._say(f"    - {mutant.before}")
        self._say(f"    + {mutant.after}")
        if trial.reason:
            self._say(f"    {REASON.format(reason=trial.reason)[language]}")

    def data(self, doing: str, share: float) -> None:
        """A data set is being made."""
        self._lines.put(_Line(DATA.format(name=doing, share=f"{share:.0%}")[self._language], stays=False))

    def end(self) -> None:
        """Nothing more comes."""
        self._lines.put(None)

    def tell(self) -> None:
        """Tell all until nothing more comes."""
        if self._out:
            self._out.write(f"{self._quest.slug}  {self._quest.file.title[self._language]}")
        while True:
            try:
                line = self._lines.get(timeout=TICK)
            except queue.Empty:
                self._screen.over(self._progress.words[self._language])
                continue
            if line is None:
                break
            if line.stays:
                self._write(line.words)
            else:
                self._screen.over(line.words)
        self._screen.close()

    def close(self, proof: Proof) -> None:
        """Tell what came of the mutants in all."""
        found = proof.mutants
        if found is None:
            return
        killed, tried = len(found.of("killed")), len(found.trials)
        counted = MUTANTS.format(killed=killed, tried=tried, share=found.share, made=found.made)
        self._write(f"  {counted[self._language]}")
        for words in (*found.objections, *found.notices):
            self._write(f"    {words[self._language]}")

    def _say(self, line: str) -> None:
        self._lines.put(_Line(line))

    def _write(self, line: str) -> None:
        self._screen.close()
        if self._out:
            self._out.write(line)
            self._out.flush()

    def _time(self, seconds: float, *, cached: bool) -> str:
        return f"{KNOWN[self._language] if cached else f'{seconds:.1f} s':>7}"

"""How often the diagnosis is right: precision and recall over the corpus of ``tests/mistakes``.

``python -m benchmarks.diagnosis`` runs every notebook through the real pipeline, prints the figures of the half that
was at hand while the diagnosis was written and of the half that was not, and writes docs/measurements/diagnosis.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import multiprocessing
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.mistakes.causes import CAUSES
from tests.mistakes.examining import Examined, examiner
from tests.mistakes.figures import Figures
from tests.mistakes.sample import Sample, corpus

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "diagnosis.md"
HALVES = {"seen": "at hand while the diagnosis was written", "unseen": "written without sight of it, never tuned on"}
TEXT = """\
# Does the diagnosis name the right mistake?

`tests/mistakes/` holds small notebooks as learners write them: wrong ones, at least four for each kind of mistake, and
right ones in varied styles. Half of each was written by somebody who had not read the diagnosis, and nothing was tuned
on it. A wrong notebook counts as named when cause, cell and line are all right; a right one must be left in peace.
Precision is the share of what was said that was right, recall the share of the wrong notebooks whose mistake was
named. Run it yourself with

    python -m benchmarks.diagnosis

Measured in {month} through the real pipeline: each notebook was run in the sandbox and judged.

{summary}

Named of all, for each kind of mistake:

{kinds}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Examine the corpus, print the figures, write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diagnosis", description="Precision and recall.")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many notebooks at once")
    options = parser.parse_args(arguments)
    logging.disable(logging.INFO)
    samples = corpus()
    parts = [samples[start :: options.jobs] for start in range(options.jobs)]
    with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("fork")) as pool:
        done = [each for part in pool.map(_examined, parts) for each in part]
    print(file=sys.stderr)
    for half, about in HALVES.items():
        print(f"{half}: {about}\n{_figures(done, half).table()}\n")
    print(f"both\n{Figures.of(done).table()}\n\n{_kinds(done)}\n")
    for each in sorted(done, key=lambda each: each.sample.name):
        if not each.is_right:
            print(f"not right: {each.sample.name}")
    month = dt.datetime.now(dt.UTC).strftime("%B %Y")
    PAGE.write_text(TEXT.format(month=month, summary=_summary(done), kinds=_kinds(done)))
    return 0


def _examined(samples: Sequence[Sample]) -> list[Examined]:
    done = []
    with examiner() as examining:
        for sample in samples:
            done.append(examining.examine(sample))
            print(".", end="", file=sys.stderr, flush=True)
    return done


def _half(each: Examined) -> str:
    return "unseen" if each.sample.is_unseen else "seen"


def _figures(done: Sequence[Examined], half: str | None) -> Figures:
    return Figures.of([each for each in done if half in (None, _half(each))])


def _summary(done: Sequence[Examined]) -> str:
    rows = [
        "| half | wrong | named | misnamed | right | blamed | precision | recall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    parts: dict[str, str | None] = {f"{half}: {about}": half for half, about in HALVES.items()}
    parts["both"] = None
    for words, half in parts.items():
        it = _figures(done, half)
        counts = f"{it.wrong} | {it.named} | {it.misnamed} | {it.right} | {it.blamed}"
        rows.append(f"| {words} | {counts} | {it.precision:.3f} | {it.recall:.3f} |")
    return "\n".join(rows)


def _kinds(done: Sequence[Examined]) -> str:
    rows = ["| mistake | seen | unseen |", "|---|---|---|"]
    for mistake in sorted(CAUSES):
        counts = []
        for half in HALVES:
            of = [each for each in done if each.sample.mistake == mistake and _half(each) == half]
            counts.append(f"{sum(each.is_right for each in of)} of {len(of)}")
        rows.append(f"| {mistake} | {' | '.join(counts)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")
    sys.path.insert(0, str(ROOT / "platform"))
    sys.exit(main())

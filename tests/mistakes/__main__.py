"""``python -m tests.mistakes [--half seen|unseen] [FILE ...]``: what the diagnosis makes of the corpus."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from tests.mistakes.examining import Examined, examiner
from tests.mistakes.figures import Figures
from tests.mistakes.sample import corpus, read


def main(arguments: Sequence[str] | None = None) -> None:
    """Examine samples one by one, then print how many were right."""
    parser = argparse.ArgumentParser(prog="python -m tests.mistakes", description=__doc__)
    parser.add_argument("--half", choices=["seen", "unseen"], default="seen")
    parser.add_argument("--quiet", action="store_true", help="print figures only")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    samples = [read(file.resolve()) for file in options.files] or corpus(half=options.half)
    done: list[Examined] = []
    with examiner() as examining:
        for sample in samples:
            done.append(examining.examine(sample))
            if not options.quiet:
                print(done[-1], flush=True)
    print(Figures.of(done).table())


if __name__ == "__main__":
    import os
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")
    sys.path.insert(0, "platform")
    main()

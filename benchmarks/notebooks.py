"""Do whole notebooks run free-form in the sandbox, on the data of the store? ``python -m benchmarks.notebooks PATH``.

Each notebook (or each one of a folder) is handed in as a learner's own, to a quest that has every data set, an hour
and much memory. Printed is a Markdown table: whether it ran to its end, or the cells that stopped and what the
report says of the first of them. docs/measurements/notebooks.md shows it for notebooks of the book.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TOML = """\
slug = "notebooks"
course = "dlp"
chapter = 2
title = {{ en = "A notebook of your own", ko = "나의 노트북" }}
summary = {{ en = "Hand in any notebook.", ko = "아무 노트북이나 제출합니다." }}
text = {{ en = "It runs as it is.", ko = "그대로 실행됩니다." }}

[runtime]
data = {data}

[limits]
seconds = {seconds}
memory_mb = {memory_mb}
disk_mb = 4096
processes = 1024
output_mb = 64

[[criterion]]
id = "runs"
kind = "runs"
points = 1
title = {{ en = "It runs to its end", ko = "끝까지 실행됩니다" }}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the notebooks one after the other; 0 when all ran to their end."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.notebooks", description="Run notebooks free-form.")
    parser.add_argument("paths", nargs="+", type=Path, help="notebooks, or folders of them")
    parser.add_argument("--home", type=Path, help="an installation's folder with data sets; a temporary one by default")
    parser.add_argument("--data", nargs="*", help="names of data sets; all by default")
    parser.add_argument("--seconds", type=int, default=3600, help="wall time of one notebook")
    parser.add_argument("--memory-mb", type=int, default=12_000, help="memory of one notebook")
    options = parser.parse_args(arguments)
    files = [file for path in options.paths for file in (sorted(path.glob("*.ipynb")) if path.is_dir() else [path])]
    print("| notebook | code cells | ran | seconds | what the report says |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="questbook-notebooks-", dir="/tmp") as place:
        ended = [_row(file, Path(place) / str(number), options) for number, file in enumerate(files)]
    return 0 if all(ended) else 1


def _row(file: Path, place: Path, options: argparse.Namespace) -> bool:
    """Run one notebook and print its line; whether it ran to its end."""
    from graders.evidence import RunRecord
    from graders.loading import load
    from quests.datasets.store import Store
    from tests.graders.folders import code, notebook, write_quest
    from worker import pipeline

    store = Store(options.home or place.parent / "home")
    names = store.names() if options.data is None else options.data
    given, solved = (notebook(code(source, "work", answer=True)) for source in ("# Yours", "pass"))
    toml = TOML.format(data=list(names), seconds=options.seconds, memory_mb=options.memory_mb)
    none: dict[str, Any] = {"reference_py": None, "wrong/subtracts_ipynb": None}
    quest = load(write_quest(place, quest_toml=toml, starter_ipynb=given, solution_ipynb=solved, **none))
    evidence = place.with_suffix(".evidence")
    started = time.monotonic()
    report = pipeline.grade(quest, file.read_bytes(), evidence, store=store)
    seconds = time.monotonic() - started
    if report.state == "ended":
        print(f"| {file.name} | | no | {seconds:.0f} | {report.reason.en if report.reason else ''} |", flush=True)
        return False
    record = RunRecord.model_validate_json((evidence / "run.json").read_bytes())
    [finding] = report.findings
    stopped = [cell.name for cell in record.cells if cell.state != "ok"]
    said = [] if not stopped else [finding.message.en]
    if report.diagnosis:
        said += [f"**{report.diagnosis.cell}**: {report.diagnosis.message.en}"]
        said += [report.diagnosis.mend.en] if report.diagnosis.mend else []
    if len(stopped) > 1:
        said += [f"Stopped in all: {', '.join(stopped)}."]
    ran = f"{len(record.cells) - len(stopped)} of {len(record.cells)}" if stopped else "all"
    words = " ".join(said).replace("|", "\\|").replace("\n", " ")
    print(f"| {file.name} | {len(record.cells)} | {ran} | {seconds:.0f} | {words} |", flush=True)
    return not stopped


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")
    sys.path.insert(0, "platform")
    sys.exit(main())

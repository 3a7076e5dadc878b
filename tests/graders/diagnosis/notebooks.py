"""Evidence of small notebooks: run here cell by cell, or with a recorded error.

The snippets are this repository's own, so they may run in the test's process; what the
record then holds is what Python really said.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from graders.diagnosis import diagnose
from graders.evidence import CellError, CellRecord
from graders.report import Diagnosis, Finding
from graders.testing import EvidenceFolder


def run_and_diagnose(folder: Path, *sources: str, findings: Sequence[Finding] = ()) -> Diagnosis | None:
    """Run cells named cell-1, cell-2, ... until one fails, and ask what was wrong."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    error: CellError | None = None
    failed = len(sources)
    for position, source in enumerate(sources, start=1):
        try:
            exec(compile(source, f"cell-{position}", "exec"), namespace)
        except Exception as exception:  # noqa: BLE001 - whatever a learner's cell raises
            error, failed = _told(exception, position), position
            break
    return diagnose_error(folder, *sources, error=error, at=failed, findings=findings)


def diagnose_error(
    folder: Path,
    *sources: str,
    error: CellError | None,
    at: int = 1,
    findings: Sequence[Finding] = (),
    **run: Any,
) -> Diagnosis | None:
    """Ask about cells of which number ``at`` failed with ``error``, or was stopped by a limit (``ended_by=...``)."""
    stopped = "error" if error else "interrupted" if "ended_by" in run else "ok"
    names = [f"cell-{position}" for position in range(1, len(sources) + 1)]
    records = [
        CellRecord(
            name=name,
            answer=True,
            state="ok" if position < at else stopped if position == at else "not_run",
            seconds=30.0 if position == at else 0.1,
            error=error if position == at else None,
        )
        for position, name in enumerate(names, start=1)
    ]
    run.setdefault("ended_by", "error" if error else "finished")
    made = EvidenceFolder(folder / "evidence", dict(zip(names, sources, strict=True)), records=records, **run)
    found = diagnose(made.evidence, findings)
    for words in (found.message, found.mend) if found else ():
        assert words is None or (words.en != words.ko and "{" not in words.en.replace("{'", "")), words
    return found


def said(name: str, message: str, *, line: int | None = 1, cell: str | None = None) -> CellError:
    """An error as the kernel tells it."""
    return CellError(name=name, message=message, line=line, cell=cell)


def _told(exception: Exception, position: int) -> CellError:
    if isinstance(exception, SyntaxError):
        return said(type(exception).__name__, str(exception), line=exception.lineno, cell=f"cell-{position}")
    cell, line = _innermost(exception.__traceback__)
    return said(type(exception).__name__, str(exception), line=line, cell=cell)


def _innermost(trace: TracebackType | None) -> tuple[str | None, int | None]:
    frames = [frame for frame in traceback.extract_tb(trace) if frame.filename.startswith("cell-")]
    return (frames[-1].filename, frames[-1].lineno) if frames else (None, None)

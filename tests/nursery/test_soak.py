"""The soak of ``benchmarks/soak.py``, short: nothing of a worker grows from one submission to the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import soak
from tests.processes import ROOT


def look(submissions: int, **changed: float) -> soak.Look:
    held = dict.fromkeys(soak.BOUNDS, 1.0) | changed
    return soak.Look(submissions=submissions, **held)  # type: ignore[arg-type]


def test_nothing_grows_over_a_few_submissions(tmp_path: Path) -> None:
    page = tmp_path / "soak.md"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.soak", "--submissions", "4", "--page", page],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Nothing grew beyond its bound." in page.read_text()


def test_what_grows_beyond_its_bound_is_named() -> None:
    assert soak.growth([look(0), look(4)]) == []
    assert soak.growth([look(0), look(2, descriptors=99), look(4)]) == [], "what was given back is no growth"
    [grown] = soak.growth([look(0), look(4, descriptors=5)])
    assert grown == "descriptors from 1 to 5, by more than 3"

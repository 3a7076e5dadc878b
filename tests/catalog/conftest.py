"""One installation for all tests of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import ROOT


@pytest.fixture(scope="session")
def installation() -> Path:
    """A home that stays on this machine: data sets are made once, when a quest first needs them, and proofs are known.

    The processes of a parallel test run share it.
    """
    home = ROOT / ".test"
    home.mkdir(exist_ok=True)
    return home

"""Both kinds of wall."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.sandbox import scenes

KINDS = ["root", "rootless"] if os.geteuid() == 0 else ["rootless"]


@pytest.fixture(params=KINDS)
def play(request: pytest.FixtureRequest) -> Callable[..., scenes.Outcome]:
    """Run cells behind the wall of this kind. An ordinary user can only build the rootless one."""
    return scenes.play if request.param == "root" else scenes.play_as_nobody

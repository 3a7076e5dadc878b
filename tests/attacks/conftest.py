"""A stage for each kind of wall, kept for all attacks of this test process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings

from tests.attacks.stage import Stage, stage


@pytest.fixture(scope="session")
def stages(redis_server: str) -> Iterator[Callable[[str], Stage]]:
    """The stage of a kind, made when first asked for."""
    made: dict[str, Stage] = {}
    with ExitStack() as stack:

        def of(kind: str) -> Stage:
            if kind not in made:
                made[kind] = stack.enter_context(stage(kind, settings.REDIS_SOCKET))
            return made[kind]

        yield of

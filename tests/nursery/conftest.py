"""Nurseries for tests: one host of each kind for as long as a module's tests last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.nursery.hosting import KINDS, Host, hosting


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have one test process run all of these: a parent takes half a gigabyte, and some seconds to get warm."""
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.xdist_group("nursery"))


@pytest.fixture(scope="module", params=KINDS)
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    """A host whose nursery has its parents, as root and as an ordinary user."""
    with hosting(request.param) as made:
        made.keep()
        assert made.warm() == 0
        assert made.warm(kind="judge") == 0
        yield made

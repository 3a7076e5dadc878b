"""What is measured against is pinned, and differs from what is measured no more than it must."""

from __future__ import annotations

import pytest

from tests.house.test_requirements import pinned

RIVALS = {
    "nbgrader": ("requirements/bench-nbgrader.txt", "0.9.6"),
    "otter-grader": ("requirements/bench-otter.txt", "7.0.0"),
}
WANTS_OLDER = {"requirements/bench-otter.txt": {"wrapt"}}
"""Packages of which a rival itself refuses our version."""


@pytest.mark.parametrize(("name", "rival"), RIVALS.items())
def test_a_rival_is_pinned_to_the_version_that_the_page_tells_of(name: str, rival: tuple[str, str]) -> None:
    file, version = rival
    assert pinned(file)[name] == version


@pytest.mark.parametrize("file", [file for file, _ in RIVALS.values()])
def test_a_rival_has_our_version_of_all_that_it_shares_with_us(file: str) -> None:
    ours, theirs = pinned("constraints.txt"), pinned(file)
    assert {"tensorflow", "keras", "numpy", "ipykernel", "nbclient"} <= theirs.keys()
    other = {package for package, version in theirs.items() if ours.get(package, version) != version}
    assert other == WANTS_OLDER.get(file, set())

"""What is measured against is pinned, differs from what is measured no more than it must, and does the same work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.grading import forms
from benchmarks.grading.assignments import Assignment, catalog
from graders.loading import load
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


@pytest.mark.parametrize("assignment", catalog().values(), ids=catalog())
def test_what_is_measured_is_a_quest_without_problems(assignment: Assignment, tmp_path: Path) -> None:
    quest = load(forms.write_quest(assignment, tmp_path))
    assert [(spec.id, spec.points) for spec in quest.file.criterion] == [(c.name, c.points) for c in assignment.checks]


@pytest.mark.parametrize("assignment", catalog().values(), ids=catalog())
def test_every_check_of_what_is_measured_is_about_something_that_a_submission_makes(assignment: Assignment) -> None:
    right = "\n".join(cell.handed_in(right=True) for cell in assignment.cells)
    assert all(f"def {name}(" in right or f"{name} = " in right for check in assignment.checks for name in check.wants)

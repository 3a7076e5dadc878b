"""Fixtures of the dashboard's tests."""

import pytest

from tests.insight.school import School, found_school


@pytest.fixture
def school(db: None) -> School:
    """Two cohorts, their people, one quest."""
    return found_school()

import pytest

from tests import people


@pytest.fixture
def school(db) -> people.School:
    return people.school()

"""Tests: real parts, at the border that users meet. ``tests/people.py`` and ``conftest.py`` say who and what is there."""

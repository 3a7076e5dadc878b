"""Tests: real parts, at the border that users meet. ``people.py`` and ``conftest.py`` say who and what is there."""

"""Quests that attacks are tried on, beside the sums of ``tests/graders/folders.py``; and the data sets they need."""

from tests.attacks.quests.quarters import QUARTERS

RECIPES = (QUARTERS,)
"""For ``Store(home, RECIPES)``."""

"""Samples whose diagnosis is known not to be right, by name. They must stay few, and one that is right must leave."""

MISSED: frozenset[str] = frozenset()

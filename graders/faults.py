"""Whose fault it is when judging itself cannot go on."""

from __future__ import annotations

from graders.text import Text


class QuestFault(Exception):
    """The quest's own material failed (its ``reference.py``, its options); no learner is to blame.

    ``reason`` says so to the learner; ``args[0]`` carries the detail for its author.
    """

    def __init__(self, reason: Text, detail: str = "") -> None:
        self.reason = reason
        super().__init__(detail or reason.en)

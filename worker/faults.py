"""Why a run could not be graded when the learner is not to blame.

What a learner's code does to itself (an exception, a limit, a dead kernel) is no fault:
it is part of the evidence. An upload that cannot be run is ``graders.rebuild.BadUpload``.
"""

from __future__ import annotations

from graders.faults import QuestFault
from graders.text import Text

__all__ = ["PlatformFault", "QuestFault", "Stopped", "TooLarge"]


class PlatformFault(Exception):
    """This installation is to blame: the sandbox, a disk, a data set. ``reason`` says what and what to do."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


class Stopped(Exception):
    """The run was given up on demand (its lease was lost, the worker is going down); nothing is recorded."""


class TooLarge(Exception):
    """What the learner's run left cannot be judged within the judge's limits. ``reason`` says what and what to do."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)

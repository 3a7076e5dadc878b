"""A quest as a folder: ``quest.toml``, ``starter.ipynb``, ``solution.ipynb``, ``wrong/*.ipynb``, ``reference.py``.

:func:`load` reads one and either returns a :class:`Quest` or raises
:class:`QuestInvalid` with every problem found, each with file and line.
It executes nothing: quest folders come from people.
"""

from graders.quest.file import (
    CriterionSpec,
    Hint,
    Limits,
    QuestFile,
    Runtime,
    Submitting,
    WrongAnswer,
)
from graders.quest.folder import Quest, digest, load
from graders.quest.problem import Problem, QuestInvalid

__all__ = [
    "CriterionSpec",
    "Hint",
    "Limits",
    "Problem",
    "Quest",
    "QuestFile",
    "QuestInvalid",
    "Runtime",
    "Submitting",
    "WrongAnswer",
    "digest",
    "load",
]

"""A quest as a folder: ``quest.toml``, ``starter.ipynb``, ``solution.ipynb``, ``right/``, ``wrong/``, ``reference.py``.

:func:`graders.loading.load` reads one.
"""

from graders.quest.file import (
    CriterionSpec,
    Hint,
    Limits,
    QuestFile,
    RightAnswer,
    Runtime,
    Submitting,
    Survivor,
    WrongAnswer,
)
from graders.quest.folder import Quest, digest
from graders.quest.parts import leaves, parts
from graders.quest.problem import Problem, QuestInvalid

__all__ = [
    "CriterionSpec",
    "Hint",
    "Limits",
    "Problem",
    "Quest",
    "QuestFile",
    "QuestInvalid",
    "RightAnswer",
    "Runtime",
    "Submitting",
    "Survivor",
    "WrongAnswer",
    "digest",
    "leaves",
    "parts",
]

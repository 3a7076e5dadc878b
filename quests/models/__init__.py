"""Tables of the quests app. Rules and transactions live in ``quests.services``."""

from quests.models.catalogue import Chapter, Course, Quest, QuestDraft, QuestVersion, Release
from quests.models.regrades import Regrade
from quests.models.reviews import Review, WrittenAnswer
from quests.models.submissions import Attempt, CriterionOutcome, Submission

__all__ = [
    "Attempt",
    "Chapter",
    "Course",
    "CriterionOutcome",
    "Quest",
    "QuestDraft",
    "QuestVersion",
    "Regrade",
    "Release",
    "Review",
    "Submission",
    "WrittenAnswer",
]

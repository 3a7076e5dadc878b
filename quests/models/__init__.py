"""Tables of the quests app. Rules and transactions live in ``quests.services``."""

from quests.models.catalogue import Chapter, Course, Quest, QuestDraft, QuestVersion, Release
from quests.models.regrades import Regrade
from quests.models.reviews import Review, WrittenAnswer
from quests.models.submissions import Attempt, CriterionOutcome, Submission
from quests.models.timetables import CohortTimetable, ScheduleChange

__all__ = [
    "Attempt",
    "Chapter",
    "CohortTimetable",
    "Course",
    "CriterionOutcome",
    "Quest",
    "QuestDraft",
    "QuestVersion",
    "Regrade",
    "Release",
    "Review",
    "ScheduleChange",
    "Submission",
    "WrittenAnswer",
]

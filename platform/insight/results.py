"""Each learner's best result in each quest: what grade books and dashboards are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db.models import F, FloatField, QuerySet, Window
from django.db.models.functions import Cast, RowNumber

from accounts.models import Cohort, User
from quests.models import Quest, Submission

FULL_MARKS = 1 - 1e-6
"""A share from here on counts as full marks (points are sums of floats)."""


@dataclass(frozen=True)
class Best:
    """A learner's best graded submission to a quest; of several as good, one that was read whole, then the earliest."""

    user_id: int
    quest_id: int
    submission_id: UUID
    share: float
    """Score as a share of what could be judged, 0 to 1."""
    score: float
    max_score: float
    late: bool
    awaiting: float
    """Points that await an instructor, and count in neither."""
    unjudged: float
    """Points of the quest that nobody could judge, and that count in neither."""


@dataclass(frozen=True)
class Summary:
    """How a quest went."""

    learners: int
    """Learners with a grade."""
    full_marks: int
    pass_rate: float | None
    """Share of graded learners whose best submission has full marks, with nothing that could not be judged."""
    median: float | None
    """Median of the learners' best shares."""


def learners(cohorts: Collection[Cohort]) -> QuerySet[User]:
    """Everybody who studies in one of ``cohorts``, by name."""
    people = User.objects.filter(role=User.Role.LEARNER, is_active=True, memberships__cohort__in=cohorts)
    return people.distinct().order_by("name", "email")


def handed_in(cohorts: Collection[Cohort], quest: Quest | None = None) -> QuerySet[Submission]:
    """What learners handed in for ``cohorts``; what staff try out is not among it."""
    submissions = Submission.objects.filter(user__role=User.Role.LEARNER, release__cohort__in=cohorts).order_by()
    if quest is not None:
        submissions = submissions.filter(quest=quest)
    return submissions


def best(submissions: QuerySet[Submission]) -> list[Best]:
    """The best of ``submissions`` for each learner and quest, picked by the database in one query."""
    share = Cast(F("score"), FloatField()) / F("max_score")
    ranked = (
        submissions.filter(status=Submission.Status.GRADED, max_score__gt=0)
        .annotate(
            share_=share,
            place=Window(
                RowNumber(),
                partition_by=[F("user_id"), F("quest_id")],
                order_by=[F("share_").desc(), F("awaiting").asc(), F("created_at").asc(), F("id").asc()],
            ),
        )
        .filter(place=1)
        .order_by()
    )
    return [
        Best(
            found.user_id,
            found.quest_id,
            found.pk,
            found.share or 0.0,
            found.score or 0.0,
            found.max_score or 0.0,
            found.late,
            found.awaiting,
            found.unjudged,
        )
        for found in ranked.select_related("version").defer("report")
    ]


def summarise(results: Iterable[Best]) -> Summary:
    """Pass rate and median of some learners' best results."""
    results = list(results)
    shares = [result.share for result in results]
    full = sum(result.share >= FULL_MARKS and not result.unjudged for result in results)
    return Summary(
        learners=len(shares),
        full_marks=full,
        pass_rate=full / len(shares) if shares else None,
        median=median(shares) if shares else None,
    )

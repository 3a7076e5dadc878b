"""What the instructor's pages show, each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from accounts.models import Cohort, User
from insight import results
from insight.results import Best, Summary
from quests.models import Quest, QuestVersion, Release, Submission


@dataclass(frozen=True)
class QuestRow:
    """One quest of the list."""

    quest: Quest
    versions: list[QuestVersion]
    """Newest first."""
    releases: list[Release]
    """In the cohorts one teaches."""
    summary: Summary


def quest_rows(cohorts: Sequence[Cohort]) -> list[QuestRow]:
    """Every published quest, in the courses' order, and how it went in ``cohorts``. Four queries."""
    quests = (
        Quest.objects.filter(current__isnull=False)
        .select_related("current", "chapter__course")
        .order_by("chapter__course__slug", "chapter__day", "slug")
        .prefetch_related(
            "versions",
            Prefetch(
                "releases",
                Release.objects.filter(cohort__in=cohorts).select_related("cohort").order_by("opens_at"),
                to_attr="own_releases",
            ),
        )
    )
    by_quest: defaultdict[int, list[Best]] = defaultdict(list)
    for result in results.best(results.handed_in(cohorts)):
        by_quest[result.quest_id].append(result)
    return [
        QuestRow(
            quest,
            versions=list(quest.versions.all()),
            releases=quest.own_releases,
            summary=results.summarise(by_quest[quest.pk]),
        )
        for quest in quests
    ]


@dataclass(frozen=True)
class GradebookRow:
    """One learner of a cohort."""

    learner: User
    results: list[Best | None]
    """Along the grade book's releases; None without a grade."""
    tried: list[bool]
    """Along the releases: whether anything was handed in."""

    @property
    def mean(self) -> float | None:
        """Mean of the shares reached, over the quests that have a grade."""
        shares = [result.share for result in self.results if result]
        return sum(shares) / len(shares) if shares else None

    @property
    def cells(self) -> list[tuple[Best | None, bool]]:
        """Result and whether it was tried, for each release."""
        return list(zip(self.results, self.tried, strict=True))


@dataclass(frozen=True)
class Gradebook:
    """Learners by quests of one cohort."""

    releases: list[Release]
    rows: list[GradebookRow]
    summaries: list[Summary]
    """Along the releases."""


def gradebook(cohort: Cohort) -> Gradebook:
    """The cohort's learners by its quests, in the order in which they open. Four queries."""
    releases = list(
        Release.objects.filter(cohort=cohort, quest__current__isnull=False)
        .select_related("quest__current", "quest__chapter")
        .order_by("opens_at", "quest__slug")
    )
    submissions = results.handed_in([cohort])
    best = {(result.user_id, result.quest_id): result for result in results.best(submissions)}
    tried = set(submissions.values_list("user_id", "quest_id").distinct())
    rows = [
        GradebookRow(
            learner,
            results=[best.get((learner.pk, release.quest_id)) for release in releases],
            tried=[(learner.pk, release.quest_id) in tried for release in releases],
        )
        for learner in results.learners([cohort])
    ]
    summaries = [
        results.summarise(result for row in rows if (result := row.results[k]) is not None)
        for k in range(len(releases))
    ]
    return Gradebook(releases, rows, summaries)


@dataclass(frozen=True)
class CohortRow:
    """One cohort of the list."""

    cohort: Cohort
    learners: int
    released: int


def cohort_rows(cohorts: Sequence[Cohort]) -> list[CohortRow]:
    """The cohorts one teaches, with how many learn in each and how many quests it has. Two queries."""
    learners = dict(
        results.learners(cohorts)
        .order_by()
        .values_list("memberships__cohort")
        .annotate(n=Count("pk", distinct=True))
        .values_list("memberships__cohort", "n")
    )
    released = dict(Release.objects.filter(cohort__in=cohorts).order_by().values_list("cohort").annotate(n=Count("pk")))
    return [CohortRow(cohort, learners.get(cohort.pk, 0), released.get(cohort.pk, 0)) for cohort in cohorts]


def latest_submissions(cohort: Cohort, learner: User) -> list[Submission]:
    """All that a learner handed in for a cohort, newest first."""
    return list(
        results.handed_in([cohort])
        .filter(user=learner)
        .select_related("quest__current", "version")
        .order_by("-created_at")
    )

"""Which criteria learners pass, and which they stumble over."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from graders.report import FindingState
from insight.charts.grades import title
from insight.charts.table import Chart, Column, Filters, Table
from quests.models import CriterionOutcome, Quest


def table(filters: Filters) -> Table:
    """A row a criterion. What could not be graded counts neither for nor against."""
    judged = CriterionOutcome.objects.exclude(state=FindingState.COULD_NOT_GRADE).filter(
        submission__user__role=User.Role.LEARNER, submission__release__cohort__in=filters.cohorts
    )
    if filters.quest is not None:
        judged = judged.filter(submission__quest=filters.quest)
    passed = Q(state=FindingState.PASSED)
    counted = (
        judged.order_by()
        .values("submission__quest", "criterion")
        .annotate(
            learners=Count("submission__user", distinct=True),
            solved=Count("submission__user", distinct=True, filter=passed),
            tries=Count("id"),
            good=Count("id", filter=passed),
        )
    )
    rows: list[dict[str, Any]] = [dict(row) for row in counted]
    quests = Quest.objects.select_related("current", "chapter").in_bulk({row["submission__quest"] for row in rows})

    def place(row: dict[str, Any]) -> tuple[int, str, str]:
        quest = quests[row["submission__quest"]]
        return quest.chapter.day, quest.slug, row["criterion"]

    return Table(
        [
            Column(_("Criterion")),
            Column(_("Quest")),
            Column(_("Learners judged"), "count"),
            Column(_("Learners who passed it"), "count"),
            Column(_("Pass rate"), "share"),
            Column(_("Submissions judged"), "count"),
            Column(_("Pass rate over all tries"), "share"),
        ],
        [
            [
                row["criterion"],
                title(quests[row["submission__quest"]]),
                row["learners"],
                row["solved"],
                row["solved"] / row["learners"],
                row["tries"],
                row["good"] / row["tries"],
            ]
            for row in sorted(rows, key=place)
        ],
    )


def figure(table: Table) -> dict[str, Any] | None:
    """Two bars a criterion: learners who passed it in the end, and how often a try passed it."""
    if not table.rows:
        return None
    several = len({row[1] for row in table.rows}) > 1
    return {
        "kind": "bars",
        "lying": True,
        "percent": True,
        "categories": [f"{row[0]} · {row[1]}" if several else row[0] for row in table.rows],
        "series": [
            {"name": str(table.columns[4].label), "tone": "main", "values": [row[4] for row in table.rows]},
            {"name": str(table.columns[6].label), "tone": "quiet", "values": [row[6] for row in table.rows]},
        ],
    }


CHART = Chart(
    slug="criteria",
    title=_("Pass rate by criterion"),
    about=_(
        "The share of learners who passed a criterion at least once, beside the share of all submissions that did. "
        "A long gap between the two shows where many needed several tries."
    ),
    table=table,
    figure=figure,
    empty=_("No criterion has been judged yet."),
    wide=True,
)

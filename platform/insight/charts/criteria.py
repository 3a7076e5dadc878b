"""Which criteria learners pass, and which they stumble over."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from graders.report import FindingState
from insight import results
from insight.charts.grades import title
from insight.charts.table import Chart, Column, Filters, Table
from quests.models import CriterionOutcome, Quest


def table(filters: Filters) -> Table:
    """A row a criterion. What could not be graded counts neither for nor against."""
    judged = CriterionOutcome.objects.filter(submission__in=results.handed_in(filters.cohorts, filters.quest)).exclude(
        state=FindingState.COULD_NOT_GRADE
    )
    rows = (
        judged.values("submission__quest_id", "criterion")
        .annotate(
            learners=Count("submission__user", distinct=True),
            solved=Count("submission__user", distinct=True, filter=Q(state=FindingState.PASSED)),
            tries=Count("id"),
            good=Count("id", filter=Q(state=FindingState.PASSED)),
        )
        .order_by("submission__quest__chapter__day", "submission__quest__slug", "criterion")
    )
    rows = list(rows)
    named = Quest.objects.select_related("current").in_bulk({row["submission__quest_id"] for row in rows})
    return Table(
        [
            Column(_("Criterion")),
            Column(_("Quest")),
            Column(_("Learners judged"), "count"),
            Column(_("Learners who passed it"), "count"),
            Column(_("Pass rate"), "share"),
            Column(_("Submissions judged"), "count"),
            Column(_("Passed at each try"), "share"),
        ],
        [
            [
                row["criterion"],
                title(named[row["submission__quest_id"]]),
                row["learners"],
                row["solved"],
                row["solved"] / row["learners"],
                row["tries"],
                row["good"] / row["tries"],
            ]
            for row in rows
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

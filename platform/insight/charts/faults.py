"""Submissions that ended without a grade, by whose fault it was."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from graders.report import Fault
from insight import results
from insight.charts.grades import title
from insight.charts.table import Chart, Column, Filters, Table
from quests.models import Quest, Submission


def table(filters: Filters) -> Table:
    """A row for each quest that had any."""
    counted = (
        results.handed_in(filters.cohorts, filters.quest)
        .filter(status=Submission.Status.ENDED)
        .values("quest_id")
        .annotate(**{f"by_{fault}": Count("id", filter=Q(fault=fault.value)) for fault in Fault})
        .annotate(latest=Max("finished_at"))
        .order_by("quest__chapter__day", "quest__slug")
    )
    rows: list[dict[str, Any]] = [dict(row) for row in counted]
    named = Quest.objects.select_related("current").in_bulk({row["quest_id"] for row in rows})
    return Table(
        [
            Column(_("Quest")),
            Column(_("The learner's notebook"), "count"),
            Column(_("The quest"), "count"),
            Column(_("The platform"), "count"),
            Column(_("Latest"), "moment"),
        ],
        [[title(named[row["quest_id"]]), *(row[f"by_{fault}"] for fault in Fault), row["latest"]] for row in rows],
    )


def figure(table: Table) -> dict[str, Any] | None:
    """Stacked bars, a quest each."""
    if not table.rows:
        return None
    tones = ("quiet", "warn", "bad")
    return {
        "kind": "bars",
        "lying": True,
        "stacked": True,
        "categories": [row[0] for row in table.rows],
        "series": [
            {"name": str(table.columns[k].label), "tone": tone, "values": [row[k] for row in table.rows]}
            for k, tone in enumerate(tones, start=1)
        ],
    }


CHART = Chart(
    slug="faults",
    title=_("Ended without a grade, by fault"),
    about=_(
        "Whose doing it was that a submission could not be graded. "
        "Only the learner's own cost an attempt; the quest's and the platform's want your attention."
    ),
    table=table,
    figure=figure,
    empty=_("Every submission so far has been graded. Good."),
    wide=True,
)

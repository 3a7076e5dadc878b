"""Submissions per day, by what became of them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insight import results
from insight.charts.table import Chart, Column, Filters, Table
from quests.models import Submission

DAYS = 30


def table(filters: Filters) -> Table:
    """A row a day of the last thirty, in the cohort's time zone (else the installation's)."""
    zone = filters.zone
    today = timezone.localdate(timezone=zone)
    first = today - timedelta(days=DAYS - 1)
    status = Submission.Status
    counted = (
        results.handed_in(filters.cohorts, filters.quest)
        .filter(created_at__gte=datetime.combine(first, time.min, zone))
        .annotate(day=TruncDate("created_at", tzinfo=zone))
        .values("day")
        .annotate(
            graded=Count("id", filter=Q(status=status.GRADED)),
            ended=Count("id", filter=Q(status=status.ENDED)),
            under_way=Count("id", filter=Q(status__in=[status.QUEUED, status.RUNNING])),
        )
    )
    by_day = {row["day"]: [row["graded"], row["ended"], row["under_way"]] for row in counted}
    columns = [
        Column(_("Day")),
        Column(_("Graded"), "count"),
        Column(_("Ended without a grade"), "count"),
        Column(_("Under way"), "count"),
    ]
    if not by_day:
        return Table(columns)
    days = [first + timedelta(days=k) for k in range(DAYS)]
    return Table(columns, [[day.isoformat(), *by_day.get(day, [0, 0, 0])] for day in days])


def figure(table: Table) -> dict[str, Any] | None:
    """Stacked columns, a day each."""
    if not table.rows:
        return None
    tones = ("good", "bad", "quiet")
    return {
        "kind": "bars",
        "stacked": True,
        "categories": [str(row[0])[5:] for row in table.rows],
        "series": [
            {"name": str(table.columns[k].label), "tone": tone, "values": [row[k] for row in table.rows]}
            for k, tone in enumerate(tones, start=1)
        ],
    }


CHART = Chart(
    slug="activity",
    title=_("Submissions per day"),
    about=_("What learners handed in over the last 30 days, and what became of it."),
    table=table,
    figure=figure,
    empty=_("Nobody has handed anything in during the last 30 days."),
)

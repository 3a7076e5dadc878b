"""Workers that gave a sign of life within the last seconds. All cohorts share them, so no filter applies."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from insight.charts.table import Chart, Column, Filters, Table
from quests import progress


def signs() -> list[progress.WorkerSign] | None:
    """Signs of life by name; None while Redis, where workers leave them, is away."""
    try:
        return progress.workers_alive()
    except progress.ProgressUnavailable:
        return None


def as_table(signs: list[progress.WorkerSign] | None) -> Table:
    """A row a worker."""
    return Table(
        [
            Column(_("Worker")),
            Column(_("Lanes")),
            Column(_("Slots"), "count"),
            Column(_("Busy"), "count"),
            Column(_("Started"), "moment"),
        ],
        [
            [
                sign.name,
                ", ".join(sign.lanes),
                sign.slots,
                sign.running,
                datetime.fromtimestamp(sign.started_at, UTC) if sign.started_at else None,
            ]
            for sign in signs or []
        ],
    )


def table(filters: Filters) -> Table:
    """The workers of this moment."""
    return as_table(signs())


CHART = Chart(
    slug="workers",
    title=_("Workers"),
    about=_("Each gave a sign of life within the last 20 seconds. A slot runs one submission at a time."),
    table=table,
    figure=lambda table: None,
    empty=_("No worker gives a sign of life."),
)

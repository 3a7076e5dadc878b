"""What waits and what runs at this moment, lane by lane. All cohorts share it, so no filter applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insight.charts.table import Chart, Column, Filters, Table
from quests.models import QuestDraft, Regrade, Submission

PROOFS = ""
"""Stands for proofs of quest drafts where a lane's name would stand."""


@dataclass(frozen=True)
class Lane:
    """One queue."""

    name: str
    waiting: int = 0
    running: int = 0
    since: datetime | None = None
    """When the longest waiting was handed in."""

    @property
    def oldest_wait(self) -> float | None:
        """Seconds the longest waiting has waited; None while nothing waits."""
        return None if self.since is None else max(0.0, (timezone.now() - self.since).total_seconds())


def lanes() -> list[Lane]:
    """Every lane that has work, ``cpu`` in any case, and the proofs. Three queries."""
    status, state = Submission.Status, QuestDraft.State
    waiting = Q(status=status.QUEUED)
    submissions = (
        Submission.objects.filter(status__in=[status.QUEUED, status.RUNNING])
        .order_by("version__lane")
        .values("version__lane")
        .annotate(
            waiting=Count("id", filter=waiting),
            running=Count("id", filter=Q(status=status.RUNNING)),
            since=Min("created_at", filter=waiting),
        )
    )
    found = {
        row["version__lane"]: Lane(row["version__lane"], row["waiting"], row["running"], row["since"])
        for row in submissions
    }
    proofs = QuestDraft.objects.aggregate(
        waiting=Count("id", filter=Q(state=state.QUEUED)),
        running=Count("id", filter=Q(state=state.PROVING)),
        since=Min("created_at", filter=Q(state=state.QUEUED)),
    )
    again = Regrade.objects.aggregate(
        waiting=Count("id", filter=Q(state=Regrade.State.WAITING)),
        running=Count("id", filter=Q(state=Regrade.State.RUNNING)),
        since=Min("created_at", filter=Q(state=Regrade.State.WAITING)),
    )
    if again["waiting"] or again["running"]:
        found["regrade"] = Lane("regrade", **again)
    named = [lane for _name, lane in sorted({"cpu": Lane("cpu"), **found}.items())]
    return [*named, Lane(PROOFS, **proofs)]


def as_table(lanes: list[Lane]) -> Table:
    """A row a lane."""
    return Table(
        [
            Column(gettext_lazy("Lane")),
            Column(gettext_lazy("Waiting"), "count"),
            Column(gettext_lazy("Running"), "count"),
            Column(gettext_lazy("Oldest wait"), "seconds"),
        ],
        [[lane.name or _("Proofs of new quests"), lane.waiting, lane.running, lane.oldest_wait] for lane in lanes],
    )


def table(filters: Filters) -> Table:
    """The lanes of this moment."""
    return as_table(lanes())


CHART = Chart(
    slug="queue",
    title=gettext_lazy("Queue"),
    about=gettext_lazy("Submissions that wait for a worker or are being run, by lane."),
    table=table,
    figure=lambda table: None,
    empty=gettext_lazy("Nothing waits."),
)

"""Workers that gave a sign of life within the last seconds. All cohorts share them, so no filter applies."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from django.utils.translation import gettext, ngettext
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
            Column(_("Each slot")),
            Column(_("GPUs")),
            Column(_("Started"), "moment"),
        ],
        [
            [
                sign.name,
                ", ".join(sign.lanes),
                sign.slots,
                sign.running,
                _slot(sign),
                _gpus(sign),
                datetime.fromtimestamp(sign.started_at, UTC) if sign.started_at else None,
            ]
            for sign in signs or []
        ],
    )


def _slot(sign: progress.WorkerSign) -> str | None:
    """What a slot has; None from a worker that does not say."""
    if not sign.cores:
        return None
    cores = ngettext("%(n)s core", "%(n)s cores", sign.cores) % {"n": sign.cores}
    memory = gettext("%(n)s MB") % {"n": sign.memory_mb} if sign.memory_mb else gettext("memory as the quest allows")
    return f"{cores}, {memory}"


def _gpus(sign: progress.WorkerSign) -> str | None:
    """The GPUs that it serves; None for one that serves none."""
    if not sign.gpus:
        return None
    named = Counter(f"{gpu.name}, {gpu.memory_mb} MB" for gpu in sign.gpus)
    words = "; ".join(f"{count} × {name}" if count > 1 else name for name, count in named.items())
    if not sign.withheld:
        return words
    withheld = ngettext("%(n)s slot withheld", "%(n)s slots withheld", sign.withheld) % {"n": sign.withheld}
    return f"{words} ({withheld})"


def table(filters: Filters) -> Table:
    """The workers of this moment."""
    return as_table(signs())


CHART = Chart(
    slug="workers",
    title=_("Workers"),
    about=_(
        "Each gave a sign of life within the last 20 seconds. A slot runs one submission at a time; a slot of a GPU is "
        "withheld while an earlier run's memory is not given back, and the worker's log names what holds it."
    ),
    table=table,
    figure=lambda table: None,
    empty=_("No worker gives a sign of life."),
)

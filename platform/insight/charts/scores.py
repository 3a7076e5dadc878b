"""How the best scores are spread."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from insight import results
from insight.charts.table import Chart, Column, Filters, Table
from learn.templatetags.questbook import percent

_BINS = 10


def bin_of(share: float) -> int:
    """Which tenth ``share`` lies in; full marks have the last bin, of their own."""
    return _BINS if share >= results.FULL_MARKS else min(int(share * _BINS + 1e-9), _BINS - 1)


def table(filters: Filters) -> Table:
    """A row for each tenth of the scale, and one for full marks."""
    best = results.best(results.handed_in(filters.cohorts, filters.quest))
    counts = [0] * (_BINS + 1)
    for result in best:
        counts[bin_of(result.share)] += 1
    labels = [_("%(low)s–%(high)s %%") % {"low": 10 * k, "high": 10 * k + 9} for k in range(_BINS)] + [percent(1)]
    columns = [Column(_("Score")), Column(_("Results"), "count"), Column(_("Share of results"), "share")]
    if not best:
        return Table(columns)
    return Table(columns, [[label, n, n / len(best)] for label, n in zip(labels, counts, strict=True)])


def figure(table: Table) -> dict[str, Any] | None:
    """A histogram."""
    if not table.rows:
        return None
    return {
        "kind": "bars",
        "categories": [row[0] for row in table.rows],
        "series": [{"name": str(table.columns[1].label), "tone": "main", "values": [row[1] for row in table.rows]}],
    }


CHART = Chart(
    slug="scores",
    title=_("Score distribution"),
    about=_("How many learners reached which score, counting each learner's best submission to each quest once."),
    table=table,
    figure=figure,
    empty=_("No submission is graded yet. Scores appear here with the first one."),
)

"""The dashboard's charts, one module each: its query, its columns, its figure."""

from insight.charts import activity, criteria, faults, grades, queue, scores, workers
from insight.charts.table import Chart, Filters, Table

DRAWN: tuple[Chart, ...] = (grades.CHART, scores.CHART, activity.CHART, criteria.CHART, faults.CHART)
"""Charts over grades, in the page's order."""
LIVE: tuple[Chart, ...] = (queue.CHART, workers.CHART)
"""Numbers of this very moment, as tables."""
CHARTS = {chart.slug: chart for chart in DRAWN + LIVE}

__all__ = ["CHARTS", "DRAWN", "LIVE", "Chart", "Filters", "Table"]

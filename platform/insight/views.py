"""The dashboard: figures, the same as tables, the same as CSV."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from insight import charts, health
from insight.charts import queue, workers
from insight.forms import FilterForm
from questbook.spreadsheet import csv_response


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """All charts for the cohort and quest in the query string; 400 with a message when it is not understood."""
    form = FilterForm(request.GET, request.user)
    if not form.is_valid():
        return render(request, "insight/dashboard.html", {"form": form}, status=400)
    filters = form.filters
    context = {"form": form, "drawn": [_drawn(chart, filters) for chart in charts.DRAWN], "query": _query(request)}
    return render(request, "insight/dashboard.html", {**context, **_live()})


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The part of the dashboard that is of this moment; the page asks for it again and again."""
    return render(request, "insight/_live.html", _live())


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """One chart's table as CSV, under the same filters as the page."""
    chart = charts.CHARTS.get(slug)
    if chart is None:
        raise Http404(f"no chart {slug}")
    form = FilterForm(request.GET, request.user)
    if not form.is_valid():
        words = " ".join(str(message) for messages in form.errors.values() for message in messages)
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    table = chart.table(form.filters)
    return csv_response(f"questbook-{slug}", [column.label for column in table.columns], table.rows)


def _drawn(chart: charts.Chart, filters: charts.Filters) -> dict[str, Any]:
    table = chart.table(filters)
    place = f"figure-{chart.slug}"
    return {"chart": chart, "table": table, "figure": chart.figure(table), "id": place, "data_id": f"{place}-data"}


def _live() -> dict[str, Any]:
    lanes, signs = queue.lanes(), workers.signs()
    return {
        "live": [
            {"chart": queue.CHART, "table": queue.as_table(lanes)},
            {"chart": workers.CHART, "table": workers.as_table(signs)},
        ],
        "pulse": health.pulse(lanes, signs),
        "now": timezone.now(),
    }


def _query(request: HttpRequest) -> str:
    """The filters as they follow an address: ``?cohort=1`` or nothing."""
    asked = {name: request.GET[name] for name in ("cohort", "quest") if request.GET.get(name)}
    return f"?{urlencode(asked)}" if asked else ""

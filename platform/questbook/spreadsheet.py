"""Tables as CSV files that open well, and safely, in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The last four are the wide forms of the first, which spreadsheets in East Asian languages take for the same."""


def cell(value: Any) -> Any:
    """``value`` as it may stand in a CSV cell.

    Words that a spreadsheet would run as a formula (a learner may call themselves ``=HYPERLINK(...)``)
    get an apostrophe in front. Numbers stay numbers, so that sums work; shares keep four decimals.
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | datetime):
        words = str(value)
        return f"'{words}" if words.startswith(_STARTS_A_FORMULA) else words
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value


def csv_response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download called ``name``.csv. The byte order mark tells Excel that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([cell(value) for value in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response

"""The one form that every chart's data takes: columns and rows.

Page, CSV and figure are all made from it, so they cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone, localtime

from accounts.models import Cohort
from learn.templatetags.questbook import duration, percent
from quests.models import Quest

Words = str | Promise
Kind = Literal["text", "count", "share", "seconds", "moment"]
Value = str | int | float | datetime | None


@dataclass(frozen=True)
class Filters:
    """What part of the data to look at."""

    cohorts: Sequence[Cohort]
    """Never more than the reader teaches."""
    quest: Quest | None = None
    """None is every quest."""

    @property
    def zone(self) -> tzinfo:
        """Where days begin and end: the cohort's time zone, else the installation's."""
        return ZoneInfo(self.cohorts[0].time_zone) if len(self.cohorts) == 1 else get_default_timezone()


@dataclass(frozen=True)
class Column:
    """One column: its heading, and how its values are written for people."""

    label: Words
    kind: Kind = "text"

    @property
    def numeric(self) -> bool:
        """Whether its values line up at their end, and never break."""
        return self.kind != "text"

    def words(self, value: Value) -> str:
        """``value`` as a person reads it."""
        if value is None:
            return "–"
        if self.kind == "share":
            return percent(float(value))  # type: ignore[arg-type]
        if self.kind == "seconds":
            return duration(float(value))  # type: ignore[arg-type]
        if isinstance(value, datetime):
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        if self.kind == "count":
            return str(number_format(value, use_l10n=True, force_grouping=True))
        return str(value)


@dataclass(frozen=True)
class Table:
    """Columns and rows. The first column names its row."""

    columns: list[Column]
    rows: list[list[Value]] = field(default_factory=list)

    def written(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Rows for the page: the row's name, then (words, numeric) for each other cell."""
        first, *others = self.columns
        return [
            (first.words(row[0]), [(c.words(v), c.numeric) for c, v in zip(others, row[1:], strict=True)])
            for row in self.rows
        ]


@dataclass(frozen=True)
class Chart:
    """One chart of the dashboard."""

    slug: str
    """Names it in addresses (``/insight/SLUG.csv``) and in the page."""
    title: Words
    about: Words
    """One sentence: what a point of it is, and over whom it counts."""
    table: Callable[[Filters], Table]
    figure: Callable[[Table], dict[str, Any] | None]
    """What ``insight.js`` draws; None when there is nothing to draw yet."""
    empty: Words
    """What to say, and when data will come, while there is nothing."""
    wide: bool = False
    """Takes the whole width of the page."""

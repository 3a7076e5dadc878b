"""A country's public holidays, from the ``holidays`` library, for the time of a course."""

from __future__ import annotations

from datetime import date

import holidays

from quests.schedule.timetable import Entry, Timetable

_KOREAN, _ENGLISH = "ko", "en_US"


def countries() -> list[str]:
    """Codes (ISO 3166-1 alpha-2) of the countries whose holidays are known, by code."""
    return sorted(holidays.list_supported_countries(include_aliases=False))


def public_holidays(
    country: str, timetable: Timetable, until: date, language: str, *, since: date | None = None
) -> list[Entry]:
    """The days from the timetable's start through ``until`` that a country has off and the cohort would study.

    Args:
        country: one of :func:`countries`.
        timetable: the cohort's calendar; days that are free by it already are left out.
        until: the last day looked at.
        language: ``ko`` or ``en``, for the names; where the library has not got it, the country's own.
        since: the first day looked at, where that is later than the timetable's start.

    Raises:
        KeyError: the country is not known.
    """
    if country not in holidays.list_supported_countries(include_aliases=False):
        raise KeyError(country)
    wanted = _KOREAN if language == "ko" else _ENGLISH
    known = holidays.list_localized_countries(include_aliases=False).get(country, ())
    first = max(since or timetable.begins_on, timetable.begins_on)
    years = range(first.year, until.year + 1)
    found = holidays.country_holidays(country, years=years, language=wanted if wanted in known else None)
    return [
        Entry(kind="holiday", first=day, last=day, name=name[:120])
        for day, name in sorted(found.items())
        if first <= day <= until and not timetable.is_free(day)
    ]

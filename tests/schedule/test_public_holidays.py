"""Public holidays of a country, taken into a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from quests.schedule.public_holidays import countries, public_holidays
from quests.schedule.timetable import Entry, Timetable

AUTUMN = Timetable(course="dlp", starts_on=date(2026, 9, 1), weekdays=(0, 1, 2, 3, 4))
UNTIL = date(2026, 12, 31)


def test_koreas_holidays_have_korean_names_for_those_who_read_korean() -> None:
    found = public_holidays("KR", AUTUMN, UNTIL, "ko")
    assert (date(2026, 9, 25), "추석") in [(entry.first, entry.name) for entry in found]
    assert "Chuseok" in [entry.name for entry in public_holidays("KR", AUTUMN, UNTIL, "en")]


def test_a_holiday_that_falls_on_a_free_day_anyway_is_left_out() -> None:
    days = [entry.first for entry in public_holidays("KR", AUTUMN, UNTIL, "en")]
    assert date(2026, 9, 26) not in days, "the day after Chuseok is a Saturday"
    assert date(2026, 10, 5) in days, "the Monday given for 3 October, a Saturday"


def test_a_holiday_that_is_there_already_is_not_taken_twice() -> None:
    own = AUTUMN.with_entries(
        Entry(kind="holiday", first=date(2026, 9, 21), last=date(2026, 9, 27), name="Autumn break")
    )
    days = [entry.first for entry in public_holidays("KR", own, UNTIL, "en")]
    assert date(2026, 9, 25) not in days


def test_holidays_of_two_years_and_none_outside_of_the_course() -> None:
    found = public_holidays("US", AUTUMN, date(2027, 1, 31), "en")
    assert {entry.first.year for entry in found} == {2026, 2027}
    assert all(AUTUMN.starts_on <= entry.first <= date(2027, 1, 31) for entry in found)


def test_holidays_that_are_past_in_mid_course_are_left_out() -> None:
    days = [entry.first for entry in public_holidays("KR", AUTUMN, UNTIL, "en", since=date(2026, 10, 1))]
    assert date(2026, 9, 25) not in days, "Chuseok is over"
    assert date(2026, 10, 5) in days
    assert days == [entry.first for entry in public_holidays("KR", AUTUMN, UNTIL, "en") if entry.first.month > 9]


def test_many_countries_are_known_and_no_other_is_taken() -> None:
    assert {"KR", "US", "DE", "JP"} <= set(countries())
    with pytest.raises(KeyError):
        public_holidays("XX", AUTUMN, UNTIL, "en")

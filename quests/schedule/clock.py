"""From days to moments, by the clocks of where a cohort lives."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def window(time_zone: str, opens_on: date, due_on: date) -> tuple[datetime, datetime]:
    """From the beginning of one day to the end of another, in UTC.

    So also where clocks are put forward or back in between.
    """
    zone = ZoneInfo(time_zone)
    opens_at = datetime.combine(opens_on, time(0), tzinfo=zone)
    # Where an hour comes twice, the later one: a learner gets it all.
    due_at = datetime.combine(due_on, time(23, 59, 59, fold=1), tzinfo=zone)
    # In UTC, because Python compares times that a zone skips or has twice as equal to none.
    return opens_at.astimezone(UTC), due_at.astimezone(UTC)

"""What is different between two calendars, in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quests.models import Course
from quests.schedule.timetable import Entry, Timetable


def differences(before: Timetable, after: Timetable) -> list[str]:
    """One line for each."""
    said = []
    if before.starts_on != after.starts_on:
        days = {"before": date_format(before.starts_on), "after": date_format(after.starts_on)}
        said.append(_("First day: %(before)s → %(after)s") % days)
    if before.weekdays != after.weekdays:
        said.append(_weeks(before, after))
    if before.due_days != after.due_days:
        due = {"before": before.due_days, "after": after.due_days}
        said.append(_("Days until a quest is due: %(before)s → %(after)s") % due)
    said += [_("New: %(entry)s") % {"entry": words_of(entry)} for entry in after.entries if entry not in before.entries]
    said += [
        _("Gone: %(entry)s") % {"entry": words_of(entry)} for entry in before.entries if entry not in after.entries
    ]
    titles = {course.slug: course.title for course in Course.objects.all()}
    taken, left = ([course.slug for course in table.further] for table in (after, before))
    said += [_("New course: %(title)s") % {"title": titles.get(slug, slug)} for slug in taken if slug not in left]
    said += [_("Course taken out: %(title)s") % {"title": titles.get(slug, slug)} for slug in left if slug not in taken]
    return said


def words_of(entry: Entry) -> str:
    """An entry: its days, what it is, its name."""
    kind = _("holiday") if entry.kind == "holiday" else _("catch-up day")
    days = (entry.last - entry.first).days + 1
    first = date_format(entry.first)
    when = first if days == 1 else ngettext("%(n)s day from %(first)s", "%(n)s days from %(first)s", days)
    if days > 1:
        when %= {"n": days, "first": first}
    return f"{when}, {kind}{': ' if entry.name else ''}{entry.name}"


def _weeks(before: Timetable, after: Timetable) -> str:
    """From which weekdays to which, and from when on where the class has begun."""
    weeks = {"before": _weekdays(before), "after": _weekdays(after)}
    ends = [week.until for week in (*before.earlier, *after.earlier)]
    if not ends:
        return _("Study days: %(before)s → %(after)s") % weeks
    since = max(after.begins_on, max(ends) + timedelta(days=1))
    return _("Study days: %(before)s → %(after)s, from %(day)s on") % {**weeks, "day": date_format(since)}


def _weekdays(timetable: Timetable) -> str:
    return ", ".join(str(WEEKDAYS[day]) for day in timetable.weekdays)

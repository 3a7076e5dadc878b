"""A reader's days as iCalendar (RFC 5545), for the calendar program of their phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from learn.calendar import CohortCalendar, Task

_REFRESH = timedelta(hours=1)


def as_ics(calendars: Iterable[CohortCalendar], site: str) -> bytes:
    """What is read, what opens, what is due, and what is free, of all of a reader's cohorts.

    Of a quest that has not opened, its days are told, and not its title.

    Args:
        calendars: the reader's.
        site: the address of this Questbook, for links.
    """
    whole = Calendar()
    whole.add("prodid", "-//Questbook//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", "Questbook")
    whole.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    whole.add("x-published-ttl", _REFRESH)
    for calendar in calendars:
        for event in (*_readings(calendar), *_free(calendar), *_quests(calendar, site)):
            whole.add_component(event)
    return bytes(whole.to_ical())


def _readings(calendar: CohortCalendar) -> Iterator[Event]:
    for planned in calendar.laid.plan:
        chapter = calendar.laid.chapter(planned)
        said = {"number": chapter.number, "title": chapter.title}
        name = f"read-{calendar.cohort.pk}-{planned.course}-{planned.chapter}"
        yield _days(name, _("Read chapter %(number)s: %(title)s") % said, planned.read_on, planned.read_on)


def _free(calendar: CohortCalendar) -> Iterator[Event]:
    for entry in calendar.laid.timetable.entries:
        words = entry.name or (_("Holiday") if entry.kind == "holiday" else _("Catch-up day"))
        yield _days(f"{entry.kind}-{calendar.cohort.pk}-{entry.first}-{entry.last}", words, entry.first, entry.last)


def _quests(calendar: CohortCalendar, site: str) -> Iterator[Event]:
    for task in (task for door in calendar.doors for task in door.tasks):
        release = task.release
        yield _moment(f"opens-{release.pk}", _opens(task), release.opens_at, _link(task, site))
        yield _moment(f"due-{release.pk}", _due(task), release.due_at, _link(task, site))


def _opens(task: Task) -> str:
    return _("Quest: %(title)s") % {"title": _title(task)} if task.is_open else _("A new quest opens")


def _due(task: Task) -> str:
    return _("Due: %(title)s") % {"title": _title(task)} if task.is_open else _("A quest is due")


def _title(task: Task) -> str:
    assert task.release.quest.current is not None  # calendars hold published quests
    return task.release.quest.current.title


def _link(task: Task, site: str) -> str:
    return urljoin(site, reverse("learn:quest", args=[task.release.quest.slug]) if task.is_open else "/")


def _days(name: str, words: str, first: date, last: date) -> Event:
    """An event of whole days, which blocks no time."""
    event = _event(name, words)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    return event


def _moment(name: str, words: str, when: datetime, link: str) -> Event:
    """An event at a moment (without an end it takes no time), with where to go."""
    event = _event(name, words)
    event.add("dtstart", when)
    event.add("url", link)
    return event


def _event(name: str, words: str) -> Event:
    event = Event()
    event.add("uid", f"{name}@questbook")
    event.add("summary", words)
    event.add("dtstamp", timezone.now())
    event.add("transp", "TRANSPARENT")
    return event

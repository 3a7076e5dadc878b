"""What an instructor fills in to change a cohort's calendar. Each form makes a change; none of them stores one."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, ClassVar, Literal

from babel import Locale
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from graders.text import Text, text
from quests.models import Course
from quests.schedule.plan import behind
from quests.schedule.public_holidays import countries, public_holidays
from quests.schedule.timetable import (
    EVERY_DAY,
    LONGEST_BREAK,
    MOST_ENTRIES,
    MOST_FURTHER,
    Entry,
    FurtherCourse,
    NoStudyDay,
)
from quests.services.scheduling import Change
from quests.services.timetables import Laid, courses_of
from teach.forms import FIRST_YEAR, LAST_YEAR

_EARLIEST, _LATEST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
_MOST_BEHIND = 20
_ONE_BEHIND = text("A study day behind from {since} on", "{since}부터 수업일 하루 늦춤")
_BEHIND = text("{days} study days behind from {since} on", "{since}부터 수업일 {days}일 늦춤")
_NAMED_FIRST = ("KR", "US")


class ChangeForm(forms.Form):
    """One way to change the calendar of a cohort."""

    key: ClassVar[str]
    """What the page calls it when it is sent."""

    def __init__(self, data: Any, laid: Laid, day: date, today: date) -> None:
        self.laid, self.timetable, self.today = laid, laid.timetable, today
        super().__init__(data, prefix=self.key, label_suffix="", initial=self.suggested(day))

    def suggested(self, day: date) -> dict[str, Any]:
        """What stands in the fields at first; ``day`` is the one that the instructor chose, or today."""
        return {}

    @abstractmethod
    def change(self) -> Change:
        """What a valid form asks for."""

    def refuse_when_full(self, more: int = 1) -> None:
        """Refuse what the calendar cannot hold any more."""
        if len(self.timetable.entries) + more > MOST_ENTRIES:
            raise forms.ValidationError(
                _("This calendar is full: it holds %(most)s entries. Put days that follow each other into one."),
                params={"most": MOST_ENTRIES},
                code="full",
            )


def _date(label: Any, **fields: Any) -> forms.DateField:
    said: dict[str, Any] = {
        "label": label,
        "input_formats": ["%Y-%m-%d"],
        "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "validators": [MinValueValidator(_EARLIEST), MaxValueValidator(_LATEST)],
        "error_messages": {
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Write a day such as 2026-03-02."),
        },
    }
    return forms.DateField(**said | fields)


class RhythmForm(ChangeForm):
    """When the course begins, the weekdays, and how long quests are open."""

    key = "rhythm"
    starts_on = _date(gettext_lazy("First day"))
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Study days"),
        coerce=int,
        choices=[(day, WEEKDAYS[day]) for day in EVERY_DAY],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one weekday.")},
    )
    due_days = forms.IntegerField(
        label=gettext_lazy("Days until a quest is due"),
        min_value=0,
        max_value=365,
        help_text=gettext_lazy("Counted from its opening. Where that is a free day, it is due on the next study day."),
    )

    def suggested(self, day: date) -> dict[str, Any]:
        """The calendar as it is."""
        own = self.timetable
        return {"starts_on": own.starts_on, "weekdays": list(own.weekdays), "due_days": own.due_days}

    def change(self) -> Change:
        """The calendar with another rhythm. What a class that has begun studied up to today stays as it was."""
        said = self.cleaned_data
        own = self.timetable.changed(starts_on=said["starts_on"], due_days=said["due_days"])
        weekdays = tuple(said["weekdays"])
        if self.timetable.begins_on <= self.today:
            own = own.with_weekdays(weekdays, until=self.today)
        else:
            own = own.changed(weekdays=weekdays)
        return Change(own, text("Rhythm changed", "수업 일정 설정 변경"))


class EntryForm(ChangeForm):
    """Days that are not like the others, from one through another."""

    kind: ClassVar[Literal["holiday", "catch-up"]]
    what: ClassVar[Text]

    first = _date(gettext_lazy("First day"))
    last = _date(gettext_lazy("Last day"), required=False)
    title = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)

    def suggested(self, day: date) -> dict[str, Any]:
        """The chosen day."""
        return {"first": day}

    def clean(self) -> dict[str, Any]:
        """The last day is the first where none is given."""
        said = super().clean() or {}
        first = said.get("first")
        last = said["last"] = said.get("last") or first
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        elif first and last and (last - first).days >= LONGEST_BREAK:
            self.add_error("last", _("These are too many days at once: at most 400."))
        self.refuse_when_full()
        return said

    def change(self) -> Change:
        """The calendar with one entry more."""
        said = self.cleaned_data
        entry = Entry(kind=self.kind, first=said["first"], last=said["last"], name=said["title"])
        return Change(self.timetable.with_entries(entry), self.what.format(days=_days(entry)))


class HolidayForm(EntryForm):
    """Days on which nobody studies."""

    key = kind = "holiday"
    what = text("Holiday added: {days}", "휴일 추가: {days}")


class CatchUpForm(EntryForm):
    """Days on which nothing new begins."""

    key = kind = "catch-up"
    what = text("Catch-up day added: {days}", "보충일 추가: {days}")


class RemoveForm(ChangeForm):
    """Take an entry out again."""

    key = "remove"
    entry = forms.CharField(widget=forms.HiddenInput)

    def clean_entry(self) -> Entry:
        """The entry itself."""
        wanted = self.cleaned_data["entry"]
        found = next((entry for entry in self.timetable.entries if entry.model_dump_json() == wanted), None)
        if found is None:
            raise forms.ValidationError(_("This day is in the calendar no more."), code="gone")
        return found

    def change(self) -> Change:
        """The calendar without it."""
        gone: Entry = self.cleaned_data["entry"]
        rest = tuple(entry for entry in self.timetable.entries if entry != gone)
        what = text("Taken out: {days}", "삭제: {days}").format(days=_days(gone))
        return Change(self.timetable.changed(entries=rest), what)


class OrdinaryForm(ChangeForm):
    """Take one day out of all that is said about it; the days around it stay as they are."""

    key = "ordinary"
    day = _date(gettext_lazy("Day"), widget=forms.HiddenInput)

    def clean_day(self) -> date:
        """A day about which something is said."""
        day: date = self.cleaned_data["day"]
        if self.timetable.entry_on(day) is None:
            raise forms.ValidationError(_("This day is in the calendar no more."), code="gone")
        return day

    def clean(self) -> dict[str, Any]:
        """The calendar must hold what is left before and after the day."""
        said = super().clean() or {}
        if "day" in said:
            entries = self.timetable.entries
            self.refuse_when_full(sum(len(entry.without(said["day"])) for entry in entries) - len(entries))
        return said

    def change(self) -> Change:
        """The calendar with nothing said about the day."""
        day: date = self.cleaned_data["day"]
        what = text("Made an ordinary day: {day}", "보통 날로 되돌림: {day}").format(day=day)
        return Change(self.timetable.without_entries_on(day), what)


class ImportForm(ChangeForm):
    """Take a country's public holidays over, from today on: on those that are past, the class has studied."""

    key = "import"
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        error_messages={"invalid_choice": gettext_lazy("Choose a country from the list.")},
    )

    def __init__(self, data: Any, laid: Laid, day: date, today: date) -> None:
        super().__init__(data, laid, day, today)
        self.fields["country"].choices = _countries((get_language() or "en")[:2])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the holidays; none to take is told at the field."""
        said = super().clean() or {}
        if "country" in said:
            language = (get_language() or "en")[:2]
            said["found"] = public_holidays(said["country"], self.timetable, self.until, language, since=self.today)
            if not said["found"]:
                self.add_error("country", _("On no study day of this course is a public holiday that is not here yet."))
            self.refuse_when_full(len(said["found"]))
        return said

    @property
    def until(self) -> date:
        """The last day on which anything is due, and some weeks more, for holidays make a course longer."""
        last = max((planned.due_on for planned in self.laid.plan), default=self.timetable.starts_on)
        return last + timedelta(days=28)

    def change(self) -> Change:
        """The calendar with the country's holidays."""
        said = self.cleaned_data
        what = text("Public holidays taken over: {country}", "공휴일 가져오기: {country}")
        return Change(self.timetable.with_entries(*said["found"]), what.format(country=said["country"]))


class CourseForm(ChangeForm):
    """Take one course more."""

    key = "course"
    slug = forms.ModelChoiceField(
        Course.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Course"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose a course."),
            "invalid_choice": gettext_lazy("Choose a course from the list."),
        },
    )
    starts_on = _date(
        gettext_lazy("First day"),
        required=False,
        help_text=gettext_lazy("Without one it begins after the course before it."),
    )

    def __init__(self, data: Any, laid: Laid, day: date, today: date) -> None:
        super().__init__(data, laid, day, today)
        free = Course.objects.exclude(slug__in=courses_of(self.timetable)).order_by("slug")
        field: Any = self.fields["slug"]
        field.queryset, field.label_from_instance = free, lambda course: course.title

    def clean(self) -> dict[str, Any]:
        """The calendar must hold one course more."""
        if len(self.timetable.further) >= MOST_FURTHER:
            raise forms.ValidationError(
                _("A cohort takes at most %(most)s courses. Take one out first."),
                params={"most": MOST_FURTHER + 1},
                code="full",
            )
        return super().clean() or {}

    def change(self) -> Change:
        """The calendar with this course too."""
        course: Course = self.cleaned_data["slug"]
        further = FurtherCourse(slug=course.slug, starts_on=self.cleaned_data["starts_on"])
        what = text("Course added: {title}", "과정 추가: {title}").format(title=_title(course))
        return Change(self.timetable.changed(further=(*self.timetable.further, further)), what)


class DropCourseForm(ChangeForm):
    """Take a course out again."""

    key = "drop-course"
    slug = forms.CharField(widget=forms.HiddenInput)

    def clean_slug(self) -> str:
        """One of the further courses."""
        slug: str = self.cleaned_data["slug"]
        if slug not in {course.slug for course in self.timetable.further}:
            raise forms.ValidationError(_("This cohort takes that course no more."), code="gone")
        return slug

    def change(self) -> Change:
        """The calendar without it."""
        slug: str = self.cleaned_data["slug"]
        rest = tuple(course for course in self.timetable.further if course.slug != slug)
        course = Course.objects.filter(slug=slug).first()
        what = text("Course taken out: {title}", "과정 제외: {title}").format(title=_title(course) if course else slug)
        return Change(self.timetable.changed(further=rest), what)


class BehindForm(ChangeForm):
    """The class needs more days: what follows comes later."""

    key = "behind"
    days = forms.IntegerField(label=gettext_lazy("Study days behind"), min_value=1, max_value=_MOST_BEHIND)
    since = _date(gettext_lazy("From"))

    def suggested(self, day: date) -> dict[str, Any]:
        """One day, from the chosen one."""
        return {"days": 1, "since": max(day, self.timetable.starts_on)}

    def clean(self) -> dict[str, Any]:
        """The calendar must hold the days that are put in, and have days for them."""
        said = super().clean() or {}
        self.refuse_when_full(said.get("days") or 1)
        if "since" in said and "days" in said:
            try:
                said["later"] = behind(self.timetable, said["since"], said["days"])
            except NoStudyDay:
                self.add_error("since", _("From this day on, no study day is left. Choose another day."))
        return said

    def change(self) -> Change:
        """The calendar with so many days to catch up."""
        days, since = self.cleaned_data["days"], self.cleaned_data["since"]
        what = _ONE_BEHIND if days == 1 else _BEHIND
        return Change(self.cleaned_data["later"], what.format(days=days, since=since))


class AlignForm(ChangeForm):
    """Lay the courses anew, without another calendar."""

    key = "align"

    def change(self) -> Change:
        """The calendar as it is."""
        return Change(self.timetable, text("Courses laid anew", "과정 다시 배치"))


FORMS: tuple[type[ChangeForm], ...] = (
    RhythmForm,
    HolidayForm,
    CatchUpForm,
    RemoveForm,
    OrdinaryForm,
    ImportForm,
    CourseForm,
    DropCourseForm,
    BehindForm,
    AlignForm,
)


def _days(entry: Entry) -> str:
    """An entry's days and name, in numbers that both languages read."""
    days = f"{entry.first}" if entry.first == entry.last else f"{entry.first} – {entry.last}"
    return f"{entry.name} ({days})" if entry.name else days


def _title(course: Course) -> Text:
    return Text(en=course.title_en, ko=course.title_ko)


@lru_cache(maxsize=4)
def _countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of countries in the reader's language; ours first, the others by name."""
    names = Locale(language).territories
    known = sorted(((code, names.get(code, code)) for code in countries()), key=lambda pair: pair[1])
    return sorted(known, key=lambda pair: _NAMED_FIRST.index(pair[0]) if pair[0] in _NAMED_FIRST else 99)

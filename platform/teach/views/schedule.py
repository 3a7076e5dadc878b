"""A cohort's schedule: looking at it, what a change would move, applying and undoing it."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Cohort
from graders.text import Text
from learn.http import see_other
from learn.templatetags.questbook import words
from quests import access
from quests.models import Course, Release
from quests.rejected import Rejected
from quests.schedule.timetable import Timetable
from quests.services import scheduling, timetables
from quests.services.conflicts import conflicts
from quests.services.scheduling import Change
from quests.services.timetables import Laid
from teach.schedule.differences import differences
from teach.schedule.forms import FORMS, ChangeForm
from teach.schedule.month import Days, cloths_of

_SALT = "teach.schedule"
_LOOKED_AT_FOR = 24 * 60 * 60
"""Seconds for which a preview may be applied."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar and its forms; POST shows what a change would move, and changes nothing."""
    cohort = _cohort(request, pk)
    laid = timetables.laid(timetables.timetable_of(cohort))
    today = _today(cohort)
    day = _day(request.GET.get("day")) or today
    forms = {form.key: form(None, laid, day, today) for form in FORMS}
    key = request.POST.get("what", "")
    if request.method != "POST" or key not in forms:
        return _page(request, cohort, laid, forms)
    form = forms[key] = type(forms[key])(request.POST, laid, day, today)
    if form.is_valid():
        try:
            return _preview(request, cohort, form.change())
        except Rejected as error:
            form.add_error(None, words(error.message))
    return _page(request, cohort, laid, forms, status=422)


@never_cache
@require_POST
def widen(request: HttpRequest, pk: int) -> HttpResponse:
    """The same preview again, with quests that are open already moved as well, or not."""
    cohort = _cohort(request, pk)
    change = _signed(request, cohort)
    if change is None:
        return _look_again(request, cohort)
    return _preview(request, cohort, Change(change.timetable, change.what, also_open="also_open" in request.POST))


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the change that was looked at."""
    cohort = _cohort(request, pk)
    change = _signed(request, cohort)
    if change is None:
        return _look_again(request, cohort)
    try:
        made = scheduling.apply(request.user, cohort, change, request.POST.get("seen", ""))
    except Rejected as error:
        messages.error(request, words(error.message))
        return see_other(_address(cohort))
    count = len(made.carried)
    counted = ngettext("%(count)s quest moved.", "%(count)s quests moved.", count) % {"count": count}
    moved = counted if count else _("No quest moved.")
    messages.success(request, _("The schedule is changed. %(moved)s It can be undone here.") % {"moved": moved})
    return see_other(_address(cohort))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last change back."""
    cohort = _cohort(request, pk)
    change = request.POST.get("change", "")
    try:
        undone = scheduling.undo(request.user, cohort, int(change) if change.isascii() and change.isdigit() else 0)
    except Rejected as error:
        messages.error(request, words(error.message))
        return see_other(_address(cohort))
    messages.success(request, _("Undone: %(what)s.") % {"what": words(undone.change.what)})
    if undone.kept:
        said = {"quests": ", ".join(quest.current.title if quest.current else quest.slug for quest in undone.kept)}
        messages.warning(
            request,
            _("These stay, because they are open, were moved since or would be over at once: %(quests)s.") % said,
        )
    return see_other(_address(cohort))


def _page(
    request: HttpRequest, cohort: Cohort, laid: Laid, forms: dict[str, ChangeForm], status: int = 200
) -> HttpResponse:
    zone, today = ZoneInfo(cohort.time_zone), _today(cohort)
    releases = _releases(cohort)
    days = Days(laid, releases, zone, today)
    chosen = _day(request.GET.get("day"))
    moves = scheduling.moves(cohort, laid, also_open=False)
    context = {
        "cohort": cohort,
        "plan": laid.plan,
        "month": days.month(chosen or _month(request.GET.get("month")) or max(today, laid.timetable.starts_on)),
        "chosen": days.day(chosen) if chosen else None,
        "today": today,
        "entries": [(entry, entry.model_dump_json()) for entry in laid.timetable.entries if entry.last >= today],
        "past": [(entry, entry.model_dump_json()) for entry in laid.timetable.entries if entry.last < today],
        "courses": _courses(laid),
        "has_begun": laid.timetable.begins_on <= today,
        "conflicts": conflicts(laid, releases, moves, zone),
        "off_plan": any(not move.by_hand_only for move in moves),
        "last": scheduling.last_change(cohort),
        "forms": {key.replace("-", "_"): form for key, form in forms.items()},
        "problems": [problem for form in forms.values() for problem in _problems(form)],
    }
    return render(request, "teach/schedule.html", context, status=status)


def _preview(request: HttpRequest, cohort: Cohort, change: Change) -> HttpResponse:
    seen = scheduling.preview(cohort, change)
    context = {
        "cohort": cohort,
        "preview": seen,
        "readings": [
            (seen.after.chapter(new) if new else seen.before.chapter(old), old, new)  # type: ignore[arg-type]
            for old, new in seen.readings
        ],
        "differences": differences(seen.before.timetable, change.timetable),
        "changes": bool(seen.carried) or seen.before.timetable != change.timetable,
        "open_ones": any(move.is_open and not move.by_hand_only for move in seen.moves) or change.also_open,
        "signed": signing.dumps(_packed(cohort, change), salt=_SALT, compress=True),
    }
    return render(request, "teach/schedule_preview.html", context)


def _problems(form: ChangeForm) -> list[tuple[str, str]]:
    """What is wrong with a form that was sent, each with the field to go to (empty where none is seen)."""
    if not form.is_bound:
        return []
    ids = {field.name: field.id_for_label for field in form.visible_fields()}
    return [(ids.get(name, ""), str(error)) for name, errors in form.errors.items() for error in errors]


def _packed(cohort: Cohort, change: Change) -> dict[str, Any]:
    return {
        "cohort": cohort.pk,
        "timetable": change.timetable.model_dump(mode="json"),
        "what": change.what.model_dump(),
        "also_open": change.also_open,
    }


def _signed(request: HttpRequest, cohort: Cohort) -> Change | None:
    """The change of a preview that this site made for this cohort; None when it is another, or too old."""
    try:
        said = signing.loads(request.POST.get("change", ""), salt=_SALT, max_age=_LOOKED_AT_FOR)
    except signing.BadSignature:
        return None
    if said["cohort"] != cohort.pk:
        return None
    return Change(Timetable.model_validate(said["timetable"]), Text(**said["what"]), said["also_open"])


def _look_again(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    messages.error(request, _("This preview is too old. Nothing was applied; make the change again."))
    return see_other(_address(cohort))


def _cohort(request: HttpRequest, pk: int) -> Cohort:
    cohort: Cohort = get_object_or_404(access.taught_cohorts(request.user), pk=pk)
    return cohort


def _releases(cohort: Cohort) -> list[Release]:
    published = Release.objects.filter(cohort=cohort, quest__current__isnull=False)
    return list(
        published.select_related("quest__current", "quest__chapter__course").order_by("opens_at", "quest__slug")
    )


def _courses(laid: Laid) -> list[dict[str, Any]]:
    """The cohort's courses: title, first and last day of reading, whether it may be taken out."""
    titles = {
        course.slug: course.title for course in Course.objects.filter(slug__in=timetables.courses_of(laid.timetable))
    }
    rows = []
    for slug, cloth in cloths_of(laid).items():
        days = [planned.read_on for planned in laid.plan if planned.course == slug]
        rows.append(
            {
                "slug": slug,
                "cloth": cloth,
                "title": titles.get(slug, slug),
                "first": min(days, default=None),
                "last": max(days, default=None),
                "further": slug != laid.timetable.course,
            }
        )
    return rows


def _today(cohort: Cohort) -> date:
    return timezone.now().astimezone(ZoneInfo(cohort.time_zone)).date()


def _day(value: str | None) -> date | None:
    """A day from the address, within the years that a calendar shows."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def _month(value: str | None) -> date | None:
    return _day(f"{value}-01")


def _address(cohort: Cohort) -> str:
    return reverse("teach:schedule", args=[cohort.pk])

"""Published quests: the list, one quest, its folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from graders.loading import load
from graders.quest.file import QuestFile
from graders.quest.problem import QuestInvalid
from insight import results
from insight.charts import Filters, criteria
from learn.http import attachment
from learn.templatetags.questbook import words
from quests import access, files
from quests.models import Quest, QuestVersion, Release
from quests.rejected import Rejected
from quests.services import releases
from teach.forms import ReleaseForm
from teach.queries import cohort_rows, quest_rows


@require_safe
def quest_list(request: HttpRequest) -> HttpResponse:
    """All quests and how they go, the cohorts one teaches, the drafts one has."""
    cohorts = list(access.taught_cohorts(request.user))
    context = {
        "quests": quest_rows(cohorts),
        "cohorts": cohort_rows(cohorts),
        "drafts": access.visible_drafts(request.user).exclude(state="published")[:8],
    }
    return render(request, "teach/quests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quest(request: HttpRequest, slug: str) -> HttpResponse:
    """One quest: versions, criteria, releases; POST changes the day of one release."""
    quest = _quest(slug)
    cohorts = list(access.taught_cohorts(request.user))
    own = Release.objects.filter(quest=quest, cohort__in=cohorts).select_related("cohort").order_by("opens_at")
    status, forms = 200, []
    for release in own:
        sent = request.method == "POST" and request.POST.get("release") == str(release.pk)
        form = ReleaseForm(request.POST if sent else None, release=release)
        with form.in_zone():
            if sent and _moved(request, release, form):
                messages.success(request, _("The days for %(cohort)s are changed.") % {"cohort": release.cohort})
                return redirect("teach:quest", slug=slug)
            status = 422 if sent else status
            forms.append({"release": release, "fields": [_written(field) for field in form]})
    if request.method == "POST" and status == 200:
        raise Http404("no such release in one's cohorts")
    judged = criteria.table(Filters(cohorts, quest))
    said = _said(quest)
    context = {
        "quest": quest,
        "versions": quest.versions.select_related("published_by"),
        "forms": forms,
        "criteria": _criteria(said, {str(row[0]): row for row in judged.rows}),
        "said": said,
        "summary": results.summarise(results.best(results.handed_in(cohorts, quest))),
    }
    return render(request, "teach/quest.html", context, status=status)


@require_safe
def folder(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version's folder as a zip, which can be uploaded again."""
    version = get_object_or_404(QuestVersion, quest__slug=slug, number=number)
    place = files.quest_folder(version.digest)
    if not place.is_dir():
        raise Http404("this version's folder is not on this server")
    return attachment(_zipped(place, slug), f"{slug}-v{number}.zip", "application/zip")


def _quest(slug: str) -> Quest:
    quests = Quest.objects.filter(current__isnull=False).select_related("current", "chapter__course")
    return get_object_or_404(quests, slug=slug)


def _moved(request: HttpRequest, release: Release, form: ReleaseForm) -> bool:
    """Whether the release was moved as the form says; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        releases.move_release(request.user, release, form.cleaned_data["opens_at"], form.cleaned_data["due_at"])
    except Rejected as error:
        form.add_error("due_at", words(error.message))
        return False
    return True


def _written(field: Any) -> dict[str, Any]:
    """A form field drawn at once, while its cohort's time zone is the current one."""
    return {"label": field.label, "id": field.id_for_label, "html": str(field), "errors": list(field.errors)}


def _said(quest: Quest) -> QuestFile | None:
    """What the current version's folder says; None where an old version is no longer valid under newer rules."""
    assert quest.current is not None
    try:
        return load(files.quest_folder(quest.current.digest)).file
    except (OSError, QuestInvalid):
        return None


def _criteria(said: QuestFile | None, judged: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The current version's criteria in their order, each with how it went (None before anybody was judged)."""
    if said is None:  # the figures remain
        return [{"id": name, "points": None, "judged": row} for name, row in judged.items()]
    return [
        {"id": spec.id, "title": spec.title, "kind": spec.kind, "points": spec.points, "judged": judged.get(spec.id)}
        for spec in said.criterion
    ]


def _zipped(folder: Path, name: str) -> bytes:
    """The folder as a zip (a quest is at most ``MAX_QUEST_ZIP_BYTES``), under one top folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            archive.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
    return content.getvalue()

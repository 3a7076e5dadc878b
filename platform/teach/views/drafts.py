"""A quest on its way to being published: uploaded, proven, looked at, published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseStopPolling

from learn.templatetags.questbook import words
from quests import access
from quests.models import QuestDraft
from quests.progress import is_served
from quests.rejected import Rejected
from quests.services import drafts
from teach import proofs
from teach.forms import UploadForm


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a quest folder in; what is wrong with the file is told in place."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["folder"]
        try:
            draft = drafts.receive_zip(request.user, file.name, file)
        except Rejected as error:
            form.add_error("folder", words(error.message))
        else:
            target = reverse("teach:draft", args=[draft.pk])
            return HttpResponseClientRedirect(target) if request.htmx else redirect(target)  # type: ignore[attr-defined]
    if form.errors and request.htmx:  # type: ignore[attr-defined]
        return render(request, "_upload_problem.html", {"problem": form.errors["folder"][0]}, status=422)
    status = 422 if form.errors else 200
    mine = access.visible_drafts(request.user)[:20]
    most = settings.MAX_QUEST_ZIP_BYTES
    context = {"form": form, "drafts": mine, "most": most, "most_shown": f"{most // 1_000_000} MB"}
    return render(request, "teach/upload.html", context, status=status)


@never_cache
@require_safe
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One draft: its problems or its proof, and how learners will see it."""
    found = _draft(request, pk)
    return render(request, "teach/draft.html", {**_state(found), "preview": proofs.preview(found)})


@never_cache
@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the page that changes while the proof runs; an open page whose draft is gone stops asking."""
    try:
        found = _draft(request, pk)
    except Http404:
        if not request.htmx:  # type: ignore[attr-defined]
            raise
        return HttpResponseStopPolling(render_to_string("teach/_discarded.html", request=request))
    return render(request, "teach/_proof.html", _state(found))


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the proven draft a version of its quest."""
    found = _draft(request, pk)
    try:
        version = drafts.publish(request.user, found)
    except Rejected as error:
        messages.error(request, words(error.message))
        return redirect("teach:draft", pk=pk)
    messages.success(
        request, _("“%(title)s” is published as version %(n)s.") % {"title": version.title, "n": version.number}
    )
    return redirect("teach:draft", pk=pk)


@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Prove the draft once more."""
    try:
        drafts.prove_again(request.user, _draft(request, pk))
    except Rejected as error:
        messages.error(request, words(error.message))
    return redirect("teach:draft", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw the draft away; published versions stay."""
    found = _draft(request, pk)
    try:
        drafts.discard(request.user, found)
    except Rejected as error:
        messages.error(request, words(error.message))
        return redirect("teach:draft", pk=pk)
    messages.success(request, _("The draft is discarded."))
    return redirect("teach:quests")


def _draft(request: HttpRequest, pk: UUID) -> QuestDraft:
    return get_object_or_404(access.visible_drafts(request.user), pk=pk)


def _state(draft: QuestDraft) -> dict[str, Any]:
    steps = proofs.steps(draft)
    return {
        "draft": draft,
        "unserved": draft.state == QuestDraft.State.QUEUED and not is_served(draft.lane),
        "files": proofs.problems(draft),
        "steps": steps,
        "done": sum(step.state in ("held", "broken") for step in steps),
        "live": proofs.live(draft),
    }

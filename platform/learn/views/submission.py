"""A submission's page: waiting, running, then the report."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from graders.evidence import CellRecord, Evidence, EvidenceInvalid
from graders.report import FindingState, Report
from learn import executed
from learn.findings import AWAITS, WAITS, reading, state_of
from learn.http import attachment, see_other
from learn.live import run_of
from learn.preferences import theme_of
from learn.zone import zone_for
from quests import access, files, progress
from quests.models import Submission
from quests.rejected import Rejected
from quests.services import grades, submissions

log = logging.getLogger(__name__)

NOTEBOOK_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""For learners' output: nothing runs, nothing loads, and the origin is nobody's."""


@login_required
@never_cache
@require_safe
def submission(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """The whole page."""
    return render(request, "learn/submission.html", _context(request, _visible(request, submission_id)))


@login_required
@never_cache
@require_safe
def state(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes, for readers without event streams and for the last change."""
    return render(request, "learn/_state.html", _context(request, _visible(request, submission_id)))


@login_required
@never_cache
@require_safe
def notebook(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """The executed notebook as a page of its own, to be shown in a sandboxed frame."""
    found = _visible(request, submission_id)
    context: dict[str, Any] = {"submission": found, "theme": theme_of(request)}
    try:
        context["body"] = executed.body_of(found)
    except executed.NotShown as reason:
        context["reason"] = reason.message
    response = render(request, "learn/notebook.html", context | {"style": executed.style()})
    response["Content-Security-Policy"] = NOTEBOOK_POLICY
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_safe
def upload(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """The file as it was handed in."""
    found = _visible(request, submission_id)
    try:
        return attachment(files.read(found.digest), found.file_name)
    except files.FileLost:
        log.exception("the upload of %s is lost", found.pk)
        return render(request, "learn/lost.html", {"submission": found}, status=503)


@login_required
@require_POST
def again(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """Hand the same file in once more, as after a fault of the platform."""
    user = cast("User", request.user)
    found = _visible(request, submission_id)
    if found.user_id != user.pk:
        raise Http404
    try:
        fresh = submissions.submit(user, found.quest, found.file_name, files.read(found.digest))
    except Rejected as rejected:
        messages.error(request, rejected.message[get_language() or "en"])
        return redirect("learn:submission", found.pk)
    except files.FileLost:
        log.exception("the upload of %s is lost", found.pk)
        return render(request, "learn/lost.html", {"submission": found}, status=503)
    return see_other(f"/submissions/{fresh.pk}/")


def _visible(request: HttpRequest, submission_id: uuid.UUID) -> Submission:
    """The submission, for who may see it; to anybody else it does not exist."""
    try:
        return access.visible_submissions(cast("User", request.user)).get(pk=submission_id)
    except Submission.DoesNotExist:
        raise Http404 from None


def _context(request: HttpRequest, found: Submission) -> dict[str, Any]:
    reader = cast("User", request.user)
    context: dict[str, Any] = {
        "submission": found,
        "is_own": found.user_id == reader.pk,
        "zone": zone_for(found, reader),
    }
    if not found.is_done:
        place = submissions.queue_place(found)
        unserved = place is not None and not progress.is_served(found.version.lane)
        return context | {"place": place, "unserved": unserved, "run": run_of(found)}
    report = grades.report_of(found)
    best = submissions.best_of(found.user, found.quest)
    return context | {
        "report": report,
        "counts": _counts(report),
        "reading": reading(report.findings) if report else None,
        "cells": _cells(found),
        "has_notebook": executed.exists(found),
        "is_best": best is not None and best.pk == found.pk,
        "attempts_left": submissions.attempts_left(found.user, found.quest),
    }


def _counts(report: Report | None) -> dict[str, int]:
    """Findings by state, as each is named; those that await an instructor, or another criterion, apart."""
    findings = report.findings if report else []
    names = Counter(state_of(finding) for finding in findings)
    return {name: names[name] for name in (*FindingState, WAITS, AWAITS)}


def _cells(found: Submission) -> list[CellRecord]:
    """How each cell ran, as far as a run was recorded."""
    try:
        return Evidence(files.evidence_folder(found.pk, found.attempt)).run.cells
    except EvidenceInvalid:
        return []

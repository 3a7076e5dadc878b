"""A cohort's grade book."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from questbook.spreadsheet import csv_response
from quests import access
from teach.queries import gradebook, latest_submissions


@require_safe
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """Learners by quests with their best scores, each leading to its report."""
    cohort = get_object_or_404(access.taught_cohorts(request.user), pk=pk)
    return render(request, "teach/cohort.html", {"cohort": cohort, "book": gradebook(cohort)})


@require_safe
def learner(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """All that one learner handed in for the cohort."""
    cohort = get_object_or_404(access.taught_cohorts(request.user), pk=pk)
    learner = get_object_or_404(cohort.members.filter(role="learner"), pk=person)
    context = {"cohort": cohort, "learner": learner, "submissions": latest_submissions(cohort, learner)}
    return render(request, "teach/learner.html", context)


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The grade book as CSV: one column of shares a quest, blank where nothing is graded."""
    cohort = get_object_or_404(access.taught_cohorts(request.user), pk=pk)
    book = gradebook(cohort)
    header = [_("Learner"), _("E-mail"), *(release.quest.slug for release in book.releases), _("Mean")]
    rows = [
        [
            row.learner.name or row.learner.email,
            row.learner.email,
            *(result.share if result else None for result in row.results),
            row.mean,
        ]
        for row in book.rows
    ]
    return csv_response(f"questbook-cohort-{cohort.pk}", header, rows)

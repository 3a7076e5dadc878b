"""``/api/submissions/ID/``: what became of a notebook."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from api.answers import endpoint, language_of, not_found
from quests import access
from quests.models import Submission
from quests.services import grades
from quests.services.submissions import queue_place


@endpoint("GET", "HEAD")
def submission(request: HttpRequest, pk: UUID) -> JsonResponse:
    """The submission with its report in one language, once there is one (``docs/report.md``)."""
    found = access.visible_submissions(request.user).filter(pk=pk).first()
    if found is None:
        raise not_found()
    report = grades.report_of(found)
    return JsonResponse({**as_json(found), "report": report and report.localised(language_of(request))})


def as_json(submission: Submission) -> dict[str, Any]:
    """A submission without its report. Times are ISO 8601 in UTC; ``queue_place`` is null unless it waits."""
    return {
        "id": str(submission.pk),
        "quest": submission.quest.slug,
        "version": submission.version.number,
        "file_name": submission.file_name,
        "status": submission.status,
        "fault": submission.fault or None,
        "late": submission.late,
        "attempt": submission.attempt,
        "queue_place": queue_place(submission),
        "score": submission.score,
        "max_score": submission.max_score,
        "awaiting": submission.awaiting,
        "created_at": submission.created_at,
        "finished_at": submission.finished_at,
        "links": {
            "self": reverse("api:submission", args=[submission.pk]),
            "events": reverse("api:events", args=[submission.pk]),
        },
    }

"""``/api/quests/``: what can be done, and handing it in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from api.answers import Refusal, endpoint, not_found
from api.submissions import as_json as submission_as_json
from quests import access
from quests.models import Quest, Release, Submission
from quests.services import submissions


@endpoint("GET", "HEAD")
def quests(request: HttpRequest) -> JsonResponse:
    """The published quests that the person may read, in order of the course."""
    releases: dict[int, Release] = {}
    for release in access.releases_for(request.user).order_by("due_at"):
        releases[release.quest_id] = release  # of several cohorts, the one that leaves the most time
    handed_in: dict[int, list[Submission]] = defaultdict(list)
    for submission in submissions.history(request.user):
        handed_in[submission.quest_id].append(submission)
    found = access.visible_quests(request.user).order_by("chapter__course__slug", "chapter__day", "slug")
    staff = access.is_staff(request.user)
    return JsonResponse(
        {"quests": [_as_json(quest, releases.get(quest.pk), handed_in[quest.pk], staff) for quest in found]}
    )


@endpoint("POST")
def hand_in(request: HttpRequest, slug: str) -> JsonResponse:
    """Hand in the file ``notebook`` of a multipart form; answers 201 with the submission."""
    quest = Quest.objects.filter(slug=slug).select_related("current", "chapter").first()
    if quest is None:
        raise not_found()
    file = request.FILES.get("notebook")
    if file is None:
        raise Refusal(400, "no-file", _("Send the notebook as the file “notebook” of a form (multipart/form-data)."))
    submission = submissions.submit(request.user, quest, file.name or "", file)
    response = JsonResponse(submission_as_json(submission), status=201)
    response["Location"] = f"/api/submissions/{submission.pk}/"
    return response


def _as_json(quest: Quest, release: Release | None, handed_in: list[Submission], staff: bool) -> dict[str, Any]:
    """One quest. ``attempts_left`` is null for staff, who are not limited; so are the days outside a cohort."""
    version = quest.current
    assert version is not None  # visible quests are published
    best = max((s for s in handed_in if s.share is not None), key=lambda s: s.share or 0, default=None)
    used = sum(not s.costs_nothing for s in handed_in)
    return {
        "slug": quest.slug,
        "title": version.title,
        "course": quest.chapter.course.slug,
        "chapter": {"number": quest.chapter.number, "title": quest.chapter.title},
        "version": version.number,
        "minutes": version.minutes,
        "max_score": version.max_score,
        "opens_at": release and release.opens_at,
        "due_at": release and release.due_at,
        "attempts_used": used,
        "attempts_left": None if staff else max(0, version.max_attempts - used),
        "best": best and {"id": str(best.pk), "score": best.score, "max_score": best.max_score, "late": best.late},
    }

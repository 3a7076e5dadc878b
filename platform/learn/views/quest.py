"""A quest's page: what to do, the starter and its data to download, and handing in."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from graders.report import FindingState
from graders.text import Text
from learn.chart import score_chart
from learn.findings import AWAITS, WAITS, state_of
from learn.forms import UploadForm
from learn.http import attachment, see_other
from learn.texts import QuestUnreadable, quest_of
from learn.zone import zone_of
from questbook.gate import with_account
from quests import access
from quests.datasets import take_home
from quests.datasets.store import Store
from quests.models import Quest, Release, Submission
from quests.rejected import Rejected
from quests.services import grades, submissions


@with_account
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quest(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the quest; by POST, hand in ``notebook``."""
    user = cast("User", request.user)
    found = _published(slug)
    if not access.can_view_quest(user, found):
        return _closed(request, user, found)
    if request.method != "POST":
        return _page(request, user, found)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, user, found, str(form.errors["notebook"][0]))
    upload = form.cleaned_data["notebook"]
    try:
        submission = submissions.submit(user, found, upload.name, upload)
    except Rejected as rejected:
        return _refused(request, user, found, rejected.message)
    target = f"/submissions/{submission.pk}/"
    return HttpResponseClientRedirect(target) if request.htmx else see_other(target)  # type: ignore[attr-defined]


@login_required
@require_safe
def starter(request: HttpRequest, slug: str) -> HttpResponse:
    """The notebook to start from."""
    user = cast("User", request.user)
    found = _published(slug)
    if not access.can_view_quest(user, found):
        return _closed(request, user, found)
    assert found.current is not None
    try:
        content = (quest_of(found.current).folder / "starter.ipynb").read_bytes()
    except (QuestUnreadable, OSError):
        return _unreadable(request, found)
    return attachment(content, f"{found.slug}.ipynb")


@login_required
@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """The quest's data sets that exist only here, for a learner's own machine."""
    user = cast("User", request.user)
    found = _published(slug)
    if not access.can_view_quest(user, found):
        return _closed(request, user, found)
    assert found.current is not None
    store = Store(settings.HOME)
    try:
        cards = take_home.cards(store, take_home.only_here(store, quest_of(found.current).file.runtime.data))
        if not cards:
            raise Http404
        content = take_home.packed(store, cards, settings.HOME / "packed")
    except (QuestUnreadable, OSError):
        return _unreadable(request, found)
    return attachment(content, f"{found.slug}-data.zip", "application/zip")


def _published(slug: str) -> Quest:
    try:
        return Quest.objects.select_related("current", "chapter__course").get(slug=slug, current__isnull=False)
    except Quest.DoesNotExist:
        raise Http404 from None


def _page(
    request: HttpRequest, user: User, found: Quest, problem: Text | str | None = None, status: int = 200
) -> HttpResponse:
    assert found.current is not None
    try:
        content = quest_of(found.current)
    except QuestUnreadable:
        return _unreadable(request, found)
    allowed = access.can_submit(user, found)
    history = list(submissions.history(user, found))
    best = submissions.best_of(user, found)
    context = {
        "quest": found,
        "version": found.current,
        "content": content.file,
        "max_points": content.max_points,
        "allowed": allowed if isinstance(allowed, access.Allowed) else None,
        "refused": allowed if isinstance(allowed, access.Refused) else None,
        "attempts_left": submissions.attempts_left(user, found),
        "history": history,
        "best": best,
        "findings": _states(best),
        **_data_to_take_home(content.file.runtime.data),
        "chart": score_chart([s for s in reversed(history) if s.share is not None]),
        "problem": problem,
        "zone": zone_of(user),
    }
    return render(request, "learn/quest.html", context, status=status)


def _data_to_take_home(names: list[str]) -> dict[str, Any]:
    """Which of a quest's data sets exist only here, and their size in bytes; 0 while they are not all made."""
    store = Store(settings.HOME)
    own = take_home.only_here(store, names)
    return {"own_data": own, "data_size": sum(card.size for card in take_home.cards(store, own))}


def _states(best: Submission | None) -> dict[str, str]:
    """By criterion: how the best submission stands with it."""
    if best is None:
        return {}
    states = dict(best.outcomes.values_list("criterion", "state"))
    report = grades.report_of(best) if best.awaiting or FindingState.UNATTEMPTED in states.values() else None
    names = {f.criterion: state_of(f) for f in (report.findings if report else [])}
    return states | {criterion: name for criterion, name in names.items() if name in (AWAITS, WAITS)}


def _refused(request: HttpRequest, user: User, found: Quest, problem: Text | str) -> HttpResponse:
    """The reason in place for htmx, on the whole page without scripts. 422: understood, not taken."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "_upload_problem.html", {"problem": problem}, status=422)
    return _page(request, user, found, problem, status=422)


def _closed(request: HttpRequest, user: User, found: Quest) -> HttpResponse:
    """A learner whose cohort will get the quest is told when; to anybody else it does not exist."""
    release: Release | None = access.calendar_for(user).filter(quest=found).order_by("opens_at").first()
    if release is None:
        raise Http404
    return render(request, "learn/closed.html", {"release": release}, status=403)


def _unreadable(request: HttpRequest, found: Quest) -> HttpResponse:
    return render(request, "learn/unreadable.html", {"quest": found}, status=503)

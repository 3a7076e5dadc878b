"""Reading what learners wrote: the queue, one text after the other, and taking a review back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insight.forms import FilterForm
from learn.http import see_other
from learn.templatetags.questbook import words
from quests import access
from quests.models import Review, WrittenAnswer
from quests.rejected import Rejected
from quests.services import grades, reviews
from teach.reviewing import MOST_ROWS, ReviewForm, read_rows, rows


@never_cache
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first, and what was read lately."""
    form = FilterForm(request.GET or None, request.user)
    if form.is_bound and not form.is_valid():
        return render(request, "teach/reviews.html", {"form": form}, status=422)
    filters = _filters(request)
    waiting = reviews.queue(request.user, filters)
    context = {
        "form": form,
        "query": _query(request),
        "count": waiting.count(),
        "rows": rows(list(waiting[:MOST_ROWS])),
        "read": read_rows(list(reviews.recent(request.user, filters)[:20])),
        "narrowed": filters != reviews.EVERYTHING,
    }
    return render(request, "teach/reviews.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One text; while it waits, it is in the reader's hands from then on. POST gives points for it."""
    answer = _answer(request, pk)
    mine = not answer.waiting or reviews.claim(request.user, answer)
    try:
        finding = reviews.finding_of(answer)
    except Rejected as gone:
        messages.error(request, words(gone.message))
        return redirect(_with("teach:reviews", request))
    assert finding.written is not None
    stands = grades.standing([answer]).get(answer.pk)
    sent = request.POST.copy() if request.method == "POST" else None
    form = ReviewForm(sent, written=finding.written, seen=_key(stands))
    status = 200
    if sent is not None:
        if form.is_valid() and (made := _recorded(request, answer, form)):
            return _after(request, answer, made)
        status = 422
        sent["seen"] = str(_key(stands) or "")  # the review that stands is told on the page, and may be replaced then
    context = _context(request, answer) | {"form": form, "finding": finding, "stands": stands, "mine": mine}
    return render(request, "teach/review.html", context, status=status)


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Lead to the next text that waits and that nobody else reads, after or before one."""
    here = reviewable(request).filter(pk=_uuid(request.GET.get("after"))).first()
    return _go_on(request, here, backwards="back" in request.GET)


@require_POST
def skip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a text to others, or for later."""
    answer = _answer(request, pk)
    reviews.put_back(request.user, answer)
    return _go_on(request, answer)


@require_POST
def take_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a text that somebody else is reading."""
    answer = _answer(request, pk)
    reviews.take_over(request.user, answer)
    return redirect(_with("teach:review", request, answer.pk))


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a review back, and lead to its text."""
    found = get_object_or_404(Review.objects.select_related("answer"), pk=pk, answer__in=reviewable(request))
    try:
        reviews.withdraw(request.user, found)
    except Rejected as error:
        messages.error(request, words(error.message))
    else:
        messages.success(request, _("The review is taken back. It is kept in the history of this text."))
    return redirect(_with("teach:review", request, found.answer_id))


def reviewable(request: HttpRequest) -> QuerySet[WrittenAnswer]:
    """What the reader may read; for others it does not exist."""
    return access.reviewable(request.user)


def _answer(request: HttpRequest, pk: UUID) -> WrittenAnswer:
    return get_object_or_404(reviewable(request), pk=pk)


def _recorded(request: HttpRequest, answer: WrittenAnswer, form: ReviewForm) -> Review | None:
    """The review that was stored; None where the form says why not."""
    try:
        return reviews.record(
            request.user, answer, form.marks, form.cleaned_data["comment"], seen=form.cleaned_data["seen"]
        )
    except Rejected as error:
        form.add_error(None, words(error.message))
        return None


def _after(request: HttpRequest, answer: WrittenAnswer, made: Review) -> HttpResponse:
    if request.POST.get("then") == "next":
        return _go_on(request, answer, undo=str(made.pk))
    messages.success(request, _("The review is saved, and the learner sees it."))
    return see_other(_with("teach:review", request, answer.pk))


def _go_on(
    request: HttpRequest, answer: WrittenAnswer | None, *, backwards: bool = False, undo: str = ""
) -> HttpResponse:
    """To the next text that waits; to the list where none does."""
    found = reviews.following(request.user, answer, _filters(request), backwards=backwards)
    target = _with("teach:review", request, found.pk, undo=undo) if found else _with("teach:reviews", request)
    if found is None:
        messages.success(request, _("Nothing is left to read here."))
    return see_other(target)


def _context(request: HttpRequest, answer: WrittenAnswer) -> dict[str, Any]:
    waiting = reviews.queue(request.user, _filters(request))
    return {
        "answer": answer,
        "count": waiting.count(),
        "query": _query(request),
        "history": reviews.history(answer),
        "undo": _undo(request),
    }


def _undo(request: HttpRequest) -> Review | None:
    """The review that the reader has just saved, as long as it stands."""
    own = Review.objects.filter(reviewer_id=request.user.pk, withdrawn_at__isnull=True, answer__in=reviewable(request))
    return own.select_related("answer__learner").filter(pk=_uuid(request.GET.get("undo"))).first()


def _filters(request: HttpRequest) -> reviews.Filters:
    form = FilterForm(request.GET, request.user)
    if not form.is_valid():
        return reviews.EVERYTHING
    quest, cohort = form.cleaned_data["quest"], form.cleaned_data["cohort"]
    return reviews.Filters(quest.slug if quest else "", cohort.pk if cohort else None)


def _query(request: HttpRequest, **more: str) -> str:
    """The filters as they stand in addresses, with a question mark, or nothing."""
    kept = QueryDict(mutable=True)
    for name in ("quest", "cohort"):
        if request.GET.get(name):
            kept[name] = request.GET[name]
    fields = [*kept.items(), *((name, value) for name, value in more.items() if value)]
    return f"?{urlencode(fields)}" if fields else ""


def _with(name: str, request: HttpRequest, *arguments: object, **more: str) -> str:
    return reverse(name, args=arguments) + _query(request, **more)


def _key(review: Review | None) -> UUID | None:
    return review.pk if review else None


def _uuid(value: str | None) -> UUID:
    """A key from an address; for what is no key, the nil UUID, which nothing has."""
    try:
        return UUID(value or "")
    except ValueError:
        return UUID(int=0)

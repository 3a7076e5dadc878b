"""Who may see and do what: the one place that decides it.

A learner sees their own work. An instructor also sees what learners handed in for the cohorts the instructor
is a member of. An admin sees all. Anybody else sees nothing: views answer 404, so that an address tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from graders.text import Text, text
from quests.models import Quest, QuestDraft, Release, Submission, WrittenAnswer
from quests.people import ADMIN, INSTRUCTOR, LEARNER, Person, role_of

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Allowed:
    """The person may hand in."""

    release: Release | None
    """The release it counts for; None for staff, who try quests outside any cohort."""
    late: bool


@dataclass(frozen=True)
class Refused:
    """The person may not, and why."""

    code: str
    reason: Text


_LOG_IN = text("Log in to hand in a notebook.", "노트북을 제출하려면 로그인해 주십시오.")
_NOT_YOURS = text(
    "This quest is not part of your course. If it should be, ask your instructor to add you to the cohort.",
    "이 퀘스트는 수강 중인 과정에 포함되어 있지 않습니다. 포함되어야 한다면 강사에게 기수 등록을 요청해 주십시오.",
)
_NOT_OPEN = text(
    "This quest opens on {when} ({zone}). Please come back then.",
    "이 퀘스트는 {when}({zone})에 열립니다. 그때 다시 제출해 주십시오.",
)
_NOT_PUBLISHED = text(
    "This quest has not been published yet. Please try again later.",
    "이 퀘스트는 아직 공개되지 않았습니다. 나중에 다시 시도해 주십시오.",
)


def is_staff(person: Person) -> bool:
    """Whether the person teaches or administers; staff may open and try every quest."""
    return role_of(person) in (INSTRUCTOR, ADMIN)


# Cohorts


def cohorts_of(person: Person) -> QuerySet[Any]:
    """Cohorts the person is a member of, whether to study or to teach."""
    cohorts = _cohorts()
    return cohorts.filter(memberships__user_id=person.pk) if role_of(person) else cohorts.none()


def taught_cohorts(person: Person) -> QuerySet[Any]:
    """Cohorts whose learners' work the person may see: an instructor's own, every one for an admin."""
    role = role_of(person)
    if role == ADMIN:
        return _cohorts()
    return cohorts_of(person) if role == INSTRUCTOR else _cohorts().none()


def can_teach(person: Person, cohort: Model) -> bool:
    """Whether the person may see and steer this cohort (its learners' work, its releases)."""
    return taught_cohorts(person).filter(pk=cohort.pk).exists()


def can_see_dashboard(person: Person) -> bool:
    """Whether the person has a dashboard; it shows ``taught_cohorts`` and nothing of others."""
    return is_staff(person)


def can_see_workers(person: Person) -> bool:
    """Whether the person sees the queue and the workers, which all cohorts share."""
    return is_staff(person)


# Quests


def releases_for(person: Person, now: datetime | None = None) -> QuerySet[Release]:
    """Releases of the person's cohorts that have opened."""
    return calendar_for(person).filter(opens_at__lte=now or timezone.now())


def calendar_for(person: Person) -> QuerySet[Release]:
    """All releases of the person's cohorts, also those to come: a page shows of these the day alone."""
    return Release.objects.filter(cohort__in=cohorts_of(person), quest__current__isnull=False).select_related(
        "quest__current", "quest__chapter__course", "cohort"
    )


def can_view_quest(person: Person, quest: Quest, now: datetime | None = None) -> bool:
    """Whether the person may read what the quest says."""
    if quest.current_id is None:
        return False
    return is_staff(person) or releases_for(person, now).filter(quest=quest).exists()


def visible_quests(person: Person, now: datetime | None = None) -> QuerySet[Quest]:
    """Published quests the person may read."""
    quests = Quest.objects.filter(current__isnull=False).select_related("current", "chapter__course")
    if is_staff(person):
        return quests
    return quests.filter(pk__in=releases_for(person, now).values("quest_id"))


def can_read_solution(person: Person, quest: Quest) -> bool:
    """Whether the person may read the reference solution, the criteria's options and the wrong answers."""
    return is_staff(person)


def can_submit(person: Person, quest: Quest, now: datetime | None = None) -> Allowed | Refused:
    """Whether the person may hand in a notebook for this quest now.

    After the deadline it is taken and marked late. A learner of several cohorts hands in for the one that
    leaves the most time.
    """
    now = now or timezone.now()
    role = role_of(person)
    if role is None:
        return Refused("log-in", _LOG_IN)
    if quest.current_id is None:
        return Refused("not-published", _NOT_PUBLISHED)
    if role in (INSTRUCTOR, ADMIN):
        return Allowed(None, late=False)
    releases = list(calendar_for(person).filter(quest=quest))
    open_ones = [release for release in releases if release.opens_at <= now]
    if open_ones:
        release = max(open_ones, key=lambda r: r.due_at)
        return Allowed(release, late=now > release.due_at)
    if releases:
        first = min(releases, key=lambda r: r.opens_at)
        zone = first.cohort.time_zone
        when = first.opens_at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
        return Refused("not-open", _NOT_OPEN.format(when=when, zone=zone))
    return Refused("not-yours", _NOT_YOURS)


# Submissions


def visible_submissions(person: Person) -> QuerySet[Submission]:
    """Submissions the person may open, with their reports, executed notebooks and evidence."""
    role = role_of(person)
    submissions = Submission.objects.select_related("quest__chapter__course", "version", "release__cohort", "user")
    if role == ADMIN:
        return submissions
    if role == INSTRUCTOR:
        return submissions.filter(Q(user_id=person.pk) | Q(release__cohort__in=taught_cohorts(person)))
    if role == LEARNER:
        return submissions.filter(user_id=person.pk)
    return submissions.none()


def can_view_submission(person: Person, submission: Submission) -> bool:
    """Whether the person may open this submission."""
    return visible_submissions(person).filter(pk=submission.pk).exists()


def can_regrade(person: Person, submission: Submission) -> bool:
    """Whether the person may have this submission judged again: whoever teaches its cohort; an admin any."""
    role = role_of(person)
    if role == ADMIN:
        return True
    return taught_cohorts(person).filter(releases__submissions=submission.pk).exists()


# Reviews


def reviewable(person: Person) -> QuerySet[WrittenAnswer]:
    """Texts the person may read and give points for: of the cohorts that the person teaches."""
    answers = WrittenAnswer.objects.filter(submission__release__cohort__in=taught_cohorts(person))
    return answers.select_related("learner", "quest__current", "submission__release__cohort", "holder")


def can_review(person: Person, answer: WrittenAnswer) -> bool:
    """Whether the person may give points for this text."""
    return reviewable(person).filter(pk=answer.pk).exists()


# Drafts


def visible_drafts(person: Person) -> QuerySet[QuestDraft]:
    """Uploaded quests the person may open: an instructor's own, every one for an admin."""
    role = role_of(person)
    drafts = QuestDraft.objects.select_related("author", "version__quest")
    if role == ADMIN:
        return drafts
    return drafts.filter(author_id=person.pk) if role == INSTRUCTOR else drafts.none()


def can_write_quests(person: Person) -> bool:
    """Whether the person may upload quests."""
    return is_staff(person)


def can_edit_draft(person: Person, draft: QuestDraft) -> bool:
    """Whether the person may open, prove again and discard this draft."""
    return visible_drafts(person).filter(pk=draft.pk).exists()


def can_publish(person: Person, draft: QuestDraft) -> bool:
    """Whether the person may publish this draft, once it is proven."""
    return can_edit_draft(person, draft)


def _cohorts() -> QuerySet[Any]:
    return apps.get_model("accounts", "Cohort")._default_manager.all()  # noqa: SLF001 documented, whatever its name

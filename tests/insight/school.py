"""A small school for the tests of the staff's pages: two cohorts, a quest each learner may try, results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import Cohort, Membership, User
from graders.report import FindingState
from quests.models import (
    Chapter,
    Course,
    CriterionOutcome,
    Quest,
    QuestVersion,
    Release,
    Submission,
)


@dataclass
class School:
    """Who is who, and what they study."""

    course: Course
    chapter: Chapter
    spring: Cohort
    autumn: Cohort
    learner: User
    classmate: User
    stranger: User
    """A learner of the other cohort."""
    instructor: User
    other_instructor: User
    admin: User
    quest: Quest
    release: Release

    def submission(
        self, user: User, share: float | None = None, *, quest: Quest | None = None, **fields: Any
    ) -> Submission:
        """What ``user`` handed in: graded with ``share`` of 10 points, or as ``fields`` say."""
        quest = quest or self.quest
        assert quest.current is not None
        release = Release.objects.filter(quest=quest, cohort__memberships__user=user).first()
        if share is not None:
            fields = {
                "status": Submission.Status.GRADED,
                "score": 10 * share,
                "max_score": 10,
                "finished_at": timezone.now(),
                **fields,
            }
        created = fields.pop("created_at", None)
        submission = Submission.objects.create(
            **{"release": release, **fields},
            user=user,
            quest=quest,
            version=quest.current,
            file_name="answer.ipynb",
            digest="a" * 64,
            size=1000,
        )
        if created is not None:
            Submission.objects.filter(pk=submission.pk).update(created_at=created)
        return submission

    def outcome(self, submission: Submission, criterion: str, state: FindingState) -> None:
        """One criterion's finding of a submission."""
        CriterionOutcome.objects.create(
            submission=submission, criterion=criterion, kind="value", state=state, points=0, max_points=5
        )

    def publish(self, slug: str, title: str) -> Quest:
        """One more published quest, open to both cohorts."""
        quest = publish(self.chapter, slug, title)
        for cohort in (self.spring, self.autumn):
            release(cohort, quest)
        return quest


def person(name: str, role: str, *cohorts: Cohort) -> User:
    """A person of these cohorts."""
    user = User.objects.create_person(f"{name.lower()}@example.org", "a good password", name, role)
    Membership.objects.bulk_create(Membership(user=user, cohort=cohort) for cohort in cohorts)
    return user


def publish(chapter: Chapter, slug: str, title: str, digest: str = "0" * 64) -> Quest:
    """A quest with one version."""
    quest = Quest.objects.create(slug=slug, chapter=chapter)
    quest.current = QuestVersion.objects.create(
        quest=quest, number=1, title_en=title, title_ko=f"{title} (한국어)", digest=digest, max_score=10
    )
    quest.save()
    return quest


def release(cohort: Cohort, quest: Quest) -> Release:
    """The quest opened for the cohort yesterday and is due in a week."""
    now = timezone.now()
    return Release.objects.create(
        cohort=cohort, quest=quest, opens_at=now - timedelta(days=1), due_at=now + timedelta(days=7)
    )


def found_school() -> School:
    """Found it."""
    course = Course.objects.create(slug="deep", title_en="Deep Learning", title_ko="딥러닝")
    chapter = Chapter.objects.create(course=course, number=2, day=2, title_en="Tensors", title_ko="텐서")
    spring = Cohort.objects.create(name="Spring", course="deep", starts_on=date(2026, 3, 2))
    autumn = Cohort.objects.create(name="Autumn", course="deep", starts_on=date(2026, 9, 1), time_zone="Europe/Berlin")
    quest = publish(chapter, "deep-02-tensors", "Tensors by hand")
    first = release(spring, quest)
    release(autumn, quest)
    return School(
        course=course,
        chapter=chapter,
        spring=spring,
        autumn=autumn,
        learner=person("Minji", "learner", spring),
        classmate=person("Jun", "learner", spring),
        stranger=person("Sora", "learner", autumn),
        instructor=person("Haneul", "instructor", spring),
        other_instructor=person("Bora", "instructor", autumn),
        admin=person("Dana", "admin"),
        quest=quest,
        release=first,
    )


def login(user: User | None) -> Client:
    """A browser in which ``user`` is logged in; nobody when None."""
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client

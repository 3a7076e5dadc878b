"""A small school: two cohorts of one course, and everybody an access rule tells apart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Cohort, Membership, User
from quests.models import Attempt, Chapter, Course, Quest, QuestVersion, Release, Submission

PASSWORD = "correct horse battery staple"

NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "code", "id": "a", "metadata": {}, "source": "x = 1", "outputs": [], "execution_count": None}
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
).encode()
"""A valid notebook with one cell."""


@dataclass
class School:
    """People and quests. The open quest opened yesterday and is due in a week; the closed one opens tomorrow."""

    course: Course
    cohort: Cohort
    other_cohort: Cohort
    open_quest: Quest
    late_quest: Quest
    closed_quest: Quest
    learner: User
    classmate: User
    instructor: User
    other_instructor: User
    other_learner: User
    admin: User
    stranger: User
    closed_account: User
    anonymous: AnonymousUser = field(default_factory=AnonymousUser)

    def release(self, quest: Quest) -> Release:
        """The release of a quest for the learner's cohort."""
        return Release.objects.get(quest=quest, cohort=self.cohort)

    def submission(self, user: User | None = None, quest: Quest | None = None, **fields: object) -> Submission:
        """A queued submission with its first attempt, as ``submit`` leaves it, without the file."""
        user, quest = user or self.learner, quest or self.open_quest
        assert quest.current is not None
        release = Release.objects.filter(quest=quest, cohort__memberships__user=user).first()
        submission = Submission.objects.create(
            user=user,
            quest=quest,
            version=quest.current,
            release=release if user.role == User.Role.LEARNER else None,
            file_name="answer.ipynb",
            digest="0" * 64,
            size=1,
            **fields,
        )
        Attempt.objects.create(submission=submission, number=submission.attempt)
        return submission


def person(name: str, role: str = "learner", *cohorts: Cohort, **fields: object) -> User:
    """A person of a role, member of some cohorts."""
    user = User.objects.create_person(f"{name}@example.org", PASSWORD, name.title(), role)
    if fields:
        User.objects.filter(pk=user.pk).update(**fields)
        user.refresh_from_db()
    for cohort in cohorts:
        Membership.objects.create(user=user, cohort=cohort)
    return user


def published(slug: str, chapter: Chapter, digest: str, **fields: object) -> Quest:
    """A quest with one published version."""
    quest = Quest.objects.create(slug=slug, chapter=chapter)
    quest.current = QuestVersion.objects.create(
        quest=quest, number=1, digest=digest, title_en=slug, title_ko=slug, max_score=10, **fields
    )
    quest.save()
    return quest


def school(now: datetime | None = None) -> School:
    """Build it in the database."""
    now = now or timezone.now()
    course = Course.objects.create(slug="dlp", title_en="Deep learning", title_ko="딥러닝")
    chapter = Chapter.objects.create(course=course, number=1, day=1, title_en="One", title_ko="하나")
    cohort = Cohort.objects.create(name="Spring", course="dlp", starts_on=date(2026, 3, 2))
    other = Cohort.objects.create(name="Autumn", course="dlp", starts_on=date(2026, 9, 1))
    day = timedelta(days=1)
    quests = {
        slug: published(slug, chapter, digit * 64)
        for slug, digit in {"open-quest": "1", "late-quest": "2", "closed-quest": "3"}.items()
    }
    days = {"open-quest": (-day, 7 * day), "late-quest": (-9 * day, -day), "closed-quest": (day, 8 * day)}
    for slug, (opens, due) in days.items():
        Release.objects.create(cohort=cohort, quest=quests[slug], opens_at=now + opens, due_at=now + due)
    return School(
        course=course,
        cohort=cohort,
        other_cohort=other,
        open_quest=quests["open-quest"],
        late_quest=quests["late-quest"],
        closed_quest=quests["closed-quest"],
        learner=person("learner", "learner", cohort),
        classmate=person("classmate", "learner", cohort),
        instructor=person("instructor", "instructor", cohort),
        other_instructor=person("other-instructor", "instructor", other),
        other_learner=person("other-learner", "learner", other),
        admin=person("admin", "admin"),
        stranger=person("stranger"),
        closed_account=person("closed-account", "learner", cohort, is_active=False),
    )

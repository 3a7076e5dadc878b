"""The demo's people may log in, find quests open today, and exist only where the settings say so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts import demo
from accounts.models import Cohort, Membership, User
from quests import access
from quests.models import Chapter, Course, Quest, Release
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def quests() -> list[Quest]:
    course = Course.objects.create(slug="dlp", title_en="Deep learning", title_ko="딥러닝")
    chapter = Chapter.objects.create(course=course, number=2, day=2, title_en="Two", title_ko="둘")
    return [people.published(slug, chapter, digit * 64) for slug, digit in {"first": "1", "second": "2"}.items()]


def test_the_learner_finds_every_quest_open_today(quests: list[Quest]) -> None:
    demo.seed()
    learner = User.objects.get(email="learner@questbook.test")
    for quest in quests:
        assert isinstance(access.can_submit(learner, quest), access.Allowed)


def test_everybody_logs_in_with_the_printed_password(client: Client, quests: list[Quest]) -> None:
    demo.seed()
    for person in demo.PEOPLE:
        assert client.login(username=person.email, password=demo.PASSWORD)


def test_seeding_again_changes_nothing(quests: list[Quest]) -> None:
    def all_of_it() -> list[object]:
        return [list(model.objects.order_by("pk").values()) for model in (User, Cohort, Membership, Release)]

    demo.seed()
    before = all_of_it()
    demo.seed()
    assert all_of_it() == before


def test_a_demo_whose_deadlines_are_over_starts_anew(quests: list[Quest]) -> None:
    cohort = demo.seed()
    long_ago = timezone.now() - timedelta(days=60)
    Release.objects.update(opens_at=long_ago, due_at=long_ago + timedelta(days=7))
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=long_ago.date())
    demo.seed()
    assert not Release.objects.filter(due_at__lt=timezone.now()).exists()
    assert not Release.objects.filter(opens_at__gt=timezone.now()).exists()


def test_without_the_flag_no_account_is_made(settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo")
    assert not User.objects.exists()

"""The rules of ``quests.access`` as a table: a row a person, a column a thing, ``x`` where it is theirs to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quests import access
from quests.models import QuestDraft, WrittenAnswer
from tests.people import School

PEOPLE = [
    *("learner", "classmate", "instructor", "other_instructor", "other_learner"),
    *("admin", "stranger", "closed_account", "anonymous"),
]


def matrix(table: str) -> list[tuple[str, str, bool]]:
    """``(person, column, whether)`` of a table whose first line names the columns."""
    header, *rows = [line.split() for line in table.strip().splitlines()]
    cells = [(row[0], column, mark == "x") for row in rows for column, mark in zip(header, row[1:], strict=True)]
    assert [row[0] for row in rows] == PEOPLE, "every person has a row"
    return cells


SUBMISSIONS = """
                   learners  classmates  instructors  other_learners  admins
learner            x         .           .            .               .
classmate          .         x           .            .               .
instructor         x         x           x            .               .
other_instructor   .         .           .            x               .
other_learner      .         .           .            x               .
admin              x         x           x            x               x
stranger           .         .           .            .               .
closed_account     .         .           .            .               .
anonymous          .         .           .            .               .
"""


@pytest.mark.parametrize(("person", "owner", "expected"), matrix(SUBMISSIONS))
def test_who_may_open_whose_submission(school: School, person: str, owner: str, expected: bool) -> None:
    submissions = {}
    for author in ("learner", "classmate", "instructor", "other_learner", "admin"):
        quest = school.open_quest
        if author == "other_learner":
            _release_for_the_other_cohort(school)
        submissions[f"{author}s"] = school.submission(getattr(school, author), quest)

    viewer, wanted = getattr(school, person), submissions[owner]
    assert access.can_view_submission(viewer, wanted) is expected
    assert (wanted in access.visible_submissions(viewer)) is expected


QUESTS = """
                   open  late  closed
learner            x     x     .
classmate          x     x     .
instructor         x     x     x
other_instructor   x     x     x
other_learner      .     .     .
admin              x     x     x
stranger           .     .     .
closed_account     .     .     .
anonymous          .     .     .
"""


@pytest.mark.parametrize(("person", "quest", "expected"), matrix(QUESTS))
def test_who_may_read_and_try_which_quest(school: School, person: str, quest: str, expected: bool) -> None:
    viewer, wanted = getattr(school, person), getattr(school, f"{quest}_quest")

    assert access.can_view_quest(viewer, wanted) is expected
    assert (wanted in access.visible_quests(viewer)) is expected
    assert isinstance(access.can_submit(viewer, wanted), access.Allowed) is expected


COHORTS = """
                   teach_own  teach_other  dashboard  solution  write
learner            .          .            .          .         .
classmate          .          .            .          .         .
instructor         x          .            x          x         x
other_instructor   .          x            x          x         x
other_learner      .          .            .          .         .
admin              x          x            x          x         x
stranger           .          .            .          .         .
closed_account     .          .            .          .         .
anonymous          .          .            .          .         .
"""

QUESTIONS: dict[str, Callable[[School, Any], bool]] = {
    "teach_own": lambda school, person: access.can_teach(person, school.cohort),
    "teach_other": lambda school, person: access.can_teach(person, school.other_cohort),
    "dashboard": lambda school, person: access.can_see_dashboard(person),
    "solution": lambda school, person: access.can_read_solution(person, school.open_quest),
    "write": lambda school, person: access.can_write_quests(person),
}


@pytest.mark.parametrize(("person", "question", "expected"), matrix(COHORTS))
def test_who_may_teach_and_look_behind_the_scenes(school: School, person: str, question: str, expected: bool) -> None:
    assert QUESTIONS[question](school, getattr(school, person)) is expected


TEXTS = """
                   learners  other_learners
learner            .         .
classmate          .         .
instructor         x         .
other_instructor   .         x
other_learner      .         .
admin              x         x
stranger           .         .
closed_account     .         .
anonymous          .         .
"""


@pytest.mark.parametrize(("person", "owner", "expected"), matrix(TEXTS))
def test_who_may_read_and_mark_whose_text(school: School, person: str, owner: str, expected: bool) -> None:
    _release_for_the_other_cohort(school)
    author = getattr(school, owner.removesuffix("s"))
    about = {"learner": author, "quest": school.open_quest, "criterion": "why", "about": "0" * 64}
    answer = WrittenAnswer.objects.create(**about, submission=school.submission(author))
    viewer = getattr(school, person)

    assert access.can_review(viewer, answer) is expected
    assert (answer in access.reviewable(viewer)) is expected


DRAFTS = """
                   instructors
learner            .
classmate          .
instructor         x
other_instructor   .
other_learner      .
admin              x
stranger           .
closed_account     .
anonymous          .
"""


@pytest.mark.parametrize(("person", "author", "expected"), matrix(DRAFTS))
def test_who_may_open_and_publish_a_draft(school: School, person: str, author: str, expected: bool) -> None:
    draft = QuestDraft.objects.create(author=school.instructor, file_name="q.zip", state=QuestDraft.State.PROVEN)
    viewer = getattr(school, person)

    assert access.can_edit_draft(viewer, draft) is expected
    assert access.can_publish(viewer, draft) is expected


def test_a_learner_who_changed_cohorts_stays_visible_to_the_instructor_the_work_was_for(school: School) -> None:
    submission = school.submission(school.learner)
    school.learner.memberships.all().delete()

    assert access.can_view_submission(school.instructor, submission)
    assert access.can_view_submission(school.learner, submission)


def test_a_closed_quest_says_when_it_opens_in_the_time_of_the_cohort(school: School) -> None:
    release = school.release(school.closed_quest)
    answer = access.can_submit(school.learner, school.closed_quest)

    assert isinstance(answer, access.Refused)
    assert answer.code == "not-open"
    assert "Asia/Seoul" in answer.reason.en
    assert str(release.opens_at.year) in answer.reason.ko


def test_handing_in_after_the_deadline_is_allowed_and_late(school: School) -> None:
    answer = access.can_submit(school.learner, school.late_quest)

    assert answer == access.Allowed(school.release(school.late_quest), late=True)


def test_a_learner_of_two_cohorts_hands_in_for_the_one_that_leaves_more_time(school: School) -> None:
    later = _release_for_the_other_cohort(school)
    school.learner.memberships.create(cohort=school.other_cohort)

    assert access.can_submit(school.learner, school.open_quest) == access.Allowed(later, late=False)


def test_staff_try_quests_outside_any_cohort(school: School) -> None:
    assert access.can_submit(school.instructor, school.closed_quest) == access.Allowed(None, late=False)


def test_the_calendar_also_holds_what_is_to_come(school: School) -> None:
    assert access.calendar_for(school.learner).count() == 3
    assert access.releases_for(school.learner).count() == 2
    assert not access.calendar_for(school.stranger).exists()
    assert not access.calendar_for(school.anonymous).exists()


def _release_for_the_other_cohort(school: School):
    own = school.release(school.open_quest)
    return own.quest.releases.create(
        cohort=school.other_cohort, opens_at=own.opens_at, due_at=own.due_at + (own.due_at - own.opens_at)
    )

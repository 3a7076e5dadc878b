"""Lists, days and grade books."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from quests.models import Quest, Release, Submission
from tests.insight.school import School, login


def page(school: School, address: str) -> str:
    return login(school.instructor).get(address).content.decode()


def test_without_quests_the_list_says_how_to_begin(school: School) -> None:
    Release.objects.all().delete()
    Quest.objects.update(current=None)
    words = page(school, "/teach/")
    assert "No quest is published yet" in words
    assert "/teach/upload/" in words


def test_the_list_counts_each_learners_best_of_ones_own_cohorts(school: School) -> None:
    for learner, share in ((school.learner, 0.2), (school.learner, 1.0), (school.classmate, 0.5), (school.stranger, 0)):
        school.submission(learner, share)
    words = page(school, "/teach/")
    assert '<td class="number" data-label="Full marks">50 %</td>' in words
    assert '<td class="number" data-label="Median">75 %</td>' in words


def test_days_are_shown_and_changed_in_the_cohorts_time_zone(school: School) -> None:
    release = school.release
    Release.objects.filter(pk=release.pk).update(
        opens_at=datetime(2026, 3, 2, 15, 0, tzinfo=UTC), due_at=datetime(2026, 3, 9, 14, 59, tzinfo=UTC)
    )
    address = f"/teach/quests/{school.quest.slug}/"
    words = page(school, address)
    assert 'value="2026-03-03T00:00"' in words
    assert 'value="2026-03-09T23:59"' in words
    response = login(school.instructor).post(
        address,
        {
            "release": release.pk,
            f"release-{release.pk}-opens_at": "2026-03-04T09:00",
            f"release-{release.pk}-due_at": "2026-03-11T18:00",
        },
    )
    assert response.status_code == 302
    release.refresh_from_db()
    assert release.opens_at == datetime(2026, 3, 4, 0, 0, tzinfo=UTC)
    assert release.due_at == datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opens", "due", "words"),
    [
        ("2026-03-04T09:00", "2026-03-03T09:00", "deadline lies before the opening"),
        ("some day", "2026-03-03T09:00", "Write a day and a time"),
        ("", "", "Choose a day and a time"),
        ("9999-12-30T09:00", "9999-12-31T09:00", "Choose a year from 2000 through 2200"),
        ("2026-03-04T09:00", "9999-12-31T23:59", "Choose a year from 2000 through 2200"),
        ("0001-01-01T00:00", "2026-03-03T09:00", "Choose a year from 2000 through 2200"),
    ],
)
def test_days_that_cannot_be_are_refused_in_place(school: School, opens: str, due: str, words: str) -> None:
    release = school.release
    fields = {
        "release": release.pk,
        f"release-{release.pk}-opens_at": opens,
        f"release-{release.pk}-due_at": due,
    }
    response = login(school.instructor).post(f"/teach/quests/{school.quest.slug}/", fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Release.objects.get(pk=release.pk).opens_at == release.opens_at


def test_the_grade_book_leads_to_each_best_report(school: School) -> None:
    school.submission(school.learner, 0.3)
    best = school.submission(school.learner, 0.8, late=True)
    school.submission(school.classmate, status="ended", fault="learner", finished_at=timezone.now())
    words = page(school, f"/teach/cohorts/{school.spring.pk}/")
    assert f"/submissions/{best.pk}/" in words
    assert "80 %" in words
    assert "late" in words
    assert "no grade" in words


def test_the_grade_book_as_csv_is_safe_in_a_spreadsheet(school: School) -> None:
    school.learner.name = "=cmd|'/c calc'!A1"
    school.learner.save()
    school.submission(school.learner, 0.8)
    response = login(school.instructor).get(f"/teach/cohorts/{school.spring.pk}.csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Learner,E-mail,deep-02-tensors,Mean"
    assert "'=cmd|'/c calc'!A1,minji@example.org,0.8,0.8" in lines


def test_one_learners_page_lists_all_they_handed_in(school: School) -> None:
    first, second = school.submission(school.learner, 0.3), school.submission(school.learner)
    words = page(school, f"/teach/cohorts/{school.spring.pk}/learners/{school.learner.pk}/")
    assert str(first.pk) in words
    assert str(second.pk) in words


@pytest.mark.parametrize("address", ["/teach/", "/teach/cohorts/{cohort}/", "/teach/quests/deep-02-tensors/"])
def test_more_people_and_quests_cost_no_more_queries(
    school: School, address: str, django_assert_max_num_queries: Any
) -> None:
    for k in range(5):
        quest = school.publish(f"deep-03-q{k}", f"Quest {k}")
        for learner in (school.learner, school.classmate):
            school.submission(learner, 0.5, quest=quest)
    client = login(school.instructor)
    with django_assert_max_num_queries(14):
        assert client.get(address.format(cohort=school.spring.pk)).status_code == 200


def test_points_that_nobody_could_judge_are_marked_in_the_grade_book_and_at_the_learners_submissions(
    school: School,
) -> None:
    school.submission(school.learner, status=Submission.Status.GRADED, score=6, max_score=6)
    school.submission(school.classmate, 1.0)
    cohort = school.release.cohort
    marked = page(school, f"/teach/cohorts/{cohort.pk}/")
    assert marked.count('title="4 points not judged"') == 1
    assert marked.count('class="full"') == 1
    assert "50 %" in marked.partition("Full marks")[2]
    assert "4 points not judged" in page(school, f"/teach/cohorts/{cohort.pk}/learners/{school.learner.pk}/")
    assert "not judged" not in page(school, f"/teach/cohorts/{cohort.pk}/learners/{school.classmate.pk}/")

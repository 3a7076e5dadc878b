"""What the charts say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from graders.report import FindingState
from insight.charts import CHARTS, DRAWN, Filters
from quests.models import Regrade, Submission
from tests.insight.school import School, login


def rows(school: School, slug: str, **fields: Any) -> list[list[Any]]:
    return CHARTS[slug].table(Filters(**{"cohorts": [school.spring], **fields})).rows


def test_the_best_of_several_submissions_counts(school: School) -> None:
    for share in (0.4, 0.9, 0.7):
        school.submission(school.learner, share)
    assert rows(school, "grades") == [["Jun", None], ["Minji", pytest.approx(0.9)]]


def test_what_could_not_be_judged_leaves_the_maximum(school: School) -> None:
    school.submission(school.learner, 1.0, score=4, max_score=5)
    assert rows(school, "grades")[1] == ["Minji", pytest.approx(0.8)]


def test_a_quest_that_has_not_opened_has_no_column(school: School) -> None:
    later = school.publish("deep-03-later", "Later")
    later.releases.update(opens_at=timezone.now() + timedelta(days=1))
    assert [str(c.label) for c in CHARTS["grades"].table(Filters([school.spring])).columns] == [
        "Learner",
        "Tensors by hand",
    ]


def test_what_staff_try_out_is_not_counted(school: School) -> None:
    school.submission(school.instructor, 1.0, release=None)
    assert rows(school, "scores") == []
    assert [name for name, *_ in rows(school, "grades")] == ["Jun", "Minji"]


def test_scores_fall_into_tenths_and_full_marks_stand_apart(school: School) -> None:
    school.submission(school.learner, 0.99999)
    school.submission(school.classmate, 0.3)
    school.submission(school.stranger, 1.0)
    counted = {row[0]: row[1] for row in rows(school, "scores", cohorts=[school.spring, school.autumn])}
    assert {label: n for label, n in counted.items() if n} == {"30–39 %": 1, "90–99 %": 1, "100 %": 1}


def test_a_criterion_passed_at_the_second_try_is_passed(school: School) -> None:
    first, second = school.submission(school.learner, 0.5), school.submission(school.learner, 1.0)
    third = school.submission(school.classmate, 0.2)
    for submission, state in (
        (first, FindingState.FAILED),
        (second, FindingState.PASSED),
        (third, FindingState.PARTIAL),
    ):
        school.outcome(submission, "shape", state)
    assert rows(school, "criteria") == [["shape", "Tensors by hand", 2, 1, 0.5, 3, pytest.approx(1 / 3)]]


def test_what_could_not_be_graded_counts_neither_for_nor_against_a_criterion(school: School) -> None:
    school.outcome(school.submission(school.learner, 1.0), "shape", FindingState.PASSED)
    school.outcome(school.submission(school.classmate, 1.0), "shape", FindingState.COULD_NOT_GRADE)
    assert rows(school, "criteria")[0][2:5] == [1, 1, 1.0]


def test_criteria_of_the_same_name_in_two_quests_are_two(school: School) -> None:
    other = school.publish("deep-02-mnist", "Digits")
    school.outcome(school.submission(school.learner, 1.0), "runs", FindingState.PASSED)
    school.outcome(school.submission(school.learner, 0.0, quest=other), "runs", FindingState.FAILED)
    assert [(row[0], row[1], row[4]) for row in rows(school, "criteria")] == [
        ("runs", "Digits", 0.0),
        ("runs", "Tensors by hand", 1.0),
    ]


def test_days_are_those_of_the_cohorts_clock(school: School) -> None:
    midnight = timezone.now().astimezone(Filters([school.spring]).zone).replace(
        hour=0, minute=30, second=0, microsecond=0
    ) - timedelta(days=3)
    school.submission(school.learner, 0.5, created_at=midnight)
    school.submission(school.learner, 0.5, created_at=midnight - timedelta(hours=1))
    counted = {row[0]: row[1] for row in rows(school, "activity")}
    assert counted[midnight.date().isoformat()] == 1
    assert counted[(midnight.date() - timedelta(days=1)).isoformat()] == 1
    assert len(counted) == 30


def test_submissions_that_ended_are_counted_by_fault(school: School) -> None:
    ended: dict[str, Any] = {"status": Submission.Status.ENDED, "finished_at": timezone.now()}
    for fault in ("learner", "platform", "platform"):
        school.submission(school.learner, fault=fault, **ended)
    assert rows(school, "faults")[0][:4] == ["Tensors by hand", 1, 0, 2]


def test_the_queue_says_how_long_the_oldest_has_waited(school: School) -> None:
    school.submission(school.learner, created_at=timezone.now() - timedelta(minutes=5))
    school.submission(school.classmate)
    school.submission(school.stranger, status=Submission.Status.RUNNING)
    lane, waiting, running, oldest = rows(school, "queue")[0]
    assert (lane, waiting, running) == ("cpu", 2, 1)
    assert 299 <= oldest <= 400


def test_figure_table_and_csv_say_the_same(school: School) -> None:
    school.submission(school.learner, 0.75)
    chart = CHARTS["grades"]
    table = chart.table(Filters([school.spring]))
    figure = chart.figure(table)
    assert figure is not None
    assert figure["down"] == ["Jun", "Minji"]
    assert figure["cells"] == [[0, 1, pytest.approx(0.75)]]
    client = login(school.instructor)
    assert "75 %" in client.get("/insight/").content.decode()
    assert "Minji,0.75" in client.get("/insight/grades.csv").content.decode()


@pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.slug)
def test_more_people_and_quests_cost_no_more_queries(
    school: School, chart: Any, django_assert_max_num_queries: Any
) -> None:
    quests = [school.quest, *(school.publish(f"deep-03-q{k}", f"Quest {k}") for k in range(5))]
    for quest in quests:
        for user in (school.learner, school.classmate):
            submission = school.submission(user, 0.5, quest=quest)
            school.outcome(submission, "runs", FindingState.PASSED)
            school.submission(user, quest=quest, status="ended", fault="quest", finished_at=timezone.now())
    with django_assert_max_num_queries(3):
        table = chart.table(Filters([school.spring]))
        assert chart.figure(table)
        assert table.written()


def test_what_waits_to_be_judged_again_stands_in_its_lane(school: School) -> None:
    assert [row[0] for row in rows(school, "queue")] == ["cpu", "Proofs of new quests"]
    Regrade.objects.create(submission=school.submission(school.learner, 0.5), attempt=1)
    assert [row[:3] for row in rows(school, "queue")][1] == ["regrade", 1, 0]

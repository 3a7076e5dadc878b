"""What the learner sees of a text: that it waits, then its marks, in pages and over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.loading import load
from learn.record import record_of
from quests import files
from quests.models import QuestVersion, Submission, WrittenAnswer
from quests.services import reviews, submissions
from tests.graders import essays
from tests.insight.school import login
from tests.learn.conftest import MARK
from tests.people import School
from tests.services.test_reviews import graded


@pytest.fixture
def submission(school: School) -> Submission:
    """The learner's, with a text that waits."""
    return graded(school)


def page_of(school: School, address: str, language: str = "en") -> str:
    answer = login(school.learner).get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def review(school: School, comment: str = "Name **both** curves.") -> None:
    reviews.record(school.instructor, WrittenAnswer.objects.get(), {"cause": 3, "curves": 1}, comment)


@pytest.mark.parametrize(("language", "words"), [("en", "awaits an instructor"), ("ko", "강사 채점 대기")])
def test_the_report_says_what_waits(school: School, submission: Submission, language: str, words: str) -> None:
    html = page_of(school, f"/submissions/{submission.pk}/", language)
    assert words in html
    assert "data-awaits-review" in html
    assert "4 / 4" in html
    assert words in page_of(school, "/history/", language)


def test_then_the_marks_the_comment_and_who_gave_them(school: School, submission: Submission) -> None:
    review(school)
    html = page_of(school, f"/submissions/{submission.pk}/")
    assert "8 / 10" in html
    assert "Name <strong>both</strong> curves." in html
    assert "Read by Instructor on" in html
    assert "data-awaits-review" not in html
    assert "80" in page_of(school, "/history/")
    assert "awaits" not in page_of(school, "/history/")


def test_a_comment_cannot_do_harm(school: School, submission: Submission) -> None:
    review(school, f"{MARK} [odd](javascript:alert(1))")
    html = page_of(school, f"/submissions/{submission.pk}/")
    assert MARK not in html
    assert 'href="javascript' not in html


def test_a_text_alone_is_no_nothing(school: School) -> None:
    alone = graded(school)
    assert alone.report is not None
    report = {**alone.report, "findings": alone.report["findings"][1:], "score": 0, "max_score": 0}
    Submission.objects.filter(pk=alone.pk).update(report=report, score=0, max_score=0)
    html = page_of(school, f"/submissions/{alone.pk}/")
    assert "An instructor will read it" in html
    assert "Nothing could be judged" not in html


def test_the_api_carries_it(school: School, submission: Submission) -> None:
    client, address = login(school.learner), f"/api/submissions/{submission.pk}/?language=ko"
    before = client.get(address).json()
    assert (before["score"], before["max_score"], before["awaiting"]) == (4, 4, 6)
    assert before["report"]["findings"][1]["awaits_review"] is True

    review(school)
    after = client.get(address).json()
    finding = after["report"]["findings"][1]
    assert (after["score"], after["max_score"], after["awaiting"], after["report"]["score"]) == (8, 10, 0, 8)
    assert (finding["state"], finding["awaits_review"]) == ("partial", False)
    assert [(mark["title"], mark["points"]) for mark in finding["written"]["rubric"]] == [("원인", 3), ("곡선", 1)]
    assert finding["written"]["review"]["reviewer"] == "Instructor"
    assert finding["written"]["review"]["comment"] == "Name **both** curves."


def test_grade_books_and_dashboards_count_it(school: School, submission: Submission) -> None:
    review(school)
    teacher = login(school.instructor)
    assert "80" in teacher.get(f"/teach/cohorts/{school.cohort.pk}/").content.decode()
    assert "0.8" in teacher.get("/insight/grades.csv").content.decode()


def test_of_two_as_good_the_one_that_was_read_counts(school: School) -> None:
    unread = graded(school, said="It memorises, I guess.")
    read = graded(school)
    answer = WrittenAnswer.objects.get(submission=read)
    teacher, book = login(school.instructor), f"/teach/cohorts/{school.cohort.pk}/"
    assert "awaits an instructor" in teacher.get(book).content.decode()

    reviews.record(school.instructor, answer, {"cause": 4, "curves": 2})
    assert submissions.best_of(school.learner, school.open_quest) == read
    assert f"/submissions/{read.pk}/" in (html := teacher.get(book).content.decode())
    assert f"/submissions/{unread.pk}/" not in html
    assert [record.best for record in record_of(school.learner)] == [read]


def test_the_quest_page_says_what_an_instructor_looks_for_and_what_waits(school: School, tmp_path: Path) -> None:
    toml = essays.QUEST_TOML.replace(
        "[[wrong]]",
        '[[criterion]]\nid = "because"\nkind = "runs"\npoints = 0\nexplains = "add"\n'
        'title = { en = "An explanation", ko = "설명" }\n\n[[wrong]]',
        1,
    )
    folder = load(essays.write_quest(tmp_path, toml))
    files.keep_quest_folder(folder.folder, folder.digest)
    QuestVersion.objects.filter(quest=school.open_quest).update(digest=folder.digest)
    html = page_of(school, "/quests/open-quest/", "ko")
    assert "강사 채점 항목:" in html
    assert "곡선을 읽습니다 (4)" in html
    assert "설명</span>" not in html, "what explains another gives no points, so it is not announced"

    graded(school)
    assert 'data-state="awaits_review"' in page_of(school, "/quests/open-quest/")
    review(school)
    assert 'data-state="awaits_review"' not in page_of(school, "/quests/open-quest/")

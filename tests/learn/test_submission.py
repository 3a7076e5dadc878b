"""A submission's page: waiting, running, the report, the end without one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from graders.report import Fault, FindingState, Outcome, Report
from graders.text import text
from quests import progress
from quests.models import Quest, QuestVersion, Submission
from tests.learn.conftest import MARK, Browse, ended, everything, finding, graded, handed_in, ran
from tests.people import NOTEBOOK, School

PARTS = ["", "state/", "notebook/", "upload/"]


def html_of(page: Client, submission: Submission, part: str = "", language: str = "en") -> str:
    answer = page.get(f"/submissions/{submission.pk}/{part}", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def announce(*lanes: str) -> None:
    """The one worker takes work of these lanes from now on."""
    progress.announce_worker(progress.WorkerSign(name="worker@here", lanes=list(lanes)))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("learner", True),
        ("instructor", True),
        ("admin", True),
        ("classmate", False),
        ("other_instructor", False),
        ("stranger", False),
    ],
)
def test_a_submission_is_its_learners_and_their_teachers(
    browse: Browse, school: School, part: str, who: str, *, sees: bool
) -> None:
    submission = handed_in(school)
    answer = browse(getattr(school, who)).get(f"/submissions/{submission.pk}/{part}")
    assert answer.status_code == (200 if sees else 404)


@pytest.mark.parametrize("part", PARTS)
def test_a_visitor_is_sent_to_log_in(browse: Browse, school: School, part: str) -> None:
    answer = browse(None).get(f"/submissions/{school.submission().pk}/{part}")
    assert answer.status_code == 302


def test_a_waiting_submission_tells_its_place(page: Client, school: School) -> None:
    announce("cpu")
    school.submission(school.classmate)
    mine = school.submission()
    html = html_of(page, mine, "state/")
    assert 'data-status="queued"' in html
    assert ">2</p>" in html


@pytest.mark.parametrize(
    ("lane", "words"),
    [
        ("gpu", "This quest needs a GPU, and no GPU worker is running just now."),
        ("cpu", "No worker that runs this quest is running just now."),
    ],
)
def test_a_submission_that_no_worker_would_take_says_what_it_waits_for(
    page: Client, school: School, lane: str, words: str
) -> None:
    announce("regrade", "cpu" if lane == "gpu" else "gpu")
    mine = school.submission()
    QuestVersion.objects.filter(pk=mine.version_id).update(lane=lane)
    assert words in html_of(page, mine, "state/")
    announce(lane)
    assert words not in html_of(page, mine, "state/")


def test_while_redis_is_away_nobody_says_that_no_worker_is_running(page: Client, school: School, settings: Any) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    html = html_of(page, school.submission(), "state/")
    assert "running just now" not in html
    assert "You are next." in html


def test_a_running_submission_shows_its_cells_as_they_stand(page: Client, school: School) -> None:
    submission = school.submission(status=Submission.Status.RUNNING)
    for event in (
        {"type": "phase", "phase": "running"},
        {
            "type": "plan",
            "cells": [{"name": n, "answer": n == "fit"} for n in ("load", "fit", "end")],
        },
        {"type": "cell", "index": 0, "total": 3, "name": "load", "state": "ok", "seconds": 1.5},
        {"type": "cell", "index": 1, "total": 3, "name": "fit", "state": "running", "seconds": None},
        {"type": "epoch", "cell": "fit", "epoch": 2, "epochs": 5, "logs": {"accuracy": 0.91}},
    ):
        progress.publish(submission.pk, event)
    html = html_of(page, submission, "state/")
    assert "1 / 3" in html
    assert 'data-cell="fit" data-state="running"' in html
    assert "accuracy 0.91" in html
    assert "1.5 s" in html


def test_hostile_events_are_shown_as_text_or_not_at_all(page: Client, school: School) -> None:
    submission = school.submission(status=Submission.Status.RUNNING)
    for event in (
        {"type": "plan", "cells": [{"name": MARK, "title": {"en": MARK, "ko": MARK}}, 3, {"name": None}]},
        {"type": "cell", "name": MARK, "state": MARK, "seconds": "x"},
        {"type": "output", "cell": MARK, "text": MARK},
        {"type": "epoch", "cell": MARK, "epoch": float("inf"), "logs": [1]},
        {"type": "seed", "run": MARK, "runs": float("nan")},
        {"type": "data", "name": MARK, "share": MARK},
        {"type": ["plan"]},
    ):
        progress.publish(submission.pk, event)
    html = html_of(page, submission)
    assert MARK not in html
    assert "&lt;script&gt;" in html


def test_a_data_set_that_is_being_made_is_told_until_the_run_begins(page: Client, school: School) -> None:
    submission = school.submission(status=Submission.Status.RUNNING)
    progress.publish(submission.pk, {"type": "phase", "phase": "preparing"})
    progress.publish(submission.pk, {"type": "data", "name": "imdb", "share": 0.42})
    assert "The data set imdb is being made for the first time: 42 %" in html_of(page, submission, "state/")
    progress.publish(submission.pk, {"type": "phase", "phase": "starting"})
    assert "is being made" not in html_of(page, submission, "state/")


def test_a_run_with_another_random_seed_is_told_and_starts_from_nothing(page: Client, school: School) -> None:
    submission = school.submission(status=Submission.Status.RUNNING)
    for event in (
        {"type": "plan", "cells": [{"name": "fit"}]},
        {"type": "cell", "index": 0, "total": 1, "name": "fit", "state": "ok", "seconds": 1.5},
        {"type": "seed", "run": 2, "runs": 3},
        {"type": "plan", "cells": [{"name": "fit"}]},
    ):
        progress.publish(submission.pk, event)
    html = html_of(page, submission, "state/")
    assert "Run 2 of 3, with another random seed" in html
    assert "0 / 1" in html


def test_a_second_run_does_not_show_the_cells_of_the_first(page: Client, school: School) -> None:
    submission = school.submission(status=Submission.Status.RUNNING)
    for event in (
        {"type": "status", "status": "running", "attempt": 1},
        {"type": "plan", "cells": [{"name": "first-run"}]},
        {"type": "status", "status": "queued", "attempt": 2},
        {"type": "status", "status": "running", "attempt": 2},
    ):
        progress.publish(submission.pk, event)
    assert "first-run" not in html_of(page, submission)


def test_the_report_says_everything_in_the_readers_language(page: Client, school: School) -> None:
    submission = graded(school.submission())
    ran(submission)
    english, korean = html_of(page, submission), html_of(page, submission, language="ko")
    for words in (
        "50 %",
        "4.5 / 9",
        "a matrix of (2, 3)",
        "a matrix of (3, 2)",
        "Swap the axes.",
        "A cell was dropped.",
    ):
        assert words in english
    assert "<code>np.arrray</code> is no name of NumPy." in english
    assert "line 3" in english
    for words in ("(2, 3) 행렬", "(3, 2) 행렬", "축을 바꾸어 보십시오.", "셀 하나를 뺐습니다."):
        assert words in korean
    assert "a matrix of" not in korean


def test_what_is_still_to_do_stands_before_what_passed_and_is_open(page: Client, school: School) -> None:
    html = html_of(page, graded(school.submission()))
    to_do = [html.index(f'id="finding-c-{s}"') for s in ("partial", "failed", "unattempted", "could_not_grade")]
    passed = html.index('id="finding-c-passed"')
    assert [*to_do, passed] == sorted([*to_do, passed]), "and each part keeps the quest's order"
    assert "<details" not in html[to_do[0] : to_do[-1]]
    assert html.index("<details", passed) < html.index("said passed"), "what passed is a line that opens"


def test_what_could_not_be_judged_is_said_beside_a_full_score_and_does_not_count_as_complete(
    page: Client, school: School
) -> None:
    right = finding(FindingState.PASSED, 6, 6)
    submission = graded(school.submission(), [right, finding(FindingState.COULD_NOT_GRADE, 0, 4)])
    QuestVersion.objects.filter(pk=submission.version_id).update(max_score=10)
    html = html_of(page, submission)
    assert "All that could be judged is right" in html
    assert "4 more points could not be judged and do not count." in html
    assert "Improve and hand in again" in html
    assert "Complete" not in html
    assert "4점은 채점할 수 없어" in html_of(page, submission, language="ko")

    whole = html_of(page, graded(submission, [right, finding(FindingState.PASSED, 4, 4)]))
    assert "Complete. Well done!" in whole
    assert "could not be judged" not in whole


def test_criteria_of_a_cell_that_was_not_begun_share_one_card(page: Client, school: School) -> None:
    untouched = finding(
        FindingState.UNATTEMPTED, 0, 4, message=text("Cell `sum` is as it was.", "그대로입니다."), cell="sum"
    )
    first, second, other = (
        untouched.model_copy(update={"criterion": name, "hint": text(f"Try {name}.", "")} | more)
        for name, more in (("one", {}), ("two", {}), ("three", {"cell": "mean"}))
    )
    html = html_of(page, graded(school.submission(), [first, *everything(), other, second]))
    assert html.count("Cell <code>sum</code> is as it was.") == 2, "once for each cell, not for each criterion"
    card = html[html.index("cell sum") : html.index('id="finding-c-partial"')]
    for words in ('id="finding-one"', 'id="finding-two"', "Try one.", "Try two.", "/ 8"):
        assert words in card
    assert "Try three." not in card


def test_criteria_left_out_of_a_cell_that_was_begun_are_told_one_by_one(page: Client, school: School) -> None:
    right = finding(FindingState.PASSED, 1, 1, cell="sum")
    left_out = [
        finding(FindingState.UNATTEMPTED, 0, 1, cell="sum").model_copy(update={"criterion": name})
        for name in ("one", "two")
    ]
    html = html_of(page, graded(school.submission(), [right, *left_out]))
    assert html.count("<p>said unattempted</p>") == 2


def test_what_waits_for_another_criterion_is_counted_as_not_judged_yet(page: Client, school: School) -> None:
    waiting = finding(FindingState.UNATTEMPTED, 0, 1, waits_for="c-failed")
    html = html_of(page, graded(school.submission(), [*everything(), waiting, waiting]))
    assert "2 not judged yet" in html
    assert "1 not attempted" in html


def test_what_could_not_be_graded_costs_nothing_and_says_so(page: Client, school: School) -> None:
    html = html_of(page, graded(school.submission()))
    assert "could not be graded" in html
    assert "not counted" in html
    assert "4.5 / 9" in html, "its five points are not among the nine"


def test_a_report_of_hostile_text_is_text(page: Client, school: School) -> None:
    submission = graded(handed_in(school, file_name=MARK), everything(text(MARK, MARK)))
    html = html_of(page, submission)
    assert MARK not in html
    assert "&lt;script&gt;" in html


def test_a_finding_leads_to_its_cell_in_the_notebook(page: Client, school: School) -> None:
    submission = graded(school.submission())
    ran(submission)
    assert f'href="/submissions/{submission.pk}/notebook/#cell-add" target="notebook"' in html_of(page, submission)


def test_without_an_executed_notebook_a_cell_is_named_but_leads_nowhere(page: Client, school: School) -> None:
    html = html_of(page, graded(school.submission()))
    assert "cell add, line 3" in html
    assert "<iframe" not in html


def test_nothing_but_ungradable_criteria_is_no_zero(page: Client, school: School) -> None:
    html = html_of(page, graded(school.submission(), everything()[-1:]))
    assert "Nothing could be judged" in html
    assert "0 %" not in html


@pytest.mark.parametrize(
    ("fault", "words", "again"),
    [
        (Fault.LEARNER, "counts as an attempt", False),
        (Fault.QUEST, "This quest has a mistake", True),
        (Fault.PLATFORM, "that is our fault", True),
    ],
)
def test_an_end_without_a_grade_says_whose_fault_it_was_and_what_to_do(
    page: Client, school: School, fault: Fault, words: str, *, again: bool
) -> None:
    submission = ended(school.submission(), fault, text("The disk was full.", "디스크가 가득 찼습니다."))
    html = html_of(page, submission)
    assert words in html
    assert "The disk was full." in html
    assert ("/again/" in html) is again
    assert "디스크가 가득 찼습니다." in html_of(page, submission, language="ko")


def test_after_a_fault_of_ours_one_click_hands_the_file_in_again(page: Client, school: School, quest: Quest) -> None:
    lost = ended(handed_in(school), Fault.PLATFORM, text("Lost.", "잃었습니다."))
    answer = page.post(f"/submissions/{lost.pk}/again/")
    fresh = Submission.objects.exclude(pk=lost.pk).get()
    assert answer["Location"] == f"/submissions/{fresh.pk}/"
    assert (fresh.digest, fresh.status) == (lost.digest, Submission.Status.QUEUED)


def test_nobody_else_hands_it_in_again(browse: Browse, school: School) -> None:
    lost = ended(handed_in(school), Fault.PLATFORM, text("Lost.", "잃었습니다."))
    for who in (school.classmate, school.instructor):
        assert browse(who).post(f"/submissions/{lost.pk}/again/").status_code == 404
    assert Submission.objects.count() == 1


def test_a_lost_upload_is_told_as_our_fault(page: Client, school: School) -> None:
    submission = handed_in(school, digest="f" * 64)
    answer = page.get(f"/submissions/{submission.pk}/upload/")
    assert answer.status_code == 503
    assert "our fault" in answer.content.decode()


def test_the_upload_comes_back_as_a_download_that_no_browser_opens(page: Client, school: School) -> None:
    submission = handed_in(school, file_name='a"b\u202e.ipynb')
    answer = page.get(f"/submissions/{submission.pk}/upload/")
    assert answer.content == NOTEBOOK
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_report_that_cannot_be_read_still_gives_a_page(page: Client, school: School) -> None:
    submission = school.submission(status=Submission.Status.ENDED, fault="platform", report={"schema_version": 99})
    assert "No reason was recorded" in html_of(page, submission)


def test_the_page_is_of_the_reports_schema(school: School) -> None:
    Report.model_validate(graded(school.submission()).report)


def test_parts_and_explanations_stand_under_their_finding(page: Client, school: School) -> None:
    def outcome(name: str, state: FindingState) -> Outcome:
        words = text(f"{name} said", f"{name} 결과")
        shown = text(f"{name} found", f"{name} 실제")
        return Outcome(criterion=name, kind="value", state=state, title=text(name, name), message=words, found=shown)

    whole = finding(
        FindingState.FAILED,
        0,
        5,
        parts=[outcome("part-1", FindingState.PASSED), outcome("part-2", FindingState.FAILED)],
        explanations=[outcome("scaled", FindingState.FAILED)],
    )
    html = html_of(page, graded(handed_in(school), [whole]))
    card = html[html.index('id="finding-c-failed"') :]
    assert (
        card.index("part-1") < card.index("part-2 found") < card.index("What explains it") < card.index("scaled found")
    )
    assert "part-1 said" not in card, "what is met needs no words"
    assert 'id="finding-scaled"' not in html, "it is no finding of its own"

"""Handing in a notebook: what is taken, what is refused and in which words, and what counts."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile

from quests import files, progress
from quests.models import Submission
from quests.rejected import Rejected
from quests.services import attempts, submissions
from tests.people import NOTEBOOK, School
from tests.services.test_attempts import at_once, graded


def refusal(school: School, content: bytes | File, **others: Any) -> Rejected:
    with pytest.raises(Rejected) as caught:
        submissions.submit(
            others.get("person", school.learner), others.get("quest", school.open_quest), "answer.ipynb", content
        )
    return caught.value


def test_a_notebook_is_stored_and_queued(school: School) -> None:
    submission = submissions.submit(school.learner, school.open_quest, "answer.ipynb", NOTEBOOK)

    assert submission.status == "queued"
    assert submission.version == school.open_quest.current
    assert submission.release == school.release(school.open_quest)
    assert not submission.late
    assert submission.digest == hashlib.sha256(NOTEBOOK).hexdigest()
    assert files.read(submission.digest) == NOTEBOOK
    assert [attempt.state for attempt in submission.attempts.all()] == ["waiting"]


def test_an_uploaded_file_is_taken_like_its_bytes(school: School) -> None:
    upload = SimpleUploadedFile("answer.ipynb", NOTEBOOK)

    assert submissions.submit(school.learner, school.open_quest, "answer.ipynb", upload).size == len(NOTEBOOK)


def test_the_same_file_again_is_a_new_submission_of_the_same_bytes(school: School) -> None:
    first = submissions.submit(school.learner, school.open_quest, "a.ipynb", NOTEBOOK)
    second = submissions.submit(school.learner, school.open_quest, "b.ipynb", NOTEBOOK)

    assert first.pk != second.pk
    assert first.digest == second.digest


def test_its_task_goes_to_the_queue_of_its_lane_after_the_commit(
    school: School, django_capture_on_commit_callbacks
) -> None:
    import redis
    from django.conf import settings

    school.open_quest.versions.update(lane="gpu")
    school.open_quest.refresh_from_db()
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        with django_capture_on_commit_callbacks() as callbacks:
            submission = submissions.submit(school.learner, school.open_quest, "answer.ipynb", NOTEBOOK)
        assert client.llen("gpu") == 0, "nothing is sent before the commit"
        for callback in callbacks:
            callback()
        message = json.loads(client.lpop("gpu"))

    assert message["headers"]["task"] == "worker.tasks.grade"
    assert message["headers"]["argsrepr"] == repr([str(submission.pk), 1])
    assert submission.attempts.get().sent_at is not None
    assert [event["status"] for _, event in progress.read(submission.pk)] == ["queued"]


def test_after_the_deadline_it_is_taken_and_marked_late(school: School) -> None:
    assert submissions.submit(school.learner, school.late_quest, "answer.ipynb", NOTEBOOK).late


def test_staff_try_quests_without_a_release_or_a_limit(school: School) -> None:
    submission = submissions.submit(school.instructor, school.closed_quest, "answer.ipynb", NOTEBOOK)

    assert submission.release is None
    assert submissions.attempts_left(school.instructor, school.closed_quest) is None


def test_what_is_no_notebook_is_refused_with_a_reason_in_both_languages(school: School) -> None:
    for content in (b"", b"   ", b"print('hello')", b"{}", b"[1]", b"\xff\xfe", b"[" * 100_000, b"<html>"):
        refused = refusal(school, content)
        assert refused.code
        assert refused.message.en != refused.message.ko
    assert not Submission.objects.exists()


def test_a_file_that_says_it_is_too_large_is_not_even_read(school: School) -> None:
    class Huge(File):
        size = 21 * 1024 * 1024

        def read(self, *args: object) -> bytes:
            raise AssertionError("read all the same")

    assert refusal(school, Huge(io.BytesIO())).code == "too-large"


def test_a_file_that_lies_about_its_size_is_read_no_further_than_allowed(school: School) -> None:
    class Liar(File):
        size = 1

        def read(self, count: int = -1) -> bytes:
            assert 0 < count < 22 * 1024 * 1024
            return b" " * count

    assert refusal(school, Liar(io.BytesIO())).code == "too-large"


@pytest.mark.parametrize(
    ("person", "quest", "code"),
    [
        ("stranger", "open_quest", "not-yours"),
        ("other_learner", "open_quest", "not-yours"),
        ("learner", "closed_quest", "not-open"),
        ("closed_account", "open_quest", "log-in"),
        ("anonymous", "open_quest", "log-in"),
    ],
)
def test_who_may_not_hand_in_is_told_why(school: School, person: str, quest: str, code: str) -> None:
    refused = refusal(school, NOTEBOOK, person=getattr(school, person), quest=getattr(school, quest))

    assert refused.code == code
    assert not Submission.objects.exists()


def test_two_may_wait_and_a_third_is_asked_for_patience(school: School) -> None:
    for _ in range(2):
        submissions.submit(school.learner, school.open_quest, "answer.ipynb", NOTEBOOK)

    assert refusal(school, NOTEBOOK).code == "too-many-waiting"
    submissions.submit(school.learner, school.late_quest, "answer.ipynb", NOTEBOOK)
    submissions.submit(school.classmate, school.open_quest, "answer.ipynb", NOTEBOOK)


def test_attempts_end_and_faults_of_others_cost_none(school: School) -> None:
    school.open_quest.versions.update(max_attempts=3)
    school.open_quest.refresh_from_db()
    school.submission(status="ended", fault="platform")
    school.submission(status="ended", fault="quest")
    assert submissions.attempts_left(school.learner, school.open_quest) == 3

    school.submission(status="ended", fault="learner")
    school.submission(status="graded")
    submissions.submit(school.learner, school.open_quest, "answer.ipynb", NOTEBOOK)

    assert submissions.attempts_left(school.learner, school.open_quest) == 0
    assert refusal(school, NOTEBOOK).code == "no-attempts-left"


@pytest.mark.django_db(transaction=True)
def test_the_last_attempt_cannot_be_used_by_several_requests_at_once(school: School) -> None:
    school.open_quest.versions.update(max_attempts=1)
    school.open_quest.refresh_from_db()

    results = at_once(5, lambda i: submissions.submit(school.learner, school.open_quest, "answer.ipynb", NOTEBOOK))

    assert sum(isinstance(result, Submission) for result in results) == 1, results
    assert {result.code for result in results if isinstance(result, Rejected)} == {"no-attempts-left"}
    assert Submission.objects.count() == 1


def test_a_storage_that_cannot_store_is_told_and_nothing_counts(school: School, settings, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "files"

    refused = refusal(school, NOTEBOOK)

    assert refused.code == "not-stored"
    assert "Nothing was counted" in refused.message.en
    assert not Submission.objects.exists()


def test_a_half_written_file_of_a_crash_is_mended_by_the_next_upload(school: School, settings) -> None:
    digest = files.keep(NOTEBOOK)
    (Path(settings.MEDIA_ROOT) / digest[:2] / digest).write_bytes(NOTEBOOK[:10])
    with pytest.raises(files.FileLost):
        files.read(digest)

    submissions.submit(school.learner, school.open_quest, "answer.ipynb", NOTEBOOK)

    assert files.read(digest) == NOTEBOOK


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("answer.ipynb", "answer.ipynb"),
        ("../../etc/passwd", "passwd"),
        ("C:\\work\\answer.ipynb", "answer.ipynb"),
        ("a\x00b\n\u202ec.ipynb", "abc.ipynb"),
        ("퀘스트 2장.ipynb", "퀘스트 2장.ipynb"),
        ("", "notebook.ipynb"),
        ("\x07", "notebook.ipynb"),
    ],
)
def test_a_file_name_is_made_fit_to_be_shown(name: str, shown: str) -> None:
    assert submissions.shown_name(name) == shown


def test_a_long_file_name_is_cut_and_keeps_its_ending() -> None:
    shown = submissions.shown_name("x" * 5000 + ".ipynb")

    assert len(shown) == submissions.MAX_NAME
    assert shown.endswith("….ipynb")


def test_the_place_in_the_queue_counts_what_came_earlier_in_the_same_lane(school: School) -> None:
    first, second = school.submission(), school.submission(school.classmate)
    school.late_quest.versions.update(lane="gpu")
    other_lane = school.submission(quest=school.late_quest)
    attempts.claim(first.pk, 1, "worker-a")
    first.refresh_from_db()
    other_lane.refresh_from_db()

    assert submissions.queue_place(first) is None
    assert submissions.queue_place(second) == 1
    assert submissions.queue_place(Submission.objects.get(pk=other_lane.pk)) == 1
    assert submissions.queue_place(school.submission(school.classmate)) == 2


def test_the_best_is_the_highest_share_and_the_earliest_of_equals(school: School) -> None:
    assert submissions.best_of(school.learner, school.open_quest) is None
    outcomes = [graded(5, 0), graded(5, 5), graded(5, 5), graded(0)]
    handed_in = []
    for report in outcomes:
        submission = school.submission()
        attempts.claim(submission.pk, 1, "worker-a")
        attempts.record(submission.pk, 1, "worker-a", report)
        handed_in.append(submission)
    school.submission(status="ended", fault="learner")

    best = submissions.best_of(school.learner, school.open_quest)

    assert best is not None
    assert best.pk == handed_in[1].pk
    assert submissions.best_of(school.classmate, school.open_quest) is None


def test_the_history_is_ones_own_newest_first(school: School) -> None:
    first, second = school.submission(), school.submission(quest=school.late_quest)
    school.submission(school.classmate)

    assert list(submissions.history(school.learner)) == [second, first]
    assert list(submissions.history(school.learner, school.open_quest)) == [first]

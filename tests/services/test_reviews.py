"""Reading what learners wrote: who may, in which order, what it does to the grade, and that nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from graders.report import Finding, FindingState, Report
from graders.text import text
from graders.written import Level, Mark, Written
from quests import progress
from quests.models import CriterionOutcome, Review, Submission, WrittenAnswer
from quests.rejected import Rejected
from quests.services import attempts, grades, regrades, reviews
from quests.services.reviews import Filters
from tests.people import School
from tests.services.test_regrades import with_evidence

RUBRIC = [
    Mark(id="cause", title=text("The cause", "원인"), max_points=4),
    Mark(
        id="curves",
        title=text("The curves", "곡선"),
        max_points=2,
        levels=[Level(points=points, title=text("level", "단계")) for points in (0, 1, 2)],
    ),
]
FULL = {"cause": 4.0, "curves": 2.0}


def report(said: str | None = "It memorises.", code_points: float = 4) -> Report:
    """Of a quest with 4 points for code and 6 for a text; without a text, that one is unattempted."""
    written = Written(text=said, rubric=RUBRIC) if said else None
    state = FindingState.COULD_NOT_GRADE if said else FindingState.UNATTEMPTED
    words = text("words", "말")
    return Report.graded(
        quest="open-quest",
        findings=[
            Finding(
                criterion="code",
                kind="code",
                state=FindingState.PASSED if code_points else FindingState.FAILED,
                points=code_points,
                max_points=4,
                title=words,
                message=words,
            ),
            Finding(
                criterion="why",
                kind="written",
                state=state,
                points=0,
                max_points=6,
                title=words,
                message=words,
                awaits_review=bool(said),
                written=written,
            ),
        ],
    )


def graded(school: School, learner: User | None = None, said: str | None = "It memorises.") -> Submission:
    """A learner's submission with this text, as a worker leaves it."""
    submission = school.submission(learner)
    assert attempts.claim(submission.pk, 1, "worker-a")
    assert attempts.record(submission.pk, 1, "worker-a", report(said))
    submission.refresh_from_db()
    return submission


def grade_of(submission: Submission) -> tuple[float | None, float | None, float]:
    submission.refresh_from_db()
    return submission.score, submission.max_score, submission.awaiting


def states(submission: Submission) -> dict[str, str]:
    return dict(CriterionOutcome.objects.filter(submission=submission).values_list("criterion", "state"))


@pytest.fixture
def submission(school: School) -> Submission:
    """The learner's, with a text that waits."""
    return graded(school)


@pytest.fixture
def answer(submission: Submission) -> WrittenAnswer:
    """That text."""
    return WrittenAnswer.objects.get()


def test_a_text_waits_and_does_not_count(submission: Submission, answer: WrittenAnswer) -> None:
    assert grade_of(submission) == (4, 4, 6)
    assert answer.waiting
    assert (answer.learner, answer.quest, answer.criterion) == (submission.user, submission.quest, "why")
    assert states(submission) == {"code": "passed", "why": "could_not_grade"}


def test_a_review_counts_and_the_stored_report_is_never_rewritten(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    stored = submission.report
    reviews.record(school.instructor, answer, {"cause": 2.5, "curves": 1}, "Nearly.")

    assert grade_of(submission) == (7.5, 10, 0)
    assert states(submission) == {"code": "passed", "why": "partial"}
    assert submission.report == stored
    shown = grades.report_of(submission)
    assert shown is not None
    written = shown.findings[1].written
    assert written is not None
    assert written.review is not None
    assert (written.review.reviewer, written.review.comment) == ("Instructor", "Nearly.")
    assert [mark.points for mark in written.rubric] == [2.5, 1]
    assert not reviews.queue(school.instructor).exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("admin", True),
        ("instructor", True),
        ("other_instructor", False),
        ("learner", False),
        ("classmate", False),
        ("other_learner", False),
        ("stranger", False),
        ("closed_account", False),
        ("anonymous", False),
    ],
)
def test_who_may_read_and_mark(school: School, answer: WrittenAnswer, who: str, *, may: bool) -> None:
    person = getattr(school, who)
    assert reviews.queue(person).filter(pk=answer.pk).exists() is may
    if may:
        assert reviews.claim(person, answer)
        assert reviews.record(person, answer, FULL).reviewer == person
        return
    for deed in (reviews.claim, reviews.take_over):
        with pytest.raises(Rejected, match="not-yours"):
            deed(person, answer)
    with pytest.raises(Rejected, match="not-yours"):
        reviews.record(person, answer, FULL)
    reviews.record(school.admin, answer, FULL)
    with pytest.raises(Rejected, match="not-yours"):
        reviews.withdraw(person, Review.objects.get())


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({"cause": 4.0}, "mark-missing"),
        ({}, "mark-missing"),
        ({"cause": 4.5, "curves": 2.0}, "mark-wrong"),
        ({"cause": -1.0, "curves": 2.0}, "mark-wrong"),
        ({"cause": float("nan"), "curves": 2.0}, "mark-wrong"),
        ({"cause": 4.0, "curves": 1.5}, "mark-wrong"),
    ],
)
def test_marks_keep_to_the_rubric(
    school: School, submission: Submission, answer: WrittenAnswer, marks: dict[str, float], code: str
) -> None:
    with pytest.raises(Rejected, match=code):
        reviews.record(school.instructor, answer, marks)
    assert grade_of(submission) == (4, 4, 6)
    assert not Review.objects.exists()


def test_a_comment_has_an_end(school: School, answer: WrittenAnswer) -> None:
    with pytest.raises(Rejected, match="comment-too-long"):
        reviews.record(school.instructor, answer, FULL, "x" * 6000)
    assert reviews.record(school.instructor, answer, FULL, "\x00 a\r\nb ").comment == "\ufffd a\nb"


def test_a_second_review_takes_the_place_of_the_first_which_is_kept(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    first = reviews.record(school.instructor, answer, {"cause": 0, "curves": 0})
    assert grade_of(submission) == (4, 10, 0)
    second = reviews.record(school.admin, answer, FULL, seen=first.pk)
    assert grade_of(submission) == (10, 10, 0)
    assert list(reviews.history(answer)) == [second, first]


def test_a_review_made_without_seeing_another_s_is_not_stored(school: School, answer: WrittenAnswer) -> None:
    first = reviews.record(school.instructor, answer, FULL)
    with pytest.raises(Rejected, match="reviewed-meanwhile"):
        reviews.record(school.admin, answer, {"cause": 0, "curves": 0})
    assert list(Review.objects.all()) == [first]


def test_what_is_withdrawn_counts_no_more_and_the_one_before_stands_again(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    first = reviews.record(school.instructor, answer, {"cause": 1, "curves": 1})
    second = reviews.record(school.instructor, answer, FULL, seen=first.pk)
    with pytest.raises(Rejected, match="withdrawn"):
        reviews.withdraw(school.instructor, first)

    reviews.withdraw(school.instructor, second)
    assert grade_of(submission) == (6, 10, 0)
    with pytest.raises(Rejected, match="withdrawn"):
        reviews.withdraw(school.instructor, second)

    reviews.withdraw(school.admin, first)
    assert grade_of(submission) == (4, 4, 6)
    assert reviews.queue(school.instructor).get() == answer
    first.refresh_from_db()
    assert (first.withdrawn_by, Review.objects.count()) == (school.admin, 2)


def test_the_same_text_handed_in_again_keeps_its_marks_and_a_changed_one_is_read_anew(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    waiting_twin = graded(school)
    assert WrittenAnswer.objects.get().submission == waiting_twin, "read once, where it stands now"
    reviews.record(school.instructor, answer, FULL)
    assert grade_of(submission) == grade_of(waiting_twin) == (10, 10, 0)

    assert grade_of(graded(school)) == (10, 10, 0)
    assert not reviews.queue(school.instructor).exists()

    changed = graded(school, said="It memorises, for its loss rises.")
    assert grade_of(changed) == (4, 4, 6)
    assert reviews.queue(school.instructor).get().submission == changed


def test_another_learner_s_same_words_are_another_text(school: School, answer: WrittenAnswer) -> None:
    twin = graded(school, school.classmate)
    reviews.record(school.instructor, answer, FULL)
    assert grade_of(twin) == (4, 4, 6)


def test_a_regrade_keeps_the_review(school: School, submission: Submission, answer: WrittenAnswer) -> None:
    reviews.record(school.instructor, answer, FULL)
    with_evidence(submission)
    regrade = regrades.request(None, submission)
    assert regrades.claim(regrade.pk, "worker-b")
    assert regrades.record(regrade.pk, "worker-b", report(code_points=0))
    assert grade_of(submission) == (6, 10, 0)


def test_a_text_that_a_regrade_finds_no_more_leaves_the_queue(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    with_evidence(submission)
    regrade = regrades.request(None, submission)
    assert regrades.claim(regrade.pk, "worker-b")
    assert regrades.record(regrade.pk, "worker-b", report(None))
    assert grade_of(submission) == (4, 10, 0)
    assert not WrittenAnswer.objects.exists()


def test_a_text_that_was_read_once_and_is_there_no_more_waits_for_nobody(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    reviews.withdraw(school.instructor, reviews.record(school.instructor, answer, FULL))
    with_evidence(submission)
    regrade = regrades.request(None, submission)
    assert regrades.claim(regrade.pk, "worker-b")
    assert regrades.record(regrade.pk, "worker-b", report(None))
    assert not reviews.queue(school.instructor).exists()
    assert Review.objects.count() == 1


def test_who_has_waited_longest_is_read_first(school: School, answer: WrittenAnswer) -> None:
    others = [graded(school, school.classmate), graded(school, said="Another text of mine.")]
    in_order = [answer.submission, *others]
    assert [each.submission for each in reviews.queue(school.instructor)] == in_order
    assert reviews.following(school.instructor, None) == answer
    second = reviews.following(school.instructor, answer)
    assert second is not None
    assert second.submission == others[0]
    assert reviews.following(school.instructor, second, backwards=True) == answer
    last = reviews.following(school.instructor, answer, backwards=True)
    assert last is not None
    assert last.submission == others[1], "past an end it goes on at the other"
    assert reviews.following(school.instructor, last) == answer


def test_the_queue_can_be_narrowed(school: School, answer: WrittenAnswer) -> None:
    person = school.admin
    assert reviews.queue(person, Filters(quest="open-quest", cohort=school.cohort.pk)).count() == 1
    assert not reviews.queue(person, Filters(quest="late-quest")).exists()
    assert not reviews.queue(person, Filters(cohort=school.other_cohort.pk)).exists()


def test_what_staff_try_out_waits_for_nobody(school: School) -> None:
    graded(school, school.instructor)
    assert not reviews.queue(school.admin).exists()


def test_two_do_not_read_the_same_text_unknowingly(school: School, answer: WrittenAnswer) -> None:
    assert reviews.claim(school.instructor, answer)
    assert reviews.claim(school.instructor, answer), "one's own claim is renewed"
    assert not reviews.claim(school.admin, answer)
    assert reviews.following(school.admin, None) is None
    reviews.take_over(school.admin, answer)
    assert not reviews.claim(school.instructor, answer)
    reviews.put_back(school.instructor, answer)
    assert not reviews.claim(school.instructor, answer), "only who holds it puts it back"
    reviews.put_back(school.admin, answer)
    assert reviews.claim(school.instructor, answer)


def test_a_claim_ends_by_itself(school: School, answer: WrittenAnswer) -> None:
    assert reviews.claim(school.instructor, answer)
    WrittenAnswer.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert reviews.claim(school.admin, answer)


def test_a_text_that_was_read_is_nobody_s_any_more(school: School, answer: WrittenAnswer) -> None:
    assert reviews.claim(school.instructor, answer)
    reviews.record(school.instructor, answer, FULL)
    answer.refresh_from_db()
    assert answer.holder is None


def test_settling_again_changes_nothing(school: School, submission: Submission, answer: WrittenAnswer) -> None:
    reviews.record(school.instructor, answer, FULL)
    before = (grade_of(submission), states(submission), list(WrittenAnswer.objects.values()))
    grades.settle(submission.pk)
    assert (grade_of(submission), states(submission), list(WrittenAnswer.objects.values())) == before


def test_a_review_of_an_instructor_who_left_still_stands(
    school: School, submission: Submission, answer: WrittenAnswer
) -> None:
    reviews.record(school.instructor, answer, FULL)
    school.instructor.delete()
    shown = grades.report_of(submission)
    assert shown is not None
    assert shown.score == 10
    assert shown.findings[1].written is not None
    assert shown.findings[1].written.review is not None
    assert shown.findings[1].written.review.reviewer == ""


def test_who_watches_hears_of_it(
    school: School, answer: WrittenAnswer, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        reviews.record(school.instructor, answer, FULL)
    assert [event for _, event in progress.read(answer.submission_id)][-1] == {
        "type": "status",
        "status": "graded",
        "attempt": 1,
    }


@pytest.mark.django_db(transaction=True)
def test_a_review_and_a_new_submission_of_the_same_text_that_meet_are_added_up(request: pytest.FixtureRequest) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from tests import people

    school = people.school()
    first = graded(school)
    answer = WrittenAnswer.objects.get()
    second = school.submission()
    assert attempts.claim(second.pk, 1, "worker-b")

    def alone(deed: object, *arguments: object) -> None:
        try:
            deed(*arguments)  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(alone, reviews.record, school.instructor, answer, FULL),
            pool.submit(alone, attempts.record, second.pk, 1, "worker-b", report()),
        ]
        for one in both:
            one.result(timeout=60)
    assert grade_of(first) == grade_of(second) == (10, 10, 0)

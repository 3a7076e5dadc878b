"""Who enters the instructor's pages, and whose work they see there."""

from __future__ import annotations

import pytest

from quests.models import QuestDraft, Release
from tests.insight.school import School, login

PAGES = ["/teach/", "/teach/upload/", "/teach/quests/deep-02-tensors/"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_in_particular_is_asked_to_log_in(school: School, page: str) -> None:
    response = login(None).get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["learner", "classmate", "stranger"])
def test_for_learners_nothing_is_there(school: School, page: str, who: str) -> None:
    assert login(getattr(school, who)).get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["instructor", "other_instructor", "admin"])
def test_staff_enter(school: School, page: str, who: str) -> None:
    assert login(getattr(school, who)).get(page).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner", 404), ("stranger", 404), ("instructor", 200), ("other_instructor", 404), ("admin", 200)],
)
def test_a_grade_book_is_for_those_who_teach_the_cohort(school: School, who: str, status: int) -> None:
    client = login(getattr(school, who))
    place = f"/teach/cohorts/{school.spring.pk}"
    for page in (f"{place}/", f"{place}.csv", f"{place}/learners/{school.learner.pk}/"):
        assert client.get(page).status_code == status


def test_a_learner_of_another_cohort_is_not_found_in_this_one(school: School) -> None:
    page = f"/teach/cohorts/{school.spring.pk}/learners/{school.stranger.pk}/"
    assert login(school.instructor).get(page).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("learner", 404), ("instructor", 200), ("other_instructor", 404), ("admin", 200)]
)
def test_a_draft_is_its_authors_and_the_admins(school: School, draft: QuestDraft, who: str, status: int) -> None:
    client = login(getattr(school, who))
    for page in ("", "progress/"):
        assert client.get(f"/teach/drafts/{draft.pk}/{page}").status_code == status


@pytest.mark.parametrize("who", ["learner", "other_instructor"])
@pytest.mark.parametrize("deed", ["publish", "discard", "again"])
def test_nobody_else_can_act_on_a_draft(school: School, draft: QuestDraft, who: str, deed: str) -> None:
    assert login(getattr(school, who)).post(f"/teach/drafts/{draft.pk}/{deed}/").status_code == 404
    assert QuestDraft.objects.get().state == QuestDraft.State.QUEUED


def test_what_changes_something_is_never_a_link(school: School, draft: QuestDraft) -> None:
    client = login(school.instructor)
    for deed in ("publish", "discard", "again"):
        assert client.get(f"/teach/drafts/{draft.pk}/{deed}/").status_code == 405


def test_an_instructor_moves_only_the_days_of_their_own_cohorts(school: School) -> None:
    other = Release.objects.get(cohort=school.autumn)
    fields = {
        "release": other.pk,
        f"release-{other.pk}-opens_at": "2026-01-01T00:00",
        f"release-{other.pk}-due_at": "2026-01-02T00:00",
    }
    assert login(school.instructor).post("/teach/quests/deep-02-tensors/", fields).status_code == 404
    assert Release.objects.get(pk=other.pk).opens_at == other.opens_at


def test_learners_of_others_appear_nowhere(school: School) -> None:
    school.submission(school.stranger, 1.0)
    client = login(school.instructor)
    for page in ("/teach/", "/teach/quests/deep-02-tensors/", f"/teach/cohorts/{school.spring.pk}/"):
        words = client.get(page).content.decode()
        assert "Sora" not in words
        assert "Autumn" not in words

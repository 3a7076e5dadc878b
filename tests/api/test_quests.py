"""The list of quests, and handing in over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quests.models import QuestVersion, Submission
from quests.services import attempts
from tests.people import NOTEBOOK, School
from tests.services.test_attempts import graded


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hand_in(client: Client, slug: str = "open-quest", content: bytes = NOTEBOOK, query: str = "") -> Any:
    file = SimpleUploadedFile("answer.ipynb", content)
    return client.post(f"/api/quests/{slug}/submissions/{query}", {"notebook": file})


def error(response: Any) -> dict[str, str]:
    return json.loads(response.content)["error"]


def test_a_learner_sees_the_open_quests_with_what_is_left(school: School) -> None:
    submission = school.submission()
    attempts.claim(submission.pk, 1, "worker-a")
    attempts.record(submission.pk, 1, "worker-a", graded(5, 0))
    school.submission(status="ended", fault="platform")

    quests = client_of(school.learner).get("/api/quests/").json()["quests"]

    assert [quest["slug"] for quest in quests] == ["late-quest", "open-quest"]
    assert quests[1]["best"] == {"id": str(submission.pk), "score": 5.0, "max_score": 10.0, "late": False}
    assert (quests[1]["attempts_used"], quests[1]["attempts_left"]) == (1, 29)
    assert quests[1]["due_at"] > quests[1]["opens_at"]


def test_the_list_does_not_cost_a_query_a_quest(school: School, django_assert_max_num_queries) -> None:
    client = client_of(school.learner)
    with django_assert_max_num_queries(6):
        client.get("/api/quests/")


def test_titles_come_in_the_language_asked_for(school: School) -> None:
    QuestVersion.objects.update(title_ko="열린 퀘스트")
    client = client_of(school.learner)

    assert client.get("/api/quests/?language=ko").json()["quests"][0]["title"] == "열린 퀘스트"
    assert client.get("/api/quests/", headers={"accept-language": "ko"}).json()["quests"][0]["title"] == "열린 퀘스트"
    assert error(client.get("/api/quests/?language=tlh"))["code"] == "unknown-language"


def test_a_stranger_has_no_quests_and_nobody_gets_in_without_logging_in(school: School) -> None:
    assert client_of(school.stranger).get("/api/quests/").json() == {"quests": []}
    response = Client().get("/api/quests/")
    assert (response.status_code, error(response)["code"]) == (401, "log-in")


def test_handing_in_answers_where_to_look(school: School) -> None:
    client = client_of(school.learner)

    response = hand_in(client)

    assert response.status_code == 201
    answer = response.json()
    assert (answer["status"], answer["queue_place"], answer["file_name"]) == ("queued", 1, "answer.ipynb")
    assert client.get(response["Location"]).json()["id"] == answer["id"]


@pytest.mark.parametrize(
    ("person", "slug", "content", "status", "code"),
    [
        ("learner", "closed-quest", NOTEBOOK, 403, "not-open"),
        ("learner", "no-such-quest", NOTEBOOK, 404, "not-found"),
        ("stranger", "open-quest", NOTEBOOK, 404, "not-yours"),
        ("learner", "open-quest", b"", 422, "empty-file"),
        ("learner", "open-quest", b"print()", 422, "not-json"),
        ("learner", "open-quest", b" " * (21 * 1024 * 1024), 413, "too-large"),
    ],
)
def test_a_refusal_says_why_in_both_languages(
    school: School, person: str, slug: str, content: bytes, status: int, code: str
) -> None:
    client = client_of(getattr(school, person))
    english, korean = hand_in(client, slug, content), hand_in(client, slug, content, "?language=ko")

    assert (english.status_code, error(english)["code"]) == (status, code)
    assert error(english)["message"] != error(korean)["message"] or code == "not-found"
    assert not Submission.objects.exists()


def test_a_form_without_the_file_is_told_what_to_send(school: School) -> None:
    response = client_of(school.learner).post("/api/quests/open-quest/submissions/")

    assert (response.status_code, error(response)["code"]) == (400, "no-file")


def test_a_request_without_a_csrf_token_is_refused_in_json(school: School) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(school.learner)

    response = hand_in(client)

    assert (response.status_code, error(response)["code"]) == (403, "csrf")
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("method", "path"), [("delete", "/api/quests/"), ("get", "/api/quests/open-quest/submissions/")]
)
def test_other_methods_are_refused_with_those_there_are(school: School, method: str, path: str) -> None:
    response = getattr(client_of(school.learner), method)(path)

    assert (response.status_code, error(response)["code"]) == (405, "method")
    assert response["Allow"]

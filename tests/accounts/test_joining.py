"""Signing up, and getting into a cohort."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.people import PASSWORD, School

FORM = {"email": "Mina@Example.org", "password1": PASSWORD, "name": "Mina"}


def sign_up(**changes: str):
    return Client().post("/accounts/signup/", FORM | changes)


@pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code[:5]}-{code[5:]} "])
def test_who_signs_up_with_a_code_studies_in_its_cohort(school: School, write) -> None:
    assert sign_up(invite_code=write(school.cohort.invite_code)).status_code == 302

    mina = User.objects.get(email="mina@example.org")
    assert list(mina.cohorts.all()) == [school.cohort]
    assert (mina.name, mina.role, mina.username) == ("Mina", "learner", "mina@example.org")


def test_who_signs_up_without_a_code_has_no_cohort_yet(school: School) -> None:
    assert sign_up().status_code == 302
    assert not User.objects.get(email="mina@example.org").cohorts.exists()


def test_a_wrong_code_makes_no_account_and_says_whom_to_ask(school: School) -> None:
    response = sign_up(invite_code="WRONG")

    assert "Check it with your instructor" in response.content.decode()
    assert not User.objects.filter(email="mina@example.org").exists()


def test_nobody_signs_up_into_a_role(school: School) -> None:
    sign_up(role="admin", is_staff="1", is_superuser="1")

    mina = User.objects.get(email="mina@example.org")
    assert (mina.role, mina.is_staff, mina.is_superuser) == ("learner", False, False)


def test_an_address_is_one_person_however_it_is_written(school: School) -> None:
    sign_up()
    sign_up(email="MINA@example.ORG")

    assert User.objects.filter(email__iexact="mina@example.org").count() == 1


def test_the_longest_addresses_have_room(school: School) -> None:
    address = "m@" + ".".join(["x" * 60] * 3) + ".org"

    assert sign_up(email=address).status_code == 302
    assert User.objects.filter(email=address).exists()


def test_the_address_that_an_instructor_sends_leads_to_signing_up_with_the_code_filled_in(school: School) -> None:
    response = Client().get(f"/join/?code={school.cohort.invite_code}", follow=True)

    assert f'value="{school.cohort.invite_code}"' in response.content.decode()


def test_who_has_an_account_joins_with_it(school: School) -> None:
    client = Client()
    client.force_login(school.stranger)
    assert school.cohort.invite_code in client.get(f"/join/?code={school.cohort.invite_code}").content.decode()

    for _ in range(2):
        response = client.post("/join/", {"invite_code": school.cohort.invite_code})
        assert response.status_code == 302

    assert list(school.stranger.cohorts.all()) == [school.cohort]


def test_an_instructor_cannot_get_into_another_cohort_by_its_code(school: School) -> None:
    client = Client()
    client.force_login(school.other_instructor)

    response = client.post("/join/", {"invite_code": school.cohort.invite_code})

    assert response.status_code == 422
    assert school.cohort not in school.other_instructor.cohorts.all()


def test_people_log_in_by_address_and_password(school: School) -> None:
    client = Client()
    response = client.post("/accounts/login/", {"login": "Learner@example.org", "password": PASSWORD})

    assert response.status_code == 302
    assert client.get("/api/quests/").status_code == 200


def test_a_closed_account_does_not_get_in(school: School) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "closed-account@example.org", "password": PASSWORD})

    assert client.get("/api/quests/").status_code == 401


def test_a_new_browser_speaks_the_language_its_person_chose(school: School) -> None:
    User.objects.filter(pk=school.learner.pk).update(language="ko")
    client = Client(headers={"accept-language": "en"})

    client.post("/accounts/login/", {"login": "learner@example.org", "password": PASSWORD})

    assert client.cookies["django_language"].value == "ko"
    assert client.get("/").headers["Content-Language"] == "ko"

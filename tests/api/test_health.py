"""``/healthz`` and ``/readyz`` tell a watcher the truth."""

from __future__ import annotations

import pytest
import redis
from django.conf import settings
from django.test import Client

from quests import progress

SIGN = progress.WorkerSign(name="questbook@here", lanes=["cpu"], slots=2, sandbox="root")


@pytest.fixture
def unready(client: Client, db: None):
    """The names of the checks that fail now; asserts that the status says the same."""

    def ask() -> set[str]:
        answer = client.get("/readyz")
        checks = answer.json()["checks"]
        failing = {name for name, check in checks.items() if not check["ok"]}
        assert (answer.status_code, answer.json()["ready"]) == ((503, False) if failing else (200, True))
        assert set(checks) == {"database", "redis", "worker", "sandbox"}
        return failing

    return ask


def test_it_is_alive_without_any_other_part(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_it_is_not_ready_without_a_worker(unready) -> None:
    assert unready() == {"worker", "sandbox"}


def test_it_is_ready_with_a_worker_whose_sandbox_works(unready) -> None:
    progress.announce_worker(SIGN)
    assert unready() == set()


def test_it_is_not_ready_when_the_only_worker_cannot_build_a_sandbox(unready) -> None:
    progress.announce_worker(SIGN.model_copy(update={"sandbox": ""}))
    assert unready() == {"sandbox"}


def test_it_is_not_ready_once_the_worker_went_away(unready) -> None:
    progress.announce_worker(SIGN)
    progress.retire_worker(SIGN.name)
    assert unready() == {"worker", "sandbox"}


def test_what_is_no_sign_of_life_counts_for_nothing(unready) -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.set("questbook:worker:forged", b'{"name": 5')
    assert unready() == {"worker", "sandbox"}


def test_it_is_not_ready_when_redis_is_away(unready, settings, tmp_path) -> None:
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"
    assert unready() == {"redis", "worker", "sandbox"}


def test_it_tells_only_those_who_ask_by_get(client: Client) -> None:
    assert client.post("/readyz").status_code == 405

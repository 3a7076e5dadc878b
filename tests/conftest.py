"""What every test may ask for: people, a folder of data, Redis, a browser, the whole of Questbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests import people, processes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from accounts.models import Cohort, User

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the database, which are run again on PostgreSQL, and those that use all of Questbook."""
    for item in items:
        asked = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if "live_questbook" in getattr(item, "fixturenames", ()):
            # They share one Questbook: it takes a while to start, and two would fight for the cores.
            item.add_marker(pytest.mark.xdist_group("live_questbook"))
            item.add_marker(pytest.mark.stack)


def pytest_configure() -> None:
    """Have the Korean texts compiled, as ``make run`` does."""
    from questbook.translations import compile_translations

    compile_translations(settings.LOCALE_PATHS[0])


def pytest_unconfigure() -> None:
    """Take away this process's folder of data."""
    shutil.rmtree(settings.HOME, ignore_errors=True)


# Places


@pytest.fixture
def home() -> Path:
    """This test process's folder of data, ``settings.HOME``."""
    return Path(settings.HOME)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """A real Redis of this test process's own, at ``settings.REDIS_URL``; yields that."""
    with processes.redis_on(settings.REDIS_SOCKET, settings.HOME):
        yield settings.REDIS_URL


@pytest.fixture(autouse=True)
def _redis_beside_the_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that uses the database also finds Redis there, empty: one half of Questbook does not run alone."""
    if request.node.get_closest_marker("database") is None and "redis_server" not in request.fixturenames:
        yield
        return
    import redis

    url = request.getfixturevalue("redis_server")
    yield
    with redis.Redis.from_url(url) as client:
        client.flushall()


# People


@pytest.fixture
def school(db: None) -> people.School:
    """Two cohorts of one course, and everybody an access rule tells apart."""
    return people.school()


@pytest.fixture
def cohort(school: people.School) -> Cohort:
    """The cohort of the learner, the classmate and the instructor."""
    return school.cohort


@pytest.fixture
def learner(school: people.School) -> User:
    """A learner of the cohort."""
    return school.learner


@pytest.fixture
def classmate(school: people.School) -> User:
    """Another learner of the same cohort."""
    return school.classmate


@pytest.fixture
def instructor(school: people.School) -> User:
    """Teaches the learner's cohort."""
    return school.instructor


@pytest.fixture
def other_instructor(school: people.School) -> User:
    """Teaches another cohort."""
    return school.other_instructor


@pytest.fixture
def admin(school: people.School) -> User:
    """Administers this Questbook."""
    return school.admin


@pytest.fixture
def stranger(school: people.School) -> User:
    """Has an account, and is in no cohort."""
    return school.stranger


# The whole of it, as people meet it


@pytest.fixture(scope="session")
def live_questbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[processes.Questbook]:
    """Questbook as ``make run`` starts it, ready, with the demo's people, on a port and a folder of its own."""
    questbook = processes.Questbook(home=tmp_path_factory.mktemp("home"))
    questbook.start()
    try:
        questbook.wait_for(r"Questbook is ready: ")
        yield questbook
    finally:
        questbook.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; gone before the next module's tests, for its event loop would forbid them their own."""
    from playwright.sync_api import sync_playwright

    # Nothing of it may reach beyond this machine, and a container gives it neither a sandbox of its own nor a GPU.
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """An empty page of a browser that knows nobody: no cookies, English, a laptop's size."""
    context = browser.new_context(locale="en", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()

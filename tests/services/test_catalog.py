"""The shipped courses come into the database, once."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from quests.files import quest_folder
from quests.models import Course, Quest, QuestVersion, Release
from quests.services.catalog import CatalogInvalid, import_catalog
from tests.graders.folders import write_quest
from tests.people import School

COURSE = """
slug = "dlp"
title = { en = "Deep learning", ko = "딥러닝" }

[[chapter]]
number = 2
day = 2
title = { en = "Tensors", ko = "텐서" }
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    course = tmp_path / "catalog" / "dlp"
    course.mkdir(parents=True)
    (course / "course.toml").write_text(COURSE)
    write_quest(course / "dlp-02-sums")
    return tmp_path / "catalog"


def test_courses_chapters_and_quests_are_made(db: None, catalog: Path) -> None:
    (version,) = import_catalog(catalog)

    assert version.quest.slug == "dlp-02-sums"
    assert version.quest.chapter.course.title_ko == "딥러닝"
    assert version.quest.current == version
    assert (quest_folder(version.digest) / "starter.ipynb").is_file()


def test_doing_it_again_changes_nothing(db: None, catalog: Path) -> None:
    assert import_catalog(catalog) == import_catalog(catalog)
    assert QuestVersion.objects.count() == 1


def test_a_changed_folder_becomes_a_new_version(db: None, catalog: Path) -> None:
    import_catalog(catalog)
    (catalog / "dlp" / "dlp-02-sums" / "notes.md").write_text("changed")

    (version,) = import_catalog(catalog)

    assert version.number == 2
    assert Quest.objects.get().current == version


def test_a_version_that_an_instructor_published_since_stays_current(db: None, catalog: Path) -> None:
    (shipped,) = import_catalog(catalog)
    newer = shipped.quest.versions.create(number=2, digest="f" * 64, title_en="New", title_ko="새", max_score=1)
    Quest.objects.update(current=newer)

    assert import_catalog(catalog) == [shipped]
    assert Quest.objects.get().current == newer


def test_cohorts_of_the_course_get_the_quests_day(school: School, catalog: Path) -> None:
    import_catalog(catalog)

    assert Release.objects.filter(quest__slug="dlp-02-sums").count() == 2


@pytest.mark.parametrize("broken", ["slug = ", 'slug = "DLP!"', COURSE + COURSE.partition("title =")[2]])
def test_a_broken_course_file_is_named(db: None, catalog: Path, broken: str) -> None:
    (catalog / "dlp" / "course.toml").write_text(broken)

    with pytest.raises(CatalogInvalid, match=r"course\.toml"):
        import_catalog(catalog)
    assert not Course.objects.exists()


def test_the_shipped_catalog_is_imported_by_a_command(db: None) -> None:
    output = StringIO()
    call_command("import_catalog", stdout=output)

    assert "dlp-02-tensors: version 1" in output.getvalue()
    assert "dlp-02-mnist: version 1" in output.getvalue()

"""Bringing the shipped courses into the database."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graders.loading import load
from graders.quest.file import SLUG
from graders.text import Text
from quests import files
from quests.models import Chapter, Course, QuestVersion
from quests.services.publishing import publish_version

log = logging.getLogger(__name__)

CATALOG = Path(__file__).resolve().parents[1] / "catalog"


class CatalogInvalid(ValueError):
    """A shipped course file that cannot be used; says which and why."""


class ChapterEntry(BaseModel):
    """A ``[[chapter]]`` of ``course.toml``."""

    model_config = ConfigDict(extra="forbid")
    number: int = Field(ge=1, le=200)
    day: int = Field(ge=1, le=1000)
    """Day of the course on which it is read, from 1."""
    title: Text


class CourseFile(BaseModel):
    """The content of ``course.toml``."""

    model_config = ConfigDict(extra="forbid")
    slug: str = Field(pattern=SLUG, max_length=30)
    title: Text
    chapter: list[ChapterEntry] = Field(min_length=1)

    @model_validator(mode="after")
    def _numbers_once(self) -> CourseFile:
        numbers = [entry.number for entry in self.chapter]
        if len(numbers) != len(set(numbers)):
            raise ValueError("two chapters have the same number")
        return self


def import_catalog(catalog: Path = CATALOG) -> list[QuestVersion]:
    """Create or update the shipped courses, their chapters, and a version of every quest whose folder changed.

    Doing it again without a change changes nothing. Shipped quests are proven by the project's own tests, so they
    are published at once.

    Returns:
        The version of every shipped quest, in order of the folders' names.

    Raises:
        CatalogInvalid: a ``course.toml`` cannot be read.
        QuestInvalid: a quest folder has problems.
        Rejected: a quest names a course or chapter that is not shipped.
        FileNotKept: the store cannot take a quest folder.
    """
    for path in sorted(catalog.glob("*/course.toml")):
        _import_course(path)
    return [_import_quest(path.parent) for path in sorted(catalog.rglob("quest.toml"))]


def _import_quest(folder: Path) -> QuestVersion:
    quest = load(folder)
    known = QuestVersion.objects.filter(quest__slug=quest.slug, digest=quest.digest).select_related("quest").first()
    if known is not None:  # an instructor may have published a newer one since, which stays current
        files.keep_quest_folder(folder, quest.digest)
        return known
    version = publish_version(quest, by=None)
    log.info("%s: published version %d", quest.slug, version.number)
    return version


def _import_course(path: Path) -> None:
    try:
        file = CourseFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogInvalid(f"{path}: {error}") from error
    with transaction.atomic():
        course, _ = Course.objects.update_or_create(
            slug=file.slug, defaults={"title_en": file.title.en, "title_ko": file.title.ko}
        )
        for entry in file.chapter:
            Chapter.objects.update_or_create(
                course=course,
                number=entry.number,
                defaults={"day": entry.day, "title_en": entry.title.en, "title_ko": entry.title.ko},
            )

"""Making a quest folder a version that learners meet."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from graders.quest import Quest as QuestFolder
from graders.text import text
from quests import files
from quests.models import Chapter, Quest, QuestVersion
from quests.people import Person
from quests.rejected import Rejected
from quests.services import releases

_NO_CHAPTER = text(
    "There is no chapter {chapter} in a course “{course}” here. Correct `course` and `chapter` in quest.toml.",
    "“{course}” 과정에 {chapter}장이 없습니다. quest.toml의 `course`와 `chapter`를 고쳐 주십시오.",
)
_OTHER_COURSE = text(
    "The name “{slug}” belongs to a quest of the course “{course}”. Choose another `slug` in quest.toml.",
    "“{slug}”은(는) “{course}” 과정의 퀘스트가 이미 쓰는 이름입니다. quest.toml의 `slug`를 다른 "
    "이름으로 바꿔 주십시오.",
)


def chapter_of(folder: QuestFolder) -> Chapter:
    """The chapter that a quest folder says it belongs to.

    Raises:
        Rejected: there is none, or another course has a quest of this name.
    """
    said = folder.file
    chapter = Chapter.objects.filter(course__slug=said.course, number=said.chapter).select_related("course").first()
    if chapter is None:
        raise Rejected("no-chapter", _NO_CHAPTER.format(chapter=said.chapter, course=said.course))
    other = Quest.objects.filter(slug=folder.slug).exclude(chapter__course=chapter.course).first()
    if other is not None:
        raise Rejected("slug-taken", _OTHER_COURSE.format(slug=folder.slug, course=other.chapter.course.slug))
    return chapter


def publish_version(folder: QuestFolder, by: Person | None) -> QuestVersion:
    """Make a folder the current version of its quest; the same content again becomes current without a new number.

    Versions are never changed: what learners handed in before stays with the version that judged it. Every cohort of
    the course gets a release.

    Raises:
        Rejected: the folder belongs to no chapter.
        FileNotKept: the folder could not be stored.
    """
    chapter = chapter_of(folder)
    files.keep_quest_folder(folder.folder, folder.digest)
    with transaction.atomic():
        quest, _ = Quest.objects.get_or_create(slug=folder.slug, defaults={"chapter": chapter})
        quest = Quest.objects.select_for_update().get(pk=quest.pk)
        version = quest.versions.filter(digest=folder.digest).first()
        if version is None:
            last = quest.versions.aggregate(last=Max("number"))["last"] or 0
            version = quest.versions.create(
                number=last + 1,
                digest=folder.digest,
                title_en=folder.file.title.en,
                title_ko=folder.file.title.ko,
                lane=folder.file.runtime.lane,
                minutes=folder.file.minutes,
                max_score=folder.max_points,
                max_attempts=folder.file.submitting.max_attempts,
                published_by_id=by.pk if by else None,
            )
        if (quest.current_id, quest.chapter_id) != (version.pk, chapter.pk):
            quest.current, quest.chapter = version, chapter
            quest.save(update_fields=["current", "chapter"])
        releases.schedule_course(chapter.course)
    return version

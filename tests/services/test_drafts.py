"""A quest folder's way from a zip to a version that learners meet."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from graders.text import text
from quests.files import quest_folder
from quests.models import Chapter, Quest, QuestDraft, Release
from quests.rejected import Rejected
from quests.services import drafts
from tests.graders.folders import write_quest
from tests.people import School
from tests.services.test_attempts import at_once


@pytest.fixture
def chapter(school: School) -> Chapter:
    return Chapter.objects.create(course=school.course, number=2, day=2, title_en="Two", title_ko="둘")


def zipped(folder: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return content.getvalue()


@pytest.fixture
def upload(tmp_path: Path) -> bytes:
    """The zip of a quest without problems."""
    return zipped(write_quest(tmp_path / "quest"))


def proven(school: School, upload: bytes) -> QuestDraft:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)
    drafts.claim_draft(draft.pk, "worker-a")
    assert drafts.record_proof(draft.pk, "worker-a", [step()], proven=True)
    draft.refresh_from_db()
    return draft


def step(**changes: Any) -> dict[str, Any]:
    return {
        "notebook": "solution.ipynb", "expectation": "full", "held": True, "score": 10, "max_score": 10,
        "state": "graded", "findings": [], "note": None,
    } | changes  # fmt: skip


def test_a_good_folder_is_stored_and_waits_for_its_proof(school: School, chapter: Chapter, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)

    assert (draft.state, draft.slug, draft.problems) == ("queued", "dlp-02-sums", [])
    assert (quest_folder(draft.digest) / "quest.toml").is_file()
    assert not list((settings.HOME / "quests").glob(".*")), "nothing half done is left"


def test_problems_of_the_folder_are_listed_with_file_and_line(school: School, chapter: Chapter, tmp_path: Path) -> None:
    folder = write_quest(tmp_path / "quest")
    toml = folder / "quest.toml"
    toml.write_text(toml.read_text().replace("points = 9", 'points = "nine"'))

    draft = drafts.receive_zip(school.instructor, "quest.zip", zipped(folder))

    assert draft.state == "invalid"
    problem = draft.problems[0]
    assert problem["file"] == "quest.toml"
    assert toml.read_text().splitlines()[problem["line"] - 1] == 'points = "nine"'
    assert set(problem["message"]) == {"en", "ko"}


def test_what_is_no_zip_is_told_as_a_problem(school: School) -> None:
    assert drafts.receive_zip(school.instructor, "quest.zip", b"no zip").state == "invalid"


def test_a_chapter_that_is_not_there_is_told_before_anything_is_proven(school: School, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)

    assert draft.state == "invalid"
    assert "no chapter 2" in draft.problems[0]["message"]["en"]
    assert draft.problems[0]["line"] == 3


@pytest.mark.parametrize("person", ["learner", "stranger", "anonymous", "closed_account"])
def test_only_staff_upload_quests(school: School, person: str, upload: bytes) -> None:
    with pytest.raises(Rejected, match="not-staff"):
        drafts.receive_zip(getattr(school, person), "quest.zip", upload)


def test_an_empty_file_is_refused(school: School) -> None:
    with pytest.raises(Rejected, match="empty-file"):
        drafts.receive_zip(school.instructor, "quest.zip", b"")


def test_a_proof_grows_and_ends_in_the_hands_of_one_worker(school: School, chapter: Chapter, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)

    claimed = drafts.claim_draft(str(draft.pk), "worker-a")
    assert claimed is not None
    assert (claimed.quest_folder / "solution.ipynb").is_file()
    assert drafts.claim_draft(draft.pk, "worker-b") is None
    assert drafts.record_proof(draft.pk, "worker-a", [step()])
    assert not drafts.record_proof(draft.pk, "worker-b", [], proven=True)
    assert drafts.record_proof(draft.pk, "worker-a", [step(), step(held=False)], proven=False)
    assert not drafts.renew(draft.pk, "worker-a")

    draft.refresh_from_db()
    assert draft.state == "unproven"
    assert [entry["held"] for entry in draft.proof] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_that_claim_a_proof_at_once_one_wins(school: School, chapter: Chapter, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)

    results = at_once(5, lambda i: drafts.claim_draft(draft.pk, f"worker-{i}"))

    assert sum(result is not None for result in results) == 1, results


def test_a_proof_whose_worker_died_is_run_again_and_in_the_end_given_up(
    school: School, chapter: Chapter, upload: bytes
) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)
    for number in range(settings.MAX_RUNS):
        assert drafts.claim_draft(draft.pk, f"worker-{number}")
        assert drafts.requeue_expired() == 0
        assert drafts.requeue_expired(timezone.now() + timedelta(seconds=settings.LEASE_SECONDS + 1)) == 1
        assert not drafts.renew(draft.pk, f"worker-{number}")

    draft.refresh_from_db()
    assert draft.state == "ended"
    assert drafts.claim_draft(draft.pk, "worker-x") is None
    drafts.prove_again(school.instructor, draft)
    assert drafts.claim_draft(draft.pk, "worker-x")


def test_a_proof_given_back_does_not_count_as_lost(school: School, chapter: Chapter, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)
    drafts.claim_draft(draft.pk, "worker-a")

    assert drafts.give_back(draft.pk, "worker-a")
    draft.refresh_from_db()
    assert (draft.state, draft.tries) == ("queued", 0)


def test_a_proof_that_could_not_be_run_says_why(school: School, chapter: Chapter, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)
    drafts.claim_draft(draft.pk, "worker-a")

    assert drafts.end_proof(draft.pk, "worker-a", text("No sandbox.", "샌드박스가 없습니다."))
    draft.refresh_from_db()
    assert draft.state == "ended"
    assert draft.problems[0]["message"]["en"] == "No sandbox."


def test_a_proven_draft_becomes_a_version_and_every_cohort_gets_its_day(
    school: School, chapter: Chapter, upload: bytes
) -> None:
    draft = proven(school, upload)

    version = drafts.publish(school.instructor, draft)

    assert (version.number, version.max_score, version.title_ko) == (1, 10, "합")
    assert version.published_by == school.instructor
    assert Quest.objects.get(slug="dlp-02-sums").current == version
    assert Release.objects.filter(quest=version.quest).count() == 2
    assert (draft.state, draft.version) == ("published", version)
    with pytest.raises(Rejected, match="published-already"):
        drafts.publish(school.instructor, draft)


def test_a_changed_folder_becomes_the_next_version_and_the_old_one_stays(
    school: School, chapter: Chapter, upload: bytes, tmp_path: Path
) -> None:
    first = drafts.publish(school.instructor, proven(school, upload))
    changed = write_quest(tmp_path / "changed")
    (changed / "notes.md").write_text("changed")
    submission = school.submission(school.admin, first.quest)

    second = drafts.publish(school.admin, proven(school, zipped(changed)))

    assert second.number == 2
    assert Quest.objects.get(pk=first.quest.pk).current == second
    submission.refresh_from_db()
    assert submission.version == first
    assert (quest_folder(first.digest) / "quest.toml").is_file()


@pytest.mark.parametrize("state", ["invalid", "queued", "proving", "unproven", "ended"])
def test_only_a_proven_draft_is_published(school: School, chapter: Chapter, upload: bytes, state: str) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)
    QuestDraft.objects.filter(pk=draft.pk).update(state=state)

    with pytest.raises(Rejected, match="not-proven"):
        drafts.publish(school.instructor, draft)
    assert not Quest.objects.filter(slug="dlp-02-sums").exists()


@pytest.mark.parametrize("person", ["learner", "other_instructor", "stranger", "anonymous"])
def test_others_can_neither_publish_nor_discard(school: School, chapter: Chapter, upload: bytes, person: str) -> None:
    draft = proven(school, upload)

    for act in (drafts.publish, drafts.discard, drafts.prove_again):
        with pytest.raises(Rejected, match="not-yours"):
            act(getattr(school, person), draft)


def test_the_name_of_another_courses_quest_cannot_be_taken(school: School, chapter: Chapter, upload: bytes) -> None:
    other = type(school.course).objects.create(slug="dlc", title_en="Cookbook", title_ko="쿡북")
    first = other.chapters.create(number=1, day=1, title_en="One", title_ko="하나")
    Quest.objects.create(slug="dlp-02-sums", chapter=first)

    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)

    assert draft.state == "invalid"
    assert "belongs to a quest of the course “dlc”" in draft.problems[0]["message"]["en"]


def test_a_discarded_draft_is_gone_and_a_published_one_stays(school: School, chapter: Chapter, upload: bytes) -> None:
    draft = drafts.receive_zip(school.instructor, "quest.zip", upload)
    drafts.claim_draft(draft.pk, "worker-a")
    drafts.discard(school.instructor, draft)
    assert not drafts.renew(draft.pk, "worker-a"), "the worker that proves it hears of it"

    published = proven(school, upload)
    drafts.publish(school.instructor, published)
    with pytest.raises(Rejected, match="published"):
        drafts.discard(school.instructor, published)

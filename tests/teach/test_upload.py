"""A quest's way from a zip to a version, as its instructor walks it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from graders.quest_zip import MAX_ZIP_BYTES
from graders.text import text
from quests.models import Quest, QuestDraft
from quests.services import drafts
from tests.insight.school import School, login
from tests.teach.conftest import zipped

HELD = {
    "notebook": "solution.ipynb",
    "expectation": {"en": "every point", "ko": "모든 점수"},
    "held": True,
    "score": 20,
    "max_score": 20,
    "state": "graded",
    "findings": [
        {
            "criterion": "runs",
            "state": "passed",
            "points": 20,
            "max_points": 20,
            "message": {"en": "It ran to its end.", "ko": "끝까지 실행되었습니다."},
        }
    ],
    "note": None,
}
HTMX = {"hx-request": "true"}


def send(school: School, name: str, content: bytes) -> Any:
    return login(school.instructor).post("/teach/upload/", {"folder": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("quest.zip", b"", "This file is empty"),
        ("quest.ipynb", b"{}", "is no zip file"),
    ],
)
def test_what_is_no_zip_is_refused_in_place(school: School, name: str, content: bytes, words: str) -> None:
    response = send(school, name, content)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not QuestDraft.objects.exists()


def test_no_file_at_all_is_told(school: School) -> None:
    response = login(school.instructor).post("/teach/upload/")
    assert response.status_code == 422
    assert "Choose a zip file first" in response.content.decode()


@override_settings(MAX_QUEST_ZIP_BYTES=100)
def test_a_file_that_is_too_large_is_refused_with_both_sizes(school: School) -> None:
    response = send(school, "quest.zip", b"PK" + bytes(2000))
    assert response.status_code == 422
    assert "at most 100" in response.content.decode().replace("\xa0", " ")


def test_the_page_promises_no_larger_zip_than_is_unpacked() -> None:
    assert settings.MAX_QUEST_ZIP_BYTES <= MAX_ZIP_BYTES


def test_a_file_that_only_calls_itself_a_zip_is_told_on_the_drafts_page(school: School) -> None:
    response = send(school, "quest.zip", b"this is no zip")
    assert response.status_code == 302
    page = login(school.instructor).get(response["Location"]).content.decode()
    assert "problem" in page
    assert QuestDraft.objects.get().state == QuestDraft.State.INVALID


def test_a_good_folder_waits_for_its_proof_and_shows_what_learners_will_see(school: School, folder: Path) -> None:
    response = send(school, "tensors.zip", zipped(folder))
    page = login(school.instructor).get(response["Location"]).content.decode()
    assert "Its proof waits for a worker" in page
    assert "As learners will see it" in page
    assert "every 2s" in page
    assert "solution.ipynb" in page
    assert "publish/" not in page


def test_problems_name_file_and_line_in_the_readers_language(school: School, folder: Path) -> None:
    path = folder / "quest.toml"
    path.write_text(path.read_text().replace("points = ", "pionts = ", 1))
    response = send(school, "tensors.zip", zipped(folder))
    client = login(school.instructor)
    page = client.get(response["Location"]).content.decode()
    assert "<code>quest.toml</code>" in page
    assert re.search(r"line \d+", page)
    assert "every 2s" not in page
    draft = QuestDraft.objects.get()
    korean = client.get(response["Location"], headers={"accept-language": "ko"}).content.decode()
    words = draft.problems[0]["message"]["ko"].split("`")[-1]  # what stands behind the code in the sentence
    assert words
    assert words in korean


def test_the_proof_shows_each_step_as_it_comes(school: School, prove: Callable[..., QuestDraft]) -> None:
    draft = prove([HELD])
    words = login(school.instructor).get(f"/teach/drafts/{draft.pk}/progress/").content.decode()
    assert "every point" in words
    assert "It ran to its end." in words
    assert "20 / 20" in words
    assert len(re.findall(r'class="proof-step running"', words)) == 1
    assert "proof-step waiting" in words
    assert "every 2s" in words


def test_a_failed_proof_opens_its_findings_and_offers_no_publishing(
    school: School, prove: Callable[..., QuestDraft]
) -> None:
    draft = prove([{**HELD, "held": False, "note": text("scored 3 of 20", "20점 중 3점").model_dump()}], proven=False)
    words = login(school.instructor).get(f"/teach/drafts/{draft.pk}/progress/").content.decode()
    assert "scored 3 of 20" in words
    assert "<details" in words
    assert " open>" in words
    assert "publish/" not in words
    assert "every 2s" not in words


def test_a_proven_quest_is_published_and_reaches_the_cohorts(school: School, prove: Callable[..., QuestDraft]) -> None:
    draft = prove([HELD], proven=True)
    client = login(school.instructor)
    assert "publish/" in client.get(f"/teach/drafts/{draft.pk}/").content.decode()
    page = client.post(f"/teach/drafts/{draft.pk}/publish/", follow=True).content.decode()
    quest = Quest.objects.get(slug="dlp-02-tensors")
    assert f"/teach/quests/{quest.slug}/" in page
    assert quest.current is not None
    assert quest.releases.count() == 2
    again = client.get(f"/teach/quests/{quest.slug}/v1.zip")
    with zipfile.ZipFile(io.BytesIO(again.content)) as archive:
        assert "dlp-02-tensors/quest.toml" in archive.namelist()


def test_what_is_not_proven_cannot_be_published_by_hand(school: School, draft: QuestDraft) -> None:
    client = login(school.instructor)
    page = client.post(f"/teach/drafts/{draft.pk}/publish/", follow=True).content.decode()
    assert "Only a proven quest can be published" in page
    assert not Quest.objects.filter(slug="dlp-02-tensors").exists()


def test_a_proof_that_could_not_be_run_says_why_and_can_be_started_again(school: School, draft: QuestDraft) -> None:
    assert drafts.claim_draft(draft.pk, "worker-1")
    assert drafts.end_proof(draft.pk, "worker-1", text("The sandbox is not there.", "샌드박스가 없습니다."))
    client = login(school.instructor)
    assert "The sandbox is not there." in client.get(f"/teach/drafts/{draft.pk}/").content.decode()
    client.post(f"/teach/drafts/{draft.pk}/again/")
    draft.refresh_from_db()
    assert draft.state == QuestDraft.State.QUEUED


def test_a_discarded_draft_is_gone(school: School, draft: QuestDraft) -> None:
    client = login(school.instructor)
    assert "discarded" in client.post(f"/teach/drafts/{draft.pk}/discard/", follow=True).content.decode()
    assert client.get(f"/teach/drafts/{draft.pk}/").status_code == 404


def test_a_page_whose_draft_was_discarded_elsewhere_says_so_and_stops_asking(school: School, draft: QuestDraft) -> None:
    client = login(school.instructor)
    address = f"/teach/drafts/{draft.pk}/progress/"
    assert "every 2s" in client.get(address, headers=HTMX).content.decode()
    client.post(f"/teach/drafts/{draft.pk}/discard/")
    answer = client.get(address, headers=HTMX)
    assert answer.status_code == 286, "what htmx takes as the end of polling"
    assert "It was discarded" in answer.content.decode()
    assert "every 2s" not in answer.content.decode()


def test_with_scripts_an_upload_is_taken_or_refused_without_a_new_page(school: School, folder: Path) -> None:
    client = login(school.instructor)
    upload = SimpleUploadedFile("quest.ipynb", b"{}")
    refused = client.post("/teach/upload/", {"folder": upload}, headers=HTMX)
    assert refused.status_code == 422
    assert "is no zip file" in refused.content.decode()
    assert "<html" not in refused.content.decode()
    taken = client.post("/teach/upload/", {"folder": SimpleUploadedFile("t.zip", zipped(folder))}, headers=HTMX)
    assert taken["HX-Redirect"] == f"/teach/drafts/{QuestDraft.objects.get().pk}/"


def test_the_page_holds_no_inline_code(school: School, draft: QuestDraft) -> None:
    client = login(school.instructor)
    for page in ("/teach/", "/teach/upload/", f"/teach/drafts/{draft.pk}/", "/teach/quests/deep-02-tensors/"):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>", client.get(page).content.decode())

"""A learner writes a text, an instructor reads it by keys alone, and the learner sees the marks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.graders import essays
from tests.journeys.conftest import Visitor
from tests.journeys.test_staff import PROOF_MS

pytestmark = pytest.mark.browser

SLUG = "dlp-02-words"


@pytest.fixture
def quest_zip(tmp_path: Path) -> Path:
    """A quest with one function and one text to write."""
    folder = essays.write_quest(tmp_path / SLUG, essays.QUEST_TOML.replace("dlp-02-sums", SLUG))
    path = tmp_path / f"{SLUG}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(file, file.relative_to(tmp_path))
    return path


def test_a_text_is_written_read_by_keys_and_its_marks_are_seen(
    visitor: Visitor, quest_zip: Path, tmp_path: Path
) -> None:
    page = visitor.page
    visitor.logs_in("instructor")
    visitor.goes_to("/teach/upload/")
    page.locator("input[type=file]").set_input_files(quest_zip)
    page.get_by_role("button", name="Upload and check").click()
    page.wait_for_url("**/teach/drafts/*/")
    expect(page.get_by_text("Proven: everything came out as you said.")).to_be_visible(timeout=PROOF_MS)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published.").first).to_be_visible()
    page.context.clear_cookies()

    visitor.logs_in("learner")
    answer = tmp_path / "answer.ipynb"
    answer.write_bytes(essays.notebook())
    visitor.hands_in(SLUG, answer)
    visitor.waits_for_report()
    report = page.url
    expect(page.locator("#finding-why")).to_contain_text("awaits an instructor")
    expect(page.locator(".ring-points")).to_have_text("10 / 10")
    page.context.clear_cookies()

    visitor.logs_in("instructor", language="ko")
    page.locator("nav a", has_text="글 채점").click()
    page.get_by_role("link", name="다음 글 읽기").click()
    expect(page.locator(".written-text strong")).to_have_text("memorises")
    # The text is there before the script that listens to the keys.
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("2")  # the second level, and on to the next item
    page.keyboard.press("1")  # as many points
    expect(page.locator("[data-total]")).to_have_text("5")
    page.locator("textarea").fill("무엇을 보고 알았는지도 써 보십시오.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("여기에는 더 읽을 글이 없습니다.")).to_be_visible()
    page.context.clear_cookies()

    visitor.logs_in("learner")
    page.goto(report)
    expect(page.locator(".ring-points")).to_have_text("15 / 16")
    finding = page.locator("#finding-why")
    expect(finding).to_have_attribute("data-state", "partial")
    expect(finding).to_contain_text("무엇을 보고 알았는지도 써 보십시오.")
    expect(finding).to_contain_text("Read by Ina Instructor")

"""A learner writes a text, an instructor reads it by keys alone, and the learner sees the marks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.graders import folders
from tests.journeys.conftest import Visitor
from tests.journeys.test_staff import PROOF_MS

pytestmark = pytest.mark.browser

SLUG = "dlp-02-words"
GIVEN = "*Write your answer here.*"
ESSAY = "The validation loss rises again, so the network **memorises** its training rows."
WRITTEN = """
[[criterion]]
id = "why"
kind = "written"
points = 6
cell = "why"
min_words = 5
title = { en = "You say why it overfits", ko = "왜 과대적합되는지 설명합니다" }

[[criterion.rubric]]
id = "curves"
points = 4
title = { en = "Reads the curves", ko = "곡선을 읽습니다" }
levels = [
  { points = 0, title = { en = "not at all", ko = "없음" } },
  { points = 4, title = { en = "both", ko = "둘 다" } },
]

[[criterion.rubric]]
id = "cause"
points = 2
title = { en = "Names the cause", ko = "원인을 밝힙니다" }

[[wrong]]
"""


def notebook(answer: str, essay: str) -> bytes:
    """The quest's notebook with these answers."""
    text = folders.words(essay, id="why", metadata={"nbgrader": folders.nbgrader("why", answer=True)})
    return folders.notebook(folders.code(answer, "add", answer=True), text)


@pytest.fixture
def quest_zip(tmp_path: Path) -> Path:
    """A quest with one function and one text to write."""
    toml = folders.QUEST_TOML.replace("dlp-02-sums", SLUG).replace("\n[[wrong]]\n", WRITTEN)
    folder = folders.write_quest(
        tmp_path / SLUG,
        quest_toml=toml.replace("[[criterion]]", '[runtime]\nbackend = "none"\n\n[[criterion]]', 1),
        starter_ipynb=notebook(folders.STARTER, GIVEN),
        solution_ipynb=notebook("def add(a, b):\n    return a + b", ESSAY),
        **{"wrong/subtracts_ipynb": notebook("def add(a, b):\n    return a - b", GIVEN)},
    )
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
    answer.write_bytes(notebook("def add(a, b):\n    return a + b", ESSAY))
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

"""An instructor publishes a quest, and an admin looks at the dashboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import CATALOG, Visitor

pytestmark = pytest.mark.browser

PROOF_MS = 240_000


def test_an_instructor_uploads_proves_previews_and_publishes_a_quest(
    visitor: Visitor, quest_zip: Callable[[str], Path]
) -> None:
    page = visitor.page
    visitor.logs_in("instructor")
    visitor.goes_to("/teach/upload/")
    page.locator("input[type=file]").set_input_files(quest_zip("my-tensors"))
    page.get_by_role("button", name="Upload and check").click()
    page.wait_for_url("**/teach/drafts/*/")

    expect(page.get_by_text("Proven: everything came out as you said.")).to_be_visible(timeout=PROOF_MS)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published.").first).to_be_visible()

    visitor.goes_to("/teach/")
    expect(page.locator("a[href='/teach/quests/my-tensors/']").first).to_be_visible()


def test_a_broken_quest_folder_is_told_its_file_and_line(visitor: Visitor, quest_zip: Callable[[str], Path]) -> None:
    import zipfile

    broken = quest_zip("broken-tensors")
    with zipfile.ZipFile(broken) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    toml = next(name for name in files if name.endswith("quest.toml"))
    files[toml] = files[toml].replace(b'kind = "runs"', b'kind = "run"', 1)
    with zipfile.ZipFile(broken, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)

    visitor.logs_in("instructor")
    visitor.goes_to("/teach/upload/")
    visitor.page.locator("input[type=file]").set_input_files(broken)
    visitor.page.get_by_role("button", name="Upload and check").click()

    problem = visitor.page.locator(".problems li").first
    expect(problem).to_contain_text("line")
    expect(problem).to_contain_text("runs")


def test_an_admin_sees_who_did_what_and_whether_workers_live(visitor: Visitor) -> None:
    page = visitor.page
    visitor.logs_in("learner")
    visitor.hands_in("dlp-02-tensors", CATALOG / "dlp-02-tensors" / "starter.ipynb")
    visitor.waits_for_report()
    page.context.clear_cookies()

    visitor.logs_in("admin")
    visitor.goes_to("/insight/")
    expect(page.get_by_text("Lea Learner").first).to_be_attached()
    expect(page.locator("canvas").first).to_be_visible()
    expect(page.get_by_text("worker@").first).to_be_visible()
    with page.expect_download() as download:
        page.locator("a[href*='.csv']").first.click()
    assert Path(download.value.path()).read_bytes()


def test_a_learner_finds_no_door_to_the_staff_s_pages(visitor: Visitor) -> None:
    visitor.logs_in("learner")
    for address in ("/teach/", "/insight/"):
        answer = visitor.page.goto(visitor.url + address)
        assert answer is not None
        assert answer.status in (403, 404)

"""A visitor of the real thing: Questbook as ``make run`` starts it, in Debian's Chromium."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from accounts import demo
from tests import processes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CATALOG = processes.ROOT / "quests" / "catalog" / "dlp"
RUN_MS = 120_000
"""How long a submission may take here, on a shared machine."""

# Writes down every state that a cell of the live list was shown in.
WATCH_CELLS = """
window.seenCells = [];
new MutationObserver(() => {
  for (const cell of document.querySelectorAll("[data-cells] [data-cell]")) {
    const seen = `${cell.dataset.cell} ${cell.dataset.state}`;
    if (!window.seenCells.includes(seen)) window.seenCells.push(seen);
  }
}).observe(document, {subtree: true, childList: true, attributes: true});
"""


@dataclass
class Visitor:
    """Somebody in front of a browser."""

    page: Page
    url: str

    def goes_to(self, path: str) -> None:
        """Open an address of this Questbook."""
        self.page.goto(self.url + path)

    def logs_in(self, name: str, language: str = "en") -> None:
        """As the demo's ``learner``, ``classmate``, ``instructor`` or ``admin``, reading ``language``."""
        self.goes_to("/accounts/login/")
        self.page.locator("input[name=login]").fill(f"{name}@questbook.test")
        self.page.locator("input[name=password]").fill(demo.PASSWORD)
        self.page.locator("main form button").first.click()
        self.page.wait_for_url(self.url + "/")
        if self.page.locator("html").get_attribute("lang") != language:  # what an earlier visit chose
            self.reads(language)

    def reads(self, language: str) -> None:
        """Switch the language of all pages."""
        self.page.get_by_role("button", name={"en": "English", "ko": "한국어"}[language]).first.click()
        expect(self.page.locator("html")).to_have_attribute("lang", language)

    def hands_in(self, slug: str, notebook: Path) -> None:
        """Upload a notebook on the quest's page; ends on the submission's page."""
        self.goes_to(f"/quests/{slug}/")
        self.page.locator("input[type=file]").set_input_files(notebook)
        self.page.locator("form.upload button").click()
        self.page.wait_for_url("**/submissions/*/")

    def waits_for_report(self) -> None:
        """Until the page shows the outcome, without a reload."""
        expect(self.page.locator("[data-status=graded], [data-status=ended]")).to_be_visible(timeout=RUN_MS)

    @property
    def score(self) -> str:
        """The number in the ring, as in ``92%``."""
        return "".join((self.page.locator(".ring-number").text_content() or "").split())

    def finding(self, criterion: str) -> str:
        """The state of a criterion in the report."""
        return self.page.locator(f"#finding-{criterion}").get_attribute("data-state") or ""

    @property
    def seen_cells(self) -> list[str]:
        """``NAME STATE`` of each cell, as the live page showed them go by."""
        seen: list[str] = self.page.evaluate("window.seenCells")
        return seen


@pytest.fixture
def visitor(browser: Browser, live_questbook: processes.Questbook) -> Iterator[Visitor]:
    """A new visitor, whom no page knows; fails when a page breaks a rule of its own or a script of ours throws."""
    context = browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH_CELLS)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: troubles.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield Visitor(page, live_questbook.url)
    with suppress(Exception):
        context.close()
    assert not troubles


@pytest.fixture
def answered(tmp_path: Path) -> Callable[..., Path]:
    """A quest's solution with the source of some answer cells replaced: ``answered(slug, cell_id=source)``."""

    def write(slug: str, **sources: str) -> Path:
        notebook: dict[str, Any] = json.loads((CATALOG / slug / "solution.ipynb").read_text())
        cells = {cell["id"]: cell for cell in notebook["cells"]}
        for name, source in sources.items():
            cells[name]["source"] = source
        path = tmp_path / f"{slug}.ipynb"
        path.write_text(json.dumps(notebook))
        return path

    return write


@pytest.fixture
def quest_zip(tmp_path: Path) -> Callable[[str], Path]:
    """The shipped tensors quest under another name, as a zip: ``quest_zip("my-quest")``."""

    def write(slug: str) -> Path:
        folder = shutil.copytree(CATALOG / "dlp-02-tensors", tmp_path / slug)
        toml = folder / "quest.toml"
        toml.write_text(toml.read_text().replace('slug = "dlp-02-tensors"', f'slug = "{slug}"', 1))
        path = tmp_path / f"{slug}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(p for p in folder.rglob("*") if p.is_file()):
                archive.write(file, file.relative_to(tmp_path))
        return path

    return write

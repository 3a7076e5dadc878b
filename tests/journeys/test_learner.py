"""A learner logs in, hands in, watches the cells go by, and reads why."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graders.loading import load
from tests.journeys.conftest import CATALOG, Visitor

pytestmark = pytest.mark.browser


def test_a_right_answer_to_the_tensors_quest_is_complete(visitor: Visitor) -> None:
    visitor.logs_in("learner")
    visitor.hands_in("dlp-02-tensors", CATALOG / "dlp-02-tensors" / "solution.ipynb")
    visitor.waits_for_report()

    assert visitor.score == "100%"
    assert "relu running" in visitor.seen_cells or "relu ok" in visitor.seen_cells
    expect(visitor.page).to_have_title(re.compile(r"100\s*%"))
    expect(visitor.page.locator("iframe[name=notebook]")).to_have_attribute("sandbox", "")
    executed = visitor.page.request.get(visitor.page.url + "notebook/")
    assert "naive_relu" in executed.text()


def test_a_wrong_answer_to_the_tensors_quest_is_told_why_and_where(
    visitor: Visitor, answered: Callable[..., Path]
) -> None:
    visitor.logs_in("learner")
    wrong = answered("dlp-02-tensors", relu="def naive_relu(x):\n    return x\n\nnaive_rleu(images[0])\n")
    visitor.hands_in("dlp-02-tensors", wrong)
    visitor.waits_for_report()

    assert visitor.score != "100%"
    assert visitor.page.locator("[data-state=failed]").count() >= 1
    diagnosis = visitor.page.locator(".diagnosis")
    expect(diagnosis).to_contain_text("naive_relu")
    expect(diagnosis).to_contain_text("cell relu, line 4")


def test_a_right_answer_to_the_mnist_quest_trains_before_the_learner_s_eyes(visitor: Visitor) -> None:
    visitor.logs_in("learner")
    visitor.hands_in("dlp-02-mnist", CATALOG / "dlp-02-mnist" / "solution.ipynb")
    expect(visitor.page.locator("[data-cell=train] [data-detail]")).to_contain_text("epoch", timeout=90_000)
    visitor.waits_for_report()

    assert visitor.score == "100%"
    assert {"prepare ok", "train running", "train ok"} <= set(visitor.seen_cells)


def test_a_wrong_answer_to_the_mnist_quest_loses_only_what_is_wrong(visitor: Visitor, tmp_path: Path) -> None:
    unscaled = tmp_path / "unscaled.ipynb"
    unscaled.write_bytes(load(CATALOG / "dlp-02-mnist").upload("wrong/unscaled.py"))
    visitor.logs_in("classmate")
    visitor.hands_in("dlp-02-mnist", unscaled)
    visitor.waits_for_report()

    assert visitor.score != "100%"
    assert visitor.page.locator("[data-state=failed], [data-state=partial]").count() >= 1
    assert visitor.page.locator("[data-state=passed]").count() >= 1


def test_the_report_is_read_in_korean_on_a_phone(visitor: Visitor, answered: Callable[..., Path]) -> None:
    visitor.logs_in("learner")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.hands_in("dlp-02-tensors", answered("dlp-02-tensors", add="def naive_add(x, y)\n    return x\n"))
    visitor.waits_for_report()
    visitor.reads("ko")

    expect(visitor.page.locator(".diagnosis")).to_contain_text(re.compile("[가-힣]"))
    wide = visitor.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, "the page scrolls sideways on a phone"


def test_a_file_that_is_no_notebook_is_refused_in_place(visitor: Visitor, tmp_path: Path) -> None:
    essay = tmp_path / "essay.ipynb"
    essay.write_text("my thoughts on tensors")
    visitor.logs_in("learner")
    visitor.goes_to("/quests/dlp-02-tensors/")
    visitor.page.locator("input[type=file]").set_input_files(essay)
    visitor.page.locator("form.upload button").click()

    expect(visitor.page.get_by_role("alert")).to_contain_text("notebook")
    expect(visitor.page.locator("[data-sent]")).to_be_hidden()
    assert visitor.page.url.endswith("/quests/dlp-02-tensors/")


def test_the_best_submission_is_marked(visitor: Visitor) -> None:
    visitor.logs_in("classmate")
    visitor.hands_in("dlp-02-tensors", CATALOG / "dlp-02-tensors" / "starter.ipynb")
    visitor.waits_for_report()
    visitor.hands_in("dlp-02-tensors", CATALOG / "dlp-02-tensors" / "solution.ipynb")
    visitor.waits_for_report()
    visitor.goes_to("/history/")

    rows = visitor.page.locator(".submission-list li", has_text="solution.ipynb")
    expect(rows.first).to_contain_text("best")

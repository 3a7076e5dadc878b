"""The executed notebook, in its frame and behind its policy."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from learn import executed
from quests.models import Submission
from tests.graders.folders import code, words
from tests.learn.conftest import MARK, graded, ran
from tests.people import School


@pytest.fixture
def submission(school: School) -> Submission:
    return graded(school.submission())


def notebook_of(page: Client, submission: Submission) -> str:
    answer = page.get(f"/submissions/{submission.pk}/notebook/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_in_it_may_run_or_load(page: Client, submission: Submission) -> None:
    ran(submission, code("1", "add", answer=True))
    policy = page.get(f"/submissions/{submission.pk}/notebook/")["Content-Security-Policy"]
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    assert directives["sandbox"] == [], "no allow-scripts, no allow-same-origin"
    assert directives["default-src"] == ["'none'"]
    assert directives["img-src"] == ["data:"]
    assert "script-src" not in directives


def test_the_page_shows_it_in_a_frame_that_may_do_nothing(page: Client, submission: Submission) -> None:
    ran(submission, code("1", "add"))
    assert 'sandbox=""' in page.get(f"/submissions/{submission.pk}/").content.decode()


def test_every_other_page_runs_only_our_own_scripts(page: Client, submission: Submission) -> None:
    for address in ("/", f"/submissions/{submission.pk}/", "/history/"):
        answer = page.get(address)
        assert "unsafe" not in answer["Content-Security-Policy"]
        html = answer.content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert "<script>" not in html
        assert " onclick" not in html


def test_cells_carry_the_names_that_reports_use(page: Client, submission: Submission) -> None:
    ran(submission, words("# Sums"), code("import numpy", "setup"), code("x = 1", "add", answer=True))
    html = notebook_of(page, submission)
    assert 'id="cell-setup"' in html
    assert 'id="cell-add"' in html
    assert ">Sums<" in html


def test_cells_of_a_free_form_notebook_are_numbered(page: Client, submission: Submission) -> None:
    ran(submission, words("hello"), code("x = 1"), code("y = 2"), form="free-form")
    html = notebook_of(page, submission)
    assert 'id="cell-cell-1"' in html
    assert 'id="cell-cell-2"' in html
    assert 'id="cell-cell-3"' not in html


def test_hostile_output_is_cleaned_even_before_the_sandbox(page: Client, submission: Submission) -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": f"\x1b[31m{MARK}\x1b[0m"},
        {
            "output_type": "display_data",
            "metadata": {"text/html": {"isolated": True}, "filenames": {"image/png": "/etc/passwd"}},
            "data": {"text/html": f"<b onclick='x()'>bold</b>{MARK}<iframe src='//evil.example'></iframe>"},
        },
        {"output_type": "display_data", "metadata": {}, "data": {"application/javascript": "alert(1)"}},
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": 'iVBO"><script>alert(2)</script>'}},
        {"output_type": "error", "ename": MARK, "evalue": MARK, "traceback": [MARK]},
    ]
    ran(submission, words(f"{MARK} <img src=x onerror=alert(3)>"), code(MARK, MARK, outputs=outputs, execution_count=1))
    html = notebook_of(page, submission)
    assert "<b>bold</b>" in html
    for bad in ("<script", "onclick=", "onerror=", "<iframe", "evil.example", "alert(1)"):
        assert bad not in html


def test_pictures_pasted_into_text_cells_are_left_out_and_the_rest_is_shown(
    page: Client, submission: Submission
) -> None:
    pasted = words("before ![my plot](attachment:image.png) after\n\n![again][1]\n\n[1]: attachment:other.png")
    ran(submission, pasted, code("x = 1", "add", answer=True))
    html = notebook_of(page, submission)
    assert "before" in html
    assert 'alt="my plot"' in html
    assert 'id="cell-add"' in html
    assert "attachment:" not in html


def test_output_too_long_to_read_is_cut(page: Client, submission: Submission) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * (executed.MAX_OUTPUT_CHARACTERS + 500_000)}
    ran(submission, code("1", "add", outputs=[output], execution_count=1))
    html = notebook_of(page, submission)
    assert len(html) < executed.MAX_OUTPUT_CHARACTERS + 100_000
    assert "too long to show" in html


def test_a_notebook_too_large_to_show_says_so(page: Client, submission: Submission) -> None:
    folder = ran(submission, code("1", "add"))
    with (folder / "executed.ipynb").open("ab") as file:
        file.write(b" " * executed.MAX_BYTES)
    assert "too much to show here" in notebook_of(page, submission)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"cells": 3, "nbformat": 4}', b"\xff\xfe", json.dumps({"nbformat": 99, "cells": []}).encode()],
)
def test_a_broken_notebook_says_so(page: Client, submission: Submission, content: bytes) -> None:
    (ran(submission, code("1", "add")) / "executed.ipynb").write_bytes(content)
    assert "cannot be shown" in notebook_of(page, submission)


def test_a_link_in_its_place_is_not_followed(page: Client, submission: Submission) -> None:
    folder = ran(submission, code("1", "add"))
    (folder / "other.ipynb").write_bytes((folder / "executed.ipynb").read_bytes())
    (folder / "executed.ipynb").unlink()
    (folder / "executed.ipynb").symlink_to(folder / "other.ipynb")
    assert "no executed notebook" in notebook_of(page, submission)


def test_none_at_all_is_said_in_words(page: Client, school: School) -> None:
    assert "no executed notebook" in notebook_of(page, school.submission())


def test_it_is_rendered_once_for_each_attempt(page: Client, submission: Submission) -> None:
    folder = ran(submission, code("'first'", "add"))
    first = notebook_of(page, submission)
    (folder / "executed.ipynb").unlink()
    assert notebook_of(page, submission) == first
    Submission.objects.filter(pk=submission.pk).update(attempt=2)
    assert "no executed notebook" in notebook_of(page, submission)


def test_text_that_takes_hours_to_parse_costs_the_server_seconds_and_only_once(
    page: Client, submission: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(submission, words("[" * 900_000), code("x = 1", "add", answer=True))
    assert "took too long to lay out" in notebook_of(page, submission)
    monkeypatch.setattr(executed, "_render", lambda _: pytest.fail("rendered again"))
    assert "took too long to lay out" in notebook_of(page, submission)

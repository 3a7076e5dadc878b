"""The page of the data store: a card for each set, what it is and what it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.insight.school import School, login


@pytest.fixture
def page(school: School, settings: Any, tmp_path: Path) -> Client:
    settings.HOME = tmp_path
    return login(school.instructor)


def test_a_set_that_is_not_made_yet_is_there_with_what_it_is(page: Client) -> None:
    html = page.get("/insight/data/").content.decode()
    assert "not made yet" in html
    assert "Handwritten digits (twin of MNIST)" in html


def test_a_damaged_card_takes_no_page_down_and_words_in_it_are_text(page: Client, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/mnist.card.json").write_text(json.dumps({"name": "<script>"}))
    response = page.get("/insight/data/")
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_it_speaks_korean(page: Client) -> None:
    html = page.get("/insight/data/", headers={"accept-language": "ko"}).content.decode()
    assert "아직 만들지 않음" in html
    assert "손글씨 숫자 (MNIST의 쌍둥이)" in html

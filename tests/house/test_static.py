"""Pages name only files that are there once ``collectstatic`` has run, and those are sent whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from questbook.static_files import StaticFilesMiddleware
from tests import processes
from tests.house.modules import ROOT

NAMED = re.compile(r"""\{%\s*static\s+["']([^"'{]+)["']""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    done = processes.run(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"], home)
    assert done.returncode == 0, done.stderr
    manifest: dict[str, str] = json.loads((home / "static" / "staticfiles.json").read_text())["paths"]
    return manifest


def test_every_static_file_that_a_template_names_is_collected(collected: dict[str, str]) -> None:
    named = [
        (str(path.relative_to(ROOT)), name)
        for path in Path(ROOT, "platform").rglob("*.html")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    ]
    assert named
    assert not [pair for pair in named if pair[1] not in collected]


@pytest.fixture
def served(tmp_path: Path) -> Callable[..., HttpResponse]:
    """Ask for ``/static/page.css``, a file of ten letters: ``served(method="get", **headers)``."""
    (tmp_path / "page.css").write_bytes(b"abcdefghij")
    with override_settings(STATIC_ROOT=tmp_path, STATIC_URL="/static/"):
        middleware = StaticFilesMiddleware(lambda request: HttpResponse(status=404))

    def ask(method: str = "get", **headers: str) -> HttpResponse:
        response = middleware(RequestFactory().generic(method.upper(), "/static/page.css", headers=headers))
        assert isinstance(response, HttpResponse)
        return response

    return ask


def test_a_static_file_is_sent_in_one_piece_because_asgi_cannot_take_whitenoise_s_stream(
    served: Callable[..., HttpResponse],
) -> None:
    response = served()
    assert not response.streaming
    assert (response.status_code, response.content) == (200, b"abcdefghij")
    assert response["Content-Type"].startswith("text/css")
    assert response["Content-Length"] == "10"


def test_part_of_a_static_file_its_headers_or_nothing_new_can_be_asked_for(
    served: Callable[..., HttpResponse],
) -> None:
    part = served(range="bytes=2-4")
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"cde", "bytes 2-4/10")
    head = served("head")
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", "10")
    assert served(**{"if-none-match": served()["ETag"]}).status_code == 304
    assert served("post").status_code == 405

"""What is far too large is refused before it is kept."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from questbook.body_limit import BodyLimit

LIMIT = 1000


def answer(path: str, chunks: list[bytes], **headers: str) -> tuple[int, int]:
    """The status, and how many bytes the application behind took in."""
    taken = 0
    sent: list[Any] = []
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal taken
        more = True
        while more:
            message = await receive()
            taken += len(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}
    asyncio.run(BodyLimit(app, {"": LIMIT, "/teach/": 3 * LIMIT})(scope, receive, send))
    if sent[0]["status"] == 413:
        assert json.loads(sent[1]["body"])["error"]["code"] == "too-large"
    return sent[0]["status"], taken


def test_what_fits_goes_through() -> None:
    assert answer("/api/x", [b"x" * LIMIT], **{"content-length": str(LIMIT)}) == (200, LIMIT)


def test_what_says_it_is_too_large_is_not_read_at_all() -> None:
    assert answer("/api/x", [b"x"], **{"content-length": str(LIMIT + 1)}) == (413, 0)


@pytest.mark.parametrize("said", ["1", "-5", "nonsense", ""])
def test_what_lies_about_its_size_is_cut_off(said: str) -> None:
    status, taken = answer("/api/x", [b"x" * 100] * 50, **{"content-length": said})

    assert (status, taken) == (413, LIMIT)


def test_instructors_may_send_larger_files() -> None:
    assert answer("/teach/upload/", [b"x" * 2 * LIMIT]) == (200, 2 * LIMIT)

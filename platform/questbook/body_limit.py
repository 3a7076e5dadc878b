"""A limit on what a browser may send, held before anything of it is kept.

Django takes a whole request in before any view sees it, so views alone could not keep somebody from filling the disk.
The limits here are wide: a file somewhat too large still reaches the view, which answers in better words.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

WORDS = "The request is too large. Hand in a smaller file. / 요청이 너무 큽니다. 더 작은 파일을 보내 주십시오."


class TooLarge(Exception):
    """More came than may come."""


class BodyLimit:
    """ASGI application around another that answers 413 to a body over the limit of its address.

    Args:
        app: what to protect.
        limits: bytes by the beginning of the path; the longest beginning that fits counts, ``""`` fits all.
    """

    def __init__(self, app: App, limits: dict[str, int]) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limits[max((start for start in self._limits if scope["path"].startswith(start)), key=len)]
        if _announced(scope) > limit:
            await _refuse(send)
            return
        seen, answered = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b"")) if message["type"] == "http.request" else 0
            if seen > limit:
                raise TooLarge
            return message

        async def sent(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, counted, sent)
        except TooLarge:
            if not answered:
                await _refuse(send)


def _announced(scope: dict[str, Any]) -> int:
    """The length that the request says it has; 0 where it says none or nonsense, for then it is counted."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:20])
    return 0


async def _refuse(send: Send) -> None:
    body = json.dumps({"error": {"code": "too-large", "message": WORDS}}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})

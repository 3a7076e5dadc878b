"""A browser before which hostile pages are opened, and a listener for whatever they send.

The browser is driven from a thread of its own: its event loop would forbid the test's thread the database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, sync_playwright

HOST = "beacon.example"
"""Where the gallery's pages call. For the browser it is the listener; other names than ours it cannot find."""
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SETTLED_MS = 400
"""Time for what a page does by itself once it is there: refreshes, timers."""


@dataclass
class Seen:
    """What a page did without being asked."""

    called: list[str] = field(default_factory=list)
    """Requests that reached the listener, and connections without one."""
    loaded: list[str] = field(default_factory=list)
    """What was answered from elsewhere than our own server. (Requests that a policy stops are no more than wishes.)"""
    dialogs: list[str] = field(default_factory=list)
    owned: bool = False
    """Whether a script wrote into a window."""
    left_for: list[str] = field(default_factory=list)
    """Where the page went by itself."""
    texts: list[str] = field(default_factory=list)
    """What there was to read, of each address."""

    @property
    def nothing(self) -> bool:
        """Whether it did nothing."""
        return not (self.called or self.loaded or self.dialogs or self.owned or self.left_for)


Look = Callable[[Page, Seen], None]
"""What somebody does in front of the browser."""


class Listener(ThreadingHTTPServer):
    """Answers everything with an empty page, and remembers."""

    daemon_threads = True

    def __init__(self) -> None:
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answer)

    def verify_request(self, request: object, client_address: object) -> bool:
        self.heard.append("a connection")
        return True


class _Answer(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - and these

    def log_message(self, *_: object) -> None:
        """Say nothing: what was heard is in ``heard``."""


@contextmanager
def listener() -> Iterator[Listener]:
    """A listener, until the block ends."""
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def visit(server: str, paths: Sequence[str], cookies: dict[str, str]) -> Seen:
    """What happens when somebody opens the pages ``paths`` of ``server``, one after the other."""

    def pages(page: Page, seen: Seen) -> None:
        for path in paths:
            _open(page, server + path, seen)

    return _before(pages, server, cookies)


def show(html: str) -> Seen:
    """What happens when a browser is given this HTML with nothing to forbid it anything."""

    def raw(page: Page, seen: Seen) -> None:
        page.route("http://nowhere.example/", lambda route: route.fulfill(body=html, content_type="text/html"))
        _open(page, "http://nowhere.example/", seen)

    return _before(raw, "http://nowhere.example", {})


def _before(look: Look, server: str, cookies: dict[str, str]) -> Seen:
    with listener() as heard, ThreadPoolExecutor(1) as thread:
        seen = thread.submit(_browse, look, server, cookies, heard.server_address[1]).result()
        seen.called = heard.heard
    return seen


def _browse(look: Look, server: str, cookies: dict[str, str], port: int) -> Seen:
    seen = Seen()
    to_listener = f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE localhost"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*QUIET, to_listener])
        context = chromium.new_context(locale="en")
        context.add_cookies([{"name": name, "value": value, "url": server} for name, value in cookies.items()])
        page = context.new_page()

        def dismiss(dialog: Dialog) -> None:
            seen.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.on("response", lambda response: _note(seen, server, response.url))
        context.on("page", lambda opened: seen.left_for.append(opened.url))
        look(page, seen)
        context.close()
        chromium.close()
    return seen


def _note(seen: Seen, server: str, address: str) -> None:
    if not address.startswith((f"{server}/", "data:", "blob:", "about:")):
        seen.loaded.append(address)


def _open(page: Page, address: str, seen: Seen) -> None:
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED_MS)
    if urlsplit(page.url)._replace(fragment="") != urlsplit(address)._replace(fragment=""):
        seen.left_for.append(page.url)
        return
    seen.texts.append(page.locator("body").inner_text())
    for frame in page.frames:
        seen.owned = seen.owned or bool(frame.evaluate("() => Boolean(self.owned)"))

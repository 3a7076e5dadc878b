"""A program is kept running, followed, and stopped together with all that it started."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from django.urls import reverse

from accounts.models import new_feed_key
from questbook.launch import child as launch
from questbook.launch.child import Child, KeepsDying
from questbook.launch.stack import FEED_KEYS, Place, Stack


@pytest.fixture
def said() -> list[str]:
    """What the person at the terminal was told."""
    return []


@pytest.fixture
def program(tmp_path: Path, said: list[str]) -> Callable[[str], Child]:
    """Makes a child of a Python program, given as its source."""

    def make(source: str) -> Child:
        command = [sys.executable, "-u", "-c", source]
        return Child("program", command, dict(os.environ), tmp_path / "program.log", said.append)

    return make


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


def test_it_is_started_again_when_it_dies(program, said: list[str], tmp_path: Path) -> None:
    mark = str(tmp_path / "was here")
    child = program(
        f"import pathlib, time\nmark = pathlib.Path({mark!r})\n"
        "if mark.exists():\n    print('stays')\n    time.sleep(600)\nmark.touch()"
    )

    async def scene() -> None:
        running = asyncio.create_task(child.keep_running())
        await until(lambda: "stays" in child.log.read_text() if child.log.exists() else False)
        await child.stop()
        await running

    asyncio.run(scene())
    assert any("program ended with status 0; starting it again" in line for line in said)


def test_one_that_cannot_start_is_given_up_with_its_last_words(program) -> None:
    child = program("raise SystemExit('no such setting')")
    with pytest.raises(KeepsDying) as found:
        asyncio.run(child.keep_running())
    assert found.value.last_lines == ["no such setting"] * launch.STARTING_DEATHS


def test_stopping_it_ends_what_it_started_even_when_it_does_not_listen(program, monkeypatch) -> None:
    monkeypatch.setattr(launch, "STOP_SECONDS", 0.2)
    child = program(
        "import signal, subprocess, sys, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print('started', inner.pid)\ntime.sleep(600)"
    )

    async def scene() -> int:
        running = asyncio.create_task(child.keep_running())
        await until(lambda: "started" in child.log.read_text() if child.log.exists() else False)
        inner = int(child.log.read_text().split()[-1])
        assert psutil.pid_exists(inner)
        await child.stop()
        await running
        return inner

    inner = asyncio.run(scene())
    _, alive = psutil.wait_procs([psutil.Process(inner)] if psutil.pid_exists(inner) else [], timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []


def test_the_key_of_a_calendar_is_neither_logged_nor_shown(program, said: list[str]) -> None:
    address = reverse("learn:calendar", args=[key := new_feed_key()])
    child = program(f"print('INFO: \"GET {address} HTTP/1.1\" 200 OK')\nprint('ERROR at {address}')")
    child.secrets = FEED_KEYS
    with pytest.raises(KeepsDying) as found:
        asyncio.run(child.keep_running())
    log = child.log.read_text()
    assert '"GET /calendar/….ics HTTP/1.1" 200 OK' in log
    assert "program | ERROR at /calendar/….ics" in said
    assert not [text for text in (log, *said, *found.value.last_lines) if key in text]


def test_the_web_is_started_so_that_it_logs_no_key(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    web = Stack(Place("127.0.0.1", 8000), lambda line: None)._web()
    assert web.secrets == FEED_KEYS


def test_warnings_and_the_last_line_of_a_traceback_are_shown_and_all_of_it_is_logged(program, said: list[str]) -> None:
    child = program("print('INFO all is well')\nprint('WARNING nearly full')\nprint('x' * 2_000_000)\n1 / 0")
    with pytest.raises(KeepsDying):
        asyncio.run(child.keep_running())
    shown = [line for line in said if line.startswith("program | ")]
    assert shown[:2] == ["program | WARNING nearly full", "program | ZeroDivisionError: division by zero"]
    log = child.log.read_text()
    assert "INFO all is well" in log
    assert "Traceback" in log

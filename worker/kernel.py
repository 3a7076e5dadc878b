"""One kernel behind its wall, from its start until nothing of it is left."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

from graders.quest import Limits, Runtime
from graders.text import text
from worker import fonts
from worker.client import Connection, CountedChannel, CountedKernelClient, Growth, Odometer, context
from worker.environment import KERAS_HOME, environment
from worker.faults import PlatformFault
from worker.folder import readable
from worker.gpu import Device
from worker.nursery import Cold, Forked, Nursery, Parentage, ParentDied, Prelude, Start
from worker.nursery.soundness import sound
from worker.provisioner import SOCKETS, WallProvisioner
from worker.sandbox import Bind, Launched, Privilege, Scratch, Wall, Walled, launch
from worker.sandbox.guard import Quota
from worker.sandbox.launch import uid_of
from worker.sandbox.wall import WORK

log = logging.getLogger(__name__)

ASK = "/questbook/ask"
ANSWERS = "/questbook/answers"
MAX_ANSWERS_BYTES = 1024 * 2**20
MAX_ANSWERS_FILES = 1000
READY_SECONDS = 60
SPARE_CPU_SECONDS = 300
"""For answering the questions. The worker's clock is the limit; this is for a process that would outlive it."""
MAX_GROWTH = 256 * 2**20
GROWTH = 16
"""Bytes of the worker's memory that a byte of output may cost, besides MAX_GROWTH."""


@dataclass
class Kernel:
    """A kernel that waits for cells."""

    client: CountedKernelClient
    walled: Walled
    odometer: Odometer
    growth: Growth
    outputs: Connection
    """Its connection for outputs; once ended it does not come back."""
    ask: Path
    """Folder of the host that the kernel may read; empty until the questions are put."""
    answers: Path
    """Folder of the host that it may write to from ``open_answers`` on."""
    uid: int
    start: Start

    def open_answers(self) -> None:
        """Let the kernel write its answers."""
        os.chown(self.answers, self.uid, -1)


@dataclass(frozen=True)
class Place:
    """Where one run takes place."""

    folder: Path
    """Private to the run; where there is a nursery, one of its runs' folders."""
    privilege: Privilege
    slot: int
    device: Device | None = None
    """The run's slot of a GPU, if it has one; only then are there device files of GPUs behind the wall."""
    nursery: Nursery | None = None
    """Where a kernel is forked; without one it starts cold."""
    stop: threading.Event = field(default_factory=threading.Event)
    """When set, the run is given up."""


@asynccontextmanager
async def started(
    place: Place, limits: Limits, runtime: Runtime, data: Mapping[str, Path], prelude: Prelude | None = None
) -> AsyncIterator[Kernel]:
    """A fresh kernel that has run nothing yet but what its ``start`` tells; when the block ends, nothing of it is left.

    Args:
        data: files of public data sets by the name under which Keras looks for them.
        prelude: the first cells of its notebook, where they are the same for everybody.

    Raises:
        PlatformFault: it could not be started.
    """
    folder, device = place.folder, place.device
    uid = uid_of(place.privilege, place.slot)
    sockets, ask, answers = (folder / name for name in ("sockets", "ask", "answers"))
    for made in (sockets, ask, answers):
        made.mkdir(mode=0o755)
        made.chmod(0o755)
    os.chown(sockets, uid, -1)
    disk = limits.disk_mb * 2**20
    wall = Wall(
        binds=(
            Bind(sockets, SOCKETS, writable=True),
            Bind(ask, ASK),
            Bind(answers, ANSWERS, writable=True),
            *fonts.binds(),
            *(
                Bind(readable(path, folder / "data" / name), f"{KERAS_HOME}/datasets/{name}")
                for name, path in data.items()
            ),
        ),
        scratch=(Scratch(WORK, disk), Scratch("/tmp", disk), Scratch("/dev/shm", min(disk, 256 * 2**20))),
        env=environment(runtime, device),
        devices=device.files if device else (),
        processes=limits.processes,
        file_bytes=disk,
        cpu_seconds=int((limits.seconds + SPARE_CPU_SECONDS) * (os.cpu_count() or 1)),
    )
    quotas = (Quota(sockets, 2**20, 32), Quota(answers, MAX_ANSWERS_BYTES, MAX_ANSWERS_FILES))

    memory = limits.memory_mb * 2**20
    how = Start("cold")

    def start(command: list[str]) -> Forked | Launched:
        nonlocal how
        command = [*command, "--seed", str(runtime.seed)]
        if place.nursery:
            parentage = Parentage.of("kernel", runtime.backend, wall.env, wall.devices)
            try:
                if sound(place.nursery, parentage, place.privilege, place.stop):
                    forked, how = place.nursery.fork(
                        replace(parentage, prelude=prelude),
                        wall,
                        command[1:],
                        privilege=place.privilege,
                        slot=place.slot,
                        folder=folder,
                        memory=memory,
                        quotas=quotas,
                        stop=place.stop,
                    )
                    forked.go()
                    return forked
            except (Cold, ParentDied) as reason:
                log.warning("a kernel starts cold: %s", reason)
        return launch(
            wall, command, privilege=place.privilege, slot=place.slot, folder=folder, memory=memory, quotas=quotas
        )

    max_output = int(limits.output_mb * 2**20)
    # Each step of the end is taken, whatever comes of those before it. The context's above all: of one that was left
    # with a socket open, whatever thread collects it as garbage would wait for ever.
    async with AsyncExitStack() as end:
        sockets_context = context(max_output + 16 * 2**20)
        end.callback(sockets_context.destroy, linger=0)
        manager = AsyncKernelManager(context=sockets_context)
        end.callback(manager.cleanup_connection_file)
        provisioner = WallProvisioner(
            start=start, folder=sockets, stop=place.stop, parent=manager, kernel_spec=manager.kernel_spec
        )
        end.push_async_callback(provisioner.cleanup)
        manager.provisioner = provisioner
        await manager.start_kernel()
        walled = provisioner.walled
        assert walled is not None
        client = CountedKernelClient(
            **manager.get_connection_info(session=True), parent=manager, context=sockets_context
        )
        end.callback(client.stop_channels)
        client.start_channels(stdin=False, hb=False)
        try:
            await client.until_ready(READY_SECONDS)
        except TimeoutError as error:
            reason = text("The notebook kernel did not answer.", "노트북 커널이 응답하지 않았습니다.")
            raise PlatformFault(reason) from error
        odometer = Odometer(max_output)
        channel = client.iopub_channel
        assert isinstance(channel, CountedChannel)
        channel.odometer = odometer
        # From here on nothing new can be put into the folder of the sockets, where the uid is the slot's own.
        os.chown(sockets, os.geteuid(), -1)
        connection = Connection(sockets_context, channel)
        end.callback(connection.close)
        growth = Growth(MAX_GROWTH + GROWTH * max_output)
        yield Kernel(client, walled, odometer, growth, connection, ask, answers, uid, how)

"""What this node offers (slots of its processor, slots of its GPUs), and whether a quest can be run on it.

A pool process of Celery is a slot: it takes its cores once and keeps them while it lives, so that a run is as fast
beside others as alone. A slot of a GPU is taken for each run, for it has to be seen that its memory is given back.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.conf import settings

from graders.quest import Limits, Runtime
from graders.text import text
from worker import gpu
from worker.environment import missing_backend
from worker.faults import PlatformFault
from worker.gpu import Device, Gpu
from worker.sandbox import slots

log = logging.getLogger(__name__)

MB = 2**20
USUAL_MEMORY = Limits().memory_mb * MB
"""What a run may take whose quest does not say: reckoned for each slot unless SLOT_MEMORY_MB says otherwise."""
CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))

SLOT_TOO_SMALL = text(
    "This quest may use {needed} MB of memory, and a slot of this worker has {offered} MB. Raise SLOT_MEMORY_MB (and "
    "lower WORKER_SLOTS if the machine has no more), or lower memory_mb in the quest's [limits].",
    "이 퀘스트에는 메모리 {needed}MB가 필요할 수 있는데, 이 작업자의 슬롯에는 {offered}MB가 있습니다. SLOT_MEMORY_MB를 "
    "높이거나(서버의 메모리가 부족하면 WORKER_SLOTS를 낮추고) 퀘스트의 [limits]에서 memory_mb를 낮추십시오.",
)


class LanesInvalid(Exception):
    """A worker was told to serve lanes that this node cannot serve so. The message says what to do."""


@dataclass(frozen=True)
class Workers:
    """One Celery worker of this node: the queues it serves, and with how many processes."""

    name: str
    queues: tuple[str, ...]
    processes: int


@dataclass(frozen=True)
class Offer:
    """What a node offers."""

    cpu_slots: int
    cores: int
    """Of each slot, on the processor and on a GPU alike."""
    memory: int
    """Bytes of each slot."""
    gpus: tuple[Gpu, ...]
    gpu_slots: int
    """Of each GPU."""

    @property
    def workers(self) -> list[Workers]:
        """The Celery workers to start here.

        One for each lane, since processes that serve several queues would let the GPUs' work and the processor's
        wait for each other. Judging again is the processor's work.
        """
        started = [Workers("worker", ("cpu", "regrade"), self.cpu_slots)]
        if self.gpus:
            started.append(Workers("worker-gpu", ("gpu",), len(self.gpus) * self.gpu_slots))
        return started

    def objections(self) -> list[str]:
        """In what the slots are more than the machine, in words for its operator."""
        said = []
        every = sum(worker.processes for worker in self.workers)
        if (have := machine_memory()) < every * self.memory:
            said.append(
                f"{every} slots of {self.memory // MB} MB are {every * self.memory // MB} MB of memory, and this "
                f"machine has {have // MB} MB: when all are in use, runs may be killed. Lower WORKER_SLOTS or "
                "SLOT_MEMORY_MB."
            )
        if (there := len(os.sched_getaffinity(0))) < every * self.cores:
            said.append(
                f"{every} slots of {self.cores} core(s) are {every * self.cores} cores, and this machine has {there}: "
                "slots beyond them share all cores. Lower WORKER_SLOTS or SLOT_CORES."
            )
        return said


def offer() -> Offer:
    """What this node offers, by its settings and its GPUs."""
    gpus = tuple(gpu.found())
    slots_here = settings.WORKER_SLOTS + len(gpus) * settings.GPU_SLOTS
    return Offer(
        cpu_slots=settings.WORKER_SLOTS,
        cores=settings.SLOT_CORES or max(1, len(os.sched_getaffinity(0)) // slots_here),
        memory=settings.SLOT_MEMORY_MB * MB or USUAL_MEMORY,
        gpus=gpus,
        gpu_slots=settings.GPU_SLOTS,
    )


def check_queues(queues: set[str], processes: int, offered: Offer) -> None:
    """Hold a Celery worker to what this node can serve.

    Raises:
        LanesInvalid: the node has no GPU, or the worker mixes lanes, or has more processes than there are GPU slots.
    """
    if "gpu" not in queues:
        return
    if not offered.gpus:
        raise LanesInvalid(
            "This machine has no GPU that NVIDIA's driver lists (see nvidia-smi), so it cannot serve the queue gpu. "
            "Start the worker with --queues cpu,regrade."
        )
    if queues != {"gpu"}:
        raise LanesInvalid(
            f"One worker was to serve {', '.join(sorted(queues))}. Start two: one with --queues cpu,regrade, and one "
            "with --queues gpu; otherwise each would wait for the other's work."
        )
    if processes > (there := len(offered.gpus) * offered.gpu_slots):
        raise LanesInvalid(
            f"The worker was to run {processes} submissions at once on {there} GPU slot(s). Start it with "
            f"--concurrency {there}, or raise GPU_SLOTS."
        )


def check(runtime: Runtime, limits: Limits) -> None:
    """Make sure, before anything is run, that this machine can run a quest.

    Raises:
        PlatformFault: it has no GPU for it, or lacks the backend, or its slots are too small.
    """
    if runtime.lane == "gpu" and not gpu.found():
        raise PlatformFault(gpu.NO_GPU)
    if missing := missing_backend(runtime):
        raise PlatformFault(missing)
    if settings.SLOT_MEMORY_MB and limits.memory_mb > settings.SLOT_MEMORY_MB:
        raise PlatformFault(SLOT_TOO_SMALL.format(needed=str(limits.memory_mb), offered=str(settings.SLOT_MEMORY_MB)))


@contextmanager
def device(runtime: Runtime) -> Iterator[Device | None]:
    """The slot of a GPU that a run has, until the block ends; None for one that needs no GPU.

    Raises:
        PlatformFault: there is no slot to be had.
    """
    if runtime.lane != "gpu":
        yield None
        return
    with gpu.take(settings.GPU_SLOTS, runtime.gpu_memory_mb * MB) as taken:
        yield taken


def settle(each: int) -> set[int]:
    """Take the cores of one slot for this process and all that it starts, for as long as it lives.

    Workers of one machine share out its cores among them all. Who comes when all are taken may use every core.

    Args:
        each: how many cores a slot has.

    Returns:
        The cores.
    """
    cores = sorted(os.sched_getaffinity(0))
    for first in range(0, len(cores) - each + 1, each):
        # Kept open until the process ends, and with it the lock.
        if slots.lock(f"cores-{each}-{cores[first]}") is not None:
            os.sched_setaffinity(0, cores[first : first + each])
            break
    return os.sched_getaffinity(0)


def machine_memory() -> int:
    """Bytes of memory that this machine, or the container that stands for it, has."""
    total = int(psutil.virtual_memory().total)
    for place in CGROUP_LIMITS:
        try:
            total = min(total, int(place.read_text()))
        except (OSError, ValueError):  # not there, or "max"
            continue
    return total

"""Slots of this machine's GPUs: what NVIDIA's driver lists, one taken for each run, and its memory given back.

Nothing here starts CUDA: NVML only looks. So a process that has asked it may fork, and the child start CUDA.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pynvml

from graders.text import text
from worker.faults import PlatformFault
from worker.sandbox import slots

log = logging.getLogger(__name__)

GIVE_BACK_SECONDS = 10.0
"""How long the driver may take to clear away after a run has ended."""
TICK = 0.1
SHARED_FILES = ("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools")
CAPABILITIES = Path("/dev/nvidia-caps")
"""What opens the parts of a divided GPU (MIG)."""

NO_GPU = text(
    "This quest needs a GPU, and this machine has none that NVIDIA's driver lists (see nvidia-smi). Run it on a "
    'machine with one, or set lane = "cpu" in the quest\'s [runtime].',
    "이 퀘스트에는 GPU가 필요한데, 이 서버에는 NVIDIA 드라이버가 인식하는 GPU가 없습니다(nvidia-smi로 확인). "
    'GPU가 있는 서버에서 실행하거나 퀘스트의 [runtime]에서 lane = "cpu"로 설정하십시오.',
)
TOO_SMALL = text(
    "This quest needs {needed} MB of a GPU's memory; the largest slot of this machine has {offered} MB. Run it on a "
    "machine with a larger GPU, or lower GPU_SLOTS.",
    "이 퀘스트에는 GPU 메모리 {needed}MB가 필요한데, 이 서버에서 가장 큰 슬롯은 {offered}MB입니다. "
    "더 큰 GPU가 있는 서버에서 실행하거나 GPU_SLOTS 값을 낮추십시오.",
)
ALL_TAKEN = text(
    "Every GPU slot of this machine is taken or withheld because an earlier run's memory was not given back. Try "
    "again; the worker's log names what holds a slot.",
    "이 서버의 GPU 슬롯이 모두 사용 중이거나, 이전 실행이 메모리를 반환하지 않아 보류되었습니다. 다시 시도해 주십시오. "
    "슬롯을 점유한 프로세스는 작업자의 로그에 나와 있습니다.",
)


@dataclass(frozen=True)
class Gpu:
    """A GPU, or one part of a divided one, as the driver lists it."""

    uuid: str
    name: str
    memory: int
    """Bytes."""
    files: tuple[Path, ...]
    """What has to be there for code to use it."""


@dataclass(frozen=True)
class Device:
    """One slot of a GPU."""

    gpu: Gpu
    number: int
    """Among the slots of this GPU, from 0."""
    of: int
    """How many slots share the GPU."""

    @property
    def name(self) -> str:
        """Names it among all of this machine."""
        return f"gpu-{self.gpu.uuid}-{self.number}"

    @property
    def files(self) -> tuple[Path, ...]:
        """The device files that its run sees."""
        return self.gpu.files

    @property
    def memory(self) -> int:
        """Bytes of the GPU's memory that are meant for it."""
        return self.gpu.memory // self.of

    def environment(self) -> dict[str, str]:
        """What has each backend use this slot and no more than its share, where a variable can say so.

        These are requests: code may set others. TensorFlow knows no variable for a share, only for taking memory as
        it is needed; what separates the memory of runs from each other is the driver.
        """
        share = f"{1 / self.of:.3f}"
        env = {
            "CUDA_VISIBLE_DEVICES": self.gpu.uuid,
            "TF_FORCE_GPU_ALLOW_GROWTH": "true",
            "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
        }
        if self.of > 1:
            env["XLA_CLIENT_MEM_FRACTION"] = share
            env["PYTORCH_CUDA_ALLOC_CONF"] = f"per_process_memory_fraction:{share}"
        return env


def found() -> list[Gpu]:
    """The GPUs of this machine; none where there is no driver. A divided one counts as its parts."""
    try:
        with _nvml():
            handles = [pynvml.nvmlDeviceGetHandleByIndex(index) for index in range(pynvml.nvmlDeviceGetCount())]
            return [gpu for handle in handles for gpu in _described(handle)]
    except (pynvml.NVMLError_LibraryNotFound, pynvml.NVMLError_DriverNotLoaded):
        return []
    except pynvml.NVMLError as error:
        log.warning("GPUs are not used: NVIDIA's driver answers: %s", error)
        return []


@contextmanager
def take(gpu_slots: int, needed: int = 0) -> Iterator[Device]:
    """A free slot of a GPU, held until the block ends and its memory is given back.

    Args:
        gpu_slots: how many slots each GPU is divided into.
        needed: bytes of a GPU's memory that the run needs.

    Raises:
        PlatformFault: there is none, none is large enough, or none is free.
    """
    devices = [Device(gpu, number, gpu_slots) for number in range(gpu_slots) for gpu in found()]
    if not devices:
        raise PlatformFault(NO_GPU)
    if not (fitting := [device for device in devices if device.memory >= needed]):
        largest = max(device.memory for device in devices)
        raise PlatformFault(TOO_SMALL.format(needed=str(needed // 2**20), offered=str(largest // 2**20)))
    for device in fitting:
        lock = slots.lock(device.name)
        if lock is None:
            continue
        try:
            if _withheld(device):
                continue
            before = _users(device.gpu)
            try:
                yield device
            finally:
                _see_it_given_back(device, before)
            return
        finally:
            os.close(lock)
    raise PlatformFault(ALL_TAKEN)


def withheld() -> list[str]:
    """Names of the slots that are not handed out, for an earlier run's memory was not given back."""
    return sorted(note.stem for note in slots.folder().glob("gpu-*.withheld"))


def _described(handle: Any) -> Iterator[Gpu]:
    """The GPU behind a handle, or its parts."""
    own = Path(f"/dev/nvidia{pynvml.nvmlDeviceGetMinorNumber(handle)}")
    files = (own, *map(Path, SHARED_FILES))
    parts = list(_parts(handle))
    for part in parts or [handle]:
        yield Gpu(
            uuid=_words(pynvml.nvmlDeviceGetUUID(part)),
            name=_words(pynvml.nvmlDeviceGetName(part)),
            memory=int(pynvml.nvmlDeviceGetMemoryInfo(part).total),
            files=(*files, CAPABILITIES) if parts else files,
        )


def _parts(handle: Any) -> Iterator[Any]:
    """Handles of a divided GPU's parts; none where it is whole."""
    try:
        divided = pynvml.nvmlDeviceGetMigMode(handle)[0]
    except pynvml.NVMLError_NotSupported:
        return
    if divided:
        for index in range(pynvml.nvmlDeviceGetMaxMigDeviceCount(handle)):
            with suppress(pynvml.NVMLError_NotFound):
                yield pynvml.nvmlDeviceGetMigDeviceHandleByIndex(handle, index)


def _see_it_given_back(device: Device, before: set[int]) -> None:
    """Wait until nothing of the run that has ended holds the GPU's memory; where something does, withhold the slot."""
    deadline = time.monotonic() + GIVE_BACK_SECONDS
    while True:
        try:
            left = _left(device.gpu, before)
            why = f"processes {sorted(left)} have ended and hold memory of the GPU"
        except pynvml.NVMLError as error:
            left, why = set(), f"NVIDIA's driver answers: {error}"
        else:
            if not left:
                return
        if time.monotonic() > deadline:
            break
        time.sleep(TICK)
    log.error("%s (%s) is withheld from further runs: %s", device.name, device.gpu.name, why)
    _note(device).write_text(json.dumps(sorted(left)))


def _withheld(device: Device) -> bool:
    """Whether what an earlier run left still holds the GPU's memory. What has gone is forgotten."""
    note = _note(device)
    try:
        left = {pid for pid in json.loads(note.read_text()) if isinstance(pid, int)}
    except FileNotFoundError:
        return False
    except ValueError:  # torn by a power cut
        left = set()
    try:
        if left & _users(device.gpu):
            return True
    except pynvml.NVMLError:
        return True
    note.unlink(missing_ok=True)
    log.info("%s is handed out again", device.name)
    return False


def _note(device: Device) -> Path:
    return slots.folder() / f"{device.name}.withheld"


def _left(gpu: Gpu, before: set[int]) -> set[int]:
    """Who came to the GPU since ``before`` and lives no more, yet holds memory. The living belong to other slots.

    In a container that does not see the host's process ids nobody seems to live: there a GPU has to have one slot.
    """
    return {pid for pid in _users(gpu) - before if not Path(f"/proc/{pid}").exists()}


def _users(gpu: Gpu) -> set[int]:
    """Process ids that hold memory of the GPU."""
    with _nvml():
        handle = pynvml.nvmlDeviceGetHandleByUUID(gpu.uuid)
        return {int(process.pid) for process in pynvml.nvmlDeviceGetComputeRunningProcesses(handle)}


@contextmanager
def _nvml() -> Iterator[None]:
    pynvml.nvmlInit()
    try:
        yield
    finally:
        pynvml.nvmlShutdown()


def _words(said: str | bytes) -> str:
    """Older drivers' libraries answer in bytes."""
    return said.decode() if isinstance(said, bytes) else said

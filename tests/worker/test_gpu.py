"""Slots of GPUs: which there are, one holder each, and none that an earlier run still fills.

The driver is the tests' own (``tests.worker.driver``); nothing here has been seen on a GPU, see docs/lanes.md.
"""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pynvml
import pytest

from graders.quest import Limits, Runtime
from tests.worker.driver import GB, Card, Driver
from worker import gpu, lanes
from worker.environment import environment
from worker.faults import PlatformFault
from worker.sandbox.wall import Privilege, Wall

Install = Callable[..., Driver]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Install:
    """Give this machine GPUs, and folders of locks and waits of the test's own."""
    monkeypatch.setattr("worker.sandbox.slots.folder", lambda: tmp_path)
    monkeypatch.setattr(gpu, "GIVE_BACK_SECONDS", 0.3)

    def install(*cards: Card) -> Driver:
        driver = Driver(*cards)
        monkeypatch.setattr(gpu, "pynvml", driver)
        return driver

    return install


def ended_process() -> int:
    """The id of a process that lives no more."""
    with subprocess.Popen(["true"]) as process:
        process.wait()
        return process.pid


def test_a_machine_without_a_driver_has_no_gpu_and_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    try:
        pynvml.nvmlInit()
    except (pynvml.NVMLError_LibraryNotFound, pynvml.NVMLError_DriverNotLoaded):
        assert gpu.found() == []
        assert caplog.records == []
    else:
        pynvml.nvmlShutdown()
        pytest.skip("this machine has NVIDIA's driver")


def test_a_driver_that_does_not_work_is_told_to_the_operator(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install(Card("GPU-a")).broken = pynvml.NVMLError_LibRmVersionMismatch()
    assert gpu.found() == []
    assert "GPUs are not used" in caplog.text


def test_each_gpu_comes_with_its_memory_and_its_own_device_file(install: Install) -> None:
    driver = install(Card("GPU-a", minor=0), Card("GPU-b", minor=3, divisible=False))
    first, second = gpu.found()
    assert (first.uuid, first.memory, first.name) == ("GPU-a", 16 * GB, "NVIDIA Test 16GB")
    assert Path("/dev/nvidia0") in first.files
    assert Path("/dev/nvidia0") not in second.files
    assert {Path("/dev/nvidia3"), Path("/dev/nvidiactl"), Path("/dev/nvidia-uvm")} <= set(second.files)
    assert driver.opened == 0, "the driver is closed again"


def test_a_divided_gpu_counts_as_its_parts(install: Install) -> None:
    install(Card("GPU-a", minor=1, parts=[Card("MIG-1", memory=5 * GB), Card("MIG-2", memory=5 * GB)]))
    found = gpu.found()
    assert [(part.uuid, part.memory) for part in found] == [("MIG-1", 5 * GB), ("MIG-2", 5 * GB)]
    assert all({Path("/dev/nvidia1"), Path("/dev/nvidia-caps")} <= set(part.files) for part in found)


def test_no_slot_has_two_holders_and_gpus_are_filled_evenly(install: Install) -> None:
    install(Card("GPU-a"), Card("GPU-b", minor=1))
    with ExitStack() as stack:
        taken = [stack.enter_context(gpu.take(2)) for _ in range(4)]
        assert [device.gpu.uuid for device in taken] == ["GPU-a", "GPU-b", "GPU-a", "GPU-b"]
        assert len({device.name for device in taken}) == 4
        with pytest.raises(PlatformFault, match="Every GPU slot"), gpu.take(2):
            pass
    with gpu.take(2) as again:
        assert again.name == taken[0].name


def test_a_slot_too_small_for_the_quest_is_not_taken(install: Install) -> None:
    install(Card("GPU-a", memory=8 * GB), Card("GPU-b", memory=24 * GB))
    with gpu.take(1, 10 * GB) as device:
        assert device.gpu.uuid == "GPU-b"
    with pytest.raises(PlatformFault, match="the largest slot of this machine has 12288 MB"), gpu.take(2, 20 * GB):
        pass


def test_a_slot_tells_each_backend_its_gpu_and_its_share(install: Install) -> None:
    install(Card("GPU-a"))
    with gpu.take(2) as device:
        env = environment(Runtime(lane="gpu", backend="jax"), device)
    assert env["CUDA_VISIBLE_DEVICES"] == "GPU-a"
    assert env["TF_FORCE_GPU_ALLOW_GROWTH"] == "true"
    assert (env["XLA_PYTHON_CLIENT_PREALLOCATE"], env["XLA_CLIENT_MEM_FRACTION"]) == ("false", "0.500")
    assert env["PYTORCH_CUDA_ALLOC_CONF"] == "per_process_memory_fraction:0.500"
    assert env["KERAS_BACKEND"] == "jax"


def test_without_a_slot_no_gpu_is_to_be_found() -> None:
    assert environment(Runtime())["CUDA_VISIBLE_DEVICES"] == "-1"


def test_only_the_wall_of_a_slot_shows_device_files(install: Install, tmp_path: Path) -> None:
    install(Card("GPU-a", minor=5))
    with gpu.take(1) as device:
        with_slot = Wall(devices=device.files).options(Privilege.ROOTLESS, tmp_path)
    assert with_slot[with_slot.index("/dev/nvidia5") - 1] == "--dev-bind-try"
    assert not [option for option in Wall().options(Privilege.ROOTLESS, tmp_path) if "nvidia" in option]


def test_memory_that_is_not_given_back_withholds_the_slot_until_it_is(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    card = Card("GPU-a")
    install(card)
    ghost = ended_process()
    with gpu.take(1) as device:
        card.users.add(ghost)
    assert gpu.withheld() == [device.name]
    assert f"processes [{ghost}] have ended and hold memory of the GPU" in caplog.text
    with pytest.raises(PlatformFault, match="Every GPU slot"), gpu.take(1):
        pass
    card.users.clear()
    with gpu.take(1) as again:
        assert again == device
    assert gpu.withheld() == []
    assert "is handed out again" in caplog.text


def test_what_others_hold_withholds_nothing(install: Install) -> None:
    card = Card("GPU-a", users={ended_process()})
    install(card)
    with gpu.take(1):
        card.users.add(os.getpid())  # another slot's run, which lives
    assert gpu.withheld() == []


def test_a_driver_that_fails_after_a_run_withholds_the_slot(install: Install) -> None:
    driver = install(Card("GPU-a"))
    with gpu.take(1) as device:
        driver.broken = pynvml.NVMLError_GpuIsLost()
    assert gpu.withheld() == [device.name]
    driver.broken = None
    with gpu.take(1) as again:
        assert again == device


def test_a_slot_is_free_again_after_a_run_that_failed(install: Install) -> None:
    install(Card("GPU-a"))
    with pytest.raises(RuntimeError), gpu.take(1):
        raise RuntimeError
    with gpu.take(1):
        pass


def test_a_quest_for_the_gpu_is_refused_where_there_is_none(install: Install) -> None:
    install()
    with pytest.raises(PlatformFault, match="This quest needs a GPU"):
        lanes.check(Runtime(lane="gpu", backend="none"), Limits())
    install(Card("GPU-a"))
    lanes.check(Runtime(lane="gpu", backend="none"), Limits())


def test_the_run_of_a_quest_for_the_gpu_has_a_slot_and_any_other_none(install: Install) -> None:
    install(Card("GPU-a"))
    with lanes.device(Runtime()) as nothing, lanes.device(Runtime(lane="gpu", gpu_memory_mb=1024)) as device:
        assert nothing is None
        assert device is not None
        assert device.gpu.uuid == "GPU-a"

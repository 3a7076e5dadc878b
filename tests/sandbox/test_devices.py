"""The device files of a GPU's slot: there and usable in its run, and nothing of them in any other.

``/dev/fuse`` stands for a GPU's file: a device that everybody may open, and that no wall shows otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sandbox.scenes import Outcome

STANDS_FOR_A_GPU = "/dev/fuse"
MISSING = "/dev/nvidia-not-here"
OPEN = f"""
import os
print(os.environ["CUDA_VISIBLE_DEVICES"], os.path.exists("{MISSING}"))
try:
    os.close(os.open("{STANDS_FOR_A_GPU}", os.O_RDWR))
    print("opened")
except OSError as error:
    print(type(error).__name__)
try:
    os.mknod("/dev/mine")
except OSError as error:
    print("made nothing")
"""


def for_everybody(device: Path) -> bool:
    """Whether learner code's user may open it, which ``os.access`` would not tell: tests may run as root."""
    return device.exists() and device.stat().st_mode & 0o006 == 0o006


@pytest.mark.skipif(not for_everybody(Path(STANDS_FOR_A_GPU)), reason=f"{STANDS_FOR_A_GPU} is not there for everybody")
def test_a_run_with_a_slot_uses_its_device_files(play: Callable[..., Outcome]) -> None:
    [said] = play([OPEN], devices=[STANDS_FOR_A_GPU, MISSING]).outputs
    assert said.split("\n")[:3] == ["GPU-scene False", "opened", "made nothing"]


def test_a_run_without_one_sees_none(play: Callable[..., Outcome]) -> None:
    [said] = play([OPEN]).outputs
    assert said.split("\n")[:3] == ["-1 False", "FileNotFoundError", "made nothing"]

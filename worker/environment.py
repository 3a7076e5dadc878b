"""The environment of learner code, and whether this machine has what the code asks for."""

from __future__ import annotations

import os
import sys
from importlib import util

from graders.quest import Runtime
from graders.text import Text, text
from worker import fonts
from worker.gpu import Device
from worker.sandbox.wall import WORK

KERAS_HOME = f"{WORK}/.keras"
MOST_THREADS = 8
"""More of them cost small models more time than they save."""
ON_PROCESSOR = {
    "CUDA_VISIBLE_DEVICES": "-1",
    # Threads of TensorFlow add up in one order, and so give the same sum each time. On a GPU some ops have no such way.
    "TF_DETERMINISTIC_OPS": "1",
}
INSTALL = {"tensorflow": "tensorflow", "jax": "jax", "torch": "torch"}
"""The package that brings each backend."""

BACKEND_MISSING = text(
    "This quest runs on Keras with {backend}, which is not installed on this worker. Install it where the worker "
    "runs (pip install {package}) and start the worker again.",
    "이 퀘스트는 Keras의 {backend} 백엔드로 실행되는데, 이 작업자에는 설치되어 있지 않습니다. 작업자가 실행되는 곳에 "
    "설치(pip install {package})한 뒤 작업자를 다시 시작하십시오.",
)


def environment(runtime: Runtime, device: Device | None = None) -> dict[str, str]:
    """The whole environment of learner code.

    Args:
        device: the slot of a GPU that the code has; without one it finds no GPU.
    """
    # The cores that this process may use are those of its slot: what it starts may use no others.
    threads = str(min(len(os.sched_getaffinity(0)), MOST_THREADS))
    return {
        "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
        "HOME": WORK,
        "USER": "learner",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "KERAS_HOME": KERAS_HOME,
        "KERAS_BACKEND": "tensorflow" if runtime.backend == "none" else runtime.backend,
        # What TensorFlow itself calls an error and goes on from would stand in red below a cell that is right.
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": threads,
        # A thread of PyTorch that waits would otherwise spin, and take its core from the runs beside it.
        "OMP_WAIT_POLICY": "PASSIVE",
        "TF_NUM_INTRAOP_THREADS": threads,
        "TF_NUM_INTEROP_THREADS": threads,
        "MATPLOTLIBRC": f"{fonts.PLACE}/{fonts.SETTINGS}",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        **(device.environment() if device else ON_PROCESSOR),
    }


def judge_environment() -> dict[str, str]:
    """The whole environment of the judge: it evaluates every model with TensorFlow, on the processor."""
    return {**environment(Runtime(backend="tensorflow")), "PYTHONPATH": "/questbook"}


def missing_backend(runtime: Runtime) -> Text | None:
    """What to install before a quest of this runtime can be run here; None when nothing is missing."""
    package = INSTALL.get(runtime.backend)
    if package is None or util.find_spec(package) is not None:
        return None
    return BACKEND_MISSING.format(backend=runtime.backend, package=package)

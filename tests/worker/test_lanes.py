"""What a node offers, what its workers may serve, and whether it can run a quest at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from graders.loading import load
from graders.quest import Limits, Quest, Runtime
from graders.report import Fault
from quests.datasets.store import Store
from tests import processes
from tests.graders.folders import QUEST_TOML, sums, write_quest
from worker import lanes, pipeline
from worker.faults import PlatformFault
from worker.gpu import Gpu
from worker.lanes import MB, Offer

T4 = Gpu("GPU-a", "NVIDIA T4", 16 * 1024 * MB, (Path("/dev/nvidia0"),))
PLAIN = Offer(cpu_slots=2, cores=1, memory=1 * MB, gpus=(), gpu_slots=1)
WITH_GPUS = replace(PLAIN, gpus=(T4, replace(T4, uuid="GPU-b")), gpu_slots=2)


def test_a_node_without_a_gpu_serves_no_gpu_lane() -> None:
    assert [(worker.queues, worker.processes) for worker in PLAIN.workers] == [(("cpu", "regrade"), 2)]


def test_gpus_have_a_worker_of_their_own_with_a_process_for_each_slot() -> None:
    assert [(worker.queues, worker.processes) for worker in WITH_GPUS.workers] == [
        (("cpu", "regrade"), 2),
        (("gpu",), 4),
    ]


@pytest.mark.parametrize(
    ("queues", "offered", "processes", "words"),
    [
        ({"gpu"}, PLAIN, 1, "has no GPU"),
        ({"cpu", "gpu", "regrade"}, WITH_GPUS, 4, "Start two"),
        ({"gpu"}, WITH_GPUS, 5, "on 4 GPU slot"),
    ],
)
def test_a_worker_of_lanes_that_the_node_cannot_serve_is_refused(
    queues: set[str], offered: Offer, processes: int, words: str
) -> None:
    with pytest.raises(lanes.LanesInvalid, match=words):
        lanes.check_queues(queues, processes, offered)


@pytest.mark.parametrize(("queues", "processes"), [({"cpu", "regrade"}, 99), ({"gpu"}, 4), ({"gpu"}, 1)])
def test_a_worker_of_lanes_that_the_node_has_is_not(queues: set[str], processes: int) -> None:
    lanes.check_queues(queues, processes, WITH_GPUS)


def test_slots_that_are_more_than_the_machine_are_told_with_numbers() -> None:
    assert PLAIN.objections() == []
    memory = replace(PLAIN, memory=lanes.machine_memory())
    assert [words for words in memory.objections() if f"this machine has {lanes.machine_memory() // MB} MB" in words]
    cores = len(os.sched_getaffinity(0))
    assert [words for words in replace(PLAIN, cores=cores).objections() if f"this machine has {cores}" in words]


def test_a_celery_worker_for_the_gpu_does_not_start_without_one(tmp_path: Path, redis_server: str) -> None:
    if lanes.offer().gpus:
        pytest.skip("this machine has a GPU")
    done = processes.run(
        ["-m", "celery", "-A", "questbook", "worker", "-Q", "gpu", "-c", "1"], tmp_path, REDIS_URL=redis_server
    )
    assert done.returncode
    assert "it cannot serve the queue gpu. Start the worker with --queues cpu,regrade." in done.stderr + done.stdout


def test_the_node_says_what_it_offers_and_how_to_start_its_workers(tmp_path: Path) -> None:
    said = processes.run(["manage.py", "lanes"], tmp_path, WORKER_SLOTS="3", SLOT_CORES="1", SLOT_MEMORY_MB="512")
    assert "processor: 3 slot(s), each with 1 core(s), 512 MB of memory" in said.stdout
    assert "--queues cpu,regrade --concurrency 3" in said.stdout
    listed = json.loads(processes.run(["manage.py", "lanes", "--json"], tmp_path, WORKER_SLOTS="3").stdout)
    assert listed[0] == {"name": "worker", "queues": ["cpu", "regrade"], "processes": 3}


@pytest.mark.parametrize(("name", "value"), [("WORKER_SLOTS", "0"), ("SLOT_CORES", "two"), ("GPU_SLOTS", "-1")])
def test_a_setting_that_is_no_number_of_slots_is_refused_at_the_start(tmp_path: Path, name: str, value: str) -> None:
    setting: dict[str, Any] = {name: value}
    done = processes.run(["manage.py", "lanes"], tmp_path, **setting)
    assert done.returncode
    assert f"{name} is {value!r}; write a whole number" in done.stderr


SETTLE = """
import django; django.setup()
import os, sys
from worker.lanes import settle
print(*sorted(settle(1)), flush=True)
sys.stdin.read()
"""


def test_slots_of_one_machine_do_not_share_cores_while_there_are_enough(tmp_path: Path) -> None:
    cores = sorted(os.sched_getaffinity(0))
    started: list[subprocess.Popen[str]] = []

    def settled() -> set[int]:
        process = subprocess.Popen(
            [sys.executable, "-c", SETTLE],
            cwd=processes.ROOT,
            env=processes.environment(tmp_path, TMPDIR=str(tmp_path)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return {int(core) for core in process.stdout.readline().split()}

    try:
        taken = [settled() for _ in cores]
        assert sorted(core for one in taken for core in one) == cores
        assert settled() == set(cores), "who comes when all are taken may use every core"
        started[0].kill()
        started[0].wait()
        assert settled() == taken[0], "the cores of a process that died are free again"
    finally:
        for process in started:
            process.kill()
            process.communicate()


def test_a_quest_larger_than_the_slots_is_refused(settings: Any) -> None:
    lanes.check(Runtime(backend="none"), Limits(memory_mb=9000))
    settings.SLOT_MEMORY_MB = 4096
    with pytest.raises(PlatformFault, match="may use 9000 MB of memory, and a slot of this worker has 4096 MB"):
        lanes.check(Runtime(backend="none"), Limits(memory_mb=9000))


@pytest.mark.parametrize(
    ("runtime", "words"),
    [
        ('backend = "jax"', "pip install jax"),
        ('backend = "torch"', "pip install torch"),
        ('backend = "none"\nlane = "gpu"', "This quest needs a GPU"),
    ],
)
def test_what_this_machine_cannot_run_ends_before_it_runs_and_by_the_platforms_fault(
    tmp_path: Path, runtime: str, words: str
) -> None:
    backend = runtime.split('"')[1]
    if util.find_spec(backend) or (backend == "none" and lanes.offer().gpus):
        pytest.skip("this machine can run it")
    report, events = graded(load(write_quest(tmp_path / "quest", quest_toml=with_runtime(runtime))), tmp_path)
    assert report.fault is Fault.PLATFORM
    assert report.reason is not None
    assert words in report.reason.en
    assert "starting" not in [event.get("phase") for event in events]
    assert not (tmp_path / "evidence").exists()


def with_runtime(runtime: str) -> str:
    return QUEST_TOML.replace("[[criterion]]", f"[runtime]\n{runtime}\n\n[[criterion]]", 1)


def graded(quest: Quest, folder: Path) -> tuple[Any, list[dict[str, Any]]]:
    """The report on a right answer, and what happened on the way."""
    events: list[dict[str, Any]] = []
    answer = sums("def add(a, b):\n    return a + b")
    return pipeline.grade(
        quest, answer, folder / "evidence", store=Store(folder / "home"), on_event=events.append
    ), events

"""What happens to code that takes more than it may, in both kinds of wall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sandbox.scenes import Outcome

Play = Callable[..., Outcome]
MB = 2**20

MANY_PROCESSES = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        held = bytearray(120_000_000)
        time.sleep(60)
time.sleep(60)
"""
AS_FAST_AS_IT_CAN = """
import os
for _ in range(3): os.fork()
kept = []
while True: kept.append(b"x" * 2**24)
"""
SHARED_BY_FORKS = """
import os, time
held = bytearray(150_000_000)
for _ in range(4):
    if os.fork() == 0:
        time.sleep(1.5)
        os._exit(0)
time.sleep(1.5)
"""
MANY_FILES = """
number = 0
while True:
    open(f"/tmp/{number}", "w").close()
    number += 1
"""

STEPS_BACK = """
line = "/proc/self/oom_score_adj"
print(open(line).read())
try:
    open(line, "w").write("0")
except PermissionError:
    print("held")
else:
    print("let go")
"""
CAP_SYS_RESOURCE = 1 << 24


def test_a_run_goes_before_the_worker_when_the_machine_is_out_of_memory(play: Play) -> None:
    outcome = play([STEPS_BACK])
    rights = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("CapEff:"))
    held = outcome.privilege == "root" and bool(int(rights.split()[1], 16) & CAP_SYS_RESOURCE)
    assert outcome.outputs[0].split(maxsplit=1) == ["1000", "held\n" if held else "let go\n"]


def test_memory_of_one_process_is_bounded(play: Play) -> None:
    outcome = play(["kept = 1", "x = []\nwhile True: x.append(bytearray(40_000_000))", "after = 1"], memory_mb=400)
    assert (outcome.ended_by, outcome.limit) == ("memory", 400 * MB)
    assert outcome.states == ["ok", "interrupted", "not_run"]
    assert not outcome.asked
    assert outcome.left == []


def test_memory_of_all_processes_together_is_bounded(play: Play) -> None:
    outcome = play([MANY_PROCESSES], memory_mb=400)
    assert outcome.ended_by == "memory"
    assert outcome.left == []


def test_memory_taken_as_fast_as_can_be_is_bounded(play: Play) -> None:
    outcome = play([AS_FAST_AS_IT_CAN], memory_mb=400)
    assert (outcome.ended_by, outcome.limit) == ("memory", 400 * MB)
    assert outcome.left == []


def test_memory_that_forks_share_counts_once(play: Play) -> None:
    outcome = play([SHARED_BY_FORKS], memory_mb=500)
    assert outcome.states == ["ok"]


def test_a_fork_bomb_ends(play: Play) -> None:
    outcome = play(["import os\nwhile True: os.fork()"], processes=64)
    assert (outcome.ended_by, outcome.limit) == ("processes", 64)
    assert outcome.left == []


def test_too_many_threads_end_the_run(play: Play) -> None:
    source = "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    outcome = play([source], processes=64)
    assert outcome.ended_by == "processes"


def test_a_file_and_a_folder_are_bounded(play: Play) -> None:
    big = "with open('{place}', 'wb') as file:\n    while True: file.write(bytes(100_000))"
    outcome = play([big.format(place="/tmp/big"), big.format(place="big"), "print('on')"], disk_mb=2)
    assert outcome.states == ["error", "error", "ok"]
    assert outcome.ended_by == "error"


def test_a_million_empty_files_end_the_run(play: Play) -> None:
    outcome = play([MANY_FILES])
    assert outcome.ended_by == "disk"


def test_processes_that_hide_from_their_parent_die_with_the_run(play: Play) -> None:
    hide = (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(600)\n    os._exit(0)"
    )
    outcome = play([hide, "print('done')"])
    assert outcome.states == ["ok", "ok"]
    assert outcome.left == []


@pytest.mark.parametrize("folder", ["/questbook/answers", "/run/kernel"])
def test_a_folder_of_the_host_cannot_be_filled(play: Play, folder: str) -> None:
    fill = f"n = 0\nwhile True:\n    n += 1\n    open('{folder}/%d' % n, 'wb').write(bytes(4_000_000))"
    outcome = play([fill], disk_mb=16)
    # As root the folder is not the learner's to write to; without root, the watcher ends it.
    assert outcome.states == ["error"] or outcome.ended_by == "disk"

"""What a fork could not go on from is not done before it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graders.loading import load
from graders.rebuild import rebuild
from tests.nursery import quests
from tests.nursery.hosting import Host
from worker.nursery.prelude import MAX_BYTES, prelude
from worker.sandbox.wall import ENTER

RUN = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
import prelude
prelude.OWN_FOLDERS = (os.getcwd(),)
from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets.config import Config
config = Config()
config.HistoryManager.enabled = False
shell = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler)
ran = prelude.run(shell, json.loads(sys.argv[2]), lambda: len(os.listdir("/proc/self/task")))
print(json.dumps([ran.count, ran.why, [cell["outputs"] for cell in ran.cells]]))
"""


def run(folder: Path, *cells: str) -> tuple[int, str, list]:
    """What becomes of cells in a parent: how many ran, why not the next, and what they showed."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", RUN, str(ENTER), json.dumps(cells)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    count, why, outputs = json.loads(done.stdout.splitlines()[-1])
    return count, why, outputs


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1 / 0", "it fails: ZeroDivisionError"),
        ("this is no Python", "it fails: SyntaxError"),
        ("import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "1 thread"),
        ("print('x' * 3_000_000)", "it prints too much"),
        ("import os\nos.environ['SEED'] = '1'", "it changes the environment"),
        ("%env SEED=1", "it changes the environment"),
        ("import os\nos.chdir('/')", "it changes the working folder"),
        ("with open('table.csv', 'w') as file:\n    print('a,b', file=file)", "it changes files"),
        ("import os\nos.mkdir('left')", "it changes files"),
        ("kept = open('/etc/hosts')", "it changes its open files"),
        ("import socket\nkept = socket.socketpair()", "it changes its open files"),
        ("import subprocess\nkept = subprocess.Popen(['sleep', '1'])", "it changes its processes"),
    ],
)
def test_a_cell_whose_leavings_a_fork_would_lack_ends_what_is_done_before(tmp_path: Path, cell: str, why: str) -> None:
    count, found, _ = run(tmp_path, "x = 1", cell, "y = 2")
    assert count == 1
    assert why in found


def test_all_others_are_done(tmp_path: Path) -> None:
    cells = ("import json, os, random", "", "print('a')\n2", "def f(x):\n    return x", "%pwd", "files = os.listdir()")
    count, why, outputs = run(tmp_path, *cells)
    assert (count, why) == (len(cells), "")
    assert [output["output_type"] for output in outputs[2]] == ["stream", "execute_result"]


def test_cells_too_long_for_a_message_are_left_to_the_kernel_in_whatever_letters(tmp_path: Path) -> None:
    for first, fits in (("# 가" * 5_000, True), ("# 가" * (MAX_BYTES // 6), False), ("x" * MAX_BYTES, False)):
        quest = load(quests.small(tmp_path / str(len(first)), first))
        rebuilt = rebuild(quest, quests.answered(quests.RIGHT, first))
        assert (prelude(quest, rebuilt, {}) is not None) is fits


def test_a_quest_keeps_warm_what_comes_before_such_a_cell_and_is_graded_right(host: Host) -> None:
    first = (
        "import numpy as np\nprint('imported')",
        "with open('table.csv', 'w') as file:\n    print('1,2', file=file)",
        "import keras\nones = keras.ops.ones(3)",
    )
    source = "rows = open('table.csv').read()\n" + quests.RIGHT + "\nprint(rows.strip(), float(ones[0]))"
    quest = quests.small(host.place / "quests" / "leaves", *first, slug="dlp-02-leaves")
    upload = quests.answered(source, *first)
    warm = host.grade(quest, upload)
    assert host.warm(quest) == 1
    quest_warm = host.grade(quest, upload)
    assert (warm.start, quest_warm.start) == ("warm", "quest-warm")
    assert warm.report["score"] == quest_warm.report["score"] == 10
    assert quest_warm.outputs["id-first-1"] == "imported\n"
    assert "1,2 1.0" in quest_warm.outputs["id-add"]
    assert "only 1 first cell(s) are kept warm: it changes files" in host.log

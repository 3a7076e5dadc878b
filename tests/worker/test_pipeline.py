"""From an upload to a report: graded, or ended with whose fault it was."""

from __future__ import annotations

import errno
import gc
import json
import os
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from graders.evidence import Evidence
from graders.loading import load
from graders.quest import Quest
from graders.report import Fault, FindingState
from graders.text import text
from quests.datasets.making import alone, silent
from quests.datasets.recipe import Recipe, Share
from quests.datasets.small_base import TrainingFailed
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, code, notebook, sums, write_quest
from worker import pipeline, sandbox
from worker.faults import PlatformFault, Stopped
from worker.sandbox import Walled

RIGHT = "def add(a, b):\n    return a + b"


def test_a_right_answer_gets_every_point(quest: Quest, store: Store, tmp_path: Path) -> None:
    events: list[dict[str, object]] = []
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store, on_event=events.append)
    assert (report.state, report.score, report.max_score) == ("graded", 10, 10)
    assert [e["phase"] for e in events if e["type"] == "phase"] == [
        "preparing", "starting", "running", "asking", "judging",
    ]  # fmt: skip


def test_a_wrong_answer_fails_where_it_is_wrong(quest: Quest, store: Store, tmp_path: Path) -> None:
    report = pipeline.grade(quest, sums("def add(a, b):\n    return a * b"), tmp_path / "evidence", store=store)
    states = {finding.criterion: finding.state for finding in report.findings}
    assert states["runs"] is FindingState.PASSED
    assert states["add"] in (FindingState.FAILED, FindingState.PARTIAL)


def test_the_evidence_is_whole_and_readable(quest: Quest, store: Store, tmp_path: Path) -> None:
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    evidence = Evidence(tmp_path / "evidence")
    assert evidence.run.asked
    assert [cell.state for cell in evidence.run.cells] == ["ok", "ok", "ok"]
    assert evidence.run.quest_digest == quest.digest
    assert evidence.source.cells
    executed = json.loads((tmp_path / "evidence" / "executed.ipynb").read_text())
    assert executed["cells"][-1]["outputs"][0]["text"] in ("3\n", ["3\n"])


def test_an_exception_that_only_the_quests_call_meets_is_diagnosed_with_its_line(
    quest: Quest, store: Store, tmp_path: Path
) -> None:
    answer = "def add(a, b):\n    total = a + b\n    return total if a == 1 else totl"
    report = pipeline.grade(quest, sums(answer), tmp_path / "evidence", store=store)
    assert Evidence(tmp_path / "evidence").run.ended_by == "finished"
    assert report.diagnosis is not None
    assert (report.diagnosis.cause, report.diagnosis.cell, report.diagnosis.line) == ("misspelt-name", "add", 3)


def test_a_second_run_replaces_the_evidence_of_the_first(quest: Quest, store: Store, tmp_path: Path) -> None:
    pipeline.grade(quest, sums("1 / 0"), tmp_path / "evidence", store=store)
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    assert Evidence(tmp_path / "evidence").run.ended_by == "finished"


def test_judging_again_needs_no_run(quest: Quest, store: Store, tmp_path: Path) -> None:
    pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    again = pipeline.regrade(quest, tmp_path / "evidence", store=store)
    assert (again.state, again.score) == ("graded", 10)


def test_what_is_no_notebook_is_the_learners_fault(quest: Quest, store: Store, tmp_path: Path) -> None:
    report = pipeline.grade(quest, b"no notebook", tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.LEARNER)
    assert report.reason is not None


def test_a_kernel_that_dies_is_graded_by_what_is_there(quest: Quest, store: Store, tmp_path: Path) -> None:
    report = pipeline.grade(quest, sums("import os\nos._exit(1)"), tmp_path / "evidence", store=store)
    assert report.state == "graded"
    assert report.score == 0
    assert report.diagnosis is not None


def test_a_reference_that_fails_is_the_quests_fault(store: Store, tmp_path: Path) -> None:
    broken = load(write_quest(tmp_path / "quest", reference_py="def add(a, b):\n    raise RuntimeError('oops')\n"))
    report = pipeline.grade(broken, sums(RIGHT), tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.QUEST)


def test_a_reference_that_hangs_ends_as_nobodys_attempt(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.judge.SECONDS", 4)
    hangs = load(write_quest(tmp_path / "quest", reference_py="def add(a, b):\n    while True: pass\n"))
    report = pipeline.grade(hangs, sums(RIGHT), tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.PLATFORM)


MODEL_CRITERION = """
[[criterion]]
id = "layers"
kind = "model"
points = 1
model = "model"
compiled = true
title = { en = "A model", ko = "모델" }

[[wrong]]"""


def test_a_model_that_takes_the_judge_past_a_limit_ends_as_its_learners_attempt(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Less than TensorFlow itself needs, so that the first look at the model's file goes over it.
    monkeypatch.setattr("worker.judge.MEMORY", 200 * 2**20)
    quest_toml = QUEST_TOML.replace("\n[[wrong]]", MODEL_CRITERION, 1)
    quest = load(write_quest(tmp_path / "quest", quest_toml=quest_toml))
    answer = f"import keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\n{RIGHT}"
    report = pipeline.grade(quest, sums(answer), tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.LEARNER), report.reason
    assert report.reason is not None
    assert "200 MB of memory" in report.reason.en
    assert "메모리 200MB" in report.reason.ko


def test_answers_that_the_notebook_wrote_itself_are_written_over_or_dropped(
    quest: Quest, store: Store, tmp_path: Path
) -> None:
    forged = (
        "import threading, time, os, json\n"
        "def forge():\n"
        "    while True:\n"
        "        time.sleep(0.001)\n"
        "        try:\n"
        "            for name in ('extra.json', '../escape', 'link.json', 'fifo.json'):\n"
        "                open('/questbook/answers/' + name, 'w').write('{}')\n"
        "            os.symlink('/etc/passwd', '/questbook/answers/passwd.json')\n"
        "            os.mkfifo('/questbook/answers/pipe.json')\n"
        "        except OSError: pass\n"
        "threading.Thread(target=forge, daemon=True).start()\n"
        "def add(a, b):\n    time.sleep(0.3)\n    return 0"
    )
    report = pipeline.grade(quest, sums(forged), tmp_path / "evidence", store=store)
    kept = list((tmp_path / "evidence" / "answers").iterdir())
    assert all(path.is_file() and not path.is_symlink() for path in kept)
    assert not any(path.name in ("extra.json", "passwd.json", "pipe.json", "link.json") for path in kept)
    assert not (tmp_path / "evidence" / "escape").exists()
    assert "answers-dropped" in [notice.code for notice in report.notices]
    assert report.score < report.max_score


def test_a_notebook_of_ones_own_runs_free_form(quest: Quest, store: Store, tmp_path: Path) -> None:
    report = pipeline.grade(quest, notebook(code(RIGHT)), tmp_path / "evidence", store=store)
    assert (report.form, report.score) == ("free-form", 10)


def test_a_run_whose_lease_is_lost_is_given_up(quest: Quest, store: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    threading.Timer(3, stop.set).start()
    with pytest.raises(Stopped):
        pipeline.grade(quest, sums("while True: pass"), tmp_path / "evidence", store=store, stop=stop)


def never_made(folder: Path, rng: np.random.Generator, share: Share) -> None:
    while True:
        share(0.5)
        time.sleep(0.01)


ENDLESS = Recipe(
    name="endless",
    title=text("Endless", "끝없음"),
    about=text("It never comes.", "만들어지지 않습니다."),
    licence="CC0-1.0",
    version=1,
    files=("endless.npz",),
    public=never_made,
)


@pytest.fixture
def about_endless(tmp_path: Path) -> Quest:
    """The sums, of a data set that is never made."""
    runtime = '[runtime]\nbackend = "none"\ndata = ["endless"]\n\n[[wrong]]'
    return load(write_quest(tmp_path / "about", quest_toml=QUEST_TOML.replace("[[wrong]]", runtime, 1)))


def test_a_run_is_given_up_while_its_data_are_made_and_nothing_half_made_stays(
    about_endless: Quest, tmp_path: Path
) -> None:
    stop, store = threading.Event(), Store(tmp_path / "home", [ENDLESS])
    with pytest.raises(Stopped):
        pipeline.grade(
            about_endless, sums(RIGHT), tmp_path / "evidence", store=store, stop=stop, on_data=lambda *_: stop.set()
        )
    assert store.making("endless") is None
    assert {path.name for path in store.data.iterdir()} == {".endless.lock"}


def test_a_run_and_a_judging_are_given_up_while_they_wait_for_data_that_another_makes(
    about_endless: Quest, tmp_path: Path
) -> None:
    store = Store(tmp_path / "home", [ENDLESS])
    store.data.mkdir(parents=True)
    for go in (partial(pipeline.grade, about_endless, sums(RIGHT)), partial(pipeline.regrade, about_endless)):
        stop = threading.Event()
        with alone(store.data / ".endless.lock", silent):
            threading.Timer(0.5, stop.set).start()
            with pytest.raises(Stopped):
                go(tmp_path / "evidence", store=store, stop=stop)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TrainingFailed(text("Traceback: /srv/base.py", "Traceback: /srv/base.py")), "the worker's log says why"),
        (OSError(errno.ENOSPC, "No space left on device", "/srv/data"), "the disk is full"),
        (OSError(errno.EACCES, "Permission denied", "/srv/data"), "Permission denied"),
    ],
)
def test_learners_hear_that_data_could_not_be_made_and_only_the_log_hears_of_files(
    about_endless: Quest, tmp_path: Path, caplog: pytest.LogCaptureFixture, error: OSError, told: str
) -> None:
    def fail(folder: Path, rng: np.random.Generator, share: Share) -> None:
        raise error

    store = Store(tmp_path / "home", [replace(ENDLESS, public=fail)])
    report = pipeline.grade(about_endless, sums(RIGHT), tmp_path / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.PLATFORM)
    assert report.reason is not None
    assert told in report.reason.en
    for words in (report.reason.en, report.reason.ko):
        assert "endless" in words
        assert "/srv" not in words
        assert "Traceback" not in words
    assert ("disk" in report.reason.en) == (error.errno == errno.ENOSPC)
    assert "/srv" in caplog.text


def test_a_full_disk_is_the_platforms_fault(quest: Quest, store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "file" / "evidence", store=store)
    assert (report.state, report.fault) == ("ended", Fault.PLATFORM)


def test_a_sandbox_that_cannot_be_ended_leaves_no_connection_open(
    quest: Quest, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.check()  # has a sandbox of its own, once
    close, reason = Walled.close, text("The sandbox could not be ended.", "샌드박스를 끝내지 못했습니다.")

    def ends_but_says_otherwise(self: Walled) -> None:
        close(self)
        raise PlatformFault(reason)

    monkeypatch.setattr(Walled, "close", ends_but_says_otherwise)
    before = connections()
    gc.disable()  # whatever thread collects an open one as garbage may wait for ever
    try:
        report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
        assert (report.fault, report.reason) == (Fault.PLATFORM, reason)
        assert connections() == before
    finally:
        gc.enable()


def connections() -> int:
    """How many contexts of ZeroMQ this process has with sockets in them: each has a thread that ends those."""
    return sum("Reaper" in thread.read_text() for thread in Path("/proc/self/task").glob("*/comm"))


def test_without_a_wall_nothing_is_run(
    quest: Quest, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from worker.sandbox import check

    check.cache_clear()
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    report = pipeline.grade(quest, sums(RIGHT), tmp_path / "evidence", store=store)
    check.cache_clear()
    assert (report.state, report.fault) == ("ended", Fault.PLATFORM)
    assert report.reason is not None
    assert "bubblewrap" in report.reason.en
    assert not (tmp_path / "evidence").exists()

"""``manage.py up``: it says what is in the way, is ready when it says so, and leaves nothing behind."""

from __future__ import annotations

import json
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from questbook.launch.lock import AlreadyRunning, only_one
from tests import processes

pytestmark = pytest.mark.stack


@pytest.fixture
def questbook(tmp_path: Path) -> Iterator[processes.Questbook]:
    """One that is not started yet."""
    questbook = processes.Questbook(home=tmp_path / "home")
    yield questbook
    if questbook.process is not None and questbook.process.poll() is None:
        questbook.stop()


def living(home: Path) -> list[str]:
    """Processes that were started for this folder of data, and still run."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("QUESTBOOK_HOME") == str(home) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


def test_it_becomes_ready_serves_pages_and_stops_all_on_ctrl_c(questbook: processes.Questbook) -> None:
    questbook.start()
    questbook.wait_for("Questbook is ready: ")
    with urllib.request.urlopen(f"{questbook.url}/readyz") as answer:
        assert json.load(answer)["ready"] is True
    with urllib.request.urlopen(questbook.url) as page:
        assert page.status == 200
    questbook.wait_for("learner@questbook.test")

    second = processes.run(["manage.py", "up"], questbook.home, PORT=str(processes.free_port()))
    assert second.returncode == 1
    assert f"already runs on this folder's data: {questbook.url}" in second.stderr

    assert questbook.stop() == 0
    assert living(questbook.home) == []
    assert not (questbook.home / "redis.sock").exists()


def test_it_is_ready_before_the_data_sets_are_made_and_says_of_each_when_it_is_there(
    questbook: processes.Questbook,
) -> None:
    questbook.extra["MAKE_DATA"] = "1"
    questbook.start()
    (questbook.home / "data/mnist.card.json").unlink()
    questbook.wait_for("Questbook is ready: ")
    assert not (questbook.home / "data/mnist.card.json").exists()
    questbook.wait_for(r"Making data sets meanwhile: .*\bmnist\b")
    questbook.wait_for(r"data \| mnist: twin")
    assert (questbook.home / "data/mnist.card.json").exists()
    assert questbook.stop() == 0
    assert living(questbook.home) == []


def test_after_kill_9_nothing_lives_on_and_the_next_start_is_ready(questbook: processes.Questbook) -> None:
    questbook.start()
    questbook.wait_for("Questbook is ready: ")
    questbook.stop(signal.SIGKILL)
    deadline = time.monotonic() + 60
    while left := living(questbook.home):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)
    again = processes.Questbook(home=questbook.home)
    again.start()
    try:
        again.wait_for("Questbook is ready: ")
    finally:
        assert again.stop() == 0
    assert living(questbook.home) == []


def test_a_taken_port_is_said_with_one_that_is_free(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = processes.run(["manage.py", "up"], tmp_path, PORT=str(port))
    assert done.returncode == 1
    assert f"port {port}: Address already in use" in done.stderr
    assert "PORT=" in done.stderr.split("example:")[1]


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", ""])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    done = processes.run(["manage.py", "up"], tmp_path, PORT=port)
    assert done.returncode == 1
    assert "write a number from 1 to 65535" in done.stderr


def test_a_second_one_is_told_where_the_first_is(tmp_path: Path) -> None:
    with only_one(tmp_path, "http://127.0.0.1:8000"):
        with pytest.raises(AlreadyRunning) as found, only_one(tmp_path, "http://127.0.0.1:8001"):
            pass
        assert found.value.address == "http://127.0.0.1:8000"
    with only_one(tmp_path, "http://127.0.0.1:8001"):
        pass

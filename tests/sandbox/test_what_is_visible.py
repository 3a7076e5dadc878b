"""What code behind the wall can see and reach, in both kinds of wall."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.sandbox.scenes import ROOT, Outcome

Play = Callable[..., Outcome]

LOOK = """
import json, os, socket, subprocess, sys

def attempt(action):
    try:
        action()
    except Exception as error:
        return type(error).__name__
    return "allowed"

def connect(family, address):
    with socket.socket(family) as s:
        s.settimeout(3)
        s.connect(address)

def status(name):
    return next(line.split(":")[1].strip() for line in open("/proc/self/status") if line.startswith(name + ":"))

seen = {
    "uid": os.getuid(),
    "groups": os.getgroups(),
    "capabilities": status("CapPrm") + status("CapEff") + status("CapInh"),
    "no_new_privs": status("NoNewPrivs"),
    "seccomp": status("Seccomp"),
    "environment": dict(os.environ),
    "processes": sorted(p for p in os.listdir("/proc") if p.isdigit()),
    "first process": sorted(os.listdir("/proc/1")),
    "interfaces": sorted(line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line),
    "root": sorted(os.listdir("/")),
    "home": os.getcwd(),
    "etc": sorted(os.listdir("/etc")),
    "devices": sorted(os.listdir("/dev")),
    "questbook": sorted(os.listdir("/questbook")),
    "hostname": socket.gethostname(),
    "network": attempt(lambda: connect(socket.AF_INET, ("1.1.1.1", 80))),
    "cloud": attempt(lambda: connect(socket.AF_INET, ("169.254.169.254", 80))),
    "loopback": attempt(lambda: connect(socket.AF_INET, ("127.0.0.1", REDIS_PORT))),
    "write root": attempt(lambda: open("/mine", "w")),
    "write usr": attempt(lambda: open("/usr/mine", "w")),
    "write dev": attempt(lambda: open("/dev/mine", "w")),
    "write python": attempt(lambda: open(os.path.join(os.path.dirname(os.__file__), "mine"), "w")),
    "write inside": attempt(lambda: open("/questbook/inside/ask.py", "a")),
    "write questions": attempt(lambda: open("/questbook/ask/questions.json", "w")),
    "namespace": subprocess.run(["unshare", "--user", "true"], capture_output=True).returncode,
    "mount": subprocess.run(["mount", "-t", "tmpfs", "none", "/tmp"], capture_output=True).returncode,
    "become root": attempt(lambda: os.setuid(0)),
    "signal the first process": attempt(lambda: os.kill(1, 9) or [][os.path.exists("/proc/1") and 0]),
    "trace": attempt(lambda: open("/proc/1/mem", "rb").read(1)),
    "chroot": attempt(lambda: os.chroot("/tmp")),
}
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def looks() -> dict[str, dict[str, object]]:
    """What was seen in each kind of wall, looked at once for all tests of this module."""
    return {}


@pytest.fixture
def seen(play: Play, request: pytest.FixtureRequest, looks: dict[str, dict[str, object]]) -> dict[str, object]:
    """What code behind the wall sees."""
    kind = request.node.callspec.params["play"]
    if kind not in looks:
        outcome = play([LOOK.replace("REDIS_PORT", "6379")])
        assert outcome.states == ["ok"], outcome.cells
        assert outcome.privilege == kind
        looks[kind] = json.loads(outcome.outputs[0])
    return looks[kind]


def test_it_is_an_unprivileged_user_without_any_right(seen: dict[str, object]) -> None:
    assert seen["uid"] != 0
    assert set(str(seen["capabilities"])) == {"0"}
    assert seen["no_new_privs"] == "1"
    assert seen["seccomp"] == "2"
    assert not isinstance(seen["groups"], list) or 0 not in seen["groups"]


def test_the_environment_is_the_allowed_one_and_nothing_else(seen: dict[str, object]) -> None:
    environment = seen["environment"]
    assert isinstance(environment, dict)
    allowed = {
        "PATH", "HOME", "USER", "LANG", "PWD", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "KERAS_HOME",
        "KERAS_BACKEND", "TF_CPP_MIN_LOG_LEVEL", "OMP_NUM_THREADS", "OMP_WAIT_POLICY", "TF_NUM_INTRAOP_THREADS",
        "TF_NUM_INTEROP_THREADS", "TF_DETERMINISTIC_OPS", "MATPLOTLIBRC", "MPLBACKEND", "CUDA_VISIBLE_DEVICES",
        "LC_CTYPE",
        # Set by the kernel itself.
        "JPY_PARENT_PID", "PYDEVD_USE_FRAME_EVAL", "TERM", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "PAGER",
        "GIT_PAGER", "JPY_SESSION_NAME",
    }  # fmt: skip
    assert set(environment) <= allowed
    assert not any(str(Path(settings.HOME)) in str(value) for value in environment.values())


def test_only_its_own_processes_exist(seen: dict[str, object]) -> None:
    processes = seen["processes"]
    assert isinstance(processes, list)
    assert len(processes) <= 4


def test_the_first_process_tells_nothing(seen: dict[str, object]) -> None:
    assert seen["first process"] == []


def test_there_is_no_network(seen: dict[str, object]) -> None:
    assert seen["interfaces"] == ["lo"]
    assert {seen["network"], seen["cloud"], seen["loopback"]}.isdisjoint({"allowed"})


def test_nothing_outside_its_own_folders_can_be_written(seen: dict[str, object]) -> None:
    refused = [seen[f"write {place}"] for place in ("root", "usr", "dev", "python", "inside", "questions")]
    assert "allowed" not in refused


def test_it_cannot_get_more_rights_or_touch_the_first_process(seen: dict[str, object]) -> None:
    assert seen["namespace"] != 0
    assert seen["mount"] != 0
    for action in ("become root", "trace", "chroot"):
        assert seen[action] != "allowed", action


def test_of_this_repository_only_the_inside_is_there(seen: dict[str, object]) -> None:
    assert seen["questbook"] == ["answers", "ask", "inside"]
    etc = seen["etc"]
    assert isinstance(etc, list)
    assert set(etc) <= {
        "passwd", "group", "nsswitch.conf", "hosts", "ld.so.cache", "alternatives", "fonts", "localtime",
    }  # fmt: skip


def test_the_repository_cannot_be_read(play: Play) -> None:
    places = [ROOT / "manage.py", ROOT / "quests", ROOT / "graders", ROOT / "worker" / "run.py", settings.HOME]
    outcome = play([f"import os\nprint([os.path.exists(p) for p in {[str(place) for place in places]!r}])"])
    assert json.loads(outcome.outputs[0].strip().lower()) == [False] * len(places)


def test_files_of_one_run_are_gone_in_the_next(play: Play) -> None:
    mark = f"left-{os.getpid()}"
    places = [f"/tmp/{mark}", f"/dev/shm/{mark}", f"/home/learner/{mark}"]
    first = play([f"for place in {places!r}: open(place, 'w').write('x')"])
    second = play([f"import os\nprint([os.path.exists(place) for place in {places!r}])"])
    assert first.states == ["ok"]
    assert second.outputs[0].strip() == "[False, False, False]"


BUILD = """
import keras, numpy as np, os
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.compile("sgd", "mse")
"""
DRAW = """
keras.utils.plot_model(model, "model.png", show_shapes=True)
print(open("model.png", "rb").read(4))
"""
LOG = """
log = keras.callbacks.TensorBoard(log_dir="logs")
model.fit(np.ones((8, 4)), np.ones((8, 3)), callbacks=[log], verbose=0)
print(os.listdir("logs"))
"""


def test_a_models_graph_is_drawn_and_its_training_logged_for_tensorboard(play: Play) -> None:
    outcome = play([BUILD, DRAW, LOG])
    assert outcome.states == ["ok", "ok", "ok"]
    assert outcome.outputs[1].splitlines()[-1] == r"b'\x89PNG'"
    assert outcome.outputs[2].splitlines()[-1] == "['train']"

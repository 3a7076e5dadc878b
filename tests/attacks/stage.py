"""Where attacks are played: a player of one privilege, its quests, and the secrets that it must keep."""

from __future__ import annotations

import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from graders.loading import load
from graders.quest import Quest
from quests.datasets.store import Store
from tests.attacks.attack import Attack, answered
from tests.attacks.quests import RECIPES
from tests.attacks.traces import Traces, left_since, look, resident
from tests.graders.folders import REFERENCE, sums, write_quest
from tests.sandbox.scenes import NOBODY, OWN_MOUNTS, ROOT, become_nobody
from worker.folder import stage as copy_for_all

QUESTS = Path(__file__).resolve().parent / "quests"
PLAYER = "-P -m tests.attacks.player"
SUMS_LIMITS = {"seconds": 20, "memory_mb": 700}
ANSWER_SECONDS = 180
SECRET_BYTES = 40
CONTENT_BYTES = 400
"""Of a file, enough of them that few labels in a row are no find."""
HONEST = "def add(a, b):\n    return a + b"
WARM_SECONDS = 120
NEIGHBOUR_SECONDS = (5, 15, 45)
NEIGHBOUR = """\
import os, socket, time
secret = bytes.fromhex("{secret}")
os.environ["NEIGHBOUR"] = secret.hex()
for place in ("/tmp/mine", "/dev/shm/mine", "mine"):
    open(place, "wb").write(secret)
kept = [bytearray(secret * 100_000) for _ in range(3)]
here = socket.socket(socket.AF_UNIX)
here.bind("\\0questbook-attack-neighbour")
here.listen()
time.sleep({seconds})
assert all(open(place, "rb").read() == secret for place in ("/tmp/mine", "/dev/shm/mine", "mine"))

def add(a, b):
    return a + b
"""
"""An honest run of some seconds, with something to steal in every place that it has."""


class Stage:
    """One player and what belongs to it. Attacks are played one after the other.

    Args:
        kind: ``root`` or ``rootless``.
        place: a folder of its own, with a short path that everybody may pass.
        redis: the socket of a Redis that runs on this machine.
    """

    def __init__(self, kind: str, place: Path, redis: Path) -> None:
        self.kind = kind
        self._place = place
        self._temporary = place / "tmp"
        self._played = 0
        self._secrets = {name: secrets.token_bytes(SECRET_BYTES) for name in ("environment", "database", "neighbour")}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._abstract = socket.socket(socket.AF_UNIX)
        self._abstract.bind(f"\0{place.name}")
        self._abstract.listen()
        self._redis = redis
        self._player: subprocess.Popen[str] | None = None
        self._start = ""
        """How the last run was told to start."""
        self._before: Traces | None = None
        self._places = [self._temporary]
        for name in ("tmp", "home", "store", "quests", "uploads", "evidence"):
            (place / name).mkdir()
            if kind == "rootless" and os.geteuid() == 0:
                os.chown(place / name, NOBODY, NOBODY)
        self._write_sums()
        for file in QUESTS.glob("*/quest.toml"):
            copy_for_all(file.parent, place / "quests" / file.parent.name)
        self._make_data()
        self._database = place / "home" / "questbook.sqlite3"
        self._database.write_bytes(self._secrets["database"])

    def close(self) -> None:
        """End the player and let go of all that it might have reached."""
        self._end_player()
        self._listener.close()
        self._abstract.close()

    # Playing

    def play(self, attack: Attack, start: str) -> dict[str, Any]:
        """What comes of an attack when its kernel starts as ``start`` says, with what it left in ``left``."""
        quest = self.quest(attack.quest)
        if start != self._start or self._before is None:
            self._before = self._first(start)
        adopter, player = self._processes()
        memory = resident(player)
        scene = self._scene(attack.quest, attack.upload(quest, self.told(attack)), attack.limits, start)
        outcome = self._beside_a_neighbour(scene, start) if attack.beside else self._ask(scene)
        return {
            **outcome,
            "evidence": Path(scene["evidence"]),
            "left": left_since(self._before, adopter, player, self._places),
            "memory": resident(player) - memory,
            "reached": self._connections(),
        }

    def _beside_a_neighbour(self, scene: dict[str, Any], start: str) -> dict[str, Any]:
        """Play while another run goes on; again with a longer one where this machine was too busy for that."""
        outcome: dict[str, Any] = {}
        for seconds in NEIGHBOUR_SECONDS:
            source = NEIGHBOUR.format(secret=self._secrets["neighbour"].hex(), seconds=seconds)
            beside = self._scene("sums", answered(self.quest("sums"), source), {"seconds": 120}, start)
            outcome = self._ask({**scene, "beside": beside})
            if outcome["neighbour_was_there"]:
                break
        return outcome

    def quest(self, name: str) -> Quest:
        """One of the quests that attacks are made on."""
        return load(self._place / "quests" / name)

    def told(self, attack: Attack) -> dict[str, Any]:
        """All that an attacker could wish to know of this machine. Secrets stand backwards, so as not to be a find."""
        hidden = {**self._secrets, **self._contents_of(attack.quest)}
        places = [
            *(str(self._place / name) for name in ("home", "store", "quests", "uploads", "evidence", "tmp")),
            *(str(ROOT / name) for name in ("manage.py", "quests", "graders", "worker/run.py", "tests")),
            *(str(self._database), str(self._redis), "/etc/shadow"),
        ]
        if absent := [name for name in places if not os.path.lexists(name)]:
            raise AssertionError(f"an attack is told of what is not there: {absent}")
        return {
            "player": self._processes()[1],
            "places": places,
            "port": self._listener.getsockname()[1],
            "redis": str(self._redis),
            "abstract": self._place.name,
            "backwards": {name: secret[::-1].hex() for name, secret in hidden.items()},
        }

    def _write_sums(self) -> None:
        """The sums, whose reference and solution hold words that are nowhere else."""
        mark = secrets.token_hex(400)
        write_quest(
            self._place / "quests" / "sums",
            reference_py=f"# {mark[:400]}\n{REFERENCE}",
            solution_ipynb=sums(f"# {mark[400:]}\n{HONEST}"),
        )

    def _make_data(self) -> None:
        """Have the attacked quests' data made, held-out rows and labels included, by whom the player's user is."""
        place = self._place / "store"
        store = Store(place, RECIPES)
        for name in store.names():
            store.ensure(name)
        if self.kind == "rootless" and os.geteuid() == 0:
            for path in place.rglob("*"):
                os.chown(path, NOBODY, NOBODY)

    def _contents_of(self, quest: str) -> dict[str, bytes]:
        """The middle of each file of the quest that no learner may see, labels and rows included."""
        folder = self._place / "quests" / quest
        hidden = [folder / name for name in ("solution.ipynb", "reference.py", "quest.toml")]
        hidden += sorted((self._place / "store" / "heldout").rglob("*.npz"))
        contents = {path.name: path.read_bytes() for path in hidden if path.exists()}
        half = SECRET_BYTES // 2
        return {
            name: content[len(content) // 2 - half : len(content) // 2 + half] for name, content in contents.items()
        }

    def _scene(self, quest: str, upload: bytes, limits: dict[str, Any], start: str) -> dict[str, Any]:
        self._played += 1
        handed_in = self._place / "uploads" / str(self._played)
        handed_in.write_bytes(upload)
        return {
            "quest": str(self._place / "quests" / quest),
            "upload": str(handed_in),
            "limits": {**(SUMS_LIMITS if quest == "sums" else {}), **limits},
            "evidence": str(self._place / "evidence" / str(self._played)),
            "store": str(self._place / "store"),
            "start": start,
        }

    def _first(self, start: str) -> Traces:
        """Play honest answers until one starts as it should: from then on, nothing more may be left than there is."""
        self._start = start
        deadline = time.monotonic() + WARM_SECONDS
        while (how := self._honest(start)) != start:
            if time.monotonic() > deadline:
                raise AssertionError(f"a kernel that should start {start} still starts {how} after {WARM_SECONDS} s")
        return look(*self._processes(), self._places)

    def _honest(self, start: str) -> str:
        """Play an honest answer; how it started."""
        outcome = self._ask(self._scene("sums", answered(self.quest("sums"), HONEST), {}, start))
        report, run = outcome["report"], outcome["run"]
        if (outcome["privilege"], report["score"]) != (self.kind, 10):
            raise AssertionError(f"an honest answer got {report['score']} as {outcome['privilege']}: {report}")
        self._places = [self._temporary, *([Path(outcome["nursery"], "runs")] if outcome["nursery"] else [])]
        how: str = run["start"]
        return how

    def _connections(self) -> list[str]:
        """Who knocked at the host's own sockets."""
        knocked = []
        for name, listener in (("127.0.0.1", self._listener), ("an abstract socket", self._abstract)):
            while select.select([listener], [], [], 0)[0]:
                listener.accept()[0].close()
                knocked.append(name)
        return knocked

    # The process

    def _ask(self, scene: dict[str, Any]) -> dict[str, Any]:
        player = self._player or self._start_player()
        assert player.stdin is not None
        assert player.stdout is not None
        player.stdin.write(json.dumps(scene) + "\n")
        player.stdin.flush()
        if not select.select([player.stdout], [], [], ANSWER_SECONDS)[0]:
            self._end_player()
            raise AssertionError(f"grading did not end within {ANSWER_SECONDS} s")
        line = player.stdout.readline()
        if not line:
            self._end_player()
            raise AssertionError(f"the worker did not survive:\n{(self._place / 'log').read_text()[-3000:]}")
        outcome: dict[str, Any] = json.loads(line)
        return outcome

    def _start_player(self) -> subprocess.Popen[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "TMPDIR": str(self._temporary),
            "HOME": str(self._place / "home"),
            "SECRET_KEY": self._secrets["environment"].hex(),
            "DATABASE_URL": f"sqlite:///{self._database}",
            "QUESTBOOK_HOME": str(self._place / "home"),
            "DJANGO_SETTINGS_MODULE": "questbook.settings",
            "PYTHONPATH": f"{self._code()}:{self._code() / 'platform'}",
        }
        with (self._place / "log").open("ab") as log:
            self._player = subprocess.Popen(
                self._command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=self._place,
                env=environment,
            )
        return self._player

    def _code(self) -> Path:
        """The folder with the code that the player runs: a copy that its user may read, where that is needed."""
        if self.kind == "root" or os.geteuid() != 0:
            return ROOT
        copy = self._place / "code"
        if not copy.exists():
            for package in ("graders", "worker", "quests", "platform", "tests/attacks", "tests/__init__.py"):
                copy_for_all(ROOT / package, copy / package)
        return copy

    def _command(self) -> list[str | Path]:
        if os.geteuid() != 0:
            return [sys.executable, *PLAYER.split()]
        script = become_nobody(PLAYER)
        if self.kind == "root":
            # Slots are the machine's: their folder has to be the one that all share, wherever temporary files are.
            slots = f"questbook-slots-{os.geteuid()}"
            shared = Path(tempfile.gettempdir(), slots)
            for folder in (shared, self._temporary / slots):
                folder.mkdir(mode=0o700, exist_ok=True)
            script = f"mount --bind {shared} {self._temporary / slots}\nexec {sys.executable} {PLAYER}"
        return [*OWN_MOUNTS, "sh", "-euc", script, "stage", self._place]

    def _processes(self) -> tuple[int, int]:
        """The process that adopts, and the one that grades."""
        assert self._player is not None
        adopter = self._player.pid
        children = Path(f"/proc/{adopter}/task/{adopter}/children").read_text().split()
        for child in children:
            if b"\0inner" in Path(f"/proc/{child}/cmdline").read_bytes():
                return adopter, int(child)
        raise AssertionError(f"the worker is gone:\n{(self._place / 'log').read_text()[-3000:]}")

    def _end_player(self) -> None:
        if self._player is None:
            return
        with suppress(ProcessLookupError, AssertionError):
            # The outer process ends with it.
            os.kill(self._processes()[1], signal.SIGKILL)
        for stream in (self._player.stdin, self._player.stdout):
            if stream is not None:
                stream.close()
        self._player.wait()
        self._player, self._before = None, None


@contextmanager
def stage(kind: str, redis: Path) -> Iterator[Stage]:
    """A stage in a folder of its own, which is removed with all that is on it."""
    place = Path(tempfile.mkdtemp(prefix="qb-attacks-", dir="/tmp"))
    place.chmod(0o755)
    made = Stage(kind, place, redis)
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(place, ignore_errors=True)

"""Running a few cells behind the real wall, as root or as an ordinary user, and what came of it.

As a program it reads a scene as JSON and writes the outcome as JSON: so the same scene can be
played by another user.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from graders.quest import Limits, Runtime
from graders.questions import AskVariable
from graders.rebuild import Rebuilt, RebuiltCell
from worker.folder import run_folder, stage
from worker.gpu import Device, Gpu
from worker.kernel import Place
from worker.run import run
from worker.sandbox import check
from worker.sandbox.slots import take

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65_534
OWN_MOUNTS = ("unshare", "--mount", "--propagation", "private")


@dataclass
class Outcome:
    """What came of a scene."""

    privilege: str
    ended_by: str
    limit: float | None
    asked: bool
    cells: list[dict[str, Any]]
    outputs: list[str]
    """The text of each cell's outputs."""
    answers: dict[str, str]
    events: list[dict[str, Any]]
    left: list[str] = field(default_factory=list)
    """Processes of the sandbox's user that outlived it."""

    @property
    def states(self) -> list[str]:
        """Of all cells, in order."""
        return [cell["state"] for cell in self.cells]


def play(cells: Sequence[str], *, ask: Sequence[str] = (), devices: Sequence[str] = (), **limits: Any) -> Outcome:
    """Run the cells as this user, then ask for the values of the variables ``ask``.

    Args:
        devices: device files that stand for those of a GPU; with any, the run has a GPU's slot.
    """
    gpu = Gpu("GPU-scene", "no GPU", 2**30, tuple(map(Path, devices)))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    names = [RebuiltCell(f"cell-{n}", answer=True, index=n - 1) for n in range(1, len(cells) + 1)]
    events: list[dict[str, Any]] = []
    questions = [AskVariable(id=name.lower(), name=name) for name in ask]
    privilege = check()
    with run_folder() as folder, take() as slot:
        ran = run(
            Rebuilt(notebook, "free-form", [], names),
            Limits(**{"seconds": 60, "memory_mb": 1024, **limits}),
            Runtime(backend="none"),
            data={},
            questions=lambda: (list(questions), {}),
            place=Place(folder, privilege, slot, Device(gpu, 0, 1) if devices else None),
            on_event=events.append,
        )
        answers = {path.name: path.read_text() for path in ran.answers.iterdir() if path.suffix == ".json"}
        left = _processes_of(64_000 + slot) if os.geteuid() == 0 else _children()
    return Outcome(
        privilege=str(privilege),
        ended_by=ran.ended_by,
        limit=ran.limit,
        asked=ran.asked,
        cells=[record.model_dump() for record in ran.cells],
        outputs=[_text(cell.get("outputs", [])) for cell in ran.notebook.cells],
        answers=answers,
        events=events,
        left=left,
    )


def play_as_nobody(
    cells: Sequence[str], *, ask: Sequence[str] = (), devices: Sequence[str] = (), **limits: Any
) -> Outcome:
    """The same, by an ordinary user: where we are root, by the user ``nobody`` with a copy of what it needs."""
    if os.geteuid() != 0:
        return play(cells, ask=ask, devices=devices, **limits)
    with tempfile.TemporaryDirectory(
        prefix="questbook-scene-",
    ) as name:
        place = Path(name)
        place.chmod(0o755)
        for package in ("graders", "worker", "quests"):
            stage(ROOT / package, place / package)
        stage(Path(__file__), place / "scenes.py")
        (place / "tmp").mkdir()
        os.chown(place / "tmp", NOBODY, NOBODY)
        scene = json.dumps({"cells": list(cells), "ask": list(ask), "devices": list(devices), "limits": limits})
        done = subprocess.run(
            [*OWN_MOUNTS, "sh", "-euc", become_nobody("$1/scenes.py"), "scene", place],
            input=scene,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            cwd=place,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(place), "TMPDIR": str(place / "tmp"), "HOME": name},
        )
        if done.returncode:
            raise AssertionError(f"an ordinary user could not play the scene here:\n{done.stderr[-3000:]}")
        return Outcome(**json.loads(done.stdout))


def become_nobody(program: str) -> str:
    """A shell script that opens the way to this Python for everybody, in its own view of the disk, and drops root.

    It becomes Python with the arguments ``program``, in which ``$1`` is the script's own first argument.

    Python may live below a home that only root may enter: there, and only there, the script puts an
    empty folder in the home's place and Python into it.
    """
    lines = []
    needed = dict.fromkeys(str(Path(prefix).resolve()) for prefix in (sys.base_prefix, sys.prefix))
    shut = {top for path in needed if (top := _shut_above(Path(path)))}
    for number, path in enumerate(needed):
        lines += [f"mkdir -p $1/hold/{number}", f"mount --bind {path} $1/hold/{number}"]
    lines += [f"mount -t tmpfs -o mode=755 none {top}" for top in shut]
    for number, path in enumerate(needed):
        if _shut_above(Path(path)):
            lines += [f"mkdir -p {path}", f"mount --bind $1/hold/{number} {path}"]
    drop = f"setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups --inh-caps=-all"
    return "\n".join([*lines, f"exec {drop} {sys.executable} {program}"])


def _shut_above(path: Path) -> Path | None:
    """The outermost folder above ``path`` that others may not enter."""
    return next((p for p in reversed(path.parents) if not p.stat().st_mode & 0o001), None)


def _text(outputs: Sequence[Mapping[str, Any]]) -> str:
    pieces = [o.get("text") or o.get("evalue") or o.get("data", {}).get("text/plain", "") for o in outputs]
    return "\n".join(pieces)


def _processes_of(uid: int) -> list[str]:
    return [
        path.name
        for path in Path("/proc").iterdir()
        if path.name.isdigit() and path.exists() and path.stat().st_uid == uid
    ]


def _children() -> list[str]:
    done = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "pid=,comm="], capture_output=True, text=True, check=False
    )
    return [line for line in done.stdout.splitlines() if not line.strip().endswith("ps")]


if __name__ == "__main__":
    scene = json.load(sys.stdin)
    json.dump(asdict(play(scene["cells"], ask=scene["ask"], devices=scene["devices"], **scene["limits"])), sys.stdout)

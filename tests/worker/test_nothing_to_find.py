"""A notebook that searches the whole sandbox for what it must not know finds none of it."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from graders.loading import load
from graders.quest import Quest
from graders.text import text
from quests.datasets.recipe import HeldOutRows, Recipe, arrays_file
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, code, notebook, write_quest
from worker import pipeline

METRIC = """
[runtime]
backend = "none"
data = ["tiny"]

[[criterion]]
id = "reads"
kind = "metric"
points = 5
cell = "add"
model = "model"
data = "tiny"
metric = "accuracy"
steps = [{ at = 0.9, share = 1.0 }]
title = { en = "It reads", ko = "읽습니다" }
"""

# The marks are written backwards in the notebook, so that the notebook itself is none of the finds.
SEARCH = """
import os, stat, sys
wanted = {name: bytes.fromhex(mark)[::-1] for name, mark in MARKS.items()}
system = ("/usr", sys.prefix, sys.base_prefix)
found, looked, names = [], 0, []
def look(place, content):
    for name, mark in wanted.items():
        if mark in content:
            found.append(f"{name} in {place}")
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/sys",)) or folder.count("/") > 25 or folder.startswith(system):
        folders[:] = []
        continue
    for file in files + [f for f in folders if os.path.islink(os.path.join(folder, f))]:
        place = os.path.join(folder, file)
        names.append(place)
        if place.startswith(("/proc/kmsg", "/proc/kcore", "/proc/kpage")) or "/pagemap" in place:
            continue
        try:
            if not stat.S_ISREG(os.stat(place).st_mode):
                continue
            with open(place, "rb", buffering=0) as stream:
                content = stream.read(20_000_000) or b""
        except (OSError, ValueError, MemoryError):
            continue
        if "/self/" in place or "/thread-self/" in place or f"/{os.getpid()}/" in place:
            continue
        looked += 1
        look(place, content)
for folder, _, files in os.walk(sys.prefix):
    names += [os.path.join(folder, file) for file in files]
for number in os.listdir("/proc"):
    if number.isdigit() and int(number) != os.getpid():
        for part in ("environ", "cmdline", "mem", "maps"):
            try:
                with open(f"/proc/{number}/{part}", "rb") as stream:
                    look(f"/proc/{number}/{part}", stream.read(1_000_000))
            except (OSError, ValueError):
                pass
look("environment", repr(dict(os.environ)).encode())
hidden = ("labels.npz", "rows.npz", "solution.ipynb", "quest.toml", "secret_key", "/secret", ".sqlite3", "redis.sock")
named = [name for name in names if name.endswith(hidden)]
import json
print(json.dumps({"found": found, "looked": looked, "named": named}))
"""


def _draw(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.integers(0, 256, (count, 64), dtype="uint8")


TINY = Recipe(
    name="tiny",
    title=text("Tiny", "작은 데이터"),
    about=text("Noise.", "잡음입니다."),
    licence="CC0-1.0",
    version=1,
    files=("tiny.npz",),
    public=arrays_file("tiny.npz", lambda rng, share: {"x": _draw(rng, 200)}),
    heldout=lambda rng, share: HeldOutRows(_draw(rng, 100), rng.integers(0, 10, 100)),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home", [TINY])


@pytest.fixture
def quest(tmp_path: Path) -> Quest:
    head, first, rest = QUEST_TOML.partition("[[criterion]]")
    return load(write_quest(tmp_path / "quest", quest_toml=head + METRIC + first + rest))


def _mark(content: bytes) -> str:
    """The middle of a file, backwards, as hexadecimal digits."""
    middle = len(content) // 2
    return content[max(0, middle - 20) : middle + 20][::-1].hex()


def test_a_search_of_everything_finds_no_label_no_solution_and_no_secret(
    quest: Quest, store: Store, tmp_path: Path
) -> None:
    store.ensure("tiny")
    hidden = {
        "labels": (store.heldout_dir("tiny") / "labels.npz").read_bytes(),
        "rows": (store.heldout_dir("tiny") / "rows.npz").read_bytes(),
        "secret of the data": (store.heldout / "secret").read_bytes(),
        "secret key": settings.SECRET_KEY.encode(),
        "solution": (quest.folder / "solution.ipynb").read_bytes(),
        "reference": (quest.folder / "reference.py").read_bytes(),
        "criteria": (quest.folder / "quest.toml").read_bytes(),
        "database": secrets.token_bytes(40),
    }
    (settings.HOME / "marker").write_bytes(hidden["database"])
    [(public, _)] = store.public_files("tiny")
    marks = {name: _mark(content) for name, content in {**hidden, "public data": public.read_bytes()}.items()}
    upload = notebook(code(f"MARKS = {marks!r}\n{SEARCH}"))

    report = pipeline.grade(quest, upload, tmp_path / "evidence", store=store)

    assert report.state == "graded", report.reason
    executed = json.loads((tmp_path / "evidence" / "executed.ipynb").read_bytes())
    output = executed["cells"][0]["outputs"]
    assert output[0]["output_type"] == "stream", output
    seen = json.loads("".join(output[0]["text"]))
    assert seen["looked"] > 20
    assert seen["found"] == ["public data in /home/learner/.keras/datasets/tiny.npz"], "and the search does find"
    assert seen["named"] == []

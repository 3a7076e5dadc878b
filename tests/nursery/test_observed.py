"""What is recorded of calls and figures is the same from every start, also of cells that a warm parent ran."""

from __future__ import annotations

import json
from typing import Any

from tests.nursery import quests
from tests.nursery.hosting import Graded, Host

FIRST = (
    "import numpy as np, keras\nimport matplotlib.pyplot as plt\nx = np.arange(40.0).reshape(20, 2)",
    # Words would leave the file of a font open, and a parent does not go on from that.
    "plt.figure(figsize=(1, 1))\nplt.plot([1, 2, 4], label='doubled')\nplt.axis('off')\nplt.show()",
)
ANSWER = """
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
history = model.fit(x / 40, x.sum(axis=1), epochs=2, verbose=0)
plt.figure(figsize=(1, 1))
plt.plot(history.history["loss"])
plt.title("Loss")
plt.show()
def add(a, b):
    return a + b
"""
COUNTED = """
from tensorflow.python.data.ops.iterator_ops import OwnedIterator
made, make = [], OwnedIterator.__init__
def making(self, dataset=None, *args, **options):
    made.extend([] if dataset is None else [1])
    return make(self, dataset, *args, **options)
OwnedIterator.__init__ = making
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(np.ones((20, 2)), np.ones(20), epochs=3, verbose=0)
print("iterators:", len(made))
def add(a, b):
    return a + b
"""


def record(graded: Graded, question: str) -> dict[str, Any]:
    """An answer's record, without its times."""
    answer = json.loads((graded.evidence / "answers" / f"{question}.json").read_text())
    assert answer["status"] == "answered"
    for call in answer["record"].get("calls", ()):
        assert call.pop("seconds") >= 0
    told: dict[str, Any] = answer["record"]
    return told


def test_calls_and_figures_are_recorded_from_every_start(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "observed", *FIRST, slug="dlp-02-observed")
    upload = quests.answered(ANSWER.strip(), *FIRST)
    cold, warm = host.grade(quest, upload, cold=True), host.grade(quest, upload)
    assert host.warm(quest) == 2
    forked = host.grade(quest, upload)
    assert [graded.start for graded in (cold, warm, forked)] == ["cold", "warm", "quest-warm"]
    [call] = record(cold, "calls")["calls"]
    assert (call["cell"], call["line"], call["names"]) == ("add", 3, ["model"])
    figures = record(cold, "figures")["figures"]
    assert [figure["cell"] for figure in figures] == ["first-2", "add"]
    for graded in (warm, forked):
        assert record(graded, "calls") == record(cold, "calls")
        assert record(graded, "figures") == record(cold, "figures")
        rows = [(each.evidence / "answers" / "calls.npz").read_bytes() for each in (graded, cold)]
        assert len(rows[0]) == len(rows[1])


def test_an_epoch_makes_one_iterator_from_every_start(host: Host) -> None:
    quest = quests.small(host.place / "quests" / "iterators", FIRST[0], slug="dlp-02-iterators")
    upload = quests.answered(COUNTED.strip(), FIRST[0])
    cold, warm = host.grade(quest, upload, cold=True), host.grade(quest, upload)
    assert host.warm(quest) == 1
    forked = host.grade(quest, upload)
    assert [graded.start for graded in (cold, warm, forked)] == ["cold", "warm", "quest-warm"]
    assert {graded.outputs["id-add"].splitlines()[-1] for graded in (cold, warm, forked)} == {"iterators: 3"}

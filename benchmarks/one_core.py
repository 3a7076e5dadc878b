"""What ``fit`` takes on a slot of one core: as an ordinary process, as batch work, and as learner code runs here.

``python -m benchmarks.one_core`` trains a small dense network in fresh processes that hold one core each, in these ways
by turns, prints the figures and writes docs/measurements/one-core.md. The rival is the kernel's usual scheduling with
Keras as it is, which Jupyter, nbgrader and Otter run notebooks with. Why they differ:
docs/decisions/0009-learner-code-is-batch-work.md and 0011-an-epoch-waits-for-its-training-alone.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from benchmarks.grading.results import machine

PAGE = Path(__file__).resolve().parents[1] / "docs" / "measurements" / "one-core.md"
INSIDE = Path(__file__).resolve().parents[1] / "worker" / "inside"
WAYS = {"ordinary": (os.SCHED_OTHER, False), "batch": (os.SCHED_BATCH, False), "here": (os.SCHED_BATCH, True)}
"""How it is scheduled, and whether an epoch waits for its training alone."""
ROWS = (512, 4_096, 16_384, 65_536)
EPOCHS = 6
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
TEXT = """\
# What does `fit` take on one core?

`python -m benchmarks.one_core` wrote this page. A dense network (784, 64, 10) is trained for {epochs} epochs in batches
of 128, by a process that may use one core: an *ordinary* one; one that is *batch* work, see
[decision 0009](../decisions/0009-learner-code-is-batch-work.md); and one whose epochs make one iterator, untuned,
as learner code does *here*, see [decision 0011](../decisions/0011-an-epoch-waits-for-its-training-alone.md).

Measured on {day}: {processor}, {cores} cores, Linux {kernel}, load {load:.1f} when it began; TensorFlow {tensorflow}.
Milliseconds an epoch, the median of {rounds} processes each, in turns; *processor* is the time that the process really
computed. How long an ordinary process waits at the end of an epoch follows from how long the epoch took: from nearly
nothing to as long again.

{table}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_core", description="What fit takes on one core.")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each kind")
    parser.add_argument("--train", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.train:
        print(json.dumps(_trained(*WAYS[options.train])))
        return 0
    load = os.getloadavg()[0]
    runs: dict[str, list[list[tuple[float, float]]]] = {way: [] for way in WAYS}
    for _ in range(options.rounds):
        for way in WAYS:
            runs[way].append(_process(way))
    table = _table(runs)
    print(table)
    about = {**machine(), "load": load, "rounds": options.rounds, "epochs": EPOCHS}
    about |= {"day": dt.datetime.now(dt.UTC).date(), "tensorflow": metadata.version("tensorflow"), "table": table}
    PAGE.write_text(TEXT.format(**about))
    return 0


def _process(way: str) -> list[tuple[float, float]]:
    """Milliseconds an epoch, waited and computed, for each number of rows."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_core", "--train", way],
        env={**os.environ, **ENVIRONMENT, "TF_CPP_MIN_LOG_LEVEL": "2"},
        stdout=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    return [(waited, computed) for waited, computed in json.loads(done.stdout)]


def _trained(policy: int, spared: bool) -> list[tuple[float, float]]:
    """Be a process that trains: the policy and the core are taken before TensorFlow starts a thread."""
    os.sched_setscheduler(0, policy, os.sched_param(0))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if spared:
        sys.path.insert(0, str(INSIDE))
        importlib.import_module("importing").sibling("epochs").install()
    import keras
    import numpy as np

    took = []
    for rows in ROWS:
        x, y = np.random.default_rng(0).random((rows, 784), np.float32), np.arange(rows) % 10
        model = keras.Sequential(
            [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")]
        )
        model.compile("rmsprop", "sparse_categorical_crossentropy")
        model.fit(x, y, epochs=1, batch_size=128, verbose=0)  # traces the step, which is no part of an epoch
        waited, computed = time.perf_counter(), time.process_time()
        model.fit(x, y, epochs=EPOCHS, batch_size=128, verbose=0)
        took.append((1000 * (time.perf_counter() - waited) / EPOCHS, 1000 * (time.process_time() - computed) / EPOCHS))
    return took


def _table(runs: dict[str, list[list[tuple[float, float]]]]) -> str:
    lines = [
        "| rows | ordinary | its processor | batch | its processor | here | its processor | ordinary takes |",
        "|---:" * 8 + "|",
    ]
    for place, rows in enumerate(ROWS):
        took = [
            [statistics.median(values) for values in zip(*(run[place] for run in runs[way]), strict=True)]
            for way in WAYS
        ]
        times = " | ".join(f"{each:.0f}" for pair in took for each in pair)
        lines.append(f"| {rows:,} | {times} | {took[0][0] / took[-1][0]:.2f} x |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

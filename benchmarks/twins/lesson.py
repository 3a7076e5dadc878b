"""What every twin's measurement is made of: rows, runs over seeds, and a Markdown table."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from quests.datasets.store import Store

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

Array = np.ndarray[Any, Any]


def public_arrays(store: Store, name: str) -> dict[str, Array]:
    """The arrays of a data set that is one ``.npz`` without lists."""
    [(path, _)] = store.public_files(name)
    with np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)


def held_out(store: Store, name: str) -> tuple[Array, Array]:
    """The held-out rows and their labels."""
    folder = store.heldout_dir(name)
    with (
        np.load(folder / "rows.npz", allow_pickle=False) as rows,
        np.load(folder / "labels.npz", allow_pickle=False) as labels,
    ):
        return rows["rows"], labels["labels"]


def about_this_machine(seeds: int) -> str:
    """The versions that a measurement was made with."""
    import keras

    return f"Keras {keras.__version__}, {keras.backend.backend()}, Python {platform.python_version()}, {seeds} seeds"


def over_seeds(seeds: int, run: Callable[[], Sequence[float]]) -> tuple[list[str], float]:
    """Each figure of ``run`` as mean ± standard deviation over seeds, and the mean of its seconds."""
    import keras

    figures, spent = [], []
    for seed in range(seeds):
        keras.utils.set_random_seed(seed)
        started = time.perf_counter()
        figures.append(run())
        spent.append(time.perf_counter() - started)
        keras.backend.clear_session()
    means, spreads = np.mean(figures, axis=0), np.std(figures, axis=0)
    return [_figure(mean, spread) for mean, spread in zip(means, spreads, strict=True)], float(np.mean(spent))


def _figure(mean: float, spread: float) -> str:
    digits = 4 if abs(mean) < 1 else 2
    return f"{mean:.{digits}f} ± {spread:.{digits}f}"


def row(*cells: object) -> None:
    """Print a row of a Markdown table, at once."""
    print(f"| {' | '.join(str(cell) for cell in cells)} |")
    sys.stdout.flush()


def head(*cells: str) -> None:
    """Print the head of a Markdown table."""
    row(*cells)
    print("|" + "---|" * len(cells))

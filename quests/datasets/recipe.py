"""What a data set's module offers the store: how to make it, and what to say of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from graders.text import Text

Array = np.ndarray[Any, Any]
Share = Callable[[float], None]
"""Told how much of the work is done, from 0 to 1."""


class HeldOutRows(NamedTuple):
    """Rows that no learner sees, and their labels in the same order."""

    rows: Array
    labels: Array


class RealFile(NamedTuple):
    """A published file that an admin may provision in place of a twin's."""

    file: str
    """Which of the recipe's ``files`` it takes the place of."""
    address: str
    """Where it is published."""
    digest: str
    """``sha256:HEX`` or ``md5:HEX``, as its publisher, or Keras' own source, states it."""


@dataclass(frozen=True)
class Published:
    """The data set that a twin stands for; :mod:`quests.datasets.published` has them all."""

    title: Text
    about: Text
    licence: str
    """SPDX identifier; NOASSERTION where its publisher states none."""
    files: tuple[RealFile, ...]
    """All of them: only the whole set takes the place of the twin."""


@dataclass(frozen=True)
class Recipe:
    """One data set of the store, made here from a seed."""

    name: str
    """As quests name it under ``runtime.data``."""
    title: Text
    about: Text
    licence: str
    """SPDX identifier."""
    version: int
    """Raised whenever the same seed gives other data; the store then makes it anew."""
    files: tuple[str, ...]
    """Names of the public files, as ``keras.utils.get_file`` asks for them; one that ends in ``/`` is a folder."""
    public: Callable[[Path, np.random.Generator, Share], None]
    """Writes all ``files`` into a folder; the same bytes for the same generator."""
    heldout: Callable[[np.random.Generator, Share], HeldOutRows] | None = None
    """Rows of the same kind from another seed; None for what nothing is judged on."""
    real: Published | None = None
    """The published data set, where there is one that an admin may bring."""
    heldout_of_real: Callable[[Path, np.random.Generator], HeldOutRows] | None = None
    """Draws held-out rows from the published files in a folder, in the form of ``heldout``.

    The files stay whole, since their hash is their point. So these rows are some of the published *test* rows,
    enough to tell models apart by (12 % of many, half of few); which ones, only the installation's secret says.
    Everybody can read them, labels too: what keeps a grade honest is that criteria of kind ``leakage`` with ``data``
    see a model trained on them. A card says so.
    Published files of a data set with ``heldout`` and without this are refused.
    """


def arrays_file(
    name: str, arrays: Callable[[np.random.Generator, Share], dict[str, Array]], *, lists: bool = False
) -> Callable[[Path, np.random.Generator, Share], None]:
    """A ``public`` that writes one ``.npz`` of arrays.

    Args:
        lists: whether arrays of Python's lists may be among them, as in Keras' own files of reviews and newswires.
    """

    def write(folder: Path, rng: np.random.Generator, share: Share) -> None:
        save_arrays(folder / name, arrays(rng, share), lists=lists)

    write.__module__ = arrays.__module__  # where a card says that the data come from
    return write


def save_arrays(path: Path, arrays: dict[str, Array], *, lists: bool = False) -> None:
    """Write an ``.npz``, compressed; see :func:`arrays_file` for ``lists``."""
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=lists, **arrays)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)

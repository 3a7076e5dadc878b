"""Held-out data sets: rows that were never shown, and their labels, which no learner code ever meets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class HeldOutMissing(LookupError):
    """This installation has no such held-out set, or not the part asked for."""


@dataclass(frozen=True)
class HeldOut:
    """A folder with one folder a data set: ``rows.npz`` (key ``rows``) and ``labels.npz`` (key ``labels``)."""

    folder: Path

    def has(self, name: str) -> bool:
        """Whether the rows of data set ``name`` are here."""
        return (self.folder / name / "rows.npz").is_file()

    def rows(self, name: str) -> Array:
        """The rows of data set ``name``, first axis the rows.

        Raises:
            HeldOutMissing: they are not here.
        """
        return self._array(name, "rows")

    def labels(self, name: str) -> Array:
        """The labels of those rows, in the same order.

        Raises:
            HeldOutMissing: they are not here.
        """
        return self._array(name, "labels")

    def _array(self, name: str, key: str) -> Array:
        try:
            with np.load(self.folder / name / f"{key}.npz", allow_pickle=False) as arrays:
                return np.asarray(arrays[key])
        except (OSError, KeyError, ValueError) as error:
            raise HeldOutMissing(f"held-out {key} of {name!r}: {error}") from error

"""What a data set's module offers the store: how to make it, and what to say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple, Self

import numpy as np

from graders.text import Text

Array = np.ndarray[Any, Any]
Share = Callable[[float], None]
"""Told how much of the work is done, from 0 to 1."""


class HeldOutRows(NamedTuple):
    """Rows that no learner sees, and their labels in the same order."""

    rows: Array
    labels: Array


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
    file: str
    """The public file's name, as ``keras.utils.get_file`` asks for it."""
    public: Callable[[np.random.Generator, Share], dict[str, Array]]
    """The arrays of the public file, by key."""
    heldout: Callable[[np.random.Generator, Share], HeldOutRows]
    """Rows of the same kind from another seed."""


@dataclass(frozen=True)
class Card:
    """What lies in the store under one name, kept beside it as JSON."""

    name: str
    version: int
    title: dict[str, str]
    about: dict[str, str]
    origin: Literal["twin", "real"]
    """Made here to teach the same lesson, or the published file itself."""
    source: str
    """Where it comes from: the generator's module, or an address."""
    licence: str
    file: str
    size: int
    """Bytes of the public file."""
    sha256: str
    """Of the public file."""
    heldout_rows: int

    @classmethod
    def from_json(cls, document: object) -> Self:
        """A card that was read back.

        Raises:
            ValueError: the document is no card of this format.
        """
        try:
            return cls(**document)  # type: ignore[arg-type]
        except TypeError as error:
            raise ValueError(f"not a data card: {error}") from None

    def as_json(self) -> dict[str, Any]:
        """Plain data for ``json.dump``."""
        return asdict(self)

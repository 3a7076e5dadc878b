"""How a nursery is kept: told to its keeper when that is started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FORKS = 500
"""A parent is replaced after so many: what the operating system keeps for each never adds up."""


@dataclass(frozen=True)
class Setup:
    """How a nursery is kept."""

    place: str
    """Its folder, with the runs in it."""
    data: str
    """The folder of the public data sets."""
    memory: int
    """Bytes that all parents with a quest's prelude may have resident together."""
    privilege: str
    """How walls are built here."""
    preludes: bool = True
    """Whether quests get parents of their own."""
    cores: int = 1
    """Of each slot."""
    forks: int = FORKS
    backends: tuple[str, ...] = ("tensorflow",)
    """Those whose parents are there from the start."""

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Setup:
        """The inverse of ``asdict``."""
        return cls(**{**told, "backends": tuple(told["backends"])})

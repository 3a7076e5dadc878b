"""NVIDIA's driver, which no machine of the tests has: the functions of NVML that ``worker.gpu`` calls, on plain data.

All else of a GPU's slot is real: locks, notes, the wall.
"""

# ruff: noqa: N802 - the names are NVML's

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pynvml

GB = 2**30


@dataclass
class Card:
    """A GPU, or a part of a divided one."""

    uuid: str
    minor: int = 0
    memory: int = 16 * GB
    name: str = "NVIDIA Test 16GB"
    parts: list[Card] = field(default_factory=list)
    divisible: bool = True
    users: set[int] = field(default_factory=set)
    """Processes that hold memory of it."""


class Driver:
    """Stands for the module ``pynvml``; its errors are the real ones."""

    def __init__(self, *cards: Card) -> None:
        self.cards = list(cards)
        self.broken: Exception | None = None
        self.opened = 0

    def __getattr__(self, name: str) -> Any:
        if name.startswith("NVMLError"):
            return getattr(pynvml, name)
        raise AttributeError(f"the tests' driver has no {name}")

    def nvmlInit(self) -> None:
        if self.broken:
            raise self.broken
        self.opened += 1

    def nvmlShutdown(self) -> None:
        self.opened -= 1

    def nvmlDeviceGetCount(self) -> int:
        return len(self.cards)

    def nvmlDeviceGetHandleByIndex(self, index: int) -> Card:
        assert self.opened, "the driver is not open"
        return self.cards[index]

    def nvmlDeviceGetHandleByUUID(self, uuid: str) -> Card:
        every = [*self.cards, *(part for card in self.cards for part in card.parts)]
        return next(card for card in every if card.uuid == uuid)

    def nvmlDeviceGetMinorNumber(self, card: Card) -> int:
        return card.minor

    def nvmlDeviceGetUUID(self, card: Card) -> str:
        return card.uuid

    def nvmlDeviceGetName(self, card: Card) -> str:
        return card.name

    def nvmlDeviceGetMemoryInfo(self, card: Card) -> SimpleNamespace:
        return SimpleNamespace(total=card.memory)

    def nvmlDeviceGetMigMode(self, card: Card) -> list[int]:
        if not card.divisible:
            raise pynvml.NVMLError_NotSupported
        return [int(bool(card.parts))] * 2

    def nvmlDeviceGetMaxMigDeviceCount(self, card: Card) -> int:
        return 7

    def nvmlDeviceGetMigDeviceHandleByIndex(self, card: Card, index: int) -> Card:
        if index >= len(card.parts):
            raise pynvml.NVMLError_NotFound
        return card.parts[index]

    def nvmlDeviceGetComputeRunningProcesses(self, card: Card) -> list[SimpleNamespace]:
        return [SimpleNamespace(pid=pid) for pid in sorted(card.users)]

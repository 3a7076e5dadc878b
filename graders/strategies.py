"""Inputs drawn at random for a learner's function, from simple to complex, edge cases among them.

Property-based testing finds a counterexample and then shrinks it. A finished kernel is asked only once, so there is no
shrinking here; instead the draws begin with the smallest sizes and the plainest contents and grow, and the first
failing call is the simplest of those that were tried.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.inputs import MAX_ELEMENTS, Array, FloatType, IntegerType

Size = Annotated[int, Field(ge=0, le=1_000_000)]
Symbol = Annotated[str, Field(pattern=r"^[a-z]\w{0,19}$")]
Shape = Annotated[list[Size | Symbol], Field(max_length=8)]
Range = Annotated[list[Size], Field(min_length=2, max_length=2)]
Random = np.random.Generator

EDGES = ("zeros", "ones", "repeated", "negative", "large")
"""Contents of arrays that mistakes hide from on plain random numbers."""


class _Strategy(BaseModel, ABC):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    @property
    def shape(self) -> list[int | str]:
        """Lengths, and symbols that stand for lengths."""
        return []

    @abstractmethod
    def draw(self, random: Random, shape: tuple[int, ...], edge: str | None) -> Any:
        """A value; ``edge`` names special contents, where this draw is to have them."""


class DrawNormal(_Strategy):
    """An array of standard normal numbers; edge cases are outside what is usual, and finite."""

    normal: Shape
    """Its shape: lengths, and symbols such as ``"n"`` whose lengths ``sizes`` bounds."""
    dtype: FloatType = "float64"
    """The type of its elements."""

    @property
    def shape(self) -> list[int | str]:
        """Of the array."""
        return self.normal

    def draw(self, random: Random, shape: tuple[int, ...], edge: str | None) -> Array:
        """The array."""
        array = random.standard_normal(shape)
        edges = {
            "zeros": np.zeros(shape),
            "ones": np.ones(shape),
            "repeated": np.round(array),
            "negative": -np.abs(array),
            "large": 100 * array,
        }
        return edges.get(edge or "", array).astype(self.dtype)


class DrawUniform(_Strategy):
    """An array of numbers in [low, high]; edge cases are at its ends."""

    uniform: Shape
    """Its shape: lengths, and symbols such as ``"n"`` whose lengths ``sizes`` bounds."""
    low: float = Field(default=0.0, allow_inf_nan=False)
    """The least number that is drawn."""
    high: float = Field(default=1.0, allow_inf_nan=False)
    """The greatest number that is drawn."""
    dtype: FloatType = "float64"
    """The type of its elements."""

    @property
    def shape(self) -> list[int | str]:
        """Of the array."""
        return self.uniform

    def draw(self, random: Random, shape: tuple[int, ...], edge: str | None) -> Array:
        """The array."""
        array = random.uniform(self.low, self.high, shape)
        edges = {
            "zeros": np.full(shape, self.low),
            "ones": np.full(shape, self.high),
            "repeated": np.where(random.random(shape) < 0.5, self.low, self.high),
        }
        return edges.get(edge or "", array).astype(self.dtype)


class DrawIntegers(_Strategy):
    """An array of integers from ``low`` up to, not including, ``high``; edge cases are at its ends."""

    integers: Shape
    """Its shape: lengths, and symbols such as ``"n"`` whose lengths ``sizes`` bounds."""
    low: int = 0
    """The least integer that is drawn."""
    high: int = 10
    """One more than the greatest integer that is drawn."""
    dtype: IntegerType = "int64"
    """The type of its elements."""

    @property
    def shape(self) -> list[int | str]:
        """Of the array."""
        return self.integers

    @model_validator(mode="after")
    def _there_is_one(self) -> DrawIntegers:
        if self.low >= self.high:
            raise ValueError("low must be less than high")
        return self

    def draw(self, random: Random, shape: tuple[int, ...], edge: str | None) -> Array:
        """The array."""
        array = random.integers(self.low, self.high, shape, dtype=self.dtype)
        edges = {
            "zeros": np.full(shape, self.low, self.dtype),
            "ones": np.full(shape, self.high - 1, self.dtype),
            "repeated": np.where(random.random(shape) < 0.5, self.low, self.high - 1).astype(self.dtype),
        }
        return edges.get(edge or "", array)


class DrawNumber(_Strategy):
    """A plain number of Python in [low, high]: a whole one where both are whole."""

    number: Annotated[list[int | float], Field(min_length=2, max_length=2)]
    """The least and the greatest number that is drawn: ``[1, 5]`` for whole numbers, ``[0.0, 1.0]`` for any."""

    def draw(self, random: Random, shape: tuple[int, ...], edge: str | None) -> int | float:
        """The number."""
        low, high = self.number
        at_an_end = {"zeros": low, "ones": high}.get(edge or "")
        if at_an_end is not None:
            return at_an_end
        if isinstance(low, int) and isinstance(high, int):
            return int(random.integers(low, high, endpoint=True))
        return float(random.uniform(low, high))


class DrawOneOf(_Strategy):
    """One of these plain values."""

    one_of: list[Any] = Field(min_length=1, max_length=100)
    """The values, each as likely as the others."""

    def draw(self, random: Random, shape: tuple[int, ...], edge: str | None) -> Any:
        """The value."""
        return self.one_of[int(random.integers(len(self.one_of)))]


Strategy = DrawNormal | DrawUniform | DrawIntegers | DrawNumber | DrawOneOf
"""One argument of drawn calls."""


class Draws(BaseModel):
    """Calls whose arguments are drawn at random, the same on every machine."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    arguments: list[Strategy] = Field(min_length=1, max_length=20)
    """One for each argument."""
    count: int = Field(default=20, ge=1, le=200)
    """How many calls; the first is the smallest, and later ones may be larger."""
    sizes: dict[Symbol, Range] = Field(default_factory=dict, max_length=20)
    """For each symbol of the shapes, the least and the greatest length. Within one call a symbol is one length."""
    edges: bool = True
    """Whether some calls have zeros, ones, repeated, negative or large numbers only."""
    seed: int = Field(default=0, ge=0, lt=2**63)
    """Another seed draws other arguments."""

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Draws:
        used = {size for argument in self.arguments for size in argument.shape if isinstance(size, str)}
        if used != set(self.sizes):
            odd = ", ".join(sorted(used ^ set(self.sizes)))
            raise ValueError(f"sizes must name the symbols of the shapes, neither more nor fewer: {odd}")
        for symbol, (low, high) in self.sizes.items():
            if low > high:
                raise ValueError(f"sizes: {symbol} goes from {low} to {high}")
        if self.elements > MAX_ELEMENTS:
            raise ValueError(f"the drawn inputs may have {self.elements} elements, more than {MAX_ELEMENTS}")
        return self

    @property
    def elements(self) -> int:
        """At most so many numbers are drawn for all calls."""
        greatest = {symbol: high for symbol, (_, high) in self.sizes.items()}
        return self.count * sum(math.prod(_lengths(argument.shape, greatest)) for argument in self.arguments)

    def calls(self) -> list[list[Any]]:
        """The arguments of every call, simple ones first."""
        return [self._call(number) for number in range(self.count)]

    def _call(self, number: int) -> list[Any]:
        random = np.random.default_rng([self.seed, number])
        lengths = self._sizes(number, random)
        # The first call is the smallest, with plain contents; then every second one is an edge case.
        edge = EDGES[number // 2 % len(EDGES)] if self.edges and number % 2 else None
        return [argument.draw(random, _lengths(argument.shape, lengths), edge) for argument in self.arguments]

    def _sizes(self, number: int, random: Random) -> dict[str, int]:
        """Lengths that may be the greater the later the call."""
        share = number / max(self.count - 1, 1)
        return {
            symbol: int(random.integers(low, low + round((high - low) * share), endpoint=True))
            for symbol, (low, high) in self.sizes.items()
        }


def _lengths(shape: list[int | str], lengths: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(lengths[size] if isinstance(size, str) else size for size in shape)

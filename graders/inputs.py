"""Inputs on which a learner's function and the reference are both called: described in TOML, made from seeds."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Array = np.ndarray[Any, Any]
Shape = Annotated[list[Annotated[int, Field(ge=0, le=1_000_000)]], Field(max_length=8)]
FloatType = Literal["float16", "float32", "float64"]
IntegerType = Literal["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]

MAX_ELEMENTS = 10_000_000


class _Input(BaseModel, ABC):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    seed: int | None = Field(default=None, ge=0, lt=2**63)
    """Another seed makes other numbers; where absent, it follows from the argument's place in ``cases``."""

    @property
    def elements(self) -> int:
        """How many numbers making it takes, beyond what is written out."""
        return 0

    @abstractmethod
    def make(self, random: np.random.Generator) -> Any:
        """The value that this describes."""


class Normal(_Input):
    """An array of standard normal numbers of this shape."""

    normal: Shape
    """Its shape, such as ``[100, 3]``."""
    dtype: FloatType = "float64"
    """The type of its elements."""

    @property
    def elements(self) -> int:
        """Of the array."""
        return math.prod(self.normal)

    def make(self, random: np.random.Generator) -> Array:
        """The array."""
        return random.standard_normal(_checked(self.normal)).astype(self.dtype)


class Uniform(_Input):
    """An array of numbers spread evenly over [low, high)."""

    uniform: Shape
    """Its shape, such as ``[100, 3]``."""
    low: float = Field(default=0.0, allow_inf_nan=False)
    """The least number that there may be."""
    high: float = Field(default=1.0, allow_inf_nan=False)
    """The number below which all stay."""
    dtype: FloatType = "float64"
    """The type of its elements."""

    @property
    def elements(self) -> int:
        """Of the array."""
        return math.prod(self.uniform)

    def make(self, random: np.random.Generator) -> Array:
        """The array."""
        return random.uniform(self.low, self.high, _checked(self.uniform)).astype(self.dtype)


class Integers(_Input):
    """An array of integers from ``low`` up to, not including, ``high``."""

    integers: Shape
    """Its shape, such as ``[100, 3]``."""
    low: int = 0
    """The least integer that there may be."""
    high: int = 10
    """One more than the greatest integer that there may be."""
    dtype: IntegerType = "int64"
    """The type of its elements."""

    @property
    def elements(self) -> int:
        """Of the array."""
        return math.prod(self.integers)

    def make(self, random: np.random.Generator) -> Array:
        """The array."""
        return random.integers(self.low, self.high, _checked(self.integers), dtype=self.dtype)


class Given(_Input):
    """An array written out."""

    array: list[Any] | float | int
    """Its numbers, in lists within lists as deep as it has axes; a single number for an array without axes."""
    dtype: FloatType | IntegerType | Literal["bool"] | None = None
    """The type of its elements; where absent, the one that NumPy gives such numbers."""

    def make(self, random: np.random.Generator) -> Array:
        """The array."""
        return np.array(self.array, dtype=self.dtype)


class Literally(_Input):
    """A plain value as it stands; the way to pass a table."""

    literal: Any
    """The value: a number, a string, a list or a table."""

    def make(self, random: np.random.Generator) -> Any:
        """The value as it stands."""
        return self.literal


def _tagged(value: Any) -> Any:
    """Anything but a table stands for itself."""
    return value if isinstance(value, dict | _Input) else {"literal": value}


Input = Annotated[Normal | Uniform | Integers | Given | Literally, BeforeValidator(_tagged)]
"""One argument in a quest's ``cases``."""


def generate(specification: Input, seed: tuple[int, ...]) -> Any:
    """The argument: an array, or a plain value. The same on every machine for the same seed.

    ``seed`` is used where the specification has none of its own.
    """
    own = specification.seed
    return specification.make(np.random.default_rng(list(seed) if own is None else own))


def encode(value: Any, key: str) -> tuple[dict[str, Any], dict[str, Array]]:
    """A question's form of an argument, and the arrays it names (none or one, under ``key``)."""
    return ({"array": key}, {key: value}) if isinstance(value, np.ndarray) else ({"literal": value}, {})


def _checked(shape: list[int]) -> tuple[int, ...]:
    if math.prod(shape) > MAX_ELEMENTS:
        raise ValueError(f"an input of shape {tuple(shape)} has more than {MAX_ELEMENTS} elements")
    return tuple(shape)

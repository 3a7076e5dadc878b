"""Numbers with units as people write them: ``3.5 GB``, ``3.5e9 bytes``, ``3,500,000,000``, ``약 3.5×10⁹ 바이트``.

A small table of our own, not ``pint``: its parser evaluates expressions, and these words come from a stranger; and of
its thousand units, a course on deep learning needs the dozen below.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_CHARACTERS = 120
NUMBER = "number"
"""The dimension of what has no unit: a count, a share."""


@dataclass(frozen=True)
class Unit:
    """One unit: what it measures, and how many of that dimension's base unit it is."""

    dimension: str
    factor: float


@dataclass(frozen=True)
class Quantity:
    """A number as it was written; ``unit`` is None where none was given."""

    number: float
    unit: Unit | None = None

    @property
    def base(self) -> float:
        """In the base unit of its dimension."""
        return self.number * (self.unit.factor if self.unit else 1.0)


_SI = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_SMALL = {"m": 1e-3, "u": 1e-6, "μ": 1e-6, "n": 1e-9}
_BINARY = {"Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40}
_LONG = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "milli": 1e-3, "micro": 1e-6, "nano": 1e-9}
_LONG |= {"kibi": 2.0**10, "mebi": 2.0**20, "gibi": 2.0**30, "킬로": 1e3, "메가": 1e6, "기가": 1e9, "테라": 1e12}
_LONG |= {"밀리": 1e-3, "마이크로": 1e-6, "나노": 1e-9}

_BASES: tuple[tuple[str, float, dict[str, float], tuple[str, ...], tuple[str, ...]], ...] = (
    # dimension, size in its base unit, short prefixes, symbols, words; bytes first, for "gb" means them more often
    ("information", 8.0, _SI | _BINARY, ("B",), ("byte", "bytes", "바이트")),
    ("information", 1.0, _SI | _BINARY, ("b",), ("bit", "bits", "비트")),
    ("time", 1.0, {"": 1.0} | _SMALL, ("s",), ("sec", "secs", "second", "seconds", "초")),
    ("time", 60.0, {"": 1.0}, ("min",), ("mins", "minute", "minutes", "분")),
    ("time", 3600.0, {"": 1.0}, ("h",), ("hr", "hrs", "hour", "hours", "시간")),
    ("time", 86400.0, {"": 1.0}, ("d",), ("day", "days", "일")),
    ("frequency", 1.0, _SI, ("Hz",), ("hertz", "헤르츠")),
    ("operations", 1.0, _SI, ("FLOP", "FLOPs", "MAC", "MACs"), ("operations", "연산")),
    ("operations per second", 1.0, _SI, ("FLOP/s", "FLOPS"), ("operations per second",)),
    ("energy", 1.0, _SI, ("J",), ("joule", "joules", "줄")),
    ("energy", 3600.0, _SI, ("Wh",), ("watt-hour", "watt-hours", "와트시")),
    ("power", 1.0, _SI | _SMALL, ("W",), ("watt", "watts", "와트")),
    ("mass", 1.0, _SI | _SMALL, ("g",), ("gram", "grams", "그램")),
    (NUMBER, 0.01, {"": 1.0}, ("%",), ("percent", "per cent", "퍼센트", "프로")),
)
_MULTIPLES = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "T": 1e12, "thousand": 1e3, "million": 1e6}
_MULTIPLES |= {"billion": 1e9, "trillion": 1e12, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12}
"""After a number that has no unit: ``7.8k``, ``120만``."""


def _table() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for dimension, size, prefixes, symbols, words in _BASES:
        short = {prefix + symbol: factor for prefix, factor in prefixes.items() for symbol in symbols}
        long = {prefix + word: factor for prefix, factor in (prefixes | _LONG).items() for word in words}
        for name, factor in (short | long).items():
            units.setdefault(name, Unit(dimension, size * factor))
    return units


_UNITS = _table()
_UNITS["kb"] = _UNITS["kB"]  # who writes "kb" or "gb" means bytes; kilobits are "kbit" to learners

_SUPERSCRIPTS = str.maketrans({"⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6"})
_SUPERSCRIPTS |= str.maketrans({"⁷": "^7", "⁸": "^8", "⁹": "^9", "⁻": "^-", "−": "-", "–": "-", "×": "*", "·": "*"})
_POWER = re.compile(r"\s*[*xX]\s*10\s*(?:\*\*|\^)\s*\^?([+-]?)\s*(\d{1,3}(?:\^\d)*)")
_DIGITS = r"[+-]?(?:\d{1,3}(?:[, _]\d{3})+|\d{1,40})?(?:\.\d{0,40})?(?:[eE][+-]?\d{1,3})?"
_QUANTITY = re.compile(
    rf"^(?:약|대략|about|approx\.?|approximately|around|ca\.?|=|≈|~)?\s*"
    rf"(?P<number>{_DIGITS})(?:\s*/\s*(?P<divisor>\d{{1,15}}))?\s*(?P<rest>[^\d]{{1,60}})?$",
    re.IGNORECASE,
)


def unit_named(name: str, dimension: str | None = None) -> Unit | None:
    """The unit of this name; of ``dimension`` where upper and lower case leave the choice (``GFLOPs``, ``GFLOPS``)."""
    bare = " ".join(name.split())
    exact = _UNITS.get(bare)
    if exact and (dimension is None or exact.dimension == dimension):
        return exact
    similar = [unit for other, unit in _UNITS.items() if other.casefold() == bare.casefold()]
    fitting = [unit for unit in similar if unit.dimension == dimension]
    return next(iter(fitting), None) or exact or next(iter(similar), None)


def read(value: Any, dimension: str = NUMBER) -> Quantity | None:
    """The quantity that ``value`` is: a number, or words that begin with one; None for anything else.

    Words after a number that are no unit (``7,850 parameters``) are left aside. ``dimension`` is what the answer
    should measure: where that is a plain number, ``7B`` is seven billion rather than seven bytes.
    """
    if isinstance(value, np.ndarray | np.generic) and value.size == 1:
        value = value.item()
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _finite(value)
    return _written(value, dimension) if isinstance(value, str) and len(value) <= MAX_CHARACTERS else None


def _written(words: str, dimension: str) -> Quantity | None:
    folded = unicodedata.normalize("NFKC", words.translate(_SUPERSCRIPTS)).strip(" \t\n\"'`.,;")
    folded = re.sub(r"\s*\([^()]*\)\s*$", "", folded) or folded.strip("()")
    folded = _POWER.sub(lambda found: f"e{found[1]}{found[2].replace('^', '')}", folded)
    found = _QUANTITY.match(folded)
    if found is None or not any(character.isdigit() for character in found["number"]):
        return None
    number, divisor = float(re.sub(r"[, _]", "", found["number"])), float(found["divisor"] or 1)
    return _with_unit(number / divisor, (found["rest"] or "").strip(), dimension) if divisor else None


def _with_unit(number: float, rest: str, dimension: str) -> Quantity | None:
    first = rest.split(" ", maxsplit=1)[0]
    if dimension == NUMBER and first in _MULTIPLES:
        return _finite(number * _MULTIPLES[first])
    # "3.5 GB of memory", "2 기가 바이트", "operations per second": the longest that is a unit.
    for name in (rest, rest.replace(" ", ""), first):
        if unit := unit_named(name, dimension):
            return _finite(number, unit)
    # "3억 바이트", "120만개", "2 billion bytes"
    multiple = first if first in _MULTIPLES else first[:1]
    if multiple in _MULTIPLES and (multiple == first or not multiple.isascii()):
        return _with_unit(number * _MULTIPLES[multiple], rest[len(multiple) :].strip(), dimension)
    return _finite(number)


def _finite(number: float, unit: Unit | None = None) -> Quantity | None:
    try:
        number = float(number)
    except OverflowError:
        return None
    return Quantity(number, unit) if math.isfinite(number) else None

"""What is known of a value without running anything: where its rows come from, and what was done to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

from graders.code.streams import Streams
from graders.code.trees import Place

TRAIN, TEST = "train", "test"
State = tuple[Hashable, int]
"""A seed, and how often was drawn since."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SAYS_TEST = {"test", "tests", "testing", "xtest", "ytest", "te", "tst", "holdout", "heldout", "unseen"}
_SAYS_TRAIN = {"train", "trains", "training", "xtrain", "ytrain", "tr"}


def words_of(name: str) -> set[str]:
    """The words of a variable's name in small letters: ``x_testNew`` is x, test and new."""
    return {word.lower() for word in _WORD.findall(name)}


def says_test(name: str) -> bool:
    """Whether a variable's name says that it holds test rows."""
    return bool(words_of(name) & _SAYS_TEST)


def says_train(name: str) -> bool:
    """Whether a variable's name says that it holds training rows."""
    return bool(words_of(name) & _SAYS_TRAIN)


@dataclass(frozen=True)
class Statistic:
    """A number worked out over the rows of an array, or a layer fitted to them."""

    function: str
    """``mean``, ``std``, ``fit``, ..."""
    origins: frozenset[str]
    """Of the rows."""
    by_column: bool
    """Whether it is one number for each column."""
    over_all: bool
    """Whether the array was all the data: no part cut out of it."""
    place: Place


@dataclass(frozen=True)
class Reordering:
    """A new order of rows. Two arrays that went through equal ones still belong together, row by row."""

    key: Hashable
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Traced:
    """One value of the notebook."""

    name: str = ""
    """The full name of a module, a class or a library's function."""
    parts: tuple[Traced, ...] | None = None
    """Of a tuple, a list, or a data set of several arrays."""
    is_pairs: bool = False
    """Whether ``parts`` are looped over together, as those of ``zip(x, y)`` are."""
    function: ast.FunctionDef | ast.Lambda | None = None
    """Of one that the notebook defines."""
    origins: frozenset[str] = frozenset()
    """``train`` and ``test``, as far as loading, splitting and names tell."""
    is_part: bool = False
    """Whether rows were cut out of something larger."""
    orders: tuple[Reordering, ...] | None = ()
    """What its rows went through; None when that is not known."""
    statistics: frozenset[Statistic] = frozenset()
    """What it is, of a statistic; what it was fitted to, of a layer or a scaler."""
    scaled_by: frozenset[Statistic] = frozenset()
    """Statistics that its rows were centred or divided by."""
    picks: Reordering | None = None
    """Of an array of row numbers: the order that indexing with it makes."""
    generator: str | None = None
    """Of a random number generator: its key in the walk."""
    state: State | None = None
    """Of a random number generator's state that was put aside."""

    streams: Streams | None = None
    """Of a data set of ``tf.data``: the rows that it holds."""
    raw: bool = False
    """Whether it surely still holds the pixels from 0 to 255 that were loaded."""

    @property
    def settled(self) -> Traced:
        """The same, of which it is no longer sure what it holds."""
        parts = None if self.parts is None else tuple(replace(part, raw=False) for part in self.parts)
        return replace(self, parts=parts, streams=None, raw=False)

    def reordered(self, how: Reordering) -> Traced:
        """The same rows in another order; of a tuple, each part of it."""
        if self.parts is not None:
            return replace(self, parts=tuple(part.reordered(how) for part in self.parts))
        return replace(self, orders=None if self.orders is None else (*self.orders, how))

    def holds_as(self, other: Traced) -> bool:
        """Whether both surely hold the same rows and pixels."""
        mine, others = ([part.raw for part in one.parts or (one,)] for one in (self, other))
        return self.streams == other.streams and mine == others

    def named(self, name: str) -> Traced:
        """The same in a variable, whose name may tell what it holds."""
        if self.streams is not None and self.parts is not None:
            return replace(self, parts=tuple(part.named(name) for part in self.parts))
        if self.name or self.function or self.parts is not None or self.generator:
            return self
        own = TEST if says_test(name) else TRAIN if says_train(name) else None
        known = self.origins and not (self.is_part and own == TEST)
        return self if own is None or known else replace(self, origins=frozenset({own}))


UNKNOWN = Traced()


def together(values: Iterable[Traced]) -> Traced:
    """What is worked out from several values: their origins, and their order where they agree on it."""
    arrays = [part for value in values for part in (value.parts if value.parts is not None else (value,))]
    orders = {value.orders for value in arrays if value.origins or value.orders is None or value.orders}
    return Traced(
        origins=frozenset().union(*(value.origins for value in arrays)),
        orders=orders.pop() if len(orders) == 1 else None if orders else (),
        scaled_by=frozenset().union(*(value.scaled_by for value in arrays)),
        is_part=any(value.is_part for value in arrays),
    )

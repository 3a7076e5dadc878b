"""What a metric is given, what it gives, and how sure its figure is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Literal

import numpy as np

from graders.text import Text

Array = np.ndarray[Any, Any]
Interval = tuple[float, float]
STEP = 1e-5
"""Of the numeric derivative in :func:`of_means`, relative to each mean."""


class Unfit(ValueError):
    """The outputs have not the shape that the labels call for; ``needed`` says which they should have."""

    def __init__(self, needed: Text) -> None:
        self.needed = needed
        super().__init__(needed.en)


class NotFinite(ValueError):
    """So many ``rows`` of outputs are NaN or infinite that no figure can be had."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(f"{rows} rows are not finite")


@dataclass(frozen=True)
class Given:
    """What a figure is worked out from. First axis of both arrays: the rows."""

    outputs: Array
    """What the model gave."""
    labels: Array
    logits: bool | None = None
    """Whether outputs are logits, as the model's loss tells; None where it tells nothing."""
    k: int = 5
    """Of ``top_k``: how many guesses a row has."""
    average: Literal["binary", "macro"] | None = None
    """Of ``f1``: the second class alone, or the mean over all; None is the one for two classes, the other for more."""
    ignore: int | None = None
    """A label that does not count: padding, or pixels without a class."""


@dataclass(frozen=True)
class Measured:
    """A figure over ``rows`` rows, and how far chance may have moved it."""

    figure: float
    rows: int
    interval: Callable[[float], Interval]
    """The interval for a confidence such as 0.95."""


@dataclass(frozen=True)
class Metric:
    """One way to measure."""

    name: str
    said: Text
    """With its article, in the middle of a sentence: ``a mean absolute error``."""
    higher: bool
    """Whether more is better."""
    measure: Callable[[Given], Measured]
    """
    Raises:
        Unfit: the outputs do not fit the labels.
        NotFinite: they are no numbers.
    """
    constant: Callable[[Given], Array] | None
    """Outputs of whoever looks at no row and only knows how often each label occurs; None where there are none."""
    most: float | None = 1.0
    """The greatest figure that there can be; None where there is no end."""
    percent: bool = False
    """Whether people read it as a percentage."""

    def better(self, one: float, other: float) -> bool:
        """Whether figure ``one`` is at least as good as ``other``."""
        return one >= other if self.higher else one <= other


def wilson(right: float, rows: int, confidence: float) -> Interval:
    """The interval of a share of ``right`` out of ``rows``.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927): with
    p = right / rows, (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). It stays within 0 and 1 and holds for few
    rows and for shares near either end, where p ± z √(p(1−p)/n) does not.
    """
    z, share = _deviations(confidence), right / rows
    middle = share + z * z / (2 * rows)
    spread = z * float(np.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows)))
    return (middle - spread) / (1 + z * z / rows), (middle + spread) / (1 + z * z / rows)


def share(right: Array) -> Measured:
    """The share of rows that are right, each by itself."""
    count = int(np.count_nonzero(right))
    return Measured(count / len(right), len(right), lambda confidence: wilson(count, len(right), confidence))


def of_means(parts: Array, of: Callable[[Array], Array], low: float = 0.0, high: float = np.inf) -> Measured:
    """A smooth function of means over rows, with the normal interval of the delta method.

    The figure is ``of(mean)``, where ``mean`` is that of ``parts`` over the rows, and its standard error is that of
    the mean over rows of the linearised figure: se² = Var(parts · ∇of) / n. See L. Wasserman, "All of Statistics"
    (2004), theorem 9.28; B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 21, for how
    it agrees with the bootstrap. Rows are independent; what is within one (pixels, words) need not be.

    Args:
        parts: what each row adds, of shape (rows, d).
        of: from means of shape (..., d) to figures of shape (...).
        low, high: the ends of the figure's range, which the interval keeps within.

    Raises:
        NotFinite: a row's part is no number.
    """
    parts = np.asarray(parts, dtype=np.float64)
    finite = np.isfinite(parts).all(axis=1)
    if not finite.all():
        raise NotFinite(int(len(parts) - np.count_nonzero(finite)))
    with np.errstate(all="ignore"):
        means = parts.mean(axis=0)
        figure = float(of(means))
        step = np.maximum(np.abs(means), 1e-3) * STEP
        slope = (of(means + np.diag(step)) - of(means - np.diag(step))) / (2 * step)
        each = (parts - means) @ np.nan_to_num(slope)
        error = float(np.std(each, ddof=min(1, len(parts) - 1)) / np.sqrt(len(parts)))
    return Measured(figure, len(parts), lambda confidence: normal(figure, error, confidence, low, high))


def normal(figure: float, error: float, confidence: float, low: float, high: float) -> Interval:
    """The interval of a figure with this standard error, kept within ``low`` and ``high``."""
    spread = _deviations(confidence) * error
    return max(low, figure - spread), min(high, figure + spread)


def _deviations(confidence: float) -> float:
    """How many standard deviations to either side hold this share of a normal distribution."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)

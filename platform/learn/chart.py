"""A learner's scores over time, as the geometry of a small SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quests.models import Submission

WIDTH, HEIGHT, MARGIN = 320, 96, 8


@dataclass(frozen=True)
class Dot:
    """One graded submission in the chart."""

    x: float
    y: float
    submission: Submission
    is_best: bool


@dataclass(frozen=True)
class Chart:
    """A line through the shares of the points, 0 at the bottom, 1 at the top."""

    dots: list[Dot]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The ``points`` of a polyline."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)

    @property
    def steps(self) -> list[tuple[float, str]]:
        """Heights of the star thresholds, with their names."""
        return [(round(_y(share), 1), name) for share, name in ((1.0, "100"), (0.8, "80"), (0.6, "60"))]


def score_chart(graded: Sequence[Submission]) -> Chart | None:
    """The chart of graded submissions, oldest first; None below two, which is no line."""
    shares = [submission.share or 0.0 for submission in graded]
    if len(shares) < 2:
        return None
    best = shares.index(max(shares))
    step = (WIDTH - 2 * MARGIN - 24) / (len(shares) - 1)
    return Chart(
        [
            Dot(round(MARGIN + i * step, 1), round(_y(share), 1), submission, i == best)
            for i, (submission, share) in enumerate(zip(graded, shares, strict=True))
        ]
    )


def _y(share: float) -> float:
    return MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN)

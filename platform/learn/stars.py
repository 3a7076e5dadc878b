"""Stars: what a share of the points earns."""

STAR_SHARES = (0.6, 0.8, 1.0)
"""Share of the points that earns the first, second and third star."""
_ROUNDING = 1e-9


def star_count(share: float | None) -> int:
    """Stars, 0 to 3, for a share of the points from 0 to 1; none without a grade."""
    if share is None:
        return 0
    return sum(share + _ROUNDING >= needed for needed in STAR_SHARES)

"""Several checks of one criterion: how their outcomes become one verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graders.criteria.kind import Verdict, partial, passed
from graders.report import FindingState
from graders.text import Text


def weighed(outcomes: Iterable[Verdict | None], right: Text, found: Text | None = None) -> Verdict:
    """One verdict on several checks, each None where nothing is off.

    The share of the points is the share of the checks that are met, and the words are those of the first that is not.
    A check that could not be made counts neither way; it is told of where all others are met. What was not tried at
    all is no failure where nothing else failed.
    """
    all_outcomes = list(outcomes)
    unknown = [one for one in all_outcomes if one and one.state is FindingState.COULD_NOT_GRADE]
    off = [one for one in all_outcomes if one and one.state is not FindingState.COULD_NOT_GRADE]
    if not off:
        return unknown[0] if unknown else passed(right, found=found)
    if all(one.state is FindingState.UNATTEMPTED for one in off):
        return off[0]
    judged = len(all_outcomes) - len(unknown)
    share = sum(one.share for one in off) + judged - len(off)
    outcome = partial(share / judged, off[0].message)
    return replace(off[0], state=outcome.state, share=outcome.share)

"""Notebooks that ran to their end and are wrong all the same.

A right notebook needs no reproach: each doubt rests on what was observed of the run or on how its arrays flow, and
where every criterion is passed only what makes the results untrue is said.
"""

from __future__ import annotations

from collections.abc import Callable

from graders.diagnosis import arguments, fits, outputs, pairs, plots, rows, scaling
from graders.diagnosis.case import Case
from graders.report import Diagnosis, FindingState

GRAVE: tuple[Callable[[Case], Diagnosis | None], ...] = (
    fits.find_never,
    outputs.find,
    pairs.find,
    rows.find,
    scaling.find_statistics,
    fits.find_twice,
    scaling.find_unscaled,
)
"""What makes a result untrue, or keeps a model from learning."""
ADVICE: tuple[Callable[[Case], Diagnosis | None], ...] = (
    arguments.find_swallowed,
    plots.find,
)


def find(case: Case) -> Diagnosis | None:
    """What is most likely wrong with a notebook that came to its end."""
    if case.error is not None or case.run.ended_by != "finished":
        return None
    families = GRAVE if _all_passed(case) else GRAVE + ADVICE
    return next((diagnosis for family in families if (diagnosis := family(case))), None)


def _all_passed(case: Case) -> bool:
    """Whether the quest asked for more than to run, and got all of it."""
    asked = [finding for finding in case.findings if finding.kind != "runs" and finding.max_points > 0]
    return bool(asked) and all(finding.state is FindingState.PASSED for finding in asked)

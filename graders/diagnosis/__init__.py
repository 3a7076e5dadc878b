"""One explanation of what most likely went wrong, and its mend.

A *family* (a module of this package) knows one kind of mistake: its ``find(case)``
returns a diagnosis or None. Families are asked in order, the surest first, and the
first that knows an answer is believed. A notebook that ran to its end is doubted where
one of its functions raised when the quest called it, or where what was observed of its
training shows that its results cannot be right.

Errors are told by the learner's own kernel, so a forged one can misguide the advice to
its forger; no grade depends on a diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from graders.diagnosis import (
    arguments,
    attempts,
    attributes,
    doubts,
    editions,
    grown_together,
    identifiers,
    indexing,
    limits,
    mixtures,
    modules,
    names,
    order,
    outputs,
    shapes,
    surroundings,
    syntax,
    values,
)
from graders.diagnosis.case import Case
from graders.evidence import Evidence
from graders.report import Diagnosis, Finding

FAMILIES: tuple[Callable[[Case], Diagnosis | None], ...] = (
    attempts.find,  # errors of untouched cells are not the learner's
    limits.find,
    syntax.find,
    surroundings.find,
    mixtures.find,
    editions.find,  # before the general ones, which would see a misspelling in an old name
    names.find,
    modules.find,
    attributes.find,
    arguments.find,
    identifiers.find,
    indexing.find,
    grown_together.find,
    order.find,  # what a later cell mends is not what lacks here
    outputs.find_failed,  # before shapes, which know no layers
    shapes.find,
    values.find,
    attempts.find_left,
    doubts.find,  # of runs that came to their end
)


def diagnose(evidence: Evidence, findings: Sequence[Finding], kept: Collection[str] = ()) -> Diagnosis | None:
    """The likeliest cause of what went wrong, or None where nothing did or none is known.

    Args:
        kept: ids of criteria whose inputs the learner is not to know; what their calls raised explains nothing.

    Raises:
        EvidenceInvalid: the record of the run cannot be read.
    """
    case = Case.of(evidence, findings, kept)
    for find in FAMILIES:
        if diagnosis := find(case):
            return diagnosis
    return None

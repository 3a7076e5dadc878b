"""One explanation of what most likely went wrong, and its mend.

A *family* (a module of this package) knows one kind of mistake: its ``find(case)``
returns a diagnosis or None. Families are asked in order, the surest first, and the
first that knows an answer is believed. Causes are those of errors of the learner's own
cells. A notebook that ran to its end is doubted where one of its functions raised when
the quest called it, for a slip that is written there (:mod:`graders.diagnosis.called`),
or where what was observed of its training shows that its results cannot be right.

Errors are told by the learner's own kernel, so a forged one can misguide the advice to
its forger; no grade depends on a diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graders.diagnosis import (
    arguments,
    attempts,
    attributes,
    clashes,
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
from graders.diagnosis.called import IN_THE_CALL, SLIPS
from graders.diagnosis.case import Case
from graders.diagnosis.meaning import own
from graders.evidence import Evidence
from graders.report import Diagnosis, Finding
from graders.wording import plain

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
    clashes.find,  # so do these, which know no losses
    shapes.find,
    values.find,
    attempts.find_left,
    doubts.find,  # of runs that came to their end
)


def diagnose(
    evidence: Evidence, findings: Sequence[Finding], functions: Mapping[str, str] | None = None
) -> Diagnosis | None:
    """The likeliest cause of what went wrong, or None where nothing did or none is known.

    Args:
        functions: by the id of its criterion, each function that the quest calls on inputs which the learner may know;
            what other calls raised explains nothing.

    Raises:
        EvidenceInvalid: the record of the run cannot be read.
    """
    case = Case.of(evidence, findings, functions or {})
    if case.called is None:
        return _first(case)
    return _slip(case) or _first(replace(case, called=None))


def _first(case: Case) -> Diagnosis | None:
    return next((diagnosis for find in FAMILIES if (diagnosis := find(case))), None)


def _slip(case: Case) -> Diagnosis | None:
    """What made the quest's own call raise, where it is a slip in the learner's code; else its finding has said all."""
    assert case.called is not None
    found = _first(case)
    if found is None or found.cause not in SLIPS:
        return None
    place = {"cell": found.cell, "line": found.line}
    if found.cell is None or found.line is None:
        made = own(case, case.called.function)
        if made is None:
            return None
        place = {"cell": made.cell.name, "line": made.node.lineno}
    message = IN_THE_CALL.format(function=plain(case.called.function, 80), message=found.message)
    return found.model_copy(update={"message": message, **place})

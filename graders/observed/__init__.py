"""What was observed of a run while it ran: the training calls, and the figures that were shown.

Observed inside the sandbox, among the learner's code (``worker/inside``), so it is the learner's word: good for
explaining, and hard rather than impossible to forge.
"""

from graders.observed.calls import ArrayRecord, Call, CallsRecord, LayerRecord
from graders.observed.figures import AxesRecord, FigureRecord, FiguresRecord, Series

__all__ = [
    "ArrayRecord",
    "AxesRecord",
    "Call",
    "CallsRecord",
    "FigureRecord",
    "FiguresRecord",
    "LayerRecord",
    "Series",
]

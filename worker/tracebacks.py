"""From the traceback that a kernel sends to the cell and line to blame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graders.evidence import CellError
from worker.words import plain

FRAME = re.compile(r"^\s*Cell In\[(\d{1,6})\], line (\d{1,6})", re.MULTILINE)
"""IPython's head of a frame, or of a syntax error, in the N-th cell that was run."""
MADE_UP_FILE = re.compile(r"\(\d+\.py, line (\d+)\)$")
"""A syntax error names the file under which IPython compiled the cell; nobody has ever seen that file."""
MAX_TRACEBACK = 40_000
MAX_MESSAGE = 8_000


def cell_error(content: Mapping[str, Any], names: Mapping[int, str]) -> CellError:
    """The error of an ``execute_reply``; everything in it is the learner's word.

    Args:
        content: the reply's content.
        names: the names of the cells by execution count.
    """
    frames = content.get("traceback")
    whole = "\n".join(str(frame) for frame in frames[:200]) if isinstance(frames, list) else ""
    # The innermost frame comes last, so a cut takes from the front.
    traceback = plain(whole[-MAX_TRACEBACK * 2 :], MAX_TRACEBACK * 2)[-MAX_TRACEBACK:]
    cell, line = None, None
    for count, number in FRAME.findall(traceback):
        if int(count) in names:
            cell, line = names[int(count)], int(number)
    return CellError(
        name=plain(content.get("ename") or "Error", 200),
        message=MADE_UP_FILE.sub(r"(line \1)", plain(content.get("evalue") or "", MAX_MESSAGE)),
        line=line,
        cell=cell,
        traceback=traceback,
    )

"""What an exception says, without what TensorFlow and Keras wrap around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graders.evidence import CellError
from graders.wording import COLOUR, plain

MAX_MESSAGE = 4000
_TRACED = re.compile(r'File "[^"\n]{1,300}", line (\d{1,6}), in (\w+)[^\n]*\n\s*([^\n]{1,400})')
_LAST = re.compile(r"^\s*(?:[\w.]+\.)?(\w+(?:Error|Exception|Warning|Interrupt)): (.*)", re.MULTILINE | re.DOTALL)


def unwrapped(error: CellError, sources: Mapping[str, str]) -> CellError:
    """The error that TensorFlow found while it traced a function (``in user code: ...``), at the learner's line."""
    words = COLOUR.sub("", error.message)
    if not words.lstrip().startswith("in user code:"):
        return error
    found = list(_LAST.finditer(words))
    if not found:
        return error
    changes: dict[str, object] = {"name": found[-1][1], "message": found[-1][2].strip()}
    for number, _, code in _TRACED.findall(words):
        for cell, source in sources.items():
            lines = source.splitlines()
            if int(number) <= len(lines) and lines[int(number) - 1].strip() == code.strip():
                changes |= {"cell": cell, "line": int(number)}
    return error.model_copy(update=changes)


def words_of(error: CellError) -> str:
    """The exception's message, safe to show; of an error in a graph its end, which tells the cause."""
    words = COLOUR.sub("", error.message)
    if "Graph execution error" in words[:200]:
        words = f"{words[:200]} … {_end(words, error)}"
    return plain(words, MAX_MESSAGE)


def _end(words: str, error: CellError) -> str:
    """The last lines of a message that may have been cut; the traceback's end was not."""
    return (COLOUR.sub("", error.traceback) or words)[-MAX_MESSAGE // 2 :]

"""Running what an instructor wrote, in a quest folder's Python files. Only the judge does, in its sandbox."""

from __future__ import annotations

import importlib.util
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType


class TimeUp(BaseException):
    """The instructor's code took longer than it may. Not an Exception, so that it does not swallow it itself."""


def load(path: Path) -> ModuleType:
    """The module of a file, run anew; it is no part of ``sys.modules``.

    Raises:
        ImportError: there is no such file, besides all that running it may raise.
    """
    # Bytecode would be written into the quest folder, which is part of the quest's digest.
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ImportError(f"there is no {path.name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def line_in(path: Path, error: BaseException) -> int | None:
    """The innermost line of the file at ``path`` that an error came from; None where it came from elsewhere."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeUp in the block after ``seconds`` of wall time, and each second after that.

    In the main thread only. What does not come back to Python is ended by the judge's own limit.
    """

    def strike(*_: object) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, strike)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

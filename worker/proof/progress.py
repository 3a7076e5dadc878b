"""How far a whole proof is, and how long the rest may take."""

from __future__ import annotations

import threading
import time

from graders.text import Text, text

SO_FAR = text("[{done}/{whole}] about {rest} left", "[{done}/{whole}] 남은 시간 약 {rest}")


class Progress:
    """Counts runs; safe to be told by several threads."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._done = 0
        self._run = 0
        self._begun = time.monotonic()
        self._lock = threading.Lock()

    def one_more(self, *, cached: bool) -> None:
        """A notebook was graded, or known."""
        with self._lock:
            self._done += 1
            self._run += not cached

    @property
    def words(self) -> Text:
        """So far, for people. What is known from before took no time, and promises nothing of the rest."""
        each = (time.monotonic() - self._begun) / max(self._run, 1)
        rest = round(each * max(self._whole - self._done, 0))
        return SO_FAR.format(done=self._done, whole=self._whole, rest=f"{rest // 60}:{rest % 60:02}")

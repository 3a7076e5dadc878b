"""Lines on a terminal that the next one takes the place of, and lines that stay."""

from __future__ import annotations

from typing import TextIO

WIDTH = 100


class Screen:
    """Writes to ``stream``: line by line, or over one line where that is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._last = ""

    def line(self, words: str) -> None:
        """A line that stays."""
        self._stream.write(f"\r\x1b[K{words}\n" if self._live else f"{words}\n")
        self._stream.flush()

    def over(self, words: str) -> None:
        """A line that the next one takes the place of; a file gets none of these."""
        if self._live and words != self._last:
            self._stream.write(f"\r\x1b[K{words[:WIDTH]}")
            self._stream.flush()
            self._last = words

    def close(self) -> None:
        """Nothing more comes."""
        if self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

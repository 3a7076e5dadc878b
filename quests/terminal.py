"""Lines on a terminal that the next one takes the place of, and lines that stay."""

from __future__ import annotations

import os
import shutil
import unicodedata
from typing import TextIO

WIDTH = 100
"""Columns of a line at most."""


def columns(words: str) -> int:
    """How wide words are on a terminal, where Korean letters take two columns."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


class Screen:
    """Writes to ``stream``: line by line, or over one line where that is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._last = ""

    def line(self, words: str) -> None:
        """A line that stays."""
        self._write(f"\r\x1b[K{words}\n" if self._live else f"{words}\n", "")

    def over(self, words: str) -> None:
        """A line that the next one takes the place of; a file gets none of these."""
        if self._live and words != self._last:
            self._write(f"\r\x1b[K{self._cut(words)}", words)

    def close(self) -> None:
        """Nothing more comes."""
        if self._live:
            self._write("\r\x1b[K", "")

    def _write(self, written: str, last: str) -> None:
        """Write, and remember the words that the next may take the place of."""
        self._stream.write(written)
        self._stream.flush()
        self._last = last

    def _cut(self, words: str) -> str:
        """As much of the words as stands on one line: what wraps is not wiped."""
        room = min(WIDTH, self._columns() - 1)
        while columns(words) > room:
            words = words[:-1]
        return words

    def _columns(self) -> int:
        """How wide the terminal is now."""
        try:
            found = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            found = 0
        return found or shutil.get_terminal_size((WIDTH, 24)).columns

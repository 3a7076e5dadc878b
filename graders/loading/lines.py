"""On which line each key of a TOML document stands.

``tomllib`` forgets positions. This walks a document that ``tomllib`` has already
found valid, so it needs no checks of its own: it only tells keys from values.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]
"""Keys and, for arrays, indices from 0: ``("criterion", 2, "title", "ko")``."""

HEADER = re.compile(r"(\[\[?)\s*")
BARE_VALUE = re.compile(r"[^,\]}\s#]+(?: \d\d:[^,\]}\s#]+)?")
"""A number, truth value, date or time; a date may be parted from its time by one space."""
STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
BLANK = re.compile(r"(?:\s|#[^\n]*)*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Lines:
    """The lines of a valid TOML document's keys."""

    def __init__(self, source: str) -> None:
        self._source = source.replace("\r\n", "\n")
        self._at = 0
        self._arrays: dict[Path, int] = {}
        self.of: dict[Path, int] = {}
        """Line (from 1) on which each path is first mentioned."""
        self._document()

    def nearest(self, path: Path) -> int | None:
        """The line of ``path``, else of the closest table around it."""
        while path:
            if path in self.of:
                return self.of[path]
            path = path[:-1]
        return None

    def _document(self) -> None:
        table: Path = ()
        self._skip(BLANK)
        while self._at < len(self._source):
            start = self._at
            if header := HEADER.match(self._source, self._at):
                self._at = header.end()
                table = self._table(self._key(), array=header[1] == "[[", start=start)
                self._at = self._source.index("]" * len(header[1]), self._at) + len(header[1])
            else:
                self._pair(table)
            self._skip(BLANK)

    def _table(self, keys: list[str], *, array: bool, start: int) -> Path:
        """The path of a table header; every array of tables on the way stands for its latest entry."""
        path: Path = ()
        for position, key in enumerate(keys):
            path += (key,)
            last = position == len(keys) - 1
            if array and last:
                self.of.setdefault(path, self._line(start))
                self._arrays[path] = self._arrays.get(path, -1) + 1
            if path in self._arrays:
                path += (self._arrays[path],)
            self.of.setdefault(path, self._line(start))
        return path

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._key():
            path += (key,)
            self.of.setdefault(path, self._line(start))
        self._skip(BLANK)
        self._at += 1  # the equals sign
        self._skip(BLANK)
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self._source[self._at]
        if opening == "[":
            self._items("]", lambda index: self._item((*path, index)))
        elif opening == "{":
            self._items("}", lambda _: self._pair(path))
        elif string := STRING.match(self._source, self._at):
            self._at = string.end()
        else:
            self._skip(BARE_VALUE)

    def _item(self, path: Path) -> None:
        self.of.setdefault(path, self._line(self._at))
        self._value(path)

    def _items(self, closing: str, read: Any) -> None:
        self._at += 1
        self._skip(BLANK)
        index = 0
        while self._source[self._at] != closing:
            read(index)
            index += 1
            self._skip(BLANK)
            if self._source[self._at] == ",":
                self._at += 1
                self._skip(BLANK)
        self._at += 1

    def _key(self) -> list[str]:
        """A dotted key, its parts unquoted."""
        parts = []
        while True:
            self._skip(BLANK)
            found = BARE_KEY.match(self._source, self._at) or STRING.match(self._source, self._at)
            assert found is not None, "tomllib found this document valid"
            self._at = found.end()
            parts.append(next(iter(tomllib.loads(f"{found[0]} = 0"))))
            self._skip(BLANK)
            if self._source[self._at] != ".":
                return parts
            self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        if found := pattern.match(self._source, self._at):
            self._at = found.end()

    def _line(self, position: int) -> int:
        return self._source.count("\n", 0, position) + 1

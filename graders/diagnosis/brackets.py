"""Which bracket is open where, and which does not fit: a cell's brackets without its texts and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PAIRS = {"(": ")", "[": "]", "{": "}"}
QUOTES = ('"""', "'''", '"', "'")


@dataclass(frozen=True)
class Bracket:
    """One bracket: its letter and place, line from 1, column from 0."""

    letter: str
    line: int
    column: int


@dataclass(frozen=True)
class Brackets:
    """What is left when all brackets that fit are taken away."""

    opened: list[Bracket]
    """Never closed, outermost first."""
    unfit: Bracket | None
    """The first that closes nothing, or not what is open there."""
    opener_of: dict[tuple[int, int], Bracket]
    """The opening bracket of each closing one that fits, by the latter's place."""


def brackets_of(lines: Sequence[str]) -> Brackets:
    """Pair the brackets of a source, up to the first that does not fit."""
    opened: list[Bracket] = []
    opener_of: dict[tuple[int, int], Bracket] = {}
    for bracket in _brackets(lines):
        if bracket.letter in PAIRS:
            opened.append(bracket)
        elif opened and PAIRS[opened[-1].letter] == bracket.letter:
            opener_of[bracket.line, bracket.column] = opened.pop()
        else:
            return Brackets(opened, bracket, opener_of)
    return Brackets(opened, None, opener_of)


def without_comment(line: str) -> str:
    """The line without its comment, as far as quotes let one tell."""
    quote = ""
    for position, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "#":
            return line[:position]
    return line


def _brackets(lines: Sequence[str]) -> Iterator[Bracket]:
    quote = ""
    for number, line in enumerate(lines, start=1):
        if len(quote) == 1:
            quote = ""  # a text of one quote ends with its line
        position = 0
        while position < len(line):
            rest = line[position:]
            if quote:
                step = 2 if rest[0] == "\\" else len(quote) if rest.startswith(quote) else 1
                quote = "" if rest.startswith(quote) else quote
                position += step
                continue
            if opening := next((q for q in QUOTES if rest.startswith(q)), ""):
                quote = opening
                position += len(opening)
                continue
            if rest[0] == "#":
                break
            if rest[0] in "()[]{}":
                yield Bracket(rest[0], number, position)
            position += 1

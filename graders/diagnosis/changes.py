"""Small changes that could make a cell Python, the likeliest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from graders.diagnosis.brackets import PAIRS, brackets_of, without_comment

SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "ㅡ": "-",
        "×": "*",
        "÷": "/",
        "、": ",",
        "。": ".",
        "…": "...",
        "\u3000": " ",
        "\xa0": " ",
        "\u200b": "",
        "\ufeff": "",
    }
)
"""Signs of texts by those of Python, with the Korean vowel that lies on the keyboard where a hyphen is meant."""
JAMO = re.compile(r"[\u3130-\u318f]")
BLOCK = re.compile(r"\s*(async\s+|@)?(if|elif|else|for|while|def|class|with|try|except|finally|match|case)\b")
COMPARES = re.compile(r"\s*(if|elif|while|assert|return)\b")
SIDE_BY_SIDE = re.compile(r"(?<=[\w)\]}\"'])(?=\s+[\w(\[{\"'-]|\s*$|[{\"'])")
INDEX = re.compile(r"(?<=[\w\])])\[[^\[\]]*\]")
PERIODS = re.compile(r"(?<=\w)\s*\.\.+|\.\.+(?=\s*[\w-])")
"""Two periods or more at a bound of a slice; an ellipsis stands between commas."""
CLOSINGS = (")", "]", "}", "))", "])", ")]", "]))", ")])")


@dataclass(frozen=True)
class Change:
    """A way to make the cell Python."""

    cause: str
    line: int
    """From 1."""
    new: str
    """The line after the change."""
    others: tuple[tuple[int, str], ...] = ()
    """Further lines that change alike."""


def changes(lines: list[str], error: SyntaxError) -> Iterator[Change]:
    """Changes worth trying."""
    if not lines:
        return
    at = min(max(error.lineno or 1, 1), len(lines))
    message = error.msg or ""
    line = lines[at - 1]
    yield from _characters(lines, at)
    if found := re.match(r"^(\s*)print\s+(?![=(])(.+)$", line):
        yield Change("print-without-brackets", at, f"{found[1]}print({found[2]})")
    yield from _slices(line, at)
    if "unterminated" in message:
        yield from _quotes(line, at)
    if "comma" in message:
        yield from _commas(lines, error)
    yield from _closed(lines, at)
    if BLOCK.match(line):
        code = without_comment(line).rstrip()
        yield Change("missing-colon", at, re.sub(r"[;,.]?$", ":", code, count=1))
    yield from _semicolons(line, at)
    if COMPARES.match(line):
        for found in re.finditer(r"(?<![=!<>:+\-*/%&|^@])=(?!=)", line):
            yield Change("single-equals", at, f"{line[: found.start()]}=={line[found.end() :]}")
    yield from _commas(lines, error)
    yield from _stray(lines, at)


def _characters(lines: list[str], at: int) -> Iterator[Change]:
    """Signs that look like Python's and are not: in the line, in all lines, and single Korean letters."""
    for change in (_plain_signs, lambda line: JAMO.sub("", _plain_signs(line))):
        new = [change(line) for line in lines]
        changed = [number for number, (a, b) in enumerate(zip(lines, new, strict=True), start=1) if a != b]
        if not changed:
            continue
        first = at if at in changed else changed[0]
        yield Change("typographic-characters", first, new[first - 1])
        others = tuple((number, new[number - 1]) for number in changed if number != first)
        yield Change("typographic-characters", first, new[first - 1], others)


def _plain_signs(line: str) -> str:
    """The line with full-width signs as those of the keyboard."""
    line = line.translate(SIGNS)
    return "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in line)


def _slices(line: str, at: int) -> Iterator[Change]:
    """Slices with periods, with round or curly brackets, or with a colon behind them."""
    for found in re.finditer(r"\[[^\[\]]*?(\.\.+)[^\[\]]*\]", line):
        yield Change("period-for-colon", at, f"{line[: found.start(1)]}:{line[found.end(1) :]}")
    if (new := INDEX.sub(lambda index: PERIODS.sub(":", index[0]), line)) != line:
        yield Change("period-for-colon", at, new)
    for found in re.finditer(r"(?<=\w)[({]([^(){}\[\]]*:[^(){}\[\]]*)[)}]", line):
        yield Change("brackets-of-slice", at, f"{line[: found.start()]}[{found[1]}]{line[found.end() :]}")
    if (code := without_comment(line).rstrip()).endswith("]:"):
        yield Change("stray-colon", at, code[:-1])


def _semicolons(line: str, at: int) -> Iterator[Change]:
    """A semicolon for a colon or a comma; a comma where the slice has its colon already."""
    for position in (i for i, letter in enumerate(line) if letter == ";"):
        before, after = line[:position], line[position + 1 :]
        inside = re.split(r"[\[,]", before)[-1]
        if ":" not in inside:
            yield Change("semicolon-for-colon", at, f"{before}:{after}")
        yield Change("semicolon-for-comma", at, f"{before},{after}")
        yield Change("semicolon-for-colon", at, f"{before}:{after}")
        yield Change("semicolon-for-colon", at, f"{before}{after}")


def _closed(lines: list[str], at: int) -> Iterator[Change]:
    """Closing brackets where one is open: at the ends of the lines since, and within the line of the fault."""
    found = brackets_of(lines)
    unfit = found.unfit
    if unfit and found.opened:
        line = lines[unfit.line - 1]
        right = PAIRS[found.opened[-1].letter]
        yield Change("wrong-bracket", unfit.line, line[: unfit.column] + right + line[unfit.column + 1 :])
        yield from _at_ends(lines, found.opened[-1].line, unfit.line)
        yield Change("missing-bracket", unfit.line, line[: unfit.column] + right + line[unfit.column :])
    elif unfit:
        line = lines[unfit.line - 1]
        opening = next(letter for letter, closing in PAIRS.items() if closing == unfit.letter)
        for gap in re.finditer(r"(?<=\w) (?=[\w\"'\[(-])", line[: unfit.column]):
            new = line[: gap.start()] + opening + line[gap.end() :]
            yield Change("missing-opening-bracket", unfit.line, new)
            yield Change("missing-opening-bracket", unfit.line, line[: gap.start()] + "(" + opening + line[gap.end() :])
    if found.opened:
        yield from _at_ends(lines, found.opened[-1].line, len(lines) if not unfit else unfit.line)
        yield from _at_ends(lines, found.opened[0].line, found.opened[-1].line)
    for place in {at, *(bracket.line for bracket in found.opened[-1:])}:
        line = lines[place - 1]
        for position in range(len(line) - 1, 0, -1):
            if line[position] in ")]},:.":
                for closing in ")]}":
                    yield Change("missing-bracket", place, line[:position] + closing + line[position:])


def _at_ends(lines: list[str], first: int, last: int) -> Iterator[Change]:
    """Brackets at the ends of lines, also before a comma or colon that stands there."""
    for place in range(first, min(last, first + 12) + 1):
        code = without_comment(lines[place - 1]).rstrip()
        rest = lines[place - 1][len(code) :]
        if not code:
            continue
        for closing in CLOSINGS:
            if code.endswith((",", ":")):
                yield Change("missing-bracket", place, f"{code[:-1]}{closing}{code[-1]}{rest}")
            yield Change("missing-bracket", place, f"{code}{closing}{rest}")


def _stray(lines: list[str], at: int) -> Iterator[Change]:
    """A closing bracket too many, in the line of the fault or where brackets stop fitting."""
    unfit = brackets_of(lines).unfit
    for near in dict.fromkeys((unfit.line if unfit else at, at, at - 1)):
        if 1 <= near <= len(lines):
            line = lines[near - 1]
            for position in (i for i in range(len(line) - 1, -1, -1) if line[i] in ")]}"):
                yield Change("stray-bracket", near, line[:position] + line[position + 1 :])


def _quotes(line: str, at: int) -> Iterator[Change]:
    for quote in ('"', "'"):
        for position in range(len(line), 0, -1):
            yield Change("missing-quote", at, line[:position] + quote + line[position:])


def _commas(lines: list[str], error: SyntaxError) -> Iterator[Change]:
    """A comma between two things that stand side by side, near where the parser stopped."""
    first = min(max(error.lineno or 1, 1), len(lines))
    last = min(max(getattr(error, "end_lineno", None) or first, first), len(lines), first + 5)
    for place in range(max(first - 1, 1), last + 1):
        line = lines[place - 1]
        for found in SIDE_BY_SIDE.finditer(without_comment(line)):
            yield Change("missing-comma", place, line[: found.start()] + "," + line[found.start() :])

"""Cells that are not Python.

The mend is found by trying: small changes at the place where the parser stopped, the first
of which makes the whole cell parse. What the parser says is used where no change helps.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from graders.diagnosis.case import Case, CellCase
from graders.report import Diagnosis
from graders.source import parse, without_magics
from graders.text import Text, text
from graders.wording import plain

MAX_TRIALS = 400
MAX_PARSED = 1_000_000
"""Characters parsed in all trials together: a long cell gets few."""
TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "（": "(", "）": ")", "：": ":"})
OPENED_ON = re.compile(r"does not match opening parenthesis '[\[({]'(?: on line (\d+))?")
NEVER_CLOSED = re.compile(r"'([\[({])' was never closed")


@dataclass(frozen=True)
class Change:
    """A way to make the cell Python."""

    cause: str
    line: int
    """From 1."""
    new: str
    """The line after the change."""


def find(case: Case) -> Diagnosis | None:
    """Explain the first cell that did not even start because it is not Python."""
    cell = case.stopped
    if cell is None or cell.record.state != "error" or (error := cell.syntax_error) is None:
        return None
    line = max(error.lineno or 1, 1)
    change = next(_changes_that_help(cell, error), None)
    if change is not None:
        mend = MENDED.format(line=change.line, new=plain(change.new.strip(), 200))
        return case.diagnosis(
            change.cause, CAUSES[change.cause].format(line=change.line), mend, cell=cell, line=change.line
        )
    cause = "indentation" if isinstance(error, IndentationError) else "syntax-error"
    message = (CAUSES[cause] if cause == "indentation" else UNPARSABLE).format(line=line, what=plain(error.msg, 200))
    mend = INDENT_MEND if cause == "indentation" else UNPARSABLE_MEND
    return case.diagnosis(cause, message, mend, cell=cell, line=line)


def _changes_that_help(cell: CellCase, error: SyntaxError) -> Iterator[Change]:
    source = without_magics(cell.source)
    lines = source.splitlines()
    trials = min(MAX_TRIALS, MAX_PARSED // (len(source) + 1))
    for change in islice(_changes(lines, error), trials):
        if change.new == lines[change.line - 1]:
            continue
        trial = [*lines[: change.line - 1], change.new, *lines[change.line :]]
        if _parses("\n".join(trial)):
            yield change


def _parses(source: str) -> bool:
    try:
        return isinstance(parse(source), ast.Module)
    except SyntaxError:
        return False


def _changes(lines: list[str], error: SyntaxError) -> Iterator[Change]:
    """Changes worth trying, the likeliest first."""
    at = min(max(error.lineno or 1, 1), len(lines) or 1)
    message = error.msg or ""
    if not lines:
        return
    line = lines[at - 1]
    yield Change("typographic-characters", at, line.translate(TYPOGRAPHIC))
    if found := re.match(r"^(\s*)print\s+(.+)$", line):
        yield Change("print-without-brackets", at, f"{found[1]}print({found[2]})")
    if "unterminated" in message:
        yield from _quotes(line, at)
    if "comma" in message:
        yield from _commas(lines, error)
    yield from _brackets(lines, at, message)
    if re.match(r"\s*(async\s+|@)?(if|elif|else|for|while|def|class|with|try|except|finally|match|case)\b", line):
        code = _without_comment(line).rstrip()
        yield Change("missing-colon", at, re.sub(r"[;,.]?$", ":", code, count=1))
    for position in (i for i, letter in enumerate(line) if letter == ";"):
        yield Change("semicolon-for-colon", at, f"{line[:position]}:{line[position + 1 :]}")
    for found in re.finditer(r"(?<![=!<>:+\-*/%&|^@])=(?!=)", line):
        yield Change("single-equals", at, f"{line[: found.start()]}=={line[found.end() :]}")
    yield from _commas(lines, error)
    for near in (at, at - 1):
        if 1 <= near <= len(lines):
            for position in (i for i, letter in enumerate(lines[near - 1]) if letter in ")]}"):
                text_of = lines[near - 1]
                yield Change("stray-bracket", near, text_of[:position] + text_of[position + 1 :])


def _brackets(lines: list[str], at: int, message: str) -> Iterator[Change]:
    """Closing brackets, at the end of the line that opened one and within it."""
    places = [at, at - 1]
    if found := OPENED_ON.search(message):
        places.insert(0, int(found[1] or at))
    if NEVER_CLOSED.search(message):
        places = [at, *range(at + 1, min(at + 12, len(lines) + 1))]
    for place in places:
        if not 1 <= place <= len(lines):
            continue
        code = _without_comment(lines[place - 1]).rstrip()
        rest = lines[place - 1][len(code) :]
        for closing in (")", "]", "}", "))", "])", ")]"):
            yield Change("missing-bracket", place, f"{code}{closing}{rest}")
            if code.endswith((",", ":")):
                yield Change("missing-bracket", place, f"{code[:-1]}{closing}{code[-1]}{rest}")
    line = lines[at - 1]
    for position in range(len(line) - 1, 0, -1):
        if line[position] in ")]},:":
            for closing in ")]}":
                yield Change("missing-bracket", at, line[:position] + closing + line[position:])


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
        for found in re.finditer(r"(?<=[\w)\]}\"'])(?=\s+[\w(\[{\"'-]|\s*$|[\[({\"'])", _without_comment(line)):
            yield Change("missing-comma", place, line[: found.start()] + "," + line[found.start() :])


def _without_comment(line: str) -> str:
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


CAUSES: dict[str, Text] = {
    "missing-comma": text("A comma is missing in line {line}.", "{line}행에 쉼표(,)가 빠졌습니다."),
    "missing-bracket": text("A closing bracket is missing in line {line}.", "{line}행에 닫는 괄호가 빠졌습니다."),
    "stray-bracket": text(
        "There is one closing bracket too many in line {line}.", "{line}행에 닫는 괄호가 하나 더 있습니다."
    ),
    "missing-quote": text(
        "The text in line {line} has no closing quote.", "{line}행의 문자열에 닫는 따옴표가 없습니다."
    ),
    "missing-colon": text("The colon at the end of line {line} is missing.", "{line}행 끝에 콜론(:)이 빠졌습니다."),
    "semicolon-for-colon": text(
        "Line {line} has a semicolon where a colon belongs.", "{line}행에 콜론(:) 대신 세미콜론(;)이 있습니다."
    ),
    "single-equals": text(
        "Line {line} compares with one equals sign; comparing takes two.",
        "{line}행에서 비교할 때 등호를 하나만 썼습니다. 비교에는 등호 두 개(==)를 씁니다.",
    ),
    "print-without-brackets": text(
        "In line {line}, print needs brackets: this is how Python 2 was written.",
        "{line}행의 print에 괄호가 없습니다. 괄호 없는 print는 파이썬 2의 문법입니다.",
    ),
    "typographic-characters": text(
        "Line {line} holds typographic quotes or full-width signs, probably copied from a text.",
        "{line}행에 둥근 따옴표나 전각 문자가 있습니다. 문서에서 복사하면서 들어간 것으로 보입니다.",
    ),
    "indentation": text("Line {line} is indented wrongly: {what}.", "{line}행의 들여쓰기가 맞지 않습니다({what})."),
}
MENDED = text("Line {line} would read: {new}", "{line}행을 이렇게 고칠 수 있습니다: {new}")
INDENT_MEND = text(
    "Lines of one block start at the same column; indent by four spaces after a line that ends with a colon.",
    "같은 블록의 줄은 같은 칸에서 시작해야 합니다. 콜론(:)으로 끝나는 줄 다음은 공백 네 칸을 들여 씁니다.",
)
UNPARSABLE = text("Line {line} is not valid Python: {what}.", "{line}행이 파이썬 문법에 맞지 않습니다({what}).")
UNPARSABLE_MEND = text(
    "Look at that line and the one above it: a bracket, comma, colon or quote may be missing.",
    "그 줄과 바로 윗줄을 살펴 보십시오. 괄호, 쉼표, 콜론, 따옴표가 빠졌을 수 있습니다.",
)

"""A cell's source as a syntax tree: parsed, never run."""

from __future__ import annotations

import ast
import re
import warnings

MAGIC = re.compile(r"^(?P<indent>\s*)(?:[%!?]|[\w.]+\s*=\s*[%!]|[\w.]+\?+\s*$)")
"""A line that IPython rewrites before Python sees it: ``%time``, ``!ls``, ``files = !ls``, ``len?``."""


def without_magics(source: str) -> str:
    """The source with IPython's own lines replaced by ``pass``, line for line; a ``%%`` cell is emptied whole."""
    lines = source.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(("%%time", "%%capture", "%%timeit")):
        return "\n" * max(len(lines) - 1, 0)
    return "\n".join(f"{found['indent']}pass" if (found := MAGIC.match(line)) else line for line in lines)


def parse(source: str) -> ast.Module:
    """The syntax tree of a cell, IPython's magics put aside.

    Raises:
        SyntaxError: it is not Python; also for sources too complex to parse and for NUL characters.
    """
    try:
        return _parse(source)
    except SyntaxError:
        # Only a cell that is not Python as it stands is searched for magics: a line may rightly start with "%".
        cleaned = without_magics(source)
        if cleaned.split() == source.split():
            raise
        return _parse(cleaned)


def _parse(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and the like are no concern of ours
        try:
            return ast.parse(source)
        except (RecursionError, MemoryError, ValueError) as error:
            raise SyntaxError(f"too complex to parse: {error}") from None

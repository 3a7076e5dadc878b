"""Compiling ``locale/*/LC_MESSAGES/*.po``: the compiled files are made where they are needed, never kept in git."""

from __future__ import annotations

import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_translations(locale: Path) -> int:
    """Compile what is newer than its compiled file; return how many were.

    Each file appears whole, so that several processes may do this at once.
    """
    compiled = 0
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            messages = read_po(file, locale=source.parent.parent.name, domain=source.stem)
        with tempfile.NamedTemporaryFile(dir=source.parent, suffix=".mo", delete=False) as unfinished:
            write_mo(unfinished, messages)
        Path(unfinished.name).chmod(0o644)
        Path(unfinished.name).replace(target)
        compiled += 1
    return compiled

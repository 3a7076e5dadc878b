"""Small quest folders and notebooks, written to disk for the tests that read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Cell = dict[str, Any]

QUEST_TOML = """\
slug = "dlp-02-sums"
course = "dlp"
chapter = 2
title = { en = "Sums", ko = "합" }
summary = { en = "Add numbers.", ko = "수를 더합니다." }
text = { en = "Write `add`.", ko = "`add`를 작성합니다." }

[[criterion]]
id = "runs"
kind = "runs"
points = 1
title = { en = "It runs", ko = "실행됩니다" }

[[criterion]]
id = "add"
kind = "function"
points = 9
cell = "add"
function = "add"
reference = "add"
cases = [[1, 2], [3, 4]]
title = { en = "It adds", ko = "더합니다" }

[[wrong]]
notebook = "wrong/subtracts.ipynb"
fails = ["add"]
"""
REFERENCE = """\
def add(a, b):
    return a + b
"""


def code(source: str | list[str], name: str | None = None, *, answer: bool = False, **fields: Any) -> Cell:
    """A code cell, with nbgrader's metadata when it has a name."""
    cell: Cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    if name:
        cell["metadata"]["nbgrader"] = nbgrader(name, answer=answer)
        cell["id"] = f"id-{name}"
    return cell | fields


def nbgrader(name: str, *, answer: bool = False) -> dict[str, Any]:
    """The metadata by which nbgrader knows a cell."""
    return {
        "schema_version": 3,
        "grade_id": name,
        "solution": answer,
        "locked": not answer,
        "grade": False,
        "task": False,
    }


def words(source: str, **fields: Any) -> Cell:
    """A text cell."""
    return {"cell_type": "markdown", "source": source, "metadata": {}, **fields}


def notebook(*cells: Cell, **fields: Any) -> bytes:
    """A notebook file."""
    for position, cell in enumerate(cells):
        cell.setdefault("id", f"n{position}")
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | fields).encode()


def sums(answer: str, check: str = "print(add(1, 2))") -> bytes:
    """A notebook of the quest that :func:`write_quest` writes."""
    return notebook(
        words("# Sums"),
        code("import numpy as np", "setup"),
        code(answer, "add", answer=True),
        code(check, "check"),
    )


STARTER = "def add(a, b):\n    # YOUR CODE HERE\n    return None"


def write_quest(folder: Path, **files: str | bytes | None) -> Path:
    """A quest folder without problems, but for the ``files`` given (``starter_ipynb=b"..."``; None leaves one out)."""
    content: dict[str, str | bytes | None] = {
        "quest_toml": QUEST_TOML,
        "starter_ipynb": sums(STARTER),
        "solution_ipynb": sums("def add(a, b):\n    return a + b"),
        "reference_py": REFERENCE,
        "wrong/subtracts_ipynb": sums("def add(a, b):\n    return a - b"),
    }
    for name, data in (content | files).items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder

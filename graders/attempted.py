"""Whether a learner has tried: an answer cell is untouched when it is empty or says what the starter says."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from graders.notebook import grade_id
from graders.source import parse

if TYPE_CHECKING:
    from graders.evidence import Evidence
    from graders.quest import Quest


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def untouched(name: str | None, evidence: Evidence, quest: Quest) -> bool:
    """Whether the answer cell ``name`` is empty or the starter's, comments and white space aside.

    A free-form notebook has no answer cells, so there nothing is untouched.
    """
    if name is None or evidence.run.form == "free-form":
        return False
    cell = next((cell for cell in evidence.source.cells if grade_id(cell) == name), None)
    if cell is None:
        return False
    meaning_of = _meaning if cell.cell_type == "code" else said
    meaning = meaning_of(cell.source)
    given = next((cell.source for cell in quest.starter if cell.grade_id == name), "")
    return not meaning or meaning == meaning_of(given)


def said(source: str) -> str:
    """What a text says to its readers: without HTML comments and blank lines."""
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "\n".join(line for line in lines if line)


def _meaning(source: str) -> str:
    """What a source says to Python: equal for sources that differ only in comments and white space."""
    try:
        tree = parse(source)
        if all(isinstance(statement, ast.Pass) or _is_ellipsis(statement) for statement in tree.body):
            return ""
        return ast.dump(tree)
    except (SyntaxError, RecursionError):
        return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _is_ellipsis(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and statement.value.value is ...
    )

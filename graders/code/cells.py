"""The code cells of a run: their names and sources."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graders.evidence import Evidence
from graders.source import parse


@dataclass(frozen=True)
class SourceCell:
    """One code cell of the rebuilt notebook."""

    name: str
    source: str
    answer: bool
    """Whether the learner wrote it."""


@dataclass(frozen=True)
class Defined:
    """A name that a cell gives a value to."""

    name: str
    cell: str
    line: int


def source_cells(evidence: Evidence) -> list[SourceCell]:
    """The run's code cells in order, named as the run's record names them."""
    sources = [cell.source for cell in evidence.source.cells if cell.cell_type == "code"]
    return [
        SourceCell(record.name, source, record.answer)
        for record, source in zip(evidence.run.cells, sources, strict=False)
    ]


def near_name(name: str, cells: Sequence[SourceCell]) -> Defined | None:
    """The name of the learner's own that comes closest to ``name``, itself included, where one is close."""
    own = {d.name: d for cell in cells if cell.answer for d in defined(cell)}
    if name in own:
        return own[name]
    by_lower_case = {one.lower().replace("_", ""): one for one in own}
    if same := by_lower_case.get(name.lower().replace("_", "")):
        return own[same]
    close = difflib.get_close_matches(name, [one for one in own if len(one) < 100][:500], n=1, cutoff=0.8)
    return own[close[0]] if close else None


def defined(cell: SourceCell) -> Iterator[Defined]:
    """The names that a cell defines outside of functions; none for a cell that is not Python."""
    try:
        statements: list[ast.AST] = list(parse(cell.source).body)
    except SyntaxError:
        return
    while statements:
        node = statements.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield Defined(node.name, cell.name, node.lineno)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield Defined(node.id, cell.name, node.lineno)
        statements.extend(ast.iter_child_nodes(node))

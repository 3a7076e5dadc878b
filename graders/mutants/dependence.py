"""Which cells a cell depends on: those that bind or change what it reads."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graders import notebook, source
from graders.mutants.mutant import Mutant
from graders.mutants.reading import bound, bound_outside, called
from graders.quest import Quest

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
TRAINS = ("fit", "train_on_batch", "adapt")
"""Methods that change what they are called on, even where their value is kept."""


@dataclass(frozen=True)
class _Cell:
    name: str | None
    """Of an answer cell; None of the quest's own, which are always run."""
    reads: frozenset[str]
    writes: frozenset[str]


def unneeded(quest: Quest, mutants: Iterable[Mutant] = ()) -> dict[str, frozenset[str]]:
    """Of each answer cell of the solution, the answer cells before it that it and its mutants can be run without.

    As far as the source tells: what a function changes of its arguments, or a random generator that goes on from one
    cell to the next, is not seen. So a run without these cells is compared with none but its like.
    """
    read: defaultdict[str, set[str]] = defaultdict(set)
    for mutant in mutants:
        read[mutant.cell] |= _reads(source.parse(mutant.source).body, set())
    cells = list(_cells(quest))
    found: dict[str, frozenset[str]] = {}
    for place, cell in enumerate(cells):
        if cell.name is None:
            continue
        wanted, spared = cell.reads | read[cell.name], set()
        for before in reversed(cells[:place]):
            if before.writes & wanted:
                wanted |= before.reads
            elif before.name:
                spared.add(before.name)
        found[cell.name] = frozenset(spared)
    return found


def _cells(quest: Quest) -> Iterator[_Cell]:
    imported: set[str] = set()
    for cell in notebook.read(quest.upload("solution.ipynb")):
        if cell.kind != "code":
            continue
        name = cell.grade_id if cell.answer else None
        try:
            tree = source.parse(cell.source)
        except SyntaxError:
            yield _Cell(name, frozenset(), frozenset())
            continue
        imported |= {n for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for n in bound(node)}
        changed = set(_changed(tree)) - imported
        yield _Cell(name, frozenset(_reads(tree.body, set())), frozenset(bound_outside(tree) | changed))


def _changed(tree: ast.AST) -> Iterator[str]:
    """Names of objects that are changed in place: by an attribute or an item, or by a call for its effect."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield _root(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield _root(node.value.func)
        elif isinstance(node, ast.Call) and called(node) in TRAINS:
            yield _root(node.func)


def _root(node: ast.AST) -> str:
    """``model`` of ``model.layers[0].trainable``; empty where it begins otherwise."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _reads(body: Iterable[ast.stmt], known: set[str]) -> set[str]:
    """Names that statements read before they bind them; ``known`` ones are bound already, and more come to be."""
    found: set[str] = set()
    for statement in body:
        if isinstance(statement, DEFINITIONS):
            found |= _loads(statement) - bound(statement) - known
        else:
            found |= _reads_of_parts(statement, known)
        known |= bound_outside(ast.Module([statement], []))
    return found


def _reads_of_parts(statement: ast.AST, known: set[str]) -> set[str]:
    found: set[str] = set()
    if isinstance(statement, ast.AugAssign):
        found |= {_root(statement.target)} - known
    blocks = []
    for part in ast.iter_child_nodes(statement):
        if isinstance(part, ast.stmt):
            blocks.append(part)
        elif isinstance(part, ast.ExceptHandler | ast.match_case):
            blocks += part.body
        else:
            found |= _loads(part) - _own(part) - known
            known |= {n.id for n in ast.walk(part) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return found | _reads(blocks, known)


def _loads(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _own(expression: ast.AST) -> set[str]:
    """Names that an expression binds for itself alone: those of comprehensions and of lambdas."""
    return {
        name
        for node in ast.walk(expression)
        if isinstance(node, ast.comprehension | ast.arguments)
        for name in bound(node.target if isinstance(node, ast.comprehension) else node)
    }

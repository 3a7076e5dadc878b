"""From a quest's solution to its mutants."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator

from graders import notebook, source
from graders.criteria import parse_options
from graders.criteria.answer.choice import Choice
from graders.mutants.mutant import Mutant
from graders.mutants.operators import OPERATORS
from graders.mutants.quiet import is_quiet
from graders.mutants.reading import Change, Reading, bound, bound_outside
from graders.quest import Quest, leaves

SHOWN = 160
"""Characters of a line that is shown."""


def mutants(quest: Quest) -> list[Mutant]:
    """Every mutant of a quest's solution, in the order of its cells; no two are the same.

    Only answer cells that hold Python are changed: the others are the quest's own.
    """
    found: list[Mutant] = []
    for reading in _readings(quest):
        found.extend(_of_cell(reading))
    return found


def final_cells(quest: Quest) -> frozenset[str]:
    """Answer cells of the solution whose names no later cell binds anew: what they made wrong stays so."""
    final: set[str] = set()
    later: set[str] = set()
    for cell in reversed(notebook.read(quest.upload("solution.ipynb"))):
        if cell.kind != "code":
            continue
        try:
            own = bound_outside(source.parse(cell.source))
        except SyntaxError:
            continue
        if cell.answer and cell.grade_id and not own & later:
            final.add(cell.grade_id)
        later |= own
    return frozenset(final)


def _readings(quest: Quest) -> Iterator[Reading]:
    """The solution's answer cells, each with what the cells before it bind."""
    choices = _choices(quest)
    drawn = any(leaf.kind == "figure" for spec in quest.file.criterion for leaf in leaves(spec))
    known: set[str] = set()
    for cell in notebook.read(quest.upload("solution.ipynb")):
        if cell.kind != "code":
            continue
        try:
            tree = source.parse(cell.source)
        except SyntaxError:
            continue
        if cell.answer and cell.grade_id:
            yield Reading(cell.grade_id, cell.source, frozenset(known), choices, drawn)
        known |= bound(tree)


def _choices(quest: Quest) -> dict[str, list[str]]:
    """The labels among which the quest has learners choose, by the variable that holds their answer."""
    found: dict[str, list[str]] = {}
    for spec in quest.file.criterion:
        for leaf in leaves(spec):
            options = parse_options(leaf) if leaf.kind == "answer" else None
            choice = getattr(options, "choice", None)
            if isinstance(choice, Choice):
                found[getattr(options, "variable", "")] = list(choice.among)
    return found


def _of_cell(reading: Reading) -> Iterator[Mutant]:
    seen = {_meaning(reading.source)}
    names: Counter[str] = Counter()
    for name, operator in OPERATORS.items():
        for node in _loud(reading.tree, reading):
            for change in operator.change(node, reading):
                changed = reading.source[: change.start] + change.new + reading.source[change.end :]
                meaning = _meaning(changed)
                if meaning is None or meaning in seen:
                    continue
                seen.add(meaning)
                yield _mutant(reading, name, node, change, changed, names)


def _loud(node: ast.AST, reading: Reading) -> Iterator[ast.AST]:
    """A node and all in it, in the order of the source, but for what is left alone."""
    for child in ast.iter_child_nodes(node):
        if not is_quiet(child, reading):
            yield child
            yield from _loud(child, reading)


def _meaning(text: str) -> str | None:
    """What a source says to Python; None where that is nothing."""
    try:
        return ast.dump(source.parse(text))
    except SyntaxError:
        return None


def _mutant(
    reading: Reading, operator: str, node: ast.AST, change: Change, changed: str, names: Counter[str]
) -> Mutant:
    before, after = _lines(reading.source, change)
    digest = hashlib.sha256(f"{before}\0{after}".encode()).hexdigest()[:6]
    name = f"{reading.name}:{operator}:{digest}"
    names[name] += 1
    return Mutant(
        id=name if names[name] == 1 else f"{name}-{names[name]}",
        cell=reading.name,
        operator=operator,
        about=OPERATORS[operator].about,
        line=reading.source.count("\n", 0, change.start) + 1,
        before=before[:SHOWN],
        after=after[:SHOWN],
        source=changed,
    )


def _lines(text: str, change: Change) -> tuple[str, str]:
    """The lines that a change is in, before and after it, each as one."""
    start = text.rfind("\n", 0, change.start) + 1
    end = text.find("\n", change.end)
    end = len(text) if end < 0 else end
    after = text[start : change.start] + change.new + text[change.end : end]
    return " ".join(text[start:end].split()), " ".join(after.split())

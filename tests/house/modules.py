"""The modules of this repository, read as source: where each belongs, and what it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("platform", "quests", "worker", "graders")
PLATFORM = tuple(sorted(path.parent.name for path in (ROOT / "platform").glob("*/__init__.py")))
"""The packages of platform/, imported by their own names."""


@dataclass(frozen=True)
class Import:
    """One import statement."""

    name: str
    """Absolute, such as ``quests.models``."""
    line: int


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path

    @property
    def place(self) -> str:
        """Its path from the root."""
        return str(self.path.relative_to(ROOT))

    @property
    def floor(self) -> str:
        """Which part of the house it belongs to; ``worker/inside`` counts as one of its own."""
        return "worker/inside" if self.place.startswith("worker/inside/") else self.place.split("/")[0]

    @property
    def package(self) -> list[str]:
        """The package that a relative import starts from."""
        parts = list(self.path.relative_to(ROOT).parent.parts)
        return parts[1:] if parts[0] == "platform" else parts

    def imports(self) -> Iterator[Import]:
        """Everything it imports when it runs, wherever in the file; what only type checkers read is left out."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"), self.place)
        unread = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
            for statement in node.body
            for inner in ast.walk(statement)
        }
        for node in ast.walk(tree):
            if node in unread:
                continue
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                base = self.package[: len(self.package) - node.level + 1] if node.level else []
                stem = ".".join([*base, *([node.module] if node.module else [])])
                for alias in node.names:
                    yield Import(f"{stem}.{alias.name}" if stem else alias.name, node.lineno)


def modules(tests: bool = False) -> list[Module]:
    """Every Python file of the four floors; with ``tests``, also the tests that stand beside modules."""
    files = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "__pycache__" not in path.parts]
    # What the sandbox runs from a quest's folder is the quest's, not the house's.
    files = [path for path in files if not path.is_relative_to(ROOT / "quests" / "catalog")]
    found = [path for path in files if tests or not (path.name.startswith("test_") or path.name == "conftest.py")]
    return [Module(path) for path in sorted(found)]

"""What an expression means: the full names it may stand for, or the class of the value it may give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import libcst as cst
from libcst.metadata import QualifiedName, QualifiedNameSource

from graders.code.names import canonical, made_by

UNKNOWN = "?"
"""Stands for a value of which nothing is known, in the names of its attributes: ``?.dot``."""
_MAX_STEPS = 25
_ARRAYS = ("numpy.ndarray", "tensorflow.Tensor")


@dataclass(frozen=True)
class Meaning:
    """A full name, or (``instance``) a value of the class of that name."""

    name: str
    instance: bool = False

    def attribute(self, name: str) -> Meaning:
        """What its attribute ``name`` means."""
        if self.instance and self.name in _ARRAYS and name == "T":
            return self
        return Meaning(canonical(f"{self.name}.{name}"))

    def called(self) -> Meaning | None:
        """What calling it gives."""
        made = None if self.instance else made_by(self.name)
        return Meaning(made, instance=True) if made else None


@dataclass
class Definitions:
    """What the notebook itself gives names to, by LibCST's qualified name."""

    assigned: dict[str, list[cst.BaseExpression]] = field(default_factory=dict)
    returns: dict[str, list[cst.BaseExpression]] = field(default_factory=dict)
    bases: dict[str, list[cst.BaseExpression]] = field(default_factory=dict)
    star_imports: list[str] = field(default_factory=list)


class Resolver:
    """Finds out what expressions mean, given how LibCST resolves single names."""

    def __init__(self, definitions: Definitions, qualified: Callable[[cst.CSTNode], set[QualifiedName]]) -> None:
        self._definitions = definitions
        self._qualified = qualified
        self._open: set[str] = set()

    def meanings(self, node: cst.BaseExpression, steps: int = 0) -> set[Meaning]:
        """All that ``node`` may mean; empty when nothing is known."""
        if steps > _MAX_STEPS:
            return set()
        if isinstance(node, cst.Name):
            return self._of_name(node, steps)
        if isinstance(node, cst.Attribute):
            return {base.attribute(node.attr.value) for base in self.meanings(node.value, steps + 1)}
        if isinstance(node, cst.Call):
            return self._of_call(node, steps)
        if isinstance(node, cst.BinaryOperation):
            sides = self.meanings(node.left, steps + 1) | self.meanings(node.right, steps + 1)
            return {side for side in sides if side.instance and side.name in _ARRAYS}
        if isinstance(node, cst.Subscript):
            return {m for m in self.meanings(node.value, steps + 1) if m.instance and m.name in _ARRAYS}
        if isinstance(node, cst.IfExp):
            return self.meanings(node.body, steps + 1) | self.meanings(node.orelse, steps + 1)
        if isinstance(node, cst.NamedExpr | cst.Await):
            return self.meanings(node.value if isinstance(node, cst.NamedExpr) else node.expression, steps + 1)
        return set()

    def local_functions(self, node: cst.BaseExpression) -> set[str]:
        """The notebook's own functions and classes that a name stands for."""
        if not isinstance(node, cst.Name):
            return set()
        return {q.name for q in self._qualified(node) if q.source is QualifiedNameSource.LOCAL}

    def _of_name(self, node: cst.Name, steps: int) -> set[Meaning]:
        qualified = self._qualified(node)
        found: set[Meaning] = set()
        for one in qualified:
            if one.source is QualifiedNameSource.LOCAL:
                found |= self._of_local(one.name, steps)
            elif one.source is QualifiedNameSource.IMPORT:
                found.add(Meaning(canonical(one.name)))
            else:
                found.add(Meaning(one.name if one.name.startswith("builtins.") else f"builtins.{one.name}"))
        if all(one.source is QualifiedNameSource.BUILTIN for one in qualified):
            found |= {Meaning(canonical(f"{module}.{node.value}")) for module in self._definitions.star_imports}
        return found

    def _of_local(self, name: str, steps: int) -> set[Meaning]:
        # A name may be defined by itself (x = x.T): it is followed once on each way.
        if name in self._open:
            return set()
        self._open.add(name)
        try:
            found: set[Meaning] = set()
            for value in self._definitions.assigned.get(name, []):
                found |= self.meanings(value, steps + 1)
            return found
        finally:
            self._open.discard(name)

    def _of_call(self, node: cst.Call, steps: int) -> set[Meaning]:
        if named := self._of_getattr(node, steps):
            return named
        found = {made for m in self.meanings(node.func, steps + 1) if (made := m.called())}
        for name in self.local_functions(node.func):
            if name in self._open:
                continue
            self._open.add(name)
            try:
                for value in self._definitions.returns.get(name, []):
                    found |= self.meanings(value, steps + 1)
                for base in self._definitions.bases.get(name, []):
                    found |= {made for m in self.meanings(base, steps + 1) if (made := m.called())}
            finally:
                self._open.discard(name)
        return found

    def _of_getattr(self, node: cst.Call, steps: int) -> set[Meaning]:
        """``getattr(np, "dot")`` means ``np.dot``."""
        if len(node.args) < 2 or Meaning("builtins.getattr") not in self.meanings(node.func, steps + 1):
            return set()
        name = node.args[1].value
        literal = name.evaluated_value if isinstance(name, cst.SimpleString) else None
        if not isinstance(literal, str):
            return set()
        return {m.attribute(literal) for m in self.meanings(node.args[0].value, steps + 1)}

"""What an expression means: the full names it may stand for, or the class of the value it may give."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graders.code.names import canonical, made_by
from graders.code.scopes import Own

UNKNOWN = "?"
"""Stands for a value of which nothing is known, in the names of its attributes: ``?.dot``."""
MAX_STEPS = 25
MAX_EXPRESSIONS = 100_000
"""More are not worked out: names that are given many values by each other have very many meanings."""
_ARRAYS = ("numpy.ndarray", "tensorflow.Tensor")


@dataclass(frozen=True)
class Meaning:
    """A full name, or (``instance``) a value of the class of that name."""

    name: str
    instance: bool = False

    @property
    def is_array(self) -> bool:
        """Whether it is an array or a tensor."""
        return self.instance and self.name in _ARRAYS

    def attribute(self, name: str) -> Meaning:
        """What its attribute ``name`` means."""
        return self if self.is_array and name == "T" else Meaning(canonical(f"{self.name}.{name}"))

    def called(self) -> Meaning | None:
        """What calling it gives."""
        made = None if self.instance else made_by(self.name)
        return Meaning(made, instance=True) if made else None


Meanings = frozenset[Meaning]
NOTHING: Meanings = frozenset()
GETATTR = Meaning("builtins.getattr")


class Resolver:
    """Finds out what expressions mean, given what their single names stand for.

    Args:
        names: of each name in the code, the notebook's own and the imported full names that it may stand for.
        star_imports: the modules of ``from ... import *``.
    """

    def __init__(self, names: Mapping[ast.Name, Sequence[Own | str]], star_imports: Sequence[str]) -> None:
        self._names = names
        self._star_imports = star_imports
        self._known: dict[ast.expr, Meanings] = {}
        self._open: set[Own] = set()
        self._left = MAX_EXPRESSIONS
        self._cuts = 0

    def names(self, node: ast.expr) -> frozenset[str]:
        """The full names that ``node`` may stand for."""
        return frozenset(one.name for one in self.meanings(node) if not one.instance)

    def own(self, node: ast.expr) -> list[Own]:
        """What of the notebook's own a single name may stand for."""
        return [one for one in self._names[node] if isinstance(one, Own)] if isinstance(node, ast.Name) else []

    def meanings(self, node: ast.expr, steps: int = 0) -> Meanings:
        """All that ``node`` may mean; empty when nothing is known."""
        if node in self._known:
            return self._known[node]
        if steps > MAX_STEPS or not self._left:
            self._cuts += 1
            return NOTHING
        self._left -= 1
        cuts = self._cuts
        found = self._worked_out(node, steps + 1)
        if self._cuts == cuts:  # else it may mean more where it is not met on the way to itself
            self._known[node] = found
        return found

    def _worked_out(self, node: ast.expr, steps: int) -> Meanings:
        match node:
            case ast.Name():
                return self._of_name(node, steps)
            case ast.Attribute():
                return frozenset(base.attribute(node.attr) for base in self.meanings(node.value, steps))
            case ast.Call():
                return self._of_getattr(node, steps) or self._of_call(node, steps)
            case ast.BinOp():
                return _arrays(self._of_all([node.left, node.right], steps))
            case ast.Subscript():
                return _arrays(self.meanings(node.value, steps))
            case ast.IfExp():
                return self._of_all([node.body, node.orelse], steps)
            case ast.NamedExpr() | ast.Await():
                return self.meanings(node.value, steps)
        return NOTHING

    def _of_all(self, nodes: Iterable[ast.expr], steps: int) -> Meanings:
        return NOTHING.union(*(self.meanings(node, steps) for node in nodes))

    def _of_name(self, node: ast.Name, steps: int) -> Meanings:
        stands_for = self._names[node]
        if not stands_for:
            found = {Meaning(canonical(f"{module}.{node.id}")) for module in self._star_imports}
            return frozenset(found | ({Meaning(f"builtins.{node.id}")} if hasattr(builtins, node.id) else set()))
        imported = frozenset(Meaning(canonical(one)) for one in stands_for if isinstance(one, str))
        return imported.union(*(self._within(own, own.values, steps) for own in self.own(node)))

    def _within(self, own: Own, expressions: Sequence[ast.expr], steps: int) -> Meanings:
        """What expressions that belong to a name mean.

        A name may be defined by itself (``x = x.T``): it is followed once on each way.
        """
        if own in self._open:
            self._cuts += 1
            return NOTHING
        self._open.add(own)
        try:
            return self._of_all(expressions, steps)
        finally:
            self._open.discard(own)

    def _of_call(self, node: ast.Call, steps: int) -> Meanings:
        found = _made(self.meanings(node.func, steps))
        for own in self.own(node.func):
            found |= self._within(own, own.returns, steps) | _made(self._within(own, own.bases, steps))
        return found

    def _of_getattr(self, node: ast.Call, steps: int) -> Meanings:
        """``getattr(np, "dot")`` means ``np.dot``."""
        match node.args:
            case [value, ast.Constant(value=str(name)), *_] if GETATTR in self.meanings(node.func, steps):
                return frozenset(one.attribute(name) for one in self.meanings(value, steps))
        return NOTHING


def _arrays(meanings: Meanings) -> Meanings:
    return frozenset(one for one in meanings if one.is_array)


def _made(meanings: Meanings) -> Meanings:
    return frozenset(made for one in meanings if (made := one.called()))

"""What the names of a notebook are given, scope by scope, as Python looks them up."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(eq=False)
class Own:
    """A name that the notebook itself gives a meaning, with all that it is given in its scope."""

    path: str
    """``Net.call`` for a method, ``f.x`` for a variable of a function."""
    values: list[ast.expr] = field(default_factory=list)
    """What is assigned to it."""
    returns: list[ast.expr] = field(default_factory=list)
    """Of functions of that name: what they return."""
    bases: list[ast.expr] = field(default_factory=list)
    """Of classes of that name: what they are made from."""


class Binding(NamedTuple):
    """One statement that gives a name a meaning."""

    at: int
    """How many bindings came before it in the notebook."""
    means: Own | str
    """A name of the notebook's own, or the full name of what is imported."""


@dataclass(eq=False)
class Scope:
    """A module, function, class or comprehension, and the names that are bound in it."""

    node: ast.AST
    parent: Scope | None = None
    path: tuple[str, ...] = ()
    """The names of the functions and classes down to it."""
    owned: dict[str, Own] = field(default_factory=dict)
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    declared: dict[str, Scope] = field(default_factory=dict)
    """Where the names of ``global`` and ``nonlocal`` belong."""

    def declare(self, node: ast.Global | ast.Nonlocal) -> None:
        """The names of a ``global`` or ``nonlocal`` statement belong to another scope."""
        around = list(self.around()) or [self]
        for name in node.names:
            near = next((scope for scope in around if name in scope.bindings), around[0])
            self.declared[name] = near if isinstance(node, ast.Nonlocal) else around[-1]

    def own(self, name: str) -> Own:
        """A name as the notebook's own, wherever this scope keeps it."""
        home = self.home(name)
        if name not in home.owned:
            home.owned[name] = Own(".".join((*home.path, name)))
        return home.owned[name]

    def bind(self, name: str, at: int, imported: str | None = None) -> Own:
        """A name is given a meaning; ``imported`` is the full name of what it then stands for."""
        own = self.own(name)
        self.home(name).bindings.setdefault(name, []).append(Binding(at, imported or own))
        return own

    def look_up(self, name: str, at: int) -> list[Own | str]:
        """All that a name may stand for; of this very scope, only what it was given before.

        Empty where it is not bound at all, as builtins are.
        """
        home = self.home(name)
        found = [one.means for one in home.bindings.get(name, ()) if home is not self or one.at < at]
        if found:
            return found
        bound = next((scope.bindings[name] for scope in home.around() if name in scope.bindings), [])
        return [one.means for one in bound]

    def of_walrus(self) -> Scope:
        """Where ``:=`` binds: not in a comprehension, but around it."""
        scope = self
        while isinstance(scope.node, COMPREHENSIONS) and scope.parent is not None:
            scope = scope.parent
        return scope

    def home(self, name: str) -> Scope:
        """The scope to which a name belongs that is bound here."""
        return self.declared.get(name, self)

    def around(self) -> Iterator[Scope]:
        """Where names are looked up that are not bound here, nearest first: a class shows its own to no method."""
        scope = self.parent
        while scope is not None:
            if not isinstance(scope.node, ast.ClassDef):
                yield scope
            scope = scope.parent

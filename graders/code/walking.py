# ruff: noqa: D102, N815 - the methods carry the names of the syntax tree's nodes
"""Walking through the cells once: which names are bound where, and where names, loops and definitions stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from graders.code.names import imported
from graders.code.scopes import Own, Scope
from graders.code.trees import Place
from graders.code.uses import Definition, Loop

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Mention(NamedTuple):
    """An expression that may stand for a name, before it is known for which."""

    node: ast.expr | None
    """None for the operator ``@``."""
    place: Place
    inside: tuple[int, ...]
    call: ast.Call | None = None
    """The call, of what is called."""


class _Known(NamedTuple):
    scope: Scope
    at: int


class Walk(ast.NodeVisitor):
    """Goes through one cell after another, in the order of the source.

    Attributes:
        mentions: all that may be a use of a name.
        definitions: functions and classes, each with its bases, which are yet to be understood.
        functions: the last definition of each, by its name.
        places: where each definition begins.
    """

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.loops: list[Loop] = []
        self.definitions: list[tuple[Definition, Sequence[ast.expr]]] = []
        self.functions: dict[str, int] = {}
        self.places: dict[int, Place] = {}
        self.star_imports: list[str] = []
        self._cell = ""
        self._scope = Scope(ast.Module([], []))
        self._bindings = 0
        self._inside: tuple[int, ...] = ()
        self._path: tuple[str, ...] = ()
        self._returning: list[Own] = []
        self._known: dict[ast.Name, _Known] = {}
        self._lambda_names: dict[ast.Lambda, str] = {}

    def cell(self, name: str, tree: ast.Module) -> None:
        """Goes through one cell."""
        self._cell = name
        self._visit_all(tree.body)

    def names(self) -> dict[ast.Name, list[Own | str]]:
        """Of each name in the cells: what it may stand for."""
        return {
            node: [known.scope.own(node.id)]
            if isinstance(node.ctx, ast.Store)
            else known.scope.look_up(node.id, known.at)
            for node, known in self._known.items()
        }

    # Bindings

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for name, full_name in imported(node):
            if name == "*":
                self.star_imports.append(full_name)
            else:
                self._bind_name(name, full_name)

    visit_ImportFrom = visit_Import

    def visit_Assign(self, node: ast.Assign) -> None:
        if isinstance(node.value, ast.Lambda) and isinstance(node.targets[0], ast.Name):
            self._lambda_names[node.value] = node.targets[0].id
        self._visit_all([*node.targets, node.value])
        for target in node.targets:
            self._bind(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        self._bind(node.target, node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._operator(node.op, node.target)
        self.generic_visit(node)
        self._bind(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        with self._within(self._scope.of_walrus()):
            self.visit(node.target)
        self.visit(node.value)
        with self._within(self._scope.of_walrus()):
            self._bind(node.target, node.value)

    def visit_withitem(self, node: ast.withitem) -> None:
        self.generic_visit(node)
        if node.optional_vars is not None:
            self._bind(node.optional_vars, node.context_expr)

    def visit_ExceptHandler(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> None:
        if node.name is not None:
            self._bind_name(node.name)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_ExceptHandler

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest is not None:
            self._bind_name(node.rest)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global | ast.Nonlocal) -> None:
        self._scope.declare(node)

    visit_Nonlocal = visit_Global

    def _bind(self, target: ast.expr, value: ast.expr | None = None) -> None:
        """Something is assigned; None for what is not written down, as one of the elements of a loop."""
        match target, value:
            case ast.Name(), _:
                self._bind_name(target.id).values.extend([value] if value is not None else [])
            case ast.Starred(), _:
                self._bind(target.value)
            case ((ast.Tuple() | ast.List()), (ast.Tuple() | ast.List())) if len(target.elts) == len(value.elts):
                for one, its_value in zip(target.elts, value.elts, strict=True):
                    self._bind(one, its_value)
            case ((ast.Tuple() | ast.List()), _):
                for one in target.elts:
                    self._bind(one)

    def _bind_name(self, name: str, full_name: str | None = None) -> Own:
        """``full_name`` is that of what is imported."""
        own = self._scope.bind(name, self._bindings, full_name)
        self._bindings += 1
        return own

    # Definitions

    def visit_FunctionDef(self, node: Function) -> None:
        own = self._bind_name(node.name)
        with self._defining(node, node.name, "function", parameters=_parameters(node.args)):
            self._visit_all([*node.decorator_list, node.args])
            if node.returns is not None:
                self.visit(node.returns)
            with self._within(self._inner(node)), self._returns_to(own):
                self._bind_parameters(node.args)
                self._visit_all(node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        name = self._lambda_names.get(node, "<lambda>")
        if node in self._lambda_names:
            self._scope.own(name).returns.append(node.body)
        with self._defining(node, name, "function", parameters=_parameters(node.args)):
            self.visit(node.args)
            with self._within(self._inner(node)):
                self._bind_parameters(node.args)
                self.visit(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        own = self._bind_name(node.name)
        own.bases.extend(node.bases)
        with self._defining(node, node.name, "class", bases=node.bases):
            self._visit_all([*node.decorator_list, *node.bases, *node.keywords])
            with self._within(self._inner(node)):
                self._visit_all(node.body)

    def visit_Return(self, node: ast.Return) -> None:
        self.generic_visit(node)
        if node.value is not None and self._returning:
            self._returning[-1].returns.append(node.value)

    @contextmanager
    def _defining(
        self,
        node: Function | ast.Lambda | ast.ClassDef,
        name: str,
        kind: str,
        parameters: tuple[str, ...] = (),
        bases: Sequence[ast.expr] = (),
    ) -> Iterator[None]:
        inside, path = self._inside, self._path
        serial = len(self.places)
        self._inside, self._path = (*inside, serial), (*path, name)
        self.places[serial] = self._place(node)
        self.functions[".".join(self._path)] = serial
        self.definitions.append((Definition(".".join(self._path), kind, self._place(node), parameters), bases))
        try:
            yield
        finally:
            self._inside, self._path = inside, path

    @contextmanager
    def _within(self, scope: Scope) -> Iterator[None]:
        outer, self._scope = self._scope, scope
        try:
            yield
        finally:
            self._scope = outer

    @contextmanager
    def _returns_to(self, own: Own) -> Iterator[None]:
        self._returning.append(own)
        try:
            yield
        finally:
            self._returning.pop()

    def _inner(self, node: ast.AST) -> Scope:
        return Scope(node, self._scope, self._path)

    def _bind_parameters(self, node: ast.arguments) -> None:
        stars = [argument.arg for argument in (node.vararg, node.kwarg) if argument is not None]
        for name in (*_parameters(node), *stars):
            self._bind_name(name)

    # Loops

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._loop("for", node)
        self._visit_all([node.target, node.iter])
        self._bind(node.target)
        self._visit_all([*node.body, *node.orelse])

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> None:
        self._loop("while", node)
        self.generic_visit(node)

    def visit_ListComp(self, node: Comprehension) -> None:
        outer, inner = self._scope, Scope(node, self._scope, (*self._path, "<comprehension>"))
        made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        with self._within(inner):
            for generator in node.generators:
                self._bind(generator.target)
            self._visit_all(made)
            for generator in node.generators:
                self._loop("comprehension", generator.target)
                self.visit(generator.target)
                # What the first loops over is worked out before the comprehension begins.
                with self._within(outer if generator is node.generators[0] else inner):
                    self.visit(generator.iter)
                self._visit_all(generator.ifs)

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def _loop(self, kind: str, node: ast.stmt | ast.expr) -> None:
        self.loops.append(Loop(kind, self._place(node), self._inside))

    # Mentions

    def visit_Name(self, node: ast.Name) -> None:
        self._mention(node)
        self._learn(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._mention(node)
        self._visit_base(node)

    def visit_Call(self, node: ast.Call) -> None:
        self._mention(node.func, call=node)
        self._visit_base(node.func)
        if len(node.args) > 1:  # getattr(np, "dot") mentions np.dot as surely as np.dot does
            self._mention(node)
        self._visit_all([*node.args, *node.keywords])

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._visit_all([node.body, node.test, node.orelse])

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self._operator(node.op, node.left)
        self.generic_visit(node)

    def _operator(self, operator: ast.operator, left: ast.expr) -> None:
        if isinstance(operator, ast.MatMult):
            place = Place(self._cell, left.end_lineno or left.lineno)
            self.mentions.append(Mention(None, place, self._inside))

    def _visit_base(self, node: ast.expr) -> None:
        """The inner parts of ``a.b.c`` are no uses of their own."""
        while isinstance(node, ast.Attribute):
            node = node.value
        if isinstance(node, ast.Name):
            self._learn(node)
        else:
            self.visit(node)

    def _learn(self, node: ast.Name) -> None:
        self._known[node] = _Known(self._scope, self._bindings)

    def _mention(self, node: ast.expr, call: ast.Call | None = None) -> None:
        self.mentions.append(Mention(node, self._place(node), self._inside, call))

    def _place(self, node: ast.stmt | ast.expr) -> Place:
        return Place(self._cell, node.lineno)

    def _visit_all(self, nodes: Sequence[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)


def _parameters(node: ast.arguments) -> tuple[str, ...]:
    return tuple(argument.arg for argument in (*node.posonlyargs, *node.args, *node.kwonlyargs))

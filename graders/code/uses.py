# ruff: noqa: D102, N802 - the methods carry the names of LibCST's nodes
"""Walking through a module: every use of a name, every loop, and the function it stands in."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider, QualifiedName, ScopeProvider

from graders.code.joined import Place
from graders.code.resolve import UNKNOWN, Definitions, Resolver


@dataclass(frozen=True)
class Use:
    """One use of a name."""

    names: frozenset[str]
    """The full names it may stand for (``numpy.dot``); ``?.dot`` where only the attribute is known."""
    place: Place
    called: bool
    inside: tuple[int, ...]
    """The definitions around it, outermost first."""
    keywords: dict[str, Any] = field(default_factory=dict)
    """Of a call: its keyword arguments, with literal values; ``...`` stands for any other value."""
    positional: tuple[Any, ...] = ()
    """Of a call: its positional arguments up to the first ``*``, likewise."""
    has_stars: bool = False
    """Of a call: whether ``*`` or ``**`` may bring further arguments."""


@dataclass(frozen=True)
class Definition:
    """One function, method or class of the notebook."""

    name: str
    """``Net.call`` for a method."""
    kind: str
    """``function`` or ``class``."""
    place: Place
    parameters: tuple[str, ...] = ()
    """Of a function: the names of its parameters, in order."""
    bases: frozenset[str] = frozenset()
    """Of a class: the full names that its bases may stand for."""


@dataclass(frozen=True)
class Loop:
    """One loop: ``for``, ``while`` or a comprehension."""

    kind: str
    place: Place
    inside: tuple[int, ...]


class Names:
    """LibCST's qualified names of a module's nodes, each worked out once and when it is asked for.

    ``QualifiedNameProvider`` gives the same, but walks through the whole module to prepare for every node.
    """

    def __init__(self, wrapper: MetadataWrapper) -> None:
        self._scopes = wrapper.resolve(ScopeProvider)
        self._known: dict[cst.CSTNode, set[QualifiedName]] = {}

    def of(self, node: cst.CSTNode) -> set[QualifiedName]:
        """The names that a node may stand for."""
        if node not in self._known:
            scope = self._scopes.get(node)
            self._known[node] = set(scope.get_qualified_names_for(node)) if scope else set()
        return self._known[node]


class DefinitionVisitor(cst.CSTVisitor):
    """First walk: what names are given to, so that the second can tell what they mean."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.definitions = Definitions()
        self._functions: list[str | None] = []

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            self._assign(target.target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            self._assign(node.target, node.value)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._assign(node.target, node.value)

    def visit_WithItem(self, node: cst.WithItem) -> None:
        if node.asname is not None:
            self._assign(node.asname.name, node.item)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        if isinstance(node.names, cst.ImportStar) and node.module is not None:
            self.definitions.star_imports.append(cst.helpers.get_full_name_for_node_or_raise(node.module))

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._functions.append(self._name(node))

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self._functions.pop()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        if name := self._name(node):
            self.definitions.bases[name] = [base.value for base in node.bases]

    def visit_Return(self, node: cst.Return) -> None:
        if node.value is not None and self._functions and (name := self._functions[-1]):
            self.definitions.returns.setdefault(name, []).append(node.value)

    def _assign(self, target: cst.BaseExpression, value: cst.BaseExpression) -> None:
        if (
            isinstance(target, cst.Tuple)
            and isinstance(value, cst.Tuple)
            and len(target.elements) == len(value.elements)
        ):
            for one, its_value in zip(target.elements, value.elements, strict=True):
                self._assign(one.value, its_value.value)
        elif isinstance(target, cst.Name) and (name := self._name(target)):
            self.definitions.assigned.setdefault(name, []).append(value)

    def _name(self, node: cst.CSTNode) -> str | None:
        return next((n.name for n in self._names.of(node)), None)


class UseVisitor(cst.CSTVisitor):
    """Second walk: collects :attr:`uses`, :attr:`loops` and the function definitions they stand in."""

    def __init__(self, wrapper: MetadataWrapper, resolver: Resolver, place: Callable[[int], Place]) -> None:
        self.uses: list[Use] = []
        self.loops: list[Loop] = []
        self.functions: dict[str, int] = {}
        self.calls_between: dict[int, set[str]] = {}
        self.definition_lines: dict[int, int] = {}
        self.definitions: list[Definition] = []
        self._place = place
        self._stack: list[int] = []
        self._names: list[str] = []
        self._passed_over: set[int] = set()
        self._lambda_names: dict[int, str] = {}
        self._resolver = resolver
        self._positions = wrapper.resolve(PositionProvider)

    # Definitions

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._enter(node.name.value, node)
        self._define("function", node, parameters=_parameters(node.params))
        self._passed_over.add(id(node.name))

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self._leave()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self._enter(node.name.value, node)
        bases = frozenset(m.name for base in node.bases for m in self._resolver.meanings(base.value))
        self._define("class", node, bases=bases)
        self._passed_over.add(id(node.name))

    def leave_ClassDef(self, original_node: cst.ClassDef) -> None:
        self._leave()

    def visit_Assign(self, node: cst.Assign) -> None:
        target = node.targets[0].target
        if isinstance(node.value, cst.Lambda) and isinstance(target, cst.Name):
            self._lambda_names[id(node.value)] = target.value

    def visit_Lambda(self, node: cst.Lambda) -> None:
        self._enter(self._lambda_names.get(id(node), "<lambda>"), node)
        self._define("function", node, parameters=_parameters(node.params))

    def leave_Lambda(self, original_node: cst.Lambda) -> None:
        self._leave()

    # Loops

    def visit_For(self, node: cst.For) -> None:
        self._loop("for", node)

    def visit_While(self, node: cst.While) -> None:
        self._loop("while", node)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        self._loop("comprehension", node)

    # Uses

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    def visit_Arg(self, node: cst.Arg) -> None:
        if node.keyword is not None:
            self._passed_over.add(id(node.keyword))

    def visit_Param(self, node: cst.Param) -> None:
        self._passed_over.add(id(node.name))

    def visit_Call(self, node: cst.Call) -> None:
        self._use(node.func, called=True, call=node)
        self._pass_over_chain(node.func)
        # getattr(np, "dot") mentions np.dot as surely as np.dot does.
        if names := frozenset(m.name for m in self._resolver.meanings(node) if not m.instance):
            self.uses.append(Use(names, self._place_of(node), called=False, inside=tuple(self._stack)))

    def visit_Attribute(self, node: cst.Attribute) -> None:
        if id(node) not in self._passed_over:
            self._use(node, called=False)
        self._pass_over_chain(node)

    def visit_Name(self, node: cst.Name) -> None:
        if id(node) not in self._passed_over:
            self._use(node, called=False)

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        if isinstance(node.operator, cst.MatrixMultiply):
            self._add(frozenset({"operator.matmul"}), node.operator, called=True)

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        if isinstance(node.operator, cst.MatrixMultiplyAssign):
            self._add(frozenset({"operator.matmul"}), node.operator, called=True)

    def _use(self, node: cst.BaseExpression, *, called: bool, call: cst.Call | None = None) -> None:
        names = frozenset(m.name for m in self._resolver.meanings(node) if not m.instance)
        if not names and isinstance(node, cst.Attribute):
            names = frozenset({f"{UNKNOWN}.{node.attr.value}"})
        own = {name.replace(".<locals>", "") for name in self._resolver.local_functions(node)}
        for definition in self._stack:
            self.calls_between[definition] |= own
        # What the notebook defines itself goes by its bare name, as nothing that is imported does.
        if names := names or frozenset(name.rpartition(".")[2] for name in own):
            self._add(names, node, called=called, call=call)

    def _add(self, names: frozenset[str], node: cst.CSTNode, *, called: bool, call: cst.Call | None = None) -> None:
        given = _arguments(call) if call else {}
        self.uses.append(Use(names, self._place_of(node), called, tuple(self._stack), **given))

    def _pass_over_chain(self, node: cst.BaseExpression) -> None:
        """The inner parts of ``a.b.c`` are no uses of their own."""
        self._passed_over.add(id(node))
        while isinstance(node, cst.Attribute):
            self._passed_over.add(id(node.attr))
            node = node.value
            if isinstance(node, cst.Attribute | cst.Name):
                self._passed_over.add(id(node))

    def _enter(self, name: str, node: cst.CSTNode) -> None:
        serial = len(self.definition_lines)
        self._names.append(name)
        self.functions[".".join(self._names)] = serial
        self.calls_between[serial] = set()
        self.definition_lines[serial] = self._line_of(node)
        self._stack.append(serial)

    def _define(self, kind: str, node: cst.CSTNode, **about: Any) -> None:
        self.definitions.append(Definition(".".join(self._names), kind, self._place_of(node), **about))

    def _leave(self) -> None:
        self._stack.pop()
        self._names.pop()

    def _loop(self, kind: str, node: cst.CSTNode) -> None:
        self.loops.append(Loop(kind, self._place_of(node), tuple(self._stack)))

    def _place_of(self, node: cst.CSTNode) -> Place:
        return self._place(self._line_of(node))

    def _line_of(self, node: cst.CSTNode) -> int:
        return self._positions[node].start.line


def _arguments(call: cst.Call) -> dict[str, Any]:
    """A call's arguments, as :class:`Use` keeps them."""
    before_stars = list(itertools.takewhile(lambda arg: not arg.star and arg.keyword is None, call.args))
    return {
        "keywords": {arg.keyword.value: _literal(arg.value) for arg in call.args if arg.keyword is not None},
        "positional": tuple(_literal(arg.value) for arg in before_stars),
        "has_stars": any(arg.star for arg in call.args),
    }


def _parameters(parameters: cst.Parameters) -> tuple[str, ...]:
    listed = (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params)
    return tuple(one.name.value for one in listed)


def _literal(node: cst.BaseExpression) -> Any:
    try:
        return ast.literal_eval(cst.Module([]).code_for_node(node).strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ...

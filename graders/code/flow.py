"""Following arrays through a notebook: which rows a model is given, by what they were scaled, in which order.

The cells are walked once, statement by statement, as if they ran: loops once, both ways of an ``if``, functions of the
notebook's own at each call. What is not understood is unknown, never guessed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graders.code.names import canonical, imported
from graders.code.outcomes import Random, outcome, scaled
from graders.code.traced import UNKNOWN, Reordering, Statistic, Traced, together
from graders.code.trees import Place

MAX_CALLS_DEEP = 4
MAX_STEPS = 60_000
_OUTER = (ast.Sub, ast.Div, ast.Mult)


@dataclass(frozen=True)
class Given:
    """What a call of a model's ``fit``, ``evaluate`` or ``predict`` was given, or of a scaler's ``fit``."""

    method: str
    """Its name, or ``validation`` for what a ``fit`` validates on."""
    place: Place
    x: Traced
    y: Traced | None
    fitted: frozenset[Statistic] = frozenset()
    """Of a scaler's or layer's ``fit``, ``fit_transform`` or ``adapt``: what it learned."""


@dataclass
class Flow:
    """What the walk met."""

    given: list[Given] = field(default_factory=list)


def follow(cells: Sequence[tuple[str, ast.Module]]) -> Flow:
    """Walk through cells, each with its name. Nothing is run."""
    walk = _Walk()
    for name, tree in cells:
        walk.cell = name
        walk.body(tree.body)
    return walk.flow


class _Walk:
    def __init__(self) -> None:
        self.flow = Flow()
        self.cell = ""
        self.random = Random()
        self._scopes: list[dict[str, Traced]] = [{}]
        self._calls: list[Place] = []
        self._returned: list[Traced] = []
        self._steps = 0
        self._numbers = 0

    # Statements

    def body(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            self._steps += 1
            if self._steps < MAX_STEPS:
                self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.FunctionDef():
                self._bind(node.name, Traced(function=node))
            case ast.Assign():
                value = self.value(node.value)
                for target in node.targets:
                    self._assign(target, value)
            case ast.AnnAssign() if node.value is not None:
                self._assign(node.target, self.value(node.value))
            case ast.AugAssign():
                self._in_place(node)
            case ast.Return():
                self._returned.append(self.value(node.value) if node.value else UNKNOWN)
            case ast.Expr():
                self.value(node.value)
            case _:
                self._block(node)

    def _block(self, node: ast.stmt) -> None:
        """A statement that holds others; what a class defines is not followed."""
        match node:
            case ast.For():
                if self._over_each(node):
                    return
                self._assign(node.target, element(self.value(node.iter)))
            case ast.With():
                for item in node.items:
                    self.value(item.context_expr)
            case ast.ClassDef():
                return
        for name in ("body", "handlers", "orelse", "finalbody"):
            before = dict(self._scopes[-1])
            self.body([part for part in _flat(getattr(node, name, [])) if isinstance(part, ast.stmt)])
            if not isinstance(node, ast.With):
                self._settle(before)

    def _settle(self, before: dict[str, Traced]) -> None:
        """After what may or may not have run, nothing is sure of the variables that it changed."""
        for name, value in self._scopes[-1].items():
            if name in before and not value.holds_as(before[name]):
                self._bind(name, value.settled)

    def _over_each(self, node: ast.For) -> bool:
        """A loop over some variables that changes each in place: ``for a in (x, x_test): a -= a.mean(axis=0)``."""
        target, several = node.target, node.iter
        if not isinstance(several, ast.Tuple | ast.List) or not isinstance(target, ast.Name):
            return False
        names = [n.target for n in ast.walk(node) if isinstance(n, ast.AugAssign)]
        in_place = any(isinstance(name, ast.Name) and name.id == target.id for name in names)
        for one in several.elts:
            self._bind(target.id, self.value(one))
            self.body(node.body)
            if isinstance(one, ast.Name) and in_place:
                self._bind(one.id, self.value(target))
        return True

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for name, full_name in imported(node):
            self._bind(name, Traced(name=canonical(full_name)))

    def _assign(self, target: ast.expr, value: Traced) -> None:
        match target:
            case ast.Name():
                self._bind(target.id, value.named(target.id))
            case ast.Tuple() | ast.List():
                for position, one in enumerate(target.elts):
                    self._assign(one.value if isinstance(one, ast.Starred) else one, part_of(value, position))
            case ast.Subscript() if isinstance(target.value, ast.Name):
                self._bind(target.value.id, self.value(target.value).settled)
            case ast.Attribute() if isinstance(target.value, ast.Attribute) and target.attr == "state":
                self.random.lose(self.value(target.value.value).generator)

    def _bind(self, name: str, value: Traced) -> None:
        self._scopes[-1][name] = value

    def _in_place(self, node: ast.AugAssign) -> None:
        target = node.target
        base = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(base, ast.Name) and isinstance(node.op, _OUTER):
            self._bind(base.id, scaled(self.value(base), self.value(node.value)).settled)
        else:
            self.value(node.value)

    # Expressions

    def value(self, node: ast.expr | None) -> Traced:
        """What an expression gives."""
        self._steps += 1
        if node is None or self._steps > MAX_STEPS:
            return UNKNOWN
        match node:
            case ast.Name():
                return next((scope[node.id] for scope in reversed(self._scopes) if node.id in scope), UNKNOWN)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Call():
                return self._call(node)
            case ast.Subscript():
                return self._subscript(node)
            case ast.BinOp():
                left, right = self.value(node.left), self.value(node.right)
                return scaled(left, right).settled if isinstance(node.op, _OUTER) else _combined(left, right)
            case ast.Tuple() | ast.List():
                return Traced(parts=tuple(self.value(e) for e in node.elts)) if len(node.elts) <= 50 else UNKNOWN
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                return self._comprehension(node)
        return self._rarer(node)

    def _rarer(self, node: ast.expr) -> Traced:
        match node:
            case ast.UnaryOp():
                return self.value(node.operand)
            case ast.Starred():
                return self.value(node.value)
            case ast.Lambda():
                return Traced(function=node)
            case ast.IfExp():
                return together([self.value(node.body), self.value(node.orelse)])
            case ast.NamedExpr():
                value = self.value(node.value)
                self._assign(node.target, value)
                return value
        return UNKNOWN

    def _attribute(self, node: ast.Attribute) -> Traced:
        base = self.value(node.value)
        if base.name:
            return Traced(name=canonical(f"{base.name}.{node.attr}"))
        return base if node.attr in ("values", "bit_generator") else UNKNOWN

    def _subscript(self, node: ast.Subscript) -> Traced:
        base = self.value(node.value)
        if base.name == "numpy.r_" and isinstance(node.slice, ast.Tuple):
            return together([self.value(part) for part in node.slice.elts])
        index = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
        if isinstance(index, ast.Constant) and isinstance(index.value, int) and base.parts is not None:
            return part_of(base, index.value)
        if base.picks is not None:  # row numbers: a part of them picks a part
            base = replace(base, picks=Reordering((base.picks.key, ast.unparse(index)), base.picks.place))
        if isinstance(index, ast.Slice):
            if _is_minus_one(index.step):
                return base.reordered(Reordering("reversed", self.place(node)))
            return replace(base, is_part=True) if index.lower or index.upper else base
        if picks := self.value(index).picks:
            return base.reordered(replace(picks, place=self.place(node)))
        return replace(base, is_part=True)

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> Traced:
        self._scopes.append({})
        try:
            sources = [self.value(generator.iter) for generator in node.generators]
            if len(sources) == 1 and sources[0].parts and not sources[0].is_pairs:
                return Traced(parts=tuple(self._of_one(node, part) for part in sources[0].parts))
            for generator, source in zip(node.generators, sources, strict=True):
                self._assign(generator.target, element(source))
            made = self.value(node.elt)
            return made if made.orders != () or made.origins else together([made, *sources])
        finally:
            self._scopes.pop()

    def _of_one(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp, part: Traced) -> Traced:
        self._assign(node.generators[0].target, part)
        return self.value(node.elt)

    # Calls

    def _call(self, node: ast.Call) -> Traced:
        arguments = [self.value(argument) for argument in node.args]
        keywords = {k.arg: self.value(k.value) for k in node.keywords if k.arg}
        called = self.value(node.func)
        if called.function is not None:
            return self._own(called.function, node, arguments, keywords)
        method = node.func.attr if isinstance(node.func, ast.Attribute) and not called.name else ""
        owner = self.value(node.func.value) if isinstance(node.func, ast.Attribute) and method else called
        if method in ("fit", "evaluate", "predict", "train_on_batch") and _is_models(method, node, arguments):
            self._given(method, node, arguments, keywords)
            return UNKNOWN
        made, changed = outcome(self, node, owner, called.name, method, arguments, keywords)
        if owner.streams is not None and method == "map":
            made = self._mapped(node, made, arguments)
        for written in (k.value for k in node.keywords if k.arg == "out" and isinstance(k.value, ast.Name)):
            self._bind(written.id, self.value(written).settled)
        if changed is not None:
            self._change(node, method, changed)
            if changed.statistics and arguments:
                self.flow.given.append(Given(method, self.place(node), arguments[0], None, changed.statistics))
        return made

    def _mapped(self, node: ast.Call, rows: Traced, arguments: list[Traced]) -> Traced:
        """A data set after ``map``: still of pixels only where its function surely leaves them be."""
        function = arguments[0].function if arguments else None
        parts = tuple(replace(part, streams=None) for part in rows.parts or (rows,))
        given = self._own(function, node, list(parts), {}) if function is not None else UNKNOWN
        made = given.parts if rows.parts is not None else (given,)
        kept = [one.raw for one in made] if made and len(made) == len(parts) else [False] * len(parts)
        if rows.parts is None:
            return replace(rows, raw=kept[0])
        return replace(rows, parts=tuple(replace(p, raw=raw) for p, raw in zip(rows.parts, kept, strict=True)))

    def _change(self, node: ast.Call, method: str, changed: Traced) -> None:
        """A call changed in place its object (``scaler.fit``), or its first argument (``shuffle``)."""
        is_owner = method in ("fit", "adapt", "fit_transform") and isinstance(node.func, ast.Attribute)
        place = node.func.value if is_owner and isinstance(node.func, ast.Attribute) else node.args[0]
        if isinstance(place, ast.Name):
            self._bind(place.id, changed)

    def _given(self, method: str, node: ast.Call, arguments: list[Traced], keywords: dict[str, Traced]) -> None:
        x = arguments[0] if arguments else keywords.get("x", UNKNOWN)
        y = arguments[1] if len(arguments) > 1 and method != "predict" else keywords.get("y")
        if y is None and x.parts is not None and len(x.parts) == 2 and method != "predict":
            inputs, y = x.parts
            x = replace(inputs, streams=x.streams)
        method = "fit" if method == "train_on_batch" else method
        self.flow.given.append(Given(method, self.place(node), x, y))
        validation = keywords.get("validation_data", UNKNOWN)
        if validation.parts is not None and len(validation.parts) >= 2:
            x, y = replace(validation.parts[0], streams=validation.streams), validation.parts[1]
            self.flow.given.append(Given("validation", self.place(node), x, y))
        elif validation.streams is not None:
            self.flow.given.append(Given("validation", self.place(node), validation, None))

    def _own(
        self,
        function: ast.FunctionDef | ast.Lambda,
        node: ast.Call,
        arguments: list[Traced],
        keywords: dict[str, Traced],
    ) -> Traced:
        """Go through a function of the notebook's own with these arguments."""
        if len(self._calls) >= MAX_CALLS_DEEP:
            return together([*arguments, *keywords.values()])
        names = [argument.arg for argument in function.args.args]
        self._calls.append(self._calls[0] if self._calls else self.place(node))
        self._scopes.append(dict(zip(names, arguments, strict=False)) | keywords)
        outer, self._returned = self._returned, []
        try:
            if isinstance(function, ast.Lambda):
                return self.value(function.body)
            self.body(function.body)
            if not self._returned:
                return UNKNOWN
            last = self._returned[-1]
            return last if all(last.holds_as(other) for other in self._returned) else last.settled
        finally:
            self._returned = outer
            self._settle_arguments(function, node)
            self._scopes.pop()
            self._calls.pop()

    def _settle_arguments(self, function: ast.FunctionDef | ast.Lambda, node: ast.Call) -> None:
        """What a function may have changed in place is no longer sure."""
        if not any(isinstance(n, ast.AugAssign) or _stores_into(n) for n in ast.walk(function)):
            return
        for scope in self._scopes[:-1]:
            for given in (*node.args, *(k.value for k in node.keywords)):
                if isinstance(given, ast.Name) and given.id in scope:
                    scope[given.id] = scope[given.id].settled

    def number(self) -> int:
        """A new number, for what is like nothing before."""
        self._numbers += 1
        return self._numbers

    def place(self, node: ast.expr) -> Place:
        """Where something happens; within a function of the notebook's own, where that is called."""
        return self._calls[0] if self._calls else Place(self.cell, node.lineno)


def _stores_into(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)


def element(value: Traced) -> Traced:
    """One element of what is looped over."""
    value = replace(value, streams=None)
    if value.is_pairs:
        return replace(value, is_pairs=False)
    if value.parts:
        return value.parts[0]
    return replace(value, is_part=True)


def part_of(value: Traced, position: int) -> Traced:
    """One of several that were unpacked or indexed."""
    if value.parts is None:
        return replace(value, streams=None)
    return value.parts[position] if -len(value.parts) <= position < len(value.parts) else UNKNOWN


def _combined(left: Traced, right: Traced) -> Traced:
    """A sum and the like; of two statistics, a statistic."""
    if left.statistics or right.statistics:
        return replace(together([left, right]), statistics=left.statistics | right.statistics)
    return together([left, right])


def _is_models(method: str, node: ast.Call, arguments: Sequence[Traced]) -> bool:
    """Whether a call is one of a model's: a scaler's ``fit`` is given nothing but rows."""
    if arguments and arguments[0].streams is not None:
        return True
    return (
        method != "fit" or len(node.args) > 1 or bool({k.arg for k in node.keywords} - {"X", "data", "sample_weight"})
    )


def _is_minus_one(step: ast.expr | None) -> bool:
    return step is not None and ast.unparse(step) == "-1"


def _flat(parts: Sequence[ast.AST]) -> Iterator[ast.AST]:
    for part in parts:
        yield from part.body if isinstance(part, ast.ExceptHandler) else [part]

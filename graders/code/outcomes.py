"""What calls of the libraries give, as far as :mod:`graders.code.flow` follows arrays."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from graders.code.streams import MAKERS, after
from graders.code.traced import TEST, TRAIN, UNKNOWN, Reordering, State, Statistic, Traced, together
from graders.code.trees import Place

GENERATORS = {"numpy.random": "numpy", "random": "random", "tensorflow.random": "tensorflow", "keras.random": "keras"}
"""The generators that a library keeps, by the module whose functions draw from them."""
_NEW_GENERATORS = {"numpy.random.default_rng", "numpy.random.RandomState", "random.Random"}
_SEEDS = {"numpy.random.seed": ["numpy"], "random.seed": ["random"], "tensorflow.random.set_seed": ["tensorflow"]}
_SEEDS["keras.utils.set_random_seed"] = list(GENERATORS.values())
_REDUCERS = frozenset(
    {"mean", "std", "var", "min", "max", "amin", "amax", "median", "ptp", "percentile", "quantile", "average"}
    | {"nanmean", "nanstd", "nanmin", "nanmax", "reduce_mean", "reduce_std", "reduce_min", "reduce_max"}
)
_REDUCING = ("numpy", "tensorflow", "tensorflow.math", "keras.ops")
_JOINS = frozenset({"concatenate", "vstack", "append", "concat", "row_stack"})
_NUMBERS = frozenset({"len", "range", "print", "int", "float", "sum", "type", "isinstance", "round", "enumerate"})
_IMAGES = frozenset({"mnist", "fashion_mnist", "cifar10", "cifar100"})
"""Data sets of Keras that are loaded as pixels from 0 to 255."""
_KEEP_PIXELS = frozenset(
    {"astype", "cast", "reshape", "expand_dims", "copy", "numpy", "array", "asarray", "convert_to_tensor", "flatten"}
)
"""What changes the shape or type of an array and none of its numbers."""
_SLIPS_OF_ROWS = frozenset({"shuffle", "permutation", "choice", "sample", "permuted"})


class Walk(Protocol):
    """What is asked of the walk."""

    random: Random

    def place(self, node: ast.expr) -> Place:
        """Where a call stands."""

    def number(self) -> int:
        """A new number, for what is like nothing before."""


@dataclass
class Random:
    """The random number generators: two shuffles from equal states give the same order."""

    _states: dict[str, State | None] = field(default_factory=dict)
    _drawn: int = 0

    def new(self, seed: Hashable) -> str:
        """A generator of the notebook's own; ``seed`` None for none."""
        self._drawn += 1
        key = f"own-{self._drawn}"
        self._states[key] = (seed if seed is not None else f"fresh-{self._drawn}", 0)
        return key

    def seed(self, generator: str, seed: Hashable) -> None:
        """Set the state by a seed."""
        self._states[generator] = (seed, 0)

    def state(self, generator: str) -> State:
        """The state, to be set again."""
        state = self._states.get(generator)
        if state is None:
            self._drawn += 1
            state = self._states[generator] = (f"fresh-{self._drawn}", 0)
        return state

    def restore(self, generator: str, state: State | None) -> None:
        """Set a state that was put aside; None for one of which nothing is known."""
        self._states[generator] = state

    def lose(self, generator: str | None) -> None:
        """The state was set to something unknown."""
        if generator is not None:
            self._states[generator] = None

    def draw(self, generator: str) -> Hashable:
        """Draw once: a key of the numbers drawn, or None when nothing is known of them."""
        if generator in self._states and self._states[generator] is None:
            return None
        seed, count = self.state(generator)
        self._states[generator] = (seed, count + 1)
        return ("drawn", seed, count)


def outcome(
    walk: Walk,
    node: ast.Call,
    owner: Traced,
    name: str,
    method: str,
    arguments: Sequence[Traced],
    keywords: dict[str, Traced],
) -> tuple[Traced, Traced | None]:
    """What a call gives, and what it changes its object or first argument into (None when it changes nothing).

    Args:
        owner: the object of a method, or what is called.
        name: the full name of a library's function; empty for a method of a value.
        method: the method's name; empty for a function.
    """
    first = arguments[0] if arguments else keywords.get("x", keywords.get("a", UNKNOWN))
    module, _, last = name.rpartition(".")
    generator = owner.generator if method else GENERATORS.get(module)
    if name in _SEEDS:
        for seeded in _SEEDS[name]:
            walk.random.seed(seeded, _literal(node))
        return UNKNOWN, None
    if name in _NEW_GENERATORS:
        return Traced(generator=walk.random.new(_literal(node) if node.args or node.keywords else None)), None
    if name == "numpy.random.get_state":
        return Traced(state=walk.random.state("numpy")), None
    if name == "numpy.random.set_state":
        walk.random.restore("numpy", first.state)
        return UNKNOWN, None
    if generator is not None:
        return _drawn(walk, node, generator, method or last, first)
    if method and owner.streams is not None:
        return _of_data_set(walk, node, owner, method, arguments, keywords), None
    if method:
        made, changed = _of_method(walk, node, owner, method, arguments, keywords)
        return (replace(made, raw=owner.raw) if method in _KEEP_PIXELS else made), changed
    if owner.statistics and not name:
        return replace(first, scaled_by=first.scaled_by | owner.statistics), None
    return _of_function(walk, node, name, arguments, keywords), None


def scaled(left: Traced, right: Traced) -> Traced:
    """A difference, quotient or product: rows and a statistic of rows give scaled rows."""
    if left.statistics and right.statistics:
        return Traced(statistics=left.statistics | right.statistics)
    if right.statistics:
        return replace(left, scaled_by=left.scaled_by | right.statistics)
    if left.statistics:
        return left if right == UNKNOWN else replace(right, scaled_by=right.scaled_by | left.statistics)
    if right == UNKNOWN:
        return left
    return together([left, right])


def _drawn(walk: Walk, node: ast.Call, generator: str, what: str, first: Traced) -> tuple[Traced, Traced | None]:
    """A call of a random number generator."""
    key = _seed_given(node) or walk.random.draw(generator)
    if what not in _SLIPS_OF_ROWS or not (node.args or node.keywords):
        return UNKNOWN, None
    order = Reordering(key, walk.place(node))
    made = replace(first, orders=None) if key is None else first.reordered(order)
    if made.parts is None:
        made = replace(made, picks=None if key is None else order)
    in_place = what == "shuffle" and generator not in ("tensorflow", "keras")
    return (UNKNOWN, made) if in_place else (made, None)


def _of_data_set(
    walk: Walk, node: ast.Call, owner: Traced, method: str, arguments: Sequence[Traced], keywords: dict[str, Traced]
) -> Traced:
    """What a method of a data set of ``tf.data`` gives."""
    other = arguments[0] if arguments else keywords.get("dataset", UNKNOWN)
    made = owner
    if method == "shuffle":
        made = owner.reordered(Reordering(_seed_given(node) or walk.random.draw("tensorflow"), walk.place(node)))
    elif method == "concatenate":
        pairs = zip(owner.parts or (owner,), other.parts or (other,), strict=False)
        joined = tuple(replace(together(pair), raw=all(part.raw for part in pair)) for pair in pairs)
        made = joined[0] if owner.parts is None else Traced(parts=joined)
    streams = after(method, owner.streams or frozenset(), other.streams, walk.number())
    return replace(made, streams=streams) if streams is not None else made.settled


def _of_method(
    walk: Walk, node: ast.Call, owner: Traced, method: str, arguments: Sequence[Traced], keywords: dict[str, Traced]
) -> tuple[Traced, Traced | None]:
    if method in ("adapt", "fit", "fit_transform"):
        rows = arguments[0] if arguments else next(iter(keywords.values()), UNKNOWN)
        fitted = Traced(statistics=frozenset({_statistic(walk, node, method, rows, by_column=True)}))
        given = replace(rows, scaled_by=rows.scaled_by | fitted.statistics)
        return (given if method == "fit_transform" else fitted), fitted
    if method == "transform" and owner.statistics and arguments:
        return replace(arguments[0], scaled_by=arguments[0].scaled_by | owner.statistics), None
    if method in _REDUCERS:
        return _reduced(walk, node, method, owner, at=0), None
    if method == "shuffle" and _is_number(node):
        key = _seed_given(node) or walk.random.draw("tensorflow")
        return owner.reordered(Reordering(key, walk.place(node))), None
    if method == "shuffle" and arguments:
        return UNKNOWN, replace(arguments[0], orders=None)
    if method == "sample" and any(k.arg == "frac" for k in node.keywords):
        key = _seed_given(node) or walk.random.draw("numpy")
        return owner.reordered(Reordering(key, walk.place(node))), None
    if method == "argsort":
        return Traced(picks=Reordering(("argsort", node.lineno, node.col_offset), walk.place(node))), None
    if owner.parts is not None:
        return owner, None  # a data set's batch, map, prefetch, ...
    return together([owner, *arguments]), None


def _of_function(
    walk: Walk, node: ast.Call, name: str, arguments: Sequence[Traced], keywords: dict[str, Traced]
) -> Traced:
    module, _, last = name.rpartition(".")
    first = arguments[0] if arguments else UNKNOWN
    if last == "load_data":
        return _loaded(module)
    if last == "train_test_split":
        order = Reordering(_seed_given(node) or walk.random.draw("numpy"), walk.place(node))
        split = [_split(one, origin, order) for one in arguments for origin in (TRAIN, TEST)]
        return Traced(parts=tuple(split))
    if name == "sklearn.utils.shuffle":
        order = Reordering(_seed_given(node) or walk.random.draw("numpy"), walk.place(node))
        return first.reordered(order) if len(arguments) == 1 else Traced(parts=tuple(arguments)).reordered(order)
    if last in _REDUCERS and module in _REDUCING:
        return _reduced(walk, node, last, first, at=1)
    if last == "argsort":
        return Traced(picks=Reordering(("argsort", node.lineno, node.col_offset), walk.place(node)))
    if last == "zip":
        starred = bool(node.args) and isinstance(node.args[0], ast.Starred)
        return first if starred or len(arguments) == 1 else Traced(parts=tuple(arguments), is_pairs=True)
    if last in MAKERS:
        made = first if last == "from_tensor_slices" else UNKNOWN
        return replace(made, streams=frozenset({(walk.number(),)}))
    if last in ("list", "tuple", "iter", "deepcopy", "copy"):
        return replace(first, streams=None)
    if module in ("", "builtins") and last in _NUMBERS:
        return UNKNOWN
    if last in _JOINS:
        return replace(together(arguments), is_part=False)
    if last[:1].isupper():
        return UNKNOWN  # a class of the libraries
    made = together([*arguments, *keywords.values()])
    return replace(made, raw=first.raw) if last in _KEEP_PIXELS else made


def _loaded(module: str) -> Traced:
    """What a ``load_data`` of Keras gives."""
    pixels = module.rpartition(".")[2] in _IMAGES
    parts = (Traced(parts=(replace(_rows(origin), raw=pixels), _rows(origin))) for origin in (TRAIN, TEST))
    return Traced(parts=tuple(parts))


def _rows(origin: str) -> Traced:
    return Traced(origins=frozenset({origin}))


def _split(rows: Traced, origin: str, order: Reordering) -> Traced:
    return replace(rows.reordered(order), origins=frozenset({origin}), is_part=True)


def _reduced(walk: Walk, node: ast.Call, function: str, rows: Traced, at: int) -> Traced:
    """A statistic over rows; nothing where each row has its own."""
    axis = next((k.value for k in node.keywords if k.arg == "axis"), node.args[at] if len(node.args) > at else None)
    try:
        along = ast.literal_eval(axis) if axis is not None else None
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return UNKNOWN
    by_column = along == 0 or (isinstance(along, tuple | list) and 0 in along)
    if along is not None and not by_column:
        return UNKNOWN
    return Traced(statistics=frozenset({_statistic(walk, node, function, rows, by_column=by_column)}))


def _statistic(walk: Walk, node: ast.Call, function: str, rows: Traced, *, by_column: bool) -> Statistic:
    return Statistic(function, rows.origins, by_column, not rows.is_part, walk.place(node))


def _literal(node: ast.Call) -> Hashable:
    """The first argument as it is written: equal words are equal seeds."""
    value = node.args[0] if node.args else node.keywords[0].value if node.keywords else None
    return ast.unparse(value) if value is not None else None


def _seed_given(node: ast.Call) -> Hashable:
    """A seed that the call itself is given."""
    seeds = [k.value for k in node.keywords if k.arg in ("seed", "random_state")]
    return ("seed", ast.unparse(seeds[0])) if seeds and ast.unparse(seeds[0]) != "None" else None


def _is_number(node: ast.Call) -> bool:
    """Whether a ``shuffle`` is a data set's, whose argument is the size of a buffer."""
    if any(k.arg in ("buffer_size", "reshuffle_each_iteration") for k in node.keywords):
        return True
    return bool(node.args) and (
        (isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, int))
        or (isinstance(node.args[0], ast.Call) and ast.unparse(node.args[0].func) == "len")
    )

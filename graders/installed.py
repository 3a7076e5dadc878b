"""What the installed libraries really offer, read from their source without importing them.

Importing Keras or TensorFlow would cost the judge seconds; their files say the same.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from graders import sources

MAX_BASES = 20
MAX_STEPS = 8
ALIASES = (("tensorflow.keras", "keras"), ("tf.keras", "keras"), ("tf", "tensorflow"), ("np", "numpy"))
KERAS_CLASSES = ("keras.layers", "keras.models", "keras.optimizers", "keras.losses", "keras.metrics", "keras.callbacks")
LIVE = {"numpy": np, "builtins": builtins}
"""Modules that are imported here anyway."""
LAZY = {"tensorflow": frozenset({"keras"})}
"""What a module offers that its source does not import."""


LONGEST = ("matplotlib.axes.Axes", "tensorflow.data.Dataset", "keras.Sequential", "keras.layers.Dense")
"""Classes in long files that errors are often about."""


@dataclass(frozen=True)
class Found:
    """A class or function, found in its file."""

    module: str
    node: ast.ClassDef | ast.FunctionDef


def warm_up() -> None:
    """Read what takes longest to read, so that no judging has to."""
    for name in LONGEST:
        members(name)


def canonical(module: str) -> str:
    """The name under which a module's source is found (``tensorflow.keras`` is Keras)."""
    for alias, real in ALIASES:
        if module == alias or module.startswith(f"{alias}."):
            return real + module[len(alias) :]
    return module


@lru_cache(maxsize=64)
def names_in(module: str) -> frozenset[str]:
    """The public names of a module: what it imports and defines, and its submodules; empty when it is not there."""
    module = canonical(module)
    if (live := _live(module)) is not None:
        return frozenset(name for name in dir(live) if not name.startswith("_"))
    place = _module(module)
    file = sources.file_of(place) if place else None
    if file is None or place is None:
        return frozenset()
    names = {*sources.imports(file), *sources.defined(file), *LAZY.get(module, ())}
    return frozenset(name for name in names | submodules(place) if not name.startswith("_"))


@lru_cache(maxsize=64)
def submodules(module: str) -> frozenset[str]:
    """The modules in a package, without private ones."""
    file = sources.file_of(canonical(module))
    if file is None or file.name != "__init__.py":
        return frozenset()
    found = (p.stem for p in file.parent.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file())
    return frozenset(name for name in found if not name.startswith("_"))


def exists(module: str) -> bool:
    """Whether a module's source is installed."""
    return _module(canonical(module)) is not None or canonical(module).split(".")[0] in sys.stdlib_module_names


@lru_cache(maxsize=256)
def find(name: str) -> Found | None:
    """The class or function of a full name, as a notebook would reach it: ``keras.layers.Dense``."""
    module, _, last = canonical(name).rpartition(".")
    place = _module(module) if module else None
    return _definition(place, last) if place else None


@lru_cache(maxsize=64)
def keras_class(name: str) -> Found | None:
    """A class that Keras offers under one of its usual modules."""
    found = (find(f"{module}.{name}") for module in KERAS_CLASSES)
    return next((one for one in found if one and isinstance(one.node, ast.ClassDef)), None)


def members(name: str) -> frozenset[str]:
    """What a class offers, with those that it is made from; empty when there is no such class.

    Args:
        name: a full name, or that of a class that Keras offers under one of its usual modules.
    """
    live = _live(canonical(name))
    if isinstance(live, type):
        return frozenset(member for member in dir(live) if not member.startswith("_"))
    found: set[str] = set()
    for each in _lineage(name):
        for node in each.node.body:
            if isinstance(node, ast.FunctionDef):
                found.add(node.name)
                found |= _set_on_self(node) if node.name in ("__init__", "build") else set()
            elif isinstance(node, ast.Assign):
                found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(name for name in found if not name.startswith("_"))


def parameters(name: str, method: str = "__init__") -> frozenset[str]:
    """The keywords that a method of a class takes; where it hands on ``**kwargs``, also those of the class below it."""
    found: set[str] = set()
    for each in _lineage(name):
        for node in each.node.body:
            if isinstance(node, ast.FunctionDef) and node.name == method:
                found |= _named(node)
                if method not in ("__init__", "__call__") or node.args.kwarg is None:
                    return frozenset(found - {"self"})
    return frozenset(found - {"self"})


def ordered_parameters(name: str, method: str = "__init__") -> tuple[str, ...]:
    """What positional arguments of a method of a class go to, in order; empty when there is no such method."""
    for each in _lineage(name):
        for node in each.node.body:
            if isinstance(node, ast.FunctionDef) and node.name == method:
                return tuple(argument.arg for argument in [*node.args.posonlyargs, *node.args.args])[1:]
    return ()


def keywords(name: str) -> frozenset[str]:
    """The keywords that a function, class or method of a full name takes; empty where they are not known."""
    name = canonical(name)
    owner, _, last = name.rpartition(".")
    if (live := _live(name)) is not None:
        return _live_keywords(live) or (_live_keywords(_live(f"numpy.{last}")) if owner == "numpy.ndarray" else _NONE)
    if found := find(name):
        return parameters(name) if isinstance(found.node, ast.ClassDef) else frozenset(_named(found.node))
    return parameters(owner, last) if owner else _NONE


def setters(name: str) -> frozenset[str]:
    """The properties that an artist of matplotlib takes as keywords: it has a ``set_...`` for each."""
    return frozenset(member[4:] for member in members(name) if member.startswith("set_"))


_NONE: frozenset[str] = frozenset()


def _named(node: ast.FunctionDef) -> set[str]:
    return {a.arg for a in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]}


def _set_on_self(node: ast.FunctionDef) -> set[str]:
    stored = (n for n in ast.walk(node) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
    return {n.attr for n in stored if isinstance(n.value, ast.Name) and n.value.id == "self"}


def _live(name: str) -> object | None:
    top, *rest = name.split(".")
    found: object | None = LIVE.get(top)
    for part in rest:
        found = getattr(found, part, None)
    return found


def _live_keywords(function: object | None) -> frozenset[str]:
    """Of what is imported here: by its signature, else by the first line of its docstring, as C functions tell it."""
    if not callable(function):
        return _NONE
    try:
        kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        found = inspect.signature(function).parameters.values()
        return frozenset(one.name for one in found if one.kind in kinds) - {"self"}
    except (TypeError, ValueError):
        told = re.match(r"\s*(?:\w+\.)?\w+\(([^\n]*)\)", function.__doc__ or "")
        return frozenset(re.findall(r"(?:^|[\s,\[])(\w+)(?==|\s*[,\])]|$)", told[1])) if told else _NONE


def _lineage(name: str) -> Iterator[Found]:
    """A class and its bases, nearest first, as far as their files tell."""
    start = find(name) if "." in name else keras_class(name)
    waiting = [start] if start else []
    seen: set[tuple[str, str]] = set()
    while waiting and len(seen) < MAX_BASES:
        current = waiting.pop(0)
        if not isinstance(current.node, ast.ClassDef) or (current.module, current.node.name) in seen:
            continue
        seen.add((current.module, current.node.name))
        yield current
        waiting += filter(None, (_base(current.module, base) for base in current.node.bases))


def _base(module: str, base: ast.expr) -> Found | None:
    if isinstance(base, ast.Name):
        return _definition(module, base.id)
    if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
        origin = _origin(module, base.value.id)
        return _definition(".".join(filter(None, origin)), base.attr) if origin else None
    return None


@lru_cache(maxsize=256)
def _module(name: str) -> str | None:
    """The module whose file holds what is reached as ``name``: packages import modules from elsewhere."""
    if sources.file_of(name):
        return name
    parent, _, last = name.rpartition(".")
    place = _module(parent) if parent else None
    origin = _origin(place, last) if place else None
    if origin is None:
        return None
    elsewhere = ".".join(filter(None, origin))
    return elsewhere if elsewhere != name and sources.file_of(elsewhere) else None


def _definition(module: str, name: str, steps: int = 0) -> Found | None:
    """The class or function that a module defines or imports under a name."""
    file = sources.file_of(module)
    if file is None or steps > MAX_STEPS:
        return None
    if name in sources.defined(file) and (node := sources.definition(file, name)):
        return Found(module, node)
    if origin := _origin(module, name):
        return _definition(*origin, steps + 1) if origin[1] else None
    other = sources.aliases(file).get(name)
    return _definition(module, other, steps + 1) if other and other != name else None


def _origin(module: str, name: str) -> tuple[str, str] | None:
    """Whence a module has a name that it imports: (module, name there)."""
    file = sources.file_of(module)
    origin = sources.imports(file).get(name) if file else None
    if file is None or origin is None or not origin[0].startswith("."):
        return origin
    bare = origin[0].lstrip(".")
    up = len(origin[0]) - len(bare) - (file.name == "__init__.py")
    package = module.split(".")[: -up or None]
    return ".".join(filter(None, (*package, bare))), origin[1]

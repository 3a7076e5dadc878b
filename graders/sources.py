"""A library's source, read piece by piece: what a module imports and defines, without importing or parsing it whole.

TensorFlow's files have thousands of lines, and parsing one costs more than judging a notebook may take.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import lru_cache
from pathlib import Path

_FROM = re.compile(r"^[ \t]*from ([\w.]+) import (\([^)]*\)|[^\n#(]+)", re.MULTILINE)
_WHOLE = re.compile(r"^import ([\w.]+)(?: as (\w+))?[ \t]*$", re.MULTILINE)
_NAME = re.compile(r"(\w+)(?:\s+as\s+(\w+))?")
_DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)
_MARGIN = re.compile(r"^(?=[^\s)#\"'])", re.MULTILINE)
_ASSIGNED = re.compile(r"^(\w+) = ([\w.]+)[ \t]*$", re.MULTILINE)


@lru_cache(maxsize=512)
def file_of(module: str) -> Path | None:
    """The source of a module, found without importing it or its package."""
    top, *rest = module.split(".")
    if not all(part.isidentifier() for part in (top, *rest)):
        return None
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    place = Path(next(iter(spec.submodule_search_locations))).joinpath(*rest)
    return next((file for file in (place / "__init__.py", place.with_suffix(".py")) if file.is_file()), None)


@lru_cache(maxsize=128)
def _source(file: Path) -> str:
    return file.read_text(errors="replace")


@lru_cache(maxsize=128)
def imports(file: Path) -> dict[str, tuple[str, str]]:
    """Each name that a module imports, and whence: (module, name there); the name is empty for a whole module."""
    source = _source(file)
    found = {
        alias or whole.split(".")[0]: (whole if alias else whole.split(".")[0], "")
        for whole, alias in _WHOLE.findall(source)
    }
    for module, names in _FROM.findall(source):
        for name, alias in _NAME.findall(re.sub(r"#[^\n]*", "", names)):
            found[alias or name] = (module, name)
    return found


@lru_cache(maxsize=128)
def defined(file: Path) -> frozenset[str]:
    """The functions and classes that a module defines at its top level."""
    return frozenset(_DEFINED.findall(_source(file)))


@lru_cache(maxsize=128)
def aliases(file: Path) -> dict[str, str]:
    """Names that a module gives to another name: ``NAME = OTHER``."""
    return dict(_ASSIGNED.findall(_source(file)))


@lru_cache(maxsize=256)
def definition(file: Path, name: str) -> ast.ClassDef | ast.FunctionDef | None:
    """The last top-level class or function of that name in a file."""
    source = _source(file)
    starts = list(re.finditer(rf"^(?:def|class) {re.escape(name)}\b", source, re.MULTILINE))
    if not starts:
        return None
    start = starts[-1].start()
    end = _MARGIN.search(source, starts[-1].end())
    piece = source[start : end.start() if end else None]
    try:
        body = ast.parse(piece).body
    except SyntaxError:  # a text in it begins at the margin
        body = [node for node in ast.parse(source).body if getattr(node, "name", None) == name]
    return next((node for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef)), None)

"""Modules of the sandbox's own, which nothing outside of it imports."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import worker


def inside(name: str) -> ModuleType:
    """The module of this name in ``worker/inside``, made anew."""
    place = Path(worker.__file__).parent / "inside" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"inside_{name}", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

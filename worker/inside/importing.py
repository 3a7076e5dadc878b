"""Acting on a module right after it was imported, whenever that will be; and loading this folder's own modules."""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, once, as it would be found anyway."""

    def __init__(self, name: str, act: "Callable[[ModuleType], None]") -> None:
        self._name = name
        self._act = act

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            self._hook(spec.loader)
        return spec

    def _hook(self, loader: importlib.abc.Loader) -> None:
        """Have this loader, which is this module's alone, do one thing more."""
        execute, act = loader.exec_module, self._act

        def exec_module(module: ModuleType) -> None:
            del loader.exec_module
            execute(module)
            act(module)

        loader.exec_module = exec_module  # type: ignore[method-assign]


def after_import(name: str, act: "Callable[[ModuleType], None]") -> None:
    """Call ``act`` with the module of that name when it has been imported for the first time."""
    if name in sys.modules:
        act(sys.modules[name])
    else:
        sys.meta_path.insert(0, _Finder(name, act))


def sibling(name: str) -> ModuleType:
    """A module of this folder, once, under a name that no learner's module has."""
    known = f"questbook_inside_{name}"
    if known not in sys.modules:
        place = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.py")
        spec = importlib.util.spec_from_file_location(known, place)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[known] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[known]

"""``keras.datasets`` without a network: ``keras.utils.get_file`` is answered from the mounted data sets."""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from types import ModuleType

FETCHES = "keras.src.utils.file_utils"
"""The module of Keras that defines ``get_file``; every data set of Keras imports it from there."""


class DatasetMissing(FileNotFoundError):
    """A file that this quest does not come with."""


def get_file(fname: object = None, origin: object = None, *_: object, **others: object) -> str:
    """Stands in for ``keras.utils.get_file``: the mounted file of that name, and no download."""
    name = os.path.basename(str(fname or origin or ""))
    folder = os.path.join(os.environ["KERAS_HOME"], "datasets")
    for candidate in (name, f"{name}_extracted"):
        if candidate and os.path.exists(os.path.join(folder, candidate)):
            return os.path.join(folder, candidate)
    here = ", ".join(sorted(os.listdir(folder))) if os.path.isdir(folder) else ""
    raise DatasetMissing(
        f"{name!r} is not among the data of this quest, and the sandbox has no network to download it. "
        f"Here: {here or 'no data sets'}."
    )


class _Patch(importlib.abc.Loader):
    """Loads Keras' module as it is, then puts our ``get_file`` into it."""

    def __init__(self, loader: importlib.abc.Loader) -> None:
        self._loader = loader

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        get_file.__doc__ = module.get_file.__doc__
        module.get_file = get_file  # type: ignore[attr-defined]


class _Finder(importlib.abc.MetaPathFinder):
    """Finds that one module, once."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != FETCHES:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader = _Patch(spec.loader)
        return spec


def answer_from_disk() -> None:
    """Have Keras, whenever it is imported, find its data sets on disk."""
    sys.meta_path.insert(0, _Finder())

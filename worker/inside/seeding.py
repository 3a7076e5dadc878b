"""Seeds for all that draws numbers in a notebook, so that two runs of it draw the same.

Python's own generator is seeded before the first cell, and so is each library that is loaded by then; any other is
seeded when it is imported. Keras has no generator of its own: it seeds its layers from Python's. What a library draws
while it is imported is put back, since a warm parent imported it long before and a cold kernel does so in some cell.
"""

import importlib.abc
import random
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from operator import attrgetter
from types import ModuleType
from typing import Any

LIBRARIES = {"numpy.random": "seed", "tensorflow": "random.set_seed", "torch": "manual_seed"}
"""How each is seeded. None of these functions runs an op: TensorFlow and PyTorch keep the seed until there is one."""
DRAWS_AS_IMPORTED = ("keras", "rich", "jax")
"""Imported by the libraries above or by warm parents; not themselves to be seeded."""


class Seeding(importlib.abc.MetaPathFinder):
    """The seed of one run, and the generators that it was given to."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.entropy = random.Random(f"entropy of {seed}")  # noqa: S311 - made to be foreseen
        """What NumPy's new generators get when nobody gives them a seed: each another, in the same order each time."""

    def begin(self) -> None:
        """Seed what is loaded, and have the rest seeded as it is imported."""
        random.seed(self.seed)
        for name in LIBRARIES:
            if name in sys.modules:
                self._seed(sys.modules[name])
        sys.meta_path.insert(0, self)

    def state(self) -> "tuple[Any, Any, Any]":
        """How far Python's and NumPy's generators have come; nothing for NumPy's where it is not loaded."""
        # It is among the modules already while it is being loaded.
        tell = getattr(sys.modules.get("numpy.random"), "get_state", None)
        return random.getstate(), tell and tell(), self.entropy.getstate()

    def restore(self, state: "tuple[Any, Any, Any]") -> None:
        """Have the generators go on from there; one that was not loaded then, from its seed."""
        python, legacy, entropy = state
        random.setstate(python)
        self.entropy.setstate(entropy)
        numpy = sys.modules.get("numpy.random")
        if numpy and legacy:
            numpy.set_state(legacy)
        elif numpy and hasattr(numpy, "seed"):
            numpy.seed(self.seed)

    def find_spec(self, name: str, path: Any = None, target: "ModuleType | None" = None) -> "ModuleSpec | None":
        """Find one of the libraries as Python would; it draws nothing that shows, and is seeded as it is loaded."""
        if name not in LIBRARIES and name not in DRAWS_AS_IMPORTED:
            return None
        others = [finder for finder in sys.meta_path if finder is not self]
        spec = next(filter(None, (finder.find_spec(name, path, target) for finder in others)), None)
        if spec is not None and spec.loader is not None:
            # Of this one loader, which is made anew for each import: its class is what others may look at.
            spec.loader.exec_module = self._loading(spec.loader.exec_module)  # type: ignore[assignment, method-assign]
        return spec

    def _loading(self, load: "Callable[[ModuleType], None]") -> "Callable[[ModuleType], None]":
        def exec_module(module: ModuleType) -> None:
            before = self.state()
            try:
                load(module)
            finally:
                self.restore(before)
            if module.__name__ in LIBRARIES:
                self._seed(module)

        return exec_module

    def _seed(self, library: ModuleType) -> None:
        if bits := getattr(library, "bit_generator", None):
            # The one place where NumPy takes numbers of the operating system, for every generator without a seed.
            bits.randbits = self.entropy.getrandbits
        try:
            attrgetter(LIBRARIES[library.__name__])(library)(self.seed)
        except AttributeError:
            return  # A file of the learner's that has the library's name.

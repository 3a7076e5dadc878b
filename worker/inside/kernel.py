"""The kernel of the sandbox: ipykernel, with data sets answered from disk and no keyboard.

Run as ``python kernel.py -f CONNECTION_FILE --seed N``; a warm parent's fork calls :func:`serve` instead.
"""

import sys
from collections.abc import Callable
from typing import Any

NOBODY_TYPES = (
    "input() cannot be used here: nobody can type while a notebook is graded. Write the value into the cell instead."
)
NO_HISTORY = "--HistoryManager.enabled=False"


class Keyboardless(EOFError):
    """``input()`` was called where nobody can type."""


def load_ipython() -> "type[Any]":
    """Import ipykernel and give the class of the sandbox's kernel.

    Its debugger stays away: nobody could attach one, and loading it takes longer than all the rest.
    """
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    import ipykernel.debugger  # noqa: F401  # which decides once, now, that there is none
    from ipykernel.ipkernel import IPythonKernel

    del sys.modules["debugpy"]

    class SandboxKernel(IPythonKernel):
        """ipykernel, whose ``input()`` says what to do instead; a shell that is already there is gone on with."""

        before_first_cell: "Callable[[], None]"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.shell is not None:
                self.shell.kernel = self
                self.shell.events.register("pre_run_cell", self._begin)

        def _begin(self, *_: object) -> None:
            if self.shell is not None:
                self.shell.events.unregister("pre_run_cell", self._begin)
            type(self).before_first_cell()

        def raw_input(self, prompt: str = "") -> str:
            raise Keyboardless(NOBODY_TYPES)

        def getpass(self, *_: object, **__: object) -> str:
            raise Keyboardless(NOBODY_TYPES)

    return SandboxKernel


def serve(kernel_class: "type[Any]", connection: str, before_first_cell: "Callable[[], None]") -> None:
    """Serve the connection until told to stop.

    Args:
        before_first_cell: called then and no sooner, for a kernel that gets ready draws random numbers of its own.
    """
    from ipykernel.kernelapp import IPKernelApp

    kernel_class.before_first_cell = staticmethod(before_first_cell)
    IPKernelApp.launch_instance(kernel_class=kernel_class, argv=["-f", connection, NO_HISTORY])


def take_seed(arguments: "list[str]") -> int:
    """The run's seed, taken out of a command line: what a notebook sees of that is as anywhere."""
    at = arguments.index("--seed")
    seed = int(arguments[at + 1])
    del arguments[at : at + 2]
    return seed


def main() -> None:
    """A kernel in a process of its own."""
    # The learner's imports start from the working folder, as in any notebook; this folder is not theirs.
    here, sys.path[0] = sys.path[0], ""
    sys.path.insert(0, here)
    import datasets  # type: ignore[import-not-found]  # found in this folder when this runs
    import importing  # type: ignore[import-not-found]
    import seeding  # type: ignore[import-not-found]

    sys.path.remove(here)
    datasets.answer_from_disk()
    for name in ("watching", "epochs", "figures"):
        importing.sibling(name).install()
    for name in ("datasets", "importing", "seeding"):
        sys.modules.pop(name)
    serve(load_ipython(), sys.argv[sys.argv.index("-f") + 1], seeding.Seeding(take_seed(sys.argv)).begin)


if __name__ == "__main__":
    main()

"""The kernel of the sandbox: ipykernel, with data sets answered from disk and no keyboard.

Run as ``python kernel.py -f CONNECTION_FILE``.
"""

import sys

# The learner's imports start from the working folder, as in any notebook; this folder is not theirs.
HERE = sys.path[0]
sys.path[0] = ""


NOBODY_TYPES = (
    "input() cannot be used here: nobody can type while a notebook is graded. Write the value into the cell instead."
)


class Keyboardless(EOFError):
    """``input()`` was called where nobody can type."""


def main() -> None:
    """Serve the connection until told to stop."""
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.kernelapp import IPKernelApp

    class SandboxKernel(IPythonKernel):
        """ipykernel, whose ``input()`` says what to do instead."""

        def raw_input(self, prompt: str = "") -> str:
            raise Keyboardless(NOBODY_TYPES)

        def getpass(self, *_: object, **__: object) -> str:
            raise Keyboardless(NOBODY_TYPES)

    sys.path.insert(0, HERE)
    import datasets  # type: ignore[import-not-found]  # found in this folder when this runs

    sys.path.remove(HERE)
    sys.modules.pop("datasets")
    datasets.answer_from_disk()
    IPKernelApp.launch_instance(kernel_class=SandboxKernel, argv=[*sys.argv[1:], "--HistoryManager.enabled=False"])


if __name__ == "__main__":
    main()

"""Running a quest's first locked cells in a warm parent, before there is a kernel; their outputs are recorded."""

import contextlib
import io
import json
import os
import resource
import sys
import time
from binascii import b2a_base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_OUTPUT_CHARACTERS = 2_000_000
OWN_FOLDERS = ("/home/learner", "/tmp", "/dev/shm")
"""Of each fork, and empty at its start: see ``worker/kernel.py``."""


@dataclass
class Ran:
    """What came of the cells. ``cells``: for each that ran its seconds and its outputs, as a notebook keeps them."""

    cells: "list[dict[str, Any]]" = field(default_factory=list)
    why: str = ""
    """Why the next cell must not run here; empty when all ran."""

    @property
    def count(self) -> int:
        """How many ran and may be kept."""
        return len(self.cells)


@contextlib.contextmanager
def at_most(memory: int) -> "Iterator[None]":
    """Let this process take so many bytes more while the block runs; what asks for more gets a MemoryError."""
    with open("/proc/self/status") as file:
        held = next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmData:"))
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (held + memory, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def run(shell: Any, cells: "list[str]", threads: "Callable[[], int]") -> Ran:
    """Run the cells, until one shows that a fork could not go on from it.

    Such a cell fails, starts a thread (every op of a deep-learning library does), leaves something that belongs to
    this process alone, or prints too much; a parent that has run it is of no use, and its successor must stop before
    it.
    """
    ran = Ran()
    before, left = threads(), _belongings()
    record = _recorder(shell)
    for source in cells:
        begun = time.monotonic()
        result, outputs = record(source)
        seconds = time.monotonic() - begun
        if not result.success:
            ran.why = f"it fails: {result.error_before_exec or result.error_in_exec!r}"[:300]
        elif threads() > before:
            ran.why = f"it starts {threads() - before} thread(s)"
        elif _has_run_ops():
            ran.why = "it runs an op"
        elif changed := [what for what, state in _belongings().items() if state != left[what]]:
            ran.why = f"it changes {changed[0]}, which no fork would have"
        else:
            ran.why = _objection(outputs)
        if ran.why:
            return ran
        ran.cells.append({"seconds": round(seconds, 3), "outputs": outputs})
    return ran


def _belongings() -> "dict[str, object]":
    """What a process has for itself, by its name: a fork starts with none of it, and with folders of its own."""
    return {
        "the environment": dict(os.environ),
        "the working folder": os.getcwd(),
        # Listing them opens one more.
        "its open files": len(os.listdir("/proc/self/fd")),
        "its processes": _has_children(),
        "files": {place: _files(place) for place in OWN_FOLDERS},
    }


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _files(place: str) -> "list[tuple[str, int, int]]":
    """Each file and folder, but for the hidden ones right here: libraries keep settings and caches in those."""
    found: list[tuple[str, int, int]] = []
    for folder, folders, files in os.walk(place):
        if folder == place:
            folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *files):
            state = os.lstat(os.path.join(folder, name))
            found.append((os.path.join(folder, name), state.st_size, state.st_mtime_ns))
    return sorted(found)


def _objection(outputs: "list[dict[str, Any]]") -> str:
    """What of the outputs could not be told to a fork's worker; empty where all can."""
    try:
        told = json.dumps(outputs)
    except (TypeError, ValueError) as error:
        return f"its outputs cannot be kept: {error}"[:300]
    return "it prints too much" if len(told) > MAX_OUTPUT_CHARACTERS else ""


def _has_run_ops() -> bool:
    """Whether a deep-learning library has set itself up to compute, as its first op has it do."""
    tensorflow = sys.modules.get("tensorflow.python.eager.context")
    context = getattr(tensorflow, "_context", None)
    if getattr(context, "_context_handle", None) is not None:
        return True
    jax = sys.modules.get("jax._src.xla_bridge")
    if getattr(jax, "_backends", None):
        return True
    torch = sys.modules.get("torch")
    return torch is not None and torch.cuda.is_initialized()


def _recorder(shell: Any) -> "Callable[[str], tuple[Any, list[dict[str, Any]]]]":
    """A function that runs a cell and gives IPython's result of it, and everything that it showed."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher

    shown: list[dict[str, Any]] = []

    class Publisher(DisplayPublisher):
        def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
            shown.append({"output_type": "display_data", "data": _as_text(data), "metadata": metadata or {}})

        def clear_output(self, wait: bool = False) -> None:
            shown.clear()

    class Hook(DisplayHook):
        def write_output_prompt(self) -> None:
            return

        def write_format_data(self, format_dict: dict, md_dict: "dict | None" = None) -> None:
            shown.append(
                {
                    "output_type": "execute_result",
                    "data": _as_text(format_dict),
                    "metadata": md_dict or {},
                    "execution_count": self.prompt_count,
                }
            )

    own = shell.display_trap.hook
    # One for all cells: making it forgets the results so far.
    publisher, hook = Publisher(parent=shell), Hook(parent=shell, shell=shell)

    def record(source: str) -> "tuple[Any, list[dict[str, Any]]]":
        shown.clear()
        kept = shell.display_pub, sys.stdout, sys.stderr
        shell.display_pub, shell.display_trap.hook = publisher, hook
        # Its own way is a message of a kernel, and there is none yet.
        shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
        sys.stdout, sys.stderr = _Stream("stdout", shown), _Stream("stderr", shown)
        try:
            return shell.run_cell(source, store_history=True), list(shown)
        finally:
            shell.display_trap.hook = own
            shell.display_pub, sys.stdout, sys.stderr = kept
            del shell.showtraceback, shell.showsyntaxerror
            # A hook that does not know the last results leaves ``_`` as it is for ever.
            own._, own.__, own.___ = hook._, hook.__, hook.___

    return record


def _as_text(data: "dict[str, Any]") -> "dict[str, Any]":
    """Pictures that came as bytes are kept as a notebook does."""
    return {
        kind: b2a_base64(value, newline=False).decode() if isinstance(value, bytes) else value
        for kind, value in data.items()
    }


class _Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, name: str, outputs: "list[dict[str, Any]]") -> None:
        self._name = name
        self._outputs = outputs

    def write(self, words: str) -> int:
        last = self._outputs[-1] if self._outputs else {}
        if not words:
            return 0
        if last.get("output_type") == "stream" and last["name"] == self._name:
            last["text"] += words
        else:
            self._outputs.append({"output_type": "stream", "name": self._name, "text": words})
        return len(words)

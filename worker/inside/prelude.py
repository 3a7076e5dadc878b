"""Running a quest's first locked cells in a warm parent, before there is a kernel; their outputs are recorded."""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MAX_OUTPUT_CHARACTERS = 2_000_000


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


def run(shell: Any, cells: "list[str]", threads: "Callable[[], int]") -> Ran:
    """Run the cells, until one shows that a fork could not go on from it.

    Such a cell fails, starts a thread (every op of a deep-learning library does) or prints too much; a parent that
    has run it is of no use, and its successor must stop before it.
    """
    ran = Ran()
    before = threads()
    for source in cells:
        outputs: list[dict[str, Any]] = []
        begun = time.monotonic()
        result = _recorded(shell, source, outputs)
        seconds = time.monotonic() - begun
        if not result.success:
            ran.why = f"it fails: {result.error_before_exec or result.error_in_exec!r}"[:300]
        elif threads() > before:
            ran.why = f"it starts {threads() - before} thread(s)"
        elif _has_run_ops():
            ran.why = "it runs an op"
        elif len(repr(outputs)) > MAX_OUTPUT_CHARACTERS:
            ran.why = "it prints too much"
        if ran.why:
            return ran
        ran.cells.append({"seconds": round(seconds, 3), "outputs": outputs})
    return ran


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


def _recorded(shell: Any, source: str, outputs: "list[dict[str, Any]]") -> Any:
    """Run a cell with everything that it shows going into ``outputs``."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher

    class Publisher(DisplayPublisher):
        def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
            outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

        def clear_output(self, wait: bool = False) -> None:
            outputs.clear()

    class Hook(DisplayHook):
        def write_output_prompt(self) -> None:
            return

        def write_format_data(self, format_dict: dict, md_dict: "dict | None" = None) -> None:
            outputs.append(
                {
                    "output_type": "execute_result",
                    "data": format_dict,
                    "metadata": md_dict or {},
                    "execution_count": self.prompt_count,
                }
            )

    kept = shell.display_pub, shell.display_trap.hook, sys.stdout, sys.stderr
    shell.display_pub, shell.display_trap.hook = Publisher(parent=shell), Hook(parent=shell, shell=shell)
    sys.stdout, sys.stderr = _Stream("stdout", outputs), _Stream("stderr", outputs)
    try:
        return shell.run_cell(source, store_history=True)
    finally:
        shell.display_pub, shell.display_trap.hook, sys.stdout, sys.stderr = kept


class _Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, name: str, outputs: "list[dict[str, Any]]") -> None:
        self._name = name
        self._outputs = outputs

    def write(self, words: str) -> int:
        last = self._outputs[-1] if self._outputs else {}
        if last.get("output_type") == "stream" and last["name"] == self._name:
            last["text"] += words
        else:
            self._outputs.append({"output_type": "stream", "name": self._name, "text": words})
        return len(words)

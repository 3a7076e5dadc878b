"""What of a notebook a warm parent may have done already, and what it must not have done."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path

from graders.quest import Quest
from graders.rebuild import Rebuilt
from worker.nursery.order import Prelude

READ_AT_IMPORT = re.compile(r"\b(?:KERAS|TF|XLA|JAX|OMP|OPENBLAS|MKL|CUDA|TORCH|PYTORCH|MPL)_?[A-Z0-9_]*\b")
MAX_BYTES = 50_000
"""Of all the cells' source as it travels, in one message."""
SETS_ENVIRONMENT = re.compile(r"environ|putenv|%\s*(?:set_)?env\b|load_dotenv")


def needs_cold(rebuilt: Rebuilt) -> bool:
    """Whether a notebook sets what a library reads when it is imported, as ``KERAS_BACKEND``.

    A warm parent has imported the libraries, so that there the cell would change nothing.
    """
    sources = (rebuilt.notebook.cells[cell.index].source for cell in rebuilt.cells)
    return any(SETS_ENVIRONMENT.search(source) and READ_AT_IMPORT.search(source) for source in sources)


def prelude(quest: Quest, rebuilt: Rebuilt, data: Mapping[str, Path]) -> Prelude | None:
    """The cells before the first of a learner's: the same for every submission; None where there are none."""
    if rebuilt.form != "starter":
        return None
    leading = takewhile(lambda cell: not cell.answer, rebuilt.cells)
    cells = tuple(rebuilt.notebook.cells[cell.index].source for cell in leading)
    if not any(source.strip() for source in cells) or len(json.dumps(cells)) > MAX_BYTES:
        return None
    return Prelude(
        quest=quest.slug,
        digest=quest.digest,
        cells=cells,
        data=tuple((str(path), name) for name, path in data.items()),
        as_of=tuple(path.stat().st_ctime_ns for path in data.values()),
        memory=quest.file.limits.memory_mb * 2**20,
        seconds=float(quest.file.limits.seconds),
        seed=quest.file.runtime.seed,
    )

"""One notebook of the corpus: a Python file whose cells begin with ``# %%``, under a head of ``# key: value`` lines.

``mistake``
    what is wrong with it, a key of :data:`tests.mistakes.causes.CAUSES`; only below ``wrong/``
``cell``, ``line``
    where the learner must look: the code cell's number from 1 (or its name, in a quest), the line within it from 1.
    A mistake that lies between two places has ``place: CELL:LINE`` lines instead, of which each counts as right;
    without a line, any line of that cell does.
``quest``
    a quest of :mod:`tests.mistakes.quests` that it answers; else it is handed in free-form
``seconds``, ``memory_mb``
    limits of its run

``# %% [markdown]`` begins a text cell, whose lines are comments; ``# %% NAME`` an answer cell of a quest. A line that
only IPython understands (``%matplotlib inline``, ``!pip``) stands as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.graders.folders import Cell, code, notebook, words

HERE = Path(__file__).resolve().parent
KEY = re.compile(r"# (\w+): (.*\S)")
CELL = re.compile(r"^# %%[ \t]*(.*?)[ \t]*$", re.MULTILINE)
KEYS = {"mistake", "cell", "line", "place", "quest", "seconds", "memory_mb"}


class SampleInvalid(ValueError):
    """The file is not written as this module's docstring says."""


@dataclass(frozen=True)
class Place:
    """Where a diagnosis should point; any line of the cell where none is given."""

    cell: str
    line: int | None = None


@dataclass(frozen=True)
class Sample:
    """A notebook of the corpus, and what must be made of it."""

    file: Path
    cells: list[Cell]
    mistake: str | None
    """None for a right one."""
    places: tuple[Place, ...] = ()
    quest: str = "free"
    seconds: float | None = None
    memory_mb: int | None = None

    @property
    def name(self) -> str:
        """``wrong/seen/NAME``."""
        return str(self.file.relative_to(HERE).with_suffix(""))

    @property
    def is_unseen(self) -> bool:
        """Whether the diagnosis was written without it."""
        return self.file.parent.name == "unseen"

    @property
    def upload(self) -> bytes:
        """The file that is handed in."""
        return notebook(*(dict(cell) for cell in self.cells))

    def is_at(self, cell: str | None, line: int | None) -> bool:
        """Whether a diagnosis points where it should."""
        return any(place.cell == cell and place.line in (None, line) for place in self.places)


def corpus(kind: str = "*", half: str = "*") -> list[Sample]:
    """All samples; ``kind`` is ``wrong`` or ``right``, ``half`` is ``seen`` or ``unseen``."""
    return [read(file) for file in sorted(HERE.glob(f"{kind}/{half}/*.py"))]


def read(file: Path) -> Sample:
    """A sample from its file.

    Raises:
        SampleInvalid: it has no head or no cells, or says nonsense.
    """
    content = file.read_text()
    parts = CELL.split(content)
    head = [(m[1], m[2]) for line in parts[0].splitlines() if (m := KEY.fullmatch(line.rstrip()))]
    if strange := {key for key, _ in head} - KEYS:
        raise SampleInvalid(f"{file}: unknown {sorted(strange)}; there are {sorted(KEYS)}")
    said = dict(head)
    is_wrong = file.parent.parent.name == "wrong"
    cells = [_cell(about, source.strip("\n")) for about, source in zip(parts[1::2], parts[2::2], strict=True)]
    if not cells:
        raise SampleInvalid(f"{file}: no cell begins with '# %%'")
    places = tuple(_place(value) for key, value in head if key == "place")
    if "cell" in said:
        places += (_place(f"{said['cell']}:{said['line']}" if "line" in said else said["cell"]),)
    if is_wrong != ("mistake" in said and bool(places)):
        raise SampleInvalid(f"{file}: a wrong notebook says its mistake and its cell, a right one neither")
    return Sample(
        file=file,
        cells=cells,
        mistake=said.get("mistake"),
        places=places,
        quest=said.get("quest", "free"),
        seconds=float(said["seconds"]) if "seconds" in said else None,
        memory_mb=int(said["memory_mb"]) if "memory_mb" in said else None,
    )


def _cell(about: str, source: str) -> Cell:
    if about == "[markdown]":
        return words("\n".join(line.removeprefix("#").removeprefix(" ") for line in source.splitlines()))
    return code(source, about, answer=True) if about else code(source)


def _place(words: str) -> Place:
    cell, _, line = words.partition(":")
    cell = cell.strip()
    return Place(f"cell-{cell}" if cell.isdigit() else cell, int(line) if line.strip() else None)

"""A quest folder as a whole: its files and its digest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graders import notebook
from graders.notebook import Cell
from graders.quest import patch
from graders.quest.file import QuestFile

IGNORED_FOLDERS = {"__pycache__", ".ipynb_checkpoints"}
"""Left behind by Python and Jupyter; no part of the quest."""


@dataclass(frozen=True)
class Quest:
    """A valid quest folder."""

    folder: Path
    file: QuestFile
    digest: str
    """SHA-256 over the folder's file names and contents."""

    @property
    def slug(self) -> str:
        """The quest's name in addresses and commands."""
        return self.file.slug

    @property
    def max_points(self) -> float:
        """Points of all criteria."""
        return sum(c.points for c in self.file.criterion)

    @cached_property
    def starter(self) -> list[Cell]:
        """The cells of the notebook that learners start from."""
        return notebook.read((self.folder / "starter.ipynb").read_bytes())

    def upload(self, name: str) -> bytes:
        """A notebook of the folder as a learner would hand it in; a patch (``.py``) is applied to the solution.

        Raises:
            OSError: a file cannot be read.
            PatchInvalid: the patch does not fit, which :func:`graders.loading.load` had refused.
        """
        path = self.folder / name
        if path.suffix != ".py":
            return path.read_bytes()
        return patch.applied((self.folder / "solution.ipynb").read_bytes(), path.read_text("utf-8"))


def digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a quest folder's files, in order of name."""
    whole = hashlib.sha256()
    for path in sorted(p for p in entries(folder) if p.is_file()):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def entries(folder: Path) -> Iterator[Path]:
    """Everything below a folder but folders themselves; links are named, not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS)
        here = Path(place)
        yield from (here / name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in sorted(files))

"""A quest folder as a whole: its files, its digest, and :func:`load`."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graders import notebook
from graders.notebook import Cell
from graders.quest.file import QuestFile
from graders.quest.problem import Problem, QuestInvalid
from graders.text import text

IGNORED_FOLDERS = {"__pycache__", ".ipynb_checkpoints"}
"""Left behind by Python and Jupyter; no part of the quest."""
ALLOWED_SUFFIXES = {".toml", ".ipynb", ".py", ".md", ".txt", ".csv", ".json", ".png", ".jpg", ".jpeg", ".webp"}
MAX_FILES = 200
MAX_FILE_BYTES = 20_000_000
MAX_FOLDER_BYTES = 60_000_000


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


def load(folder: Path, *, known_data: Collection[str] | None = None) -> Quest:
    """Read and check a quest folder, executing nothing.

    Args:
        folder: the folder that holds ``quest.toml``.
        known_data: names of the data sets there are; unknown ones are a problem when it is given.

    Raises:
        QuestInvalid: with every problem found.
    """
    from graders.quest.checks import problems_of  # reads notebooks and criteria, which know quests

    if problems := list(_odd_files(folder)):
        raise QuestInvalid(problems)
    file, problems = problems_of(folder, known_data)
    if problems or file is None:
        raise QuestInvalid(problems)
    return Quest(folder=folder, file=file, digest=digest(folder))


def digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a quest folder's files, in order of name."""
    whole = hashlib.sha256()
    for path in sorted(p for p in _entries(folder) if p.is_file()):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _entries(folder: Path) -> Iterator[Path]:
    """Everything below a folder but folders themselves; links are named, not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS)
        here = Path(place)
        yield from (here / name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in sorted(files))


def _odd_files(folder: Path) -> Iterator[Problem]:
    """Links, devices, unknown kinds of file, and too much of anything."""
    if not folder.is_dir():
        yield Problem("quest.toml", None, NO_FOLDER)
        return
    total = 0
    for count, path in enumerate(_entries(folder), start=1):
        name = path.relative_to(folder).as_posix()
        status = path.lstat()
        total += status.st_size
        if count > MAX_FILES:
            yield Problem(name, None, TOO_MANY_FILES.format(limit=MAX_FILES))
            return
        if not stat.S_ISREG(status.st_mode):
            yield Problem(name, None, NOT_PLAIN)
        elif path.suffix.lower() not in ALLOWED_SUFFIXES:
            yield Problem(name, None, ODD_FILE.format(allowed=", ".join(sorted(ALLOWED_SUFFIXES))))
        elif status.st_size > MAX_FILE_BYTES:
            yield Problem(name, None, FILE_TOO_LARGE.format(limit=MAX_FILE_BYTES // 1_000_000))
    if total > MAX_FOLDER_BYTES:
        yield Problem("quest.toml", None, FOLDER_TOO_LARGE.format(limit=MAX_FOLDER_BYTES // 1_000_000))


NO_FOLDER = text("There is no such quest folder.", "퀘스트 폴더가 없습니다.")
TOO_MANY_FILES = text(
    "A quest folder may hold at most {limit} files.", "퀘스트 폴더에는 파일을 {limit}개까지만 둘 수 있습니다."
)
NOT_PLAIN = text(
    "Links and special files are not allowed in a quest; put the file itself here.",
    "퀘스트에는 링크나 특수 파일을 둘 수 없습니다. 파일 자체를 넣어 주십시오.",
)
ODD_FILE = text(
    "A file of this kind has no place in a quest; allowed are {allowed}.",
    "퀘스트에 둘 수 없는 종류의 파일입니다. 사용할 수 있는 종류: {allowed}",
)
FILE_TOO_LARGE = text("The file is larger than {limit} MB.", "파일이 {limit} MB보다 큽니다.")
FOLDER_TOO_LARGE = text(
    "The folder's files have more than {limit} MB together. Put data into the data store, not into the quest.",
    "폴더의 파일을 모두 합치면 {limit} MB가 넘습니다. 데이터는 퀘스트가 아니라 데이터 저장소에 넣어 주십시오.",
)

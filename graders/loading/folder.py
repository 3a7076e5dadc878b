"""A quest folder from outside: what it may hold, and :func:`load`."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from graders.loading.checks import problems_of
from graders.quest import Problem, Quest, QuestInvalid, digest
from graders.quest.folder import entries
from graders.text import text

ALLOWED_SUFFIXES = {".toml", ".ipynb", ".py", ".md", ".txt", ".csv", ".json", ".png", ".jpg", ".jpeg", ".webp"}
MAX_FILES = 200
MAX_FILE_BYTES = 20_000_000
MAX_FOLDER_BYTES = 60_000_000


def load(folder: Path, *, known_data: Collection[str] | None = None) -> Quest:
    """Read and check a quest folder, executing nothing.

    Args:
        folder: the folder that holds ``quest.toml``.
        known_data: names of the data sets there are; unknown ones are a problem when it is given.

    Raises:
        QuestInvalid: with every problem found.
    """
    if problems := list(_odd_files(folder)):
        raise QuestInvalid(problems)
    file, problems = problems_of(folder, known_data)
    if problems or file is None:
        raise QuestInvalid(problems)
    return Quest(folder=folder, file=file, digest=digest(folder))


def _odd_files(folder: Path) -> Iterator[Problem]:
    """Links, devices, unknown kinds of file, and too much of anything."""
    if not folder.is_dir():
        yield Problem("quest.toml", None, NO_FOLDER)
        return
    total = 0
    for count, path in enumerate(entries(folder), start=1):
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

"""Unpacking a quest folder that somebody uploaded as a zip. Nothing in the archive is believed."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from graders.loading.folder import MAX_FILE_BYTES, MAX_FILES, MAX_FOLDER_BYTES
from graders.quest import Problem, QuestInvalid
from graders.text import Text, text

MAX_ZIP_BYTES = 50_000_000
MAX_RATIO = 200
"""Unpacked to packed size of one file, from which on it is taken for a bomb (notebooks reach about 20)."""
RATIO_MATTERS_FROM = 1_000_000
JUNK_NAMES = {".DS_Store", "Thumbs.db", "desktop.ini"}
JUNK_FOLDERS = {"__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git"}
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,  # a compression that Python does not know
    RuntimeError,  # encrypted
    EOFError,
    OverflowError,
    ValueError,  # places before the file's beginning, names in no alphabet
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
DOS_ATTRIBUTE_BITS = 16
"""A zip keeps the Unix mode above these bits of ``external_attr``."""


def safe_extract(zip_bytes: bytes, target: Path) -> None:
    """Unpack a quest's zip into ``target``, an empty or absent folder.

    One folder around everything is taken off. What macOS, Windows and Jupyter leave behind is skipped.
    The archive is checked whole before the first file is written, and sizes are
    counted again while unpacking, since the archive's own figures may lie.

    Raises:
        QuestInvalid: it is no zip, or holds what a quest may not hold; with every problem found.
    """
    if len(zip_bytes) > MAX_ZIP_BYTES:
        raise QuestInvalid([_problem(TOO_LARGE.format(limit=MAX_ZIP_BYTES // 1_000_000))])
    try:
        with zipfile.ZipFile(io.BytesIO(zip_bytes)) as archive:
            entries = _entries(archive)
            target.mkdir(parents=True, exist_ok=True)
            _unpack(archive, entries, target)
    except QuestInvalid:
        raise
    except BROKEN as error:
        raise QuestInvalid([_problem(NOT_ZIP.format(what=str(error)[:200] or type(error).__name__))]) from error


def _entries(archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files to unpack and where to, relative to the quest folder."""
    problems: list[Problem] = []
    kept: list[tuple[zipfile.ZipInfo, PurePosixPath]] = []
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if JUNK_FOLDERS & set(path.parts) or path.name in JUNK_NAMES or path.name.startswith("._"):
            continue
        if reason := _refusal(entry, path):
            problems.append(Problem(entry.filename[:200], None, reason))
        elif not entry.is_dir():
            kept.append((entry, path))
    if len(kept) > MAX_FILES:
        problems.append(_problem(TOO_MANY.format(limit=MAX_FILES)))
    if sum(entry.file_size for entry, _ in kept) > MAX_FOLDER_BYTES:
        problems.append(_problem(UNPACKS_TOO_LARGE.format(limit=MAX_FOLDER_BYTES // 1_000_000)))
    stripped = _without_top_folder(kept)
    lowered = [path.as_posix().lower() for _, path in stripped]
    for entry, path in stripped:
        if lowered.count(path.as_posix().lower()) > 1 and len(lowered) <= MAX_FILES:
            problems.append(Problem(entry.filename[:200], None, TWICE))
    if not kept and not problems:
        problems.append(_problem(EMPTY))
    if problems:
        raise QuestInvalid(problems[:MAX_FILES])
    return stripped


def _refusal(entry: zipfile.ZipInfo, path: PurePosixPath) -> Text | None:
    mode = entry.external_attr >> DOS_ATTRIBUTE_BITS
    name = entry.filename
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not name.isprintable():
        return OUTSIDE
    if len(path.parts) > 6 or len(name) > 200 or not path.parts:
        return NAME_TOO_LONG
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return LINK
    if entry.flag_bits & 0x1:
        return ENCRYPTED
    if entry.file_size > MAX_FILE_BYTES:
        return FILE_TOO_LARGE.format(limit=MAX_FILE_BYTES // 1_000_000)
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return BOMB
    return None


def _without_top_folder(
    kept: list[tuple[zipfile.ZipInfo, PurePosixPath]],
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    tops = {path.parts[0] for _, path in kept}
    if len(tops) == 1 and all(len(path.parts) > 1 for _, path in kept):
        return [(entry, PurePosixPath(*path.parts[1:])) for entry, path in kept]
    return kept


def _unpack(archive: zipfile.ZipFile, entries: list[tuple[zipfile.ZipInfo, PurePosixPath]], target: Path) -> None:
    for entry, path in entries:
        place = target / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as packed, place.open("xb") as file:
                left = entry.file_size
                while block := _block(packed, min(left + 1, 1 << 16)):
                    left -= len(block)
                    if left < 0:
                        raise QuestInvalid([Problem(entry.filename, None, BOMB)])
                    file.write(block)
        except (FileExistsError, NotADirectoryError):
            raise QuestInvalid([Problem(entry.filename, None, TWICE)]) from None


def _block(packed: IO[bytes], size: int) -> bytes:
    """The next bytes of a packed file."""
    try:
        return packed.read(size)
    except OSError as error:  # how bzip2 says that its data are broken; the archive itself lies in memory
        raise zipfile.BadZipFile(str(error)) from error


def _problem(message: Text) -> Problem:
    return Problem("quest.zip", None, message)


TOO_LARGE = text("The zip is larger than {limit} MB.", "zip 파일이 {limit} MB보다 큽니다.")
NOT_ZIP = text(
    "This is not a zip file that can be unpacked ({what}). Zip the quest's folder again and upload that.",
    "압축을 풀 수 있는 zip 파일이 아닙니다({what}). 퀘스트 폴더를 다시 압축해 올려 주십시오.",
)
EMPTY = text("The zip holds no files.", "zip 파일에 파일이 하나도 없습니다.")
TOO_MANY = text("The zip holds more than {limit} files.", "zip 파일에 파일이 {limit}개보다 많이 들어 있습니다.")
UNPACKS_TOO_LARGE = text("The zip unpacks to more than {limit} MB.", "압축을 풀면 {limit} MB가 넘습니다.")
FILE_TOO_LARGE = text("The file is larger than {limit} MB.", "파일이 {limit} MB보다 큽니다.")
OUTSIDE = text(
    "This name is not allowed: names must stay inside the folder (no .., no absolute path, "
    "no backslash or colon, no control characters).",
    "허용되지 않는 이름입니다. 폴더 밖을 가리킬 수 없습니다(.., 절대 경로, 역슬래시, 콜론, 제어 문자 금지).",
)
NAME_TOO_LONG = text(
    "The name is too long or lies too many folders deep.", "이름이 너무 길거나 폴더가 너무 깊게 중첩되어 있습니다."
)
LINK = text(
    "Links and special files are not allowed; put the file itself into the zip.",
    "링크나 특수 파일은 허용하지 않습니다. 파일 자체를 zip에 넣어 주십시오.",
)
ENCRYPTED = text(
    "The file is encrypted. Make the zip without a password.", "암호화된 파일입니다. 암호 없이 압축해 주십시오."
)
BOMB = text(
    "The file unpacks to far more than the zip says or than its size allows.",
    "압축을 풀었을 때의 크기가 zip에 적힌 것이나 상식적인 크기를 크게 넘습니다.",
)
TWICE = text(
    "The zip holds several files of this name (upper and lower case count as the same).",
    "같은 이름의 파일이 zip에 여러 개 있습니다(대소문자는 구별하지 않습니다).",
)

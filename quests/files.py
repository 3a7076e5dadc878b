"""Uploads and quest folders, kept by the hash of their content.

Uploads go through Django's default storage, a folder by default and any object store by configuration.
Quest folders stay on the file system, because a sandbox mounts them.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from graders.quest.folder import IGNORED_FOLDERS

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileNotKept(OSError):
    """The store could not take a file: a full disk, a missing right, an object store that is away."""


class FileLost(OSError):
    """A stored file is gone or no longer what was stored."""


def keep(content: bytes) -> str:
    """Store ``content`` and return its SHA-256. Storing the same again changes nothing.

    Raises:
        FileNotKept: nothing was stored.
    """
    digest = hashlib.sha256(content).hexdigest()
    name = _name(digest)
    try:
        try:
            path = Path(default_storage.path(name))
        except NotImplementedError:
            _keep_object(name, content)
        else:
            _keep_file(path, content)
    except Exception as error:  # every storage backend raises errors of its own
        raise FileNotKept(f"cannot store {name}: {error}") from error
    return digest


def read(digest: str) -> bytes:
    """The content stored under ``digest``.

    Raises:
        FileLost: it is not there, or is not what was stored.
    """
    name = _name(digest)
    try:
        with default_storage.open(name, "rb") as file:
            content: bytes = file.read()
    except Exception as error:  # every storage backend raises errors of its own
        raise FileLost(f"cannot read {name}: {error}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise FileLost(f"{name} was changed after it was stored")
    return content


def quest_folder(digest: str) -> Path:
    """Where the quest folder of this digest lies; it need not exist yet."""
    _check(digest)
    return Path(settings.HOME) / "quests" / digest


def evidence_folder(submission: uuid.UUID | str, attempt: int) -> Path:
    """Where one attempt's evidence lies; it need not exist yet."""
    return Path(settings.HOME) / "evidence" / str(uuid.UUID(str(submission))) / str(int(attempt))


def keep_quest_folder(source: Path, digest: str) -> Path:
    """Copy a quest folder into the store, whole or not at all, and return its place there.

    Raises:
        FileNotKept: nothing was stored.
    """
    target = quest_folder(digest)
    if target.is_dir():
        return target
    unfinished = target.with_name(f".{digest}.{uuid.uuid4().hex}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, unfinished, ignore=shutil.ignore_patterns(*IGNORED_FOLDERS))
        try:
            unfinished.rename(target)
        except OSError:
            if not target.is_dir():  # else somebody stored the same folder meanwhile
                raise
    except (OSError, shutil.Error) as error:
        raise FileNotKept(f"cannot store quest folder {digest}: {error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return target


def _check(digest: str) -> None:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256")


def _name(digest: str) -> str:
    _check(digest)
    return f"{digest[:2]}/{digest}"


def _keep_file(path: Path, content: bytes) -> None:
    """Write beside and rename, so that a full disk or a crash leaves no half file under the final name."""
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _keep_object(name: str, content: bytes) -> None:
    """Object stores write whole objects; one of the same name has the same content."""
    if default_storage.exists(name):
        return
    saved = default_storage.save(name, ContentFile(content))
    if saved != name:  # somebody stored the same file meanwhile, and the storage made up another name
        default_storage.delete(saved)

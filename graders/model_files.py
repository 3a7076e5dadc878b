"""The file of a saved Keras model, checked before Keras opens it.

A ``.keras`` file is a zip of ``config.json``, ``metadata.json``, ``model.weights.h5`` and, for layers that learned a
vocabulary, ``assets/.../vocabulary.txt``. Here it is no more than bytes: nothing of it is made or run.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Any

from graders.evidence import EvidenceInvalid

MEMBERS = frozenset({"config.json", "metadata.json", "model.weights.h5"})
VOCABULARY = re.compile(r"assets(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}){1,20}/vocabulary\.txt")
"""What a layer that learned its words writes besides."""
MAX_VOCABULARIES = 40
MAX_VOCABULARY_WORDS = 200_000
MAX_VOCABULARY_BYTES = 16 * 1024 * 1024
MAX_FILE_BYTES = 512 * 1024 * 1024
MAX_CONFIG_BYTES = 4 * 1024 * 1024
MAX_HDF5_OBJECTS = 50_000


def checked_config(path: Path) -> dict[str, Any]:
    """``config.json``, after the whole file has been checked."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(archive, path)
            config = json.loads(archive.read("config.json"))
            with archive.open("model.weights.h5") as weights:
                _check_weights(weights, path.name)
    except EvidenceInvalid:
        raise
    except (
        OSError,
        ValueError,
        RuntimeError,
        KeyError,
        EOFError,
        RecursionError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise EvidenceInvalid(f"{path.name}: {str(error)[:300]}") from error
    if not isinstance(config, dict):
        raise EvidenceInvalid(f"{path.name}: config.json holds no object")
    return config


def _check_members(archive: zipfile.ZipFile, path: Path) -> None:
    names = [entry.filename for entry in archive.infolist()]
    vocabularies = sorted(set(names) - MEMBERS)
    if not set(names) >= MEMBERS or len(set(names)) != len(names) or not all(map(VOCABULARY.fullmatch, vocabularies)):
        raise EvidenceInvalid(f"{path.name} holds {names[:5]}, not {sorted(MEMBERS)} and vocabularies")
    if max(path.stat().st_size, sum(entry.file_size for entry in archive.infolist())) > MAX_FILE_BYTES:
        raise EvidenceInvalid(f"{path.name} has more than {MAX_FILE_BYTES} bytes")
    if archive.getinfo("config.json").file_size > MAX_CONFIG_BYTES:
        raise EvidenceInvalid(f"{path.name}: config.json has more than {MAX_CONFIG_BYTES} bytes")
    if len(vocabularies) > MAX_VOCABULARIES:
        raise EvidenceInvalid(f"{path.name} holds more than {MAX_VOCABULARIES} vocabularies")
    for name in vocabularies:
        _check_vocabulary(archive, name)


def _check_vocabulary(archive: zipfile.ZipFile, name: str) -> None:
    """Refuses a list of words so long that what a layer makes of it would not fit."""
    if archive.getinfo(name).file_size > MAX_VOCABULARY_BYTES:
        raise EvidenceInvalid(f"{name} has more than {MAX_VOCABULARY_BYTES} bytes")
    if len(archive.read(name).decode().splitlines()) > MAX_VOCABULARY_WORDS:
        raise EvidenceInvalid(f"{name} holds more than {MAX_VOCABULARY_WORDS} words")


def copy_with_config(path: Path, config: dict[str, Any], place: Path) -> Path:
    """The same file with another configuration, written in the folder ``place``."""
    copy = place / path.name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            if name == "config.json":
                new.writestr(name, json.dumps(config))
                continue
            with old.open(name) as member, new.open(name, "w", force_zip64=True) as written:
                shutil.copyfileobj(member, written)
    return copy


def _check_weights(file: Any, name: str) -> None:
    """Refuses an HDF5 file that points out of itself or claims more than it holds."""
    import h5py

    with h5py.File(file, "r") as weights:
        groups = [weights]
        seen: set[int] = set()
        while groups:
            group = groups.pop()
            for key in group:
                if not isinstance(group.get(key, getlink=True), h5py.HardLink):
                    raise EvidenceInvalid(f"{name}: {key!r} is a link to elsewhere")
                member = group[key]
                address = h5py.h5o.get_info(member.id).addr
                if address in seen or len(seen) > MAX_HDF5_OBJECTS:
                    raise EvidenceInvalid(f"{name}: too many objects, or one object twice")
                seen.add(address)
                if isinstance(member, h5py.Group):
                    groups.append(member)
                elif not isinstance(member, h5py.Dataset) or not _is_plain(member):
                    raise EvidenceInvalid(f"{name}: {key!r} is no plain array of numbers")


def _is_plain(dataset: Any) -> bool:
    """Numbers stored in one piece in the file itself, as Keras stores them."""
    if dataset.external or dataset.is_virtual or dataset.chunks or dataset.dtype.kind not in "biufV":
        return False
    return dataset.size == 0 or dataset.id.get_storage_size() == dataset.nbytes

"""Published files that an admin brings, in place of a twin's: recognised and checked by their hashes."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graders.text import Text, text
from quests.datasets.card import Card
from quests.datasets.making import Progress, alone, silent, workshop
from quests.datasets.recipe import RealFile, Recipe
from quests.datasets.store import Store

CHUNK = 2**20
NOT_A_FILE = text("{path} is no file.", "{path}은(는) 파일이 아닙니다.")
UNKNOWN = text(
    "{path} is none of the published files that Questbook knows, neither by its name nor by its hash "
    "(sha256 {sha256}). It knows: {known}. A file that was renamed is recognised by its hash; --as NAME says which one "
    "it should be.",
    "{path}은(는) Questbook이 아는 공개 파일이 아닙니다. 이름도 해시(sha256 {sha256})도 맞지 않습니다. "
    "아는 파일: {known}. 이름을 바꾼 파일은 해시로 알아봅니다. --as NAME으로 어느 파일인지 지정할 수도 있습니다.",
)
WRONG_HASH = text(
    "{path} is not the published {file}, so it was not taken.\n"
    "  expected {algorithm} {expected}\n  found    {algorithm} {found}\n"
    "The published file is at {address}. Was the download cut short, or is this another file of the same name?",
    "{path}은(는) 공개된 {file}이(가) 아니어서 받아들이지 않았습니다.\n"
    "  기대한 {algorithm} {expected}\n  확인된 {algorithm} {found}\n"
    "공개된 파일은 {address} 에 있습니다. 다운로드가 중간에 끊겼거나 이름만 같은 파일이 아닌지 확인하십시오.",
)
NO_HELD_OUT = text(
    "{path} is the published {file}, but Questbook cannot hold rows out of {name}'s published files yet, so quests "
    "could not be judged on them. The twin stays.",
    "{path}은(는) 공개된 {file}이(가) 맞지만, {name}의 공개 파일에서 채점용 행을 고르는 방법이 아직 없어 "
    "퀘스트를 채점할 수 없습니다. 쌍둥이 데이터를 그대로 둡니다.",
)
OTHER_THAN_NAMED = text(
    "{path} is the published {file} of {name}, not {given}, so it was not taken. If {file} is what you mean, leave "
    "--as out.",
    "{path}은(는) {given}이(가) 아니라 {name}의 공개된 {file}이어서 받아들이지 않았습니다. {file}을(를) 가져오려면 "
    "--as를 빼고 실행하십시오.",
)


class Refused(ValueError):
    """The file is not taken."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True)
class Brought:
    """A published file was taken."""

    name: str
    """The data set."""
    file: str
    missing: tuple[RealFile, ...]
    """Files of the set that are still to be brought; the twin stays until then."""
    card: Card | None
    """Of the set, once it is all there."""


def bring(store: Store, path: Path, given_name: str | None = None, progress: Progress = silent) -> Brought:
    """Take a published file; when it makes its set whole, that takes the place of the twin.

    One at a time: another process that brings a file waits.

    Args:
        given_name: the published name of the file, where it has another one here.

    Raises:
        Refused: it is no published file, its hash is another, it is another one than was named, or its data set takes
            none.
        OSError: it cannot be read, or the disk is full.
    """
    if not path.is_file():
        raise Refused(NOT_A_FILE.format(path=path))
    lock = _there(store.data) / ".bringing.lock"
    with alone(lock, progress), workshop(store.data, "bringing") as folder:
        copy = folder / "file"
        hashes = _copy(path, copy)  # what was hashed is what is taken, whoever writes to the original meanwhile
        recipe, file = _recognised(store, path, given_name, hashes)
        if card := _whole_already(store, recipe):
            return Brought(recipe.name, file.file, (), card)
        brought = _there(store.brought_dir(recipe.name))
        copy.rename(brought / file.file)
        return _taken(store, recipe, file, brought, progress)


def _whole_already(store: Store, recipe: Recipe) -> Card | None:
    """The card of a set whose published files are all in place and undamaged, brought a second time."""
    card = store.card(recipe.name)
    return card if card and card.origin == "real" and not store.examine(recipe.name)[1] else None


def _taken(store: Store, recipe: Recipe, file: RealFile, brought: Path, progress: Progress) -> Brought:
    """Have what was brought take the twin's place, if that is the whole set."""
    assert recipe.real is not None
    missing = tuple(other for other in recipe.real.files if not (brought / other.file).is_file())
    if missing:
        return Brought(recipe.name, file.file, missing, None)
    card = store.take(recipe.name, {other.file: brought / other.file for other in recipe.real.files}, progress)
    shutil.rmtree(brought, ignore_errors=True)
    return Brought(recipe.name, file.file, (), card)


def waiting(store: Store, name: str) -> tuple[list[str], list[RealFile]]:
    """Names of the published files of a set that were brought, and those still missing; empty where none was."""
    real, brought = store.recipe(name).real, store.brought_dir(name)
    if real is None or not brought.is_dir():
        return [], []
    here = [file for file in real.files if (brought / file.file).is_file()]
    return [file.file for file in here], [file for file in real.files if file not in here]


def _recognised(store: Store, path: Path, given: str | None, hashes: dict[str, str]) -> tuple[Recipe, RealFile]:
    """Which published file it is.

    Args:
        given: the name of the one that it should be, where who brings it says so.

    Raises:
        Refused: none, another one than it should be, or one that is of no use here.
    """
    name = given or path.name
    known = list(_published(store))
    for recipe, file in known:
        algorithm, expected = file.digest.split(":")
        if hashes[algorithm] == expected:
            if given and file.file != given:
                raise Refused(OTHER_THAN_NAMED.format(path=path, file=file.file, name=recipe.name, given=given))
            if recipe.heldout and not recipe.heldout_of_real:
                raise Refused(NO_HELD_OUT.format(path=path, file=file.file, name=recipe.name))
            return recipe, file
    for _, file in known:
        if file.file == name:
            algorithm, expected = file.digest.split(":")
            raise Refused(
                WRONG_HASH.format(
                    path=path,
                    file=name,
                    algorithm=algorithm,
                    expected=expected,
                    found=hashes[algorithm],
                    address=file.address,
                )
            )
    names = ", ".join(sorted(file.file for _, file in known))
    raise Refused(UNKNOWN.format(path=path, sha256=hashes["sha256"], known=names or "-"))


def _published(store: Store) -> Iterator[tuple[Recipe, RealFile]]:
    for name in store.names():
        recipe = store.recipe(name)
        for file in recipe.real.files if recipe.real else ():
            yield recipe, file


def _copy(source: Path, target: Path) -> dict[str, str]:
    """Copy a file; the hashes of what was copied, by algorithm."""
    hashes = {"sha256": hashlib.sha256(), "md5": hashlib.md5(usedforsecurity=False)}
    with source.open("rb") as origin, target.open("xb") as copy:
        while piece := origin.read(CHUNK):
            copy.write(piece)
            for each in hashes.values():
                each.update(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return {algorithm: each.hexdigest() for algorithm, each in hashes.items()}


def _there(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder

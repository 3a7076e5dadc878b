"""What lies in the store under one name: a card, kept as JSON beside the data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graders.text import Text, text
from quests.datasets.recipe import Recipe

TWIN_HELD_OUT = text(
    "{rows:,} rows drawn here besides, from this installation's secret seed; no file holds them.",
    "{rows:,}행을 이 서버만 아는 시드로 따로 만들었습니다. 어느 파일에도 들어 있지 않습니다.",
)
REAL_HELD_OUT = text(
    "{rows:,} of the published test rows, chosen by this installation's secret seed. The published file stays whole, "
    "so learners have these rows and their labels too; what catches training on them are criteria of kind leakage.",
    "공개된 테스트 행 가운데 {rows:,}행을 이 서버만 아는 시드로 골랐습니다. 공개 파일은 그대로 두므로 학습자도 이 행과 "
    "레이블을 볼 수 있습니다. 이 행으로 훈련했는지는 leakage 기준이 확인합니다.",
)
NONE_HELD_OUT = text("Nothing.", "없습니다.")


class Card(BaseModel):
    """What one data set is. Read back as any JSON from a disk is: checked, and no card at all where it is wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)

    name: str
    version: int
    """The recipe's when it was made."""
    title: Text
    about: Text
    origin: Literal["twin", "real"]
    """Made here to teach the same lesson, or the published files themselves."""
    source: str
    """Where it comes from: the module that made it, or an address."""
    licence: str
    """SPDX identifier; NOASSERTION where a publisher states none."""
    files: dict[str, str]
    """SHA-256 of each public file by name; of a folder, over its files' names and contents."""
    size: int = Field(ge=0)
    """Bytes of all public files."""
    held_out: Text
    """What no learner was given to train on, and how far that may be relied on."""
    heldout_rows: int = Field(ge=0)
    heldout_files: dict[str, str]
    """SHA-256 of the files with the held-out rows and their labels."""

    @property
    def sha256(self) -> str:
        """Of its only file, or over the names and hashes of all of them: equal where the data are."""
        if len(self.files) == 1:
            return next(iter(self.files.values()))
        return _of_all(self.files)

    @property
    def heldout_sha256(self) -> str:
        """Over the files with the held-out rows and their labels, byte by byte.

        So it is another one, too, where a newer library packs the same rows otherwise: what is refused then could have
        been judged, and nothing is judged that should be refused.
        """
        return _of_all(self.heldout_files)

    def fits(self, recipe: Recipe) -> bool:
        """Whether it is of this recipe, as the recipe is now."""
        return (self.name, self.version, set(self.files)) == (recipe.name, recipe.version, set(recipe.files))


def _of_all(files: Mapping[str, str]) -> str:
    """One hash over the names and hashes of several files."""
    lines = "".join(f"{name}\0{hash_}\n" for name, hash_ in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def card_of(recipe: Recipe, public: Path, heldout: Path, rows: int, origin: Literal["twin", "real"]) -> Card:
    """The card of what lies in these two folders.

    Args:
        rows: how many are held out.
    """
    what = recipe if origin == "twin" or recipe.real is None else recipe.real
    held_out = TWIN_HELD_OUT if origin == "twin" else REAL_HELD_OUT
    return Card(
        name=recipe.name,
        version=recipe.version,
        title=what.title,
        about=what.about,
        origin=origin,
        source=recipe.public.__module__ if what is recipe else _published_at(recipe),
        licence=what.licence,
        files={name: digest(public / name) for name in recipe.files},
        size=sum(path.stat().st_size for path in public.rglob("*") if path.is_file()),
        held_out=held_out.format(rows=rows) if rows else NONE_HELD_OUT,
        heldout_rows=rows,
        heldout_files={path.name: digest(path) for path in sorted(heldout.glob("*.npz"))},
    )


def digest(path: Path, algorithm: str = "sha256") -> str:
    """The hash of a file's content in hexadecimal, or over the names and hashes of all files of a folder."""
    if path.is_dir():
        whole = hashlib.new(algorithm)
        for each in sorted(path.rglob("*")):
            if each.is_file():
                whole.update(f"{each.relative_to(path).as_posix()}\0{digest(each, algorithm)}\n".encode())
        return whole.hexdigest()
    with path.open("rb") as content:
        return hashlib.file_digest(content, algorithm).hexdigest()


def _published_at(recipe: Recipe) -> str:
    assert recipe.real is not None
    return " ".join(dict.fromkeys(file.address.rsplit("/", 1)[0] + "/" for file in recipe.real.files))

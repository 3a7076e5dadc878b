"""Data sets that exist only here, packed so that a notebook that asks Keras for them runs on a learner's own machine.

What others publish is left out: Keras downloads that by itself, and would throw a twin of it away by its hash.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from quests.datasets.card import Card
from quests.datasets.store import Store

DATASETS = "datasets"
"""Where ``keras.utils.get_file`` looks, below ``~/.keras``."""


def only_here(store: Store, names: Sequence[str]) -> list[str]:
    """Of these data sets, the ones that nobody publishes."""
    return [name for name in names if name in store.names() and store.recipe(name).real is None]


def cards(store: Store, names: Sequence[str]) -> list[Card]:
    """The cards of these data sets; none at all while one of them is not made."""
    found = [store.card(name) for name in names]
    return [card for card in found if card] if all(found) else []


def packed(store: Store, cards: Sequence[Card], folder: Path) -> bytes:
    """A ZIP file to unpack into ``~/.keras``. A folder lies in it as the archive that ``extract=True`` unpacks.

    It is kept in ``folder``, one for the same names, until a data set is made anew: a cohort asks for it at once.

    Raises:
        OSError: a data set is being made anew, or the disk is full.
    """
    names = "-".join(card.name for card in cards)
    digest = hashlib.sha256("".join(card.model_dump_json() for card in cards).encode()).hexdigest()
    kept = folder / f"{names}-{digest[:16]}.zip"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    content = _zipped(
        {
            f"{DATASETS}/{name}_archive" if path.is_dir() else f"{DATASETS}/{name}": path
            for card in cards
            for path, name in store.public_files(card.name)
        }
    )
    if [store.card(card.name) for card in cards] != list(cards):
        raise FileNotFoundError(f"{names}: made anew while it was packed")
    _keep(kept, content)
    for old in folder.glob(f"{names}-*.zip"):
        if old != kept:
            old.unlink(missing_ok=True)
    return content


def _zipped(members: dict[str, Path]) -> bytes:
    """Stored as they are: pictures, arrays and models are compressed already."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, path in members.items():
            if path.is_dir():
                inside = {str(file.relative_to(path)): file for file in sorted(path.rglob("*")) if file.is_file()}
                archive.writestr(name, _zipped(inside))
            else:
                archive.write(path, name)
    return content.getvalue()


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        (Path(place) / path.name).write_bytes(content)
        (Path(place) / path.name).replace(path)

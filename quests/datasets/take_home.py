"""Data sets that exist only here, packed so that a notebook that asks Keras for them runs on a learner's own machine.

What others publish is left out: Keras downloads that by itself, and would throw a twin of it away by its hash.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from quests.datasets.card import Card
from quests.datasets.store import Store

DATASETS = "datasets"
"""Where ``keras.utils.get_file`` looks, below ``~/.keras``."""


def only_here(store: Store, names: Sequence[str]) -> list[Card]:
    """Of these data sets, the ones that are made and that nobody publishes."""
    known = [name for name in names if name in store.names() and store.recipe(name).real is None]
    return [card for name in known if (card := store.card(name))]


def packed(store: Store, cards: Sequence[Card]) -> bytes:
    """A ZIP file to unpack into ``~/.keras``. A folder lies in it as the archive that ``extract=True`` unpacks.

    Raises:
        OSError: a file is gone, as while the set is made anew.
    """
    return _zipped(
        {
            f"{DATASETS}/{name}_archive" if path.is_dir() else f"{DATASETS}/{name}": path
            for card in cards
            for path, name in store.public_files(card.name)
        }
    )


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

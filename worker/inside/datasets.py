"""``keras.datasets`` without a network: ``keras.utils.get_file`` is answered from the mounted data sets."""

import functools
import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import importing  # type: ignore[import-not-found]  # found in this folder when this runs

FETCHES = "keras.src.utils.file_utils"
"""The module of Keras that defines ``get_file``; every data set of Keras imports it from there."""
STORED = {
    "boston_housing.npz": "boston_housing",
    "cats_vs_dogs": "cats_vs_dogs",
    "imdb.npz": "imdb",
    "imdb_word_index.json": "imdb",
    "mnist.npz": "mnist",
    "reuters.npz": "reuters",
    "reuters_word_index.json": "reuters",
    "small_base.keras": "small_base",
    "t10k-images-idx3-ubyte.gz": "fashion_mnist",
    "t10k-labels-idx1-ubyte.gz": "fashion_mnist",
    "train-images-idx3-ubyte.gz": "fashion_mnist",
    "train-labels-idx1-ubyte.gz": "fashion_mnist",
}
"""The data set that each file and folder of the store belongs to. A test compares this with the store."""


class DatasetMissing(FileNotFoundError):
    """A file that this quest does not come with."""


def answer_from_disk() -> None:
    """Have Keras, whenever it is imported, find its data sets on disk."""
    importing.after_import(FETCHES, _patch)


def _patch(module: Any) -> None:
    module.get_file = _answering(module.get_file)


def _answering(original: "Callable[..., str]") -> "Callable[..., str]":
    """``get_file`` as it is called, with what is mounted in place of a download."""
    signature = inspect.signature(original)

    @functools.wraps(original)
    def get_file(*args: Any, **kwargs: Any) -> str:
        asked = signature.bind(*args, **kwargs)
        asked.apply_defaults()
        if str(asked.arguments["origin"]).startswith("file:"):
            return original(*args, **kwargs)  # the notebook's own file, which needs no network
        return _found(asked.arguments)

    return get_file


def _found(asked: "Mapping[str, Any]") -> str:
    """The path of what is asked for.

    Raises:
        DatasetMissing: it is not mounted.
    """
    folder = os.path.join(os.environ["KERAS_HOME"], "datasets")
    unpacked = bool(asked.get("extract") or asked.get("untar"))
    names = [
        os.path.basename(os.fspath(asked["fname"] or "")),
        os.path.basename(urlsplit(str(asked["origin"] or "")).path),
    ]
    for name in filter(None, names):
        for candidate in _candidates(name, unpacked):
            path = os.path.join(folder, candidate)
            # A file that is to be unpacked would be of no use packed: what is mounted is unpacked already.
            if os.path.isdir(path) or (os.path.exists(path) and not unpacked):
                return path
    raise DatasetMissing(_why_not(next(filter(None, names), ""), folder))


def _candidates(name: str, unpacked: bool) -> "Iterator[str]":
    """What an answer may be called. Keras unpacks ``x.tar.gz`` into ``x_extracted``, earlier versions into ``x``."""
    yield name
    stem = name.split(".", maxsplit=1)[0]
    if unpacked:
        yield from (f"{stem}_extracted", stem)


def _why_not(name: str, folder: str) -> str:
    here = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    stem = name.split(".", maxsplit=1)[0]
    if stem in here and os.path.isdir(os.path.join(folder, stem)):
        return (
            f"{name!r} is here as a folder, already unpacked: ask for it with extract=True, "
            f"or use {os.path.join(folder, stem)!r}."
        )
    words = f"{name!r} is not among the data of this quest, and the sandbox has no network to download it."
    words += f" Here: {', '.join(here) or 'no data sets'}."
    if known := STORED.get(name) or STORED.get(stem):
        return f"{words} Questbook has it in its data set {known!r}, but this quest does not come with that."
    return f"{words} Data sets that quests may come with: {', '.join(sorted(set(STORED.values())))}."

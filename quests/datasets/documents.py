"""Made-up documents: words drawn from several *voices* over one vocabulary, ranked as Keras ranks words.

A document is a sequence of word ranks, 1 for the most frequent word of the language. Which voice
speaks at which place is up to the data set: a review lets praise and blame speak, a newswire its topic.
"""

from __future__ import annotations

import json
import pickle  # noqa: TID251  # Keras publishes its texts so; _ArraysOnly reads nothing but arrays from it
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

ONSETS, NUCLEI, CODAS = (
    sounds.split(",")
    for sounds in (
        "b,br,c,ch,cl,d,dr,f,fl,g,gl,gr,h,j,k,l,m,n,p,pl,pr,r,s,sh,sk,sl,st,t,th,tr,v,w",
        "a,a,e,e,i,i,o,o,u,ai,ea,ee,io,oo,ou",
        ",,,,l,m,n,n,nd,r,r,rn,rt,s,s,st,t,ck",
    )
)
"""What made-up syllables begin with, sound by, and words end on; the more often, the likelier."""


class Language:
    """A vocabulary in order of frequency, and voices that draw from it.

    Args:
        voices: of each voice the words it uses with their weights, in any scale.
        shares: how much of all text each voice speaks, about; it decides the words' ranks.
    """

    def __init__(self, voices: Mapping[str, Mapping[str, float]], shares: Mapping[str, float]) -> None:
        self._number = {name: number for number, name in enumerate(voices)}
        frequency: dict[str, float] = {}
        for name, words in voices.items():
            scale = shares[name] / sum(words.values())
            for word, weight in words.items():
                frequency[word] = frequency.get(word, 0.0) + scale * weight
        self.words = sorted(frequency, key=frequency.__getitem__, reverse=True)
        self.ranks = {word: rank for rank, word in enumerate(self.words, 1)}
        self._ranks = np.array([self.ranks[word] for words in voices.values() for word in words], np.int32)
        self._upto = np.concatenate([number + _cumulative(words) for number, words in enumerate(voices.values())])

    def voices(self, names: Sequence[str]) -> Array:
        """The numbers of these voices, for ``draw``."""
        return np.array([self._number[name] for name in names])

    def draw(self, voices: Array, rng: np.random.Generator) -> Array:
        """A word's rank for each place, spoken by the voice whose number stands there."""
        # Each voice's probabilities add up to 1 and start at its number: one search serves all of them.
        return self._ranks[np.searchsorted(self._upto, voices + rng.random(voices.shape), side="right")]

    def write_index(self, path: Path) -> None:
        """The word index, as Keras' ``get_word_index`` reads it."""
        path.write_text(json.dumps(self.ranks), encoding="utf-8")
        path.chmod(0o644)


def _cumulative(words: Mapping[str, float]) -> Array:
    weights = np.fromiter(words.values(), float, len(words))
    cumulative = np.cumsum(weights) / weights.sum()
    cumulative[-1] = 1.0
    return cumulative


def zipf(words: Sequence[str], *, offset: float = 2.7, exponent: float = 1.0) -> dict[str, float]:
    """Weights that fall with a word's place by the law of Zipf and Mandelbrot: 1 / (place + offset) ** exponent."""
    return {word: (place + offset) ** -exponent for place, word in enumerate(words, 1)}


def coined(count: int, taken: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Made-up words that can be pronounced, all different and none of those ``taken``."""
    words: list[str] = []
    known = set(taken)
    while len(words) < count:
        syllables = rng.choice([2, 2, 2, 3, 3, 4], 1000)
        onsets, nuclei, codas = (rng.integers(0, len(part), (1000, 4)) for part in (ONSETS, NUCLEI, CODAS))
        for length, onset, nucleus, coda in zip(
            syllables.tolist(), onsets.tolist(), nuclei.tolist(), codas.tolist(), strict=True
        ):
            word = "".join(ONSETS[onset[part]] + NUCLEI[nucleus[part]] for part in range(length)) + CODAS[coda[0]]
            if word not in known:
                known.add(word)
                words.append(word)
    return words[:count]


def lengths(count: int, *, mean: float, median: float, least: int, most: int, rng: np.random.Generator) -> Array:
    """Lengths of documents with a long tail: log-normal, cut to ``least`` and ``most``."""
    spread = np.sqrt(2 * np.log(mean / median))
    return np.clip(np.exp(rng.normal(np.log(median), spread, count)), least, most).astype(np.int64)


def ragged(tokens: Array, lengths: Array) -> Array:
    """An array of lists, one a document, of all documents' tokens end to end."""
    documents = np.empty(len(lengths), object)
    ends = np.cumsum(lengths)
    for number, (start, end) in enumerate(zip((ends - lengths).tolist(), ends.tolist(), strict=True)):
        documents[number] = tokens[start:end].tolist()
    return documents


def multi_hot(tokens: Array, lengths: Array, *, words: int, start: int = 1, oov: int = 2, index_from: int = 3) -> Array:
    """Rows (n, ``words``) of 0 and 1, uint8: which indices a document holds, as Keras' loaders would number them."""
    rows = np.zeros((len(lengths), words), np.uint8)
    indices = tokens + index_from
    rows[np.repeat(np.arange(len(lengths)), lengths), np.where(indices < words, indices, oov)] = 1
    rows[:, start] = 1
    return rows


def multi_hot_lists(documents: Array, *, words: int) -> Array:
    """The same for an array of lists of ranks."""
    tokens = np.concatenate([np.asarray(document, np.int64) for document in documents])
    return multi_hot(tokens, np.array([len(document) for document in documents]), words=words)


def keras_order(count: int, seed: int = 113) -> Array:
    """The order that ``keras.datasets`` shuffles ``count`` rows into."""
    order = np.arange(count)
    np.random.RandomState(seed).shuffle(order)  # Keras' own generator
    return order


class _ArraysOnly(pickle.Unpickler):
    """Reads arrays of lists of numbers; whatever else a pickle could name is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("numpy", "ndarray"), ("numpy", "dtype")} or (
            module in {"numpy.core.multiarray", "numpy._core.multiarray"} and name == "_reconstruct"
        ):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"an array of lists does not need {module}.{name}")


def read_lists(path: Path) -> dict[str, Array]:
    """The arrays of an ``.npz`` in which some are arrays of lists, as Keras publishes its texts.

    Raises:
        pickle.UnpicklingError: it holds something else.
    """
    arrays = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            content = BytesIO(archive.read(member))
            try:
                array = np.lib.format.read_array(content, allow_pickle=False)
            except ValueError:  # an array of objects: the header, then a pickle
                content.seek(0)
                np.lib.format.read_magic(content)
                np.lib.format.read_array_header_1_0(content)
                array = _ArraysOnly(content).load()
            arrays[member.removesuffix(".npy")] = array
    return arrays

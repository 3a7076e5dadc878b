"""The twin of Reuters' newswires: 11,228 made-up wires in 46 topics in ``reuters.npz``, exactly as Keras has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graders.text import text
from quests.datasets import documents, published
from quests.datasets.documents import Array, Language
from quests.datasets.recipe import HeldOutRows, Recipe, Share, save_arrays
from quests.datasets.wire_words import FAMILIES, GLUE, TALK, TOPICS, Topic

FILE, INDEX = "reuters.npz", "reuters_word_index.json"

COUNTS = (
    *(67, 537, 94, 3972, 2423, 22, 62, 19, 177, 126, 154, 473, 62, 209, 28, 29, 543, 51, 86, 682, 339, 127, 22, 53, 81),
    *(123, 32, 19, 58, 23, 57, 52, 42, 16, 57, 16, 60, 21, 22, 29, 46, 38, 16, 27, 17, 19),
)
"""Wires of each topic among all 11,228; those of the real data set."""
VOCABULARY = 30_979
HELD_OUT = 2_000
HELD_OUT_WORDS = 10_000
"""Held-out rows are multi-hot over so many indices, as the book's ``num_words=10000`` gives them."""

LANGUAGE_SEED = 1851
"""The language is one and the same for public and held-out wires."""
TOPICAL, SHARED = 0.22, 0.12
"""How often a word that is no glue is one of its topic alone, or of a family of topics."""
VAGUE = 0.7
"""How much that varies among wires: the standard deviation of the logarithm."""
ELSEWHERE = 0.1
"""The share of wires that speak of another topic than the one they were filed under."""
NAMES_A_TOPIC = 60
"""Rarer words of each topic: companies, places and people, which take data to learn."""


class Wires(NamedTuple):
    """Newswires end to end."""

    tokens: Array
    """Ranks of words, 1 the most frequent."""
    lengths: Array
    labels: Array
    """Topics from 0 to 45, int64."""


@cache
def language() -> Language:
    """The vocabulary with its voices: glue, talk, one a family of topics and one a topic."""
    rng = np.random.default_rng(LANGUAGE_SEED)
    topical = [word for words in (*FAMILIES.values(), *(topic.words for topic in TOPICS)) for word in words]
    real = list(dict.fromkeys([*GLUE, *TALK, *topical]))
    names = documents.coined(VOCABULARY - len(real), real, rng)
    talk = documents.zipf([*TALK, *names], offset=8.0, exponent=1.1)
    often = np.array([talk[name] for name in names]) ** 0.6
    often /= often.sum()
    voices = {
        "glue": documents.zipf(GLUE, offset=2.0),
        "talk": talk,
        **{family: documents.zipf(words, exponent=0.7) for family, words in FAMILIES.items()},
    }
    shares = {"glue": 0.5, "talk": 0.5 * (1 - TOPICAL - SHARED), **dict.fromkeys(FAMILIES, 0.0)}
    for topic, count in zip(TOPICS, COUNTS, strict=True):
        rare = [names[place] for place in rng.choice(len(names), NAMES_A_TOPIC, replace=False, p=often)]
        voices[_voice(topic)] = documents.zipf([*topic.words, *rare], exponent=0.8)
        shares[_voice(topic)] = 0.5 * TOPICAL * count / sum(COUNTS)
        shares[topic.family] += 0.5 * SHARED * count / sum(COUNTS)
    return Language(voices, shares)


def _voice(topic: Topic) -> str:
    return f"topic {topic.name}"


def wires(labels: Array, rng: np.random.Generator) -> Wires:
    """A newswire for each topic."""
    spoken = language()
    glue, talk = spoken.voices(["glue", "talk"])
    topics = spoken.voices([_voice(topic) for topic in TOPICS])
    families = spoken.voices([topic.family for topic in TOPICS])
    count = len(labels)
    lengths = documents.lengths(count, mean=145, median=100, least=13, most=2376, rng=rng)
    # A wire is filed under one topic and may speak of any: of common ones more often than of rare ones.
    other = rng.choice(len(COUNTS), count, p=np.array(COUNTS) / sum(COUNTS))
    subject = np.where(rng.random(count) < ELSEWHERE, other, labels)
    clear = np.minimum(np.exp(VAGUE * rng.normal(size=count)), 0.9 / (TOPICAL + SHARED))

    wire = np.repeat(np.arange(count), lengths)
    place = np.arange(len(wire)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    kind = rng.random(len(wire)) / clear[wire]
    voices = np.where(kind < TOPICAL + SHARED, families[subject][wire], talk)
    voices = np.where(kind < TOPICAL, topics[subject][wire], voices)
    voices[place % 2 == 0] = glue
    return Wires(spoken.draw(voices, rng), lengths, labels)


def _labels(counts: Array, rng: np.random.Generator) -> Array:
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def _public(folder: Path, rng: np.random.Generator, share: Share) -> None:
    all_wires = wires(_labels(np.array(COUNTS), rng), rng)
    share(0.5)
    arrays = {"x": documents.ragged(all_wires.tokens, all_wires.lengths), "y": all_wires.labels}
    save_arrays(folder / FILE, arrays, lists=True)
    language().write_index(folder / INDEX)
    share(1.0)


def _heldout(rng: np.random.Generator, share: Share) -> HeldOutRows:
    labels = rng.choice(len(COUNTS), HELD_OUT, p=np.array(COUNTS) / sum(COUNTS))
    held = wires(labels, rng)
    return HeldOutRows(documents.multi_hot(held.tokens, held.lengths, words=HELD_OUT_WORDS), held.labels)


def _heldout_of_real(folder: Path, rng: np.random.Generator) -> HeldOutRows:
    """Some of the rows that ``keras.datasets.reuters.load_data`` gives as test rows."""
    arrays = documents.read_lists(folder / FILE)
    order = documents.keras_order(len(arrays["x"]))
    test = order[int(len(order) * 0.8) :]
    chosen = rng.choice(test, len(test) // 5, replace=False)
    return HeldOutRows(documents.multi_hot_lists(arrays["x"][chosen], words=HELD_OUT_WORDS), arrays["y"][chosen])


REUTERS = Recipe(
    name="reuters",
    title=text("Newswires in 46 topics (twin of Reuters)", "46가지 주제의 뉴스 (로이터의 쌍둥이)"),
    about=text(
        "11,228 made-up newswires as lists of word numbers, with the real set's format and its very uneven topics: "
        "a third of all wires are about earnings, some topics have fewer than twenty. Most common words are real, "
        "rare ones are made up, and a tenth of the wires speak of another topic than the one they are filed under. "
        "No wire of Reuters is in it.",
        "지어낸 뉴스 11,228건을 단어 번호의 리스트로 담았습니다. 파일 형식과 매우 고르지 않은 주제별 건수가 실제 "
        "데이터와 같아서, 전체의 3분의 1이 기업 실적 뉴스이고 스무 건이 안 되는 주제도 있습니다. 흔한 단어는 실제 "
        "영어이고 드문 단어는 지어낸 것이며, 열 건 중 한 건은 분류된 주제와 다른 이야기를 합니다. 로이터의 기사는 "
        "한 건도 들어 있지 않습니다.",
    ),
    licence="CC0-1.0",
    version=1,
    files=(FILE, INDEX),
    public=_public,
    heldout=_heldout,
    real=published.REUTERS,
    heldout_of_real=_heldout_of_real,
)
"""Read by ``keras.datasets.reuters.load_data()`` and ``get_word_index()``."""

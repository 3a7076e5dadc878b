"""The twin of IMDB's reviews: 50,000 made-up film reviews in ``imdb.npz``, exactly as Keras has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graders.text import text
from quests.datasets import documents, published
from quests.datasets.documents import Array, Language
from quests.datasets.film_words import BLAME, GENRES, GLUE, NEGATIONS, PRAISE, TALK
from quests.datasets.recipe import HeldOutRows, Recipe, Share, save_arrays

FILE, INDEX = "imdb.npz", "imdb_word_index.json"

REVIEWS = 25_000
"""For training, and as many for testing; half of each are favourable."""
VOCABULARY = 88_584
HELD_OUT = 3_000
HELD_OUT_WORDS = 10_000
"""Held-out rows are multi-hot over so many indices, as the book's ``num_words=10000`` gives them."""

LANGUAGE_SEED = 1911
"""The language is one and the same for public and held-out reviews."""
OPINION = 0.28
"""How often a word that is no glue praises or blames."""
GENRE = 0.12
CLARITY, MOOD = 1.25, 0.6
"""How far a review leans towards its label, in log-odds of praise against blame, and how that varies among reviews."""
NEGATED = 0.15
"""How often an opinion is put as the negation of its opposite, which a bag of words cannot tell."""
COINED_OPINIONS, COINED_SHARE = 4_000, 0.25
"""Rarer words of praise and of blame, and how much of all opinion they carry: what takes data to learn."""
CHUNK = 5_000


class Reviews(NamedTuple):
    """Reviews end to end."""

    tokens: Array
    """Ranks of words, 1 the most frequent."""
    lengths: Array
    labels: Array
    """1 for a favourable review, int64."""


@cache
def language() -> Language:
    """The vocabulary with its voices: glue, talk, praise, blame and one a genre."""
    rng = np.random.default_rng(LANGUAGE_SEED)
    of_genres = [word for words in GENRES.values() for word in words]
    real = list(dict.fromkeys([*GLUE, *NEGATIONS, *TALK, *PRAISE, *BLAME, *of_genres]))
    names = documents.coined(VOCABULARY - len(real), real, rng)
    talk = documents.zipf([*TALK, *names], offset=8.0, exponent=1.12)
    often = np.array([talk[name] for name in names]) ** 0.6
    praise, blame = np.split(rng.choice(len(names), 2 * COINED_OPINIONS, replace=False, p=often / often.sum()), 2)
    voices = {
        "glue": documents.zipf([*GLUE, *NEGATIONS], offset=2.0),
        "talk": talk,
        "praise": _opinions(PRAISE, [names[place] for place in sorted(praise)]),
        "blame": _opinions(BLAME, [names[place] for place in sorted(blame)]),
        **{name: documents.zipf(words, exponent=0.7) for name, words in GENRES.items()},
    }
    content = {"talk": 1 - OPINION - GENRE, "praise": OPINION / 2, "blame": OPINION / 2}
    shares = {name: share / 2 for name, share in content.items()} | dict.fromkeys(GENRES, GENRE / 2 / len(GENRES))
    return Language(voices, {"glue": 0.5, **shares})


def _opinions(plain: list[str], rare: list[str]) -> dict[str, float]:
    """A voice of plain words, and of rare ones that carry ``COINED_SHARE`` of its weight."""
    common, coined = documents.zipf(plain, exponent=0.6), documents.zipf(rare, offset=60.0, exponent=0.7)
    scale = COINED_SHARE / (1 - COINED_SHARE) * sum(common.values()) / sum(coined.values())
    return common | {word: scale * weight for word, weight in coined.items()}


def reviews(labels: Array, rng: np.random.Generator) -> Reviews:
    """A review for each label."""
    spoken = language()
    praise, blame, glue, talk = spoken.voices(["praise", "blame", "glue", "talk"])
    genres = spoken.voices(list(GENRES))
    count = len(labels)
    lengths = documents.lengths(count, mean=235, median=176, least=11, most=2494, rng=rng)
    lean = np.where(labels == 1, 1, -1) * CLARITY + MOOD * rng.normal(size=count)
    genre = genres[rng.integers(0, len(genres), count)]

    review = np.repeat(np.arange(count), lengths)
    place = np.arange(len(review)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    kind, turn = rng.random(len(review)), rng.random(len(review))
    opinion = (place % 2 == 1) & (kind < OPINION)
    praises = turn < (1 / (1 + np.exp(-lean)))[review]
    negated = opinion & (rng.random(len(review)) < NEGATED)

    voices = np.where(kind < OPINION + GENRE, genre[review], talk)
    voices = np.where(opinion, np.where(praises ^ negated, praise, blame), voices)
    voices[place % 2 == 0] = glue
    tokens = spoken.draw(voices, rng)
    no = np.array([spoken.ranks[word] for word in NEGATIONS], np.int32)
    before = np.flatnonzero(negated) - 1
    tokens[before] = no[rng.integers(0, len(no), len(before))]
    return Reviews(tokens, lengths, labels)


def _balanced(count: int, rng: np.random.Generator) -> Array:
    return rng.permutation(np.arange(count) % 2).astype(np.int64)


def _public(folder: Path, rng: np.random.Generator, share: Share) -> None:
    arrays: dict[str, Array] = {}
    for number, part in enumerate(("train", "test")):
        labels = _balanced(REVIEWS, rng)
        written = []
        for start in range(0, REVIEWS, CHUNK):
            chunk = reviews(labels[start : start + CHUNK], rng)
            written.append(documents.ragged(chunk.tokens, chunk.lengths))
            share((number + (start + CHUNK) / REVIEWS) * 0.4)
        arrays[f"x_{part}"], arrays[f"y_{part}"] = np.concatenate(written), labels
    save_arrays(folder / FILE, arrays, lists=True)
    language().write_index(folder / INDEX)
    share(1.0)


def _heldout(rng: np.random.Generator, share: Share) -> HeldOutRows:
    held = reviews(_balanced(HELD_OUT, rng), rng)
    return HeldOutRows(documents.multi_hot(held.tokens, held.lengths, words=HELD_OUT_WORDS), held.labels)


def _heldout_of_real(folder: Path, rng: np.random.Generator) -> HeldOutRows:
    arrays = documents.read_lists(folder / FILE)
    chosen = rng.choice(len(arrays["x_test"]), HELD_OUT, replace=False)
    rows = documents.multi_hot_lists(arrays["x_test"][chosen], words=HELD_OUT_WORDS)
    return HeldOutRows(rows, arrays["y_test"][chosen])


IMDB = Recipe(
    name="imdb",
    title=text("Film reviews, good and bad (twin of IMDB)", "좋거나 나쁜 영화 리뷰 (IMDB의 쌍둥이)"),
    about=text(
        "25,000 training and 25,000 test reviews of films as lists of word numbers, half of them favourable. They are "
        "word salad made here: glue, talk of a genre, praise and blame; common words are real, rare ones made up. "
        "One opinion in seven is a negation (`not boring`), which a bag of words cannot tell. Format, lengths and "
        "labels are as in the real set; none of its reviews is in it.",
        "영화 리뷰를 단어 번호의 리스트로 담은 것으로, 훈련용과 시험용이 25,000편씩이며 절반은 호평입니다. 여기서 "
        "만든 낱말 비빔이어서 연결하는 말, 장르 이야기, 칭찬과 비난이 섞여 있습니다. 흔한 단어는 실제 영어이고 드문 "
        "단어는 지어낸 것입니다. 의견 일곱 개 중 하나는 단어 가방 모델이 알아볼 수 없는 부정 표현(`not boring`)"
        "입니다. 파일 형식과 길이, 레이블은 실제 데이터와 같지만 실제 리뷰는 한 편도 들어 있지 않습니다.",
    ),
    licence="CC0-1.0",
    version=1,
    files=(FILE, INDEX),
    public=_public,
    heldout=_heldout,
    real=published.IMDB,
    heldout_of_real=_heldout_of_real,
)
"""Read by ``keras.datasets.imdb.load_data()`` and ``get_word_index()``."""

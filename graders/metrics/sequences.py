"""Metrics of models that give a token at each place: labels of shape (rows, length), or (rows,) for one token a row.

Outputs are scores of shape (rows, length, vocabulary) as teacher forcing gives them, or the tokens themselves, of the
labels' shape (not for perplexity).
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from graders.metrics.measuring import Array, Given, Measured, Metric, NotFinite, Unfit, of_means
from graders.metrics.outputs import frequencies, predicted
from graders.text import text

LEAST = 1e-7
"""The least probability that counts, as Keras has it in its losses."""
GRAMS = 4
AT_ONCE = 2_000_000
"""Scores that are turned into probabilities at a time."""
TOKENS = text("a token accuracy", "토큰 정확도")
PLACES = text(
    "scores for the {size} tokens of each row and each of {classes} words",
    "행마다 토큰 {size}개, 단어 {classes}개 각각에 대한 점수",
)


def token_accuracy(given: Given) -> Measured:
    """The share of tokens that are right. The interval takes rows as independent, not the tokens of one."""
    labels = _labels(given)
    counted = labels != given.ignore
    right = (_tokens(given, labels) == labels) & counted
    return of_means(np.stack([right.sum(axis=1), counted.sum(axis=1)], axis=1), _ratio, high=1.0)


def perplexity(given: Given) -> Measured:
    """The exponential of the mean of -log p(token): how many tokens the model hesitates between."""
    labels = _labels(given)
    outputs = _scores(given, labels)
    counted = labels != given.ignore
    surprise = np.where(counted, _surprise(outputs, np.where(counted, labels, 0), given.logits), 0.0)
    parts = np.stack([surprise.sum(axis=1), counted.sum(axis=1)], axis=1)
    return of_means(parts, lambda means: np.exp(_ratio(means)), low=1.0)


def bleu(given: Given) -> Measured:
    """BLEU-4 of tokens over all rows, from 0 to 1, with one reference for each.

    K. Papineni, S. Roukos, T. Ward and W.-J. Zhu, "BLEU: a Method for Automatic Evaluation of Machine Translation"
    (2002), with one added to matches and counts of 2-grams and longer ones, as C.-Y. Lin and F. J. Och do in "ORANGE"
    (2004). Where scores were given, only the places that the reference fills are looked at: behind its end, teacher
    forcing asks for nothing.
    """
    labels = _labels(given)
    tokens = _tokens(given, labels)
    forced = given.outputs.ndim == labels.ndim + 1
    rows = []
    for reference, guess in zip(labels, tokens, strict=True):
        kept = guess[reference != given.ignore] if forced else guess[guess != given.ignore]
        rows.append(_matches(kept.tolist(), reference[reference != given.ignore].tolist()))

    size = len(rows)

    def of(means: Array) -> Array:
        hits, counts, guessed, right = np.split(means * size, [GRAMS, 2 * GRAMS, 2 * GRAMS + 1], axis=-1)
        smooth = np.array([0.0] + [1.0] * (GRAMS - 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            precision = np.nan_to_num((hits + smooth) / (counts + smooth))
            brevity = np.nan_to_num(np.minimum(0.0, 1 - right / guessed), neginf=-np.inf, nan=-np.inf)[..., 0]
            return np.asarray(np.exp(brevity + np.log(precision).mean(axis=-1)))

    return of_means(np.array(rows, dtype=np.float64), of, high=1.0)


def most_frequent(given: Given) -> Array:
    """For every place how often each token occurs."""
    labels = _labels(given)
    counted = labels[labels != given.ignore]
    vocabulary = max(2, int(counted.max(initial=0)) + 1)
    return np.broadcast_to(frequencies(counted, vocabulary), (*labels.shape, vocabulary))


def _labels(given: Given) -> Array:
    return given.labels.reshape(len(given.labels), -1).astype(np.int64)


def _scores(given: Given, labels: Array) -> Array:
    """Outputs of shape (rows, length, vocabulary)."""
    outputs = given.outputs[:, None, :] if given.outputs.ndim == 2 and labels.shape[1] == 1 else given.outputs
    words = int(labels[labels != given.ignore].max(initial=0)) + 1
    if outputs.ndim != 3 or outputs.shape[:2] != labels.shape or outputs.shape[2] < words:
        raise Unfit(PLACES.format(size=labels.shape[1], classes=words))
    return outputs


def _tokens(given: Given, labels: Array) -> Array:
    """The token at each place."""
    if given.outputs.shape == labels.shape and given.outputs.dtype.kind in "iu":
        return given.outputs
    return predicted(_scores(given, labels), given.logits)


def _surprise(outputs: Array, labels: Array, logits: bool | None) -> Array:
    """-log p of each label, in pieces: probabilities of all at once could take gigabytes.

    Scores that are no distribution (below 0, or of another sum than 1) are taken as logits, whatever the loss says:
    any numbers make a distribution that way, and none makes one that adds up to more.
    """
    flat, own = outputs.reshape(-1, outputs.shape[-1]), labels.reshape(-1)
    surprise = np.empty(len(flat))
    step = max(1, AT_ONCE // flat.shape[-1])
    for at in range(0, len(flat), step):
        piece = flat[at : at + step].astype(np.float64)
        if not np.isfinite(piece).all():
            raise NotFinite(int(np.count_nonzero(~np.isfinite(outputs).all(axis=(1, 2)))))
        piece = np.log(np.maximum(piece, LEAST)) if not logits and _distributions(piece) else _log_softmax(piece)
        surprise[at : at + step] = -np.take_along_axis(piece, own[at : at + step, None], axis=1)[:, 0]
    return surprise.reshape(labels.shape)


def _distributions(rows: Array) -> bool:
    return bool((rows >= 0).all() and (np.abs(rows.sum(axis=1) - 1) < 1e-3).all())


def _log_softmax(rows: Array) -> Array:
    shifted = rows - rows.max(axis=1, keepdims=True)
    return np.asarray(np.maximum(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), np.log(LEAST)))


def _matches(guess: list[int], reference: list[int]) -> list[int]:
    """Of each length of n-grams how many of the guess are in the reference, how many there are; then both lengths."""
    hits, counts = [], []
    for length in range(1, GRAMS + 1):
        guessed, right = _grams(guess, length), _grams(reference, length)
        hits.append(sum((guessed & right).values()))
        counts.append(sum(guessed.values()))
    return [*hits, *counts, len(guess), len(reference)]


def _grams(tokens: list[int], length: int) -> Counter[tuple[int, ...]]:
    return Counter(tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1))


def _ratio(means: Array) -> Array:
    return np.divide(means[..., 0], means[..., 1], out=np.zeros_like(means[..., 0]), where=means[..., 1] > 0)


METRICS = (
    Metric("bleu", text("a BLEU score", "BLEU 점수"), True, bleu, None),
    Metric("perplexity", text("a perplexity", "퍼플렉서티"), False, perplexity, most_frequent, most=None),
    Metric("token_accuracy", TOKENS, True, token_accuracy, most_frequent, percent=True),
)

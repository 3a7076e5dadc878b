"""Metrics of classifiers that give each row one class."""

from __future__ import annotations

import numpy as np

from graders.metrics.measuring import Array, Given, Measured, Metric, NotFinite, Unfit, normal, of_means, share
from graders.metrics.outputs import class_labels, frequencies, needed, predicted, scores
from graders.text import text


def accuracy(given: Given) -> Measured:
    """The share of rows whose class is right; a row of NaN never is."""
    labels = class_labels(given.labels)
    return share(predicted(scores(given, _classes(labels)), given.logits) == labels)


def top_k(given: Given) -> Measured:
    """The share of rows whose class is among the ``k`` that got the most.

    A class that gets as much as the label's counts as before it: who gives all classes the same has guessed none.
    """
    labels = class_labels(given.labels)
    flat = scores(given, _classes(labels))
    if flat.shape[1] == 1:
        raise Unfit(needed(_classes(labels)))
    own = np.take_along_axis(flat, labels[:, None], axis=1)
    before = np.count_nonzero(flat >= own, axis=1) - 1
    return share(np.isfinite(flat).all(axis=1) & (before < given.k))


def f1(given: Given) -> Measured:
    """2TP / (2TP + FP + FN): of the second class (``binary``), or its mean over all classes (``macro``)."""
    labels = class_labels(given.labels)
    classes = _classes(labels)
    found = predicted(scores(given, classes), given.logits)
    binary = given.average == "binary" or (given.average is None and classes == 2)
    looked_at = np.array([1]) if binary else np.arange(classes)
    truth, guess = labels[:, None] == looked_at, found[:, None] == looked_at
    parts = np.concatenate([truth & guess, guess & ~truth, truth & ~guess], axis=1)

    def of(means: Array) -> Array:
        hits, wrong, missed = np.split(means, 3, axis=-1)
        under = 2 * hits + wrong + missed
        of_each = np.divide(2 * hits, under, out=np.zeros_like(under), where=under > 0)
        # A class that neither occurs nor is guessed says nothing.
        occurs = np.maximum(1, np.count_nonzero(under > 0, axis=-1))
        return np.asarray(of_each.sum(axis=-1) / occurs)

    return of_means(parts, of, high=1.0)


def auc(given: Given) -> Measured:
    """The area under the ROC curve: how often a row of the second class scores above one of the first, ties half.

    With the standard error of E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, "Comparing the Areas under Two or
    More Correlated Receiver Operating Characteristic Curves", Biometrics 44 (1988), from ranks as by X. Sun and W. Xu
    (2014).
    """
    labels = class_labels(given.labels)
    if set(np.unique(labels)) != {0, 1}:
        raise ValueError("auc needs labels 0 and 1, and rows of both")
    flat = scores(given, 2)
    if flat.shape[1] > 2:
        raise Unfit(needed(2))
    finite = np.isfinite(flat).all(axis=1)
    if not finite.all():
        raise NotFinite(int(np.count_nonzero(~finite)))
    score = flat[:, 0] if flat.shape[1] == 1 else flat[:, 1] - flat[:, 0]
    first, second = score[labels == 0], score[labels == 1]
    ranks = _ranks(score)
    # For each row of one class, the share of the other's that it is on the right side of.
    above = (ranks[labels == 1] - _ranks(second)) / len(first)
    below = 1 - (ranks[labels == 0] - _ranks(first)) / len(second)
    area = float(above.mean())
    error = float(np.sqrt(_variance(above) / len(second) + _variance(below) / len(first)))
    return Measured(area, len(labels), lambda confidence: normal(area, error, confidence, 0.0, 1.0))


def most_frequent(given: Given) -> Array:
    """For every row how often each class occurs."""
    labels = class_labels(given.labels)
    classes = _classes(labels)
    return np.broadcast_to(frequencies(labels, classes), (len(labels), classes))


def in_order(given: Given) -> Array:
    """For every row the classes by how often they occur: of two that occur as often the first is before."""
    labels = class_labels(given.labels)
    shares = frequencies(labels, _classes(labels))
    places = np.empty(len(shares))
    places[np.argsort(-shares, kind="stable")] = -np.arange(len(shares))
    return np.broadcast_to(places, (len(labels), len(shares)))


def _classes(labels: Array) -> int:
    return max(2, int(labels.max()) + 1)


def _ranks(values: Array) -> Array:
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place])


def _variance(values: Array) -> float:
    return float(values.var(ddof=1)) if len(values) > 1 else 0.0


METRICS = (
    Metric("accuracy", text("an accuracy", "정확도"), True, accuracy, most_frequent, percent=True),
    Metric("top_k", text("a top-k accuracy", "top-k 정확도"), True, top_k, in_order, percent=True),
    Metric("f1", text("an F1 score", "F1 점수"), True, f1, most_frequent),
    Metric("auc", text("an area under the ROC curve", "ROC 곡선 아래 면적(AUC)"), True, auc, most_frequent),
)

"""Outputs and labels of classifiers as classes and scores, whatever their shape and whether they are logits."""

from __future__ import annotations

import numpy as np

from graders.metrics.measuring import Array, Given, Unfit
from graders.text import Text, text

NO_CLASS = -1
"""Stands for the class of a row whose outputs are no numbers: it is never right."""
ONE_EACH = text("one number for each of the {classes} classes", "클래스 {classes}개마다 수 하나씩")
ONE_OR_EACH = text(
    "one number for each of the 2 classes, or one number in all", "클래스 2개마다 수 하나씩, 또는 수 하나"
)


def class_labels(labels: Array) -> Array:
    """Labels as whole numbers of shape (rows,): one-hot rows are taken as the class that they name."""
    if labels.ndim == 2 and labels.shape[1] > 1:
        return labels.argmax(axis=1)
    return labels.reshape(len(labels)).astype(np.int64)


def needed(classes: int) -> Text:
    """What the outputs for so many classes should be."""
    return ONE_OR_EACH if classes == 2 else ONE_EACH.format(classes=classes)


def boundary(outputs: Array, logits: bool | None) -> float:
    """Where one output turns from the first class to the second: 0 for logits, 0.5 for probabilities.

    Where the loss does not tell, outputs beyond 0 and 1 cannot be probabilities.
    """
    if logits is None:
        logits = bool(((outputs < 0) | (outputs > 1)).any())
    return 0.0 if logits else 0.5


def scores(given: Given, classes: int) -> Array:
    """Outputs of shape (rows, classes or more), or (rows, 1) where there are two classes.

    Raises:
        Unfit: they have another shape.
    """
    outputs = given.outputs
    if outputs.ndim not in (1, 2) or len(outputs) != len(given.labels) or not outputs.size:
        raise Unfit(needed(classes))
    flat = outputs.reshape(len(outputs), -1)
    if flat.shape[1] < classes and not (classes == 2 and flat.shape[1] == 1):
        raise Unfit(needed(classes))
    return flat


def predicted(outputs: Array, logits: bool | None) -> Array:
    """The class along the last axis: of several numbers the greatest one's, of a single one by its boundary."""
    finite = np.isfinite(outputs).all(axis=-1)
    if outputs.shape[-1] == 1:
        found = (outputs[..., 0] > boundary(outputs, logits)).astype(np.int64)
    else:
        found = outputs.argmax(axis=-1)
    return np.where(finite, found, NO_CLASS)


def frequencies(labels: Array, classes: int) -> Array:
    """How often each class occurs, as shares of shape (classes,)."""
    counts = np.bincount(labels.reshape(-1), minlength=classes)[:classes]
    return np.asarray(counts / max(1, counts.sum()))

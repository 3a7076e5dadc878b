"""The metric of segmentation: how far predicted regions and true ones overlap."""

from __future__ import annotations

import numpy as np

from graders.metrics.measuring import Array, Given, Measured, Metric, Unfit, of_means
from graders.metrics.outputs import frequencies, predicted
from graders.text import text

PIXELS = text(
    "a mask of shape ({size}) for each row, with one number for each of the {classes} classes",
    "행마다 shape이 ({size})인 마스크, 클래스 {classes}개마다 수 하나씩",
)


def iou(given: Given) -> Measured:
    """The mean over classes of |predicted and true| / |predicted or true|, counted over all pixels of all masks.

    J. Long, E. Shelhamer and T. Darrell, "Fully Convolutional Networks for Semantic Segmentation" (2015), section 5.
    A class that is neither there nor predicted says nothing. The interval takes masks as independent, not pixels.
    """
    labels = _masks(given.labels)
    counted = labels != given.ignore
    classes = max(2, int(labels[counted].max(initial=0)) + 1)
    found = _predicted(given, labels.shape, classes)
    parts = np.zeros((len(labels), 2 * classes))
    for number in range(classes):
        truth, guess = (labels == number) & counted, (found == number) & counted
        parts[:, number] = np.count_nonzero(truth & guess, axis=(1, 2))
        parts[:, classes + number] = np.count_nonzero(truth | guess, axis=(1, 2))

    def of(means: Array) -> Array:
        both, either = np.split(means, 2, axis=-1)
        of_each = np.divide(both, either, out=np.zeros_like(either), where=either > 0)
        return np.asarray(of_each.sum(axis=-1) / np.maximum(1, np.count_nonzero(either > 0, axis=-1)))

    return of_means(parts, of, high=1.0)


def most_frequent(given: Given) -> Array:
    """For every pixel how often each class occurs."""
    labels = _masks(given.labels)
    counted = labels[labels != given.ignore]
    classes = max(2, int(counted.max(initial=0)) + 1)
    return np.broadcast_to(frequencies(counted, classes), (*labels.shape, classes))


def _masks(labels: Array) -> Array:
    """Labels as whole numbers of shape (rows, height, width)."""
    return (labels[..., 0] if labels.ndim == 4 else labels).astype(np.int64)


def _predicted(given: Given, shape: tuple[int, ...], classes: int) -> Array:
    outputs = given.outputs[..., None] if given.outputs.ndim == 3 else given.outputs
    wide_enough = outputs.ndim == 4 and (outputs.shape[-1] >= classes or (outputs.shape[-1] == 1 and classes == 2))
    if not wide_enough or outputs.shape[:3] != shape:
        raise Unfit(PIXELS.format(size=", ".join(map(str, shape[1:])), classes=classes))
    return predicted(outputs, given.logits)


METRICS = (Metric("iou", text("a mean IoU", "평균 IoU"), True, iou, most_frequent),)

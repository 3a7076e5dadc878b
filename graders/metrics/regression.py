"""Metrics of models that give numbers: outputs and labels of shape (rows,), (rows, 1) or (rows, m)."""

from __future__ import annotations

import numpy as np

from graders.metrics.measuring import Array, Given, Measured, Metric, NotFinite, Unfit, of_means
from graders.text import text

NUMBERS = text("numbers for each row: {wanted}", "행마다 수 {wanted}개")


def mae(given: Given) -> Measured:
    """The mean of abs(output - label)."""
    return of_means(np.abs(_errors(given)).mean(axis=1, keepdims=True), _mean)


def mse(given: Given) -> Measured:
    """The mean of (output - label)²."""
    return of_means(_squares(given), _mean)


def rmse(given: Given) -> Measured:
    """The root of the mean of (output - label)²."""
    return of_means(_squares(given), lambda means: np.sqrt(np.maximum(_mean(means), 0)))


def median(given: Given) -> Array:
    """The number that is least far off on average, for every row."""
    return np.broadcast_to(np.median(given.labels, axis=0), given.labels.shape)


def mean(given: Given) -> Array:
    """The number whose squared errors are least, for every row."""
    return np.broadcast_to(given.labels.mean(axis=0), given.labels.shape)


def _errors(given: Given) -> Array:
    labels = given.labels.reshape(len(given.labels), -1).astype(np.float64)
    outputs = given.outputs
    # Subtracting (rows, 1) from (rows,) would give every pair: both are brought to (rows, m) first.
    if outputs.ndim < 1 or len(outputs) != len(labels) or outputs.size != labels.size:
        raise Unfit(NUMBERS.format(wanted=labels.shape[1]))
    outputs = outputs.reshape(labels.shape).astype(np.float64)
    finite = np.isfinite(outputs).all(axis=1)
    if not finite.all():
        raise NotFinite(int(np.count_nonzero(~finite)))
    return np.asarray(outputs - labels)


def _squares(given: Given) -> Array:
    with np.errstate(over="ignore"):
        return np.asarray(np.square(_errors(given)).mean(axis=1, keepdims=True))


def _mean(means: Array) -> Array:
    return means[..., 0]


METRICS = (
    Metric("mae", text("a mean absolute error", "평균 절대 오차(MAE)"), False, mae, median, most=None),
    Metric("mse", text("a mean squared error", "평균 제곱 오차(MSE)"), False, mse, mean, most=None),
    Metric("rmse", text("a root mean squared error", "평균 제곱근 오차(RMSE)"), False, rmse, mean, most=None),
)

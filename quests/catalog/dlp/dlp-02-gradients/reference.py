"""Right functions for dlp-02-gradients, with gradients worked out on paper. Imported by the judge alone."""

import numpy as np


def slopes(w, step):
    """Central differences of sum(sin(w)) + sum(w[1:] * w[:-1]), without any difference.

    (sin(v + h) - sin(v - h)) / 2h = cos(v) sin(h) / h, and of a product of two entries the difference is exact.
    """
    w = np.asarray(w, dtype=float)
    neighbours = np.append(w[1:], 0.0) + np.append(0.0, w[:-1])
    return np.cos(w) * np.sin(step) / step + neighbours


def forward(w, b, x, target):
    z = w @ x + b
    y = 1 / (1 + np.exp(-z))
    return z, y, (y - target) ** 2 + 0.1 * w @ w


def backward(w, b, x, target):
    _, y, _ = forward(w, b, x, target)
    by_z = 2 * (y - target) * y * (1 - y)
    return by_z * x + 0.2 * w, by_z


def curvature(x):
    """Of x ** 3 - 2 sin(x)."""
    return 6 * x + 2 * np.sin(x)


def descend(start, rate, momentum, steps):
    path = [np.array(start, dtype=float)]
    velocity = np.zeros(2)
    for _ in range(steps):
        velocity = momentum * velocity - rate * path[-1] * [1, 25]
        path.append(path[-1] + velocity)
    return np.array(path)


def plain_heights():
    return _heights(0.0)


def momentum_heights():
    return _heights(0.9)


def _heights(momentum):
    return 0.5 * descend([10, 1], 0.03, momentum, 60) ** 2 @ [1, 25]

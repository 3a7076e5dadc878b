"""Right functions for dlc-01-activations. Imported by the judge alone."""

import numpy as np


def sigmoid(x):
    # exp of nothing above 0, so that nothing overflows.
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


def tanh(x):
    return np.tanh(x)


def relu(x):
    return np.maximum(x, 0)


def sigmoid_slope(x):
    return sigmoid(x) * sigmoid(-x)


def tanh_slope(x):
    return 1 - np.tanh(x) ** 2


def relu_slope(x):
    return np.where(x > 0, 1.0, 0.0)


def through(x, depth):
    """d/dx of sigmoid(sigmoid(... sigmoid(x))), by the chain rule."""
    slope = np.ones_like(x)
    for _ in range(depth):
        slope, x = slope * sigmoid_slope(x), sigmoid(x)
    return slope


def dead_units(inputs, weights, biases):
    return np.all(inputs @ weights + biases <= 0, axis=0)

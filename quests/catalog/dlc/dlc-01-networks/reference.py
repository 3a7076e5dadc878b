"""What the judge compares with."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def dense_parameters(inputs: int, units: int) -> int:
    """A weight from each input to each unit, and a bias for each unit."""
    return inputs * units + units


def conv_parameters(kernel: int, channels: int, filters: int) -> int:
    """Each filter reads all channels at once, and has one bias; the size of the picture does not matter."""
    return filters * (kernel**2 * channels) + filters


def conv_size(size: int, kernel: int, stride: int, padding: str) -> int:
    """How often the kernel finds a place: within the axis, or with its ends padded."""
    return math.ceil(size / stride) if padding == "same" else (size - kernel) // stride + 1


def rnn_parameters(features: int, units: int) -> int:
    """Each unit reads the step's features and what all units said a step before."""
    return units * features + units * units + units


def lstm_parameters(features: int, units: int) -> int:
    """Three gates and the candidate, each as large as a plain recurrent layer."""
    return 4 * rnn_parameters(features, units)


def row_errors(original: Array, restored: Array) -> Array:
    """The mean squared error of each row."""
    return np.square(original - restored).mean(axis=1)

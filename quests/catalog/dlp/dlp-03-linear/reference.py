"""The right loss for dlp-03-linear. Imported by the judge alone."""

import numpy as np


def square_loss(targets, predictions):
    return np.mean((targets - predictions) ** 2, dtype=float)

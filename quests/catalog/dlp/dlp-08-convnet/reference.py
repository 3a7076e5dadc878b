"""Right functions for dlp-08-convnet. Imported by the judge alone."""

import numpy as np


def output_side(side, window, stride, same):
    places = side if same else side - window + 1
    return -(-places // stride)


def conv_parameters(window, channels, filters):
    return filters * (window * window * channels + 1)


def shift(images, down, right):
    rows, columns = images.shape[1:]
    moved = np.zeros_like(images)
    for row in range(max(0, down), min(rows, rows + down)):
        for column in range(max(0, right), min(columns, columns + right)):
            moved[:, row, column] = images[:, row - down, column - right]
    return moved

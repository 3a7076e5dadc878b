"""Right values and functions for dlp-02-tensors. Imported by the judge alone."""

import numpy as np

# As the set-up cell of starter.ipynb makes them.
IMAGES = np.random.default_rng(2).integers(0, 256, size=(60, 12, 16), dtype=np.uint8)
W = np.random.default_rng(3).normal(size=(192, 5)).astype("float32")
B = np.array([0.5, -0.5, 0.0, 1.0, -1.0], dtype="float32")


def matrix():
    return np.arange(12, dtype="float32").reshape((3, 4))


def pair():
    return np.stack([matrix(), matrix() + 100])


def fourth():
    return IMAGES[3]


def third_batch():
    return IMAGES[32:48]


def last_batch():
    return IMAGES[48:]


def lower_right():
    return IMAGES[:, 6:, 10:]


def framed():
    return IMAGES[:, 2:10, 2:14]


def flat():
    return IMAGES.reshape((60, 192)).astype("float32") / 255


def mean_picture():
    return IMAGES.mean(axis=0)


def brightness():
    return IMAGES.mean(axis=(1, 2))


def centred():
    return IMAGES - mean_picture()


def turned():
    return IMAGES.transpose((0, 2, 1))


def activated():
    return np.maximum(flat() @ W + B, 0)


def relu(x):
    return np.maximum(x, 0)


def add(x, y):
    return x + y


def dot(x, y):
    return x @ y


def entry_by_entry(name, *arrays):
    """A function that touches nothing but entries gets through."""
    return True

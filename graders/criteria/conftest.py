"""Saved models for the tests of ``model`` and ``metric``: real files, as Keras writes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """``save(*layers, compiled={...}, input_shape=...)`` saves a Sequential model and gives its path."""

    def save(*layers: Any, input_shape: tuple[int, ...] | None = (4,), compiled: dict[str, Any] | None = None) -> Path:
        import keras

        inputs = [keras.Input(input_shape)] if input_shape else []
        model = keras.Sequential([*inputs, *layers])
        if compiled:
            model.compile(**compiled)
        path = tmp_path / "model.keras"
        model.save(path)
        return path

    return save


@pytest.fixture
def heldout(tmp_path: Path) -> Path:
    """Held-out rows of shape (2, 2) in 0..255 whose label is the place of their largest number."""
    rows = np.random.default_rng(0).integers(0, 256, size=(300, 2, 2)).astype("uint8")
    folder = tmp_path / "heldout" / "toy"
    folder.mkdir(parents=True)
    np.savez(folder / "rows.npz", rows=rows)
    np.savez(folder / "labels.npz", labels=rows.reshape(300, 4).argmax(axis=1))
    return tmp_path / "heldout"

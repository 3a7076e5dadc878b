"""Keras models of the notebook: finding, saving, describing, predicting. What is told here is no proof."""

import json
import math
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np


def keras() -> Any:
    """The Keras that the notebook imported; None when it did not."""
    return sys.modules.get("keras")


def is_model(value: object) -> bool:
    """Whether ``value`` is a Keras model."""
    module = keras()
    return module is not None and isinstance(value, module.Model)


def find(namespace: dict, name: str) -> "tuple[str | None, object]":
    """The model called ``name``; when there is no such name, the model that was defined last, with its name."""
    if name in namespace:
        return name, namespace[name]
    others = [(n, v) for n, v in list(namespace.items()) if not n.startswith("_") and is_model(v)]
    return others[-1] if others else (None, None)


def is_made_of(saved: str, modules: "list[str]", without: "list[str]") -> bool:
    """Whether all that a saved model computes with is of classes of these modules, of none with these names.

    How it was compiled plays no part. A function that is given by its name may be anybody's: it is none of these.
    """
    with zipfile.ZipFile(saved) as archive:
        open_parts = [json.loads(archive.read("config.json"))]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, list):
            open_parts.extend(part)
        elif isinstance(part, dict):
            open_parts.extend(value for key, value in part.items() if key != "compile_config")
            if "class_name" in part and not _is_of(part, modules, without):
                return False
    return True


def _is_of(part: dict, modules: "list[str]", without: "list[str]") -> bool:
    name, module = part["class_name"], part.get("module")
    if module in (None, "builtins"):
        # Keras' own notes on tensors, tuples and slices.
        return name != "__lambda__" and (name.startswith("__") or name == "slice")
    return module in modules and name not in without and part.get("registered_name") in (None, name)


def predict(
    model: Any, rows: np.ndarray, batch: int, as_array: "Callable[[object], np.ndarray | None]"
) -> "np.ndarray | None":
    """The model's predictions; None where they are no single array.

    A model of Keras that predicts as Keras does is called in batches instead: ``predict`` would trace a graph first,
    which takes longer than the predictions.
    """
    if not is_model(model):
        return as_array(model.predict(rows))
    module = keras()
    usual = all(
        getattr(type(model), name, None) is getattr(module.Model, name, None) for name in ("predict", "predict_step")
    )
    if not usual or module.backend.backend() != "tensorflow":
        return as_array(model.predict(rows, batch_size=batch, verbose=0))
    parts = []
    for at in range(0, len(rows), batch):
        part = as_array(model(rows[at : at + batch], training=False))
        if part is None:
            return None
        parts.append(part)
    return np.concatenate(parts)


def describe(model: Any) -> dict:
    """Class, layers, loss, optimizer and shapes, as the notebook's own Keras tells them."""
    module = keras()
    sequential, functional = isinstance(model, module.Sequential), isinstance(model, module.models.Model)
    loss = getattr(model, "loss", None)
    optimizer = getattr(model, "optimizer", None)
    return {
        "class": type(model).__name__[:200],
        "api": "sequential" if sequential else "functional" if functional and _has_graph(model) else "subclass",
        "layers": [_layer(layer) for layer in list(model.layers)[:500]],
        "loss": _name(loss),
        "optimizer": _name(optimizer),
        "learning_rate": _quietly(lambda: float(optimizer.learning_rate)) if optimizer is not None else None,
        "compiled": bool(getattr(model, "compiled", False)),
        "input_shape": _shape(model, "input_shape"),
        "output_shape": _shape(model, "output_shape"),
        "params": _quietly(model.count_params),
        "trainable_params": _quietly(lambda: sum(math.prod(v.shape) for v in model.trainable_weights)),
    }


def _layer(layer: Any) -> dict:
    return {
        "name": str(getattr(layer, "name", ""))[:200],
        "class": type(layer).__name__[:200],
        "units": _quietly(lambda: int(layer.units)) if hasattr(layer, "units") else None,
        "filters": _quietly(lambda: int(layer.filters)) if hasattr(layer, "filters") else None,
        "rate": _quietly(lambda: float(layer.rate)) if hasattr(layer, "rate") else None,
        "activation": _name(getattr(layer, "activation", None)),
        "output_shape": _quietly(lambda: _plain(layer.output.shape)),
        "params": _quietly(layer.count_params),
        "trainable": bool(getattr(layer, "trainable", True)),
    }


def _has_graph(model: Any) -> bool:
    return type(model).__name__ == "Functional" or type(model) is keras().Model


def _name(part: object) -> "str | list | None":
    """A loss, an optimizer or an activation by the name it has in Keras."""
    if part is None or isinstance(part, str):
        return part
    if isinstance(part, list | tuple):
        return [_name(p) for p in part[:20]]
    return str(getattr(part, "__name__", None) or type(part).__name__)[:200]


def _shape(model: Any, attribute: str) -> "list | None":
    return _quietly(lambda: _plain(getattr(model, attribute)))


def _plain(shape: Any) -> Any:
    if isinstance(shape, list | tuple):
        return [_plain(size) for size in list(shape)[:20]]
    if isinstance(shape, dict):
        return {str(name)[:200]: _plain(part) for name, part in list(shape.items())[:20]}
    return None if shape is None else int(shape)


def _quietly(tell: Callable[[], Any]) -> Any:
    """What ``tell`` says; None when the model cannot say it (a layer that was never called has no shape)."""
    try:
        return tell()
    except Exception:  # noqa: BLE001 - a model may be any code of the learner's
        return None

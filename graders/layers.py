"""A model's layers as plain data, in the form in which two models can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graders.wording import plain, shown

_TOLD = ("units", "filters", "kernel_size", "pool_size", "rate", "input_dim", "output_dim", "activation")
_ACTIVATION_LAYERS = {"ReLU": "relu", "Softmax": "softmax", "LeakyReLU": "leaky_relu", "ELU": "elu"}


@dataclass(frozen=True)
class Layer:
    """One layer: its class and its settings as Keras writes them down."""

    kind: str
    settings: dict[str, Any]

    @property
    def activation(self) -> str:
        """Its activation's name; ``linear`` where it has none."""
        value = self.settings.get("activation")
        if isinstance(value, dict):
            value = value.get("config") if value.get("class_name") == "function" else value.get("class_name")
        return plain(value, 80) if isinstance(value, str) else "linear"

    def __str__(self) -> str:
        told = [f"{key}={shown(self.settings[key], 40)}" for key in _TOLD if self.settings.get(key) is not None]
        return f"{self.kind}({', '.join(told)})"


def layers_of(model: Any) -> list[Layer]:
    """The layers of a Keras model in order, nested models opened, without input layers.

    A layer that is nothing but an activation is counted with the layer before it, where that
    one has none: ``Dense(10)`` and ``Softmax()`` are ``Dense(10, activation="softmax")``. A batch
    normalization in between, where it is usually put, does not part the two.
    """
    layers: list[Layer] = []
    for layer in _flat(model):
        kind = type(layer).__name__
        if kind == "InputLayer":
            continue
        settings = layer.get_config()
        own = Layer(kind, settings)
        activation = own.activation if kind == "Activation" else _ACTIVATION_LAYERS.get(kind)
        bare = _without_activation(layers) if activation else None
        if bare is None:
            layers.append(own)
        else:
            layers[bare] = Layer(layers[bare].kind, layers[bare].settings | {"activation": activation})
    return layers


def _without_activation(layers: list[Layer]) -> int | None:
    """Where the layer is that an activation coming now belongs to; None where there is none that still lacks one."""
    last = next((at for at in reversed(range(len(layers))) if layers[at].kind != "BatchNormalization"), None)
    if last is None or "activation" not in layers[last].settings or layers[last].activation != "linear":
        return None
    return last


def _flat(model: Any) -> list[Any]:
    flat: list[Any] = []
    for layer in model.layers:
        # Only models are opened: a Bidirectional or TimeDistributed layer is one layer.
        flat.extend(_flat(layer) if hasattr(layer, "compile_from_config") else [layer])
    return flat

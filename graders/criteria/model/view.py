"""What is judged of a model: read from the model rebuilt from its file, or from what the sandbox told of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graders.criteria.losses import compiled_name
from graders.evidence import EvidenceInvalid
from graders.layers import Layer, layers_of

if TYPE_CHECKING:
    from graders.models import RebuiltModel
    from graders.questions import Answer

Api = Literal["sequential", "functional", "subclass"]
Shape = list[int | None]


@dataclass(frozen=True)
class Output:
    """One output of a model."""

    name: str | None
    units: int | None
    """Numbers for one row; None where that is not known."""
    activation: str
    loss: str | None
    """By its name in Keras; None where none was compiled."""


@dataclass(frozen=True)
class View:
    """A model, as far as criteria look at it."""

    api: Api
    layers: list[Layer]
    inputs: list[Shape]
    """The shape of one row of each input."""
    outputs: list[Output]
    parameters: int | None
    trainable: int | None
    """Parameters that training would change."""
    compiled: dict[str, Any] | None
    """Optimizer and loss as they were compiled; None where they were not."""
    model: Any = None
    """The rebuilt model itself; None where it could only be described."""

    @property
    def output(self) -> Output | None:
        """The one output; None where there are several, or none yet."""
        return self.outputs[0] if len(self.outputs) == 1 else None


class _DescribedLayer(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True, use_attribute_docstrings=True)
    kind: str = Field(alias="class", max_length=200)
    units: int | None = None
    filters: int | None = None
    rate: float | None = None
    activation: str | None = Field(default=None, max_length=200)


class _Described(BaseModel):
    """``Answer.model``: what ``worker/inside/modelling.py`` tells of a model."""

    model_config = ConfigDict(extra="ignore", use_attribute_docstrings=True)
    api: Api
    layers: list[_DescribedLayer] = Field(default_factory=list, max_length=500)
    loss: Any = None
    optimizer: Any = None
    compiled: bool = False
    input_shape: Any = None
    output_shape: Any = None
    params: int | None = None
    trainable_params: int | None = None


def rebuilt_view(rebuilt: RebuiltModel) -> View:
    """What is seen of a model that was made again from its file."""
    model = rebuilt.model
    layers = layers_of(model)
    return View(
        api="sequential" if type(model).__name__ == "Sequential" else "functional",
        layers=layers,
        inputs=_shapes(getattr(model, "input_shape", None)),
        outputs=_outputs(model, layers, rebuilt.compile_config),
        parameters=model.count_params() if model.built else None,
        trainable=count(model.trainable_weights) if model.built else None,
        compiled=rebuilt.compile_config,
        model=model,
    )


def described_view(answer: Answer) -> View:
    """What is seen of a model of the learner's own classes: the sandbox's word, no proof.

    Raises:
        EvidenceInvalid: the sandbox told nothing, or nothing that can be read.
    """
    try:
        told = _Described.model_validate(answer.model or {})
    except ValidationError as error:
        raise EvidenceInvalid(f"answers/{answer.id}.json: {str(error)[:500]}") from error
    layers = [Layer(one.kind, one.model_dump(exclude={"kind"})) for one in told.layers if one.kind != "InputLayer"]
    compiled = {"loss": told.loss, "optimizer": told.optimizer} if told.compiled else None
    # Keras knows no output's shape of a subclass: its last layer tells what comes out.
    widths = [shape[-1] if shape else None for shape in _shapes(told.output_shape)] or [_last_width(told.layers)]
    losses = _losses(compiled, [None] * len(widths))
    activation = output_activation(layers)
    return View(
        api=told.api,
        layers=layers,
        inputs=_shapes(told.input_shape),
        outputs=[Output(None, width, activation, loss) for width, loss in zip(widths, losses, strict=True)],
        parameters=told.params,
        trainable=told.trainable_params,
        compiled=compiled,
    )


def _last_width(layers: list[_DescribedLayer]) -> int | None:
    return next((layer.units or layer.filters for layer in reversed(layers) if layer.units or layer.filters), None)


def count(weights: Sequence[Any]) -> int:
    """How many numbers variables hold."""
    return sum(math.prod(int(length) for length in weight.shape) for weight in weights)


def output_activation(layers: list[Layer]) -> str:
    """The activation at the model's end; a layer without one, such as Dropout, is looked through."""
    last = next((layer for layer in reversed(layers) if "activation" in layer.settings), None)
    return last.activation if last else layers[-1].kind.lower() if layers else "linear"


def _shapes(told: Any) -> list[Shape]:
    """The shapes of one row each, of what Keras tells: one shape, a list of shapes, or shapes by name."""
    if isinstance(told, dict):
        return [shape for part in told.values() for shape in _shapes(part)]
    if not isinstance(told, list | tuple) or not told:
        return []
    if any(isinstance(part, list | tuple | dict) for part in told):
        return [shape for part in told for shape in _shapes(part)]
    return [[length if isinstance(length, int) else None for length in told[1:]]]


def _outputs(model: Any, layers: list[Layer], compiled: dict[str, Any] | None) -> list[Output]:
    shapes = _shapes(_quietly(model, "output_shape"))
    names: list[str | None] = list(_quietly(model, "output_names") or [])
    if len(shapes) < 2 or len(names) != len(shapes):
        names = [None] * len(shapes)
        activations = [output_activation(layers)] * len(shapes)
    else:
        activations = [_activation_of(model, str(name)) for name in names]
    widths = [shape[-1] if shape else None for shape in shapes]
    losses = _losses(compiled, names)
    return [Output(*fields) for fields in zip(names, widths, activations, losses, strict=True)]


def _quietly(model: Any, name: str) -> Any:
    """An attribute that Keras may refuse to tell of a model that was never built."""
    try:
        return getattr(model, name, None)
    except (AttributeError, ValueError):
        return None


def _activation_of(model: Any, name: str) -> str:
    """The activation of the layer that gives an output; of a bare activation layer, that one."""
    layer = next((layer for layer in model.layers if layer.name == name), None)
    if layer is None:
        return "linear"
    kind = type(layer).__name__
    if kind in ("Softmax", "ReLU"):
        return kind.lower()
    own = Layer(kind, layer.get_config())
    return own.activation if "activation" in own.settings else "linear"


def _losses(compiled: dict[str, Any] | None, names: Sequence[str | None]) -> list[str | None]:
    """The compiled loss of each output: one for all, one each in order, or by the output's name."""
    loss = (compiled or {}).get("loss")
    if isinstance(loss, dict) and "class_name" not in loss:
        by_name = [loss.get(name) for name in names]
        several = list(loss.values()) if None in by_name and len(loss) == len(names) else by_name
    elif isinstance(loss, list | tuple) and len(loss) == len(names):
        several = list(loss)
    else:
        several = [loss] * len(names)
    return [compiled_name(one) for one in several]

"""The end of a trained model, its labels and its loss, as the record of a training call tells them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from graders.criteria.losses import plain_name
from graders.observed import ArrayRecord, Call, LayerRecord
from graders.text import Text, text
from graders.wording import shown_number, shown_shape

REGRESSION = frozenset(
    {"mean_squared_error", "mean_absolute_error", "huber", "log_cosh", "mean_absolute_percentage_error"}
    | {"mean_squared_logarithmic_error"}
)
CROSSENTROPY = frozenset({"binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"})
HIDDEN = frozenset({"relu", "relu6", "tanh", "elu", "selu", "gelu", "silu", "swish", "leaky_relu", "softplus", "prelu"})
"""Activations of hidden layers, which are no probabilities."""
_KNOWN_KINDS = ("Sequential", "Functional", "Model")
_LOOKED_THROUGH = frozenset({"Dropout", "Flatten", "Reshape", "InputLayer", "SpatialDropout1D", "Identity"})
_ACTIVATION_LAYERS = {"Softmax": "softmax", "ReLU": "relu", "LeakyReLU": "leaky_relu", "ELU": "elu", "PReLU": "prelu"}
_SAME_ACTIVATION = {"softmax_v2": "softmax", "relu_v2": "relu"}
"""TensorFlow's own functions by Keras' names."""
_FEATURES = frozenset(
    {"BatchNormalization", "LayerNormalization", "Embedding", "Concatenate", "Add", "MaxPooling1D", "MaxPooling2D"}
    | {"AveragePooling1D", "AveragePooling2D", "GlobalAveragePooling1D", "GlobalAveragePooling2D"}
    | {"GlobalMaxPooling1D", "GlobalMaxPooling2D", "LSTM", "GRU", "SimpleRNN", "Bidirectional"}
)
"""Layers that make features and no answer."""
_MANY_CLASSES = 200


@dataclass(frozen=True)
class ModelEnd:
    """What a model with one output gives, and what it is compared with."""

    call: Call
    labels: ArrayRecord
    applied: str | None = None
    """An activation that the model's own code applies last."""

    @classmethod
    def of(cls, call: Call) -> ModelEnd | None:
        """That of a call; None where the record does not tell it."""
        if len(call.y) != 1 or len(call.loss) != 1:
            return None
        end = cls(call, call.y[0])
        return end if end.shape else None

    @property
    def is_written_out(self) -> bool:
        """Whether the model is made of layers in a row or graph, and no code of its own comes after the last."""
        return self.call.kind in _KNOWN_KINDS

    @property
    def loss(self) -> str:
        """The loss by one of its names."""
        return plain_name(self.call.loss[0])

    @property
    def shape(self) -> list[int | None]:
        """Of the output, without the batch's axis; of a model that was never built, as far as its last layer tells."""
        if self.call.output_shape:
            return self.call.output_shape[1:]
        last = self.layer
        return [last.units] if last is not None and last.kind == "Dense" and last.units else []

    @property
    def width(self) -> int | None:
        """How many numbers the model gives for one row."""
        return self.shape[-1] if self.shape else None

    @property
    def axes(self) -> int:
        """Of the output, the batch's included."""
        return len(self.shape) + 1

    @cached_property
    def layer(self) -> LayerRecord | None:
        """The last layer that does something to the numbers."""
        return next((one for one in reversed(self.call.layers) if one.kind not in _LOOKED_THROUGH), None)

    @cached_property
    def activation(self) -> str | None:
        """What is applied last; None when that is not known, ``features`` for a layer that gives no answer."""
        if self.applied is not None:
            return self.applied
        if self.layer is None:
            return None
        last = next((one for one in reversed(self.call.operations) if one not in _LOOKED_THROUGH), self.layer.kind)
        if last != self.layer.kind:  # an operation that is no layer, as ``keras.ops.softmax`` makes it
            return {"Softmax": "softmax", "Sigmoid": "sigmoid", "Relu": "relu", "Tanh": "tanh"}.get(last)
        if self.layer.kind in _ACTIVATION_LAYERS:
            return _ACTIVATION_LAYERS[self.layer.kind]
        if self.layer.kind in _FEATURES:
            return "features"
        return _SAME_ACTIVATION.get(self.layer.activation or "", self.layer.activation)

    # Labels

    @property
    def is_one_column(self) -> bool:
        """Whether there is one label for each row."""
        shape = self.labels.shape or []
        return len(shape) == 1 or (len(shape) == 2 and shape[1] == 1)

    @property
    def is_its_input(self) -> bool:
        """Whether the model is to give back what it was given, as autoencoders are."""
        own = (self.labels.shape, self.labels.minimum, self.labels.maximum, self.labels.mean)
        return any(own == (x.shape, x.minimum, x.maximum, x.mean) for x in self.call.x)

    @property
    def least(self) -> float:
        """The least label; not a number where that is not known."""
        return float(self.labels.minimum) if self.labels.minimum is not None else math.nan

    @property
    def greatest(self) -> float:
        """The greatest label."""
        return float(self.labels.maximum) if self.labels.maximum is not None else math.nan

    @property
    def is_real(self) -> bool:
        """Whether the labels are numbers that are not whole."""
        return self.labels.whole is False

    @property
    def classes(self) -> int | None:
        """How many classes one column of whole labels tells, from 0 on; None where they tell none."""
        few = self.labels.distinct is not None and self.labels.distinct <= _MANY_CLASSES
        if not (self.is_one_column and self.labels.whole and few and self.least == 0 and math.isfinite(self.greatest)):
            return None
        # Classes are numbered without great gaps; prices and counts are not.
        count = int(self.greatest) + 1
        return count if count >= 2 and (self.labels.distinct or 0) > count // 3 else None

    @property
    def counts_right(self) -> bool:
        """Whether the share of right answers is asked for."""
        return any("acc" in metric for metric in self.call.metrics)

    @property
    def counts_right_classes(self) -> bool:
        """Whether it is, of labels that tell classes."""
        return self.classes is not None and self.counts_right

    @property
    def is_hidden(self) -> bool:
        """Whether the model ends as hidden layers do."""
        return self.activation == "features" or self.activation in HIDDEN

    def told_labels(self) -> Text:
        """The labels in words."""
        shape = shown_shape(self.labels.shape or [])
        if self.labels.one_hot and not self.is_one_column:
            return ONE_HOT.format(shape=shape)
        words = WHOLE if self.labels.whole else REAL
        return words.format(shape=shape, least=shown_number(self.least), greatest=shown_number(self.greatest))

    def told_output(self) -> Text:
        """The model's output in words."""
        activation = self.activation or "linear"
        if activation == "features" and self.layer is not None:
            return FEATURES.format(shape=_batch(self.shape), kind=self.layer.kind)
        words = OUTPUT if activation != "linear" else LINEAR_OUTPUT
        return words.format(shape=_batch(self.shape), activation=activation)


def _batch(shape: list[int | None]) -> str:
    return "(" + ", ".join(str(size) for size in [None, *shape]) + ")"


ONE_HOT = text("one-hot rows of shape {shape}", "shape이 {shape}인 원-핫 행")
WHOLE = text(
    "whole numbers from {least} to {greatest} of shape {shape}", "shape이 {shape}이고 {least}~{greatest}인 정수"
)
REAL = text("real numbers from {least} to {greatest} of shape {shape}", "shape이 {shape}이고 {least}~{greatest}인 실수")
OUTPUT = text("shape {shape} after `{activation}`", "`{activation}`을(를) 거친 shape {shape}")
LINEAR_OUTPUT = text("shape {shape} without an activation", "활성화 함수가 없는 shape {shape}")
FEATURES = text("the features of a `{kind}` layer, shape {shape}", "`{kind}` 층의 특성(shape {shape})")

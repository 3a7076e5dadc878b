"""The record of ``fit``, ``evaluate``, ``predict`` and ``adapt``: what was given to them, and what came of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_CALLS = 300
MAX_EPOCHS = 2000

Name = Annotated[str, Field(max_length=200)]
Number = float | Literal["nan", "inf", "-inf"]
Whole = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""Python's integers have no end; those of a record must fit what is worked out from them."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class ArrayRecord(_Record):
    """One array that was given to a call, as numbers about it."""

    names: list[Name] = Field(default_factory=list, max_length=20)
    """Variables of the notebook that were this very array (or, for a view, the array it is a view of) at the call."""
    type: Name
    shape: list[Whole] | None = Field(default=None, max_length=32)
    """None for what has none: a generator, a ``tf.data.Dataset`` of unknown size."""
    dtype: str | None = Field(default=None, max_length=80)
    minimum: Number | None = None
    maximum: Number | None = None
    mean: Number | None = None
    not_finite: Whole | None = None
    distinct: Whole | None = None
    """How many different values it holds; None when more than 1,000 or not counted."""
    whole: bool | None = None
    """Whether every value is a whole number."""
    one_hot: bool | None = None
    """Whether each row holds one 1 and else 0."""
    column_mean: list[Number] | None = Field(default=None, max_length=1024)
    """Of each column of a matrix of at most 1,024 columns."""
    column_std: list[Number] | None = Field(default=None, max_length=1024)
    """Population standard deviation of each column (``numpy.std``)."""
    rows: str | None = Field(default=None, max_length=80)
    """Key in the answer's npz of one ``uint64`` fingerprint for each row; rows of the same values and dtype kind share
    it. None when there are no rows or it would have cost too much."""


class LayerRecord(_Record):
    """One layer of the model at the call."""

    name: Name
    kind: Name
    """Its class."""
    activation: Name | None = None
    units: Whole | None = None
    """Units or filters."""
    trainable: bool = True


class Call(_Record):
    """One call of a training method of a Keras model, or of ``adapt`` of a layer."""

    method: Literal["fit", "evaluate", "predict", "adapt", "train_on_batch"]
    """Calls of ``train_on_batch`` in one cell are recorded once, the first of them."""
    model: Whole
    """A number for each model (or, for ``adapt``, each layer): the same for all calls of it."""
    names: list[Name] = Field(default_factory=list, max_length=20)
    """Variables that held it when the questions were put."""
    kind: Name
    """Its class."""
    cell: str | None = Field(default=None, max_length=120)
    line: Whole | None = None
    """Where in the notebook the call stands: the innermost line that lies in a cell."""
    x: list[ArrayRecord] = Field(default_factory=list, max_length=32)
    """One for each input."""
    y: list[ArrayRecord] = Field(default_factory=list, max_length=32)
    validation_x: list[ArrayRecord] = Field(default_factory=list, max_length=32)
    validation_y: list[ArrayRecord] = Field(default_factory=list, max_length=32)
    validation_split: float | None = None
    batch_size: Whole | None = None
    epochs: Whole | None = None
    """As asked for."""
    shuffle: bool | None = None
    callbacks: list[dict[str, Any]] = Field(default_factory=list, max_length=50)
    """Each with ``kind`` and what it was made with, where that is a number, a word or a truth value."""
    history: dict[Name, Annotated[list[Number], Field(max_length=MAX_EPOCHS)]] = Field(
        default_factory=dict, max_length=64
    )
    """``History.history``; for ``evaluate`` one value each."""
    loss: list[Name] = Field(default_factory=list, max_length=32)
    """The compiled loss by its name in Keras (``sparse_categorical_crossentropy``), one for each output."""
    from_logits: bool | None = None
    optimizer: Name | None = None
    learning_rate: Number | None = None
    metrics: list[Name] = Field(default_factory=list, max_length=64)
    layers: list[LayerRecord] = Field(default_factory=list, max_length=500)
    operations: list[Name] = Field(default_factory=list, max_length=500)
    """Classes of all that a functional model's graph is made of, in order: its layers, and what is no layer, as
    ``inputs / 255`` or ``keras.ops.softmax(x)`` make it. Empty for other models."""
    parameters: Whole | None = None
    """Numbers that the model holds; None where even this call did not build it."""
    trainable_parameters: Whole | None = None
    """Those of them that ``fit`` may change."""
    output_shape: list[Whole | None] | None = Field(default=None, max_length=32)
    """Of a model with one output, as Keras tells it (the batch's axis None)."""
    trained_before: Whole = 0
    """Epochs that this model had been trained before this call."""
    seconds: float | None = None
    error: Name | None = None
    """The class of the exception that ended it."""


class CallsRecord(_Record):
    """All recorded calls, in the order of their beginning."""

    calls: list[Call] = Field(default_factory=list, max_length=MAX_CALLS)
    dropped: Whole = 0
    """Calls beyond the first :data:`MAX_CALLS`."""
    dropped_fits: Whole = 0
    """Calls of ``fit`` among these."""

    def of(self, method: str, model: str | None = None) -> list[Call]:
        """The calls of a method; with ``model``, those of the model in that variable."""
        return [c for c in self.calls if c.method == method and (model is None or model in c.names)]

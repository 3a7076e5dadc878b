"""Questions put to a finished kernel, and the shape of its answers.

A question holds nothing that would help to forge its answer: no expected value, no
label, no threshold. ``worker/inside/ask.py`` answers them inside the sandbox and writes,
for a question with id ``q``, ``answers/q.json`` (an :class:`Answer`) and, for arrays,
``answers/q.npz`` (read with ``allow_pickle=False``), for a model ``answers/q.keras``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

QUESTION_ID = r"^[a-z0-9][a-z0-9_-]{0,79}$"
MAX_ANSWER_JSON_BYTES = 1_000_000


class _Base(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=QUESTION_ID)


class AskVariable(_Base):
    """What is the variable ``name``? Its value travels only when ``want_value`` and it is small enough."""

    ask: Literal["variable"] = "variable"
    name: str
    want_value: bool = True
    max_elements: int = 1_000_000


class AskFunction(_Base):
    """Call function ``name`` once for each entry of ``calls``; each entry is the list of encoded arguments.

    An encoded value is ``{"array": KEY}`` (that key of ``ask/arrays.npz``), or
    ``{"literal": JSON}``; lists and dicts in JSON literals stay lists and dicts.
    """

    ask: Literal["function"] = "function"
    name: str
    calls: list[list[dict[str, Any]]]
    seconds_each: float = 10.0


class AskModel(_Base):
    """Save the Keras model in variable ``name`` (any model of the namespace when it is absent)."""

    ask: Literal["model"] = "model"
    name: str


class MadeOf(BaseModel):
    """What a saved model is made of that the judge makes again itself."""

    model_config = ConfigDict(extra="forbid")
    saved: str
    """The question in answer to which the model is saved; it is put before."""
    modules: list[str]
    """The modules of all its classes,"""
    without: list[str]
    """none of which has one of these names."""


class AskPredict(_Base):
    """Predict the unlabelled rows under ``rows`` in ``ask/arrays.npz`` with the model ``name``.

    First the variable ``mean`` is subtracted from them, and they are divided by the variable ``std``.
    """

    ask: Literal["predict"] = "predict"
    name: str
    rows: str
    mean: str | None = None
    std: str | None = None
    unless: MadeOf | None = None
    """The answer to a model that is made of these is ``unneeded``."""


class AskArray(_Base):
    """What numbers are there about the array in variable ``name``, and which rows does it hold?

    Answered as an array that was given to a call is told: :class:`graders.observed.ArrayRecord`. Its values stay.
    """

    ask: Literal["array"] = "array"
    name: str


class AskCalls(_Base):
    """What was given to ``fit`` and its like, and what came of it? See :mod:`graders.observed.calls`."""

    ask: Literal["calls"] = "calls"
    id: Literal["calls"] = "calls"


class AskFigures(_Base):
    """What figures were shown? See :mod:`graders.observed.figures`."""

    ask: Literal["figures"] = "figures"
    id: Literal["figures"] = "figures"


Question = Annotated[
    AskVariable | AskFunction | AskModel | AskPredict | AskArray | AskCalls | AskFigures, Field(discriminator="ask")
]


class Answered(BaseModel):
    """One observed Python value, as data.

    ``value`` is JSON for None, bool, int, float, str and (nested) lists, tuples, dicts of them;
    for arrays, tensors and variables it is absent and ``array`` names the key in ``answers/ID.npz``.
    NaN and infinities in JSON are the strings "nan", "inf", "-inf" under ``value``.
    """

    model_config = ConfigDict(extra="forbid")
    type: str = Field(max_length=200)
    """``module.qualname`` of the value's class."""
    shape: list[int] | None = Field(default=None, max_length=64)
    dtype: str | None = Field(default=None, max_length=80)
    minimum: float | str | None = None
    maximum: float | str | None = None
    mean: float | str | None = None
    not_finite: int | None = None
    array: str | None = Field(default=None, max_length=80)
    value: Any = None
    has_value: bool = False
    """Whether ``value`` or ``array`` carries the whole value."""
    modified_input: bool = False
    """Function calls only: the call changed an argument in place."""
    modified_arguments: list[int] = Field(default_factory=list, max_length=100)
    """Which, by their positions from 0; empty in records from before these were told."""


class AnswerError(BaseModel):
    """An exception raised while answering."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200)
    message: str = Field(max_length=2000)
    cell: str | None = Field(default=None, max_length=120)
    line: int | None = None


class Answer(BaseModel):
    """The content of ``answers/ID.json``."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=QUESTION_ID)
    status: Literal["answered", "missing", "error", "too_slow", "too_large", "unsupported", "unneeded"]
    found_name: str | None = Field(default=None, max_length=200)
    """The name that was used, where it differs from the one asked."""
    values: list[Answered | AnswerError] = Field(default_factory=list, max_length=1000)
    """One for a variable; one a call for a function (an error in its place where that call raised)."""
    error: AnswerError | None = None
    model: dict[str, Any] | None = None
    """Models only: what ``inside/ask.py`` saw, for models whose file cannot be rebuilt. Not proof."""
    record: dict[str, Any] | None = None
    """Arrays, calls and figures only: the :mod:`graders.observed` record."""

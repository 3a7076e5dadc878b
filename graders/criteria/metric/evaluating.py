"""What a model gives for held-out rows: worked out here from its weights, or as it predicted in the sandbox."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graders.criteria import losses
from graders.criteria.answers import absent
from graders.criteria.kind import Asked, Options, Verdict, failed
from graders.criteria.model import model_question, predict_question
from graders.evidence import EvidenceInvalid
from graders.heldout import HeldOut, HeldOutMissing
from graders.models import CannotRebuild, EvaluationFailed, evaluate
from graders.questions import Answered, AskVariable, Question
from graders.text import Text, text
from graders.values import decode
from graders.wording import gist, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.models import RebuiltModel
    from graders.quest import CriterionSpec

INPUT = text(
    "`{name}` takes rows of shape {found}, but the data's rows have shape {right}; the one cannot become the other.",
    "`{name}` 모델은 shape이 {found}인 행을 받지만, 데이터의 행은 shape이 {right}이어서 맞출 수 없습니다.",
)
NO_WEIGHTS = text(
    "`{name}` holds no trained weights: its training never began or was cut short. Let {name}.fit(...) end.",
    "`{name}` 모델에 학습된 가중치가 없습니다. 학습이 시작되지 않았거나 도중에 중단되었습니다. "
    "{name}.fit(...)이 끝까지 실행되는지 확인해 주십시오.",
)
CANNOT_CALL = text(
    "`{name}` could not be called on the held-out rows of shape {shape}: {error}",
    "`{name}` 모델에 shape이 {shape}인 채점용 데이터를 넣을 수 없습니다: {error}",
)
NOT_PREDICTED = text(
    "`{name}` cannot be rebuilt here and gave no predictions for the held-out rows: {reason}. "
    "Build it from keras.layers, or make sure that {name}.predict(rows) works.",
    "`{name}` 모델을 여기에서 다시 만들 수 없고, 채점용 데이터에 대한 예측값도 없습니다. 이유: {reason}. "
    "keras.layers의 층으로 만들거나 {name}.predict(rows)가 동작하는지 확인해 주십시오.",
)
STATISTIC = text(
    "The held-out rows cannot be normalised with `{name}` of shape {found}: it should hold a number for each feature "
    "of a row, of shape {right}, or one number for all.",
    "shape이 {found}인 `{name}` 값으로는 채점용 데이터를 정규화할 수 없습니다. 행의 특성마다 수가 하나씩 있는 "
    "shape {right}이거나 전체에 대한 수 하나여야 합니다.",
)
ZERO = text(
    "The held-out rows cannot be normalised with `{name}`: it holds a 0 or a number that is not finite.",
    "`{name}` 값에 0이나 유한하지 않은 수가 있어 채점용 데이터를 정규화할 수 없습니다.",
)

Array = np.ndarray[Any, Any]
RowShape = Annotated[list[Annotated[int, Field(ge=1, le=1_000_000)]], Field(min_length=1, max_length=8)]


class Normalise(BaseModel):
    """Rows are normalised with the learner's own statistics, as a model trained on such rows needs them."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    mean: str = Field(min_length=1, max_length=100)
    """The variable with the mean that is subtracted."""
    std: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable with the standard deviation that is divided by then."""


class RowOptions(Options):
    """Which model, on which rows, prepared how."""

    model: str = Field(min_length=1, max_length=100)
    """The variable that holds the model."""
    data: str = Field(min_length=1, max_length=60)
    """The data set whose held-out rows are used."""
    columns: int | None = Field(default=None, ge=1, le=1_000_000)
    """Only the first so many columns of each row are used, as for a model that knows fewer words."""
    scale: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Rows are divided by this, unless the model itself begins with a Rescaling or Normalization layer."""
    normalise: Normalise | None = None
    """Variables of the learner's to normalise rows with, after ``scale`` and with the same exception."""
    reshape: Literal["model"] | RowShape | None = None
    """The shape of one row: a list of lengths, or ``model`` for the shape that the model takes."""
    rows_shape: RowShape | None = None
    """With ``reshape = "model"``: the shape in which rows are sent to a model that cannot be rebuilt."""

    @property
    def statistics(self) -> dict[str, str]:
        """The variables to normalise with: ``mean``, ``std`` or none."""
        return self.normalise.model_dump(exclude_none=True) if self.normalise else {}


@dataclass(frozen=True)
class Outputs:
    """What a model gave for the held-out rows."""

    array: Array
    logits: bool | None = None
    """Whether they are logits, as its loss tells; None where it tells nothing."""
    told_because: Text | None = None
    """Why they are what the model gave in the sandbox; None where they are a fact about its weights."""


def row_questions(spec: CriterionSpec, options: RowOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the model, for what rows are normalised with and, where rows are at hand, for its predictions."""
    asked: list[Question] = [model_question(options.model)]
    asked += [AskVariable(id=f"{spec.id}-{what}", name=name) for what, name in options.statistics.items()]
    if heldout is None or not heldout.has(options.data):
        return Asked(asked)
    shape = options.rows_shape if options.reshape == "model" else options.reshape
    sent = _reshaped(_scaled(_columns(heldout, options), options.scale), shape)
    key = f"{spec.id}-rows"
    asked.append(predict_question(f"{spec.id}-predictions", options.model, key, **options.statistics))
    return Asked(asked, {} if sent is None else {key: sent})


def held_out(context: Context) -> HeldOut:
    """The held-out sets.

    Raises:
        HeldOutMissing: none were given.
    """
    if context.heldout is None:
        raise HeldOutMissing("no held-out sets were given")
    return context.heldout


def outputs(spec: CriterionSpec, options: RowOptions, context: Context) -> Outputs | Verdict:
    """What the model gives for the held-out rows, or why that cannot be told.

    Raises:
        HeldOutMissing: the rows are not here.
        EvidenceInvalid: what the sandbox left is missing, broken or forged.
    """
    question = model_question(options.model)
    if verdict := absent(options.model, context.answer(question.id), context):
        return verdict
    rows = _columns(held_out(context), options)
    try:
        rebuilt = context.model(question.id)
    except CannotRebuild as cannot:
        return _predictions(spec, options, context, cannot.reason)
    prepared = rows if _prepares_itself(rebuilt.model) else _prepared(spec, options, context, rows)
    return prepared if isinstance(prepared, Verdict) else _evaluated(options, rebuilt, prepared)


def _evaluated(options: RowOptions, rebuilt: RebuiltModel, rows: Array) -> Outputs | Verdict:
    if not rebuilt.has_weights:
        return failed(NO_WEIGHTS.format(name=options.model))
    takes = _input_shape(rebuilt.model)
    shape = (takes or options.rows_shape) if options.reshape == "model" else options.reshape
    shaped = _reshaped(rows, shape)
    if shaped is None:
        sides = {"found": shown_shape(shape or []), "right": shown_shape(rows.shape[1:])}
        return failed(INPUT.format(name=options.model, **sides), found=verbatim(sides["found"]))
    try:
        return Outputs(evaluate(rebuilt.model, shaped), _gives_logits(rebuilt.compile_config))
    except EvaluationFailed as error:
        message = CANNOT_CALL.format(name=options.model, shape=shown_shape(shaped.shape), error=gist(str(error)))
        return failed(message, found=verbatim(shown_shape(takes)) if takes else None)


def _predictions(spec: CriterionSpec, options: RowOptions, context: Context, reason: Text) -> Outputs | Verdict:
    answer = context.evidence.answer(f"{spec.id}-predictions")
    if answer is None or answer.status != "answered":
        return failed(NOT_PREDICTED.format(name=options.model, reason=reason))
    observed = answer.values[0] if len(answer.values) == 1 else None
    if not isinstance(observed, Answered) or observed.array is None:
        raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one array")
    found = decode(observed, context.evidence, answer.id)
    if found.dtype.kind not in "biuf":
        raise EvidenceInvalid(f"answers/{answer.id}.npz holds no numbers")
    return Outputs(found, told_because=reason)


def _prepared(spec: CriterionSpec, options: RowOptions, context: Context, rows: Array) -> Array | Verdict:
    """The rows scaled, and normalised with the learner's own numbers."""
    rows = _scaled(rows, options.scale)
    for what, name in options.statistics.items():
        statistic = _statistic(f"{spec.id}-{what}", name, context, rows)
        if isinstance(statistic, Verdict):
            return statistic
        if what == "std" and not statistic.all():
            return failed(ZERO.format(name=name))
        rows = rows - statistic if what == "mean" else rows / statistic
    return rows


def _statistic(question_id: str, name: str, context: Context, rows: Array) -> Array | Verdict:
    answer = context.answer(question_id)
    if verdict := absent(name, answer, context):
        return verdict
    if not answer.values or not isinstance(answer.values[0], Answered):
        raise EvidenceInvalid(f"answers/{question_id}.json does not hold one value")
    found = np.asarray(decode(answer.values[0], context.evidence, question_id))
    if found.dtype.kind not in "biuf":
        raise EvidenceInvalid(f"answers/{question_id}.json holds no numbers")
    # A mean with keepdims has the axis of the rows as well.
    if found.ndim == rows.ndim and len(found) == 1:
        found = found[0]
    if not _fits(found.shape, rows.shape[1:]):
        sides = {"found": shown_shape(found.shape), "right": shown_shape(rows.shape[1:])}
        return failed(STATISTIC.format(name=name, **sides), found=verbatim(sides["found"]))
    return found.astype(np.float64) if np.isfinite(found).all() else failed(ZERO.format(name=name))


def _fits(shape: tuple[int, ...], row: tuple[int, ...]) -> bool:
    """Whether an array of this shape goes with one row and leaves the row's shape as it is."""
    try:
        return np.broadcast_shapes(shape, row) == row
    except ValueError:
        return False


def _gives_logits(compile_config: Mapping[str, Any] | None) -> bool | None:
    """Whether the loss that a model was compiled with takes logits; None where the loss does not say."""
    loss = (compile_config or {}).get("loss")
    if "crossentropy" not in (losses.compiled_name(loss) or ""):
        return None
    settings = loss.get("config") if isinstance(loss, dict) else None
    return isinstance(settings, dict) and settings.get("from_logits") is True


def _columns(heldout: HeldOut, options: RowOptions) -> Array:
    rows = heldout.rows(options.data)
    return rows if options.columns is None else rows[:, : options.columns]


def _scaled(rows: Array, scale: float | None) -> Array:
    return rows if scale is None else rows.astype(np.float32) / np.float32(scale)


def _reshaped(rows: Array, shape: list[int] | None) -> Array | None:
    """The rows in the shape wanted, or None when they have another number of elements."""
    if shape is None:
        return rows
    return rows.reshape(len(rows), *shape) if math.prod(shape) == math.prod(rows.shape[1:]) else None


def _input_shape(model: Any) -> list[int] | None:
    """The shape of one row that the model takes; None when it has several inputs or takes any length."""
    try:
        shape = model.input_shape
    except (AttributeError, ValueError):
        return None
    if not isinstance(shape, tuple) or not all(isinstance(length, int) for length in shape[1:]):
        return None
    return list(shape[1:])


def _prepares_itself(model: Any) -> bool:
    """Whether the model scales its own input."""
    first = [type(layer).__name__ for layer in model.layers if type(layer).__name__ not in ("InputLayer", "Flatten")]
    return bool(first) and first[0] in ("Rescaling", "Normalization")

"""``metric``: how well a model does on rows that nobody was shown.

The model is rebuilt from its file and evaluated here, so the figure is a fact about its
weights. A model of the learner's own classes cannot be rebuilt; it is judged by the
predictions it gave in the sandbox, and the finding says so.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator

from graders.criteria.answers import absent
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, partial
from graders.criteria.model import model_question
from graders.evidence import EvidenceInvalid
from graders.heldout import HeldOut, HeldOutMissing
from graders.models import CannotRebuild, EvaluationFailed, evaluate
from graders.questions import Answered, AskPredict, Question
from graders.text import Text, text
from graders.values import decode
from graders.wording import plain, shown_percent, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.models import RebuiltModel
    from graders.quest import CriterionSpec

REACHED = text(
    "`{name}` is right on {found} of {rows} rows that it had never seen; {right} was asked.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행 중 {found}를 맞혔습니다. 기준은 {right}입니다.",
)
AT_LEAST = text("≥ {right}", "{right} 이상")
NOT_REACHED = text(
    "`{name}` is right on {found} of {rows} rows that it had never seen; {right} is asked for all points.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행 중 {found}를 맞혔습니다. 만점을 받으려면 {right}가 필요합니다.",
)
BY_PREDICTIONS = text(
    "{sentence} This was judged by the predictions that the model gave, since it cannot be rebuilt here: {reason}.",
    "{sentence} 이 모델은 여기에서 다시 만들 수 없어 모델이 낸 예측값으로 채점했습니다. 이유: {reason}.",
)
WIDTH = text(
    "`{name}` gives outputs of shape {found} for {rows} rows, but there are {classes} classes: "
    "it should give one number for each class.",
    "`{name}` 모델의 출력 shape이 {rows}행에 대해 {found}입니다. 클래스가 {classes}개이므로 "
    "클래스마다 수 하나씩을 내보내야 합니다.",
)
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

Array = np.ndarray[Any, Any]
RowShape = Annotated[list[Annotated[int, Field(ge=1, le=1_000_000)]], Field(min_length=1, max_length=8)]


class Step(BaseModel):
    """From this figure on, this share of the points."""

    model_config = ConfigDict(extra="forbid")
    at: float = Field(ge=0, le=1)
    share: float = Field(gt=0, le=1)


class MetricOptions(Options):
    """Which model, on which rows, and what it must reach."""

    model: str = Field(min_length=1, max_length=100)
    """The variable that holds the model."""
    data: str = Field(min_length=1, max_length=60)
    """The data set whose held-out rows are used."""
    metric: Literal["accuracy"] = "accuracy"
    """``accuracy``: the share of rows whose class is right."""
    steps: list[Step] = Field(min_length=1, max_length=20)
    """What is reached for which share of the points; the best step that is met counts."""
    scale: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Rows are divided by this, unless the model itself begins with a Rescaling or Normalization layer."""
    reshape: Literal["model"] | RowShape | None = None
    """The shape of one row: a list of lengths, or ``model`` for the shape that the model takes."""
    rows_shape: RowShape | None = None
    """With ``reshape = "model"``: the shape in which rows are sent to a model that cannot be rebuilt."""

    @field_validator("steps")
    @classmethod
    def _all_points_can_be_had(cls, steps: list[Step]) -> list[Step]:
        if max(step.share for step in steps) < 1:
            raise ValueError("one step must have share = 1.0")
        return steps

    @property
    def threshold(self) -> float:
        """The figure for all points."""
        return min(step.at for step in self.steps if step.share >= 1)


def questions(spec: CriterionSpec, options: MetricOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the model and, where the rows are at hand, for its predictions."""
    asked: list[Question] = [model_question(options.model)]
    if heldout is None or not heldout.has(options.data):
        return Asked(asked)
    rows = heldout.rows(options.data)
    shape = options.rows_shape if options.reshape == "model" else options.reshape
    sent = _reshaped(_scaled(rows, options.scale), shape)
    key = f"{spec.id}-rows"
    asked.append(AskPredict(id=f"{spec.id}-predictions", name=options.model, rows=key))
    return Asked(asked, {} if sent is None else {key: sent})


def judge(spec: CriterionSpec, options: MetricOptions, context: Context) -> Verdict:
    """The best step that the model's figure on the held-out rows meets."""
    question = model_question(options.model)
    if verdict := absent(options.model, context.answer(question.id), context):
        return verdict
    if context.heldout is None:
        raise HeldOutMissing("no held-out sets were given")
    labels = context.heldout.labels(options.data)
    rows = context.heldout.rows(options.data)
    try:
        outputs = _evaluated(options, context.model(question.id), rows)
    except CannotRebuild as cannot:
        return _judge_predictions(spec, options, context, labels, cannot.reason)
    return outputs if isinstance(outputs, Verdict) else _judge_outputs(options, outputs, labels)


def _evaluated(options: MetricOptions, rebuilt: RebuiltModel, rows: Array) -> Array | Verdict:
    model = rebuilt.model
    if not rebuilt.has_weights:
        return failed(NO_WEIGHTS.format(name=options.model))
    takes = _input_shape(model)
    prepared = rows if _prepares_itself(model) else _scaled(rows, options.scale)
    shape = (takes or options.rows_shape) if options.reshape == "model" else options.reshape
    shaped = _reshaped(prepared, shape)
    if shaped is None:
        sides = {"found": shown_shape(shape or []), "right": shown_shape(rows.shape[1:])}
        return failed(INPUT.format(name=options.model, **sides), found=verbatim(sides["found"]))
    try:
        return evaluate(model, shaped)
    except EvaluationFailed as error:
        message = CANNOT_CALL.format(name=options.model, shape=shown_shape(shaped.shape), error=plain(str(error)))
        return failed(message, found=verbatim(shown_shape(takes)) if takes else None)


def _judge_predictions(
    spec: CriterionSpec, options: MetricOptions, context: Context, labels: Array, reason: Text
) -> Verdict:
    answer = context.evidence.answer(f"{spec.id}-predictions")
    if answer is None or answer.status != "answered":
        return failed(NOT_PREDICTED.format(name=options.model, reason=reason))
    observed = answer.values[0] if len(answer.values) == 1 else None
    if not isinstance(observed, Answered) or observed.array is None:
        raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one array")
    outputs = decode(observed, context.evidence, answer.id)
    if outputs.dtype.kind not in "biuf":
        raise EvidenceInvalid(f"answers/{answer.id}.npz holds no numbers")
    verdict = _judge_outputs(options, outputs, labels)
    message = BY_PREDICTIONS.format(sentence=verdict.message, reason=reason)
    return Verdict(verdict.state, message, verdict.share, verdict.expected, verdict.found)


def _judge_outputs(options: MetricOptions, outputs: Array, labels: Array) -> Verdict:
    classes = int(labels.max()) + 1
    right = _rows_right(outputs, labels, classes)
    about: dict[str, Any] = {"name": options.model, "rows": len(labels)}
    if right is None:
        found = shown_shape(outputs.shape)
        return failed(WIDTH.format(**about, found=found, classes=classes), found=verbatim(found))
    accuracy = float(np.mean(right))
    share = max((step.share for step in options.steps if accuracy >= step.at), default=0.0)
    figures = {"found": shown_percent(accuracy), "right": shown_percent(options.threshold)}
    sentence = REACHED if share >= 1 else NOT_REACHED
    return partial(
        share,
        sentence.format(**about, **figures),
        expected=AT_LEAST.format(**figures),
        found=figures["found"],
    )


def _rows_right(outputs: Array, labels: Array, classes: int) -> Array | None:
    """For each row whether its class is right, or None when the outputs do not fit the classes.

    ``outputs`` holds a number a class, or for two classes one probability; a NaN is never right.
    """
    if outputs.ndim not in (1, 2) or len(outputs) != len(labels) or not outputs.size:
        return None
    flat = outputs.reshape(len(outputs), -1)
    finite = np.isfinite(flat).all(axis=1)
    if classes == 2 and flat.shape[1] == 1:
        return finite & ((flat[:, 0] > 0.5) == labels.astype(bool).reshape(-1))
    if flat.shape[1] < classes:
        return None
    return finite & (flat.argmax(axis=1) == labels.reshape(-1))


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


KIND = Kind("metric", MetricOptions, judge, questions)

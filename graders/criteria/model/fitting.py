"""Whether a model's loss, its output and the labels that ``fit`` got belong together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.criteria.answers import absent
from graders.criteria.fits import at, fits_of
from graders.criteria.kind import Verdict, could_not_grade, failed
from graders.criteria.losses import compiled_name
from graders.criteria.model.view import Output, View
from graders.evidence import EvidenceInvalid, EvidenceMissing
from graders.questions import Answered, AskCalls, AskVariable, Question
from graders.text import Text, text
from graders.wording import plain, shown_number, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.observed import ArrayRecord, Call

WRONG_LOSS = text(
    "`{labels}` has shape {shape}: {form}. The loss that fits is {right}, but `{model}` was compiled with {found}.",
    "`{labels}`의 shape은 {shape}이며, {form}입니다. 이에 맞는 손실 함수는 {right}이지만 "
    "`{model}` 모델은 {found}(으)로 컴파일되었습니다.",
)
WRONG_LABELS = text(
    "`{labels}` has shape {shape}, which fits no loss for {classes} classes. Labels are integers of shape (n,), "
    "or one-hot rows of shape (n, {classes}).",
    "`{labels}`의 shape이 {shape}이어서 클래스 {classes}개를 위한 어떤 손실 함수와도 맞지 않습니다. "
    "레이블은 shape이 (n,)인 정수이거나 (n, {classes})인 원-핫 행이어야 합니다.",
)
NOT_WHOLE = text(
    "`{labels}` holds numbers with fractions, but labels of {classes} classes are whole numbers or one-hot rows.",
    "`{labels}`에 소수가 들어 있습니다. 클래스 {classes}개의 레이블은 정수이거나 원-핫 행이어야 합니다.",
)
OUT_OF_RANGE = text(
    "`{labels}` goes from {least} to {most}, but labels of {classes} classes go from 0 to {last}.",
    "`{labels}`의 값이 {least}에서 {most}까지입니다. 클래스 {classes}개의 레이블은 0에서 {last}까지여야 합니다.",
)
WRONG_WIDTH = text(
    "The last layer of `{model}` gives {found} numbers for a row; for {classes} classes it needs {right}.",
    "`{model}` 모델의 마지막 층이 한 행에 수를 {found}개 내보냅니다. 클래스가 {classes}개이면 {right}개가 필요합니다.",
)
WRONG_NUMBERS = text(
    "The last layer of `{model}` gives {found} numbers for a row, but `{labels}` holds {right} for each.",
    "`{model}` 모델의 마지막 층이 한 행에 수를 {found}개 내보내지만, `{labels}`에는 행마다 수가 {right}개 있습니다.",
)
WRONG_ACTIVATION = text(
    "The last layer of `{model}` has activation {found}, but its loss expects {right}.",
    "`{model}` 모델의 마지막 층의 활성화 함수가 {found}입니다. 손실 함수에는 {right}이(가) 맞습니다.",
)
BOUNDED = text(
    "The last layer of `{model}` has activation {found}, which cannot give every number that there is to predict.",
    "`{model}` 모델의 마지막 층의 활성화 함수가 {found}입니다. 이 함수로는 예측할 모든 값을 낼 수 없습니다.",
)
NO_ACTIVATION = text(
    "Leave the activation of the last layer out: Dense(1).",
    "마지막 층에는 활성화 함수를 지정하지 마십시오: Dense(1).",
)
ONE_SOFTMAX = text(
    "The last layer of `{model}` has activation softmax over one unit, which always gives 1. "
    "One unit goes with sigmoid.",
    "`{model}` 모델의 마지막 층이 유닛 하나에 softmax를 적용하여 항상 1을 내보냅니다. "
    "유닛이 하나이면 sigmoid가 맞습니다.",
)
LOGITS = text(
    "The loss of `{model}` has from_logits=True, but the last layer applies {found} already. Take one of them away.",
    "`{model}` 모델의 손실 함수는 from_logits=True인데 마지막 층에서 이미 {found}을(를) 적용합니다. "
    "둘 중 하나를 빼 주십시오.",
)
SEVERAL = text(
    "`{model}` has {found} outputs, so its labels and its loss cannot be held against one another here.",
    "`{model}` 모델의 출력이 {found}개여서 여기서는 레이블과 손실 함수를 맞추어 볼 수 없습니다.",
)
NOT_TRAINED = text(
    "`{model}` was not trained, so there are no labels to hold its loss against. Call {model}.fit(...).",
    "`{model}` 모델이 학습되지 않아 손실 함수와 맞추어 볼 레이블이 없습니다. {model}.fit(...)을 호출해 주십시오.",
)
UNREAD = text(
    "The labels that fit of `{model}` got could not be looked at, since they came with the rows, in {type}: "
    "this was not judged, and its points do not count.",
    "`{model}` 모델의 fit에 레이블이 {type} 형식으로 행과 함께 주어져 살펴볼 수 없었습니다. "
    "이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)
INTEGERS = text("whole numbers, one for each row", "행마다 정수 하나")
ONE_HOT = text("one-hot rows", "원-핫 행")
NUMBERS = text("numbers to be predicted", "예측할 수")

_REGRESSION = {
    "mean_squared_error",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_logarithmic_error",
    "huber",
    "huber_loss",
    "log_cosh",
    "logcosh",
}
_ALSO_RIGHT = {
    "binary_crossentropy": {"binary_focal_crossentropy"},
    "categorical_crossentropy": {"categorical_focal_crossentropy"},
    "mean_squared_error": _REGRESSION,
}


class LossFits(BaseModel):
    """The loss must be the one that fits the labels that ``fit`` got, and the output."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    classes: int | None = Field(default=None, ge=2, le=1_000_000)
    """How many classes there are; with two, one sigmoid or two softmax units are right."""
    regression: bool = False
    """Whether numbers are predicted instead: an output without activation, and a loss such as ``mse`` or ``mae``."""
    labels: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable that holds the labels, where no ``fit`` of the model was observed."""

    @model_validator(mode="after")
    def _one_of_two(self) -> LossFits:
        if (self.classes is None) == (not self.regression):
            raise ValueError("give classes or regression = true")
        return self


@dataclass(frozen=True)
class Labels:
    """Labels as they are known: well from what ``fit`` got, their shape and dtype alone from a variable."""

    name: str
    shape: list[int]
    minimum: float | None = None
    maximum: float | None = None
    whole: bool | None = None
    place: dict[str, Any] = field(default_factory=dict)
    """Where a finding about them points."""


def fit_questions(criterion: str, wanted: LossFits) -> list[Question]:
    """Asks what was observed and, as a fall-back, for the labels' shape and dtype."""
    asked: list[Question] = [AskCalls()]
    if wanted.labels:
        asked.append(AskVariable(id=f"{criterion}-labels", name=wanted.labels, want_value=False))
    return asked


def judge_fit(criterion: str, model: str, wanted: LossFits, view: View, context: Context) -> Verdict | None:
    """None when labels, loss, width and activation belong together; else what does not."""
    if len(view.outputs) > 1:
        return failed(SEVERAL.format(model=model, found=len(view.outputs)))
    labels = _labels(criterion, model, wanted, context)
    if isinstance(labels, Verdict):
        return labels
    output = view.output or Output(None, None, "linear", compiled_name((view.compiled or {}).get("loss")))
    if wanted.classes is None:
        return _judge_regression(model, labels, output)
    return _judge_classes(model, labels, wanted.classes, output, view)


def _labels(criterion: str, model: str, wanted: LossFits, context: Context) -> Labels | Verdict:
    """What the last ``fit`` of the model got; where there was none, what is in the variable."""
    try:
        fits = fits_of(context, model)
    except EvidenceMissing:
        if wanted.labels is None:
            raise
        fits = []
    calls = [call for call in fits if call.y]
    if calls and len(calls[-1].y) == 1 and calls[-1].y[0].shape is not None:
        return _given(calls[-1], calls[-1].y[0])
    if wanted.labels is None:
        return _unlabelled(model, fits)
    answer = context.answer(f"{criterion}-labels")
    if verdict := absent(wanted.labels, answer, context):
        return verdict
    observed = answer.values[0] if answer.values else None
    if not isinstance(observed, Answered):
        raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one value")
    return Labels(wanted.labels, observed.shape or [])


def _unlabelled(model: str, fits: list[Call]) -> Verdict:
    """Nothing can be told of labels that came in a ``tf.data.Dataset``; otherwise there are none."""
    unread = [(call, array) for call in fits if call.error is None for array in call.x if array.shape is None]
    if not unread:
        return failed(NOT_TRAINED.format(model=model))
    call, rows = unread[-1]
    return could_not_grade(UNREAD.format(model=model, type=f"`{plain(rows.type, 80)}`"), **at(call))


def _given(call: Call, y: ArrayRecord) -> Labels:
    name = plain(y.names[0], 80) if y.names else "y"
    least, most = (end if isinstance(end, int | float) else None for end in (y.minimum, y.maximum))
    return Labels(name, y.shape or [], least, most, y.whole, at(call))


def _judge_regression(model: str, labels: Labels, output: Output) -> Verdict | None:
    if verdict := _judge_loss(model, labels, NUMBERS, "mean_squared_error", output):
        return verdict
    right = labels.shape[1] if len(labels.shape) == 2 else 1
    if output.units != right:
        message = WRONG_NUMBERS.format(model=model, labels=labels.name, found=output.units or "?", right=right)
        return failed(message, expected=verbatim(str(right)), found=verbatim(str(output.units)), **labels.place)
    if output.activation == "linear":
        return None
    message = BOUNDED.format(model=model, found=output.activation)
    return failed(message, expected=verbatim("linear"), found=verbatim(output.activation), hint=NO_ACTIVATION)


def _judge_classes(model: str, labels: Labels, classes: int, output: Output, view: View) -> Verdict | None:
    single = classes == 2 and output.units == 1
    form, right = _fitting(labels.shape, classes, single)
    if form is None:
        message = WRONG_LABELS.format(labels=labels.name, shape=shown_shape(labels.shape), classes=classes)
        return failed(message, **labels.place)
    if form is INTEGERS and (verdict := _judge_values(labels, classes)):
        return verdict
    if verdict := _judge_loss(model, labels, form, right, output):
        return verdict
    needed = 1 if single else classes
    if output.units != needed:
        message = WRONG_WIDTH.format(model=model, found=output.units or "?", classes=classes, right=needed)
        return failed(message, expected=verbatim(str(needed)), found=verbatim(str(output.units)))
    return _judge_activation(model, view, "sigmoid" if single else "softmax", output)


def _fitting(shape: list[int], classes: int, single: bool) -> tuple[Text | None, str]:
    """What labels of this shape are, and the loss that fits them; None for a shape that fits none."""
    if len(shape) == 1 or (len(shape) == 2 and shape[1] == 1):
        return INTEGERS, "binary_crossentropy" if single else "sparse_categorical_crossentropy"
    if len(shape) == 2 and shape[1] == classes and not single:
        return ONE_HOT, "categorical_crossentropy"
    return None, ""


def _judge_values(labels: Labels, classes: int) -> Verdict | None:
    if labels.whole is False:
        return failed(NOT_WHOLE.format(labels=labels.name, classes=classes), **labels.place)
    if labels.minimum is None or labels.maximum is None or 0 <= labels.minimum <= labels.maximum < classes:
        return None
    ends = {"least": shown_number(labels.minimum), "most": shown_number(labels.maximum), "last": classes - 1}
    message = OUT_OF_RANGE.format(labels=labels.name, classes=classes, **ends)
    found = verbatim(f"{ends['least']} … {ends['most']}")
    return failed(message, expected=verbatim(f"0 … {classes - 1}"), found=found, **labels.place)


def _judge_loss(model: str, labels: Labels, form: Text, right: str, output: Output) -> Verdict | None:
    found = output.loss
    if found == right or found in _ALSO_RIGHT.get(right, ()):
        return None
    shape = shown_shape(labels.shape)
    about = {"labels": labels.name, "shape": shape, "form": form, "right": right, "model": model}
    message = WRONG_LOSS.format(**about, found=found or "None")
    return failed(message, expected=verbatim(right), found=verbatim(found or "None"), **labels.place)


def _judge_activation(model: str, view: View, wanted: str, output: Output) -> Verdict | None:
    loss, found = (view.compiled or {}).get("loss"), output.activation
    if isinstance(loss, list) and len(loss) == 1:
        loss = loss[0]
    settings = loss.get("config") if isinstance(loss, dict) else None
    from_logits = isinstance(settings, dict) and settings.get("from_logits") is True
    if from_logits and found != "linear":
        return failed(LOGITS.format(model=model, found=found), found=verbatim(found))
    if from_logits or found == wanted:
        return None
    words = ONE_SOFTMAX if (wanted, found) == ("sigmoid", "softmax") else WRONG_ACTIVATION
    message = words.format(model=model, found=found, right=wanted)
    return failed(message, expected=verbatim(wanted), found=verbatim(found))

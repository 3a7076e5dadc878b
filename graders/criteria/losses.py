"""Whether a model's loss, its output and its labels belong together."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from graders.criteria.answers import absent
from graders.criteria.kind import Verdict, failed
from graders.evidence import EvidenceInvalid
from graders.layers import Layer
from graders.models import RebuiltModel
from graders.questions import Answer, Answered
from graders.text import text
from graders.wording import plain, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context

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
WRONG_WIDTH = text(
    "The last layer of `{model}` gives {found} numbers for a row; for {classes} classes it needs {right}.",
    "`{model}` 모델의 마지막 층이 한 행에 수를 {found}개 내보냅니다. 클래스가 {classes}개이면 {right}개가 필요합니다.",
)
WRONG_ACTIVATION = text(
    "The last layer of `{model}` has activation {found}, but its loss expects {right}.",
    "`{model}` 모델의 마지막 층의 활성화 함수가 {found}입니다. 손실 함수에는 {right}이(가) 맞습니다.",
)
LOGITS = text(
    "The loss of `{model}` has from_logits=True, but the last layer applies {found} already. Take one of them away.",
    "`{model}` 모델의 손실 함수는 from_logits=True인데 마지막 층에서 이미 {found}을(를) 적용합니다. "
    "둘 중 하나를 빼 주십시오.",
)
INTEGERS = text("whole numbers, one for each row", "행마다 정수 하나")
ONE_HOT = text("one-hot rows", "원-핫 행")

_ALIASES = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "r_m_sprop": "rmsprop",
    "rms_prop": "rmsprop",
    "rm_sprop": "rmsprop",
}


def identifier(name: str) -> str:
    """A variable's name as part of a question's id, where only small letters are allowed."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_]{0,59}", name):
        return name
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def plain_name(name: str) -> str:
    """One name for what Keras calls by several: ``RMSprop``, ``rmsprop``; ``MeanSquaredError``, ``mse``."""
    joined = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    joined = _ALIASES.get(joined, joined)
    return joined if "crossentropy" not in joined else joined.replace("cross_entropy", "crossentropy")


def compiled_name(part: Any) -> str | None:
    """The name of a loss or an optimizer in a compile configuration: a string, a class or a function."""
    if isinstance(part, list) and len(part) == 1:
        return compiled_name(part[0])
    if isinstance(part, dict):
        part = part.get("config") if part.get("class_name") == "function" else part.get("class_name")
    return plain(plain_name(part), 80) if isinstance(part, str) else None


def output_width(rebuilt: RebuiltModel) -> int | None:
    """Numbers that the model gives for one row; None when it has several outputs or none yet."""
    try:
        shape = rebuilt.model.output_shape
    except (AttributeError, ValueError):
        return None
    return shape[-1] if isinstance(shape, tuple) and shape and isinstance(shape[-1], int) else None


def output_activation(layers: list[Layer]) -> str:
    """The activation at the model's end; a layer without one, such as Dropout, is looked through."""
    last = next((layer for layer in reversed(layers) if "activation" in layer.settings), None)
    return last.activation if last else layers[-1].kind.lower() if layers else "linear"


def judge_fit(
    model: str,
    labels: str,
    classes: int,
    answer: Answer,
    rebuilt: RebuiltModel,
    layers: list[Layer],
    context: Context,
) -> Verdict | None:
    """None when labels, loss, width and activation belong together; else what does not."""
    if verdict := absent(labels, answer, context):
        return verdict
    observed = answer.values[0] if answer.values else None
    if not isinstance(observed, Answered):
        raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one value")
    shape = observed.shape or []
    width = output_width(rebuilt)
    single = classes == 2 and width == 1
    form, right = _fitting(shape, classes, single)
    if form is None:
        return failed(WRONG_LABELS.format(labels=labels, shape=shown_shape(shape), classes=classes))
    loss = (rebuilt.compile_config or {}).get("loss")
    found = compiled_name(loss)
    if found != right:
        message = WRONG_LOSS.format(
            labels=labels, shape=shown_shape(shape), form=form, right=right, model=model, found=found or "None"
        )
        return failed(message, expected=verbatim(right), found=verbatim(found or "None"))
    needed = 1 if single else classes
    if width != needed:
        return failed(WRONG_WIDTH.format(model=model, found=width or "?", classes=classes, right=needed))
    return _judge_activation(model, loss, "sigmoid" if single else "softmax", output_activation(layers))


def _fitting(shape: list[int], classes: int, single: bool) -> tuple[Any, str]:
    """What labels of this shape are, and the loss that fits them; None for a shape that fits none."""
    if len(shape) == 1 or (len(shape) == 2 and shape[1] == 1):
        return INTEGERS, "binary_crossentropy" if single else "sparse_categorical_crossentropy"
    if len(shape) == 2 and shape[1] == classes and not single:
        return ONE_HOT, "categorical_crossentropy"
    return None, ""


def _judge_activation(model: str, loss: Any, wanted: str, found: str) -> Verdict | None:
    settings = loss.get("config") if isinstance(loss, dict) else None
    from_logits = isinstance(settings, dict) and settings.get("from_logits") is True
    if from_logits and found != "linear":
        return failed(LOGITS.format(model=model, found=found), found=verbatim(found))
    if not from_logits and found != wanted:
        message = WRONG_ACTIVATION.format(model=model, found=found, right=wanted)
        return failed(message, expected=verbatim(wanted), found=verbatim(found))
    return None

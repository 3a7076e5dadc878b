"""Models whose end does not fit their labels, though they trained: last layer, activation and loss."""

from __future__ import annotations

from graders.diagnosis.case import Case
from graders.diagnosis.model_end import CROSSENTROPY, REGRESSION, ModelEnd
from graders.diagnosis.written import Written, layer_place, loss_place
from graders.report import Diagnosis
from graders.text import Text, text
from graders.wording import shown_number

BOUNDS = {
    "sigmoid": (0.0, 1.0),
    "hard_sigmoid": (0.0, 1.0),
    "softmax": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "softsign": (-1.0, 1.0),
    "relu": (0.0, float("inf")),
    "relu6": (0.0, 6.0),
    "softplus": (0.0, float("inf")),
}
"""What an activation can give at all."""
HIDDEN = frozenset({"relu", "relu6", "tanh", "elu", "selu", "gelu", "silu", "swish", "leaky_relu", "softplus", "prelu"})
"""Activations of hidden layers, which are no probabilities."""
SLACK = 1e-6


def find(case: Case) -> Diagnosis | None:
    """Explain the first trained model whose end does not fit."""
    for call in case.observed.fits:
        end = ModelEnd.of(call)
        if end is None or end.activation is None:
            continue
        # A model with code of its own may do more after its last layer.
        for rule in (_one_unit, _bounded, _no_answer, _loss) if end.is_written_out else (_one_unit, _bounded):
            if diagnosis := rule(case, end):
                return diagnosis
    return None


def find_failed(case: Case) -> Diagnosis | None:
    """Explain a training that stopped because the model ends in a hidden layer."""
    call = case.observed.failed
    if call is None or call.method != "fit" or not case.raised("ValueError", "InvalidArgumentError"):
        return None
    end = ModelEnd.of(call)
    if end is None or not end.is_written_out or end.activation is None or not case.raised(call.error or ""):
        return None
    single = end.is_one_column and (end.loss in REGRESSION or end.loss == "binary_crossentropy")
    wanted = 1 if single else None if end.is_one_column else (end.labels.shape or [0])[-1]
    hidden = end.activation == "features" or end.activation in HIDDEN
    if end.loss == "sparse_categorical_crossentropy":
        wanted = end.classes
    if wanted is None or end.width == wanted or not (hidden or (end.activation == "linear" and single)):
        return None
    message = ENDS_HIDDEN.format(output=end.told_output(), labels=end.told_labels(), wanted=wanted)
    mend = ONE_UNIT_MEND if single and end.loss in REGRESSION else ONE_SIGMOID_MEND if single else None
    return _said(case, "no-final-layer", message, mend or CLASSES_MEND.format(classes=wanted), _last_layer(case, end))


def _one_unit(case: Case, end: ModelEnd) -> Diagnosis | None:
    over_last_axis = end.axes == 2 or (end.layer is not None and end.layer.kind == "Dense")
    if end.activation != "softmax" or end.width != 1 or not over_last_axis:
        return None
    if end.loss in REGRESSION and end.is_real:
        message = ALWAYS_ONE_PRICES.format(labels=end.told_labels())
        return _said(case, "activation-on-regression", message, LINEAR_MEND, _layer(case, end))
    return _said(case, "softmax-over-one-unit", ALWAYS_ONE, ALWAYS_ONE_MEND, _layer(case, end))


def _bounded(case: Case, end: ModelEnd) -> Diagnosis | None:
    """An activation that cannot give the numbers that a regression wants."""
    bounds = BOUNDS.get(end.activation or "")
    if bounds is None or end.loss not in REGRESSION or end.is_its_input or end.labels.one_hot:
        return None
    wanted = 1 if end.is_one_column else end.labels.shape[-1] if end.labels.shape else None
    if end.width != wanted or _counts_right(end):
        return None
    least, greatest = bounds
    about = {
        "activation": end.activation,
        "labels": end.told_labels(),
        "least": shown_number(least),
        "greatest": shown_number(greatest) if greatest < float("inf") else "∞",
    }
    if end.least < least - SLACK or end.greatest > greatest + SLACK:
        return _said(case, "activation-on-regression", OUT_OF_REACH.format(**about), LINEAR_MEND, _layer(case, end))
    if end.activation == "relu" and end.width == 1 and end.is_real:
        return _said(case, "activation-on-regression", MAY_DIE.format(**about), LINEAR_MEND, _layer(case, end))
    return None


def _no_answer(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A model that ends in features: no layer of as many units as the task has answers."""
    width = end.width or 0
    about = {"output": end.told_output(), "labels": end.told_labels()}
    if end.loss in REGRESSION and end.is_one_column and not end.is_its_input:
        broadcast = (end.axes == 2 and width > 1) or (end.axes > 2 and len(end.labels.shape or []) < end.axes)
        if broadcast and not (end.classes and end.activation == "softmax"):
            message = COMPARED_WITH_EACH.format(**about)
            return _said(case, "no-final-layer", message, ONE_UNIT_MEND, _last_layer(case, end))
    if end.loss == "sparse_categorical_crossentropy" and end.classes and end.axes == 2 and width > end.classes:
        features = end.activation == "features" or end.activation in HIDDEN
        if features or (end.activation == "linear" and not end.call.from_logits and width >= 2 * end.classes):
            mend = CLASSES_MEND.format(classes=end.classes)
            return _said(
                case, "no-final-layer", WIDER.format(**about, classes=end.classes), mend, _last_layer(case, end)
            )
    return None


def _loss(case: Case, end: ModelEnd) -> Diagnosis | None:
    for rule in (
        _of_one_number,
        _of_real_numbers,
        _of_wrong_labels,
        _error_of_classes,
        _one_hot_as_binary,
        _several_of_many,
    ):
        if found := rule(case, end):
            return found
    return _logits(case, end)


def _of_one_number(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A crossentropy over classes, where there is one output."""
    if end.width != 1 or end.axes != 2 or end.loss not in CROSSENTROPY - {"binary_crossentropy"}:
        return None
    message = ONE_NUMBER.format(loss=end.loss, output=end.told_output())
    return _said(case, "loss-mismatch", message, _right_loss(end), loss_place(case, end.call))


def _of_real_numbers(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A crossentropy for targets that are no probabilities."""
    outside = end.least < -SLACK or end.greatest > 1 + SLACK
    if not (end.loss in CROSSENTROPY and end.is_real and (outside or end.loss.startswith("sparse"))):
        return None
    message = NO_CLASSES.format(loss=end.loss, labels=end.told_labels())
    return _said(case, "loss-mismatch", message, USE.format(loss="mse"), loss_place(case, end.call))


def _of_wrong_labels(case: Case, end: ModelEnd) -> Diagnosis | None:
    """Labels other than 0 and 1, where the loss knows no others."""
    if end.loss != "binary_crossentropy" or end.is_its_input or not end.labels.whole:
        return None
    if end.least < 0 or end.greatest > 1:
        message = NOT_BINARY.format(labels=end.told_labels())
        mend = ZERO_ONE if end.labels.distinct == 2 else _right_loss(end)
        return _said(case, "loss-mismatch", message, mend, loss_place(case, end.call))
    return None


def _error_of_classes(case: Case, end: ModelEnd) -> Diagnosis | None:
    """An error for numbers, where the labels are classes."""
    if end.loss not in REGRESSION or end.is_its_input or end.axes != 2:
        return None
    one_hot = bool(end.labels.one_hot) and not end.is_one_column
    over_classes = (end.width or 0) > 1 and (one_hot or end.classes) and (end.activation == "softmax" or _counts(end))
    # A straight line through 0 and 1 is a classifier of its own right (least squares); one through ten classes is not.
    many = end.classes is not None and end.classes > 2 and _counts_right(end)
    one_class = end.width == 1 and end.classes and (end.activation == "sigmoid" or many)
    if not (over_classes or one_class) or _compares_losses(case, end):
        return None
    message = CLASSES_NOT_NUMBERS.format(loss=end.loss, labels=end.told_labels(), output=end.told_output())
    return _said(case, "loss-mismatch", message, _right_loss(end), loss_place(case, end.call))


def _one_hot_as_binary(case: Case, end: ModelEnd) -> Diagnosis | None:
    """One class of many, judged as many questions of yes and no."""
    if end.loss != "binary_crossentropy" or not end.labels.one_hot or end.is_one_column or (end.width or 0) <= 2:
        return None
    if end.activation != "softmax" or end.axes != 2:
        return None
    message = BINARY_OF_MANY.format(labels=end.told_labels(), output=end.told_output())
    return _said(
        case, "loss-mismatch", message, USE.format(loss="categorical_crossentropy"), loss_place(case, end.call)
    )


def _several_of_many(case: Case, end: ModelEnd) -> Diagnosis | None:
    """Several classes for a row, where the loss knows one."""
    labels, shape = end.labels, end.labels.shape or []
    several = labels.whole and end.least == 0 and end.greatest == 1 and not labels.one_hot
    if not (end.loss == "categorical_crossentropy" and several and len(shape) == 2 and shape[1] == end.width):
        return None
    if end.is_its_input:
        return None
    message = SEVERAL.format(labels=end.told_labels(), output=end.told_output())
    return _said(case, "loss-mismatch", message, SEVERAL_MEND, loss_place(case, end.call))


def _logits(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A crossentropy takes probabilities, or with ``from_logits=True`` what there is before the activation."""
    wanted = "sigmoid" if end.loss == "binary_crossentropy" else "softmax"
    if end.loss not in CROSSENTROPY or end.is_its_input:
        return None
    about = {"loss": end.loss, "output": end.told_output(), "right": wanted, "found": end.activation}
    if end.call.from_logits:
        if end.activation in ("softmax", "sigmoid"):
            return _said(case, "loss-mismatch", TWICE.format(**about), TWICE_MEND, loss_place(case, end.call))
        return None
    if end.activation in ("linear", "features") or end.activation in HIDDEN:
        mend = LOGITS_MEND.format(**about)
        return _said(case, "loss-mismatch", NO_PROBABILITIES.format(**about), mend, _layer(case, end))
    if wanted == "softmax" and end.activation == "sigmoid" and (end.width or 0) > 1 and end.axes == 2:
        return _said(case, "loss-mismatch", NO_SUM.format(**about), ACTIVATION_MEND.format(**about), _layer(case, end))
    return None


def _counts_right(end: ModelEnd) -> bool:
    """Whether the share of right answers is asked for, which only classes have."""
    return end.classes is not None and _counts(end)


def _counts(end: ModelEnd) -> bool:
    return any("acc" in metric for metric in end.call.metrics)


def _compares_losses(case: Case, end: ModelEnd) -> bool:
    """Whether the same labels are also trained with a crossentropy: a comparison, as the book proposes."""
    ends = [ModelEnd.of(call) for call in case.observed.fits]
    return any(other and other.loss in CROSSENTROPY and other.labels.shape == end.labels.shape for other in ends)


def _right_loss(end: ModelEnd) -> Text:
    """The mend: what fits the labels."""
    if end.labels.one_hot and not end.is_one_column:
        return USE.format(loss="categorical_crossentropy")
    if end.classes is None:
        return NUMBERS_MEND
    return BINARY_MEND if end.classes == 2 and end.width == 1 else SPARSE_MEND.format(classes=end.classes)


def _layer(case: Case, end: ModelEnd, argument: str | None = "activation") -> Written | None:
    return layer_place(case, end.call, end.layer, argument)


def _last_layer(case: Case, end: ModelEnd) -> Written | None:
    return layer_place(case, end.call, end.call.layers[-1] if end.call.layers else None)


def _said(case: Case, cause: str, message: Text, mend: Text, place: Written | None) -> Diagnosis:
    if place is None:
        return case.diagnosis(cause, message, mend)
    return case.diagnosis(cause, message, mend, cell=place.cell, line=place.line)


ALWAYS_ONE = text(
    "The last layer has one unit and `softmax`, which divides each number by the sum of all: with one unit the output "
    "is 1 for every row, and nothing can be learned.",
    "마지막 층이 유닛 1개에 `softmax`를 적용합니다. softmax는 각 값을 전체 합으로 나누므로 유닛이 하나면 모든 행의 "
    "출력이 항상 1이 되어 아무것도 학습하지 못합니다.",
)
ALWAYS_ONE_MEND = text(
    'For two classes, use `Dense(1, activation="sigmoid")` with `binary_crossentropy`; for more, as many units as '
    "there are classes.",
    '클래스가 둘이면 `Dense(1, activation="sigmoid")`와 `binary_crossentropy`를 쓰고, 더 많으면 유닛 수를 클래스 수와 '
    "같게 해 주십시오.",
)
ALWAYS_ONE_PRICES = text(
    "The last layer has one unit and `softmax`, so its output is always 1, but the targets are {labels}.",
    "마지막 층이 유닛 1개에 `softmax`를 적용하므로 출력이 항상 1입니다. 그런데 타깃은 {labels}입니다.",
)
OUT_OF_REACH = text(
    "The last layer ends in `{activation}`, which gives numbers from {least} to {greatest}, but the targets are "
    "{labels}: the model cannot reach them.",
    "마지막 층의 `{activation}`은(는) {least}~{greatest} 범위의 값만 내보냅니다. 그런데 타깃은 {labels}이므로 모델이 "
    "그 값에 도달할 수 없습니다.",
)
MAY_DIE = text(
    "The last layer of this regression ends in `{activation}`: below zero it gives 0 and passes no gradient on, so it "
    "can stick there. The targets are {labels}.",
    "이 회귀 모델의 마지막 층에 `{activation}`이(가) 있습니다. 0보다 작은 값은 0이 되고 그래디언트도 전달되지 않아 "
    "학습이 멈출 수 있습니다. 타깃은 {labels}입니다.",
)
LINEAR_MEND = text(
    "Take the activation out of the last layer: `Dense(1)`. A regression may answer with any number.",
    "마지막 층에서 활성화 함수를 빼고 `Dense(1)`로 써 주십시오. 회귀의 출력은 어떤 값이든 될 수 있어야 합니다.",
)
COMPARED_WITH_EACH = text(
    "The model gives {output}, but the targets are {labels}: each target is compared with every number of its row.",
    "모델의 출력은 {output}인데 타깃은 {labels}입니다. 타깃 하나가 그 행의 모든 출력값과 비교되고 있습니다.",
)
ENDS_HIDDEN = text(
    "The model ends in a hidden layer: it gives {output}, but the labels are {labels} and want {wanted} for each row.",
    "모델이 은닉층으로 끝납니다. 출력은 {output}인데 레이블은 {labels}이므로 행마다 {wanted}개가 필요합니다.",
)
ONE_SIGMOID_MEND = text(
    'Add a last layer that gives one probability for each row: `Dense(1, activation="sigmoid")`.',
    '행마다 확률 하나를 내보내는 마지막 층 `Dense(1, activation="sigmoid")`을 추가해 주십시오.',
)
ONE_UNIT_MEND = text(
    "Add a last layer that gives one number for each row: `Dense(1)`.",
    "행마다 값 하나를 내보내는 마지막 층 `Dense(1)`을 추가해 주십시오.",
)
WIDER = text(
    "The model ends in a hidden layer: it gives {output}, but the labels are {labels}, that is {classes} classes.",
    "모델이 은닉층으로 끝납니다. 출력은 {output}인데 레이블은 {labels}, 곧 클래스 {classes}개입니다.",
)
CLASSES_MEND = text(
    'Add a last layer with one unit for each class: `Dense({classes}, activation="softmax")`.',
    '클래스마다 유닛이 하나씩 있는 마지막 층 `Dense({classes}, activation="softmax")`을 추가해 주십시오.',
)
ONE_NUMBER = text(
    "`{loss}` compares the classes of a row with each other, but the model gives one number for each row ({output}).",
    "`{loss}`는 한 행의 여러 클래스를 서로 비교하는 손실 함수인데, 모델은 행마다 값을 하나만 내보냅니다({output}).",
)
NO_CLASSES = text(
    "`{loss}` is for classes, but the targets are {labels}.",
    "`{loss}`는 클래스를 위한 손실 함수인데 타깃은 {labels}입니다.",
)
NOT_BINARY = text(
    "`binary_crossentropy` takes labels 0 and 1, but here they are {labels}.",
    "`binary_crossentropy`의 레이블은 0과 1이어야 하는데, 여기서는 {labels}입니다.",
)
ZERO_ONE = text("Make the two classes 0 and 1.", "두 클래스의 레이블을 0과 1로 바꾸어 주십시오.")
CLASSES_NOT_NUMBERS = text(
    "`{loss}` measures distances between numbers, but the labels are classes: {labels}. The model's output: {output}.",
    "`{loss}`는 숫자 사이의 거리를 재는 손실 함수인데 레이블은 클래스입니다: {labels}. 모델의 출력은 {output}입니다.",
)
BINARY_OF_MANY = text(
    "`binary_crossentropy` asks about each class by itself, but each row has one of several: the labels are {labels}, "
    "the output {output}. Its accuracy then counts right zeros and looks too good.",
    "`binary_crossentropy`는 클래스마다 따로 예/아니요를 묻는 손실 함수인데, 여기서는 행마다 클래스가 하나입니다. "
    "레이블은 {labels}, 출력은 {output}입니다. 이때 정확도는 맞힌 0까지 세어 실제보다 높게 나옵니다.",
)
SEVERAL = text(
    "`categorical_crossentropy` takes rows with one class each, but rows of these labels have several or none: they "
    "are {labels}, the output {output}.",
    "`categorical_crossentropy`는 행마다 클래스가 하나일 때 쓰는 손실 함수인데, 이 레이블에는 클래스가 여러 개이거나 "
    "없는 행이 있습니다. 레이블은 {labels}, 출력은 {output}입니다.",
)
SEVERAL_MEND = text(
    "Use `sigmoid` in the last layer and `binary_crossentropy`.",
    "마지막 층에는 `sigmoid`를, 손실 함수로는 `binary_crossentropy`를 사용해 주십시오.",
)
TWICE = text(
    "`{loss}` has `from_logits=True` and applies {right} itself, but the last layer ends in `{found}` already.",
    "`{loss}`에 `from_logits=True`가 있어 손실 함수가 {right}을(를) 직접 적용하는데, 마지막 층에 이미 `{found}`이(가) "
    "있습니다.",
)
TWICE_MEND = text(
    "Take one of them away: the activation of the last layer, or `from_logits=True`.",
    "마지막 층의 활성화 함수와 `from_logits=True` 중 하나를 빼 주십시오.",
)
NO_PROBABILITIES = text(
    "`{loss}` expects probabilities, but the model gives {output}.",
    "`{loss}`는 확률을 입력으로 기대하는데, 모델의 출력은 {output}입니다.",
)
LOGITS_MEND = text(
    'End the model with `activation="{right}"`; a last layer without any activation needs `from_logits=True` in the '
    "loss.",
    '마지막 층에 `activation="{right}"`을(를) 지정해 주십시오. 활성화 함수 없이 끝내려면 손실 함수에 '
    "`from_logits=True`가 필요합니다.",
)
NO_SUM = text(
    "`{loss}` expects probabilities that sum to 1 over the classes; `{found}` gives each class one of its own "
    "({output}).",
    "`{loss}`는 클래스 전체의 합이 1인 확률을 기대하는데, `{found}`은(는) 클래스마다 따로 확률을 냅니다({output}).",
)
ACTIVATION_MEND = text('Write `activation="{right}"`.', '`activation="{right}"`(으)로 바꾸어 주십시오.')
USE = text("Use `{loss}`.", "`{loss}`을(를) 사용해 주십시오.")
NUMBERS_MEND = text(
    "For numbers, use `mse` and a last layer `Dense(1)` without an activation.",
    "숫자를 예측한다면 `mse`와, 활성화 함수가 없는 마지막 층 `Dense(1)`을 사용해 주십시오.",
)
BINARY_MEND = text(
    'For two classes, use `binary_crossentropy` and `Dense(1, activation="sigmoid")`.',
    '클래스가 둘이면 `binary_crossentropy`와 `Dense(1, activation="sigmoid")`를 사용해 주십시오.',
)
SPARSE_MEND = text(
    "For {classes} classes in whole numbers, use `sparse_categorical_crossentropy` and `Dense({classes}, "
    'activation="softmax")`.',
    '정수로 된 클래스 {classes}개에는 `sparse_categorical_crossentropy`와 `Dense({classes}, activation="softmax")`를 '
    "사용해 주십시오.",
)

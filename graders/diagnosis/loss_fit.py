"""Losses that do not fit the labels or the last layer of a model, though it trained."""

from __future__ import annotations

from graders.diagnosis.case import Case
from graders.diagnosis.model_end import CROSSENTROPY, REGRESSION, ModelEnd
from graders.diagnosis.written import layer_place, loss_place, said
from graders.report import Diagnosis
from graders.text import Text, text

SLACK = 1e-6


def find(case: Case, end: ModelEnd) -> Diagnosis | None:
    """Explain a loss that does not fit."""
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
    return said(case, "loss-mismatch", message, right_loss(end), loss_place(case, end.call))


def _of_real_numbers(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A crossentropy for targets that are no probabilities."""
    outside = end.least < -SLACK or end.greatest > 1 + SLACK
    if not (end.loss in CROSSENTROPY and end.is_real and (outside or end.loss.startswith("sparse"))):
        return None
    message = NO_CLASSES.format(loss=end.loss, labels=end.told_labels())
    return said(case, "loss-mismatch", message, USE.format(loss="mse"), loss_place(case, end.call))


def _of_wrong_labels(case: Case, end: ModelEnd) -> Diagnosis | None:
    """Labels other than 0 and 1, where the loss knows no others."""
    if end.loss != "binary_crossentropy" or end.is_its_input or not end.labels.whole:
        return None
    if end.least < 0 or end.greatest > 1:
        message = NOT_BINARY.format(labels=end.told_labels())
        mend = ZERO_ONE if end.labels.distinct == 2 else right_loss(end)
        return said(case, "loss-mismatch", message, mend, loss_place(case, end.call))
    return None


def _error_of_classes(case: Case, end: ModelEnd) -> Diagnosis | None:
    """An error for numbers, where the labels are classes."""
    if end.loss not in REGRESSION or end.is_its_input or end.axes != 2:
        return None
    one_hot = bool(end.labels.one_hot) and not end.is_one_column
    over_classes = (
        (end.width or 0) > 1 and (one_hot or end.classes) and (end.activation == "softmax" or end.counts_right)
    )
    # A straight line through 0 and 1 is a classifier of its own right (least squares); one through ten classes is not.
    many = end.classes is not None and end.classes > 2 and end.counts_right_classes
    one_class = end.width == 1 and end.classes and (end.activation == "sigmoid" or many)
    if not (over_classes or one_class) or _compares_losses(case, end):
        return None
    message = CLASSES_NOT_NUMBERS.format(loss=end.loss, labels=end.told_labels(), output=end.told_output())
    return said(case, "loss-mismatch", message, right_loss(end), loss_place(case, end.call))


def _one_hot_as_binary(case: Case, end: ModelEnd) -> Diagnosis | None:
    """One class of many, judged as many questions of yes and no."""
    if end.loss != "binary_crossentropy" or not end.labels.one_hot or end.is_one_column or (end.width or 0) <= 2:
        return None
    if end.activation != "softmax" or end.axes != 2:
        return None
    message = BINARY_OF_MANY.format(labels=end.told_labels(), output=end.told_output())
    return said(case, "loss-mismatch", message, USE.format(loss="categorical_crossentropy"), loss_place(case, end.call))


def _several_of_many(case: Case, end: ModelEnd) -> Diagnosis | None:
    """Several classes for a row, where the loss knows one."""
    labels, shape = end.labels, end.labels.shape or []
    several = labels.whole and end.least == 0 and end.greatest == 1 and not labels.one_hot
    if not (end.loss == "categorical_crossentropy" and several and len(shape) == 2 and shape[1] == end.width):
        return None
    if end.is_its_input:
        return None
    message = SEVERAL.format(labels=end.told_labels(), output=end.told_output())
    return said(case, "loss-mismatch", message, SEVERAL_MEND, loss_place(case, end.call))


def _logits(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A crossentropy takes probabilities, or with ``from_logits=True`` what there is before the activation."""
    wanted = "sigmoid" if end.loss == "binary_crossentropy" else "softmax"
    if end.loss not in CROSSENTROPY or end.is_its_input:
        return None
    about = {"loss": end.loss, "output": end.told_output(), "right": wanted, "found": end.activation}
    if end.call.from_logits:
        if end.activation in ("softmax", "sigmoid"):
            return said(case, "loss-mismatch", TWICE.format(**about), TWICE_MEND, loss_place(case, end.call))
        return None
    place = layer_place(case, end.call, end.layer, "activation")
    if end.activation == "linear" or end.is_hidden:
        return said(case, "loss-mismatch", NO_PROBABILITIES.format(**about), LOGITS_MEND.format(**about), place)
    if wanted == "softmax" and end.activation == "sigmoid" and (end.width or 0) > 1 and end.axes == 2:
        return said(case, "loss-mismatch", NO_SUM.format(**about), ACTIVATION_MEND.format(**about), place)
    return None


def _compares_losses(case: Case, end: ModelEnd) -> bool:
    """Whether the same labels are also trained with a crossentropy: a comparison, as the book proposes."""
    ends = [ModelEnd.of(call) for call in case.observed.fits]
    return any(other and other.loss in CROSSENTROPY and other.labels.shape == end.labels.shape for other in ends)


def right_loss(end: ModelEnd) -> Text:
    """The loss that fits the labels, as a mend."""
    if end.labels.one_hot and not end.is_one_column:
        return USE.format(loss="categorical_crossentropy")
    if end.classes is None:
        return NUMBERS_MEND
    return BINARY_MEND if end.classes == 2 and end.width == 1 else SPARSE_MEND.format(classes=end.classes)


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

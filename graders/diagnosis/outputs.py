"""Models whose end does not fit their labels, though they trained: last layer, activation and loss."""

from __future__ import annotations

from dataclasses import replace

from graders.diagnosis import loss_fit
from graders.diagnosis.case import Case
from graders.diagnosis.graphs import layer_left_out, returned_activation
from graders.diagnosis.model_end import REGRESSION, ModelEnd
from graders.diagnosis.written import Written, layer_place, said
from graders.report import Diagnosis
from graders.text import text
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
SLACK = 1e-6


def find(case: Case) -> Diagnosis | None:
    """Explain the first trained model whose end does not fit."""
    for call in case.observed.fits:
        end = ModelEnd.of(call)
        if end is None or end.activation is None:
            continue
        if not end.is_written_out and (returned := returned_activation(case, call)) is not None:
            applied = replace(end, applied=returned.activation)
            if diagnosis := _one_unit(case, applied) or _bounded(case, applied, returned.place):
                return diagnosis
            continue
        # A model with code of its own may do more after its last layer.
        for rule in (_one_unit, _bounded, _no_answer, loss_fit.find) if end.is_written_out else (_one_unit, _bounded):
            if diagnosis := rule(case, end):
                return diagnosis
    return None


def find_failed(case: Case) -> Diagnosis | None:
    """Explain a training that stopped because the model ends in a hidden layer, or takes classes for numbers."""
    call = case.observed.failed
    if call is None or call.method != "fit" or not case.raised("ValueError", "InvalidArgumentError"):
        return None
    end = ModelEnd.of(call)
    if end is None or not end.is_written_out or end.activation is None or not case.raised(call.error or ""):
        return None
    if end.loss in REGRESSION and end.activation == "softmax":
        return loss_fit.find(case, end)
    single = end.is_one_column and (end.loss in REGRESSION or end.loss == "binary_crossentropy")
    wanted = 1 if single else None if end.is_one_column else (end.labels.shape or [0])[-1]
    hidden = end.is_hidden
    if too_few := _too_few(case, end):
        return too_few
    if end.loss == "sparse_categorical_crossentropy":
        wanted = end.classes
    if wanted is None or end.width == wanted or not (hidden or (end.activation == "linear" and single)):
        return None
    message = ENDS_HIDDEN.format(output=end.told_output(), labels=end.told_labels(), wanted=wanted)
    mend = ONE_UNIT_MEND if single and end.loss in REGRESSION else ONE_SIGMOID_MEND if single else None
    return said(case, "no-final-layer", message, mend or CLASSES_MEND.format(classes=wanted), _last_layer(case, end))


def _too_few(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A last layer for classes that has fewer units than the labels tell classes."""
    width = end.width or 0
    if end.loss != "sparse_categorical_crossentropy" or end.is_hidden or end.axes != 2:
        return None
    if end.classes is None or not 2 <= width < end.classes:
        return None
    message = TOO_FEW.format(units=width, labels=end.told_labels(), classes=end.classes)
    return said(case, "too-few-units", message, TOO_FEW_MEND.format(classes=end.classes), _last_layer(case, end))


def _one_unit(case: Case, end: ModelEnd) -> Diagnosis | None:
    over_last_axis = end.axes == 2 or (end.layer is not None and end.layer.kind == "Dense")
    if end.activation != "softmax" or end.width != 1 or not over_last_axis:
        return None
    if end.loss in REGRESSION and end.is_real:
        message = ALWAYS_ONE_PRICES.format(labels=end.told_labels())
        return said(case, "activation-on-regression", message, LINEAR_MEND, _layer(case, end))
    return said(case, "softmax-over-one-unit", ALWAYS_ONE, ALWAYS_ONE_MEND, _layer(case, end))


def _bounded(case: Case, end: ModelEnd, place: Written | None = None) -> Diagnosis | None:
    """An activation that cannot give the numbers that a regression wants."""
    bounds = BOUNDS.get(end.activation or "")
    if bounds is None or end.loss not in REGRESSION or end.is_its_input or end.labels.one_hot:
        return None
    wanted = 1 if end.is_one_column else end.labels.shape[-1] if end.labels.shape else None
    if end.width != wanted or end.counts_right_classes:
        return None
    least, greatest = bounds
    place = place or _layer(case, end)
    about = {
        "activation": end.activation,
        "labels": end.told_labels(),
        "least": shown_number(least),
        "greatest": shown_number(greatest) if greatest < float("inf") else "∞",
    }
    if end.least < least - SLACK or end.greatest > greatest + SLACK:
        return said(case, "activation-on-regression", OUT_OF_REACH.format(**about), LINEAR_MEND, place)
    if end.activation == "relu" and end.width == 1 and end.is_real:
        return said(case, "activation-on-regression", MAY_DIE.format(**about), LINEAR_MEND, place)
    return None


def _no_answer(case: Case, end: ModelEnd) -> Diagnosis | None:
    """A model that ends in features: no layer of as many units as the task has answers."""
    width = end.width or 0
    about = {"output": end.told_output(), "labels": end.told_labels()}
    if end.loss in REGRESSION and end.is_one_column and not end.is_its_input:
        broadcast = (end.axes == 2 and width > 1) or (end.axes > 2 and len(end.labels.shape or []) < end.axes)
        if broadcast and not (end.classes and end.activation == "softmax"):
            message = COMPARED_WITH_EACH.format(**about)
            return said(case, "no-final-layer", message, ONE_UNIT_MEND, _last_layer(case, end))
    if end.loss == "sparse_categorical_crossentropy" and end.classes and end.axes == 2 and width > end.classes:
        features = end.is_hidden
        if features or (end.activation == "linear" and not end.call.from_logits and width >= 2 * end.classes):
            message = WIDER.format(**about, classes=end.classes)
            if hanging := layer_left_out(case, end.call, end.classes):
                mend = HANGING_MEND.format(layer=hanging.name)
                return said(case, "no-final-layer", message, mend, hanging.model)
            mend = CLASSES_MEND.format(classes=end.classes)
            return said(case, "no-final-layer", message, mend, _last_layer(case, end))
    return None


def _layer(case: Case, end: ModelEnd, argument: str | None = "activation") -> Written | None:
    return layer_place(case, end.call, end.layer, argument)


def _last_layer(case: Case, end: ModelEnd) -> Written | None:
    return layer_place(case, end.call, end.call.layers[-1] if end.call.layers else None)


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
    "이 회귀 모델의 마지막 층에 `{activation}`이(가) 있습니다. 0보다 작은 값은 0이 되고 기울기도 전달되지 않아 "
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
HANGING_MEND = text(
    "A last layer is made and stored in `{layer}`, but the model does not use it: write `outputs={layer}` here.",
    "마지막 층을 만들어 `{layer}`에 넣었지만 모델에서 쓰이지 않습니다. 여기에 `outputs={layer}`(으)로 써 주십시오.",
)
TOO_FEW = text(
    "The last layer has {units} units, but the labels are {labels}, that is {classes} classes: each needs a unit.",
    "마지막 층의 유닛은 {units}개인데 레이블은 {labels}, 곧 클래스 {classes}개입니다. 클래스마다 유닛이 하나씩 "
    "필요합니다.",
)
TOO_FEW_MEND = text(
    "Give the last layer {classes} units. Classes are counted from 0, so there is one more than the greatest label.",
    "마지막 층의 유닛을 {classes}개로 해 주십시오. 클래스 번호는 0부터 시작하므로 클래스 수는 가장 큰 레이블보다 1 "
    "큽니다.",
)
CLASSES_MEND = text(
    'Add a last layer with one unit for each class: `Dense({classes}, activation="softmax")`.',
    '클래스마다 유닛이 하나씩 있는 마지막 층 `Dense({classes}, activation="softmax")`을 추가해 주십시오.',
)

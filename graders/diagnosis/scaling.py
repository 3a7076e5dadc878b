"""Data that was not scaled, or scaled by what belongs to the test set."""

from __future__ import annotations

import math
from collections.abc import Iterator

from graders.code.flow import Given
from graders.code.traced import TEST, TRAIN, Statistic
from graders.diagnosis.case import Case
from graders.diagnosis.written import call_place, said
from graders.observed import ArrayRecord, Call
from graders.report import Diagnosis
from graders.text import Text, text
from graders.wording import shown_number

_EXTREMES = frozenset({"min", "max", "amin", "amax", "nanmin", "nanmax", "reduce_min", "reduce_max"})
_FITTED = frozenset({"adapt", "fit", "fit_transform"})
_WEIGHTED = frozenset(
    {"Dense", "Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D", "LSTM", "GRU", "SimpleRNN"}
    | {"Bidirectional"}
)
"""Layers that multiply their input by weights, and so want it small."""
_PASSING = frozenset(
    {"InputLayer", "Flatten", "Reshape", "Dropout", "Permute", "ZeroPadding2D", "RandomFlip", "RandomRotation"}
    | {"RandomZoom", "RandomTranslation", "RandomContrast", "Masking", "MaxPooling2D", "AveragePooling2D"}
)
"""Layers that leave the scale of their input as it is."""
_NORMALISING = frozenset({"BatchNormalization", "LayerNormalization", "GroupNormalization", "UnitNormalization"})
PIXELS = 16
"""Numbers of a row from which on whole numbers up to 255 are taken for an image."""
UNEQUAL = 100.0
"""How many times wider than another a column must be to drown it."""
LARGE, VERY_LARGE = 50.0, 150.0
"""How large a column (its mean and deviation) may be if others are far narrower; and if all are as large."""


def find_statistics(case: Case) -> Diagnosis | None:
    """Explain data that was scaled by statistics of test rows."""
    if any(given.method == "fit" and not given.fitted and given.x.origins == {TEST} for given in case.flow.given):
        return None  # what a model trains on is only called a test, as blood tests are; the rows were judged before
    for given in case.flow.given:
        for statistic in _of_test_rows(case, given):
            cell = next((c for c in case.cells if c.name == statistic.place.cell), None)
            message = FITTED if statistic.function in _FITTED else COMPUTED
            whose = BOTH_SETS if TRAIN in statistic.origins or not statistic.origins else TEST_SET
            words = message.format(function=statistic.function, whose=whose)
            return case.diagnosis(
                "scaled-with-test-statistics", words, TRAIN_MEND, cell=cell, line=statistic.place.line
            )
    return None


def _of_test_rows(case: Case, given: Given) -> Iterator[Statistic]:
    """The statistics of test rows that went into what a call was given, in the order in which they are written."""
    order = {cell.name: cell.index for cell in case.cells}
    scaled = given.fitted or given.x.scaled_by
    for statistic in sorted(scaled, key=lambda s: (order.get(s.place.cell, -1), s.place.line)):
        if statistic.function in _EXTREMES and not statistic.by_column:
            continue  # the greatest pixel is 255 in every part
        if TEST in statistic.origins:
            yield statistic
        elif statistic.over_all and not statistic.origins and TEST in given.x.origins and given.x.is_part:
            yield statistic  # of all rows, before the test rows were cut out of them


def find_unscaled(case: Case) -> Diagnosis | None:
    """Explain data that went into a network as it was."""
    for call in case.observed.fits:
        if len(call.x) != 1 or not _takes_numbers_as_they_are(call):
            continue
        if words := _unscaled(call.x[0]) or _pixels_streamed(case, call):
            return said(case, "data-not-scaled", words, SCALE_MEND, call_place(case, call))
        asked = [c for c in case.observed.calls if c.model == call.model and c.method in ("evaluate", "predict")]
        for other in asked:
            if len(other.x) == 1 and (words := _on_another_scale(call.x[0], other.x[0])):
                return said(
                    case, "data-not-scaled", words.format(call=other.method), ALIKE_MEND, call_place(case, other)
                )
    return None


def _pixels_streamed(case: Case, call: Call) -> Text | None:
    """Whether a ``tf.data.Dataset``, which nobody looked into, surely holds pixels as they were loaded."""
    place = call_place(case, call)
    at = [
        given.x
        for given in case.flow.given
        if place and given.method == "fit" and (given.place.cell, given.place.line) == (place.cell.name, place.line)
    ]
    if at and all(x.streams and x.raw for x in at) and call.kind in ("Sequential", "Functional", "Model"):
        return PIXEL_VALUES.format(least="0", greatest="255")
    return None


def _takes_numbers_as_they_are(call: Call) -> bool:
    """Whether the model's first layers are known, and none of them scales or looks words up."""
    kinds = call.operations or [layer.kind for layer in call.layers]
    first = next((kind for kind in kinds if kind not in _PASSING), None)
    return first in _WEIGHTED and not _NORMALISING & set(kinds)


def _unscaled(x: ArrayRecord) -> Text | None:
    """What is wrong with the scale of inputs; None where they are small enough, or not known."""
    if not (isinstance(x.minimum, float) and isinstance(x.maximum, float) and isinstance(x.mean, float) and x.shape):
        return None
    about = {"least": shown_number(x.minimum), "greatest": shown_number(x.maximum)}
    like_pixels = x.whole or len(x.shape) > 2  # resized images are not whole
    if like_pixels and x.minimum >= 0 and 100 <= x.maximum <= 255 and x.mean > 8 and math.prod(x.shape[1:]) >= PIXELS:
        return PIXEL_VALUES.format(**about)
    if x.whole and x.minimum >= 0 and x.maximum > 255 and len(x.shape) == 2 and x.shape[1] >= PIXELS and x.mean > 8:
        return LARGE_NUMBERS.format(**about)
    if len(x.shape) == 3 and not x.whole and max(abs(x.minimum), abs(x.maximum)) > 2 * VERY_LARGE:
        return LARGE_COLUMNS.format(largest=shown_number(round(max(abs(x.minimum), abs(x.maximum)))))
    return _unequal_columns(x)


def _unequal_columns(x: ArrayRecord) -> Text | None:
    means, deviations = x.column_mean or [], x.column_std or []
    if len(means) != len(deviations):
        return None
    sizes = [
        (abs(mean) + deviation, deviation)
        for mean, deviation in zip(means, deviations, strict=True)
        if isinstance(mean, float) and isinstance(deviation, float) and deviation > 0
    ]
    if sizes and len(sizes) == len(means) and min(size for size, _ in sizes) > VERY_LARGE:
        return LARGE_COLUMNS.format(largest=shown_number(round(max(size for size, _ in sizes))))
    if len(sizes) < 2:
        return None
    widest, narrowest = max(d for _, d in sizes), min(d for _, d in sizes)
    largest = max(size for size, _ in sizes)
    if largest < LARGE or widest < UNEQUAL * narrowest:
        return None
    if x.whole and x.minimum == 0 and sorted(size for size, _ in sizes)[len(sizes) // 2] < 1:
        return None  # counts of words: most columns are almost always 0
    return UNEQUAL_COLUMNS.format(widest=shown_number(round(widest, 3)), narrowest=shown_number(round(narrowest, 4)))


def _on_another_scale(trained: ArrayRecord, other: ArrayRecord) -> Text | None:
    """Whether other inputs lie wholly out of the range of those that were trained on."""
    numbers = (trained.minimum, trained.maximum, trained.mean, other.minimum, other.maximum, other.mean)
    if not all(isinstance(number, float) for number in numbers):
        return None
    least, greatest, middle, low, high, mean = (float(number) for number in numbers if number is not None)
    span = greatest - least
    if span <= 0 or abs(mean - middle) < 3 * span or high - low < 20 * span:
        return None
    return OTHER_SCALE.format(
        least=shown_number(least), greatest=shown_number(greatest), low=shown_number(low), high=shown_number(high)
    )


TEST_SET = text("the test rows", "시험 데이터")
BOTH_SETS = text("all rows, the test rows included,", "시험 데이터까지 포함한 전체 데이터")
COMPUTED = text(
    "This `{function}` is worked out over {whose} and then used to scale the data: what should be unknown until the "
    "end has a say in the preparation.",
    "여기에서 {whose}로 `{function}`을(를) 구해 데이터의 스케일을 맞추었습니다. 마지막까지 몰라야 할 정보가 전처리에 "
    "사용된 것입니다.",
)
FITTED = text(
    "`{function}` is given {whose} here and learns its statistics from them: what should be unknown until the end has "
    "a say in the preparation.",
    "여기에서 `{function}`이(가) {whose}로 통계를 구합니다. 마지막까지 몰라야 할 정보가 전처리에 사용된 것입니다.",
)
TRAIN_MEND = text(
    "Work out mean and standard deviation of each column (`axis=0`) on the training rows alone, as they were before "
    "any scaling, and scale both parts by these.",
    "평균과 표준편차는 스케일을 바꾸기 전의 훈련 데이터에서만 열마다(`axis=0`) 구하고, 그 값으로 두 세트를 모두 "
    "변환해 주십시오.",
)
PIXEL_VALUES = text(
    "The inputs go into the network as they are, with values from {least} to {greatest}; it learns well from values "
    "between 0 and 1.",
    "입력이 {least}~{greatest} 범위의 값 그대로 신경망에 들어갑니다. 0과 1 사이의 값일 때 학습이 잘됩니다.",
)
LARGE_NUMBERS = text(
    "The inputs go into the network as whole numbers from {least} to {greatest}. As numbers of words or categories "
    "they are no quantities; as quantities they are too large.",
    "입력이 {least}~{greatest} 범위의 정수 그대로 신경망에 들어갑니다. 단어나 범주의 번호라면 크기로 쓸 수 없고, "
    "크기라면 값이 너무 큽니다.",
)
UNEQUAL_COLUMNS = text(
    "The columns of the inputs have very different scales: one has a standard deviation of {widest}, another of "
    "{narrowest}. The large ones drown the others.",
    "입력의 열마다 스케일이 크게 다릅니다. 표준편차가 {widest}인 열도 있고 {narrowest}인 열도 있습니다. 큰 값의 열이 "
    "나머지를 압도합니다.",
)
LARGE_COLUMNS = text(
    "The inputs go into the network as they are, in the hundreds and above (up to about {largest}); it learns well "
    "from values around 0 and 1.",
    "입력이 수백 이상의 값(최대 약 {largest}) 그대로 신경망에 들어갑니다. 0과 1 근처의 값일 때 학습이 잘됩니다.",
)
SCALE_MEND = text(
    'Scale before `fit`: images by `x.astype("float32") / 255`, columns by the mean and standard deviation of the '
    "training rows, word numbers by multi-hot rows or an `Embedding` layer.",
    '`fit` 전에 스케일을 맞추어 주십시오. 이미지는 `x.astype("float32") / 255`로, 열마다 다른 값은 훈련 데이터의 '
    "평균과 표준편차로 바꾸고, 단어 번호는 멀티-핫 행이나 `Embedding` 층을 사용합니다.",
)
OTHER_SCALE = text(
    "`{{call}}` is given values from {low} to {high}, but the model was trained on values from {least} to {greatest}: "
    "these rows were not prepared like the training rows.",
    "`{{call}}`에 준 값은 {low}~{high} 범위인데 모델은 {least}~{greatest} 범위의 값으로 훈련되었습니다. 이 데이터는 "
    "훈련 데이터와 다르게 전처리되었습니다.",
)
ALIKE_MEND = text(
    "Do to these rows exactly what was done to the training rows, such as `/ 255`.",
    "훈련 데이터에 한 전처리(예: `/ 255`)를 이 데이터에도 똑같이 적용해 주십시오.",
)

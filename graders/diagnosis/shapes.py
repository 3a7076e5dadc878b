"""Arrays whose shapes do not fit, told with both shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graders.diagnosis.case import Case
from graders.report import Diagnosis
from graders.text import Text, text
from graders.wording import plain

SHAPE = r"[(\[][\d, None]*[)\]]"


@dataclass(frozen=True)
class Pattern:
    """A message that tells two shapes or sizes, and what it means."""

    cause: str
    regex: re.Pattern[str]
    """Its named groups fill ``message`` and ``mend``."""
    message: Text
    mend: Text


def find(case: Case) -> Diagnosis | None:
    """Explain an error about shapes, sizes or ranks."""
    if case.error is None:
        return None
    for pattern in PATTERNS:
        if found := pattern.regex.search(case.message):
            values = {name: plain(value or "?", 80) for name, value in found.groupdict().items()}
            return case.diagnosis(pattern.cause, pattern.message.format(**values), pattern.mend.format(**values))
    return None


LABELS_MEND = text(
    "Let labels, loss and last layer fit: integer labels take `sparse_categorical_crossentropy`, one-hot labels "
    "`categorical_crossentropy`, and the last layer has as many units as there are classes.",
    "레이블, 손실 함수, 마지막 층을 서로 맞추어 주십시오. 정수 레이블에는 `sparse_categorical_crossentropy`, "
    "원-핫 레이블에는 `categorical_crossentropy`를 쓰고, 마지막 층의 유닛 수는 클래스 수와 같아야 합니다.",
)
PRINT_SHAPES = text(
    "Print both shapes just before that line, then reshape, transpose or slice so that they fit.",
    "그 줄 바로 앞에서 두 배열의 shape을 출력해 보고, reshape, 전치, 슬라이싱으로 맞추어 주십시오.",
)
INPUT_MEND = text(
    "Bring the data to the shape that the model expects, for images with Dense layers for example "
    "`x.reshape((len(x), -1))`, or change the model's input shape.",
    "데이터를 모델이 기대하는 shape으로 바꾸어 주십시오. Dense 층에 이미지를 넣는다면 예를 들어 "
    "`x.reshape((len(x), -1))`을 쓰거나, 모델의 입력 shape을 바꿉니다.",
)
PATTERNS = (
    Pattern(
        "loss-labels-mismatch",
        re.compile(
            rf"must have (?:the same (?:rank|shape)|rank \(ndim\)).*"
            rf"target\.shape=(?P<one>{SHAPE}), output\.shape=(?P<other>{SHAPE})"
        ),
        text(
            "The labels have shape {one} and the model's output {other}, which the loss cannot compare.",
            "레이블의 shape은 {one}, 모델 출력의 shape은 {other}이어서 손실 함수가 둘을 비교할 수 없습니다.",
        ),
        LABELS_MEND,
    ),
    Pattern(
        "loss-labels-mismatch",
        re.compile(rf"Shapes (?P<one>{SHAPE}) and (?P<other>{SHAPE}) are incompatible"),
        text(
            "The shapes {one} and {other} do not fit: most likely the labels and the model's output.",
            "{one}과 {other}의 shape이 맞지 않습니다. 레이블과 모델 출력일 가능성이 높습니다.",
        ),
        LABELS_MEND,
    ),
    Pattern(
        "label-out-of-range",
        re.compile(r"label value of (?P<one>-?\d+) which is outside the valid range of (?P<other>\[\d+, \d+\))"),
        text(
            "A label has the value {one}, but the last layer's units allow only {other}.",
            "레이블 중에 {one}이(가) 있지만, 마지막 층의 유닛 수로는 {other} 범위만 가능합니다.",
        ),
        LABELS_MEND,
    ),
    Pattern(
        "sample-count-mismatch",
        re.compile(
            r"Data cardinality is ambiguous.*'x' sizes: (?P<one>[\d, ]+)\s*'y' sizes: (?P<other>[\d, ]+)", re.DOTALL
        ),
        text(
            "There are {one} inputs but {other} labels.",
            "입력은 {one}개인데 레이블은 {other}개입니다.",
        ),
        text(
            "Give inputs and labels of the same split, cut in the same way: train with train, test with test.",
            "같은 구간에서 같은 방법으로 나눈 입력과 레이블을 함께 주십시오(훈련은 훈련끼리, 테스트는 테스트끼리).",
        ),
    ),
    Pattern(
        "input-shape-mismatch",
        re.compile(
            rf"layer \"?'?(?P<layer>[\w/]+)\"?'? is incompatible.*expected axis (?P<axis>-?\d+) of "
            rf"input shape to have value (?P<one>\d+).*?shape (?:received: )?(?P<other>{SHAPE})",
            re.DOTALL,
        ),
        text(
            "The layer `{layer}` expects {one} numbers along axis {axis}, but was given data of shape {other}.",
            "`{layer}` 층은 축 {axis}의 크기로 {one}을(를) 기대하지만, 받은 데이터의 shape은 {other}입니다.",
        ),
        INPUT_MEND,
    ),
    Pattern(
        "input-rank-mismatch",
        re.compile(
            rf"layer \"?'?(?P<layer>[\w/]+)\"?'? is incompatible.*"
            rf"expected (?:min_|max_)?ndim=(?P<one>\d+), found ndim=(?P<rank>\d+)(?:.*?(?P<other>{SHAPE}))?",
            re.DOTALL,
        ),
        text(
            "The layer `{layer}` expects data of {one} axes, but was given {rank} (shape {other}).",
            "`{layer}` 층은 축이 {one}개인 데이터를 기대하지만 {rank}개인 데이터(shape {other})를 받았습니다.",
        ),
        text(
            "Mind the batch axis, and for Conv2D the channel axis: `x[..., None]` adds a last one.",
            "배치 축과, Conv2D라면 채널 축을 확인해 주십시오. `x[..., None]`은 마지막 축을 하나 더합니다.",
        ),
    ),
    Pattern(
        "input-shape-mismatch",
        re.compile(rf"Expected shape (?P<one>{SHAPE}), but input has incompatible shape (?P<other>{SHAPE})"),
        text(
            "The model expects input of shape {one}, but was given {other} (None stands for the batch).",
            "모델은 shape이 {one}인 입력을 기대하지만 {other}을(를) 받았습니다(None은 배치를 뜻합니다).",
        ),
        INPUT_MEND,
    ),
    Pattern(
        "input-shape-mismatch",
        re.compile(rf"expected shape=(?P<one>{SHAPE}), found shape=(?P<other>{SHAPE})"),
        text(
            "The model expects input of shape {one}, but was given {other} (None stands for the batch).",
            "모델은 shape이 {one}인 입력을 기대하지만 {other}을(를) 받았습니다(None은 배치를 뜻합니다).",
        ),
        INPUT_MEND,
    ),
    Pattern(
        "broadcast-mismatch",
        re.compile(rf"could not be broadcast together with (?:remapped )?shapes (?P<one>{SHAPE}) (?P<other>{SHAPE})"),
        text(
            "Arrays of shape {one} and {other} cannot be combined element by element.",
            "shape이 {one}인 배열과 {other}인 배열은 원소별로 계산할 수 없습니다.",
        ),
        text(
            "From the last axis on, two sizes must be equal or one of them 1; `x[:, None]` adds an axis.",
            "마지막 축부터 비교하여 두 크기가 같거나 한쪽이 1이어야 합니다. `x[:, None]`은 축을 하나 더합니다.",
        ),
    ),
    Pattern(
        "broadcast-mismatch",
        re.compile(rf"could not broadcast input array from shape (?P<one>{SHAPE}) into shape (?P<other>{SHAPE})"),
        text(
            "An array of shape {one} does not fit into a place of shape {other}.",
            "shape이 {one}인 배열을 shape이 {other}인 자리에 넣을 수 없습니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "broadcast-mismatch",
        re.compile(rf"Incompatible shapes: (?P<one>{SHAPE}) vs\. (?P<other>{SHAPE})"),
        text(
            "Tensors of shape {one} and {other} cannot be combined element by element.",
            "shape이 {one}인 텐서와 {other}인 텐서는 원소별로 계산할 수 없습니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "dot-mismatch",
        re.compile(r"mismatch in its core dimension.*\(size (?P<other>\d+) is different from (?P<one>\d+)\)"),
        text(
            "In this matrix product the inner sizes differ: {one} on the left, {other} on the right.",
            "행렬 곱에서 안쪽 크기가 다릅니다. 왼쪽은 {one}, 오른쪽은 {other}입니다.",
        ),
        text(
            "The last axis of the left must be as long as the last but one of the right; transpose one (`.T`) or "
            "change their order.",
            "왼쪽의 마지막 축과 오른쪽의 뒤에서 두 번째 축의 길이가 같아야 합니다. "
            "하나를 전치(`.T`)하거나 순서를 바꾸어 주십시오.",
        ),
    ),
    Pattern(
        "dot-mismatch",
        re.compile(rf"shapes (?P<one>{SHAPE}) and (?P<other>{SHAPE}) not aligned"),
        text(
            "The dot product of shapes {one} and {other} does not exist: their inner sizes differ.",
            "shape이 {one}인 배열과 {other}인 배열은 안쪽 크기가 달라 점곱을 계산할 수 없습니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "dot-mismatch",
        re.compile(rf"Matrix size-incompatible: In\[0\]: (?P<one>{SHAPE}), In\[1\]: (?P<other>{SHAPE})"),
        text(
            "The matrix product of shapes {one} and {other} does not exist: their inner sizes differ.",
            "shape이 {one}인 텐서와 {other}인 텐서는 안쪽 크기가 달라 행렬 곱을 계산할 수 없습니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "reshape-mismatch",
        re.compile(rf"cannot reshape array of size (?P<one>\d+) into shape (?P<other>{SHAPE})"),
        text(
            "{one} numbers do not fill the shape {other}.",
            "원소 {one}개로는 shape {other}을(를) 채울 수 없습니다.",
        ),
        text(
            "The sizes of the new shape must multiply to {one}; one of them may be -1 and is worked out.",
            "새 shape의 크기를 모두 곱하면 {one}이(가) 되어야 합니다. 하나는 -1로 두면 자동으로 계산됩니다.",
        ),
    ),
    Pattern(
        "index-out-of-range",
        re.compile(r"index (?P<one>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<other>\d+)"),
        text(
            "Index {one} does not exist along axis {axis}, which has {other} entries (0 is the first).",
            "축 {axis}에는 항목이 {other}개뿐이어서 인덱스 {one}은(는) 없습니다(첫 항목이 0입니다).",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "index-out-of-range",
        re.compile(r"too many indices for array: array is (?P<other>\d+)-dimensional, but (?P<one>\d+) were indexed"),
        text(
            "{one} indices were given for an array of {other} axes.",
            "축이 {other}개인 배열에 인덱스를 {one}개 지정했습니다.",
        ),
        PRINT_SHAPES,
    ),
)

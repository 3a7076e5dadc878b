"""Arrays whose shapes do not fit, told with both shapes."""

from __future__ import annotations

import re

from graders.diagnosis.array_shapes import ARRAYS
from graders.diagnosis.case import Case
from graders.diagnosis.patterns import SHAPE, Pattern, first_match
from graders.report import Diagnosis
from graders.text import Text, text


def find(case: Case) -> Diagnosis | None:
    """Explain an error about shapes, sizes or ranks."""
    return first_match(case, (*PATTERNS, *ARRAYS))


LABELS_MEND = text(
    "Let labels, loss and last layer fit: integer labels take `sparse_categorical_crossentropy`, one-hot labels "
    "`categorical_crossentropy`, and the last layer has as many units as there are classes.",
    "레이블, 손실 함수, 마지막 층을 서로 맞추어 주십시오. 정수 레이블에는 `sparse_categorical_crossentropy`, "
    "원-핫 레이블에는 `categorical_crossentropy`를 쓰고, 마지막 층의 유닛 수는 클래스 수와 같아야 합니다.",
)
INPUT_MEND = text(
    "The sizes must agree: give the model, or the layer where it was made, the input shape of this data, or bring the "
    "data to the shape that is expected.",
    "두 크기가 같아야 합니다. 모델이나 그 층을 만든 곳의 입력 shape을 이 데이터에 맞추거나, 데이터를 기대하는 "
    "shape으로 바꾸어 주십시오.",
)
IMAGES = r"[(\[](?:[\dNone]+, ?){2,}[\dNone]+[)\]]"
"""A shape of three axes or more, as a batch of images has."""
IMAGES_MEND = text(
    "Where images go into a Dense layer, flatten them first, with `x.reshape((len(x), -1))` or a Flatten layer; else "
    "change the model's input shape.",
    "이미지를 Dense 층에 넣는다면 먼저 `x.reshape((len(x), -1))`이나 Flatten 층으로 한 줄로 펴 주십시오. 그렇지 않다면 "
    "모델의 입력 shape을 바꾸어 주십시오.",
)


def _input_mismatch(regex: str, message: Text) -> tuple[Pattern, Pattern]:
    """Two patterns of an input of the wrong shape, which ``OTHER`` in ``regex`` stands for: images, and anything."""
    return (
        Pattern("input-shape-mismatch", re.compile(regex.replace("OTHER", IMAGES), re.DOTALL), message, IMAGES_MEND),
        Pattern("input-shape-mismatch", re.compile(regex.replace("OTHER", SHAPE), re.DOTALL), message, INPUT_MEND),
    )


GIVEN_OTHER = text(
    "The model expects input of shape {one}, but was given {other} (None stands for the batch).",
    "모델은 shape이 {one}인 입력을 기대하지만 {other}을(를) 받았습니다(None은 배치를 뜻합니다).",
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
    *_input_mismatch(
        r"layer \"?'?(?P<layer>[\w/]+)\"?'? is incompatible.*expected axis (?P<axis>-?\d+) of "
        r"input shape to have value (?P<one>\d+).*?shape (?:received: )?(?P<other>OTHER)",
        text(
            "The layer `{layer}` expects {one} numbers along axis {axis}, but was given data of shape {other}.",
            "`{layer}` 층은 축 {axis}의 크기로 {one}을(를) 기대하지만, 받은 데이터의 shape은 {other}입니다.",
        ),
    ),
    Pattern(
        "input-rank-mismatch",
        re.compile(
            rf"layer \"?'?(?P<layer>[\w/]+)\"?'? is incompatible.*"
            rf"expected (?:min_|max_)?ndim=(?P<one>\d+), found ndim=(?P<rank>\d+)(?:.*?(?P<other>{SHAPE}))?",
            re.DOTALL,
        ),
        text(
            "The layer `{layer}` expects data of {one} axes, but was given {rank} {other}.",
            "`{layer}` 층은 축이 {one}개인 데이터를 기대하지만 {rank}개인 데이터 {other}을(를) 받았습니다.",
        ),
        text(
            "Mind the batch axis, and for Conv2D the channel axis: `x[..., None]` adds a last one.",
            "배치 축과, Conv2D라면 채널 축을 확인해 주십시오. `x[..., None]`은 마지막 축을 하나 더합니다.",
        ),
    ),
    *_input_mismatch(
        rf"Expected shape (?P<one>{SHAPE}), but input has incompatible shape (?P<other>OTHER)", GIVEN_OTHER
    ),
    *_input_mismatch(rf"expected shape=(?P<one>{SHAPE}), found shape=(?P<other>OTHER)", GIVEN_OTHER),
    Pattern(
        "label-out-of-range",
        re.compile(r"node compile_loss.*\] = (?P<one>-?\d+) is not in (?P<other>\[0, \d+\))"),
        text(
            "A label has the value {one}, but the last layer's units allow only {other}.",
            "레이블 중에 {one}이(가) 있지만, 마지막 층의 유닛 수로는 {other} 범위만 가능합니다.",
        ),
        LABELS_MEND,
    ),
    Pattern(
        "input-count-mismatch",
        re.compile(r"expects (?P<one>\d+) (?:named )?input\(s\).*received (?P<other>\d+) input"),
        text(
            "The model has {one} inputs, but was given {other}.",
            "모델의 입력은 {one}개인데 {other}개를 넣었습니다.",
        ),
        text(
            "Give all inputs together, in a list: `model.fit([first, second], y)`.",
            "모든 입력을 리스트로 함께 주십시오: `model.fit([first, second], y)`.",
        ),
    ),
    Pattern(
        "window-too-large",
        re.compile(
            rf"output size would be zero or negative.*inputs shape=(?P<one>{SHAPE})`, `kernel shape=(?P<other>{SHAPE})"
        ),
        text(
            "The layer's window (kernel {other}) is larger than what it was given, of shape {one}.",
            "층의 창(커널 {other})이 받은 데이터(shape {one})보다 큽니다.",
        ),
        text(
            'Use fewer pooling layers, a smaller kernel or `padding="same"`; `model.summary()` shows the sizes.',
            '풀링 층을 줄이거나, 더 작은 커널 또는 `padding="same"`을 써 주십시오. '
            "`model.summary()`로 크기가 줄어드는 곳을 볼 수 있습니다.",
        ),
    ),
    Pattern(
        "concatenate-mismatch",
        re.compile(rf"`Concatenate` layer requires.*input_shape=\[(?P<one>{SHAPE}), (?P<other>{SHAPE})"),
        text(
            "Tensors of shape {one} and {other} cannot be concatenated: all axes but one must be equal.",
            "shape이 {one}인 텐서와 {other}인 텐서는 이어 붙일 수 없습니다. 한 축을 빼고 모두 같아야 합니다.",
        ),
        text(
            "Bring them to the same number of axes and sizes first, with `layers.Flatten()` or a Dense layer.",
            "먼저 `layers.Flatten()`이나 Dense 층으로 축의 수와 크기를 맞추어 주십시오.",
        ),
    ),
    Pattern(
        "broadcast-mismatch",
        re.compile(
            rf"(?:Inputs have incompatible shapes\. Received shapes|Cannot broadcast shape.*Input shapes are:) "
            rf"(?P<one>{SHAPE}) and (?P<other>{SHAPE})"
        ),
        text(
            "Tensors of shape {one} and {other} cannot be added or combined element by element.",
            "shape이 {one}인 텐서와 {other}인 텐서는 더하거나 원소별로 계산할 수 없습니다.",
        ),
        text(
            'Give both branches the same shape: `padding="same"`, the same strides, as many filters or units.',
            '두 갈래의 shape을 같게 해 주십시오. `padding="same"`, 같은 strides, 같은 수의 필터나 유닛을 씁니다.',
        ),
    ),
    Pattern(
        "reshape-mismatch",
        re.compile(
            rf"size of the tensor must be unchanged.*input_shape=(?P<one>{SHAPE}), target_shape=(?P<other>{SHAPE})"
        ),
        text(
            "A tensor of shape {one} has not as many numbers as the shape {other}.",
            "shape이 {one}인 텐서는 shape {other}과 원소 수가 다릅니다.",
        ),
        text(
            "The sizes of both shapes must multiply to the same number.",
            "두 shape의 크기를 각각 모두 곱한 값이 같아야 합니다.",
        ),
    ),
    Pattern(
        "list-for-array",
        re.compile(r"Unrecognized data type: x=.*\(of type <class '(?:[\w.]*\.)?(?P<one>\w+)'>\)"),
        text(
            "`x` or `y` is a plain list here (`x` is of type `{one}`); Keras takes arrays, both of one kind.",
            "`x`나 `y`가 일반 리스트입니다(`x`의 타입은 `{one}`). Keras에는 배열이나 텐서를 같은 종류로 넣어야 합니다.",
        ),
        text("Make it an array first: `np.array(x)`.", "먼저 배열로 바꾸어 주십시오: `np.array(x)`."),
    ),
    Pattern(
        "text-for-number",
        re.compile(r"Invalid dtype: (?P<one>str\w*)"),
        text(
            "The data holds texts where the model needs numbers.",
            "데이터에 숫자가 아닌 문자열이 들어 있습니다.",
        ),
        text(
            "Turn texts into numbers first: class names into integers, words with `layers.TextVectorization`.",
            "먼저 문자열을 숫자로 바꾸어 주십시오. 클래스 이름은 정수로, "
            "단어는 `layers.TextVectorization`으로 바꿉니다.",
        ),
    ),
    Pattern(
        "uneven-rows",
        re.compile(
            r"Invalid dtype: object|(?P<one>Failed to convert a NumPy array to a Tensor \(Unsupported object type list)"
        ),
        text(
            "The data is an array of Python objects, most likely lists of different lengths.",
            "데이터가 파이썬 객체의 배열입니다. 길이가 서로 다른 리스트일 가능성이 높습니다.",
        ),
        text(
            "Vectorise it first: `keras.utils.pad_sequences(x, maxlen=...)` or a multi-hot array.",
            "먼저 `keras.utils.pad_sequences(x, maxlen=...)`이나 멀티-핫 배열로 벡터화해 주십시오.",
        ),
    ),
)

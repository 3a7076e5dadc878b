"""What NumPy and TensorFlow say of arrays whose shapes do not fit."""

from __future__ import annotations

import re

from graders.diagnosis.patterns import SHAPE, Pattern
from graders.text import text

PRINT_SHAPES = text(
    "Print both shapes just before that line, then reshape, transpose or slice so that they fit.",
    "그 줄 바로 앞에서 두 배열의 shape을 출력해 보고, reshape, 전치, 슬라이싱으로 맞추어 주십시오.",
)
JOIN_MEND = text(
    "All axes but the one along which they are joined must be equal; mind `axis=`, and print both shapes just before.",
    "이어 붙이는 축을 뺀 나머지 축의 크기가 모두 같아야 합니다. "
    "`axis=`를 확인하고, 바로 앞에서 두 shape을 출력해 보십시오.",
)
ARRAYS = (
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
        text(
            "Along an axis of {other} entries, indices run from 0 to {other} less 1. Print the shape just before that "
            "line, and see where the index comes from.",
            "항목이 {other}개인 축의 인덱스는 0부터 {other}보다 1 작은 수까지입니다. 그 줄 바로 앞에서 shape을 출력해 "
            "보고, 인덱스가 어디에서 오는지 살펴보십시오.",
        ),
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
    Pattern(
        "dot-mismatch",
        re.compile(r"Dimensions must be equal, but are (?P<one>\d+) and (?P<other>\d+) for .*MatMul"),
        text(
            "In this matrix product the inner sizes differ: {one} on the left, {other} on the right.",
            "행렬 곱에서 안쪽 크기가 다릅니다. 왼쪽은 {one}, 오른쪽은 {other}입니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "broadcast-mismatch",
        re.compile(rf"Dimensions must be equal.*input shapes: (?P<one>{SHAPE}), (?P<other>{SHAPE})"),
        text(
            "Tensors of shape {one} and {other} cannot be combined element by element.",
            "shape이 {one}인 텐서와 {other}인 텐서는 원소별로 계산할 수 없습니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "dot-mismatch",
        re.compile(r"In\[(?P<one>[01])\] ndims must be >= 2"),
        text(
            "A matrix product needs at least two axes on both sides; one side has fewer.",
            "행렬 곱에는 양쪽 모두 축이 두 개 이상 필요한데 한쪽이 모자랍니다.",
        ),
        text(
            "Add an axis, `x[:, None]`, or use `tf.tensordot` or `np.dot` for vectors.",
            "`x[:, None]`으로 축을 더하거나, 벡터에는 `tf.tensordot`이나 `np.dot`을 써 주십시오.",
        ),
    ),
    Pattern(
        "dot-mismatch",
        re.compile(r"shape-mismatch for sum"),
        text(
            "The axes that are multiplied and summed do not have the same length.",
            "곱해서 더하는 축의 길이가 서로 다릅니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "concatenate-mismatch",
        re.compile(
            r"along dimension (?P<axis>\d+), the array at index \d+ has size (?P<one>\d+) and the array at index \d+ "
            r"has size (?P<other>\d+)"
        ),
        text(
            "Arrays of {one} and of {other} entries along axis {axis} cannot be joined.",
            "축 {axis}의 크기가 {one}인 배열과 {other}인 배열은 이어 붙일 수 없습니다.",
        ),
        JOIN_MEND,
    ),
    Pattern(
        "concatenate-mismatch",
        re.compile(
            r"same number of dimensions, but the array at index \d+ has (?P<one>\d+) dimension\(s\) and the array at "
            r"index \d+ has (?P<other>\d+)"
        ),
        text(
            "An array of {one} axes and one of {other} cannot be joined.",
            "축이 {one}개인 배열과 {other}개인 배열은 이어 붙일 수 없습니다.",
        ),
        JOIN_MEND,
    ),
    Pattern(
        "concatenate-mismatch",
        re.compile(rf"ConcatOp.*shape\[0\] = (?P<one>{SHAPE}) vs\. shape\[\d+\] = (?P<other>{SHAPE})"),
        text(
            "Tensors of shape {one} and {other} cannot be joined.",
            "shape이 {one}인 텐서와 {other}인 텐서는 이어 붙일 수 없습니다.",
        ),
        JOIN_MEND,
    ),
    Pattern(
        "concatenate-mismatch",
        re.compile(r"all input arrays must have the same shape"),
        text("Only arrays of one shape can be stacked.", "shape이 모두 같은 배열만 쌓을 수 있습니다."),
        PRINT_SHAPES,
    ),
    Pattern(
        "reshape-mismatch",
        re.compile(
            r"Input to reshape is a tensor with (?P<one>\d+) values, but the requested shape has (?P<other>\d+)"
        ),
        text(
            "The tensor holds {one} numbers, but the new shape {other}.",
            "텐서의 원소는 {one}개인데 새 shape의 원소는 {other}개입니다.",
        ),
        text(
            "The sizes of the new shape must multiply to {one}; one of them may be -1 and is worked out.",
            "새 shape의 크기를 모두 곱하면 {one}이(가) 되어야 합니다. 하나는 -1로 두면 자동으로 계산됩니다.",
        ),
    ),
    Pattern(
        "uneven-rows",
        re.compile(r"inhomogeneous shape after (?P<one>\d+) dimensions"),
        text(
            "Lists of different lengths cannot become one array.",
            "길이가 서로 다른 리스트는 하나의 배열로 만들 수 없습니다.",
        ),
        text(
            "Bring them to one length first, `keras.utils.pad_sequences(x, maxlen=...)`, or vectorise them.",
            "먼저 `keras.utils.pad_sequences(x, maxlen=...)`으로 길이를 맞추거나 벡터화해 주십시오.",
        ),
    ),
    Pattern(
        "index-out-of-range",
        re.compile(r"indices\[[\d,]*\] = (?P<one>-?\d+) is not in (?P<other>\[0, \d+\))"),
        text(
            "Index {one} does not exist; there are only {other}.",
            "인덱스 {one}은(는) 없습니다. {other} 범위만 가능합니다.",
        ),
        text(
            "Give the Embedding as many entries as there are words (`input_dim`), or load fewer words (`num_words=`).",
            "Embedding의 항목 수(`input_dim`)를 단어 수에 맞추거나, 단어를 더 적게(`num_words=`) 불러와 주십시오.",
        ),
    ),
    Pattern(
        "index-out-of-range",
        re.compile(r"^(?P<what>list|tuple|string) index out of range"),
        text(
            "The {what} has fewer entries than this index asks for (0 is the first).",
            "{what}의 항목 수보다 큰 인덱스를 썼습니다(첫 항목이 0입니다).",
        ),
        text(
            "Print its length just before: `print(len(...))`.", "바로 앞에서 길이를 출력해 보십시오: `print(len(...))`."
        ),
    ),
    Pattern(
        "axis-out-of-range",
        re.compile(
            r"(?:axis (?P<one>-?\d+) is out of bounds for array of dimension|"
            r"Invalid reduction dimension \((?P<two>-?\d+) for input with) (?P<other>\d+)"
        ),
        text(
            "The array has {other} axes, counted from 0, so there is no such axis.",
            "배열의 축은 {other}개이고 0부터 세므로 그런 축은 없습니다.",
        ),
        PRINT_SHAPES,
    ),
    Pattern(
        "plot-lengths-mismatch",
        re.compile(rf"x and y must have same first dimension, but have shapes (?P<one>{SHAPE}) and (?P<other>{SHAPE})"),
        text(
            "The two sets of points to draw have different lengths: {one} and {other}.",
            "그리려는 두 값의 길이가 {one}과 {other}으로 서로 다릅니다.",
        ),
        text(
            "Give both the same length: `range(1, len(loss) + 1)` has as many numbers as `loss`.",
            "두 값의 길이를 같게 해 주십시오. `range(1, len(loss) + 1)`의 길이는 `loss`와 같습니다.",
        ),
    ),
)

"""What Python and the libraries say of values of the wrong kind."""

from __future__ import annotations

import re

from graders.diagnosis.patterns import Pattern
from graders.text import text

KINDS = (
    Pattern(
        "history-for-dict",
        re.compile(r"'History' object is not subscriptable|'History' object is not iterable"),
        text(
            "What `fit` gives back is no dictionary; the values of the epochs lie in its `history`.",
            "`fit`이 돌려주는 객체는 딕셔너리가 아닙니다. 에포크별 값은 그 안의 `history`에 있습니다.",
        ),
        text('Write `history.history["loss"]`.', '`history.history["loss"]`처럼 써 주십시오.'),
    ),
    Pattern(
        "text-for-number",
        re.compile(
            r"could not convert string to float: (?P<one>.{1,80})|invalid literal for int\(\)[^:]*: (?P<other>.{1,80})"
        ),
        text("A text cannot be made a number: {one}{other}", "문자열을 숫자로 바꿀 수 없습니다: {one}{other}"),
        text(
            "Take such entries out or turn them into numbers first (names of classes into integers, for example).",
            "그런 값은 빼거나, 먼저 숫자로 바꾸어 주십시오(예를 들어 클래스 이름은 정수로).",
        ),
    ),
    Pattern(
        "text-for-number",
        re.compile(
            r"can only concatenate str \(not \"(?P<one>[\w.]+)\"\) to str|"
            r"unsupported operand type\(s\) for [^:]+: (?:'str' and '(?P<other>\w+)'|'(?P<third>int|float)' and 'str')"
        ),
        text(
            "A text and a number cannot be combined with this sign.",
            "문자열과 숫자는 이 기호로 함께 계산할 수 없습니다.",
        ),
        text(
            'For printing, write `print("loss:", loss)`; for calculating, make the text a number first: `float(...)`.',
            '출력할 때는 `print("loss:", loss)`처럼 쓰고, 계산할 때는 먼저 `float(...)`로 바꾸어 주십시오.',
        ),
    ),
    Pattern(
        "dtype-mismatch",
        re.compile(r"was expected to be an? (?P<one>\w+) tensor but is an? (?P<other>\w+) tensor"),
        text(
            "Two tensors of different types meet here: {one} and {other}.",
            "자료형이 서로 다른 두 텐서({one}, {other})를 함께 계산했습니다.",
        ),
        text(
            'Make both the same type, for example `x.astype("float32")` or `tf.cast(x, tf.float32)`.',
            '`x.astype("float32")`나 `tf.cast(x, tf.float32)`로 자료형을 같게 해 주십시오.',
        ),
    ),
    Pattern(
        "dtype-mismatch",
        re.compile(r"Cannot cast ufunc '\w+' output from dtype\('(?P<one>\w+)'\) to dtype\('(?P<other>\w+)'\)"),
        text(
            "The result is of type {one} and does not fit into the array of type {other} that is changed in place.",
            "결과의 자료형은 {one}인데, 그 자리에서 바꾸려는 배열은 {other}이어서 넣을 수 없습니다.",
        ),
        text(
            'Convert it first: `x = x.astype("float32")`, then `x /= 255`; or write `x = x / 255`.',
            '먼저 `x = x.astype("float32")`로 바꾼 뒤 `x /= 255`를 쓰거나, `x = x / 255`로 써 주십시오.',
        ),
    ),
    Pattern(
        "unpack-count",
        re.compile(r"not enough values to unpack \(expected (?P<one>\d+), got (?P<other>\d+)\)"),
        text(
            "The line expects {one} values, but the right side has {other}.",
            "이 줄은 값을 {one}개 받으려 하지만 오른쪽 값은 {other}개입니다.",
        ),
        text(
            "Give both sides the same form: `(x_train, y_train), (x_test, y_test) = mnist.load_data()`.",
            "양쪽의 모양을 맞추어 주십시오: `(x_train, y_train), (x_test, y_test) = mnist.load_data()`.",
        ),
    ),
    Pattern(
        "unpack-count",
        re.compile(r"too many values to unpack \(expected (?P<one>\d+)"),
        text(
            "The line expects {one} values, but the right side has more.",
            "이 줄은 값을 {one}개 받으려 하지만 오른쪽 값은 그보다 많습니다.",
        ),
        text(
            "Give both sides the same form: `(x_train, y_train), (x_test, y_test) = mnist.load_data()`.",
            "양쪽의 모양을 맞추어 주십시오: `(x_train, y_train), (x_test, y_test) = mnist.load_data()`.",
        ),
    ),
    Pattern(
        "unpack-count",
        re.compile(
            r"cannot unpack non-iterable (?P<one>int|float|\w*float\w*|History|Dense|Sequential|Functional) object"
        ),
        text(
            "The line expects several values, but there is only one, of type `{one}`.",
            "이 줄은 여러 값을 받으려 하지만 오른쪽에는 `{one}` 값 하나뿐입니다.",
        ),
        text(
            "Store it under one name. `evaluate` gives the loss alone where `compile` was given no metrics.",
            "이름 하나에 저장해 주십시오. `compile`에 측정 지표가 없으면 `evaluate`는 손실 값만 돌려줍니다.",
        ),
    ),
    Pattern(
        "truth-of-array",
        re.compile(r"truth value of an array with more than one element is ambiguous"),
        text(
            "A whole array stands where one yes or no is needed.",
            "참인지 거짓인지 하나로 정해져야 하는 자리에 배열 전체를 썼습니다.",
        ),
        text(
            "Say which is meant, `(x > 0).all()` or `(x > 0).any()`; for both of two conditions on arrays write `&`.",
            "`(x > 0).all()`이나 `(x > 0).any()`로 뜻을 분명히 하고, 배열의 두 조건을 함께 쓸 때는 `&`를 써 주십시오.",
        ),
    ),
    Pattern(
        "no-gradient",
        re.compile(r"No gradients provided for any variable"),
        text(
            "The loss does not depend on the variables: there is no gradient for any of them.",
            "손실이 변수와 이어져 있지 않아서 어느 변수에 대해서도 기울기를 구할 수 없습니다.",
        ),
        text(
            "Compute the predictions and the loss inside of `with tf.GradientTape() as tape:`, from these variables.",
            "예측과 손실을 바로 그 변수로, `with tf.GradientTape() as tape:` 안에서 계산해 주십시오.",
        ),
    ),
    Pattern(
        "fraction-for-count",
        re.compile(
            r"'float' object cannot be interpreted as an integer|"
            r"expected a positive integer\. Received: (?P<one>\w+)=(?P<other>\S+)"
        ),
        text("A whole number is needed here.", "여기에는 정수를 써야 합니다."),
        text(
            "`/` always gives a fraction and quotes make a text: divide with `//`, write numbers without quotes.",
            "`/`의 결과는 항상 실수이고, 따옴표로 감싸면 문자열이 됩니다. "
            "`//`로 나누고 숫자는 따옴표 없이 써 주십시오.",
        ),
    ),
    Pattern(
        "not-built",
        re.compile(
            r"but the layer isn't built|has never been called and thus has no defined (?:input|output)|"
            r"has not yet been built"
        ),
        text(
            "The model does not know the shape of its input yet, so it has no weights.",
            "모델이 아직 입력의 shape을 몰라서 가중치가 없습니다.",
        ),
        text(
            "Begin it with `keras.Input(shape=(...))`, or call it on data first.",
            "`keras.Input(shape=(...))`으로 시작하거나, 먼저 데이터로 한 번 호출해 주십시오.",
        ),
    ),
    Pattern(
        "endless-recursion",
        re.compile(r"maximum recursion depth exceeded"),
        text("A function calls itself again and again without an end.", "함수가 자기 자신을 끝없이 다시 호출합니다."),
        text(
            "Let it come to a case in which it returns without calling itself.",
            "자기 자신을 호출하지 않고 값을 반환하는 경우를 만들어 주십시오.",
        ),
    ),
)

"""Several Kerases in one notebook: TensorFlow's hidden old one, Keras' symbols in TensorFlow's functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from graders import installed
from graders.diagnosis.case import Case, CellCase
from graders.diagnosis.meaning import meaning
from graders.report import Diagnosis
from graders.text import text

PRIVATE = ("tensorflow.python.keras", "tensorflow.compat.v1.keras", "tf_keras")
SYMBOL = re.compile(r"KerasTensor cannot be used as input to a TensorFlow function|cannot convert it to a NumPy array")
NO_MODULE = re.compile(r"No module named '(tf_keras|tf)(?:\.[\w.]+)?'")
CLASS_AS_MODULE = re.compile(r"No module named '((?:tensorflow\.)?keras[\w.]*)\.([A-Z]\w*)'")
OF_V1 = re.compile(r"`(\w+)` is not available with Keras 3")
STRANGER = re.compile(r"must be an instance of class Layer|tensorflow\.python\.keras|tf_keras\.")
"""What is said of an object that comes from another Keras."""
OLD_OPTIMIZER = re.compile(
    r"Could not interpret optimizer identifier: <tensorflow\.python\.training\.\w+\.(\w+)Optimizer"
)
NO_LAYER = re.compile(
    r"Only instances of `keras\.Layer` can be added to a Sequential model\. Received: <(function|class)[ ']+(\S+?)[' >]"
)


def find(case: Case) -> Diagnosis | None:
    """Explain an error by objects of one library given to another."""
    if case.error is None:
        return None
    if case.raised("ModuleNotFoundError") and (found := CLASS_AS_MODULE.search(case.message)):
        module, name = found[1], found[2]
        if name in installed.names_in(module):
            message = IS_A_CLASS.format(name=name, module=module)
            return case.diagnosis("class-as-module", message, FROM_IMPORT.format(name=name, module=module))
    if case.raised("ModuleNotFoundError") and (found := NO_MODULE.search(case.message)):
        if found[1] == "tf":
            return case.diagnosis("nickname-imported", NICKNAME, NICKNAME_MEND)
        return case.diagnosis("mixed-keras", NO_TF_KERAS, PUBLIC_MEND)
    if case.raised("ValueError", "TypeError", "NotImplementedError") and SYMBOL.search(case.message):
        return _symbol(case)
    if found := OF_V1.search(case.message):
        return case.diagnosis("mixed-keras", OF_EDITION_1.format(name=found[1]), V1_MEND.format(name=found[1]))
    if found := OLD_OPTIMIZER.search(case.message):
        message = OF_EDITION_1.format(name=f"{found[1]}Optimizer")
        return case.diagnosis("mixed-keras", message, OPTIMIZER_MEND.format(name=found[1]))
    if found := NO_LAYER.search(case.message):
        name = found[2].rpartition(".")[2]
        if found[1] == "class":
            return case.diagnosis("missing-call", NOT_MADE.format(name=name), CALL_MEND.format(name=name))
        return case.diagnosis("function-for-layer", NO_LAYER_GIVEN.format(name=name), ACTIVATION_MEND.format(name=name))
    is_within = "tensorflow/python/keras/" in case.error.traceback
    if (STRANGER.search(case.message) or is_within) and (place := next(_private_imports(case), None)):
        cell, node, module = place
        message = MIXED.format(line=node.lineno, module=module)
        mend = MIXED_MEND.format(instead=_public(node, module))
        return case.diagnosis("mixed-keras", message, mend, cell=cell, line=node.lineno)
    return None


def _private_imports(case: Case) -> Iterator[tuple[CellCase, ast.Import | ast.ImportFrom, str]]:
    """Imports from a Keras that is not the one that ``keras`` and ``tensorflow.keras`` are."""
    for cell in case.before():
        for node in ast.walk(cell.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PRIVATE):
                yield cell, node, node.module or ""
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name.startswith(PRIVATE):
                        yield cell, node, alias.name


def _public(node: ast.Import | ast.ImportFrom, module: str) -> str:
    """The import as it should be: from the public module that offers the name."""
    if isinstance(node, ast.Import):
        return "import keras"
    names = [alias.name for alias in node.names]
    for public in ("keras", "keras.layers", "keras.models", "keras.optimizers", "keras.losses", "keras.callbacks"):
        if set(names) <= installed.names_in(public):
            return f"from {public} import {', '.join(names)}"
    return f"from keras import {', '.join(names)}" if module == PRIVATE[0] else "from keras import layers, models"


def _symbol(case: Case) -> Diagnosis:
    """A function of TensorFlow or NumPy was called with a symbol of a model that is being built."""
    for call in case.here(ast.Call):
        found = meaning(case, call.func)
        if found is None or found.name.split(".")[0] not in ("tensorflow", "numpy"):
            continue
        last = found.name.rpartition(".")[2]
        shown = ast.unparse(call.func)
        for name in (last, last.removeprefix("reduce_"), {"concat": "concatenate"}.get(last, last)):
            if name in installed.names_in("keras.ops"):
                mend = OPS_MEND.format(name=name)
                return case.diagnosis("tf-on-keras-tensor", SYMBOLIC.format(function=shown), mend, line=call.lineno)
        return case.diagnosis("tf-on-keras-tensor", SYMBOLIC.format(function=shown), LAYER_MEND, line=call.lineno)
    return case.diagnosis("tf-on-keras-tensor", SYMBOLIC_PLAIN, LAYER_MEND)


NICKNAME = text(
    "`tf` is only a nickname in your notebook; imports need the module's own name, `tensorflow`.",
    "`tf`는 노트북 안에서 붙인 별명일 뿐입니다. import에는 원래 이름인 `tensorflow`를 써야 합니다.",
)
NICKNAME_MEND = text(
    "Write `from tensorflow.keras import ...` or `from keras import ...`.",
    "`from tensorflow.keras import ...` 또는 `from keras import ...`처럼 써 주십시오.",
)
NO_TF_KERAS = text(
    "`tf_keras` is the old Keras 2, which is not installed here: `keras` and `tensorflow.keras` are both Keras 3.",
    "`tf_keras`는 이전의 Keras 2이며 여기에는 설치되어 있지 않습니다. `keras`와 `tensorflow.keras`는 "
    "모두 Keras 3입니다.",
)
PUBLIC_MEND = text("Import `keras` instead.", "대신 `keras`를 가져와(import) 주십시오.")
IS_A_CLASS = text(
    "`{name}` is a class in `{module}`, not a module, so `import` cannot reach it.",
    "`{name}`은(는) `{module}` 안의 클래스이지 모듈이 아니어서 `import`만으로는 가져올 수 없습니다.",
)
FROM_IMPORT = text("Write `from {module} import {name}`.", "`from {module} import {name}`(으)로 써 주십시오.")
OF_EDITION_1 = text(
    "`{name}` is taken from TensorFlow 1, and Keras 3 does not work with it.",
    "`{name}`은(는) TensorFlow 1의 것으로, Keras 3와 함께 쓸 수 없습니다.",
)
V1_MEND = text("Use `keras.layers.{name}`.", "`keras.layers.{name}`을(를) 사용해 주십시오.")
MIXED = text(
    "Line {line} imports from `{module}`, another Keras than the one used elsewhere: "
    "their objects do not fit together.",
    "{line}번째 줄에서 다른 곳과는 별개의 Keras인 `{module}`에서 가져왔습니다. 두 Keras의 객체는 함께 쓸 수 없습니다.",
)
MIXED_MEND = text(
    "Take everything from one Keras. Write there: {instead}",
    "모두 같은 Keras에서 가져와 주십시오. 그 줄을 이렇게 쓸 수 있습니다: {instead}",
)
SYMBOLIC = text(
    "`{function}` was given a symbol of a Keras model that is still being built; it only takes real numbers.",
    "`{function}`에 아직 만드는 중인 Keras 모델의 기호 텐서를 넣었습니다. 이 함수는 실제 값만 받습니다.",
)
SYMBOLIC_PLAIN = text(
    "A function of TensorFlow or NumPy was given a symbol of a Keras model that is still being built.",
    "TensorFlow나 NumPy의 함수에 아직 만드는 중인 Keras 모델의 기호 텐서를 넣었습니다.",
)
OPS_MEND = text(
    "Use Keras' own operation, `keras.ops.{name}(...)`, or a layer.",
    "Keras의 연산인 `keras.ops.{name}(...)`이나 층을 사용해 주십시오.",
)
LAYER_MEND = text(
    "Use a layer or an operation of `keras.ops`, or do it in the `call` of a layer of your own.",
    "층이나 `keras.ops`의 연산을 쓰거나, 직접 만든 층의 `call` 안에서 계산해 주십시오.",
)
OPTIMIZER_MEND = text("Use `keras.optimizers.{name}(...)`.", "`keras.optimizers.{name}(...)`을 사용해 주십시오.")
NOT_MADE = text(
    "`{name}` is the class of a layer; the model needs a layer made from it.",
    "`{name}`은(는) 층의 클래스입니다. 모델에는 그 클래스로 만든 층을 넣어야 합니다.",
)
CALL_MEND = text("Call it with its arguments: `{name}(...)`.", "`{name}(...)`처럼 인수를 넣어 호출해 주십시오.")
NO_LAYER_GIVEN = text(
    "`{name}` is a function, but a Sequential model is made of layers.",
    "`{name}`은(는) 함수인데, Sequential 모델은 층으로만 만들 수 있습니다.",
)
ACTIVATION_MEND = text(
    'Give it to a layer, `layers.Dense(..., activation="{name}")`, or write `layers.Activation("{name}")`.',
    '`layers.Dense(..., activation="{name}")`처럼 층에 넣거나 `layers.Activation("{name}")`(으)로 써 주십시오.',
)

"""Code of an older edition of Keras, NumPy or TensorFlow, by the name that has changed since."""

from __future__ import annotations

import ast
import re

from graders.diagnosis.case import Case
from graders.report import Diagnosis
from graders.text import Text, text

OLD_MODULES = re.compile(r"No module named '(?:tensorflow\.)?(keras(?:\.\w+)+|tensorflow(?:\.\w+)+)'")
OLD_IMPORT = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
OLD_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")
OLD_KEYWORD = re.compile(
    r"(?:unexpected keyword argument|Unrecognized keyword arguments passed to \w+: \{|not recognized: \{)\s*'(\w+)'"
)
OLD_KEY = re.compile(r"^'(\w+)'$")


MODULES = {
    "keras.utils.np_utils": "from keras.utils import to_categorical",
    "keras.utils.vis_utils": "from keras.utils import plot_model",
    "keras.layers.core": "from keras.layers import Dense, Dropout, Flatten",
    "keras.layers.convolutional": "from keras.layers import Conv2D, MaxPooling2D",
    "keras.layers.pooling": "from keras.layers import MaxPooling2D",
    "keras.layers.recurrent": "from keras.layers import LSTM, GRU",
    "keras.layers.embeddings": "from keras.layers import Embedding",
    "keras.layers.normalization": "from keras.layers import BatchNormalization",
    "keras.layers.merge": "from keras.layers import add, concatenate",
    "keras.layers.wrappers": "from keras.layers import TimeDistributed, Bidirectional",
    "keras.layers.advanced_activations": "from keras.layers import LeakyReLU",
    "keras.preprocessing.text": "from keras.layers import TextVectorization",
    "keras.wrappers.scikit_learn": "a loop of your own over keras.Model.fit",
    "keras.engine": "from keras import layers, models",
    "keras.objectives": "from keras import losses",
    "tensorflow.examples": "from keras.datasets import mnist",
    "tensorflow.contrib": "the same part of keras",
}
ATTRIBUTES = {
    "np_utils": "keras.utils.to_categorical(...)",
    "fit_generator": "model.fit(...)",
    "evaluate_generator": "model.evaluate(...)",
    "predict_generator": "model.predict(...)",
    "predict_classes": "model.predict(x).argmax(axis=-1)",
    "predict_proba": "model.predict(x)",
    "gradients": "tf.GradientTape()",
    "placeholder": "keras.Input(...)",
    "Session": "the result itself: TensorFlow 2 computes at once",
    "get_session": "the result itself: TensorFlow 2 computes at once",
    "global_variables_initializer": "nothing: variables are ready at once",
    "set_random_seed": "tf.random.set_seed(...)",
    "float": "float",
    "int": "int",
    "bool": "bool",
    "object": "object",
    "product": "np.prod(...)",
    "cumproduct": "np.cumprod(...)",
    "in1d": "np.isin(...)",
    "trapz": "np.trapezoid(...)",
    "asscalar": "x.item()",
}
NUMPY_ONLY = {"float", "int", "bool", "object", "product", "cumproduct", "in1d", "trapz", "asscalar"}
MODULE_ONLY = {"gradients", "placeholder", "Session", "get_session", "global_variables_initializer", "set_random_seed"}
KEYWORDS = {
    "lr": "learning_rate=",
    "decay": "learning_rate=keras.optimizers.schedules.ExponentialDecay(...)",
    "nb_epoch": "epochs=",
    "nb_epochs": "epochs=",
    "samples_per_epoch": "steps_per_epoch=",
    "nb_val_samples": "validation_steps=",
    "output_dim": "units=",
    "init": "kernel_initializer=",
    "W_regularizer": "kernel_regularizer=",
    "border_mode": "padding=",
    "subsample": "strides=",
    "nb_filter": "filters=",
    "batch_input_shape": "batch_shape=",
    "period": 'save_freq="epoch"',
}
HISTORY_KEYS = {"acc": "accuracy", "val_acc": "val_accuracy"}


def find(case: Case) -> Diagnosis | None:
    """Explain an error by a name that an older edition had."""
    old = _old_module(case) or _old_attribute(case) or _old_keyword(case) or _old_key(case)
    if old is None:
        return None
    name, now = old
    return case.diagnosis("old-edition", OLD.format(name=name), INSTEAD.format(now=now))


def _old_module(case: Case) -> tuple[str, str] | None:
    if case.raised("ModuleNotFoundError") and (found := OLD_MODULES.search(case.message)):
        for old, now in MODULES.items():
            if found[1] == old or found[1].startswith(f"{old}."):
                return old, now
    found = OLD_IMPORT.search(case.message) if case.raised("ImportError") else None
    if found and found[1] in ATTRIBUTES.keys() - NUMPY_ONLY and found[2].startswith(("keras", "tensorflow")):
        return found[1], ATTRIBUTES[found[1]]
    return None


def _old_attribute(case: Case) -> tuple[str, str] | None:
    found = OLD_ATTRIBUTE.search(case.message) if case.raised("AttributeError") else None
    if found is None or found[1] not in ATTRIBUTES:
        return None
    name = found[1]
    if name in NUMPY_ONLY and "module 'numpy'" not in case.message:
        return None
    if name in MODULE_ONLY and not re.search(r"module '(?:keras|tensorflow)", case.message):
        return None
    return name, ATTRIBUTES[name]


def _old_keyword(case: Case) -> tuple[str, str] | None:
    found = OLD_KEYWORD.search(case.message) if case.raised("TypeError", "ValueError") else None
    if found is None or found[1] not in KEYWORDS or _own_function(case):
        return None
    return f"{found[1]}=", KEYWORDS[found[1]]


def _own_function(case: Case) -> bool:
    """Whether the call at the fault is of a function that the learner wrote."""
    own = {node.name for cell in case.before() for node in cell.find(ast.FunctionDef)}
    return any(isinstance(call.func, ast.Name) and call.func.id in own for call in case.here(ast.Call))


def _old_key(case: Case) -> tuple[str, str] | None:
    found = OLD_KEY.match(case.message) if case.raised("KeyError") else None
    if found is None or found[1] not in HISTORY_KEYS or not case.blamed:
        return None
    keys = [n.slice.value for n in case.blamed.find(ast.Subscript) if isinstance(n.slice, ast.Constant)]
    return (f"['{found[1]}']", f"['{HISTORY_KEYS[found[1]]}']") if found[1] in keys else None


OLD: Text = text(
    "`{name}` belongs to an older edition of the library and no longer exists.",
    "`{name}`은(는) 라이브러리의 이전 버전에 있던 것으로, 지금은 없습니다.",
)
INSTEAD: Text = text("Today one writes: {now}", "지금은 다음과 같이 씁니다: {now}")

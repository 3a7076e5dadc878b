"""What has changed its name since an older edition of Keras, TensorFlow or NumPy, and what is written today.

What once was is told by the installed libraries themselves wherever they tell it: TensorFlow brings its own list of
renames and the Keras 2 that it once held, Keras its old backend, NumPy the names that it has taken out. The tables
here hold what is in none of these.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graders import installed, sources
from graders.diagnosis.near import near

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
    "keras.layers.experimental": "from keras import layers; layers.Rescaling(...)",
    "keras.layers.noise": "from keras.layers import GaussianNoise",
    "keras.preprocessing.text": "from keras.layers import TextVectorization",
    "keras.wrappers.scikit_learn": "a loop of your own over keras.Model.fit",
    "keras.engine": "from keras import layers, models",
    "keras.objectives": "from keras import losses",
    "keras.optimizers.legacy": "from keras import optimizers",
    "keras.optimizers.adam_v2": "from keras.optimizers import Adam",
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
    "get_output_at": "layer.output",
    "get_input_at": "layer.input",
    "output_shape": "layer.output.shape",
    "gradients": "tf.GradientTape()",
    "placeholder": "keras.Input(...)",
    "Session": "the result itself: TensorFlow 2 computes at once",
    "InteractiveSession": "the result itself: TensorFlow 2 computes at once",
    "get_session": "the result itself: TensorFlow 2 computes at once",
    "set_session": "nothing: TensorFlow 2 computes at once",
    "global_variables_initializer": "nothing: variables are ready at once",
    "initialize_all_variables": "nothing: variables are ready at once",
    "set_random_seed": "tf.random.set_seed(...)",
    "contrib": "the same part of keras",
    "ConfigProto": "tf.config",
    "CuDNNLSTM": "LSTM(...)",
    "CuDNNGRU": "GRU(...)",
    "merge": "layers.concatenate([...])",
    "multi_gpu_model": "tf.distribute.MirroredStrategy()",
    "ImageDataGenerator": "keras.utils.image_dataset_from_directory(...) with layers such as layers.RandomFlip",
    "Tokenizer": "keras.layers.TextVectorization(...)",
    "Reduction": 'the text "sum" or "mean"',
    "product": "np.prod(...)",
    "cumproduct": "np.cumprod(...)",
    "in1d": "np.isin(...)",
    "trapz": "np.trapezoid(...)",
    "asscalar": "x.item()",
    "bool8": "np.bool_",
}
OF_NUMPY = frozenset({"product", "cumproduct", "in1d", "trapz", "asscalar", "bool8"})
OF_METHODS = frozenset(
    {"fit_generator", "evaluate_generator", "predict_generator", "predict_classes", "predict_proba"}
    | {"get_output_at", "get_input_at", "output_shape"}
)
KEYWORDS = {
    "lr": "learning_rate=",
    "decay": "learning_rate=keras.optimizers.schedules.ExponentialDecay(...)",
    "epsilon_decay": "learning_rate=keras.optimizers.schedules.ExponentialDecay(...)",
    "nb_epoch": "epochs=",
    "nb_epochs": "epochs=",
    "samples_per_epoch": "steps_per_epoch=",
    "nb_val_samples": "validation_steps=",
    "nb_words": "num_words=",
    "workers": "nothing: loading in parallel is a matter of keras.utils.PyDataset",
    "use_multiprocessing": "nothing: loading in parallel is a matter of keras.utils.PyDataset",
    "max_queue_size": "nothing: loading in parallel is a matter of keras.utils.PyDataset",
    "output_dim": "units=",
    "init": "kernel_initializer=",
    "W_regularizer": "kernel_regularizer=",
    "b_regularizer": "bias_regularizer=",
    "border_mode": "padding=",
    "subsample": "strides=",
    "nb_filter": "filters=",
    "nb_row": "kernel_size=",
    "nb_col": "kernel_size=",
    "dim_ordering": "data_format=",
    "inner_activation": "recurrent_activation=",
    "batch_input_shape": "batch_shape=",
    "period": 'save_freq="epoch"',
    "keep_dims": "keepdims=",
    "reduction_indices": "axis=",
    "input_length": "nothing: the length is known from the data",
    "interpolation_order": "order=",
}
HISTORY_KEYS = {"acc": "accuracy", "val_acc": "val_accuracy"}
ABBREVIATED = {"mean_absolute_error": "mae", "mean_squared_error": "mse", "binary_accuracy": "accuracy"}
OF_BACKEND = {"function": "keras.Model(inputs, outputs)", "get_value": "x.numpy()", "int_shape": "x.shape"}
"""What is written today for functions of the old backend that became no operation."""
_RENAMES = "tensorflow.tools.compatibility.renames_v2"
_KERAS_2 = "tensorflow.python.keras"


def module_today(module: str) -> str | None:
    """What is written today for a module that is no more, ``keras.layers.core``; None where it never was."""
    module = _plain(module)
    for old, now in MODULES.items():
        if module == old or module.startswith(f"{old}."):
            return now
    top, _, rest = module.partition(".")
    if top == "keras" and rest and sources.file_of(f"{_KERAS_2}.{rest}"):
        return "from keras import " + rest.split(".")[0]
    return None


def name_today(module: str, name: str) -> str | None:
    """What is written today for a name that a module of TensorFlow, Keras or NumPy no longer offers."""
    module = _plain(module)
    if module.split(".")[0] == "numpy":
        return ATTRIBUTES[name] if name in OF_NUMPY else _of_numpy(name) if module == "numpy" else None
    if name in ATTRIBUTES and name not in OF_NUMPY | OF_METHODS:
        return ATTRIBUTES[name]
    if module == "keras.backend":
        return _of_backend(name)
    if (module, name) == ("tensorflow", "layers"):
        return "keras.layers"
    if module.split(".")[0] == "tensorflow":
        return _renamed(f"{module.replace('tensorflow', 'tf', 1)}.{name}") or _renamed(f"tf.{name}")
    return module_today(f"{module}.{name}") or _of_keras_2(module, name)


def _plain(module: str) -> str:
    """A module as one writes it: some tell where they really lie."""
    module = re.sub(r"^(keras\._tf_keras\.keras|tensorflow\.keras|keras\.api)\b", "keras", module)
    return module.replace("tensorflow._api.v2", "tensorflow")


@lru_cache(maxsize=64)
def _renamed(name: str) -> str | None:
    """TensorFlow's own list of what it renamed between its editions 1 and 2."""
    file = sources.file_of(_RENAMES)
    found = re.search(rf"'{re.escape(name)}':\s*'([\w.]+)'", file.read_text()) if file else None
    if found is None:
        return None
    if not found[1].startswith("tf.compat.v1"):
        return f"{found[1]}(...)"
    last = name.rpartition(".")[2]
    if last.endswith("Optimizer"):
        return f"keras.optimizers.{last.removesuffix('Optimizer')}(...)"
    if ".layers." in name:
        return "keras.layers"
    return last.removeprefix("to_") if last.startswith("to_") else f"{found[1]}, and better the same part of keras"


def _of_backend(name: str) -> str | None:
    """The functions of Keras' old backend, of which most are operations now."""
    files = map(sources.file_of, ("keras.src.legacy.backend", f"{_KERAS_2}.backend"))
    if name.startswith("_") or not any(file and name in sources.defined(file) for file in files):
        return None
    if name in OF_BACKEND:
        return OF_BACKEND[name]
    return f"keras.ops.{name}(...)" if name in installed.names_in("keras.ops") else "keras.ops"


def _of_keras_2(module: str, name: str) -> str | None:
    """What the Keras 2 that lies within TensorFlow offers under the same module."""
    top, _, rest = module.partition(".")
    file = sources.file_of(".".join(filter(None, (_KERAS_2, rest)))) if top == "keras" else None
    if file is None or name not in sources.defined(file) | sources.aliases(file).keys():
        return None
    today = installed.names_in(module)
    if near(name, today):
        return None  # better told as a misspelling
    return f"another part of `{module}`"


def _of_numpy(name: str) -> str | None:
    """NumPy's own words about names that it has taken out."""
    file = sources.file_of("numpy._expired_attrs_2_0")
    found = re.search(rf'"{re.escape(name)}":\s*\(?\s*"([^"]*)"', file.read_text()) if file else None
    if name in ("float", "int", "bool", "object", "str", "complex", "long"):
        return name if name != "long" else "int"
    quoted = re.search(r"`([\w.]+)", found[1]) if found else None
    return quoted[1] if quoted else None

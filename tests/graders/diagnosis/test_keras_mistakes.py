"""Mistakes with Keras 3 and TensorFlow 2; the messages are theirs, recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders import installed
from tests.graders.diagnosis.notebooks import diagnose_error, said

RANK = "Input 0 with name 'None' of layer \"dense\" is incompatible with the layer: "
UNCALLED = (
    "Only input tensors may be passed as positional arguments. The following argument value should be passed as a "
    "keyword argument: <Dense name=dense_1, built=False> (of type <class 'keras.src.layers.core.dense.Dense'>)"
)
MISTAKES = [
    # cause, what the words must hold, the cell, error name, error message
    (
        "unknown-keyword",
        "`activation` instead of `activaton`",
        'layers.Dense(5, activaton="relu")',
        "ValueError",
        "Unrecognized keyword arguments passed to Dense: {'activaton': 'relu'}",
    ),
    (
        "unknown-keyword",
        "`optimizer` instead of `optimzer`",
        'model.compile(optimzer="sgd")',
        "TypeError",
        "Trainer.compile() got an unexpected keyword argument 'optimzer'",
    ),
    (
        "unknown-keyword",
        "`epochs` instead of `epoch`",
        "model.fit(x, y, epoch=2)",
        "TypeError",
        "TensorFlowTrainer.fit() got an unexpected keyword argument 'epoch'",
    ),
    (
        "unknown-keyword",
        "`learning_rate` instead of `learnig_rate`",
        "keras.optimizers.RMSprop(learnig_rate=0.1)",
        "ValueError",
        "Argument(s) not recognized: {'learnig_rate': 0.1}",
    ),
    (
        "misspelt-attribute",
        "`Dense` instead of `Dens`",
        "layers.Dens(5)",
        "AttributeError",
        "module 'keras.layers' has no attribute 'Dens'",
    ),
    (
        "misspelt-attribute",
        "`compile` instead of `complie`",
        "model.complie()",
        "AttributeError",
        "'Sequential' object has no attribute 'complie'",
    ),
    (
        "misspelt-import",
        "`Dense` instead of `Dens`",
        "from keras.layers import Dens",
        "ImportError",
        "cannot import name 'Dens' from 'keras.layers' (/usr/lib/keras/layers/__init__.py)",
    ),
    (
        "misspelt-import",
        "`datasets` instead of `dataset`",
        "from keras.dataset import mnist",
        "ModuleNotFoundError",
        "No module named 'keras.dataset'",
    ),
    (
        "misspelt-import",
        "`layers` instead of `layer`",
        "from tensorflow.keras.layer import Dense",
        "ModuleNotFoundError",
        "No module named 'tensorflow.keras.layer'",
    ),
    ("misspelt-import", "`keras` instead of `kears`", "import kears", "ModuleNotFoundError", "No module named 'kears'"),
    (
        "misspelt-identifier",
        "`rmsprop` instead of `rmsprp`",
        'model.compile(optimizer="rmsprp")',
        "ValueError",
        "Could not interpret optimizer identifier: rmsprp",
    ),
    (
        "misspelt-identifier",
        "`relu` instead of `rellu`",
        'layers.Dense(5, activation="rellu")',
        "ValueError",
        "Could not interpret activation function identifier: rellu",
    ),
    (
        "misspelt-identifier",
        "`categorical_crossentropy` instead of `categorical_crossentrpy`",
        'model.compile("sgd", "categorical_crossentrpy")',
        "ValueError",
        "Could not interpret loss identifier: categorical_crossentrpy",
    ),
    (
        "unknown-keyword",
        "`overwrite` instead of `overwirte`",
        'keras.Sequential([]).save("mine.keras", overwirte=True)',
        "ValueError",
        "The following argument(s) are not supported: ['overwirte']",
    ),
    (
        "missing-comma",
        "layers.Dense(4),",
        "model = keras.Sequential([layers.Dense(4)\n (layers.Dense(3))])",
        "ValueError",
        UNCALLED,
    ),
    (
        "missing-call",
        "layers.Dense(3)(x)",
        "x = layers.Dense(4)(layers.Dense(3))",
        "ValueError",
        UNCALLED,
    ),
    (
        "old-edition",
        "keras.Model(inputs, outputs)",
        "fetch = K.function([model.input], [model.output])",
        "AttributeError",
        "module 'keras.backend' has no attribute 'function'",
    ),
    (
        "old-edition",
        "learning_rate=",
        "optimizers.RMSprop(lr=0.1)",
        "ValueError",
        "Argument(s) not recognized: {'lr': 0.1}",
    ),
    (
        "old-edition",
        "to_categorical",
        "from keras.utils.np_utils import to_categorical",
        "ModuleNotFoundError",
        "No module named 'keras.utils.np_utils'",
    ),
    (
        "old-edition",
        "to_categorical",
        "from keras.utils import np_utils",
        "ImportError",
        "cannot import name 'np_utils' from 'keras.utils' (/usr/lib/keras/utils/__init__.py)",
    ),
    (
        "old-edition",
        "argmax",
        "model.predict_classes(x)",
        "AttributeError",
        "'Sequential' object has no attribute 'predict_classes'",
    ),
    (
        "old-edition",
        "model.fit(...)",
        "model.fit_generator(g)",
        "AttributeError",
        "'Sequential' object has no attribute 'fit_generator'",
    ),
    (
        "old-edition",
        "GradientTape",
        "K.gradients(a, b)",
        "AttributeError",
        "module 'keras.backend' has no attribute 'gradients'",
    ),
    (
        "old-edition",
        "epochs=",
        "model.fit(x, y, nb_epoch=3)",
        "TypeError",
        "TensorFlowTrainer.fit() got an unexpected keyword argument 'nb_epoch'",
    ),
    (
        "input-shape-mismatch",
        "(None, 28, 28)",
        "model.fit(x, y)",
        "ValueError",
        (
            "Exception encountered when calling Sequential.call().\n\n\x1b[1mInvalid input shape for input "
            "Tensor(\"data:0\", shape=(None, 28, 28), dtype=float32) with name 'keras_tensor' and path ''. "
            "Expected shape (None, 784), but input has incompatible shape (None, 28, 28)\x1b[0m"
        ),
    ),
    (
        "input-shape-mismatch",
        "expects 784 numbers along axis -1",
        "model.fit(x, y)",
        "ValueError",
        RANK + "expected axis -1 of input shape to have value 784, but received input with shape (32, 28, 28)",
    ),
    (
        "input-rank-mismatch",
        "of 4 axes, but was given 3",
        "layers.Conv2D(3, 3)(x)",
        "ValueError",
        (
            "Input 0 with name 'None' of layer 'conv2d' is incompatible with the layer: expected min_ndim=4, "
            "found ndim=3. Full shape received: (None, 28, 28)"
        ),
    ),
    (
        "loss-labels-mismatch",
        "sparse_categorical_crossentropy",
        "model.fit(x, y)",
        "ValueError",
        (
            "Arguments `target` and `output` must have the same rank (ndim). Received: target.shape=(None,), "
            "output.shape=(None, 10)"
        ),
    ),
    (
        "loss-labels-mismatch",
        "(None, 5)",
        "model.fit(x, y)",
        "ValueError",
        (
            "Arguments `target` and `output` must have the same shape. Received: target.shape=(None, 5), "
            "output.shape=(None, 10)"
        ),
    ),
    (
        "loss-labels-mismatch",
        "(None, 10)",
        "model.fit(x, y)",
        "ValueError",
        (
            "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape=(None, 10), "
            "output.shape=(None, 10)"
        ),
    ),
    (
        "sample-count-mismatch",
        "20 inputs but 10 labels",
        "model.fit(x, y)",
        "ValueError",
        (
            "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
            "'x' sizes: 20\n'y' sizes: 10\n"
        ),
    ),
    (
        "label-out-of-range",
        "value 10",
        "model.fit(x, y)",
        "InvalidArgumentError",
        "Graph execution error:\nReceived a label value of 10 which is outside the valid range of [0, 10).",
    ),
    (
        "broadcast-mismatch",
        "[3]",
        "a + b",
        "InvalidArgumentError",
        "{{function_node __wrapped__AddV2}} Incompatible shapes: [2] vs. [3] [Op:AddV2] name: ",
    ),
    (
        "dot-mismatch",
        "[4,5]",
        "tf.matmul(a, b)",
        "InvalidArgumentError",
        "{{function_node __wrapped__MatMul}} Matrix size-incompatible: In[0]: [2,3], In[1]: [4,5] [Op:MatMul] name: ",
    ),
    ("network-used", "internet", 'get_file("x")', "Exception", "URL fetch failure on https://a/b: None -- [Errno -3]"),
    ("network-used", "internet", 'urlopen("x")', "URLError", "<urlopen error [Errno -3] Temporary failure>"),
    ("input-used", "keyboard", 'n = int(input("n"))', "StdinNotImplementedError", "raw_input was called, but ..."),
    ("input-used", "keyboard", 'n = int(input("n"))', "Keyboardless", "input() cannot be used here: ..."),
    (
        "colab-only",
        "Colab",
        "from google.colab import drive",
        "ModuleNotFoundError",
        "No module named 'google.colab'",
    ),
    (
        "data-not-here",
        "aclImdb_v1.tar.gz",
        'keras.utils.get_file("aclImdb_v1.tar.gz", origin="https://example.org/aclImdb_v1.tar.gz")',
        "DatasetMissing",
        "'aclImdb_v1.tar.gz' is not among the data of this quest, and ...",
    ),
    (
        "data-not-here",
        "weights=None",
        'keras.applications.VGG16(weights="imagenet", include_top=False)',
        "DatasetMissing",
        "'vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5' is not among the data of this quest, and ...",
    ),
    (
        "tool-not-here",
        "model.summary()",
        "keras.utils.plot_model(model)",
        "ImportError",
        "You must install pydot (`pip install pydot`) for `plot_model` to work.",
    ),
    (
        "folder-not-writable",
        "/full_path_to_your_log_dir",
        'model.fit(x, y, callbacks=[keras.callbacks.TensorBoard(log_dir="/full_path_to_your_log_dir")])',
        "PermissionDeniedError",
        "{{function_node __wrapped__CreateSummaryFileWriter}} /full_path_to_your_log_dir; Read-only file system [Op:C",
    ),
    (
        "folder-not-writable",
        "`/weights.txt`",
        'open("/weights.txt", "w")',
        "OSError",
        "[Errno 30] Read-only file system: '/weights.txt'",
    ),
]


@pytest.mark.parametrize(("cause", "holds", "source", "name", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_mend(tmp_path: Path, cause, holds, source, name, message):
    found = diagnose_error(tmp_path, "import keras", source, error=said(name, message, cell="cell-2"), at=2)
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "cell-2", 1)
    assert found.mend is not None
    assert holds in found.message.en + found.mend.en


@pytest.mark.parametrize(
    ("shape", "mend"),
    [
        ("(32, 28, 28)", "x.reshape((len(x), -1))"),
        ("(32, 8)", "The sizes must agree"),
        ("(8,)", "The sizes must agree"),
    ],
)
def test_images_are_spoken_of_only_where_the_data_may_be_some(tmp_path: Path, shape: str, mend: str) -> None:
    message = RANK + f"expected axis -1 of input shape to have value 784, but received input with shape {shape}"
    found = diagnose_error(tmp_path, "model.fit(x, y)", error=said("ValueError", message, cell="cell-1"))
    assert found is not None
    assert found.mend is not None
    assert found.cause == "input-shape-mismatch"
    assert mend in found.mend.en


@pytest.mark.parametrize(
    "message",
    [
        "Dimensions must be equal, but are 32 and 10 for '{{node compile_loss/sub}}' with input shapes: [32], [32,10].",
        "Graph execution error: Incompatible shapes: [32] vs. [32,10]",
        "Graph execution error: Incompatible shapes: [32,10] vs. [32]",
    ],
)
def test_one_label_and_many_outputs_in_a_fit_are_a_loss_that_does_not_fit(tmp_path: Path, message: str) -> None:
    source = "model.compile(loss='mse')\nmodel.fit(x, y)"
    found = diagnose_error(tmp_path, source, error=said("ValueError", message, line=2, cell="cell-1"))
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("loss-mismatch", "cell-1", 2)
    assert "each row has one label, but the model gives 10 numbers" in found.message.en
    assert found.mend is not None
    assert "sparse_categorical_crossentropy" in found.mend.en
    assert "reshape" not in found.mend.en


@pytest.mark.parametrize(("source", "shapes"), [("a + b", "[32] vs. [32,10]"), ("model.fit(x, y)", "[32] vs. [16,10]")])
def test_other_shapes_that_clash_are_told_as_such(tmp_path: Path, source: str, shapes: str) -> None:
    error = said("InvalidArgumentError", f"Incompatible shapes: {shapes}", cell="cell-1")
    found = diagnose_error(tmp_path, source, error=error)
    assert found is not None
    assert found.cause == "broadcast-mismatch"


def test_an_own_function_is_not_taken_for_an_old_edition(tmp_path):
    error = said("TypeError", "step() got an unexpected keyword argument 'lr'", cell="cell-2")
    found = diagnose_error(tmp_path, "def step(w, rate):\n    return w", "step(1, lr=2)", error=error, at=2)
    assert found is not None
    assert found.cause == "unknown-keyword"


def test_the_installed_keras_is_read_without_importing_it():
    assert {"units", "activation", "kernel_regularizer", "name"} <= installed.parameters("Dense")
    assert {"x", "epochs", "batch_size", "validation_split"} <= installed.parameters("Model", "fit")
    assert {"compile", "fit", "summary", "add", "get_weights"} <= installed.members("Sequential")
    assert {"Dense", "Conv2D"} <= installed.names_in("tf.keras.layers")
    assert installed.names_in("no.such.module") == frozenset()


@pytest.mark.parametrize(
    "message",
    [
        "",
        "\x00",
        "'" * 8000,
        "module '../..' has no attribute 'x'",
        "No module named '..keras'",
        "(" * 8000,
        "shape=(" * 900,
    ],
)
@pytest.mark.parametrize(
    "name", ["AttributeError", "ModuleNotFoundError", "ValueError", "TypeError", "KeyError", "NameError"]
)
def test_a_forged_error_does_no_harm(tmp_path, name, message):
    diagnose_error(tmp_path, "x = 1", error=said(name, message, line=10**9, cell="no-such-cell"))

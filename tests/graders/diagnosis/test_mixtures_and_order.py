"""Several Kerases in one notebook, cells in another order, old names, and slices that raise."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.evidence import CellRecord
from tests.graders.diagnosis.notebooks import diagnose_error, run_and_diagnose, said

STRANGE = "The added layer must be an instance of class Layer. Found: <Dense name=dense, built=False>"
SYMBOL = "A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic placeholder"
MIXED = [
    # cells, error name, error message, its line, cause, line told, what the words hold
    (
        [
            "from tensorflow.python.keras.models import Sequential\nfrom keras.layers import Dense",
            "Sequential([Dense(3)])",
        ],
        ("TypeError", STRANGE, 1),
        ("mixed-keras", "cell-1", 1),
        "from keras import Sequential",
    ),
    (
        ["import tensorflow as tf, keras", "x = keras.Input((3,))\ny = tf.reduce_mean(x)"],
        ("ValueError", SYMBOL, 2),
        ("tf-on-keras-tensor", "cell-2", 2),
        "keras.ops.mean",
    ),
    (
        ["a = 1", "from tf.keras import layers"],
        ("ModuleNotFoundError", "No module named 'tf'", 1),
        ("nickname-imported", "cell-2", 1),
        "tensorflow.keras",
    ),
    (
        ["a = 1", "import tensorflow.keras.layers.Dense as D"],
        ("ModuleNotFoundError", "No module named 'tensorflow.keras.layers.Dense'", 1),
        ("class-as-module", "cell-2", 1),
        "from tensorflow.keras.layers import Dense",
    ),
    (
        ["from keras import backend as K", "K.mean(3)"],
        ("AttributeError", "module 'keras.backend' has no attribute 'mean'", 1),
        ("old-edition", "cell-2", 1),
        "keras.ops.mean",
    ),
    (
        ["import tensorflow as tf", "tf.random_normal((2, 3))"],
        ("AttributeError", "module 'tensorflow' has no attribute 'random_normal'", 1),
        ("old-edition", "cell-2", 1),
        "tf.random.normal",
    ),
    (
        ["import keras", "keras.layers.Dense(\n  output_dim=3)"],
        ("TypeError", "Dense.__init__() missing 1 required positional argument: 'units'", 1),
        ("old-edition", "cell-2", 2),
        "units=",
    ),
    (
        ["import keras", "model.save_weights('x.h5')"],
        ("ValueError", "The filename must end in `.weights.h5`. Received: filepath=x.h5", 1),
        ("old-edition", "cell-2", 1),
        ".weights.h5",
    ),
    (
        ["model = 3", "model.fit(x, y)", "model.compile('sgd', 'mse')"],
        ("ValueError", "You must call `compile()` before using the model.", 1),
        ("compiled-later", "cell-2", 1),
        "`cell-3`",
    ),
    (
        ["model = 3", "model.fit(x, y)", "x = x.reshape((20, 784))"],
        ("ValueError", "Expected shape (None, 784), but input has incompatible shape (None, 28, 28)", 1),
        ("changed-later", "cell-2", 1),
        "`cell-3`",
    ),
]


@pytest.mark.parametrize(("cells", "raised", "place", "holds"), MIXED)
def test_a_mistake_is_named_where_it_is_to_be_mended(
    tmp_path: Path, cells: list[str], raised: tuple[str, str, int], place: tuple[str, str, int], holds: str
) -> None:
    name, message, line = raised
    found = diagnose_error(tmp_path, *cells, error=said(name, message, line=line, cell="cell-2"), at=2)
    assert found is not None
    assert (found.cause, found.cell, found.line) == place
    assert found.mend is not None
    assert holds in found.message.en + found.mend.en


RAISED = [
    ("period-for-colon", ["import numpy as np\nx = np.ones(9)\nx[1.3]"], "x[1:3]"),
    ("comma-for-colon", ["import numpy as np\nx = np.ones(9)\nx[1, 3]"], "x[1:3]"),
    ("text-for-slice", ["a = 0\nx = [1, 2, 3]\nx['0:2']"], "x[0:2]"),
    ("fraction-in-slice", ["x = [1, 2, 3]\nhalf = len(x) / 2\nx[:half]"], "int(half)"),
    ("several-indices-of-list", ["a = 0\nx = [[1], [2]]\nx[:, 0]"], "np.array(x)"),
    ("round-brackets-for-index", ["a = 0\nx = [1, 2, 3]\nx(0, 2)"], "x[0:2]"),
    ("missing-comma", ["a = 0\nb = 1\nx = [[1, 2] [0, 1]]"], "[1, 2],"),
    ("missing-self", ["A = 0\nclass B:\n    def call(x):\n        return x\nB().call(3)"], "def call(self, ...)"),
    ("none-value", ["x = [3, 1]\ny = x.sort()\ny[0]"], "x.sort()"),
    ("concatenate-mismatch", ["import numpy as np\n\nnp.concatenate([np.ones((2, 3)), np.ones((2, 4))])"], "axis="),
    ("uneven-rows", ["import numpy as np\n\nnp.array([[1, 2], [3]])"], "pad_sequences"),
    ("text-for-number", ["a = 1\nb = 0.5\nprint('accuracy: ' + b)"], "float("),
    ("unpack-count", ["a = 1\nb = 2\nx, y, z = (1, 2), (3, 4)"], "load_data"),
]


@pytest.mark.parametrize(("cause", "cells", "holds"), RAISED)
def test_what_python_raised_is_named_in_its_third_line(
    tmp_path: Path, cause: str, cells: list[str], holds: str
) -> None:
    found = run_and_diagnose(tmp_path, *cells)
    assert found is not None
    assert (found.cause, found.line) == (cause, 3)
    assert found.mend is not None
    assert holds in found.mend.en


def test_an_error_found_while_tensorflow_traced_a_function_is_told_at_its_own_line(tmp_path: Path) -> None:
    step = "def step(x):\n    loss = (x * weigth) ** 2\n    return loss"
    message = (
        'in user code:\n\n    File "/tmp/ipykernel_2/17.py", line 2, in step  *\n        loss = (x * weigth) ** 2\n\n'
        "    NameError: name 'weigth' is not defined\n"
    )
    cells = ["weight = 3", step, "step(3)"]
    found = diagnose_error(tmp_path, *cells, error=said("NameError", message, cell="cell-3"), at=3)
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("misspelt-name", "cell-2", 2)


def test_a_name_that_is_used_everywhere_but_defined_nowhere_is_no_misspelling(tmp_path: Path) -> None:
    found = run_and_diagnose(tmp_path, "x_val = 3\nprint(x_val)", "print(y_val)", "y_val + y_val")
    assert found is not None
    assert (found.cause, found.cell) == ("undefined-name", "cell-2")


def test_a_misspelt_definition_is_told_where_it_stands(tmp_path: Path) -> None:
    found = run_and_diagnose(tmp_path, "train_imges = 3", "print(train_images)", "train_images + train_images")
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("misspelt-name", "cell-1", 1)


def test_a_name_without_quotes_is_told_as_a_text(tmp_path: Path) -> None:
    found = run_and_diagnose(tmp_path, "layer = dict(units=3,\n  activation=relu)")
    assert found is not None
    assert (found.cause, found.mend and '"relu"' in found.mend.en) == ("missing-quotes", True)


@pytest.mark.parametrize(
    ("source", "line", "cause"),
    [
        ("model = f([\n    g(1),\n    g(2),\n\nh(3)", 1, "missing-bracket"),
        ("model = f([\n    g(1,\n    g(2),\n])\nh(3)", 2, "missing-bracket"),
        ("x = [1, 2, 3)", 1, "wrong-bracket"),
        ("x = f 1, 2)", 1, "missing-opening-bracket"),
        ("y = x[:, 3; 4:]", 1, "semicolon-for-colon"),
        ("y = x(1:3)", 1, "brackets-of-slice"),
        ("y = x[1..3]", 1, "period-for-colon"),
        ("a = 3\nb = a – 1", 2, "typographic-characters"),
        ("a = 3\nb = a\u3000+ 1\nc = （a）", 2, "typographic-characters"),
        ("a = 3\nprint(a)ㅇ", 2, "typographic-characters"),
        ("Dense(units=3, 'relu')", 1, "positional-after-keyword"),
    ],
)
def test_a_cell_that_is_not_python_is_told_at_the_line_to_mend(
    tmp_path: Path, source: str, line: int, cause: str
) -> None:
    found = run_and_diagnose(tmp_path, "a = 1", source)
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "cell-2", line)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (["epochs = 500\n", "model.fit(x, y, epochs=epochs)"], ("cell-2", 1)),
        (["def train():\n    model.fit(x, y, epochs=900)", "train()"], ("cell-1", 2)),
        (["a = 1", "for epoch in range(10000):\n    step()"], ("cell-2", 1)),
        (["a = 1", "model.fit(x, y, 32, 400)"], ("cell-2", 1)),
    ],
)
def test_epochs_are_counted_through_variables_functions_and_loops(
    tmp_path: Path, cells: list[str], place: tuple[str, int]
) -> None:
    found = diagnose_error(tmp_path, *cells, error=None, at=2, ended_by="time", limit=5.0)
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("too-many-epochs", *place)


def test_few_epochs_are_not_blamed_for_a_time_limit(tmp_path: Path) -> None:
    found = diagnose_error(tmp_path, "model.fit(x, y, epochs=5)", error=None, ended_by="time", limit=5.0)
    assert found is not None
    assert found.cause == "time-limit"


def test_an_error_in_a_graph_is_told_by_its_end(tmp_path: Path) -> None:
    long = "Graph execution error:\n\nDetected at node compile_loss/sparse defined at " + "File x\n" * 1000
    error = said("InvalidArgumentError", long).model_copy(
        update={"traceback": "InvalidArgumentError: ...\nindices[0] = 9 is not in [0, 3)\n\t [[{{node}}]]"}
    )
    found = diagnose_error(tmp_path, "model.fit(x, y)", error=error)
    assert found is not None
    assert found.cause == "label-out-of-range"
    assert CellRecord.model_validate(CellRecord(name="a", answer=True, state="error", error=error).model_dump())

"""Models that trained although their last layer, activation or loss does not fit the labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graders.evidence import CellError, CellRecord
from tests.graders.diagnosis.ran import DIGITS, HIDDEN, ONE_HOT, PRICES, TEN, TWO, diagnose_ran, fitted, last

SEVERAL = ONE_HOT | {"one_hot": False, "mean": 0.3}
WRONG = [
    ("softmax-over-one-unit", fitted(TWO, last(1, "softmax"), "binary_crossentropy")),
    ("softmax-over-one-unit", fitted(TWO, last(1, "softmax_v2"), "binary_crossentropy", kind="Net", output_shape=None)),
    ("activation-on-regression", fitted(PRICES, last(1, "softmax"), "mean_squared_error")),
    ("activation-on-regression", fitted(PRICES, last(1, "sigmoid"), "mse")),
    ("activation-on-regression", fitted(PRICES, last(1, "tanh"), "mean_absolute_error")),
    ("activation-on-regression", fitted(PRICES, last(1, "relu"), "huber")),
    ("no-final-layer", fitted(TEN, HIDDEN, "sparse_categorical_crossentropy")),
    ("no-final-layer", fitted(PRICES | {"shape": [1000, 1]}, HIDDEN, "mean_squared_error")),
    ("loss-mismatch", fitted(ONE_HOT, last(10, "softmax"), "binary_crossentropy")),
    ("loss-mismatch", fitted(ONE_HOT, last(10, "softmax"), "mean_squared_error")),
    ("loss-mismatch", fitted(TWO, last(1, "sigmoid"), "categorical_crossentropy")),
    ("loss-mismatch", fitted(TEN, last(1, "sigmoid"), "binary_crossentropy")),
    ("loss-mismatch", fitted(TEN, last(10, "softmax"), "sparse_categorical_crossentropy", from_logits=True)),
    ("loss-mismatch", fitted(TEN, last(10), "sparse_categorical_crossentropy", from_logits=False)),
    ("loss-mismatch", fitted(TWO, last(1), "binary_crossentropy", from_logits=False)),
    ("loss-mismatch", fitted(PRICES, last(1, "sigmoid"), "binary_crossentropy")),
    ("loss-mismatch", fitted(TEN, last(1), "mean_squared_error", metrics=["accuracy"])),
    ("loss-mismatch", fitted(SEVERAL, last(10, "softmax"), "categorical_crossentropy")),
]
RIGHT = [
    fitted(SEVERAL, last(10, "sigmoid"), "binary_crossentropy"),
    fitted(TEN, last(10, "softmax"), "sparse_categorical_crossentropy"),
    fitted(TEN, last(10), "sparse_categorical_crossentropy", from_logits=True),
    fitted(ONE_HOT, last(10, "softmax"), "categorical_crossentropy"),
    fitted(TWO, last(1, "sigmoid"), "binary_crossentropy"),
    fitted(TWO | {"shape": [1000, 5]}, last(5, "sigmoid"), "binary_crossentropy"),
    fitted(TWO, last(1), "mean_squared_error", metrics=["binary_accuracy"]),
    fitted(PRICES, last(1), "mean_squared_error"),
    fitted(PRICES | {"minimum": 0.1, "maximum": 0.9}, last(1, "sigmoid"), "mean_squared_error"),
    fitted(PRICES | {"whole": True}, last(1, "relu"), "mean_squared_error"),
    fitted(DIGITS, last(784, "sigmoid"), "binary_crossentropy"),
    fitted(DIGITS, last(784, "relu"), "mean_squared_error"),
    fitted(TEN, last(10), "sparse_categorical_crossentropy", kind="Net", output_shape=None),
    fitted(TEN, last(10), "sparse_categorical_crossentropy", operations=["InputLayer", "Dense", "Dense", "Softmax"]),
]


@pytest.mark.parametrize(("cause", "call"), WRONG)
def test_an_end_that_does_not_fit_is_named(tmp_path: Path, cause: str, call: dict[str, Any]) -> None:
    found = diagnose_ran(tmp_path, "model.fit(x, y)", calls=[call])
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "cell-1", 1)


@pytest.mark.parametrize("call", RIGHT)
def test_an_end_that_fits_is_let_be(tmp_path: Path, call: dict[str, Any]) -> None:
    assert diagnose_ran(tmp_path, "model.fit(x, y)", calls=[call]) is None


def test_it_points_at_the_activation_of_the_last_layer(tmp_path: Path) -> None:
    cells = (
        "\n".join(["model = Sequential([", "Dense(64, 'relu'),", "Dense(", "1,", "activation='sigmoid',", "),", "])"]),
        "model.fit(x, y)",
    )
    found = diagnose_ran(tmp_path, *cells, calls=[fitted(PRICES, last(1, "sigmoid"), "mean_squared_error")])
    assert found is not None
    assert (found.cell, found.line) == ("cell-1", 5)


def test_it_points_at_the_loss_in_compile(tmp_path: Path) -> None:
    cells = (
        'other.compile(loss="mse")\nmodel.compile(\n    optimizer="adam",\n    loss="binary_crossentropy",\n)',
        "model.fit(x, y)",
    )
    found = diagnose_ran(tmp_path, *cells, calls=[fitted(ONE_HOT, last(10, "softmax"), "binary_crossentropy")])
    assert found is not None
    assert (found.cell, found.line) == ("cell-1", 4)


def test_an_error_of_classes_may_be_compared_with_a_crossentropy(tmp_path: Path) -> None:
    one = fitted(TWO, last(1, "sigmoid"), "binary_crossentropy")
    other = fitted(TWO, last(1, "sigmoid"), "mean_squared_error", model=1)
    assert diagnose_ran(tmp_path, "model.fit(x, y)", calls=[one, other]) is None


def test_the_words_tell_the_labels_and_the_output(tmp_path: Path) -> None:
    found = diagnose_ran(tmp_path, "model.fit(x, y)", calls=[fitted(TEN, HIDDEN, "sparse_categorical_crossentropy")])
    assert found is not None
    assert found.mend is not None
    assert "(None, 64)" in found.message.en
    assert "0 to 9" in found.message.en
    assert 'Dense(10, activation="softmax")' in found.mend.ko


STOPPED = [
    ("no-final-layer", fitted(ONE_HOT, HIDDEN, "categorical_crossentropy"), "ValueError"),
    ("no-final-layer", fitted(TWO, HIDDEN, "binary_crossentropy", output_shape=None), "ValueError"),
    ("no-final-layer", fitted(PRICES, HIDDEN, "mean_squared_error"), "InvalidArgumentError"),
    ("loss-mismatch", fitted(TEN, last(10, "softmax"), "mean_squared_error"), "InvalidArgumentError"),
]


@pytest.mark.parametrize(("cause", "call", "error"), STOPPED)
def test_a_training_that_stopped_at_the_models_end_is_explained_by_it(
    tmp_path: Path, cause: str, call: dict[str, Any], error: str
) -> None:
    told = CellError(name=error, message="shapes do not match", cell="cell-1", line=1)
    record = CellRecord(name="cell-1", answer=True, state="error", error=told)
    stopped: dict[str, Any] = {"records": [record], "ended_by": "error"}
    found = diagnose_ran(tmp_path, "model.fit(x, y)", calls=[call | {"error": error}], **stopped)
    assert found is not None
    assert found.cause == cause


CLASH = (
    "Dimensions must be equal, but are 32 and 10 for '{{node compile_loss/mse/sub}}' with input shapes: [32], [32,10]."
)


@pytest.mark.parametrize(
    ("labels", "mend"),
    [(TEN, "use `sparse_categorical_crossentropy` and `Dense(10"), (PRICES, "use `mse` and a last layer `Dense(1)`")],
)
def test_a_fit_that_clashed_on_its_labels_is_told_which_loss_fits_them(
    tmp_path: Path, labels: dict[str, Any], mend: str
) -> None:
    told = CellError(name="ValueError", message=CLASH, cell="cell-1", line=2)
    record = CellRecord(name="cell-1", answer=True, state="error", error=told)
    call = fitted(labels, last(10, "sigmoid"), "mean_squared_error") | {"error": "ValueError"}
    source = "model.compile('adam', loss='mse')\nmodel.fit(x, y)"
    found = diagnose_ran(tmp_path, source, calls=[call], records=[record], ended_by="error")
    assert found is not None
    assert (found.cause, found.line) == ("loss-mismatch", 1), "where the loss is chosen"
    assert "does not fit the labels" in found.message.en
    assert found.mend is not None
    assert mend in found.mend.en


NET = "class Net(keras.Model):\n    def call(self, x):\n        x = self.last(x)\n        return {}"


@pytest.mark.parametrize("given", ["ops.sigmoid(x)", "tf.nn.tanh(self.last(x))"])
def test_an_activation_in_a_models_own_code_is_found_where_it_stands(tmp_path: Path, given: str) -> None:
    call = fitted(PRICES, last(1), "mean_squared_error", kind="Net", output_shape=None)
    found = diagnose_ran(tmp_path, NET.format(given), "model.fit(x, y)", calls=[call])
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("activation-on-regression", "cell-1", 4)


@pytest.mark.parametrize("given", ["50 * ops.sigmoid(x)", "self.sigmoid(x)", "x"])
def test_what_a_models_own_code_may_reach_is_let_be(tmp_path: Path, given: str) -> None:
    call = fitted(PRICES, last(1), "mean_squared_error", kind="Net", output_shape=None)
    assert diagnose_ran(tmp_path, NET.format(given), "model.fit(x, y)", calls=[call]) is None


def test_a_last_layer_that_the_model_does_not_use_is_told_where_the_model_is_made(tmp_path: Path) -> None:
    cells = (
        "h = Dense(64, 'relu')(x)\no = Dense(10, activation='softmax')(h)\nmodel = keras.Model(x, h)",
        "model.fit(x, y)",
    )
    found = diagnose_ran(tmp_path, *cells, calls=[fitted(TEN, HIDDEN, "sparse_categorical_crossentropy")])
    assert found is not None
    assert found.mend is not None
    assert (found.cause, found.cell, found.line) == ("no-final-layer", "cell-1", 3)
    assert "outputs=o" in found.mend.en

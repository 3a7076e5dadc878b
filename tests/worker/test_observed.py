"""What is recorded of a notebook's training calls and figures, while it runs as if nothing were."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from graders.observed import Call
from graders.observed.fingerprints import row_fingerprints
from tests.worker.observing import Observed, observed

SETUP = """
import numpy as np, keras
from keras import layers
import matplotlib.pyplot as plt

numbers = np.random.default_rng(0)
x = numbers.normal(size=(120, 4)).astype("float32")
y = (x.sum(axis=1) > 0).astype("int64")

def build():
    model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
    model.compile("rmsprop", "binary_crossentropy", metrics=["acc"])
    return model
"""
CELLS = {
    "setup": SETUP,
    "fit": """
x_val, partial_x = x[:40], x[40:]
y_val, partial_y = y[:40], y[40:]
model = build()
history = model.fit(
    partial_x, partial_y, epochs=3, batch_size=16, validation_data=(x_val, y_val), verbose=0
)
""",
    "measure": "model.evaluate(x, y, verbose=0)\nmodel.predict(x, verbose=0).shape",
    "dict": """
left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
score = layers.Dense(1, name="score")(layers.concatenate([left, right]))
functional = keras.Model([left, right], score)
functional.compile(keras.optimizers.Adam(0.01), keras.losses.MeanSquaredError(), metrics=["mae"])
functional.fit({"left": x[:, :2], "right": x[:, 2:]}, y, verbose=0, validation_split=0.25, shuffle=False)
""",
    "folds": """
for i in range(3):
    val_fold = x[i * 40 : (i + 1) * 40]
    train_fold = np.concatenate([x[: i * 40], x[(i + 1) * 40 :]])
    train_labels = np.concatenate([y[: i * 40], y[(i + 1) * 40 :]])
    fold_model = build()
    fold_model.fit(train_fold, train_labels, verbose=0)
    fold_model.evaluate(val_fold, y[i * 40 : (i + 1) * 40], verbose=0)
""",
    "raises": "model.fit(x, y[:9],\n          verbose=0)",
    "misspelt": "model.fit(x, y, epoch=3)",
    "interrupted": """
class Bored(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 2:
            raise KeyboardInterrupt

def train():
    bored.fit(x, y, epochs=9, verbose=0, callbacks=[Bored()])

bored = build()
try:
    train()
except KeyboardInterrupt:
    print("enough")
""",
    "early": """
stop = keras.callbacks.EarlyStopping(monitor="loss", patience=1, min_delta=10.0, restore_best_weights=True)
early = build()
early.fit(x, y, epochs=50, verbose=0, callbacks=[stop])
early.fit(x, y, epochs=1, verbose=0)
""",
    "adapt": """
scale = layers.Normalization()
scale.adapt(x)
words = layers.TextVectorization()
words.adapt(["a film", "a film to see"])
""",
    "nested": """
class Looks(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.predict(x, verbose=0)
        self.model.evaluate(x, y, verbose=0)

build().fit(x, y, epochs=2, verbose=0, callbacks=[Looks()])
""",
    "by hand": "own = build()\nfor epoch in range(4):\n    own.train_on_batch(x, y)",
    "in place": "model.predict(x, verbose=0)\nx *= 2\nmodel.predict(x, verbose=0)\nx /= 2",
    "look": """
import inspect
print(inspect.signature(keras.Model.fit).parameters["validation_split"].default)
print(inspect.getsource(keras.Model.fit).splitlines()[-1].strip())
print(inspect.signature(layers.Normalization.adapt), layers.Normalization.adapt.__qualname__)
""",
    "curves": """
plt.figure()
plt.plot(history.history["loss"], "bo", label="Training loss")
plt.plot(history.history["val_loss"], label="Validation loss")
plt.title("Loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()
""",
    "kinds": """
figure, ((one, two), (three, four)) = plt.subplots(2, 2)
figure.suptitle("Four")
one.plot([1, 2], [3, 4])
one.plot([4, 3])
one.legend(["first", "second"])
two.bar(["a", "b", "c"], [1, 2, 3])
three.scatter([1, 2], [5, float("nan")], label="points")
drawn = four.imshow(np.zeros((5, 7)))
figure.colorbar(drawn, ax=four)
figure
""",
    "later": 'one.set_title("Later")\ndisplay(figure)',
    "same": """
import random, sys
def trained():
    keras.utils.set_random_seed(3)
    same = build()
    same.fit(x, y, epochs=2, verbose=0)
    return np.concatenate([w.ravel() for w in same.get_weights()]), random.random(), np.random.rand()

watched = trained()
sys.modules["questbook_inside_calls"].RECORDER.open = False
alone = trained()
print(np.array_equal(watched[0], alone[0]), watched[1:] == alone[1:])
def fits_again():
    sys.modules["questbook_inside_calls"].RECORDER.open = True
    build().fit(x, y, verbose=0)
""",
}
NUMBER = {name: number for number, name in enumerate(CELLS, start=1)}


@pytest.fixture(scope="module")
def seen() -> Observed:
    """All of these cells in one notebook."""
    return observed([source.strip() for source in CELLS.values()])


def calls(seen: Observed, cell: str) -> list[Call]:
    return seen.at(NUMBER[cell])


def drawn(seen: Observed) -> Mapping[str, np.ndarray]:
    """The notebook's own data, and the fingerprints that its rows must have."""
    x = np.random.default_rng(0).normal(size=(120, 4)).astype("float32")
    return {"x": x, "rows": row_fingerprints(x)}


def test_the_notebook_runs_as_it_would(seen: Observed) -> None:
    errors = [cell.name for cell in seen.cells if cell.error]
    assert errors == [f"cell-{NUMBER['raises']}", f"cell-{NUMBER['misspelt']}"]
    assert all("questbook" not in cell.error.traceback for cell in seen.cells if cell.error)
    default, source, adapt = seen.outputs[NUMBER["look"] - 1].splitlines()
    assert (default, source) == ("0.0", "return self.history")
    assert adapt == "(self, data) Normalization.adapt"
    assert seen.outputs[NUMBER["same"] - 1].endswith("True True\n")


def test_a_fit_is_told_with_its_data_its_settings_and_its_history(seen: Observed) -> None:
    [fit] = calls(seen, "fit")
    assert (fit.method, fit.line, fit.names, fit.kind) == ("fit", 4, ["model"], "Sequential")
    assert [array.names for array in (*fit.x, *fit.y, *fit.validation_x, *fit.validation_y)] == [
        ["partial_x", "x"],
        ["partial_y", "y"],
        ["x_val", "x"],
        ["y_val", "y"],
    ]
    assert (fit.epochs, fit.batch_size, fit.shuffle, fit.trained_before) == (3, 16, True, 0)
    assert {name: len(values) for name, values in fit.history.items()} == dict.fromkeys(
        ("acc", "loss", "val_acc", "val_loss"), 3
    )
    assert (fit.loss, fit.from_logits, fit.optimizer) == (["binary_crossentropy"], False, "RMSprop")
    assert (fit.learning_rate, fit.metrics, fit.output_shape) == (0.001, ["acc"], [None, 1])
    assert [(layer.kind, layer.units, layer.activation) for layer in fit.layers] == [
        ("Dense", 8, "relu"),
        ("Dense", 1, "sigmoid"),
    ]
    assert fit.error is None


def test_arrays_are_told_as_numbers_about_them(seen: Observed) -> None:
    [fit] = calls(seen, "fit")
    x = drawn(seen)["x"][40:]
    [told], [labels] = fit.x, fit.y
    assert (told.type, told.shape, told.dtype) == ("numpy.ndarray", [80, 4], "float32")
    assert told.minimum == pytest.approx(float(x.min()))
    assert told.mean == pytest.approx(float(x.mean(dtype="float64")))
    assert told.column_mean == pytest.approx(x.mean(axis=0, dtype="float64"), rel=1e-6)
    assert told.column_std == pytest.approx(x.std(axis=0, dtype="float64"), rel=1e-6)
    assert (told.whole, told.one_hot, told.not_finite) == (False, False, 0)
    assert (labels.whole, labels.distinct, labels.minimum, labels.maximum) == (True, 2, 0, 1)


def test_rows_are_told_by_fingerprints_wherever_they_stand(seen: Observed) -> None:
    [fit] = calls(seen, "fit")
    rows = drawn(seen)["rows"]
    np.testing.assert_array_equal(seen.rows_of(fit.x[0]), rows[40:])
    np.testing.assert_array_equal(seen.rows_of(fit.validation_x[0]), rows[:40])


def test_measuring_and_predicting_are_told_as_calls_of_the_same_model(seen: Observed) -> None:
    evaluate, predict = calls(seen, "measure")
    [fit] = calls(seen, "fit")
    assert (evaluate.method, evaluate.line, predict.method, predict.line) == ("evaluate", 1, "predict", 2)
    assert evaluate.model == predict.model == fit.model
    assert evaluate.trained_before == 3
    assert list(evaluate.history) == ["loss", "acc"]
    assert evaluate.x[0].rows == predict.x[0].rows
    assert predict.y == []


def test_each_input_of_a_functional_model_is_told(seen: Observed) -> None:
    [fit] = calls(seen, "dict")
    assert [array.shape for array in fit.x] == [[120, 2], [120, 2]]
    assert all(array.names == ["x"] for array in fit.x)
    assert (fit.validation_split, fit.shuffle, fit.learning_rate) == (0.25, False, 0.01)
    assert (fit.kind, fit.loss, fit.metrics, fit.from_logits) == ("Functional", ["mean_squared_error"], ["mae"], None)
    assert (fit.validation_x, fit.output_shape) == ([], [None, 1])


def test_each_fold_is_a_model_and_a_set_of_rows_of_its_own(seen: Observed) -> None:
    told = calls(seen, "folds")
    fits = [call for call in told if call.method == "fit"]
    assert [call.method for call in told] == ["fit", "evaluate"] * 3
    assert len({fit.model for fit in fits}) == 3
    assert [fit.x[0].names for fit in fits] == [["train_fold"]] * 3
    assert [fit.names for fit in fits] == [[], [], ["fold_model"]]
    for fit, evaluate in zip(fits, told[1::2], strict=True):
        assert evaluate.x[0].names[:2] == ["val_fold", "x"]
        assert not np.intersect1d(seen.rows_of(fit.x[0]), seen.rows_of(evaluate.x[0])).size


def test_a_fit_that_raises_is_told_with_what_it_was_given(seen: Observed) -> None:
    [fit] = calls(seen, "raises")
    assert (fit.error, fit.line, fit.history, fit.trained_before) == ("ValueError", 1, {}, 3)
    assert (fit.x[0].shape, fit.y[0].shape, fit.y[0].names[0]) == ([120, 4], [9], "y")


def test_a_fit_with_a_misspelt_keyword_is_told_too(seen: Observed) -> None:
    [fit] = calls(seen, "misspelt")
    assert (fit.error, fit.epochs, fit.x[0].names) == ("TypeError", None, ["x"])


def test_an_interrupted_fit_keeps_the_epochs_that_it_had(seen: Observed) -> None:
    [fit] = calls(seen, "interrupted")
    assert (fit.error, fit.epochs, fit.line) == ("KeyboardInterrupt", 9, 7)
    assert len(fit.history["loss"]) == 2


def test_callbacks_are_told_with_what_they_were_made_with(seen: Observed) -> None:
    first, second = calls(seen, "early")
    [stop] = first.callbacks
    assert stop["kind"] == "EarlyStopping"
    assert (stop["monitor"], stop["patience"], stop["restore_best_weights"]) == ("loss", 1, True)
    assert len(first.history["loss"]) == 2
    assert second.trained_before == 2


def test_adapting_is_told_with_its_data(seen: Observed) -> None:
    scale, words = calls(seen, "adapt")
    assert (scale.method, scale.kind, scale.names, scale.x[0].names) == ("adapt", "Normalization", ["scale"], ["x"])
    assert (words.kind, words.x[0].shape, words.x[0].dtype) == ("TextVectorization", [2], "str")
    np.testing.assert_array_equal(seen.rows_of(words.x[0]), row_fingerprints(np.array(["a film", "a film to see"])))


def test_calls_within_a_call_are_not_told_again(seen: Observed) -> None:
    assert [call.method for call in calls(seen, "nested")] == ["fit"]


def test_training_by_hand_is_told_once_a_cell(seen: Observed) -> None:
    [batch] = calls(seen, "by hand")
    assert (batch.method, batch.names, list(batch.history)) == ("train_on_batch", ["own"], ["loss", "acc"])


def test_an_array_changed_in_place_is_looked_at_again(seen: Observed) -> None:
    before, after = calls(seen, "in place")
    assert before.x[0].names == after.x[0].names == ["x"]
    assert before.x[0].rows != after.x[0].rows


def test_a_figure_is_told_with_its_words_and_its_curves(seen: Observed) -> None:
    [figure] = [figure for figure in seen.figures.figures if figure.cell == f"cell-{NUMBER['curves']}"]
    [axes] = figure.axes
    [fit] = calls(seen, "fit")
    assert (axes.title, axes.x_label, axes.y_label) == ("Loss", "Epochs", "Loss")
    assert axes.legend == ["Training loss", "Validation loss"]
    assert [(series.kind, series.label, series.y) for series in axes.series] == [
        ("line", "Training loss", fit.history["loss"]),
        ("line", "Validation loss", fit.history["val_loss"]),
    ]


def test_every_kind_of_drawing_is_told_and_a_figure_shown_twice_in_a_cell_once(seen: Observed) -> None:
    [figure] = [figure for figure in seen.figures.figures if figure.cell == f"cell-{NUMBER['kinds']}"]
    lines, bars, points, image, bar = figure.axes
    assert figure.title == "Four"
    assert [(series.label, series.y) for series in lines.series] == [("first", [3, 4]), ("second", [4, 3])]
    assert [(series.kind, series.y) for series in bars.series] == [("bar", [1, 2, 3])]
    assert [(series.kind, series.label, series.y) for series in points.series] == [("scatter", "points", [5, "nan"])]
    assert [(series.kind, series.count, series.y) for series in image.series] == [("image", 35, [])]
    assert [axes.is_colorbar for axes in figure.axes] == [False, False, False, False, True]
    assert bar.legend is None


def test_a_figure_shown_again_later_is_told_as_it_stands_then(seen: Observed) -> None:
    titles = [(figure.cell, figure.axes[0].title) for figure in seen.figures.figures[1:]]
    assert titles == [(f"cell-{NUMBER['kinds']}", ""), (f"cell-{NUMBER['later']}", "Later")]

"""Notebooks that fight what records them: each still runs as it would, and the record is small, valid or none."""

from __future__ import annotations

import pytest

from graders.observed.calls import MAX_CALLS, MAX_EPOCHS
from graders.observed.figures import MAX_FIGURES, MAX_POINTS
from tests.worker.observing import Observed, observed

CELLS = {
    "setup": """
import gc, sys, weakref
import numpy as np, keras
from keras import layers
import matplotlib.pyplot as plt
x = np.random.default_rng(0).normal(size=(32, 3)).astype("float32")
y = (x.sum(axis=1) > 0).astype("int64")
def build():
    model = keras.Sequential([keras.Input((3,)), layers.Dense(1, activation="sigmoid")])
    model.compile("sgd", "binary_crossentropy")
    return model
""",
    "raising attributes": """
class Trap(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)
    def call(self, inputs):
        return self.dense(inputs)
    @property
    def layers(self):
        raise SystemExit("no layers for you")
    @property
    def output_shape(self):
        raise KeyError("shape")
trap = Trap()
trap.compile("sgd", lambda true, predicted: keras.ops.mean(predicted))
print(len(trap.fit(x, y, verbose=0).history["loss"]))
""",
    "words": """
class Words(str):
    def __str__(self):
        raise ValueError("no words")
    def __getitem__(self, at):
        return self
class Shouts(keras.callbacks.Callback):
    def __init__(self, words=None, number=0):
        super().__init__()
        self.words, self.number = Words("w" * 10_000), float("nan")
    def on_epoch_end(self, epoch, logs=None):
        logs.update({Words("q"): 1.0, "z" * 5000: float("nan"), "thing": object()})
shouted = build()
shouted.fit(x, y, verbose=0, epochs=2, callbacks=[Shouts()])
globals()["n" * 10_000] = shouted
""",
    "arrays": """
class Array(np.ndarray):
    shape = dtype = base = property(lambda self: 1 / 0)
    def __getitem__(self, at):
        raise RuntimeError("no rows")
class Pretends:
    shape, dtype = (3, 4), "float32"
    def __array__(self, *args, **kwargs):
        raise SystemExit
for odd in (x.view(Array), Pretends(), [[1, 2], [3]], {"a": None}, object(), np.array([{}]), np.float32(3)):
    try:
        build().predict(odd, verbose=0)
    except (Exception, SystemExit) as error:
        print(type(error).__name__)
nothing = build()
broken = x.copy()
broken[0, 0], broken[1, 1] = np.nan, np.inf
nothing.predict(broken, verbose=0)
""",
    "let go": """
held = np.ones((2000, 3), "float32")
watch = weakref.ref(held), weakref.ref(model := build())
model.fit(held, np.ones(2000), verbose=0)
del held, model
keras.utils.clear_session()
gc.collect()
print([reference() is None for reference in watch])
""",
    "long": """
class Lengthens(keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        self.model.history.history["loss"] = [0.1] * 9000
long = build()
long.fit(x, y, verbose=0, callbacks=[Lengthens()])
""",
    "many": """
looped = build()
for _ in range(25):
    looped.predict(x[:1], verbose=0)
for _ in range(400):
    try:
        looped.fit(x, y, epoch=1)
    except TypeError:
        pass
""",
    "figures": """
for number in range(64):
    figure, axes = plt.subplots(figsize=(1, 1))
    axes.plot(np.arange(9000.0))
    axes.set_title("t" * 900, fontsize=1)
    display(figure)
    plt.close(figure)
""",
}
NUMBER = {name: number for number, name in enumerate(CELLS, start=1)}


@pytest.fixture(scope="module")
def seen() -> Observed:
    """All of these cells in one notebook."""
    return observed([source.strip() for source in CELLS.values()], seconds=300)


def test_the_notebook_runs_as_it_would(seen: Observed) -> None:
    assert [cell.error for cell in seen.cells if cell.error] == []
    assert "1\n" in seen.outputs[NUMBER["raising attributes"] - 1]


def test_a_model_whose_attributes_raise_is_told_without_them(seen: Observed) -> None:
    [fit] = seen.at(NUMBER["raising attributes"])
    assert (fit.kind, fit.names, fit.layers, fit.output_shape) == ("Trap", ["trap"], [], None)
    assert len(fit.history["loss"]) == 1


def test_words_that_are_too_long_or_no_words_are_cut_or_left_out(seen: Observed) -> None:
    [fit] = seen.at(NUMBER["words"])
    assert set(fit.history) >= {"loss", "z" * 200}
    assert fit.history["z" * 200] == ["nan", "nan"]
    assert "thing" not in fit.history
    assert fit.names == ["shouted", "n" * 200]


def test_what_is_no_array_is_told_by_its_type(seen: Observed) -> None:
    told = seen.at(NUMBER["arrays"])
    broken = told[-1].x[0]
    assert (broken.not_finite, broken.names) == (2, ["broken"])
    assert isinstance(broken.maximum, float)
    kinds = [call.x[0].type for call in told[:-1] if call.x]
    assert "__main__.Pretends" in kinds
    assert all(call.x[0].rows is None for call in told if call.x and call.x[0].type == "__main__.Pretends")


def test_no_array_and_no_model_is_kept_alive(seen: Observed) -> None:
    assert seen.outputs[NUMBER["let go"] - 1].endswith("[True, True]\n")


def test_more_calls_than_a_record_holds_are_counted(seen: Observed) -> None:
    told = seen.at(NUMBER["many"])
    assert [call.method for call in told[:21]] == ["predict"] * 20 + ["fit"]
    assert len(seen.calls.calls) == MAX_CALLS
    assert seen.calls.dropped == 25 + 400 - len(told)


def test_a_history_without_end_is_cut(seen: Observed) -> None:
    [fit] = seen.at(NUMBER["long"])
    assert fit.history["loss"] == [0.1] * MAX_EPOCHS


def test_more_figures_than_a_record_holds_are_counted(seen: Observed) -> None:
    figures = seen.figures.figures
    assert (len(figures), seen.figures.dropped) == (MAX_FIGURES, 64 - MAX_FIGURES)
    assert figures[0].axes[0].title == "t" * 300
    assert [len(figures[n].axes[0].series[0].y) for n in (0, -1)] == [MAX_POINTS, 0]
    assert figures[-1].axes[0].series[0].count == 9000


@pytest.mark.parametrize(
    "breaks",
    [
        "RECORDER = None",
        "RECORDER.calls.append({'method': 'fit', 'count': float('nan'), 'model': object()})",
        "RECORDER.told = lambda *_: {'calls': ['x' * 10_000_000]}",
        "RECORDER.told = lambda *_: 1 / 0",
    ],
)
def test_a_record_that_the_notebook_broke_breaks_nothing_else(breaks: str) -> None:
    source = f"import keras, sys\nexec({breaks!r}, vars(sys.modules['questbook_inside_calls']))"
    seen = observed([source, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"])
    assert [cell.state for cell in seen.cells] == ["ok", "ok"]
    assert seen.answers["calls"]["status"] in ("missing", "error", "too_large")
    assert len(seen.figures.figures) == 1


def test_what_answers_to_questions_do_is_not_recorded() -> None:
    source = (
        "import numpy as np, keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\nmodel.compile('sgd', 'mse')\n"
        "def fits():\n    return len(model.fit(np.ones((4, 2)), np.ones(4), verbose=0).history['loss'])\nfits()"
    )
    seen = observed([source], functions=["fits"])
    assert seen.answers["fits"]["values"][0]["value"] == 1
    assert len(seen.calls.calls) == 1

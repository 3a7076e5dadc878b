"""The keyword of that function and the attribute of that object, found in what is really installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders import installed
from graders.diagnosis.near import is_a_sibling, near, near_argument
from tests.graders.diagnosis.notebooks import diagnose_error, said

KEYWORDS = [
    # code whose last line is at fault, error name, error message, line of the keyword, what the mend must name
    (
        "import keras\nkeras.layers.Conv2D(\n    8,\n    kernal_size=3)",
        "TypeError",
        "Conv2D.__init__() missing 1 required positional argument: 'kernel_size'",
        (2, 4),
        "`kernel_size` instead of `kernal_size`",
    ),
    (
        "import numpy as np\nx = np.ones((2, 3))\nx.mean(axes=0)",
        "TypeError",
        "_mean() got an unexpected keyword argument 'axes'",
        (3, 3),
        "`axis` instead of `axes`",
    ),
    (
        "import tensorflow as tf\ntf.reduce_mean(1, axs=0)",
        "TypeError",
        "Got an unexpected keyword argument 'axs'",
        (2, 2),
        "`axis` instead of `axs`",
    ),
    (
        "import matplotlib.pyplot as plt\nplt.plot([1], lable='a')",
        "AttributeError",
        "Line2D.set() got an unexpected keyword argument 'lable'",
        (2, 2),
        "`label` instead of `lable`",
    ),
    (
        "from matplotlib import pyplot as plt\nfig, ax = plt.subplots(figsze=(3, 3))",
        "AttributeError",
        "Figure.set() got an unexpected keyword argument 'figsze'",
        (2, 2),
        "`figsize` instead of `figsze`",
    ),
    (
        "print(1, ends='')",
        "TypeError",
        "'ends' is an invalid keyword argument for print()",
        (1, 1),
        "`end` instead of `ends`",
    ),
    (
        "class Runner:\n    def run(self, batch_size=3):\n        return batch_size\nr = Runner()\nr.run(batchsize=3)",
        "TypeError",
        "Runner.run() got an unexpected keyword argument 'batchsize'",
        (5, 5),
        "`batch_size` instead of `batchsize`",
    ),
    (
        "from keras.callbacks import ModelCheckpoint as Keep\nKeep('x.keras', save_best=True)",
        "TypeError",
        "ModelCheckpoint.__init__() got an unexpected keyword argument 'save_best'",
        (2, 2),
        "`save_best_only` instead of `save_best`",
    ),
]


@pytest.mark.parametrize(("source", "name", "message", "lines", "holds"), KEYWORDS)
def test_a_keyword_is_told_at_its_own_line_with_the_nearest_of_its_function(
    tmp_path: Path, source: str, name: str, message: str, lines: tuple[int, int], holds: str
) -> None:
    raised, told = lines
    found = diagnose_error(tmp_path, source, error=said(name, message, line=raised, cell="cell-1"))
    assert found is not None
    assert (found.cause, found.line) == ("unknown-keyword", told)
    assert found.mend is not None
    assert holds in found.mend.en


ATTRIBUTES = [
    ("'Functional' object has no attribute 'evalute'", "model.evalute(x)", "evaluate"),
    ("'ResourceVariable' object has no attribute 'asign'", "v.asign(3)", "assign"),
    ("'_TensorSliceDataset' object has no attribute 'bacth'", "ds.bacth(2)", "batch"),
    ("'Axes' object has no attribute 'set_titel'", "ax.set_titel('a')", "set_title"),
    ("'History' object has no attribute 'histroy'", "h.histroy", "history"),
    ("module 'keras._tf_keras.keras.layers' has no attribute 'Flaten'", "layers.Flaten()", "Flatten"),
    ("module 'tensorflow' has no attribute 'kears'", "tf.kears", "keras"),
    ("'str' object has no attribute 'spilt'", "s.spilt()", "split"),
]


@pytest.mark.parametrize(("message", "source", "meant"), ATTRIBUTES)
def test_an_attribute_is_told_with_the_nearest_of_its_object(
    tmp_path: Path, message: str, source: str, meant: str
) -> None:
    found = diagnose_error(tmp_path, source, error=said("AttributeError", message, cell="cell-1"))
    assert found is not None
    assert found.cause == "misspelt-attribute"
    assert found.mend is not None
    assert f"`{meant}`" in found.mend.ko


def test_an_attribute_of_a_class_of_ones_own_may_come_from_its_base(tmp_path: Path) -> None:
    source = "import keras\nclass C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n"
    error = said("AttributeError", "'C' object has no attribute 'modle'", line=4, cell="cell-1")
    found = diagnose_error(tmp_path, source + "        print(self.modle)", error=error)
    assert found is not None
    assert found.mend is not None
    assert "`model`" in found.mend.en


def test_a_value_that_was_not_stored_on_self_is_told_where_it_was_lost(tmp_path: Path) -> None:
    source = "class A:\n    def __init__(self):\n        units = 3\n    def call(self):\n        return self.units"
    error = said("AttributeError", "'A' object has no attribute 'units'", line=5, cell="cell-1")
    found = diagnose_error(tmp_path, source, error=error)
    assert found is not None
    assert (found.cause, found.line) == ("missing-self", 3)


def test_a_library_is_read_through_packages_that_import_from_elsewhere() -> None:
    assert {"shape", "mean", "stddev"} <= installed.keywords("tensorflow.random.normal")
    assert {"axis", "keepdims"} <= installed.keywords("tf.reduce_mean")
    assert {"num_words", "maxlen"} <= installed.keywords("keras.datasets.imdb.load_data")
    assert {"loc", "scale", "size"} <= installed.keywords("numpy.random.Generator.normal")
    assert {"figsize", "dpi"} <= installed.keywords("matplotlib.pyplot.figure")
    assert {"label", "color"} <= installed.setters("matplotlib.lines.Line2D")
    assert {"assign", "assign_add"} <= installed.members("tensorflow.Variable")
    assert installed.keywords("no.such.function") == frozenset()
    assert installed.find("..") is None


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("x_train", "y_train", True),
        ("model1", "model2", True),
        ("model", "model2", True),
        ("x_train", "X_train", False),
        ("train_images", "train_imges", False),
        ("trian_data", "train_data", False),
    ],
)
def test_names_that_differ_on_purpose_are_no_misspellings(one: str, other: str, are: bool) -> None:
    assert is_a_sibling(one, other) is are


def test_the_nearest_word_is_the_one_with_the_same_capitals() -> None:
    assert near("lengend", ["Legend", "legend"]) == "legend"
    assert near("y_val", ["eval"]) is None
    assert near_argument("num_class", ["x", "num_classes"]) == "num_classes"
    assert near_argument("zzz", ["x", "num_classes"]) is None


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("import tensorflow as tf\nv = tf.Variable(3.0,\n    trainabel=False)", "`trainable` instead of `trainabel`"),
        ("import keras\ni = keras.Input((4,))\nm = keras.Model(i, i, nmae='m')", "`name` instead of `nmae`"),
    ],
)
def test_a_misspelt_keyword_that_is_ignored_is_named_though_nothing_raised(tmp_path: Path, source, holds):
    found = diagnose_error(tmp_path, source, error=None)
    assert found is not None
    assert (found.cause, found.line) == ("unknown-keyword", 3)
    assert found.mend is not None
    assert holds in found.mend.en


@pytest.mark.parametrize(
    "source",
    [
        "import keras\nm = keras.Model(inputs=a, outputs=b, name='m', trainable=False)",
        "import keras\nkeras.layers.Dense(3, input_shape=(4,), input_dim=4)",
        "import tensorflow as tf\nv = tf.Variable(3.0, trainable=False)",
        "def paint(nmae): return nmae\npaint(nmae=3)",
        "import tensorflow as tf\ntry:\n    tf.constant(3, dtyp='int32')\nexcept TypeError as error:\n    print(error)",
    ],
)
def test_keywords_that_are_taken_or_caught_are_left_in_peace(tmp_path: Path, source):
    assert diagnose_error(tmp_path, source, error=None) is None


@pytest.mark.parametrize("name", installed.LONGEST)
def test_what_the_judge_reads_beforehand_is_there(name):
    assert installed.members(name)

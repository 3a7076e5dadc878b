"""``code``, at the border users meet: a notebook's source in, a finding out."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.evidence import CellRecord
from graders.judge import judge, questions_for
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest

PASSED, FAILED = FindingState.PASSED, FindingState.FAILED
IMPORTS = "import numpy as np\nimport tensorflow as tf\nfrom tensorflow import keras\nfrom keras import layers"
LOOPED = "def naive_dot(x, y):\n    z = 0.0\n    for i in range(len(x)):\n        z += x[i] * y[i]\n    return z"


def judged(tmp_path: Path, source: str, *, cell: str | None = None, form: str = "starter", **options: Any) -> Finding:
    quest = make_quest(tmp_path / "quest", criterion("it", "code", cell=cell, **options), starter={"answer": "pass"})
    records = [CellRecord(name="imports", answer=False, state="ok"), CellRecord(name="answer", answer=True, state="ok")]
    cells = {"imports": IMPORTS, "answer": source}
    folder = EvidenceFolder(tmp_path / "e", cells, records=records, form=form)
    return judge(quest, folder.evidence).findings[0]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("np.dot(1, 2)", "numpy.dot"),
        ("from numpy import dot\ndot(1, 2)", "numpy.dot"),
        ("from numpy import dot as d\nd(1, 2)", "numpy.dot"),
        ("d = np.dot\nd(1, 2)", "numpy.dot"),
        ("from numpy import *\ndot(1, 2)", "numpy.dot"),
        ("np.ones(3).dot(2)", "numpy.ndarray.dot"),
        ("a = np.ones(3)\nb = a + 1\nb.T.dot(2)", "numpy.ndarray.dot"),
        ("np.ones(3) @ np.ones(3)", "operator.matmul"),
        ("x = y = np.ones(3)\nx @= y", "operator.matmul"),
        ("tf.keras.layers.Dense(3)", "keras.layers.Dense"),
        ("layers.Dense(3)", "keras.layers.Dense"),
        ("from tensorflow.keras.layers import Dense\nDense(3)", "keras.layers.Dense"),
        ("keras.models.Sequential()", "keras.Sequential"),
        ("model = keras.Sequential([layers.Dense(3)])\nmodel.fit(1, 2)", "keras.Model.fit"),
        ("model = tf.keras.models.Sequential()\nmodel.fit(1, 2)", "keras.Model.fit"),
        ("def build():\n    model = keras.Sequential()\n    return model\nm = build()\nm.fit(1, 2)", "keras.Model.fit"),
        ("class Net(keras.Model):\n    pass\nnet = Net()\nnet.fit(1, 2)", "keras.Model.fit"),
        ("i = keras.Input((3,))\nm = keras.Model(i, layers.Dense(1)(i))\nm.fit(1)", "keras.Model.fit"),
        ("with tf.GradientTape() as tape:\n    pass\ntape.gradient(1, 2)", "tensorflow.GradientTape.gradient"),
        ("def f(x):\n    return x.dot(3)", "*.dot"),
        ("if (n := len([1])) > 0:\n    pass", "builtins.len"),
        ("[y for x in [1] if (y := np.ones(x)) is not None]\ny.dot(1)", "numpy.ndarray.dot"),
        ("def f():\n    global d\n    d = np.dot\nd(1, 2)", "numpy.dot"),
        ("def f():\n    d = 1\n    def g():\n        nonlocal d\n        d = np.dot\n    d(1, 2)", "numpy.dot"),
        ("try:\n    import nump as n\nexcept ImportError:\n    import numpy as n\nn.dot(1, 2)", "numpy.dot"),
        ("def f():\n    import numpy as n\n    return n.dot(1, 2)", "numpy.dot"),
        ("class A:\n    np = 3\n    def f(self):\n        return np.dot(1, 2)", "numpy.dot"),
        ("a, (b, c) = 1, (np.ones(2), 2)\nb.dot(1)", "numpy.ndarray.dot"),
        ("d = 3\nd = np.dot\nd(1, 2)", "numpy.dot"),
        ("import tensorflow.keras.layers\ntensorflow.keras.layers.Dense(3)", "keras.layers.Dense"),
        ("build = lambda: keras.Sequential()\nbuild().fit(1, 2)", "keras.Model.fit"),
        ("%matplotlib inline\nnp.dot(1, 2)", "numpy.dot"),
        ("%%time\nnp.dot(1, 2)", "numpy.dot"),
    ],
)
def test_a_call_is_found_by_whatever_name_it_goes(tmp_path: Path, source: str, name: str) -> None:
    finding = judged(tmp_path / "asked", source, calls=[{"name": name}])
    assert finding.state is PASSED, finding.message.en
    finding = judged(tmp_path / "forbidden", source, forbids=[name])
    assert finding.state is FAILED
    assert finding.cell == "answer"


@pytest.mark.parametrize("source", ["getattr(np, 'dot')(1, 2)", "f = np.dot\nlist(map(f, [1], [2]))", "x = np.dot"])
def test_a_forbidden_name_is_found_where_it_is_not_called(tmp_path: Path, source: str) -> None:
    assert judged(tmp_path, source, forbids=["numpy.dot"]).state is FAILED


@pytest.mark.parametrize(
    "source",
    [
        "x = 'np.dot(1, 2)'",
        "# np.dot(1, 2)",
        "def dot(a, b):\n    return a\ndot(1, 2)",
        "np.dotty(1)",
        "class A:\n    dot = 1",
        "[np.dot(1, 2) for np in []]",
        "def f(np):\n    return np.dot(1, 2)",
        "d(1, 2)\nd = np.sum",
    ],
)
def test_what_only_looks_like_a_call_is_none(tmp_path: Path, source: str) -> None:
    source = f"y = 1\n{source}"
    assert judged(tmp_path / "a", source, calls=[{"name": "numpy.dot"}]).state is FAILED
    assert judged(tmp_path / "b", source, forbids=["numpy.dot"]).state is PASSED


def test_a_forbidden_call_is_pointed_at(tmp_path: Path) -> None:
    finding = judged(tmp_path, "def naive_dot(x, y):\n    # easy\n    return np.dot(x, y)", forbids=["numpy.dot"])
    assert (finding.cell, finding.line) == ("answer", 3)
    assert "`numpy.dot`" in finding.message.en
    assert "3번째 줄" in finding.message.ko


def test_locked_cells_are_not_the_learners(tmp_path: Path) -> None:
    assert judged(tmp_path, "x = 1", calls=[{"name": "numpy.dot"}]).state is FAILED
    assert judged(tmp_path / "b", "x = 1", forbids=["numpy.*", "tensorflow.*"]).state is PASSED


def test_keyword_arguments_are_asked_for_by_name_and_value(tmp_path: Path) -> None:
    source = "model = keras.Sequential()\nmodel.fit(1, 2, epochs=4, validation_split=share)"
    wanted = {"name": "keras.Model.fit", "with": {"validation_split": "*"}}
    assert judged(tmp_path / "a", source, calls=[wanted]).state is PASSED
    finding = judged(tmp_path / "b", source, calls=[wanted | {"with": {"callbacks": "*"}}])
    assert "without callbacks" in finding.message.en
    assert finding.line == 2
    finding = judged(tmp_path / "c", source, calls=[wanted | {"with": {"epochs": 5}}])
    assert "epochs=4" in finding.message.en


def test_a_call_may_have_to_stand_in_a_certain_function(tmp_path: Path) -> None:
    source = "def one():\n    return np.dot(1, 2)\ndef two():\n    return 3"
    assert judged(tmp_path / "a", source, calls=[{"name": "numpy.dot", "where": "one"}]).state is PASSED
    assert judged(tmp_path / "b", source, calls=[{"name": "numpy.dot", "where": "two"}]).state is FAILED


@pytest.mark.parametrize(
    "body",
    [
        "for i in x: pass",
        "while x: pass",
        "return [i for i in x]",
        "return sum(i for i in x)",
        "return helper(x)\ndef helper(x):\n    for i in x: pass",
    ],
)
def test_loops_are_seen_in_a_function_and_in_its_helpers(tmp_path: Path, body: str) -> None:
    source = f"def f(x):\n    {body}"
    assert judged(tmp_path / "a", source, function="f", loops="required").state is PASSED
    finding = judged(tmp_path / "b", source, function="f", loops="forbidden")
    assert finding.state is FAILED
    assert finding.cell == "answer"
    assert finding.line is not None


def test_loops_elsewhere_do_not_count_for_a_function(tmp_path: Path) -> None:
    source = "def f(x):\n    return x + 1\nfor i in [1]:\n    f(i)"
    finding = judged(tmp_path, source, function="f", loops="required")
    assert finding.state is FAILED
    assert "`f`" in finding.message.en
    assert (finding.cell, finding.line) == ("answer", 1)


def test_only_the_last_definition_of_a_function_counts(tmp_path: Path) -> None:
    source = f"{LOOPED}\ndef naive_dot(x, y):\n    return np.dot(x, y)"
    options: dict[str, Any] = {"function": "naive_dot", "loops": "required", "forbids": ["numpy.dot"]}
    assert judged(tmp_path, source, **options).state is FAILED


def test_methods_and_lambdas_are_functions_too(tmp_path: Path) -> None:
    source = (
        "class Net(keras.Model):\n    def call(self, x):\n        return tf.matmul(x, x)\nf = lambda x: np.dot(x, x)"
    )
    assert judged(tmp_path / "a", source, function="Net.call", calls=[{"name": "tensorflow.matmul"}]).state is PASSED
    assert judged(tmp_path / "b", source, function="f", forbids=["numpy.dot"]).state is FAILED


def test_an_untouched_cell_is_unattempted_though_it_holds_nothing_forbidden(tmp_path: Path) -> None:
    assert judged(tmp_path, "pass  # todo", cell="answer", forbids=["numpy.dot"]).state is FindingState.UNATTEMPTED


def test_a_missing_function_is_unattempted_and_a_misspelt_one_named(tmp_path: Path) -> None:
    assert judged(tmp_path / "a", "x = 1", function="naive_dot", loops="required").state is FindingState.UNATTEMPTED
    finding = judged(tmp_path / "b", "def naive_dots(): pass", function="naive_dot", loops="required")
    assert finding.state is FAILED
    assert "naive_dots" in finding.message.en


def test_a_cell_that_is_no_python_is_told_with_its_line(tmp_path: Path) -> None:
    finding = judged(tmp_path, "x = 1\ndef f(:\n    pass", cell="answer", forbids=["numpy.dot"])
    assert finding.state is FAILED
    assert (finding.cell, finding.line) == ("answer", 2)


def test_in_a_free_form_notebook_a_cells_ban_reaches_only_what_stands_outside_functions(tmp_path: Path) -> None:
    asked: dict[str, Any] = {"cell": "elsewhere", "form": "free-form", "loops": "forbidden", "forbids": ["numpy.dot"]}
    elsewhere = "def f(x):\n    for i in x:\n        np.dot(i, 2)"
    assert judged(tmp_path / "in a function", elsewhere, **asked).state is PASSED
    assert judged(tmp_path / "a loop", "for i in [1]:\n    pass", **asked).state is FAILED
    assert judged(tmp_path / "a call", "np.dot(1, 2)", **asked).state is FAILED


@pytest.mark.parametrize(("source", "state"), [("print(1)", FindingState.UNATTEMPTED), ("mean = 2", PASSED)])
def test_in_a_free_form_notebook_a_ban_counts_once_its_task_is_begun(
    tmp_path: Path, source: str, state: FindingState
) -> None:
    ban = criterion("ban", "code", cell="elsewhere", loops="forbidden")
    beside = criterion("mean", "value", cell="elsewhere", variable="mean", rank=0)
    quest = make_quest(tmp_path / "quest", ban, beside, starter={"answer": "pass"})
    folder = EvidenceFolder(tmp_path / "e", {"answer": source}, form="free-form", asked=False)
    assert judge(quest, folder.evidence).findings[0].state is state


@pytest.mark.parametrize("form", ["starter", "free-form"])
def test_where_there_is_no_code_a_ban_is_not_kept_but_untried(tmp_path: Path, form: str) -> None:
    finding = judged(tmp_path, " ", form=form, loops="forbidden")
    assert finding.state is FindingState.UNATTEMPTED


def test_a_free_form_notebook_is_read_as_a_whole(tmp_path: Path) -> None:
    finding = judged(tmp_path, "np.dot(1, 2)", cell="elsewhere", form="free-form", calls=[{"name": "numpy.dot"}])
    assert finding.state is PASSED


def test_source_is_judged_though_the_notebook_never_ended(tmp_path: Path) -> None:
    quest = make_quest(tmp_path / "quest", criterion("it", "code", calls=[{"name": "numpy.dot"}]))
    cells = {"answer": "import numpy as np\nnp.dot(1, 2)\nwhile True: pass"}
    folder = EvidenceFolder(tmp_path / "e", cells, ended_by="time", asked=False)
    assert judge(quest, folder.evidence).findings[0].state is PASSED
    questions, arrays = questions_for(quest)
    assert {question.ask for question in questions} == {"figures", "calls"}
    assert arrays == {}


HOSTILE = [
    "x = " + "(" * 190 + "1" + ")" * 190,
    "x = " + "-" * 3000 + "1",
    "x = " + "+".join(["1"] * 5000),
    "f(" * 150 + ")" * 150,
    "x" + ".a" * 3000,
    "if a: pass\n" + "elif a: pass\n" * 2000,
    "\x00",
    "x = 1\x0cy = 2\u2028z = 3",
    "\ufeffx = 1",
    "def f(): return f()\nx = f()\nx.dot(1)",
    "a = b\nb = a\na.dot(1)",
    "".join(f"x{i} = x{i + 1} + x{i + 1} if x{i + 1} else x{i + 1}\n" * 9 for i in range(60)) + "x60 = x0\nx0.dot(1)",
    "x = " + "9" * 100_000,
    "'" * 100_001,
    "@" * 10_000,
]


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_source_neither_passes_nor_breaks_the_judge(tmp_path: Path, source: str) -> None:
    finding = judged(tmp_path, source, calls=[{"name": "numpy.dot"}], forbids=["numpy.sum"])
    assert finding.state is FAILED
    assert finding.points == 0


@pytest.mark.parametrize("options", [{}, {"calls": [{"nam": "x"}]}, {"loops": "some"}, {"forbid": ["x"]}])
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_options(criterion("it", "code", **options))


@pytest.mark.parametrize(
    ("call", "name", "asked"),
    [
        ("layers.Dense(512, 'relu')", "keras.layers.Dense", {"units": 512, "activation": "relu"}),
        ("layers.Dense(units=512, activation='relu')", "keras.layers.Dense", {"units": 512, "activation": "relu"}),
        ("np.sum(np.ones((2, 3)), 0)", "numpy.sum", {"axis": 0}),
        ("np.ones((2, 3)).sum(0)", "numpy.ndarray.sum", {"axis": 0}),
        ("m = keras.Sequential()\nm.compile('rmsprop', 'mse')", "keras.Model.compile", {"loss": "mse"}),
        ("def scaled(x, by=1):\n    return x / by\n\n\nscaled([1], 255)", "scaled", {"by": 255}),
        ("def scaled(x, by=1):\n    return x / by\n\n\nscaled(by=255, x=[1])", "scaled", {"by": 255}),
        ("about = {'axis': 1}\nnp.sum(np.ones((2, 3)), **about)", "numpy.sum", {"axis": 0}),
    ],
)
def test_an_argument_counts_however_it_is_given(tmp_path: Path, call: str, name: str, asked: dict[str, Any]) -> None:
    finding = judged(tmp_path, call, calls=[{"name": name, "with": asked}])
    assert finding.state is PASSED, finding.message.en


def test_another_argument_is_told_with_both_values_and_its_line(tmp_path: Path) -> None:
    finding = judged(tmp_path, "x = 1\nlayers.Dense(512, 'tanh')", calls=[RELU])
    assert (finding.state, finding.cell, finding.line) == (FAILED, "answer", 2)
    assert finding.expected is not None
    assert finding.found is not None
    assert (finding.expected.en, finding.found.en) == ("activation='relu'", "activation='tanh'")


RELU = {"name": "keras.layers.Dense", "with": {"activation": "relu"}}
NET = "class Net(keras.Model):\n    def call(self, x, training=False):\n        return x"


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("def f(a, b):\n    pass", {"name": "f"}),
        ("def f(a, b):\n    pass", {"name": "f", "parameters": ["a", "b"]}),
        ("f = lambda a, b: a", {"name": "f", "parameters": ["a", "b"]}),
        (NET, {"name": "Net", "kind": "class", "base": "keras.Model"}),
        (NET, {"name": "Net.call", "parameters": ["self", "x", "training"]}),
        ("class Net(tf.keras.models.Model):\n    pass", {"name": "Net", "kind": "class", "base": "keras.Model"}),
    ],
)
def test_what_must_be_defined_is_found(tmp_path: Path, source: str, asked: dict[str, Any]) -> None:
    finding = judged(tmp_path, source, defines=[asked])
    assert finding.state is PASSED, finding.message.en


@pytest.mark.parametrize(
    ("source", "asked", "words"),
    [
        ("f = 3", {"name": "f"}, "no function `f`"),
        (NET, {"name": "Net"}, "no function `Net`"),
        ("def f(x):\n    pass", {"name": "f", "parameters": ["x", "y"]}, "takes (x), but should take (x, y)"),
        (NET, {"name": "Net", "kind": "class", "base": "keras.layers.Layer"}, "made from `keras.layers.Layer`"),
    ],
)
def test_what_is_not_defined_as_asked_is_told(tmp_path: Path, source: str, asked: dict[str, Any], words: str) -> None:
    finding = judged(tmp_path, source, defines=[asked])
    assert finding.state is FAILED
    assert words in finding.message.en


SPLIT, SCALE = "train, test = split(data)", "mean = np.mean(train)"
DEFINED = "def split(x):\n    return x, np.mean(x)\n\n\ndata = 1\n"


def test_steps_in_the_order_asked_for_pass(tmp_path: Path) -> None:
    finding = judged(tmp_path, f"{DEFINED}{SPLIT}\n{SCALE}", order=["split", "numpy.mean"])
    assert finding.state is PASSED, finding.message.en


def test_a_step_too_early_is_told_with_its_line(tmp_path: Path) -> None:
    finding = judged(tmp_path, f"{DEFINED}train = data\n{SCALE}\n{SPLIT}", order=["split", "numpy.mean"])
    assert (finding.state, finding.line) == (FAILED, 7)
    assert "Do `split` first" in finding.message.en


def test_a_step_that_is_not_there_is_no_matter_of_order(tmp_path: Path) -> None:
    assert judged(tmp_path, SCALE, order=["split", "numpy.mean"]).state is PASSED


def test_a_name_of_ones_own_is_not_taken_for_a_method_of_that_name(tmp_path: Path) -> None:
    source = "def f(x):\n    dot = 2\n    return dot * x"
    assert judged(tmp_path, source, forbids=["*.dot"]).state is PASSED


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"order": ["one"]}, "at least two"),
        ({"defines": [{"name": "f", "base": "keras.Model"}]}, "only a class has a base"),
        ({"defines": [{"name": "F", "kind": "class", "parameters": []}]}, "a class has no parameters"),
        ({}, "give at least one of"),
    ],
)
def test_options_that_contradict_themselves_are_refused_with_the_reason(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        parse_options(criterion("it", "code", **options))

"""Mistakes in plain Python and NumPy, as learners make them; the errors are Python's own."""

from __future__ import annotations

import pytest

from tests.graders.diagnosis.notebooks import run_and_diagnose

MODEL = """\
layers = [
    dict(units=512, activation="relu"),
    dict(units=10, activation="softmax"),
]
"""
SYNTAX = [
    ("missing-comma", 2, MODEL.replace('"relu"),', '"relu")')),
    ("missing-comma", 1, "x = [1, 2 3]"),
    ("missing-comma", 1, 'print("loss" 3)'),
    ("missing-comma", 1, 'd = dict(units=512 activation="relu")'),
    ("missing-bracket", 3, MODEL.replace('"softmax"),', '"softmax",')),
    ("missing-bracket", 1, "import numpy as np; a = np.zeros((2, 3)\nb = 1"),
    ("missing-bracket", 1, "x = [1, 2, 3\ny = 4\n"),
    ("missing-bracket", 2, "def f(a):\n    return (a + 1\n\nprint(f(2))"),
    ("missing-bracket", 1, "a = max(1, (2 + 3) * 4"),
    ("stray-bracket", 1, "a = max(1, 2))"),
    ("missing-quote", 1, 'print("hello)'),
    ("missing-quote", 2, "x = 1\ny = 'relu\nz = 3"),
    ("missing-colon", 1, "for i in range(3)\n    print(i)"),
    ("missing-colon", 1, "def f(a, b)  # add\n    return a + b"),
    ("missing-colon", 3, "x = 1\nif x > 0: pass\nelse\n    x = 2"),
    ("missing-colon", 1, "while True;\n    break"),
    ("semicolon-for-colon", 2, "x = [1, 2, 3]\ny = x[0;2]"),
    ("period-for-colon", 1, "part = images[:100, 7..21, 7..21]"),
    ("period-for-colon", 1, "part = images[..., 3..5]"),
    ("assigned-to-call", 1, "f(x) = 3"),
    ("single-equals", 2, "x = 1\nif x = 1:\n    pass"),
    ("print-without-brackets", 1, 'print "loss"'),
    ("typographic-characters", 1, "print(“hello”)"),
    ("indentation", 2, "def f(a):\nreturn a"),
    ("indentation", 2, "x = 1\n  y = 2"),
    ("indentation", 3, "for i in range(2):\n        x = i\n    y = i"),
    ("syntax-error", 1, "여기에 코드를 작성합니다 네"),
]


@pytest.mark.parametrize(("cause", "line", "source"), SYNTAX)
def test_a_cell_that_is_not_python(tmp_path, cause, line, source):
    found = run_and_diagnose(tmp_path, "a = 1", source, "b = 2")
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, "cell-2", line)
    assert found.mend is not None


def test_the_mend_of_a_syntax_error_shows_the_mended_line(tmp_path):
    found = run_and_diagnose(tmp_path, "x = [1, 2 3]")
    assert found is not None
    assert found.mend is not None
    assert "x = [1, 2, 3]" in found.mend.ko


MISTAKES = [
    # cause, cell, line, what the words must hold, cells
    ("misspelt-name", 2, 1, "train_images", ["train_images = 3", "print(train_imges)"]),
    ("misspelt-name", 1, 3, "total", ["def f(xs):\n    total = sum(xs)\n    return totl\nf([1])"]),
    ("misspelt-name", 1, 1, "range", ["for i in rnage(3):\n    pass"]),
    ("misspelt-name", 1, 1, "print", ["Print(3)"]),
    ("defined-later", 1, 1, "cell-2", ["print(x)", "x = 3"]),
    ("defined-later", 1, 1, "line 2", ["print(x)\nx = 3"]),
    ("missing-import", 1, 2, "import numpy as np", ["a = 1\nx = np.zeros(3)"]),
    ("missing-import", 1, 1, "import matplotlib.pyplot as plt", ["plt.plot([1])"]),
    ("missing-import", 1, 1, "from keras import layers", ["model = layers.Dense(3)"]),
    ("local-name", 2, 1, "only inside the function `f`", ["def f():\n    weights = 3\nf()", "print(weights)"]),
    ("undefined-name", 1, 1, "deleted", ["print(quokka)"]),
    ("unbound-local", 2, 2, "count", ["count = 0", "def f():\n    count += 1\nf()"]),
    ("misspelt-import", 1, 1, "numpy", ["import nunpy as np"]),
    ("misspelt-import", 1, 1, "random", ["import randm"]),
    ("misspelt-import", 1, 1, "sqrt", ["from numpy import sqr"]),
    ("library-not-here", 1, 1, "not installed", ["import a_library_that_is_not_here"]),
    ("misspelt-attribute", 1, 2, "zeros", ["import numpy as np\nx = np.zeroes(3)"]),
    ("misspelt-attribute", 1, 2, "reshape", ["import numpy as np\nx = np.ones(4).reshap((2, 2))"]),
    ("misspelt-attribute", 1, 2, "append", ["xs = []\nxs.apend(1)"]),
    ("no-array", 1, 2, "np.array(xs)", ["xs = [1, 2]\nprint(xs.shape)"]),
    ("none-value", 2, 1, "`y` is None", ["def f(x):\n    x + 1\ny = f(2)", "print(y.shape)"]),
    ("none-value", 1, 2, "None", ["x = None\ny = x + 1"]),
    ("none-value", 1, 2, "None", ["x = None\ny = x[0]"]),
    ("unknown-keyword", 1, 3, "`scale`", ["def f(x, scale=1):\n    return x * scale\nf(1, scal=2)"]),
    ("missing-argument", 1, 3, "'b'", ["def f(a, b):\n    return a\nf(1)"]),
    ("surplus-argument", 1, 3, "takes 1 arguments, but 2", ["def f(a):\n    return a\nf(1, 2)"]),
    ("broadcast-mismatch", 1, 2, "(3,)", ["import numpy as np\nnp.ones(3) + np.ones(4)"]),
    ("broadcast-mismatch", 1, 3, "(2,)", ["import numpy as np\na = np.ones((3, 3))\na[0] = np.ones(2)"]),
    ("dot-mismatch", 1, 2, "3 on the left, 4 on the right", ["import numpy as np\nnp.ones((2, 3)) @ np.ones((4, 2))"]),
    ("dot-mismatch", 1, 2, "(4,2)", ["import numpy as np\nnp.dot(np.ones((2, 3)), np.ones((4, 2)))"]),
    ("dot-mismatch", 1, 2, "(4,)", ["import numpy as np\nnp.dot(np.ones((2, 3)), np.ones(4))"]),
    ("reshape-mismatch", 1, 2, "6 numbers", ["import numpy as np\nnp.arange(6).reshape((4, 2))"]),
    ("index-out-of-range", 1, 2, "Index 3", ["import numpy as np\nnp.ones(3)[3]"]),
    ("index-out-of-range", 1, 2, "2 axes", ["import numpy as np\nnp.ones((3, 3))[0, 0, 0]"]),
    ("comma-for-colon", 1, 2, "x[:, 0:6]", ["import numpy as np; x = np.ones((9, 8))\nx[:, 0, 6]"]),
    ("index-out-of-range", 1, 2, "2 axes", ["import numpy as np; x = np.ones((9, 8))\nx[:, 6, 0]"]),
    ("missing-comma", 1, 3, '"b",', ['names = [\n    "a",\n    "b"\n    "c",\n]', "print(names[2])"]),
    ("missing-comma", 1, 1, "'a',", ["import numpy as np; n = np.array(['a''b', 'c'])", "print(n[2])"]),
    ("index-out-of-range", 2, 1, "fewer", ["said = ['It is ' 'late', 'b']", "print(said[2])"]),
    ("index-out-of-range", 2, 1, "fewer", ["names = ['a', 'b']; more = ['a' 'b']", "print(names[2])"]),
    ("name-reused", 2, 1, "`sum`", ["sum = 3", "print(sum([1, 2]))"]),
    ("round-brackets-for-index", 1, 3, "x[0]", ["import numpy as np\nx = np.ones(3)\nx(0)"]),
    ("not-callable", 1, 2, "int", ["x = 3\nx(y=2)"]),
    ("square-brackets-for-call", 1, 1, "round brackets", ["print[3]"]),
    ("old-edition", 2, 1, "['accuracy']", ["history = {'accuracy': [1]}", "history['acc']"]),
    ("missing-key", 2, 1, "`units`", ["d = {'units': 3}", "d['unit']"]),
    ("old-edition", 1, 2, "float", ["import numpy as np\nx = np.float(3)"]),
    ("file-not-found", 1, 1, "data.csv", ["open('data.csv')"]),
    ("answer-left-open", 1, 2, "NotImplementedError", ["def f():\n    raise NotImplementedError\nf()"]),
]


@pytest.mark.parametrize(("cause", "cell", "line", "holds", "cells"), MISTAKES)
def test_a_mistake_is_named_with_cell_line_and_mend(tmp_path, monkeypatch, cause, cell, line, holds, cells):
    monkeypatch.chdir(tmp_path)
    found = run_and_diagnose(tmp_path, *cells)
    assert found is not None
    assert (found.cause, found.cell, found.line) == (cause, f"cell-{cell}", line)
    words = [*found.message.model_dump().values(), *(found.mend.model_dump().values() if found.mend else ())]
    assert any(holds in word for word in words), words


RIGHT = [
    ["x = 1"],
    ["import numpy as np\nfrom numpy import dot as d\nprint(d(np.ones(3), np.ones(3)))"],
    ["def f(a, b):\n    return a + b", "assert f(1, 2) == 3"],
    ["while True:\n    break", "for epochs in range(3): pass"],
    ["try:\n    missing_name\nexcept NameError:\n    pass"],
    ["lr = 0.1\nacc = []\nacc.append(lr)", "history = {'acc': acc}\nhistory['acc']"],
    ["class Model:\n    def fit_generator(self): return 1\nModel().fit_generator()"],
    ["x = None", ""],
]


@pytest.mark.parametrize("cells", RIGHT)
def test_a_notebook_that_ran_to_its_end_is_not_doubted(tmp_path, cells):
    assert run_and_diagnose(tmp_path, *cells) is None


def test_an_error_that_nobody_knows_is_left_to_the_criteria(tmp_path):
    assert run_and_diagnose(tmp_path, "raise RuntimeError('boom')") is None


def test_a_function_of_an_earlier_cell_is_blamed_where_it_failed(tmp_path):
    found = run_and_diagnose(tmp_path, "def f(x):\n    return x + totl", "total = 1", "f(1)")
    assert found is not None
    assert (found.cell, found.line) == ("cell-1", 2)


def test_texts_that_grew_together_are_named_where_two_lengths_differ(tmp_path):
    names = 'names = [\n    "cat"\n    "dog",\n    "bird",\n]'
    bars = "raise ValueError(\"Mismatch is between 'x' with shape (2,) and 'height' with shape (3,).\", names)"
    found = run_and_diagnose(tmp_path, names, bars)
    assert found is not None
    assert (found.cause, found.cell, found.line) == ("missing-comma", "cell-1", 2)
